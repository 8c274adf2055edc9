"""The mouse: the right cell under zoom and scaling, and selection while a program handles the mouse.

This uses internals of xterm 6.0.0, whose version is pinned; tests of clicks and selections cover it.
"""

from browser import Element, MouseEvent, navigator

# Internal names of xterm that are used here, which the compiler must not shorten as it does our own private names.
KEPT = ('_core', '_mouseService', '_selectionService')


def scale_of(element: Element) -> float:
    """How many pixels of the page one pixel of an element takes, given ``zoom`` and ``transform``."""
    width: float = element.offsetWidth
    return element.getBoundingClientRect().width / width if width > 0 else 1


def point_rightly(terminal) -> None:
    """Correct xterm's mouse coordinates: it divides pixels of the page by a cell's size in its own pixels."""
    mouse = terminal._core._mouseService
    coords = mouse.getCoords
    report = mouse.getMouseReportCoords

    def unscaled(event: MouseEvent, element: Element):
        scale: float = scale_of(element)
        if 0.999 < scale < 1.001:
            return event
        box = element.getBoundingClientRect()
        return {'clientX': box.left + (event.clientX - box.left) / scale,
                'clientY': box.top + (event.clientY - box.top) / scale}

    mouse.getCoords = lambda event, element, cols, rows, is_selection: coords.call(
        mouse, unscaled(event, element), element, cols, rows, is_selection)
    mouse.getMouseReportCoords = lambda event, element: report.call(mouse, unscaled(event, element), element)


def select_by_force(terminal) -> None:
    """Let a drag with Shift, on macOS also with Option, select text while the program handles the mouse."""
    platform: str = navigator.platform
    is_mac: bool = platform.startswith('Mac')
    terminal._core._selectionService.shouldForceSelection = lambda event: event.shiftKey or is_mac and event.altKey
