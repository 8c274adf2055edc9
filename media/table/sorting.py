"""Sorting by a column, in slices and stable: numbers and dates by value, texts by code points, missing values last."""

from browser import Float64Array, Map, Object, RegExp, String, Uint8Array, Uint16Array, Uint32Array

from media.table.slices import Slices
from media.table.store import Table
from media.table.values import is_missing, reader_of

# In which order values of different kinds come. Missing ones are last in both directions.
VALUE = 0
TEXT = 1
MISSING = 2

# Rows between two looks at the clock.
_PORTION = 256

# Times longer than this have more digits than a number of milliseconds has room for.
_EXACT_TIME = 23

_ASTRAL: RegExp = RegExp('[\\ud800-\\udfff]')
_HIGH: RegExp = RegExp('[\\ud800-\\uffff]', 'g')


class Keys:
    """What a column is sorted by, by row: a rank, a number, and a text where that alone tells values apart."""

    def __init__(self, size: int) -> None:
        self.ranks: Uint8Array = Uint8Array(size)
        self.numbers: Float64Array = Float64Array(size)
        self.texts: Map = Map()


async def keys_of(table: Table, column: int, is_wanted) -> Keys:
    """The keys of all rows of a column, or None when they are no longer wanted."""
    size: int = table.row_count - table.footer_count
    keys = Keys(size)
    kind: str = table.columns.at(column).kind
    reader = reader_of(kind)
    slices = Slices()
    left = 0
    for row in range(size):
        text: str = table.text(row, column)
        if is_missing(text) or text == '' and kind != 'text':
            keys.ranks[row] = MISSING
        else:
            number: float = reader(text)
            if number == number:
                keys.numbers[row] = number
            else:
                keys.ranks[row] = TEXT
            if number != number or number > 9e15 or number < -9e15 or kind == 'date' and len(text) > _EXACT_TIME:
                keys.texts.set(row, text)
        left -= 1
        if left < 0:
            left = _PORTION
            if slices.is_over():
                await slices.pause()
                if is_wanted() is False:
                    return None
    return keys


async def order_of(keys: Keys, direction: int, is_wanted):
    """All rows in order, equal ones as they were; None when it is no longer wanted.

    Rows are distributed by one digit of 16 bits after the other, from the last to the first: two for the order of
    texts, four of the number, and the rank.
    """
    slices = Slices()
    # Typed arrays, taken as the browser's own objects: their indices are never negative here.
    ranks: Object = keys.ranks
    digits: Object = Uint16Array(keys.numbers.buffer)
    ties: Object = Uint16Array(Uint32Array(0).buffer)
    if keys.texts.size > 0:
        ties = await _text_order(keys, slices, is_wanted)
        if ties is None:
            return None
    size: int = ranks.length
    order: Object = Uint32Array(size).map(_itself)
    target: Object = Uint32Array(size)
    is_down = direction < 0

    def digit_of(row: int, pass_: int) -> int:
        if pass_ == 6:
            rank: int = ranks[row]
            return 1 - rank if is_down and rank < MISSING else rank
        if pass_ < 2:
            tie: int = ties[2 * row + pass_]
            return 65535 - tie if is_down else tie
        digit: int = digits[4 * row + pass_ - 2]
        top: int = digits[4 * row + 3]
        # Negative numbers are stored with the digits of positive ones, below a bit.
        if top >= 32768:
            digit = 65535 - digit
        elif pass_ == 5:
            digit += 32768
        return 65535 - digit if is_down else digit

    for pass_ in range(2 if ties.length == 0 else 0, 7):
        starts: Object = Uint32Array(65536)
        left = _PORTION * 16
        for place in range(size):
            digit: int = digit_of(order[place], pass_)
            starts[digit] += 1
            left -= 1
            if left == 0:
                left = _PORTION * 16
                if slices.is_over():
                    await slices.pause()
        start = 0
        for digit in range(65536):
            count: int = starts[digit]
            starts[digit] = start
            start += count
        for place in range(size):
            row: int = order[place]
            digit = digit_of(row, pass_)
            goal: int = starts[digit]
            target[goal] = row
            starts[digit] = goal + 1
            left -= 1
            if left <= 0:
                left = _PORTION * 16
                if slices.is_over():
                    await slices.pause()
        if is_wanted() is False:
            return None
        order, target = target, order
    return order


def _itself(value, index: int) -> int:
    return index


async def _text_order(keys: Keys, slices: Slices, is_wanted):
    """By row, where its text stands among all, in two digits; zero for rows without."""
    places = Map()
    rows: list[int] = []
    texts: Map = keys.texts
    entries: Object = texts.entries()
    left = _PORTION

    for entry in entries:
        row: int = entry.at(0)
        text: str = entry.at(1)
        if places.has(text) is False:
            places.set(text, 0)
            rows.append(row)
        left -= 1
        if left == 0:
            left = _PORTION
            if slices.is_over():
                await slices.pause()
    shifted: list[str] = rows.map(lambda row: _shifted(texts.get(row)))
    ranks = keys.ranks

    def compare(first: int, second: int) -> float:
        one: int = rows.at(first)
        other: int = rows.at(second)
        if ranks.at(one) == VALUE and ranks.at(other) == VALUE:
            return _compare_closely(texts.get(one), texts.get(other))
        return -1 if shifted.at(first) < shifted.at(second) else 1

    order = await _merged(compare, len(rows), slices, is_wanted)
    if order is None:
        return None
    for place in range(len(rows)):
        places.set(texts.get(rows.at(order.at(place))), place + 1)
    ties = Uint32Array(ranks.length)
    for entry in texts.entries():
        ties.fill(places.get(entry.at(1)), entry.at(0), entry.at(0) + 1)
        left -= 1
        if left <= 0:
            left = _PORTION
            if slices.is_over():
                await slices.pause()
    return Uint16Array(ties.buffer)


def _shifted(text: str) -> str:
    """A text whose UTF-16 units are ordered as its code points are: pairs after everything else."""
    return text.replaceAll(_HIGH, _shifted_unit) if _ASTRAL.test(text) else text


def _shifted_unit(unit: str) -> str:
    code: int = unit.charCodeAt(0)
    return String.fromCharCode(code + 0x2000 if code < 0xe000 else code - 0x800)


def _compare_closely(text: str, other: str) -> float:
    """Compare integers of any size, or times to the nanosecond: texts of one form whose values look equal."""
    sign = -1 if text.startswith('-') else 1
    if len(text) != len(other):
        return sign * (len(text) - len(other))
    return -sign if text < other else sign


async def _merged(compare, size: int, slices: Slices, is_wanted):
    """The numbers below ``size`` in order, merged from runs of twice the length each time."""
    source: Object = Uint32Array(size).map(_itself)
    target: Object = Uint32Array(size)
    width = 1
    steps = _PORTION
    while width < size:
        start = 0
        while start < size:
            left: int = start
            middle: int = min(start + width, size)
            right: int = middle
            end: int = min(start + 2 * width, size)
            for place in range(start, end):
                one: int = source[left]
                other: int = source[right]
                if left < middle and (right >= end or compare(one, other) <= 0):
                    target[place] = one
                    left += 1
                else:
                    target[place] = other
                    right += 1
                steps -= 1
                if steps == 0:
                    steps = _PORTION
                    if slices.is_over():
                        await slices.pause()
                        if is_wanted() is False:
                            return None
            start += 2 * width
        width *= 2
        source, target = target, source
    return source
