"""Inserting, deleting and scrolling lines of a screen, and the alternate screen."""

from browser import Math

from media.console.buffer import SCREEN_HEIGHT, Buffer
from media.console.lines import Line


def top_of(buffer: Buffer) -> int:
    """The first line of the screen."""
    return max(0, len(buffer.lines) - SCREEN_HEIGHT)


def first_of(buffer: Buffer) -> int:
    """The first line of the scroll region."""
    return top_of(buffer) + (0 if buffer.region is None else buffer.region.at(0))


def last_of(buffer: Buffer) -> int:
    """The last line of the scroll region, which may not exist yet."""
    return top_of(buffer) + (SCREEN_HEIGHT - 1 if buffer.region is None else buffer.region.at(1))


def _put(buffer: Buffer, index: int) -> None:
    lines = buffer.lines
    lines.splice(min(index, len(lines)), 0, Line(buffer.source))
    buffer.size += 40


def _take(buffer: Buffer, index: int) -> None:
    lines = buffer.lines
    if index < len(lines):
        line: Line = lines.at(index)
        buffer.size -= len(line.text) + 40
        lines.splice(index, 1)


def insert_lines(buffer: Buffer, row: int, count: int) -> None:
    """Insert empty lines at a row; the same number is removed at the end of the scroll region."""
    last = last_of(buffer)
    if first_of(buffer) <= row <= last:
        buffer.changed = min(buffer.changed, row)
        for _ in range(min(count, last - row + 1)):
            _put(buffer, row)
            _take(buffer, last + 1)


def delete_lines(buffer: Buffer, row: int, count: int) -> None:
    """Delete lines at a row; the same number of empty lines is added at the end of the scroll region."""
    last = last_of(buffer)
    if first_of(buffer) <= row <= last:
        buffer.changed = min(buffer.changed, row)
        for _ in range(min(count, last - row + 1)):
            _take(buffer, row)
            _put(buffer, last)


def scroll(buffer: Buffer) -> bool:
    """Scroll instead of moving down if the cursor is at the end of the scroll region; returns whether that is so.

    At the end of the screen below the region, the cursor neither scrolls nor moves, and the result is True, too.
    """
    last = last_of(buffer)
    if buffer.row != last:
        return buffer.row == top_of(buffer) + SCREEN_HEIGHT - 1
    if buffer.is_alternate or buffer.region is not None and first_of(buffer) > top_of(buffer):
        delete_lines(buffer, first_of(buffer), 1)
    else:
        # Lines that leave the top of the screen are kept above it.
        buffer.changed = min(buffer.changed, last + 1)
        while len(buffer.lines) < SCREEN_HEIGHT:
            _put(buffer, len(buffer.lines))
        _put(buffer, last + 1)
        buffer.row += 1
    return True


def switch(buffer: Buffer, is_on: bool) -> None:
    """Switch to the alternate screen, which is below all other lines, or remove it."""
    if is_on is buffer.is_alternate:
        return
    row: int = buffer.row - top_of(buffer)
    if is_on:
        buffer.base = buffer.dropped + len(buffer.lines)
        for _ in range(SCREEN_HEIGHT):
            _put(buffer, len(buffer.lines))
    else:
        base: int = Math.max(1, buffer.base - buffer.dropped)
        while len(buffer.lines) > base:
            _take(buffer, len(buffer.lines) - 1)
    buffer.changed = 0
    buffer.is_alternate = is_on
    buffer.region = None
    buffer.scroll = scroll if is_on else None
    buffer.row = top_of(buffer) + row
    while len(buffer.lines) <= buffer.row:
        _put(buffer, len(buffer.lines))
