"""The terminal's size follows that of its element, and the server gets the new size once resizing has settled."""

from browser import Array, Element, Math, String, Window, clearTimeout, console, setTimeout

from npm.xterm.addon_fit import FitAddon

from media.dom import window_of

# The debounce delay for changes of size.
SETTLE_MS = 100

# Many programs fail with fewer columns, and no display shows more columns or rows.
MIN_COLUMNS = 4
MAX_CELLS = 1000

# The height of a terminal whose container has none, in pixels.
FALLBACK_HEIGHT_PX = 400
NO_HEIGHT = (
    '[backend.ai-media] The container of the terminal has no height, so the terminal is '
    + f'{FALLBACK_HEIGHT_PX} pixels high; set a height in CSS.')


class Sizing:
    """``seen()`` is called when ``place`` may have moved to another root or become visible."""

    def __init__(self, terminal, root: Element, place: Element, seen):
        self._terminal = terminal
        self._root: Element = root
        self._place: Element = place
        self._addon = FitAddon()
        terminal.loadAddon(self._addon)
        self._screen: Element = terminal.element.querySelector('.xterm-screen')
        self._timer: int = 0
        self._size: str = ''
        self._seen = seen
        self._observe()
        # Detects a move that does not change the size, for which there is no other event.
        root.addEventListener('animationstart', lambda event: self._changed())
        self.fit()

    def _observe(self) -> None:
        """Observe from the window that contains ``place``: the observers of a hidden window do not fire."""
        view: Window = window_of(self._place)
        self._window = view
        self._observer = view.ResizeObserver(lambda entries: self._changed())
        self._observer.observe(self._place)
        self._observer.observe(self._screen)

    def close(self) -> None:
        clearTimeout(self._timer)
        self._observer.disconnect()

    def fit(self) -> None:
        """Resize the terminal to fit, unless the place has no size, as when it is hidden."""
        if self._place.clientHeight < 2 * self._screen.clientHeight / self._terminal.rows:
            self._give_height()
        self._size = self._measured()
        size = self._addon.proposeDimensions()
        if self._place.clientHeight > 0 and size is not None and size.cols >= MIN_COLUMNS and size.rows >= 2:
            self._terminal.resize(Math.min(size.cols, MAX_CELLS), Math.min(size.rows, MAX_CELLS))

    def _measured(self) -> str:
        """What the size depends on: the place, and the height of a line, which depends on the font."""
        return String(Array.of(self._place.clientWidth, self._place.clientHeight,
                               self._screen.clientHeight / self._terminal.rows))

    def _give_height(self) -> None:
        """Set a height in a container that takes its height from its contents, and so has none."""
        container: Element = self._root.parentElement
        style = self._root.style
        if container is None or style.blockSize != '' or container.clientWidth == 0:
            return
        height: int = container.clientHeight
        style.blockSize = f'{Math.max(FALLBACK_HEIGHT_PX, height)}px'
        if container.clientHeight > height:
            console.warn(NO_HEIGHT)
        else:
            style.blockSize = ''

    def _changed(self) -> None:
        self._seen()
        view = window_of(self._place)
        if view is not None and self._window is not view:
            self._observer.disconnect()
            self._observe()
        if self._measured() != self._size:
            clearTimeout(self._timer)
            self._timer = setTimeout(lambda: self.fit(), SETTLE_MS)
