"""Stable, time-sliced sorting: numbers and dates by value, texts by code point, missing values last."""

from browser import Float64Array, Map, Object, RegExp, String, Uint8Array, Uint16Array, Uint32Array

from media.slices import Slices
from media.table.store import Table
from media.table.values import is_missing
from media.table_order.readers import reader_of

# The order of values of different kinds. Missing values come last in both directions.
VALUE = 0
TEXT = 1
MISSING = 2

# Rows between two checks of the clock.
_PORTION = 256

# Texts beyond this many are not deduplicated: a larger Map takes too long to grow.
_MAX_KNOWN = 60000

# Times longer than this many characters have more digits than a float of milliseconds can represent.
_EXACT_TIME = 23

_ASTRAL: RegExp = RegExp('[\\ud800-\\udfff]')
_HIGH: RegExp = RegExp('[\\ud800-\\uffff]', 'g')


class Keys:
    """The sort keys of a column by row: a rank, a number, and a text where the number alone is not exact."""

    def __init__(self, size: int) -> None:
        self.ranks: Uint8Array = Uint8Array(size)
        self.numbers: Float64Array = Float64Array(size)
        self.texts: list = []
        self.has_texts: bool = False


async def keys_of(table: Table, column: int, is_wanted) -> Keys:
    """Return the keys of all rows of a column, or None if they are no longer wanted."""
    size: int = table.row_count - table.footer_count
    keys = Keys(size)
    kind: str = table.columns.at(column).kind
    reader = reader_of(table.columns.at(column))
    slices = Slices()
    left = 0
    for row in range(size):
        text: str = table.text(row, column)
        own = None
        if is_missing(text) or text == '' and kind != 'text' and kind != 'mixed':
            keys.ranks[row] = MISSING
        else:
            number: float = reader(text)
            if number == number:
                keys.numbers[row] = number
            else:
                keys.ranks[row] = TEXT
            if number != number or number > 9e15 or number < -9e15 or kind == 'date' and len(text) > _EXACT_TIME:
                own = text
                keys.has_texts = True
        keys.texts.append(own)
        left -= 1
        if left < 0:
            left = _PORTION
            if slices.is_over():
                await slices.pause()
                if is_wanted() is False:
                    return None
    return keys


async def order_of(keys: Keys, direction: int, is_wanted):
    """Return all rows in a stable order, or None if it is no longer wanted.

    This is a radix sort with digits of 16 bits, from the least to the most significant: two for the order of texts,
    four for the number, and one for the rank.
    """
    slices = Slices()
    # Typed as plain browser objects, because indices are never negative here.
    ranks: Object = keys.ranks
    digits: Object = Uint16Array(keys.numbers.buffer)
    ties: Object = Uint16Array(Uint32Array(0).buffer)
    if keys.has_texts:
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
        # IEEE 754 stores sign and magnitude: invert negative numbers and set the top bit of positive ones.
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
    """Return the rank of each row's text among all texts as two digits of 16 bits, zero for rows without a text."""
    size: int = keys.ranks.length
    texts = keys.texts
    ranks: Object = keys.ranks
    # The mostly distinct entries to sort and, by row, the number of its entry, starting from 1.
    known = Map()
    entries: list[str] = []
    shifted: list[str] = []
    exact: list[bool] = []
    numbers: Object = Uint32Array(size)
    left = _PORTION
    for row in range(size):
        text: str = texts.at(row)
        if text is not None:
            number: int = known.get(text)
            if number is None:
                entries.append(text)
                shifted.append(_shifted(text))
                exact.append(ranks[row] is VALUE)
                number = len(entries)
                if number < _MAX_KNOWN:
                    known.set(text, number)
            numbers[row] = number
        left -= 1
        if left == 0:
            left = _PORTION
            if slices.is_over():
                await slices.pause()

    def compare(first: int, second: int) -> float:
        if exact.at(first) is True and exact.at(second) is True:
            return _compare_closely(entries.at(first), entries.at(second))
        one: str = shifted.at(first)
        other: str = shifted.at(second)
        return -1 if one < other else (1 if one > other else 0)

    order = await _merged(compare, len(entries), slices, is_wanted)
    if order is None:
        return None
    places: Object = Uint32Array(len(entries) + 1)
    place = 0
    for index in range(len(entries)):
        entry: int = order[index]
        if index == 0 or entries.at(entry) is not entries.at(order[index - 1]):
            place += 1
        places[entry + 1] = place
    for row in range(size):
        number = numbers[row]
        numbers[row] = places[number]
        left -= 1
        if left <= 0:
            left = _PORTION
            if slices.is_over():
                await slices.pause()
    return Uint16Array(numbers.buffer)


def _shifted(text: str) -> str:
    """Return a text whose UTF-16 units sort in code point order: surrogates after everything else."""
    return text.replaceAll(_HIGH, _shifted_unit) if _ASTRAL.test(text) else text


def _shifted_unit(unit: str) -> str:
    code: int = unit.charCodeAt(0)
    return String.fromCharCode(code + 0x2000 if code < 0xe000 else code - 0x800)


def _compare_closely(text: str, other: str) -> float:
    """Compare the texts of integers of any size or of times to the nanosecond, whose float values are equal."""
    sign = -1 if text.startswith('-') else 1
    if len(text) != len(other):
        return sign * (len(text) - len(other))
    return -sign if text < other else (sign if text > other else 0)


async def _merged(compare, size: int, slices: Slices, is_wanted):
    """Return the numbers below ``size`` in order, by a bottom-up merge sort; None if no longer wanted."""
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
