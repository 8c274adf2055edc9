"""HTML that consists only of a table: shown by the features for tables, which can sort, filter and copy it."""

from browser import Element, RegExp

from media.shared import load_shared

# How tables of data from pandas, polars, duckdb, R and Julia begin. Styled tables are excluded by their ids.
_TABLE: RegExp = RegExp('^[^]{0,3000}?<table(>|[^<>]* class ?= ?"data-?frame|\\s+border)', 'i')


async def table_of(markup: str, slot: Element, result_id: str):
    """A view of a table, or None if the markup is anything else, or the feature cannot be loaded."""
    try:
        if _TABLE.test(markup):
            chunk = await load_shared('table_markup')
            return await chunk.shared.show_markup(markup, slot, result_id)
    except Exception:
        pass  # the markup can be shown without the table's tools
    return None
