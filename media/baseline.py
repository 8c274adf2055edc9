"""Browsers that are too old: they run main, which says so in each slot, but not its chunks.

Main is compiled for older browsers than its chunks, and does without newer built-ins before it knows.
"""

from browser import Array, Error, Intl, Reflect, RegExp

from media import texts as words
from media.registry import BASELINE
from media.templates import fill

REASON: str = fill(words.OLD_BROWSER, BASELINE)


def _is_too_old() -> bool:
    """Whether the language lacks what came with the oldest supported browsers.

    Firefox 115 and Safari 16 have toSorted; Chrome 109 does not, but has the other two. Safari 16.4 has lookbehind.
    Server-side documents such as jsdom's pass, since nothing of the document is tested.
    """
    numbers = Intl.NumberFormat.prototype
    try:
        RegExp('(?<!a)')
    except Exception:
        return True
    return (Reflect.get(Array.prototype, 'toSorted') is None
            and (Reflect.get(Error, 'captureStackTrace') is None or Reflect.get(numbers, 'formatRange') is None))


IS_TOO_OLD: bool = _is_too_old()
