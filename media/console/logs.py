"""Log records as lines of a console: time, level and logger in columns, then the message."""

from media.console.buffer import Buffer
from media.console.escapes import Stream, feed
from media.console.records import LEVELS
from media.console.streams import LOG, Streams, put

# The SGR parameters of the levels, and of everything else before a message.
_LEVEL_SGR: list[str] = ['90', '34', '1;33', '1;31', '1;97;41']
_QUIET = '\x1b[;90m'


def put_log(streams: Streams, buffer: Buffer, level: int, time: str, logger: str, message: str, width: int) -> None:
    """Write a record on lines of its own; ``width`` is that of the logger column."""
    put(streams, buffer, LOG, '')
    first: int = buffer.row
    clock: str = time[11:23] if time[10:11] == 'T' or time[10:11] == ' ' else time
    clock = clock.ljust(13) if clock else ''
    name: str = LEVELS[level]
    logger = f'{logger.ljust(width)} ' if width > 0 else ''
    head = f'{_QUIET}{clock}\x1b[{_LEVEL_SGR[level]}m{name.upper()}{_QUIET}{" " * (8 - len(name))}{logger}'
    feed(Stream(), buffer, f'{head}\x1b[m{message}\n', True)
    for row in range(first, buffer.row):
        line = buffer.lines[row]
        line.level = level + 1
        line.time = time
