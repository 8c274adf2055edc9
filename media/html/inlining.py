"""Scripts within markup."""

from browser import RegExp

_ENDING: RegExp = RegExp('<(?=/script|!--)', 'gi')


def script_element(text: str) -> str:
    """A script element, without anything in its text that could end it early."""
    return '<script>' + text.replaceAll(_ENDING, '\\x3c') + '</script>'
