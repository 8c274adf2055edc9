"""Drawings as kernels send them: commands as base64 of MessagePack, encoded independently of the decoder."""

from __future__ import annotations

import base64
import struct

TYPE = 'application/x-sorna-drawing'


def packed(value) -> bytes:
    """MessagePack of None, bools, numbers, text, bytes, lists and dicts, each in the shortest form."""
    if value is None or isinstance(value, bool):
        return {None: b'\xc0', False: b'\xc2', True: b'\xc3'}[value]
    if isinstance(value, int):
        return _packed_integer(value)
    if isinstance(value, float):
        return b'\xcb' + struct.pack('>d', value)
    if isinstance(value, str):
        data = value.encode()
        return _head(len(data), [(32, 0xa0)], [0xd9, 0xda, 0xdb]) + data
    if isinstance(value, bytes):
        return _head(len(value), [], [0xc4, 0xc5, 0xc6]) + value
    if isinstance(value, dict):
        pairs = b''.join(packed(key) + packed(item) for key, item in value.items())
        return _head(len(value), [(16, 0x80)], [None, 0xde, 0xdf]) + pairs
    return _head(len(value), [(16, 0x90)], [None, 0xdc, 0xdd]) + b''.join(map(packed, value))


def _packed_integer(value: int) -> bytes:
    if -32 <= value < 128:
        return struct.pack('>b', value) if value < 0 else bytes([value])
    for tag, form, low, high in [(0xcc, 'B', 0, 2 ** 8), (0xcd, 'H', 0, 2 ** 16), (0xce, 'I', 0, 2 ** 32),
                                 (0xcf, 'Q', 0, 2 ** 64), (0xd0, 'b', -2 ** 7, 0), (0xd1, 'h', -2 ** 15, 0),
                                 (0xd2, 'i', -2 ** 31, 0), (0xd3, 'q', -2 ** 63, 0)]:
        if low <= value < high:
            return bytes([tag]) + struct.pack(f'>{form}', value)
    raise OverflowError(value)


def _head(size: int, short: list, tags: list) -> bytes:
    for limit, tag in short:
        if size < limit:
            return bytes([tag + size])
    for tag, form, limit in zip(tags, 'BHI', (2 ** 8, 2 ** 16, 2 ** 32)):
        if tag is not None and size < limit:
            return bytes([tag]) + struct.pack(f'>{form}', size)
    raise OverflowError(size)


def data_of(commands) -> str:
    return base64.b64encode(packed(commands)).decode()


def drawing(*commands) -> list:
    """An item with those commands."""
    return [TYPE, data_of(list(commands))]
