"""Log records as lines of a console: time, level and logger in columns, then the message."""

from media.console.escapes import Stream, feed
from media.console.looks import DEFAULT, Look
from media.console.records import LEVELS
from media.console.screen import Screen, write
from media.console.streams import LOG, Streams, put

_LOOKS: list[Look] = [
    Look(8, DEFAULT, '', 0, DEFAULT, ''), Look(4, DEFAULT, '', 0, DEFAULT, ''), Look(3, DEFAULT, 'b', 0, DEFAULT, ''),
    Look(1, DEFAULT, 'b', 0, DEFAULT, ''), Look(15, 1, 'b', 0, DEFAULT, ''),
]
_QUIET = Look(8, DEFAULT, '', 0, DEFAULT, '')


def put_log(streams: Streams, screen: Screen, level: int, time: str, logger: str, message: str, width: int) -> None:
    """Write a record on lines of its own; ``width`` is that of the column of loggers."""
    put(streams, screen, LOG, '')
    first: int = screen.row
    clock: str = time[11:23] if time[10:11] == 'T' or time[10:11] == ' ' else time
    _write(screen, clock.ljust(13) if clock else '', _QUIET)
    name: str = LEVELS[level]
    _write(screen, name.upper(), _LOOKS[level])
    _write(screen, ' ' * (8 - len(name)) + (f'{logger.ljust(width)} ' if width > 0 else ''), _QUIET)
    stream = Stream()
    feed(stream, screen, f'{message}\n')
    for row in range(first, screen.row):
        line = screen.lines[row]
        line.level = level + 1
        line.time = time


def _write(screen: Screen, text: str, look: Look) -> None:
    if text:
        write(screen, text, look)
