"""How the bytes of images and sounds are built: whether all of them are there, and whether an image moves.

Files are binary strings, a character below 256 for each byte. What is behind the end of a file does not count.
"""

from browser import Math

from media.images.checksum import checksum

WHOLE, CUT_OFF, DAMAGED = 'whole', 'cut off', 'damaged'


class Structure:
    """``state`` is one of the above; ``moves`` whether there are several frames; ``is_opaque`` whether it must be."""

    def __init__(self, state: str, moves: bool, is_opaque: bool):
        self.state: str = state
        self.moves: bool = moves
        self.is_opaque: bool = is_opaque


def structure_of(binary: str) -> Structure:
    """The structure of a file; one of an unknown kind counts as whole."""
    if binary.startswith('\x89PNG'):
        return _png(binary)
    if binary.startswith('\xff\xd8\xff'):
        return Structure(_jpeg(binary), False, True)
    if binary.startswith('GIF8'):
        return _gif(binary)
    if binary.startswith('RIFF'):
        return _riff(binary)
    if binary.startswith('BM'):
        return Structure(_ends_within(_bmp_end(binary), binary), False, False)
    if binary.startswith('\0\0\1\0') or binary.startswith('\0\0\2\0'):
        return Structure(_ends_within(_icon_end(binary), binary), False, False)
    if binary[4:8] == 'ftyp':
        return Structure(_ends_within(_boxes_end(binary), binary), False, False)
    return Structure(WHOLE, False, False)


def _ends_within(end: float, binary: str) -> str:
    return CUT_OFF if end > len(binary) else WHOLE


def _png(binary: str) -> Structure:
    """Chunks of length, name, data and checksum. Without the last one, which is empty, a PNG is whole."""
    position = 8
    moves = False
    # Types 4 and 6 have alpha; the others may name a transparent color.
    is_opaque = byte_at(binary, 25) < 4
    last = ''
    state = WHOLE
    while position < len(binary) and last != 'IEND':
        length = big(binary, position, 4)
        last = binary[position + 4:position + 8]
        end: int = position + 12 + length
        moves = moves or last == 'acTL'
        is_opaque = is_opaque and last != 'tRNS'
        if end > len(binary):
            return Structure(CUT_OFF, moves, is_opaque)
        # Those with a capital are needed for the picture.
        if byte_at(binary, position + 4) < 97 and checksum(binary, position + 4, end - 4) != signed(binary, end - 4):
            state = DAMAGED
        position = end
    return Structure(state if last == 'IEND' or last == 'IDAT' or last == 'fdAT' else CUT_OFF, moves, is_opaque)


def _jpeg(binary: str) -> str:
    """Segments, of which some hold whole images of their own; behind the start of a scan, its data up to a marker."""
    position = 2
    while position < len(binary):
        position = binary.indexOf('\xff', position)
        if position < 0:
            return CUT_OFF
        marker = byte_at(binary, position + 1)
        if marker == 0xd9:
            return WHOLE
        if marker == 0xff:
            position += 1
        elif marker == 0 or marker == 1 or 0xd0 <= marker < 0xd9:
            position += 2
        else:
            length: int = Math.max(2, big(binary, position + 2, 2))
            position += 2 + length
    return CUT_OFF


def _gif(binary: str) -> Structure:
    """Blocks, of which those of data come in parts with a length each."""
    frames = 0
    position = 13 + _palette(binary, 10)
    while position < len(binary):
        kind = binary[position:position + 1]
        if kind == ';':
            return Structure(WHOLE, frames > 1, False)
        if kind == ',':
            frames += 1
            position += 11 + _palette(binary, position + 9)
        elif kind == '!':
            position += 2
        else:
            return Structure(DAMAGED, frames > 1, False)
        while 0 < byte_at(binary, position) and position < len(binary):
            position += 1 + byte_at(binary, position)
        position += 1
    return Structure(CUT_OFF, frames > 1, False)


def _palette(binary: str, at: int) -> int:
    flags = byte_at(binary, at)
    return 3 * 2 ** (flags % 8 + 1) if flags >= 128 else 0


def _riff(binary: str) -> Structure:
    """WebP and WAV. Sounds that were streamed give no length, or the largest."""
    size = little(binary, 4, 4)
    is_sound = binary[8:12] == 'WAVE'
    if is_sound and (size == 0 or size >= 0xfffffff0):
        return Structure(WHOLE, False, False)
    moves = binary[12:16] == 'VP8X' and byte_at(binary, 20) % 4 >= 2
    is_opaque = binary[12:16] == 'VP8 ' or binary[12:16] == 'VP8X' and byte_at(binary, 20) % 32 < 16
    return Structure(_ends_within(8 + size, binary), moves, is_opaque)


def _bmp_end(binary: str) -> float:
    """Where the pixels end, by their number: many programs write a wrong size of the file."""
    is_old = little(binary, 14, 4) == 12
    width = little(binary, 18, 2 if is_old else 4)
    height = little(binary, 20, 2) if is_old else little(binary, 22, 4)
    bits = little(binary, 24 if is_old else 28, 2)
    packing = 0 if is_old else little(binary, 30, 4)
    if height >= 2 ** 31:
        height = 2 ** 32 - height  # from top to bottom
    length = little(binary, 34, 4)
    if packing == 0 or packing == 3 or packing == 6:
        length = (width * bits + 31) // 32 * 4 * height
    return little(binary, 10, 4) + length


def _icon_end(binary: str) -> float:
    end = 6.0 + 16 * little(binary, 4, 2)
    for index in range(little(binary, 4, 2)):
        entry: int = 6 + 16 * index
        if entry < len(binary):
            end = Math.max(end, little(binary, entry + 8, 4) + little(binary, entry + 12, 4))
    return end


def _boxes_end(binary: str) -> float:
    """Of AVIF and MP4: boxes of a length and a name; the last may have none."""
    position = 0
    while position < len(binary):
        size = big(binary, position, 4)
        if size == 1:
            size = big(binary, position + 8, 8)
        if size == 0:
            return len(binary)
        step: int = Math.max(8, size)
        position += step
    return position


def byte_at(binary: str, index: int) -> int:
    """A byte, 0 behind the end."""
    return binary.charCodeAt(index) if index < len(binary) else 0


def big(binary: str, start: int, count: int) -> int:
    """A number of ``count`` bytes with its highest byte first."""
    value = 0
    for index in range(start, start + count):
        value = value * 256 + byte_at(binary, index)
    return value


def signed(binary: str, start: int) -> int:
    """The same of four bytes, of which the first bit is the sign."""
    value = big(binary, start, 4)
    return value - 2 ** 32 if value >= 2 ** 31 else value


def little(binary: str, start: int, count: int) -> int:
    """A number of ``count`` bytes with its lowest byte first."""
    value = 0
    for index in range(start + count - 1, start - 1, -1):
        value = value * 256 + byte_at(binary, index)
    return value
