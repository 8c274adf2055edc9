"""How the streams of an execution share a console's lines: each has its own lines, in the order of arrival.

A terminal would mix them. Here a stream that follows another begins a new line, and an unfinished progress bar moves
down to the end when its stream continues it.
"""

from media.console.buffer import Buffer, add_line, current_line, line_feed, top_of, touch
from media.console.escapes import Stream, feed
from media.console.lines import Line

OUT, ERR, LOG, RESULT, ERROR = 0, 1, 2, 3, 4

# The classes of the streams' rows, to which others are appended.
CLASSES: list[str] = ['', 'backendai-stderr ', '', '', 'backendai-exception ']


class Streams:
    """The streams of a console; ``_last`` is the one that wrote last, to ``_buffer``, or None at the beginning."""

    def __init__(self):
        self._streams: list[Stream] = [Stream(), Stream(), Stream(), Stream(), Stream()]
        self._last: Stream = None
        self._buffer: Buffer = None


def put(streams: Streams, buffer: Buffer, source: int, text: str) -> int:
    """Write a stream's ``text`` to ``buffer``; returns how much of it was read, as ``feed`` does."""
    stream = streams._streams.at(source)
    if stream is not streams._last or buffer is not streams._buffer:
        leave(streams)
        streams._last = stream
        streams._buffer = buffer
        buffer.source = source
        begin_line(buffer)
        if stream.left is not None and text[:1] == '\r':
            _move(stream.left_in, stream.left, buffer)
        stream.left = None
    return feed(stream, buffer, text)


def put_apart(streams: Streams, buffer: Buffer, source: int) -> None:
    """Reset a source and begin a new line without a style, as for results and errors."""
    leave(streams)
    streams._streams.fill(Stream(), source, source + 1)
    put(streams, buffer, source, '')


def leave(streams: Streams) -> None:
    """Note that another stream, or something other than text, follows."""
    buffer: Buffer = streams._buffer
    if buffer is not None:
        line = current_line(buffer)
        streams._last.left = line if line.width > 0 else None
        streams._last.left_in = buffer
    streams._buffer = None


def begin_line(buffer: Buffer) -> None:
    """Move the cursor to the beginning of an empty line at the end; an alternate screen stays unchanged."""
    if buffer.is_alternate:
        return
    lines = buffer.lines
    while len(lines) - 1 > buffer.row and lines.at(-1).width == 0:
        lines.splice(-1)
    buffer.row = len(lines) - 1
    buffer.column = 0
    if current_line(buffer).width > 0:
        line_feed(buffer)
    current_line(buffer).source = buffer.source


def _move(origin: Buffer, line: Line, buffer: Buffer) -> None:
    """Move a line from where it was left, if it is still there, to the end of ``buffer``, and continue it there."""
    lines = origin.lines
    index: int = lines.lastIndexOf(line)
    if index < top_of(origin):
        return
    lines.splice(index, 1)
    touch(origin, index)
    # Remove the empty line that was begun for it.
    buffer.lines.splice(-1)
    touch(buffer, len(buffer.lines))
    if origin is not buffer:
        if not lines:
            lines.append(Line(0))
        origin.row = len(lines) - 1
    add_line(buffer, line)
    buffer.row = len(buffer.lines) - 1
