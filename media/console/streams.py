"""How the streams of an execution share the lines of a console: each its own lines, in the order they came.

A terminal would run them together. Here a stream that comes after another begins a new line, and a progress bar that
was left standing moves down to the end when it goes on.
"""

from media.console.escapes import Stream, feed
from media.console.lines import Line
from media.console.screen import Screen, add_line, line_feed, top_of, touch

OUT, ERR, LOG = 0, 1, 2


class Streams:
    """The streams of a console; ``_last`` is the one that wrote last, on ``_screen``, or None at the beginning."""

    def __init__(self):
        self._streams: list[Stream] = [Stream(), Stream(), Stream()]
        self._last: Stream = None
        self._screen: Screen = None


def put(streams: Streams, screen: Screen, source: int, text: str) -> None:
    """Let a stream go on with ``text`` on ``screen``."""
    stream = streams._streams[source]
    if stream is not streams._last or screen is not streams._screen:
        leave(streams)
        streams._last = stream
        streams._screen = screen
        screen.source = source
        begin_line(screen)
        if stream.left is not None and text[:1] == '\r':
            _move(stream.left_on, stream.left, screen)
        stream.left = None
    feed(stream, screen, text)


def leave(streams: Streams) -> None:
    """Note that another stream, or something else than text, comes now."""
    screen: Screen = streams._screen
    if screen is not None:
        line = screen.lines[screen.row]
        streams._last.left = line if line.width > 0 else None
        streams._last.left_on = screen
    streams._screen = None


def begin_line(screen: Screen) -> None:
    """Put the cursor at the beginning of an empty line at the end."""
    lines = screen.lines
    while len(lines) - 1 > screen.row and lines[len(lines) - 1].width == 0:
        lines.splice(-1)
    screen.row = len(lines) - 1
    screen.column = 0
    if screen.lines[screen.row].width > 0:
        line_feed(screen)
    screen.lines[screen.row].source = screen.source


def _move(origin: Screen, line: Line, screen: Screen) -> None:
    """Take a line out of where it was left, if it is still there, and go on with it at the end of ``screen``."""
    lines = origin.lines
    index: int = lines.lastIndexOf(line)
    if index < top_of(origin):
        return
    lines.splice(index, 1)
    touch(origin, index)
    if origin is screen:
        lines.splice(-1)
    elif not lines:
        lines.append(Line(0))
    origin.row = len(lines) - 1
    add_line(screen, line)
    screen.row = len(screen.lines) - 1
