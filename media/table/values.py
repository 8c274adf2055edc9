"""Interpretation of cell texts as numbers, dates, booleans or missing values. The displayed text stays as it is."""

from math import inf

from browser import Date, NaN, Number, RegExp, Set

# The words of pandas, polars, R and Julia for missing values and for omitted rows.
MISSING: Set = Set(['NaN', 'NaT', 'None', '<NA>', 'nan', 'null', 'NA', 'missing', '...', '…'])

_ODD_NUMBER: RegExp = RegExp('^[-+\\u2212]?[$€£¥]?(\\d{1,3}(,\\d{3})+|\\d+)?(\\.\\d*)?(e[-+]?\\d+)?\\s?%?$', 'i')
_INFINITE: RegExp = RegExp('^[-+]?inf(inity)?$', 'i')
_DATE: RegExp = RegExp('^(\\d{4})-(\\d\\d)-(\\d\\d)(?:[ T](\\d\\d):(\\d\\d)(?::(\\d\\d)(\\.\\d+)?)?)?\\s?'
                       '(?:(Z|UTC)|([-+])(\\d\\d):?(\\d\\d))?$')
_DURATION: RegExp = RegExp('^(-?)(\\d+) days?(?:,? ([-+])?(\\d+):(\\d\\d):(\\d\\d)(\\.\\d+)?)?$')
_TRUTH: RegExp = RegExp('^(true|false)$', 'i')

# How many cells of a column are examined to infer its kind.
SAMPLE_ROWS = 200


def is_missing(text) -> bool:
    return text is None or MISSING.has(text)


def number_of(text: str) -> float:
    """Return the number in a text, which may have separators, a currency or percent sign; NaN if it is no number."""
    value: float = Number(text)
    second: int = text.charCodeAt(1)
    last: int = text.charCodeAt(text.length - 1)
    # Number() also accepts blanks and other bases, such as 0x1f.
    if value == value and 46 <= last < 58 and not (second > 97 and second != 101):
        return value
    if _INFINITE.test(text):
        return -inf if text.startsWith('-') else inf
    if _ODD_NUMBER.test(text) and RegExp('\\d').test(text):
        return Number(text.replaceAll(RegExp('[^-\\d.e]', 'gi'), '').replace('\u2212', '-'))
    return NaN


def date_of(text: str) -> float:
    """Return the milliseconds of a date or duration in the format of pandas and others; NaN if it is neither."""
    parts: list = _DATE.exec(text)
    if parts is not None:
        zone = _seconds(parts, 10)
        day: float = Date.UTC(parts.at(1), parts.at(2) - 1, parts.at(3))
        return day + (_seconds(parts, 4) - (-zone if parts.at(9) == '-' else zone)) * 1000
    parts = _DURATION.exec(text)
    if parts is None:
        return NaN
    time = _seconds(parts, 4)
    days: float = Number(parts.at(2)) * 86400
    return ((-days if parts.at(1) == '-' else days) + (-time if parts.at(3) == '-' else time)) * 1000


def _seconds(parts: list, place: int) -> float:
    """Return the seconds in the hours, minutes, seconds and fraction from ``place`` on. Missing parts count as zero."""
    seconds: float = 0
    for unit in [3600, 60, 1, 1]:
        text: str = parts.at(place)
        seconds += unit * Number(text or 0)
        place += 1
    return seconds


def truth_of(text: str) -> float:
    return (1 if len(text) == 4 else 0) if _TRUTH.test(text) else NaN


def reader_of(kind: str):
    """Return the function that parses the values of a kind. Numbers in text columns are parsed as numbers."""
    return date_of if kind == 'date' else (truth_of if kind == 'boolean' else number_of)


def kind_of(texts: list) -> str:
    """Return the kind of all texts that are not missing, or an empty string if all are."""
    found: list[str] = texts.filter(lambda text: not is_missing(text) and text != '')
    if not found:
        return ''
    for kind in ['number', 'date', 'boolean']:
        reader = reader_of(kind)
        if found.every(lambda text: _is_number(reader, text)):
            return kind
    return 'text'


def _is_number(reader, text: str) -> bool:
    number: float = reader(text)
    return number == number
