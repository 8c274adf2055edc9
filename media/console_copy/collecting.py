"""What is collected for a copy: text and, beside it, the same as HTML."""

from browser import RegExp, String

# More text than this is copied without colors: building the HTML would take too long.
MAX_HTML_CHARS = 2000000

_MARKUP: RegExp = RegExp('[&<>"]', 'g')


class Copy:
    """``texts`` and ``html`` are pieces to be joined. ``is_all`` includes lines that are folded or filtered away."""

    def __init__(self, is_all: bool):
        self.is_all: bool = is_all
        self.texts: list[str] = []
        self.html: list[str] = []
        self.size: int = 0
        # Whether the last line has begun, and what separates what comes next from it: a blank, or a line break.
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
        """Let what comes next, if anything does, begin on a line of its own."""
        self.has_break = self.is_inline

    def mark_up(self, html: str) -> None:
        """Add markup, unless there is too much of it."""
        if not self.is_all and self.size < MAX_HTML_CHARS:
            self.html.append(html)


def escaped(text: str) -> str:
    return text.replaceAll(_MARKUP, lambda character: f'&#{String(character.charCodeAt(0))};')
