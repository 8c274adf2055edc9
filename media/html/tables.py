"""HTML that holds a table and nothing else: shown by the feature `table`, which sorts, filters and copies it."""

from browser import Element, RegExp

from media.shared import load_shared

# What pandas, polars, duckdb, R and Julia begin a table of data with. What styles its tables gives them ids.
_TABLE: RegExp = RegExp('^[^]{0,3000}?<table(>|[^>]* class ?= ?"data-?frame|\\s+border)', 'i')


async def table_of(markup: str, slot: Element, result_id: str):
    """The element of a table, or None where the markup is anything else, or the feature cannot be loaded."""
    try:
        if _TABLE.test(markup):
            chunk = await load_shared('table')
            return await chunk.shared.show_markup(markup, slot, result_id)
    except Exception:
        pass  # all of it is worth showing without the tools of a table, too
    return None
