"""Scroll areas that the keyboard can reach, and that have a name, only while their content overflows."""

from browser import Element, ResizeObserver

from media.limits import has_layout


def name_while_scrolling(element: Element, name: str) -> None:
    """Make an element focusable with the Tab key, and a group with that name, while its content overflows."""
    if has_layout():
        element.areaName = name
        _observer().observe(element)


def _observer() -> ResizeObserver:
    global _sizes
    if _sizes is None:
        _sizes = ResizeObserver(lambda entries: entries.forEach(lambda entry: _look(entry.target)))
    return _sizes


def _look(element: Element) -> None:
    width: float = element.scrollWidth
    height: float = element.scrollHeight
    inner_width: float = element.clientWidth
    inner_height: float = element.clientHeight
    is_over = width > inner_width or height > inner_height
    element.role = 'group' if is_over else None
    element.ariaLabel = element.areaName if is_over else None
    if is_over:
        element.tabIndex = 0
    else:
        element.removeAttribute('tabindex')


_sizes = None
