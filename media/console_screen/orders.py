"""The sequences for rarely used features of a screen, interpreted as in xterm."""

from media.console.buffer import SCREEN_COLUMNS, SCREEN_HEIGHT, TAB_CELLS, Buffer
from media.console.escapes import Stream
from media.console_screen.lines import delete_lines, first_of, insert_lines, scroll, switch
from media.console_screen.modes import Modes

# The maximum number of repetitions of a character.
_MAX_REPEATS = 20000


class Screen:
    """``core`` holds functions of the console."""

    def __init__(self, core):
        self._core = core

    def sequence(self, stream: Stream, buffer: Buffer, final: str, held: str, numbers: list[int]) -> None:
        """Handle a control sequence; ``held`` is the text before its final character."""
        count: int = max(numbers[0], 1)
        if final in 'hl':
            self._set(stream, buffer, held, numbers, final == 'h')
        elif final == 'L':
            insert_lines(buffer, buffer.row, count)
            buffer.column = 0
        elif final == 'M':
            delete_lines(buffer, buffer.row, count)
            buffer.column = 0
        elif final == 'S':
            delete_lines(buffer, first_of(buffer), count)
        elif final == 'T':
            insert_lines(buffer, first_of(buffer), count)
        elif final == 'b':
            self._core.write(buffer, stream.last.repeat(min(count, _MAX_REPEATS)), stream.style)
        elif final == 'I':
            for _ in range(min(count, SCREEN_COLUMNS)):
                self._core.tab(buffer)
        elif final == 'Z':
            for _ in range(min(count, SCREEN_COLUMNS)):
                _tab_back(buffer)
        elif final == 'g':
            stops = _stops(buffer)
            buffer.stops = [] if numbers[0] == 3 else [stop for stop in stops if stop != buffer.column]
        elif final == 'r':
            self._limit(buffer, numbers)
        elif final == 'p':
            stream.style = self._core.PLAIN
            stream.modes = None
            buffer.region = None
            buffer.scroll = scroll if buffer.is_alternate else None

    def escape(self, stream: Stream, buffer: Buffer, held: str, code: int) -> None:
        """Handle the final character of an escape sequence; ``held`` is the text between ESC and that character."""
        if held == '(' or held == ')':
            self._modes(stream).sets[0 if held == '(' else 1] = chr(code)
        elif held == '#':
            self._core.go_to(buffer, 0, 0)
            self._core.go_to(buffer, buffer.row + SCREEN_HEIGHT - 1, 0)
            top = len(buffer.lines) - SCREEN_HEIGHT
            for row in range(top, len(buffer.lines)):
                buffer.row = row
                buffer.column = 0
                self._core.erase(buffer, row, 0, buffer.lines[row].width, self._core.PLAIN)
                self._core.write(buffer, 'E'.repeat(SCREEN_COLUMNS), self._core.PLAIN)
            buffer.row = top
            buffer.column = 0
        elif code == 72:
            buffer.stops = [*_stops(buffer), buffer.column]
        elif code == 77:
            self.reverse(buffer)

    def reverse(self, buffer: Buffer) -> None:
        """Move the cursor up a line; at the top of the scroll region, scroll down instead."""
        if buffer.row == first_of(buffer):
            insert_lines(buffer, buffer.row, 1)
        else:
            self._core.go_to(buffer, buffer.row - 1, buffer.column)

    def _modes(self, stream: Stream) -> Modes:
        if stream.modes is None:
            stream.modes = Modes(self._core)
        return stream.modes

    def _set(self, stream: Stream, buffer: Buffer, held: str, numbers: list[int], is_on: bool) -> None:
        if held[:1] != '?':
            self._modes(stream).is_inserting = is_on
            return
        saves = 1049 in numbers
        if saves and is_on and not buffer.is_alternate:
            buffer.saved = {'row': buffer.dropped + buffer.row, 'column': buffer.column, 'style': stream.style}
        was_alternate = buffer.is_alternate
        switch(buffer, is_on)
        if saves and was_alternate and not is_on and buffer.saved is not None:
            self._core.go_to(buffer, buffer.saved.row - buffer.dropped, buffer.saved.column)
            stream.style = buffer.saved.style

    def _limit(self, buffer: Buffer, numbers: list[int]) -> None:
        """Set the scroll region, the lines of the screen that scroll."""
        top: int = max(numbers[0], 1) - 1
        bottom: int = SCREEN_HEIGHT if len(numbers) < 2 or numbers[1] == 0 else min(numbers[1], SCREEN_HEIGHT)
        if bottom - 1 > top:
            is_whole = top == 0 and bottom == SCREEN_HEIGHT
            buffer.region = None if is_whole else [top, bottom - 1]
            buffer.scroll = None if is_whole and not buffer.is_alternate else scroll
            self._core.home(buffer)


def _stops(buffer: Buffer) -> list[int]:
    if buffer.stops is None:
        return [column for column in range(0, SCREEN_COLUMNS, TAB_CELLS)]
    return buffer.stops


def _tab_back(buffer: Buffer) -> None:
    column = 0
    for stop in _stops(buffer):
        if column < stop < buffer.column:
            column = stop
    buffer.column = column
