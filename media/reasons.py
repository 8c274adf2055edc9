"""Reasons of errors in the language of the page.

Reasons are thrown and reported in English. Those that stand on the page are translated by a table, in which ``{}``
stands for any text, which may be a reason itself.
"""

from browser import Array, Map, RegExp, WeakMap

from media.templates import fill

# Longer reasons stay in English: they quote what an output contains, and matching them could take long.
MAX_UNITS = 2000

# The reasons of a bundle: each type with its reason, and the rest.
_TYPED = RegExp('^([^ ;]+/[^ ;]+: )([^]*?)((?:; [^ ;]+/[^ ;]+: [^]*)?)$')

# What has a meaning in patterns.
_SPECIAL: RegExp = RegExp('[.?*+^$()|]', 'g')

# What _patterns_of() has made, by table.
_patterns = WeakMap()


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
    for entry in _patterns_of(texts):
        parts = entry.at(0).exec(reason)
        if parts is not None:
            return fill(entry.at(1), *parts.slice(1).map(lambda part: translated(texts, part)))
    return reason


def _patterns_of(texts: Map) -> Array:
    """The patterns of the texts with places for values, each with its translation."""
    found: Array = _patterns.get(texts)
    if found is None:
        keys: Array = Array.from_(texts.keys()).filter(lambda english: english.includes('{}'))
        found = keys.map(lambda english: [_pattern_of(english), texts.get(english)])
        _patterns.set(texts, found)
    return found


def _pattern_of(english: str) -> RegExp:
    pattern: str = english.replaceAll(_SPECIAL, '\\$&').split('{}').join('([^]*)')
    return RegExp(f'^{pattern}$')
