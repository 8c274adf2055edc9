"""Log records as lines of a console: time, level and logger in columns, then the message."""

from browser import Object, String

from media.console.lines import Line
from media.console.output import Output
from media.console.records import joined_text
from media.console.streams import LOG
from media.console_records.responses import json_text

LEVELS: list[str] = ['debug', 'info', 'warning', 'error', 'fatal']

# The SGR parameters of the levels, and of everything else before a message.
_LEVEL_SGR: list[str] = ['90', '34', '1;33', '1;31', '1;97;41']
_QUIET = '\x1b[;90m'

# The maximum width of the logger column.
_MAX_LOGGER_CELLS = 24


def logging(output: Output, payload):
    """Write a record, [level, time, logger, message], on lines of its own; yields after each portion of text."""
    if not isinstance(payload, list):
        payload = ['info', '', '', payload]
    content = payload.at(3)
    message = json_text(content) if Object(content) is content else joined_text(content)
    time: str = joined_text(payload.at(1))
    logger: str = joined_text(payload.at(2))
    level = _level_of(String(payload.at(0)))
    name: str = LEVELS.at(level)
    sgr: str = _LEVEL_SGR.at(level)
    output.logger_width = max(output.logger_width, min(len(logger), _MAX_LOGGER_CELLS))
    output.has_logs = True
    output.has_more = True
    clock: str = time[11:23] if time[10:11] == 'T' or time[10:11] == ' ' else time
    clock = clock.ljust(13) if clock else ''
    logger = f'{logger.ljust(output.logger_width)} ' if output.logger_width > 0 else ''
    head = f'{_QUIET}{clock}\x1b[{sgr}m{name.upper().ljust(8)}{_QUIET}{logger}'
    yield from output.writing(LOG, f'{head}\x1b[m{message.trimEnd()}\n', True)
    buffer = output.block.buffer
    row: int = buffer.row - 1
    line: Line = buffer.lines.at(row)
    while row >= 0 and line.source == LOG and line.level == 0:
        line.level = level + 1
        line.kind = f'backendai-{name}'
        line.time = time
        row -= 1
        line = buffer.lines.at(row)


def _level_of(name: str) -> int:
    """The index of a level in LEVELS, by its first letters; 1 if it is unknown."""
    short = name[:4].lower()
    # Python calls the highest level critical.
    level: int = 4 if short == 'crit' else LEVELS.findIndex(lambda level: level.indexOf(short) == 0)
    return 1 if level < 0 else level
