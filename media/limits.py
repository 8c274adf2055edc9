"""A limit on the height of items."""

from browser import Element, ResizeObserver, globalThis

# In CSS pixels; a higher item scrolls, so that it cannot push the rest of the page out of reach.
MAX_HEIGHT_PX = 10000


def has_layout() -> bool:
    """Whether the page has a layout, as in a browser. jsdom has none, and no ResizeObserver."""
    return globalThis.ResizeObserver is not None


def limit_height(slot: Element) -> None:
    """Make a slot scroll once it is higher than the limit, whenever it grows."""
    if has_layout():
        _observer().observe(slot)


def _observer() -> ResizeObserver:
    global _heights
    if _heights is None:
        _heights = ResizeObserver(lambda entries: entries.forEach(_limit))
    return _heights


def _limit(entry) -> None:
    if entry.contentRect.height > MAX_HEIGHT_PX:
        entry.target.style.maxHeight = f'{MAX_HEIGHT_PX}px'
        entry.target.style.overflow = 'auto'


_heights = None
