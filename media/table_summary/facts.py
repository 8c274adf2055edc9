"""Facts about a column: missing, distinct and frequent values, the minimum and maximum, and the distribution."""

from browser import Array, Map, Number, Object

from media.shared import load_shared
from media.slices import Slices
from media.table.view import View

# Distinct values beyond this many are not counted.
MAX_DISTINCT = 100000

BINS = 16

_FREQUENT = 3

_PORTION = 256


class Facts:
    """The facts of one column.

    ``bins`` is a histogram from ``lowest`` to ``highest``, and ``least`` and ``most`` are the texts of these extremes.
    ``frequent`` has pairs of a value and its count.
    """

    def __init__(self) -> None:
        self.missing: int = 0
        self.distinct: int = 0
        self.lowest: float = 0
        self.highest: float = 0
        self.least: str = ''
        self.most: str = ''
        self.bins: list[int] = []
        self.frequent: list = []


async def facts_of(view: View, column: int):
    """Return the facts of a column, computed in time slices; None if the view was disposed."""
    table = view.table

    def is_wanted() -> bool:
        return view.table is table and not view.is_disposed

    chunk = await load_shared('table_order')
    keys = await chunk.shared.keys_of(table, column, is_wanted)
    if keys is None:
        return None
    facts = Facts()
    counts = Map()
    least = -1
    most = -1
    slices = Slices()
    left = _PORTION
    size: int = keys.ranks.length
    for row in range(size):
        rank: int = keys.ranks.at(row)
        if rank == 2:
            facts.missing += 1
        else:
            # Numbers that a float cannot represent exactly are compared by their texts.
            value = keys.texts.at(row)
            if value is None:
                value = keys.numbers.at(row)
            seen: int = counts.get(value)
            if seen is not None:
                counts.set(value, seen + 1)
            elif counts.size < MAX_DISTINCT:
                counts.set(value, 1)
            number: float = keys.numbers.at(row)
            if rank == 0 and Number.isFinite(number) is True:
                if least < 0 or number < keys.numbers.at(least):
                    least = row
                if most < 0 or number > keys.numbers.at(most):
                    most = row
        left -= 1
        if left == 0:
            left = _PORTION
            if slices.is_over():
                await slices.pause()
    facts.distinct = counts.size
    if least >= 0:
        facts.lowest = keys.numbers.at(least)
        facts.highest = keys.numbers.at(most)
        facts.least = table.text(least, column)
        facts.most = table.text(most, column)
    entries: Object = Array.from_(counts)
    facts.frequent = entries.sort(_by_count).slice(0, _FREQUENT)
    await _count_bins(facts, keys, slices)
    return facts


def _by_count(one: list, other: list) -> float:
    count: float = one.at(1)
    other_count: float = other.at(1)
    return other_count - count


async def _count_bins(facts: Facts, keys, slices: Slices):
    span = facts.highest - facts.lowest
    facts.bins = Array(BINS).fill(0)
    if not 0 < span < 1e300:
        return
    bins = facts.bins
    size: int = keys.ranks.length
    for row in range(size):
        if keys.ranks.at(row) == 0:
            number: float = keys.numbers.at(row)
            place: int = (number - facts.lowest) / span * BINS // 1  # type: ignore[assignment]
            place = min(BINS - 1, place)
            bins.fill(bins.at(place) + 1, place, place + 1)
        if row // 4096 * 4096 == row and slices.is_over():
            await slices.pause()
