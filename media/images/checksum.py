"""The checksum of PNG, CRC-32 (https://www.w3.org/TR/png-3/#D-CRCAppendix), over a binary string.

Operators mean what they mean in JavaScript here: it is counted in 32 bits with a sign.
"""

from browser import Array

DIALECT = 'plain'

_table = Array()


def checksum(binary, start, end):
    """The checksum of the bytes from ``start`` to before ``end``, as a number with a sign."""
    if not _table.length:
        for number in range(256):
            value = number
            for _ in range(8):
                value = ((value >> 1) & 0x7fffffff) ^ (0xedb88320 if value & 1 else 0)
            _table.push(value)
    crc = -1
    for index in range(start, end):
        crc = _table[(crc ^ binary.charCodeAt(index)) & 255] ^ ((crc >> 8) & 0xffffff)
    return ~crc
