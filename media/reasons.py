"""Reasons of errors in the language of the page.

Reasons are thrown and reported in English. Those that stand on the page are translated by a table, in which ``{}``
stands for any text, which may be a reason itself.
"""

from browser import Array, Map, RegExp

from media.templates import fill

# Longer reasons stay in English: they quote what an output contains, and matching them could take long.
MAX_UNITS = 2000

# The reasons of a bundle: each type with its reason, and the rest.
_TYPED = RegExp('^([^ ;]+/[^ ;]+: )([^]*?)((?:; [^ ;]+/[^ ;]+: [^]*)?)$')


def translated(texts: Map, reason: str) -> str:
    """A reason in the language of ``texts``; unchanged if it is not among them."""
    found: str = texts.get(reason)
    if found is not None or len(reason) > MAX_UNITS:
        return reason if found is None else found
    typed = _TYPED.exec(reason)
    if typed is not None:
        rest: str = typed.at(3)
        tail = f'; {translated(texts, rest[2:])}' if rest else ''
        return f'{typed.at(1)}{translated(texts, typed.at(2))}{tail}'
    for english in Array.from_(texts.keys()):
        pattern: str = english.replaceAll(RegExp('[.?*+^$()|]', 'g'), '\\$&').split('{}').join('([^]*)')
        parts = RegExp(f'^{pattern}$').exec(reason) if english.includes('{}') is True else None
        if parts is not None:
            return fill(texts.get(english), *parts.slice(1).map(lambda part: translated(texts, part)))
    return reason
