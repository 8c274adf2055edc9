"""The result of a copy: text and the equivalent HTML."""

from browser import RegExp, String

# Longer texts are copied without colors, because building the HTML would take too long.
MAX_HTML_CHARS = 2000000

_MARKUP: RegExp = RegExp('[&<>"]', 'g')


class Copy:
    """``texts`` and ``html`` are lists of parts. ``is_all`` includes lines that are collapsed or filtered out."""

    def __init__(self, is_all: bool):
        self.is_all: bool = is_all
        self.texts: list[str] = []
        self.html: list[str] = []
        self.size: int = 0
        # Whether the current line has text, and what to insert before the next text: a blank, or a line break.
        self.is_inline: bool = False
        self.has_blank: bool = False
        self.has_break: bool = False
        # The type of the media item that is being read.
        self.name: str = ''

    def write(self, text: str) -> None:
        """Add text to the current line."""
        if text:
            if self.is_inline and (self.has_break or self.has_blank):
                self.texts.append('\n' if self.has_break else ' ')
            self.has_break = False
            self.has_blank = False
            self.texts.append(text)
            self.size += len(text)
            self.is_inline = not text.endswith('\n')

    def end_line(self) -> None:
        """Begin a new line before the next text, if any follows."""
        self.has_break = self.is_inline

    def mark_up(self, html: str) -> None:
        """Add markup, unless there is too much text."""
        if not self.is_all and self.size < MAX_HTML_CHARS:
            self.html.append(html)


def escaped(text: str) -> str:
    return text.replaceAll(_MARKUP, lambda character: f'&#{String(character.charCodeAt(0))};')
