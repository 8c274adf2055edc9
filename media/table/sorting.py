"""Sorting by a column, in slices and stable: numbers and dates by value, texts by code points, missing values last."""

from browser import Float64Array, Object, RegExp, Uint8Array, Uint32Array

from media.table.slices import Slices
from media.table.store import Table
from media.table.values import is_missing, reader_of

# In which order values of different kinds come. Missing ones are last in both directions.
VALUE = 0
TEXT = 1
MISSING = 2

# Rows between two looks at the clock.
_PORTION = 256

_ASTRAL: RegExp = RegExp('[\\ud800-\\udfff]')
_HIGH: RegExp = RegExp('[\\ud800-\\uffff]', 'g')


class Keys:
    """What a column is sorted by, by row: a rank, and a number or a text."""

    def __init__(self, size: int) -> None:
        self.ranks: Uint8Array = Uint8Array(size)
        self.numbers: Float64Array = Float64Array(size)
        self.texts: Object = []
        # Whether numbers that look equal may differ in digits that they have no room for.
        self.is_rough: bool = False


async def keys_of(table: Table, column: int, is_wanted) -> Keys:
    """The keys of all rows of a column, or None when they are no longer wanted."""
    size: int = table.row_count - table.footer_count
    keys = Keys(size)
    kind: str = table.columns[column].kind
    reader = reader_of(kind)
    slices = Slices()
    for row in range(size):
        text: str = table.text(row, column)
        if is_missing(text) or text == '' and kind != 'text':
            keys.ranks[row] = MISSING
        else:
            number: float = reader(text)
            if number == number:
                keys.numbers[row] = number
                keys.is_rough = keys.is_rough or kind == 'date' or number > 9e15 or number < -9e15
            else:
                keys.ranks[row] = TEXT
                keys.texts[row] = text.replaceAll(_HIGH, _shifted) if _ASTRAL.test(text) else text
        if row % _PORTION == 0 and slices.is_over():
            await slices.pause()
            if not is_wanted():
                return None
    return keys


def _shifted(unit: str) -> str:
    """A UTF-16 unit moved to where it is ordered as its code point would be: pairs after everything else."""
    code: int = unit.charCodeAt(0)
    return chr(code + 0x2000 if code < 0xe000 else code - 0x800)


def comparison(table: Table, column: int, keys: Keys, direction: int):
    """A function that tells of two rows which comes first: below zero, zero or above."""
    ranks = keys.ranks
    numbers = keys.numbers
    texts = keys.texts
    is_rough = keys.is_rough

    def compare(first: int, second: int) -> float:
        rank: int = ranks.at(first)
        difference: float = rank - ranks.at(second)
        if difference != 0 or rank == MISSING:
            return difference
        if rank == VALUE:
            one: float = numbers.at(first)
            other: float = numbers.at(second)
            if is_rough and one == other:
                return direction * _compare_closely(table.text(first, column), table.text(second, column))
            return -direction if one < other else (direction if one > other else 0)
        text: str = texts[first]
        other_text: str = texts[second]
        return -direction if text < other_text else (direction if text > other_text else 0)

    return compare


def _compare_closely(text: str, other: str) -> float:
    """Compare integers of any size, or dates to the nanosecond: texts of one form whose values look equal."""
    sign = -1 if text.startswith('-') else 1
    if text.length != other.length:
        return sign * (text.length - other.length)
    return -sign if text < other else (sign if text > other else 0)


async def sorted_rows(compare, order: Uint32Array, is_wanted) -> Uint32Array:
    """The rows of ``order``, merged from runs of twice the length each time; None when it is no longer wanted."""
    size: int = order.length
    source = order
    target = Uint32Array(size)
    slices = Slices()
    width = 1
    while width < size:
        steps = 0
        for start in range(0, size, 2 * width):
            left: int = start
            middle: int = min(start + width, size)
            right: int = middle
            end: int = min(start + 2 * width, size)
            for place in range(start, end):
                if left < middle and (right >= end or compare(source[left], source[right]) <= 0):
                    target[place] = source[left]
                    left += 1
                else:
                    target[place] = source[right]
                    right += 1
                steps += 1
                if steps % _PORTION == 0 and slices.is_over():
                    await slices.pause()
                    if not is_wanted():
                        return None
        width *= 2
        source, target = target, source
    return source
