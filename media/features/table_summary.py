"""Summaries of a table's columns, loaded on request: facts and charts in the header, heat colors of cells."""

from browser import Element, Map, Math, Number, String

from media.table.elements import make
from media.table.store import Column
from media.table.view import View
from media.table_order.readers import reader_of
from media.table_summary import words
from media.table_summary.facts import MAX_DISTINCT, Facts, facts_of
from media.words import say
from static.table_summary import css

# The minimum width of a column with a summary, in CSS pixels.
MIN_WIDTH_PX = 130

# The maximum share of the heat color in a cell, in percent, so that its text stays legible.
MAX_HEAT = 55


class Summary:
    """``facts`` holds the requested facts by column; columns in ``heated`` are colored."""

    def __init__(self, view: View, core) -> None:
        self.view: View = view
        self.core = core
        self.facts: Map = Map()
        self.heated: Map = Map()
        self.is_shown: bool = False


def summary_of(view: View, core):
    core.adopt(view.root, css)
    summary = Summary(view, core)
    return {
        'draw_head': lambda: _draw_head(summary),
        'paint': lambda cell, column, text: _paint(summary, cell, column, text),
        'toggle': lambda: _toggle(summary),
        'toggle_heat': lambda number: _toggle_heat(summary, number),
    }


def _toggle(summary: Summary) -> None:
    summary.is_shown = not summary.is_shown
    columns: list[Column] = summary.view.table.columns
    if summary.is_shown:
        for column in columns:
            column.width = Math.max(column.width, MIN_WIDTH_PX)
    summary.core.rearrange(summary.view)


async def _toggle_heat(summary: Summary, number: int):
    column = summary.view.table.columns.at(number)
    if summary.heated.has(column) is True:
        summary.heated.delete(column)
    else:
        facts = await _facts(summary, number)
        summary.heated.set(column, facts)
    summary.core.draw(summary.view, True)


def _facts(summary: Summary, number: int):
    """A Promise of the facts of a column."""
    known = summary.facts.get(number)
    if known is None:
        known = facts_of(summary.view, number)
        summary.facts.set(number, known)
    return known


def _draw_head(summary: Summary) -> None:
    view = summary.view
    if not summary.is_shown:
        return
    cells: list[Element] = view.names.children
    for cell in cells:
        number: int = view.shown.at(Number(cell.ariaColIndex) - 1)
        box = make(cell, 'div')
        box.className = 'facts'
        _fill(summary, box, number)


async def _fill(summary: Summary, box: Element, number: int):
    facts: Facts = await _facts(summary, number)
    if facts is None:
        return
    view = summary.view
    column: Column = view.table.columns.at(number)
    rows: int = view.table.row_count
    _tell(box, say(words.KIND_AND_MISSING, column.kind or say(words.EMPTY), facts.missing))
    distinct = words.MORE_DISTINCT_VALUES if facts.distinct == MAX_DISTINCT else words.DISTINCT_VALUES
    _tell(box, say(distinct, facts.distinct))
    if facts.least and column.kind != 'boolean':
        highest: float = Math.max(1, *facts.bins)
        chart = make(box, 'div')
        chart.role = 'img'
        chart.ariaLabel = say(words.HISTOGRAM, facts.least, facts.most)
        for count in facts.bins:
            make(chart, 'b').style.height = f'{String(count / highest * 100)}%'
        _tell(box, f'{facts.least} – {facts.most}')
    else:
        for entry in facts.frequent:
            count: float = entry.at(1)
            share = String((count / rows * 100) // 1)
            value = entry.at(0)
            if column.kind == 'boolean':
                value = 'true' if value == 1 else 'false'
            _tell(box, f'{String(value) or say(words.EMPTY_VALUE)} {share}%')
    # The header may have become higher.
    summary.core.draw(view)


def _tell(box: Element, text: str) -> None:
    make(box, 'small', text).title = text


def _paint(summary: Summary, cell: Element, column: Column, text) -> None:
    facts: Facts = summary.heated.get(column)
    if facts is None or text is None:
        return
    number: float = reader_of(column)(text)
    share = (number - facts.lowest) / (facts.highest - facts.lowest) * MAX_HEAT
    if share >= 0:
        cell.style.background = f'rgb(255 102 0 / {String(share)}%)'


shared = {'summary_of': summary_of}
