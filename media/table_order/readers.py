"""The values of cell texts as numbers, for sorting, filtering and summaries."""

from math import inf

from browser import Date, NaN, Number, RegExp

from media.table.store import Column
from media.table.values import DATE, DURATION, NUMBER, TRUTH


def number_of(text: str) -> float:
    """Return the number in a text, which may have separators, a currency or percent sign; NaN if it is no number."""
    value: float = Number(text)
    second: int = text.charCodeAt(1)
    last: int = text.charCodeAt(text.length - 1)
    # Number() also accepts blanks and other bases, such as 0x1f.
    if value == value and 46 <= last < 58 and not (second > 97 and second != 101):
        return value
    if not NUMBER.test(text):
        return NaN
    if RegExp('inf', 'i').test(text):
        return -inf if text.trim().startsWith('-') else inf
    return Number(text.replaceAll(RegExp('[^-\\d.e\\u2212]', 'gi'), '').replace('\u2212', '-'))


def date_of(text: str) -> float:
    """Return the milliseconds of a date or duration in the format of pandas and others; NaN if it is neither."""
    parts: list = DATE.exec(text)
    if parts is not None:
        zone = _seconds(parts, 10)
        day: float = Date.UTC(parts.at(1), parts.at(2) - 1, parts.at(3))
        return day + (_seconds(parts, 4) - (-zone if parts.at(9) == '-' else zone)) * 1000
    parts = DURATION.exec(text)
    if parts is None:
        return NaN
    time = _seconds(parts, 4)
    days: float = Number(parts.at(2)) * 86400
    return ((-days if parts.at(1) == '-' else days) + (-time if parts.at(3) == '-' else time)) * 1000


def _seconds(parts: list, place: int) -> float:
    """Return the seconds in the hours, minutes, seconds and fraction from ``place`` on. Missing parts count as zero."""
    def part(offset: int) -> float:
        text: str = parts.at(place + offset)
        return Number(text or 0)

    return part(0) * 3600 + part(1) * 60 + part(2) + part(3)


def truth_of(text: str) -> float:
    return (1 if len(text) == 4 else 0) if TRUTH.test(text) else NaN


def _no_number(text: str) -> float:
    return NaN


def reader_of(column: Column):
    """Return the function that parses the values of a column."""
    categories = column.categories
    if categories is not None:
        return lambda text: categories.get(text) if categories.has(text) else NaN
    match column.kind:
        case 'date':
            return date_of
        case 'boolean':
            return truth_of
        case 'text':
            return _no_number
    return number_of
