"""What output may ask of the page; links are the business of the chunk ``webterm_links``, copies of ``clipboard``."""

from browser import RegExp

# Control characters, and those that turn the direction of the text around them.
_HIDDEN = '[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]'

MAX_TITLE_UNITS = 200


def plain_title(text: str) -> str:
    """A title that output sets, of a length and characters that do no harm."""
    shown: str = text.replaceAll(RegExp(_HIDDEN, 'gu'), '')
    return shown.slice(0, MAX_TITLE_UNITS)


def guard(terminal) -> None:
    """Tell xterm to do nothing about links, of which it would make dialogs by itself."""
    terminal.options.linkHandler = {'activate': lambda event, address: None}
