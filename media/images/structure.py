"""Analyzes the files of images and sounds: whether they are complete, and whether an image is animated.

Files are binary strings with a character below 256 for each byte. Data after the end of a file is ignored.
"""

from browser import Math

from media.images.checksum import checksum

WHOLE, CUT_OFF, DAMAGED = 'whole', 'cut off', 'damaged'


class Structure:
    """``state`` is one of the constants above, ``moves`` whether there are several frames, ``is_opaque`` whether the
    format rules out transparency."""

    def __init__(self, state: str, moves: bool, is_opaque: bool):
        self.state: str = state
        self.moves: bool = moves
        self.is_opaque: bool = is_opaque


def structure_of(binary: str) -> Structure:
    """Return the structure of a file. Unknown formats count as complete."""
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
    """Check PNG chunks, which consist of length, name, data and checksum. The final IEND chunk, which is empty, may be
    missing."""
    position = 8
    moves = False
    # Color types 4 and 6 have an alpha channel; the others may define a transparent color.
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
        # Chunks whose names start with a capital letter are critical.
        if byte_at(binary, position + 4) < 97 and checksum(binary, position + 4, end - 4) != signed(binary, end - 4):
            state = DAMAGED
        position = end
    return Structure(state if last == 'IEND' or last == 'IDAT' or last == 'fdAT' else CUT_OFF, moves, is_opaque)


def _jpeg(binary: str) -> str:
    """Check JPEG segments, some of which contain complete images. The data of a scan follows its header."""
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
    """Check GIF blocks. Data blocks consist of sub-blocks, each with a length."""
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
    """Check WebP and WAV files. Streamed WAV files have a length of zero or the maximum."""
    size = little(binary, 4, 4)
    is_sound = binary[8:12] == 'WAVE'
    if is_sound and (size == 0 or size >= 0xfffffff0):
        return Structure(WHOLE, False, False)
    moves = binary[12:16] == 'VP8X' and byte_at(binary, 20) % 4 >= 2
    is_opaque = binary[12:16] == 'VP8 ' or binary[12:16] == 'VP8X' and byte_at(binary, 20) % 32 < 16
    return Structure(_ends_within(8 + size, binary), moves, is_opaque)


def _bmp_end(binary: str) -> float:
    """Return the end of the pixel data, computed from its size, since many programs write a wrong file size."""
    is_old = little(binary, 14, 4) == 12
    width = little(binary, 18, 2 if is_old else 4)
    height = little(binary, 20, 2) if is_old else little(binary, 22, 4)
    bits = little(binary, 24 if is_old else 28, 2)
    packing = 0 if is_old else little(binary, 30, 4)
    if height >= 2 ** 31:
        height = 2 ** 32 - height  # a negative height: rows are stored from top to bottom
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
    """Return the end of the boxes of an AVIF or MP4 file. A box has a length and a name; the last may lack a length."""
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
    """Return a byte, or 0 after the end."""
    return binary.charCodeAt(index) if index < len(binary) else 0


def big(binary: str, start: int, count: int) -> int:
    """Return a big-endian number of ``count`` bytes."""
    value = 0
    for index in range(start, start + count):
        value = value * 256 + byte_at(binary, index)
    return value


def signed(binary: str, start: int) -> int:
    """Return a signed big-endian number of four bytes."""
    value = big(binary, start, 4)
    return value - 2 ** 32 if value >= 2 ** 31 else value


def little(binary: str, start: int, count: int) -> int:
    """Return a little-endian number of ``count`` bytes."""
    value = 0
    for index in range(start + count - 1, start - 1, -1):
        value = value * 256 + byte_at(binary, index)
    return value
