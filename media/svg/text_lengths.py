"""The lengths of texts in drawings, which matter only in WebKit."""

from browser import RegExp, String

from media.engine import is_webkit
from media.svg import words
from media.templates import fill

# WebKit lays out a <text> on the main thread, in a time that grows with the square of its length: ten seconds for
# 10,000 characters, where other engines take milliseconds.
IS_SLOW: bool = is_webkit()
MAX_TEXT_UNITS = 3000

_START: RegExp = RegExp('<(?:[\\w-]+:)?text[\\s>]')
_END: RegExp = RegExp('</(?:[\\w-]+:)?text\\s*>')
_TAG: RegExp = RegExp('<[\\w/:-][^<>]*>', 'g')


def lengths_of(source: str) -> list[int]:
    """The length of each text in the markup of a drawing, without tags."""
    lengths: list[int] = []
    pieces: list[str] = String(source).split(_START)
    for piece in pieces[1:]:
        end: int = piece.search(_END)
        lengths.append(len((piece if end < 0 else piece[:end]).replaceAll(_TAG, '')))
    return lengths


def check_lengths(lengths: list[int]) -> None:
    """Raise an error if texts of these lengths would block the page in this browser."""
    if not IS_SLOW:
        return
    total: float = 0
    for length in lengths:
        total += length * length
    if total > MAX_TEXT_UNITS * MAX_TEXT_UNITS:
        raise Exception(fill(words.LONG_TEXT, MAX_TEXT_UNITS))
