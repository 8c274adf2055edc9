"""What the texts of cells mean: numbers, dates, truth, or nothing. Texts are shown as the source wrote them."""

from math import inf

from browser import Date, NaN, Number, RegExp, Set

# Words by which pandas, polars, R and Julia say that there is no value, and that rows were left out.
MISSING: Set = Set(['NaN', 'NaT', 'None', '<NA>', 'nan', 'null', 'NA', 'missing', '...', '…'])

_ODD_NUMBER: RegExp = RegExp('^[-+\\u2212]?[$€£¥]?(\\d{1,3}(,\\d{3})+|\\d+)?(\\.\\d*)?(e[-+]?\\d+)?\\s?%?$', 'i')
_INFINITE: RegExp = RegExp('^[-+]?inf(inity)?$', 'i')
_DATE: RegExp = RegExp('^(\\d{4})-(\\d\\d)-(\\d\\d)(?:[ T](\\d\\d):(\\d\\d)(?::(\\d\\d)(\\.\\d+)?)?)?\\s?'
                       '(?:(Z|UTC)|([-+])(\\d\\d):?(\\d\\d))?$')
_DURATION: RegExp = RegExp('^(-?)(\\d+) days?(?:,? ([-+])?(\\d+):(\\d\\d):(\\d\\d)(\\.\\d+)?)?$')
_TRUTH: RegExp = RegExp('^(true|false)$', 'i')

# How many cells of a column decide what it holds.
SAMPLE_ROWS = 200


def is_missing(text) -> bool:
    return text is None or MISSING.has(text)


def number_of(text: str) -> float:
    """The number that a text is, with separators, currency or percent sign; else not a number."""
    value: float = Number(text)
    second: int = text.charCodeAt(1)
    last: int = text.charCodeAt(text.length - 1)
    # Number() also reads blanks and other bases, such as 0x1f.
    if value == value and 46 <= last < 58 and not (second > 97 and second != 101):
        return value
    if _INFINITE.test(text):
        return -inf if text.startsWith('-') else inf
    if _ODD_NUMBER.test(text) and RegExp('\\d').test(text):
        return Number(text.replaceAll(RegExp('[^-\\d.e]', 'gi'), '').replace('\u2212', '-'))
    return NaN


def date_of(text: str) -> float:
    """Milliseconds of a date or of a length of time, as pandas and others write them; else not a number."""
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
    """The seconds of hours, minutes, seconds and a fraction, from ``place`` on; what is missing is zero."""
    seconds: float = 0
    for unit in [3600, 60, 1, 1]:
        text: str = parts.at(place)
        seconds += unit * Number(text or 0)
        place += 1
    return seconds


def truth_of(text: str) -> float:
    return (1 if len(text) == 4 else 0) if _TRUTH.test(text) else NaN


def reader_of(kind: str):
    """The function that reads the values of a kind. Among texts, numbers are numbers."""
    return date_of if kind == 'date' else (truth_of if kind == 'boolean' else number_of)


def kind_of(texts: list) -> str:
    """The kind that all texts have which are there; empty where none is."""
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
