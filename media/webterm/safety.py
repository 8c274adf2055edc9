"""Limits on what output may request of the page; the chunk ``webterm_links`` handles links, ``clipboard`` copies."""

from browser import RegExp

# Control characters, and characters that change the direction of the text around them.
_HIDDEN = '[\\x00-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]'

MAX_TITLE_UNITS = 200


def plain_title(text: str) -> str:
    """The title that output sets, without control characters and cut to a safe length."""
    shown: str = text.replaceAll(RegExp(_HIDDEN, 'gu'), '')
    return shown.slice(0, MAX_TITLE_UNITS)


def guard(terminal) -> None:
    """Make xterm ignore links, for which it would open dialogs by default."""
    terminal.options.linkHandler = {'activate': lambda event, address: None}
