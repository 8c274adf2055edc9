"""The modes that a stream sets for the text that follows: a character set, and whether text is inserted."""

from media.console.buffer import Buffer
from media.console.sgr import Style

# DEC's special graphics, for the characters from "_" on.
_GRAPHICS = ' ◆▒␉␌␍␊°±␤␋┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·'


class Modes:
    """``sets`` are the character sets G0 and G1, of which ``current`` is used; ``core`` has the console's functions."""

    def __init__(self, core):
        self._core = core
        self.sets: list[str] = ['B', 'B']
        self.current: int = 0
        self.is_inserting: bool = False

    def shift(self, code: int) -> None:
        """Shift out (14) to G1, or in (15) to G0."""
        self.current = 15 - code

    def write(self, buffer: Buffer, text: str, style: Style) -> None:
        """Write a text according to these modes."""
        if self.sets.at(self.current) == '0':
            characters: list[str] = [_drawn(each) for each in text]
            text = ''.join(characters)
        if self.is_inserting:
            cells: int = self._core.cells_of(text)
            self._core.change(buffer, buffer.row, buffer.column, buffer.column, cells, style)
        self._core.write(buffer, text, style)


def _drawn(character: str) -> str:
    """The special graphic for a character, or the character itself."""
    return _GRAPHICS.at(character.charCodeAt(0) - 95) if '_' <= character <= '~' else character
