"""The language of the page. Main says everything in English, until the chunk ``language`` translates it."""

from browser import Document, Object, Reflect, RegExp, document, window

from media.templates import fill

# The tags of the supported languages besides English; media/features/language.py loads their texts.
_TRANSLATED = RegExp('^ko(?![a-z])', 'i')

# Chunks that show no texts. The language needs some of them, so they cannot wait for it.
_WORDLESS = RegExp('^(language$|locale_|integrity$|dom_)')


def language_tag():
    """The tag of the page's language, such as ``ko-KR``: the host's choice, or the language of the document."""
    chosen = window.BackendAI.locale
    element = Reflect.get(Document.prototype, 'documentElement', document)
    return element.lang if chosen is None else chosen


def needs_texts(chunk: str) -> bool:
    """Whether a chunk shows texts, which have to be translated."""
    return _TRANSLATED.test(language_tag()) is True and not _WORDLESS.test(chunk)


def say(english: str, *values) -> str:
    """``BackendAI.say``: see media/words.py."""
    return fill(english, *values.map(lambda value: Object(value).toLocaleString('en')))
