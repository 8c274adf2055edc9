"""The mouse: the right cell under zoom and scaling, and a selection where a program has the mouse for itself.

This reaches into xterm 6.0.0, whose version is pinned; tests of clicks and selections watch over it.
"""

from browser import Element, MouseEvent, navigator

# Names of xterm's own that are asked for here, which the compiler must not shorten as it does our private ones.
KEPT = ('_core', '_mouseService', '_selectionService')


def scale_of(element: Element) -> float:
    """How many pixels of the page one of an element's own takes, as ``zoom`` and ``transform`` have it."""
    width: float = element.offsetWidth
    return element.getBoundingClientRect().width / width if width > 0 else 1


def point_rightly(terminal) -> None:
    """xterm divides pixels of the page by the size of a cell in pixels of its own."""
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
    """A drag with Shift, on macOS also with Option, selects text where the program has the mouse."""
    platform: str = navigator.platform
    is_mac: bool = platform.startswith('Mac')
    terminal._core._selectionService.shouldForceSelection = lambda event: event.shiftKey or is_mac and event.altKey
