"""Encodes drawings as kernels do: as MessagePack in base64."""

from browser import ArrayBuffer, DataView, Number, String, TextEncoder, Uint8Array, btoa


def data_of(commands: list) -> str:
    """Return the data of an ``application/x-sorna-drawing`` item with the given commands."""
    made: list[int] = []
    _pack(commands, made)
    return btoa(''.join([String.fromCharCode(byte) for byte in made]))


def _pack(value, made: list[int]) -> None:
    if isinstance(value, bool):
        made.append(0xc3 if value else 0xc2)
    elif isinstance(value, (int, float)):
        _pack_number(value, made)
    elif isinstance(value, str):
        characters = TextEncoder().encode(value)
        made.append(0xdb)
        _pack_size(len(characters), made)
        made.extend(characters)
    elif isinstance(value, list):
        made.append(0xdd)
        _pack_size(len(value), made)
        for item in value:
            _pack(item, made)
    else:
        made.append(0xc0)


def _pack_number(value: float, made: list[int]) -> None:
    if Number.isInteger(value) and 0 <= value < 128:
        made.append(value)  # type: ignore[arg-type]
        return
    buffer = ArrayBuffer(8)
    DataView(buffer).setFloat64(0, value)
    made.append(0xcb)
    made.extend(list(Uint8Array(buffer)))


def _pack_size(size: int, made: list[int]) -> None:
    for shift in [24, 16, 8, 0]:
        made.append(size // 2 ** shift % 256)
