"""Filters by a search text and by conditions on columns, such as ``> 5``."""

from browser import NaN, RegExp, Uint32Array

from media.slices import Slices
from media.table.store import Column, Table
from media.table.values import is_missing
from media.table.view import View
from media.table_order.readers import date_of, number_of, reader_of

_CONDITION: RegExp = RegExp('^\\s*(<=|>=|!=|=|<|>)\\s*([^]*?)\\s*$')

_PORTION = 256


def condition_of(column: Column, entered: str):
    """Return a predicate on the text of a cell for a filter expression."""
    found = _CONDITION.exec(entered)
    if found is None:
        wanted = entered.toLowerCase()
        return lambda text: text is not None and text.toLowerCase().includes(wanted)
    sign: str = found.at(1)
    value: str = found.at(2)
    if value == '':
        # "=" alone matches missing values, "!=" alone matches present ones.
        return lambda text: (text == '' or is_missing(text)) == (sign == '=')
    limit: float = _measure(column, value)
    if limit == limit:
        return lambda text: not is_missing(text) and _holds(sign, _difference(_measure(column, text), limit))
    return lambda text: not is_missing(text) and _holds(sign, _order(text, value))


def _measure(column: Column, text: str) -> float:
    """Return the number or the milliseconds of a text for comparison, or NaN to compare texts."""
    if column.categories is not None:
        return reader_of(column)(text)
    if column.kind == 'text':
        return NaN
    if column.kind == 'date':
        date = date_of(text)
        if date == date:
            return date
        # A year or a month stands for its first day.
        return date_of(f'{text}-01-01' if len(text) == 4 else f'{text}-01')
    return number_of(text)


def _difference(one: float, other: float) -> float:
    return 0 if one == other else one - other


def _order(text: str, value: str) -> float:
    return -1 if text < value else (1 if text > value else 0)


def _holds(sign: str, difference: float) -> bool:
    match sign:
        case '<':
            return difference < 0
        case '>':
            return difference > 0
        case '<=':
            return difference <= 0
        case '>=':
            return difference >= 0
        case '=':
            return difference == 0
    return difference != 0


async def filtered(view: View, rows: Uint32Array, is_wanted):
    """Return the ``rows`` that match the filters (None stands for all rows), or ``rows`` itself without any filter."""
    table: Table = view.table
    search = view.search.toLowerCase()
    columns: list[Column] = table.columns
    places: list[int] = []
    conditions: list = []
    for place, column in enumerate(columns):
        if column.filter:
            places.append(place)
            conditions.append(condition_of(column, column.filter))
    if not search and not places:
        return rows
    size: int = table.row_count - table.footer_count if rows is None else len(rows)
    width = len(columns)
    found = Uint32Array(size)
    count = 0
    slices = Slices()
    left = _PORTION

    def holds(row: int):
        for index, place in enumerate(places):
            condition = conditions.at(index)
            if condition(table.text(row, place)) is not True:
                return False
        if not search:
            return True
        for place in range(width):
            text: str = table.text(row, place)
            if text is not None and text.toLowerCase().includes(search):
                return True
        return False

    for index in range(size):
        row: int = index if rows is None else rows.at(index)
        if holds(row) is True:
            found[count] = row
            count += 1
        left -= 1
        if left == 0:
            left = _PORTION
            if slices.is_over():
                await slices.pause()
                if is_wanted() is not True:
                    return None
    return found.slice(0, count)
