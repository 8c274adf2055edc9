"""Control characters and escape sequences, as xterm understands them; the unknown ones vanish.

A sequence may be cut at any point: what has begun is held by the stream until its next text comes.
"""

from media.console.lines import Line
from media.console.looks import PLAIN, Look, after_sgr, blank_of, linked
from media.console.parameters import numbers_of
from media.console.screen import (
    TAB, Screen, change, drop, erase, go_to, line_feed, top_of, write,
)

GROUND = 0
ESCAPE = 1
TEXT = 3

# What begins a state: ESC, CSI (2), then OSC, DCS, SOS, PM and APC, which all begin text.
_STATES = '\x1b\x9b\x9d\x90\x98\x9e\x9f'

# As many characters of a sequence are kept: a link's address, and no picture.
_LONGEST = 4096


class Stream:
    """What a stream has begun: a sequence, of which ``_held`` is there, and the look of its text.

    ``left`` is the line that it has left unfinished, on the screen ``left_on``; see streams.py.
    """

    def __init__(self):
        self._state: int = GROUND
        self._held: str = ''
        self._look: Look = PLAIN
        self._saved_look: Look = PLAIN
        self._saved_row: int = 0
        self._saved_column: int = 0
        self.left: Line = None
        self.left_on: Screen = None


def feed(stream: Stream, screen: Screen, data: str) -> None:
    """Let a screen show what a stream sends."""
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
                write(screen, data[start:position], stream._look)
            else:
                position += 1
                _control(stream, screen, code)
        elif state == TEXT:
            position = _skim(stream, data, position)
        else:
            position += 1
            if 24 == code or code == 26:
                stream._state = GROUND
            elif code < 32 or 127 < code < 160:
                _control(stream, screen, code)
            elif state == ESCAPE:
                _escape(stream, screen, code)
            elif code > 159:
                stream._state = GROUND
            elif code < 64:
                if len(stream._held) < _LONGEST:
                    stream._held += chr(code)
            elif code < 127:
                stream._state = GROUND
                _sequence(stream, screen, chr(code), stream._held)


def _control(stream: Stream, screen: Screen, code: int) -> None:
    """A control character; those from 0x80 on are what ESC and a letter say, too."""
    if 9 < code < 13 or code == 0x85:
        screen.column = 0
        line_feed(screen)
    elif code == 13:
        screen.column = 0
    elif code == 8:
        screen.column = max(0, screen.column - 1)
    elif code == 9:
        screen.column += TAB - screen.column % TAB
    elif code == 0x84:
        line_feed(screen)
    elif code == 0x8d:
        go_to(screen, screen.row - 1, screen.column)
    else:
        state = _STATES.find(chr(code))
        if state >= 0:
            stream._state = min(state + 1, TEXT)
            stream._held = ']' if code == 0x9d else ''


def _escape(stream: Stream, screen: Screen, code: int) -> None:
    """The character after ESC, or after those in between that name a character set."""
    if code < 48:
        stream._held = chr(code)
        return
    stream._state = GROUND
    if stream._held:
        return
    if 64 <= code < 96:
        _control(stream, screen, code + 64)
    elif code == 55:
        _save(stream, screen)
    elif code == 56:
        _restore(stream, screen)
    elif code == 99:
        stream._look = PLAIN
        _clear(screen, 2, PLAIN)
        go_to(screen, 0, 0)


def _skim(stream: Stream, data: str, position: int) -> int:
    """Go through the text of a sequence, which BEL or ST ends; for a title or a link, the end of the line does, too."""
    size = len(data)
    start = position
    while position < size:
        if data[position] in '\x07\x18\x1a\x1b\x9c' or data[position] == '\n' and stream._held[:1] == ']':
            break
        position += 1
    if stream._held and len(stream._held) < _LONGEST:
        stream._held += data[start:position]
    if position < size:
        stream._state = ESCAPE if data[position] == '\x1b' else GROUND
        text: str = stream._held
        stream._held = ''
        if text[:3] == ']8;' and len(text) < _LONGEST:
            stream._look = linked(stream._look, text[text.find(';', 3) + 1:])
        if data[position] != '\n':
            position += 1
    return position


def _save(stream: Stream, screen: Screen) -> None:
    stream._saved_row = screen.row - top_of(screen)
    stream._saved_column = screen.column
    stream._saved_look = stream._look


def _restore(stream: Stream, screen: Screen) -> None:
    go_to(screen, top_of(screen) + stream._saved_row, stream._saved_column)
    stream._look = linked(stream._saved_look, stream._look.link)


def _sequence(stream: Stream, screen: Screen, final: str, held: str) -> None:
    """A control sequence: ``held`` is what stands between ``ESC [`` and its final character."""
    if held and (held[0] >= '<' or held[len(held) - 1] < '0'):
        return
    if final == 'm':
        stream._look = after_sgr(stream._look, held)
        return
    numbers = numbers_of(held)
    given: int = numbers[0]
    count: int = max(given, 1)
    row: int = screen.row
    column: int = screen.column
    top = top_of(screen)
    blank = blank_of(stream._look)
    if final in 'ABEF':
        go_to(screen, row + (count if final in 'BE' else -count), column if final in 'AB' else 0)
    elif final in 'CD':
        go_to(screen, row, column + (count if final == 'C' else -count))
    elif final == 'G':
        go_to(screen, row, count - 1)
    elif final == 'd':
        go_to(screen, top + count - 1, column)
    elif final == 'H' or final == 'f':
        go_to(screen, top + count - 1, numbers[1] - 1 if len(numbers) > 1 else 0)
    elif final == 'J':
        _clear(screen, given, blank)
    elif final == 'K' and given < 3:
        erase(screen, row, 0 if given else column, column + 1 if given == 1 else screen.lines[row].width, blank)
    elif final == 'X':
        erase(screen, row, column, column + count, blank)
    elif final == 'P':
        change(screen, row, column, column + count, 0, blank)
    elif final == '@':
        change(screen, row, column, column, count, blank)
    elif final == 's':
        _save(stream, screen)
    elif final == 'u':
        _restore(stream, screen)


def _clear(screen: Screen, part: int, blank: Look) -> None:
    """Erase the screen below the cursor (0), above (1), all of it (2), or what has left it (3)."""
    if part > 2:
        if part == 3 and top_of(screen) > 0:
            drop(screen, len(screen.lines))
        return
    row: int = screen.row
    column: int = screen.column
    first: int = row if part == 0 else top_of(screen)
    last: int = row if part == 1 else len(screen.lines) - 1
    for other in range(first, last + 1):
        end: int = column + 1 if part == 1 and other == row else screen.lines[other].width
        erase(screen, other, column if part == 0 and other == row else 0, end, blank)
