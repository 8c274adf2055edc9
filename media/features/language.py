"""Translates the texts of the page. Main loads this chunk with the first output of a page that is not in English.

A language is written as one module, such as media/korean.py, of which a page loads the parts that it shows.
"""

from browser import Array, Map, Object, Promise, RegExp, String, window

from media.language import language_tag
from media.reasons import translated
from media.shared import load_shared
from media.templates import fill

# Chunks that show the texts for data.
_SHOWS_DATA = RegExp('^(table|json|gitgraph|geo)')

# The parts that are loaded or loading; one that fails is not tried again.
_parts: Map = Map()

# The translations by the English texts.
_texts: Map = Map()


def _language() -> str:
    """The name of a language, such as ``ko`` for the tag ``ko-KR``."""
    return String(language_tag()).slice(0, 2).toLowerCase()


async def learn(chunk: str) -> None:
    """Load the texts that a chunk shows. Texts that cannot be loaded stay in English."""
    names: Array = ['', 'data'] if _SHOWS_DATA.test(chunk) is True else ['']
    if chunk.startswith('webterm'):
        names = ['terminal']
    await Promise.all(names.map(_learn_part))


def _learn_part(name: str):
    if not _parts.has(name):
        _parts.set(name, _load_part(name))
    return _parts.get(name)


async def _load_part(name: str):
    """Load a part. The reasons of errors are kept apart, and returned, since code throws them in English."""
    try:
        chunk = await load_shared(['locale', _language(), name].filter(lambda part: part != '').join('_'))
        if name == 'reasons':
            return chunk.shared
        chunk.shared.forEach(lambda text, english: _texts.set(english, text))
    except Exception:
        pass


def _say(english: str, *values) -> str:
    found: str = _texts.get(english)
    written = values.map(lambda value: Object(value).toLocaleString(_language()))
    return fill(english if found is None else found, *written)


async def _translate(reason: str) -> str:
    """The reason of an error in the language of the page."""
    reasons: Map = await _learn_part('reasons')
    return reason if reasons is None else translated(reasons, reason)


window.BackendAI.say = Object.assign(_say, {'translate': _translate})

shared = {'learn': learn}
