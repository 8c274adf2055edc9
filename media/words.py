"""The words that people read, in the language of the page.

A chunk has one module of them, named ``words``, in English. A chunk such as ``locale_ko`` has another language, as a
Map from ours. ``BackendAI.words`` is the Map in use.
"""

from browser import Array, Document, Map, Reflect, String, document, window

from media.shared import load_shared

# Languages that there are besides English.
LOCALES: Array = ['ko']


async def load_words() -> None:
    """Load the language that ``BackendAI.locale`` names, or the page's ``lang``; without it, words are English."""
    host = window.BackendAI
    if host.words is not None:
        return
    element = Reflect.get(Document.prototype, 'documentElement', document)
    locale = String(element.lang if host.locale is None else host.locale).slice(0, 2).toLowerCase()
    if LOCALES.includes(locale):
        try:
            chunk = await load_shared(f'locale_{locale}')
            host.words = chunk.shared
        except Exception:
            pass  # English is understood by most


def say(english: str) -> str:
    """A text in the language of the page, or in English where that has none."""
    words: Map = window.BackendAI.words
    found: str = words.get(english) if words is not None else None
    return english if found is None else found
