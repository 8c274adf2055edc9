"""The text of lines, for people and programs."""

from media.console.layout import shown_lines
from media.console.lines import Line, settle
from media.console.screen import Screen


def text_of_line(line: Line) -> str:
    settle(line)
    return line.text


def text_of_screen(screen: Screen) -> str:
    """All that a screen shows; a line that has ended keeps its line break."""
    count = shown_lines(screen)
    texts: list[str] = [text_of_line(line) for line in screen.lines[:count]]
    return '\n'.join(texts) + ('\n' if 0 < count <= screen.row else '')
