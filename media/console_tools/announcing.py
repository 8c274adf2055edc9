"""Announcements for screen readers: new complete lines as text, instead of each state of a progress bar."""

from media.console.lines import Line
from media.console.streams import RESULT
from media.console.text_block import TextBlock

_MAX_CHARACTERS = 500


def newest_lines(blocks: list[TextBlock]) -> str:
    """The lines completed since the last call, cut to the last _MAX_CHARACTERS characters."""
    texts = ''
    for block in blocks:
        buffer = block.buffer
        end: int = buffer.row
        # Results and errors are complete without a line break at their end.
        last: Line = buffer.lines.at(end)
        if last.source >= RESULT:
            end += 1
        spoken: int = 0 if block.spoken is None else max(0, block.spoken - buffer.dropped)
        for line in buffer.lines[max(spoken, end - _MAX_CHARACTERS):end]:
            texts = f'{texts}{line.text}\n'
        block.spoken = buffer.dropped + max(spoken, end)
    return texts[-_MAX_CHARACTERS:]
