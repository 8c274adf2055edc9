"""MessagePack (https://github.com/msgpack/msgpack/blob/master/spec.md), as far as drawings are packed in it.

What kernels send is read exactly: None, truth, numbers, text, lists. Maps, binaries and extensions are stepped over and
give None. Text beyond ASCII, which means nothing in a drawing, is left as a character below 256 for each of its bytes.
"""

from math import inf, nan

from media.drawing.items import code_of

# Commands nest three lists deep; deeper ones are none of ours, and could exhaust the stack.
DEEPEST = 8

# How many commands are read between two places where the work can stop for a while.
PAUSE = 512


class _Reader:
    """A place in the bytes, which are a text: a character below 256 for each."""

    def __init__(self, text: str) -> None:
        self._characters: str = text
        self._place: int = 0


def read_commands(text: str, commands: list) -> bool:
    """Add to ``commands`` those of a drawing's bytes, without pauses; whether nothing has broken off."""
    whole = False
    for value in reading(text, commands):
        whole = value is True
    return whole


def reading(text: str, commands: list):
    """Add to ``commands`` those of a drawing's bytes, given as a character below 256 for each.

    Commands are the lists among the items of the outermost list: of one that breaks off, what is whole. An exception
    where there is no list at all. Yields None now and then, so that the page can go on, and at last whether nothing has
    broken off.
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
        pass  # what is there has been read
    if size < 0:
        raise Exception('its data is not a list of commands' if text else 'it is empty')
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
    """A number of IEEE 754, whose first four bytes hold a fraction below ``unit``; ``top`` is the last exponent."""
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
        # Coordinates have small exponents: a few steps are faster than a power.
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
    """Step over some bytes; an exception, which ends the reading, where there are not so many."""
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
    """A value whose first byte says no more than its type."""
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
