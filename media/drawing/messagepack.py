"""The subset of MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md) that drawings use.

The types that kernels send are supported: None, booleans, numbers, text and lists. Maps, binaries and extensions are
skipped and become None. Non-ASCII text, which has no meaning in drawings, is not decoded: each byte is a character.
"""

from math import inf, nan

from media.drawing import words
from media.drawing.items import code_of

# Commands nest lists three levels deep. Much deeper ones are invalid and could exhaust the stack.
DEEPEST = 8

# How many commands are read between two opportunities to pause.
PAUSE = 512


class _Reader:
    """A position in bytes that are given as a text with a character below 256 for each byte."""

    def __init__(self, text: str) -> None:
        self._characters: str = text
        self._place: int = 0


def read_commands(text: str, commands: list) -> bool:
    """Append the commands in a drawing's bytes to ``commands`` without pauses. Return whether the data is complete."""
    whole = False
    for value in reading(text, commands):
        whole = value is True
    return whole


def reading(text: str, commands: list):
    """Append the commands in a drawing's bytes, given as a character below 256 for each byte, to ``commands``.

    Commands are the lists in the outermost list. If the data is truncated, only complete commands are added. Raise an
    exception if there is no list at all. This generator yields None regularly to allow pauses, and finally yields
    whether the data is complete.
    """
    reader = _Reader(text)
    size = -1
    try:
        tag = _byte(reader)
        if 0x90 <= tag < 0xa0:
            size = tag - 0x90
        elif 0xdc <= tag < 0xde:
            size = _number(reader, 2 ** (tag - 0xdb))
        while size > 0:
            if size % PAUSE == 0:
                yield None
            command = _value(reader, 0)
            if isinstance(command, list):
                commands.append(command)
            size -= 1
    except Exception:
        pass  # the data is truncated; all complete commands have been read
    if size < 0:
        raise Exception(words.NOT_COMMANDS if text else words.EMPTY)
    yield size == 0


def _byte(reader: _Reader) -> int:
    _skip(reader, 1)
    return code_of(reader._characters, reader._place - 1)  # type: ignore[return-value]


def _number(reader: _Reader, size: int) -> int:
    start = reader._place
    _skip(reader, size)
    value = 0
    for place in range(start, reader._place):
        value = value * 256 + code_of(reader._characters, place)  # type: ignore[assignment]
    return value


def _signed(reader: _Reader, size: int) -> int:
    value = _number(reader, size)
    half = 2 ** (8 * size - 1)
    return value - 2 * half if value >= half else value


def _float(reader: _Reader, unit: int, top: int) -> float:
    """Return an IEEE 754 number. ``unit`` is the scale of the exponent in the first four bytes, ``top`` its maximum."""
    high = _number(reader, 4)
    is_negative = high >= 0x80000000
    if is_negative:
        high -= 0x80000000
    exponent = high // unit
    fraction = high / unit - exponent
    if top == 0x7ff:
        fraction += _number(reader, 4) / 0x10000000000000
    middle = top // 2
    if exponent == top:
        size = nan if fraction > 0 else inf
    else:
        # Coordinates have small exponents, for which a few steps are faster than exponentiation.
        size = fraction + min(1, exponent)
        for _ in range(max(1, exponent), middle):
            size /= 2
        for _ in range(middle, exponent):
            size *= 2
    return -size if is_negative else size


def _text(reader: _Reader, size: int) -> str:
    start = reader._place
    _skip(reader, size)
    return reader._characters[start:reader._place]


def _skip(reader: _Reader, size: int) -> None:
    """Skip some bytes. Raise an exception, which ends the reading, if there are not enough."""
    reader._place += size
    if reader._place > len(reader._characters):
        raise Exception()


def _list(reader: _Reader, size: int, depth: int) -> list:
    if depth > DEEPEST:
        _skip(reader, len(reader._characters))
    values: list = []
    while len(values) < size:
        values.append(_value(reader, depth + 1))
    return values


def _value(reader: _Reader, depth: int):
    tag = _byte(reader)
    if tag < 0x80:
        return tag
    if tag >= 0xe0:
        return tag - 0x100
    if tag >= 0xc0:
        return _long_value(reader, tag, depth)
    if tag >= 0xa0:
        return _text(reader, tag - 0xa0)
    if tag >= 0x90:
        return _list(reader, tag - 0x90, depth)
    _list(reader, 2 * (tag - 0x80), depth)
    return None


def _long_value(reader: _Reader, tag: int, depth: int):
    """Read a value whose first byte only contains its type."""
    if tag >= 0xde:
        _list(reader, 2 * _number(reader, 2 * (tag - 0xdd)), depth)
    elif tag >= 0xdc:
        return _list(reader, _number(reader, 2 * (tag - 0xdb)), depth)
    elif tag >= 0xd9:
        return _text(reader, _number(reader, 2 ** (tag - 0xd9)))
    elif tag >= 0xd4:
        _skip(reader, 1 + 2 ** (tag - 0xd4))
    elif tag == 0xd3:
        return _signed(reader, 4) * 0x100000000 + _number(reader, 4)
    elif tag >= 0xd0:
        return _signed(reader, 2 ** (tag - 0xd0))
    elif tag == 0xcf:
        return _number(reader, 4) * 0x100000000 + _number(reader, 4)
    elif tag >= 0xcc:
        return _number(reader, 2 ** (tag - 0xcc))
    elif tag >= 0xca:
        return _float(reader, 0x800000, 0xff) if tag == 0xca else _float(reader, 0x100000, 0x7ff)
    elif tag >= 0xc7:
        _skip(reader, 1 + _number(reader, 2 ** (tag - 0xc7)))
    elif tag >= 0xc4:
        _skip(reader, _number(reader, 2 ** (tag - 0xc4)))
    elif tag > 0xc0:
        return tag == 0xc3
    return None
