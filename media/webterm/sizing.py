"""The terminal's size follows that of its place, and the server hears of it once a drag has settled."""

from browser import Array, Element, Math, ResizeObserver, String, clearTimeout, setTimeout

from npm.xterm.addon_fit import FitAddon

# Time without a change, after which a size is taken to stay.
SETTLE_MS = 100

# Many programs fail with fewer columns, and no screen shows more columns or rows.
MIN_COLUMNS = 4
MAX_CELLS = 1000


class Sizing:
    """``seen()`` is called when the place may have moved to another root or become visible."""

    def __init__(self, terminal, place: Element, seen):
        self._terminal = terminal
        self._place: Element = place
        self._addon = FitAddon()
        terminal.loadAddon(self._addon)
        self._screen: Element = terminal.element.querySelector('.xterm-screen')
        self._timer: int = 0
        self._size: str = ''
        self.fit()
        self._observer = ResizeObserver(lambda entries: self._changed(seen))
        self._observer.observe(place)
        self._observer.observe(self._screen)

    def close(self) -> None:
        clearTimeout(self._timer)
        self._observer.disconnect()

    def fit(self) -> None:
        """Take the size that fits, unless the place has none, as when it is hidden."""
        self._size = self._measured()
        size = self._addon.proposeDimensions()
        if self._place.clientHeight > 0 and size is not None and size.cols >= MIN_COLUMNS and size.rows >= 2:
            self._terminal.resize(Math.min(size.cols, MAX_CELLS), Math.min(size.rows, MAX_CELLS))

    def _measured(self) -> str:
        """What the size depends on: the place, and the height of a line, as fonts have it."""
        return String(Array.of(self._place.clientWidth, self._place.clientHeight,
                               self._screen.clientHeight / self._terminal.rows))

    def _changed(self, seen) -> None:
        seen()
        if self._measured() != self._size:
            clearTimeout(self._timer)
            self._timer = setTimeout(lambda: self.fit(), SETTLE_MS)
