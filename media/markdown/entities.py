"""Numeric and the most common named character references. Other names are left to the browser's HTML parser."""

from browser import RegExp, String, parseInt

REFERENCE = RegExp('&(?:#(\\d{1,7})|#x([\\da-f]{1,6})|(amp|lt|gt|quot|apos|nbsp));', 'gi')
NAMED = RegExp('&[a-z][a-z\\d]*;', 'i')

# Names and their characters, alternating.
NAMES = ['amp', '&', 'lt', '<', 'gt', '>', 'quot', '"', 'apos', "'", 'nbsp', '\xa0']


def decode(text: str) -> str:
    """Return the text with its character references replaced, except those with unknown names."""
    return text.replaceAll(REFERENCE, _character)


def _character(whole: str, decimal, hexadecimal, name) -> str:
    if name is not None:
        return NAMES.at(NAMES.indexOf(name.toLowerCase()) + 1)
    code: int = parseInt(hexadecimal, 16) if decimal is None else parseInt(decimal)
    return '\ufffd' if code == 0 or code > 0x10ffff or 0xd800 <= code < 0xe000 else String.fromCodePoint(code)


def is_known(text: str) -> bool:
    """Return whether ``decode`` knows all names in a text."""
    return NAMED.test(text.replaceAll(REFERENCE, '')) is not True
