"""The CRC-32 checksum of PNG (https://www.w3.org/TR/png-3/#D-CRCAppendix) over a binary string.

Operators have JavaScript semantics here: bitwise operations use signed 32-bit integers.
"""

from browser import Array

DIALECT = 'plain'

_table = Array()


def checksum(binary, start, end):
    """Return the checksum of the bytes from ``start`` up to, but not including, ``end`` as a signed integer."""
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
