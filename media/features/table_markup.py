"""Tables of data in HTML, loaded with the first one that pandas, polars, duckdb, R or Julia wrote."""

from browser import Element

from media.shared import load_shared
from media.table.markup import Reader, Unusual, read_some
from media.table.view import View

NEEDS = ('table', 'table_print')


async def show_markup(markup: str, slot: Element, result_id: str):
    """Show markup that consists only of a data table; returns None for other markup."""
    chunk = await load_shared('table')
    core = chunk.shared
    reader = Reader(markup, core)
    slices = core.new_slices()
    try:
        is_more = read_some(reader, slices)
        while is_more and reader.is_strict:
            await slices.pause()
            is_more = read_some(reader, slices)
    except Unusual:
        return None
    view = core.show(reader.table, slot, result_id)
    if is_more:
        _read_on(reader, view)
    return await core.handed(view)


async def _read_on(reader: Reader, view: View) -> None:
    slices = reader.core.new_slices()
    is_more = True
    while is_more and not view.is_disposed:
        await slices.pause()
        is_more = read_some(reader, slices)
        reader.core.changed(view)


shared = {'show_markup': show_markup}
