"""The sequences that few programs use, interpreted as in xterm."""

from media.console.buffer import SCREEN_COLUMNS, SCREEN_HEIGHT, TAB_CELLS, Buffer
from media.console.escapes import Stream
from media.console.lines import Line
from media.console.sgr import Style
from media.console_screen.dropping import drop, drop_excess
from media.console_screen.lines import delete_lines, first_of, insert_lines, scroll, switch, top_of
from media.console_screen.modes import Modes

# The maximum number of repetitions of a character.
_MAX_REPEATS = 20000


class Screen:
    """``core`` holds functions of the console."""

    def __init__(self, core):
        self._core = core

    def sequence(self, stream: Stream, buffer: Buffer, final: str, held: str, numbers: list[int]) -> None:
        """Handle a control sequence; ``held`` is the text before its final character."""
        given: int = numbers.at(0)
        count: int = max(given, 1)
        if final in 'hl':
            self._set(stream, buffer, held, numbers, final == 'h')
        elif final in 'EFHJXP@`adefsu':
            self._address(stream, buffer, final, numbers, count)
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
            buffer.stops = [] if given == 3 else [stop for stop in stops if stop != buffer.column]
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
            self._modes(stream).sets.splice(0 if held == '(' else 1, 1, chr(code))
        elif held == '#':
            self._go_home(buffer)
            self._core.go_to(buffer, buffer.row + SCREEN_HEIGHT - 1, 0)
            for row in range(top_of(buffer), len(buffer.lines)):
                buffer.row = row
                buffer.column = 0
                line: Line = buffer.lines.at(row)
                self._core.change(buffer, row, 0, line.width, 0, self._core.PLAIN)
                self._core.write(buffer, 'E'.repeat(SCREEN_COLUMNS), self._core.PLAIN)
            self._go_home(buffer)
        elif code == 55:
            self._save(stream, buffer)
        elif code == 56:
            self._restore(stream, buffer)
        elif code == 99:
            stream.style = self._core.PLAIN
            self._clear(buffer, 2, self._core.PLAIN)
            self._go_home(buffer)
        elif code == 72:
            column: int = buffer.column
            stops: list[int] = _stops(buffer)
            after = [stop for stop in stops if stop > column]
            buffer.stops = [*[stop for stop in stops if stop < column], column, *after]
        elif code == 77:
            self.reverse_index(buffer)

    def _address(self, stream: Stream, buffer: Buffer, final: str, numbers: list[int], count: int) -> None:
        """Handle a sequence that moves the cursor, erases, or changes a line."""
        row: int = buffer.row
        column: int = buffer.column
        blank: Style = self._core.blank_of(stream.style)
        second: int = numbers.at(1)
        if final in 'EFe':
            self._core.go_to(buffer, row + (-count if final == 'F' else count), column if final == 'e' else 0)
        elif final == 'a' or final == '`':
            self._core.go_to(buffer, row, column + count if final == 'a' else count - 1)
        elif final == 'd':
            self._core.go_to(buffer, top_of(buffer) + count - 1, column)
        elif final in 'Hf':
            self._core.go_to(buffer, top_of(buffer) + count - 1, 0 if second is None else second - 1)
        elif final == 'J':
            self._clear(buffer, numbers.at(0), blank)
        elif final in 'XP':
            self._core.change(buffer, row, column, column + count, count if final == 'X' else 0, blank)
        elif final == '@':
            self._core.change(buffer, row, column, column, count, blank)
        elif final == 's':
            self._save(stream, buffer)
        else:
            self._restore(stream, buffer)

    def _go_home(self, buffer: Buffer) -> None:
        self._core.go_to(buffer, top_of(buffer), 0)

    def _save(self, stream: Stream, buffer: Buffer) -> None:
        stream.saved = {'row': buffer.row - top_of(buffer), 'column': buffer.column, 'style': stream.style}

    def _restore(self, stream: Stream, buffer: Buffer) -> None:
        saved = stream.saved
        if saved is None:
            self._go_home(buffer)
            stream.style = self._core.linked(self._core.PLAIN, stream.style.link)
        else:
            self._core.go_to(buffer, top_of(buffer) + saved.row, saved.column)
            stream.style = self._core.linked(saved.style, stream.style.link)

    def _clear(self, buffer: Buffer, part: int, blank: Style) -> None:
        """Erase the screen below the cursor (0), above (1), all of it (2), or the lines above the screen (3)."""
        top: int = top_of(buffer)
        if part == 3 and top > 0:
            drop(self._core, buffer, top, SCREEN_HEIGHT)
        if part > 2:
            return
        row: int = buffer.row
        last: int = row if part == 1 else len(buffer.lines) - 1
        for other in range(top if part > 0 else row, last + 1):
            line: Line = buffer.lines.at(other)
            start: int = buffer.column if part == 0 and other == row else 0
            end: int = buffer.column + 1 if part == 1 and other == row else line.width
            self._core.change(buffer, other, start, end, end - start, blank)

    def drop_excess(self, queue) -> None:
        """Drop the oldest lines of a console that has more than its host allows."""
        drop_excess(self._core, queue)

    def reverse_index(self, buffer: Buffer) -> None:
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
        first: int = numbers.at(0)
        last: int = numbers.at(1)
        top: int = max(first, 1) - 1
        bottom: int = SCREEN_HEIGHT if last is None or last == 0 else min(last, SCREEN_HEIGHT)
        if bottom - 1 > top:
            is_whole = top == 0 and bottom == SCREEN_HEIGHT
            buffer.region = None if is_whole else [top, bottom - 1]
            buffer.scroll = None if is_whole and not buffer.is_alternate else scroll
            self._go_home(buffer)


def _stops(buffer: Buffer) -> list[int]:
    if buffer.stops is None:
        return [TAB_CELLS * number for number in range(SCREEN_COLUMNS // TAB_CELLS)]
    return buffer.stops


def _tab_back(buffer: Buffer) -> None:
    column = 0
    for stop in _stops(buffer):
        if column < stop < buffer.column:
            column = stop
    buffer.column = column
