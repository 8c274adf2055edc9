"""Control characters and escape sequences, interpreted as in xterm; unknown ones are ignored.

A sequence may be split at any point: the stream keeps the beginning until its next text arrives.
"""

from browser import RegExp

from media.console.buffer import (
    SCREEN_HEIGHT, Buffer, cells_of, change, drop, erase, go_to, line_feed, screen_top, tab, write,
)
from media.console.csi_parameters import numbers_of
from media.console.lines import Line
from media.console.sgr import PLAIN, Style, after_sgr, blank_of, linked

GROUND = 0
ESCAPE = 1
TEXT = 3

# The characters that enter each state: ESC, CSI (2), then OSC, DCS, SOS, PM and APC, which all enter TEXT.
_STATES = '\x1b\x9b\x9d\x90\x98\x9e\x9f'

# How many characters of a sequence are kept: enough for a link's address, not for a picture.
_MAX_SEQUENCE_CHARS = 4096


# Features that few programs need are left to media/console_screen: insert mode, inserting, deleting and scrolling
# lines, repeating, tab stops, scroll regions and the alternate screen.
_RARE_FINALS = 'LMSTbIZgr'
_RARE_MODES: RegExp = RegExp('^(?:4|\\?(?:.*;)?(?:47|1047|1049)(?:;.*)?)$')

# That chunk once it is loaded; False if it cannot be loaded.
_screen = None


class Stream:
    """The state of a stream: an unfinished sequence, of which ``_held`` has arrived, and the ``style`` of its text.

    ``last`` is the last character written; ``modes``, set by media/console_screen, changes how text is written.
    ``left`` is the line that the stream left unfinished, in the buffer ``left_in``; see streams.py.
    """

    def __init__(self):
        self._state: int = GROUND
        self._held: str = ''
        self.style: Style = PLAIN
        self.last: str = ''
        self.modes = None
        self._saved_style: Style = PLAIN
        self._saved_row: int = 0
        self._saved_column: int = 0
        self.left: Line = None
        self.left_in: Buffer = None


def give_screen(shared, reason: str) -> None:
    """Take the exports of media/console_screen, or None if it cannot be loaded."""
    global _screen
    _screen = False if shared is None else shared.Screen({
        'PLAIN': PLAIN, 'write': write, 'change': change, 'erase': erase, 'go_to': go_to, 'tab': tab,
        'cells_of': cells_of, 'home': lambda buffer: go_to(buffer, screen_top(buffer), 0)})


def _is_rare(buffer: Buffer, state: int, held: str, code: int) -> bool:
    """Whether a sequence that ends with this character is handled by media/console_screen."""
    final = chr(code)
    if state == ESCAPE:
        if held:
            return (held + final) in ('(0', ')0', '#8')
        return final == 'H' or final == 'M' and buffer.row == screen_top(buffer)
    if held[:1] == '?' or final in 'hl':
        return final in 'hl' and _RARE_MODES.test(held)
    return held == '!' and final == 'p' or _RARE_FINALS.includes(final) and held[-1:] < ':'


def feed(stream: Stream, buffer: Buffer, data: str, is_whole: bool) -> int:
    """Apply a stream's data to a buffer; returns how many characters were read.

    That is fewer than ``data`` has if media/console_screen has to be loaded first, unless ``is_whole`` says to
    continue without it.
    """
    position = 0
    size = len(data)
    while position < size:
        code: int = ord(data[position])
        state: int = stream._state
        if state == GROUND:
            start = position
            while code >= 32 and (code < 127 or code > 159):
                position += 1
                if position == size:
                    break
                code = ord(data[position])
            if position > start:
                stream.last = data[position - 1]
                if stream.modes is None:
                    write(buffer, data[start:position], stream.style)
                else:
                    stream.modes.write(buffer, data[start:position], stream.style)
            else:
                position += 1
                _control(stream, buffer, code)
        elif state == TEXT:
            position = _skim(stream, data, position)
        else:
            position += 1
            if 24 == code or code == 26:
                stream._state = GROUND
            elif code < 32 or 127 < code < 160:
                _control(stream, buffer, code)
            elif _screen is None and not is_whole and code >= 48 and (
                    state == ESCAPE or 64 <= code) and _is_rare(buffer, state, stream._held, code):
                return position - 1
            elif state == ESCAPE:
                _escape(stream, buffer, code)
            elif code > 159:
                stream._state = GROUND
            elif code < 64:
                if len(stream._held) < _MAX_SEQUENCE_CHARS:
                    stream._held += chr(code)
            elif code < 127:
                stream._state = GROUND
                _sequence(stream, buffer, chr(code), stream._held)
    return size


def _control(stream: Stream, buffer: Buffer, code: int) -> None:
    """Handle a control character; those from 0x80 on are equivalent to ESC and a letter."""
    if 9 < code < 13 or code == 0x85:
        buffer.column = 0
        line_feed(buffer)
    elif code == 13:
        buffer.column = 0
    elif code == 8:
        buffer.column = max(0, buffer.column - 1)
    elif code == 9:
        tab(buffer)
    elif code == 0x84:
        line_feed(buffer)
    elif code == 0x8d:
        if _screen:
            _screen.reverse(buffer)
        else:
            go_to(buffer, buffer.row - 1, buffer.column)
    elif stream.modes is not None and 14 <= code < 16:
        stream.modes.shift(code)
    else:
        state = _STATES.find(chr(code))
        if state >= 0:
            stream._state = min(state + 1, TEXT)
            stream._held = ']' if code == 0x9d else ''


def _escape(stream: Stream, buffer: Buffer, code: int) -> None:
    """Handle the character after ESC, or after an intermediate character that names a character set."""
    if code < 48:
        stream._held = chr(code)
        return
    stream._state = GROUND
    held = stream._held
    if held or code == 72:
        if _screen and (code == 72 or held in '()#'):
            _screen.escape(stream, buffer, held, code)
        return
    if 64 <= code < 96:
        _control(stream, buffer, code + 64)
    elif code == 55:
        _save(stream, buffer)
    elif code == 56:
        _restore(stream, buffer)
    elif code == 99:
        stream.style = PLAIN
        _clear(buffer, 2, PLAIN)
        go_to(buffer, 0, 0)


def _skim(stream: Stream, data: str, position: int) -> int:
    """Read the text of a sequence, which BEL or ST ends; the end of the line also ends a title or a link."""
    size = len(data)
    start = position
    while position < size:
        if data[position] in '\x07\x18\x1a\x1b\x9c' or data[position] == '\n' and stream._held[:1] == ']':
            break
        position += 1
    if stream._held and len(stream._held) < _MAX_SEQUENCE_CHARS:
        stream._held += data[start:position]
    if position < size:
        stream._state = ESCAPE if data[position] == '\x1b' else GROUND
        text: str = stream._held
        stream._held = ''
        if text[:3] == ']8;' and len(text) < _MAX_SEQUENCE_CHARS:
            stream.style = linked(stream.style, text[text.find(';', 3) + 1:])
        if data[position] != '\n':
            position += 1
    return position


def _save(stream: Stream, buffer: Buffer) -> None:
    stream._saved_row = buffer.row - screen_top(buffer)
    stream._saved_column = buffer.column
    stream._saved_style = stream.style


def _restore(stream: Stream, buffer: Buffer) -> None:
    go_to(buffer, screen_top(buffer) + stream._saved_row, stream._saved_column)
    stream.style = linked(stream._saved_style, stream.style.link)


def _sequence(stream: Stream, buffer: Buffer, final: str, held: str) -> None:
    """Handle a control sequence: ``held`` is the text between ``ESC [`` and its final character."""
    if _screen and _is_rare(buffer, TEXT, held, ord(final)):
        _screen.sequence(stream, buffer, final, held, numbers_of(held))
        return
    if held and (held[0] >= '<' or held[len(held) - 1] < '0'):
        return
    if final == 'm':
        stream.style = after_sgr(stream.style, held)
        return
    numbers = numbers_of(held)
    given: int = numbers[0]
    count: int = max(given, 1)
    row: int = buffer.row
    column: int = buffer.column
    top = screen_top(buffer)
    blank = blank_of(stream.style)
    if final in 'ABEFe':
        go_to(buffer, row + (count if final in 'BEe' else -count), column if final in 'ABe' else 0)
    elif final in 'CDa':
        go_to(buffer, row, column + (-count if final == 'D' else count))
    elif final == 'G' or final == '`':
        go_to(buffer, row, count - 1)
    elif final == 'd':
        go_to(buffer, top + count - 1, column)
    elif final == 'H' or final == 'f':
        go_to(buffer, top + count - 1, numbers[1] - 1 if len(numbers) > 1 else 0)
    elif final == 'J':
        _clear(buffer, given, blank)
    elif final == 'K' and given < 3:
        erase(buffer, row, 0 if given else column, column + 1 if given == 1 else buffer.lines[row].width, blank)
    elif final == 'X':
        erase(buffer, row, column, column + count, blank)
    elif final == 'P':
        change(buffer, row, column, column + count, 0, blank)
    elif final == '@':
        change(buffer, row, column, column, count, blank)
    elif final == 's':
        _save(stream, buffer)
    elif final == 'u':
        _restore(stream, buffer)


def _clear(buffer: Buffer, part: int, blank: Style) -> None:
    """Erase the buffer below the cursor (0), above (1), all of it (2), or the lines above the screen (3)."""
    if part > 2:
        if part == 3 and screen_top(buffer) > 0:
            drop(buffer, screen_top(buffer), SCREEN_HEIGHT)
        return
    row: int = buffer.row
    column: int = buffer.column
    first: int = row if part == 0 else screen_top(buffer)
    last: int = row if part == 1 else len(buffer.lines) - 1
    for other in range(first, last + 1):
        end: int = column + 1 if part == 1 and other == row else buffer.lines[other].width
        erase(buffer, other, column if part == 0 and other == row else 0, end, blank)
