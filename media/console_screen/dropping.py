"""Dropping the oldest lines of a console that has more than its host allows."""

from browser import Math

from media.console import words
from media.console.buffer import MAX_COLUMN, Buffer
from media.words import say


def drop_excess(core, queue) -> None:
    """Enforce the host's limits: drop the oldest lines, many at a time, and show how many in a note."""
    most: int = queue.options.maxLines
    gone: int = queue.dropped
    blocks: list = queue.viewport.blocks
    for block in blocks:
        count = 1
        while count > 0 and queue.has_excess() is True:
            lines: list = block.buffer.lines
            count = drop(core, block.buffer, Math.max(Math.floor(most / 16), len(lines) - most), most)
            queue.dropped += count
        if count > 0:
            break
    if queue.dropped > gone:
        place = queue.viewport.content
        if queue.note is None or queue.note.parentNode is None:
            queue.note = core.add_note(place, '')
            place.prepend(queue.note)
        queue.note.textContent = say(words.DROPPED_LINES, queue.dropped)


def drop(core, buffer: Buffer, count: int, kept: int) -> int:
    """Drop about ``count`` of the first lines; if the cursor can reach all of them, the first halves of long lines.

    If there are more than ``kept`` lines, those above the cursor are dropped too, even if it could reach them.

    Returns the number of lines, or of parts of lines, that were dropped.
    """
    lines = buffer.lines
    reachable: int = core.top_of(buffer)
    gone: int = min(max(count, 1), max(reachable, min(buffer.row, len(lines) - kept)))
    for line in lines[:gone]:
        buffer.size -= len(line.text) + 40
    buffer.lines = lines[gone:]
    buffer.dropped += gone
    buffer.row -= gone
    buffer.changed = 0
    if gone == 0:
        for line in lines:
            if line.width > MAX_COLUMN:
                gone += 1
                buffer.size -= len(line.text)
                core.splice(line, 0, line.width // 2, '', core.PLAIN)
                buffer.size += len(line.text)
                buffer.column = Math.min(buffer.column, lines.at(buffer.row).width)
    return gone
