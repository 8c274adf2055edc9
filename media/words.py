"""The texts of the user interface, in the language of the page.

Each chunk has one module of English texts, named ``words``. A chunk such as ``locale_ko`` contains another language, as
a Map from the English texts. ``BackendAI.words`` is the Map in use.
"""

from browser import Array, Document, Map, Reflect, String, document, window

from media.shared import load_shared

# The supported languages besides English.
LOCALES: Array = ['ko']


async def load_words() -> None:
    """Load the language that ``BackendAI.locale`` names, or the page's ``lang``; otherwise texts are English."""
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
            pass  # fall back to English


def say(english: str) -> str:
    """A text in the language of the page, or in English if it has no translation."""
    words: Map = window.BackendAI.words
    found: str = words.get(english) if words is not None else None
    return english if found is None else found
