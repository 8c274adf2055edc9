"""Touch gestures: a drag scrolls; a long press selects a word, and dragging on extends the selection."""

from browser import Element, Math, TouchEvent, WheelEvent, clearTimeout, performance, requestAnimationFrame, setTimeout

from media.webterm.pointing import scale_of

# The part of its speed that a fling keeps per millisecond, and the speed in pixels per millisecond at which it stops.
FRICTION_PER_MS = 0.996
MIN_SPEED_PX_PER_MS = 0.03

# How long a long press takes, and how far the finger may move during it.
LONG_PRESS_MS = 500
MAX_STRAY_PX = 10

# Internal names of xterm that are used here, which the compiler must not shorten as it does our own private names.
KEPT = ('_core', '_selectionService', '_mouseService')


class Dragging:
    """A finger scrolls the scrollback, or sends wheel events if the program uses the alternate screen or the mouse."""

    def __init__(self, parts):
        self._terminal = parts.terminal
        self._open_menu = parts.open_menu
        self._screen: Element = parts.terminal.element.querySelector('.xterm-screen')
        self._x: float = 0.0
        self._y: float = 0.0
        self._start_y: float = 0.0
        self._time: float = 0.0
        self._speed: float = 0.0
        self._rest: float = 0.0
        self._is_down: bool = False
        self._timer: int = 0
        # Where the selected word begins and ends, in cells from the start of the buffer.
        self._word: list[int] = None
        screen = self._screen
        screen.addEventListener('touchstart', lambda event: self._start(event), {'passive': True})
        screen.addEventListener('touchmove', lambda event: self._move(event), {'passive': False})
        screen.addEventListener('touchend', lambda event: self._end(event), {'passive': False})
        screen.addEventListener('touchcancel', lambda event: self._cancel(), {'passive': True})
        parts.root.addEventListener('contextmenu', lambda event: self._suppress(event), True)

    def _start(self, event: TouchEvent) -> None:
        touch = event.touches.item(0)
        self._x = touch.clientX
        self._y = touch.clientY
        self._start_y = touch.clientY
        self._time = performance.now()
        self._speed = 0.0
        self._is_down = True
        self._word = None
        clearTimeout(self._timer)
        if event.touches.length == 1:
            self._timer = setTimeout(lambda: self._select_word(), LONG_PRESS_MS)

    def _move(self, event: TouchEvent) -> None:
        if event.touches.length > 1:
            clearTimeout(self._timer)
            return
        event.preventDefault()
        touch = event.touches.item(0)
        if self._word is not None:
            self._extend(touch)
            return
        now: float = performance.now()
        y: float = touch.clientY
        distance: float = self._y - y
        if Math.abs(self._start_y - y) > MAX_STRAY_PX or Math.abs(self._x - touch.clientX) > MAX_STRAY_PX:
            clearTimeout(self._timer)
        if now > self._time:
            self._speed = distance / (now - self._time)
        self._y = y
        self._time = now
        self._scroll(distance)

    def _end(self, event: TouchEvent) -> None:
        clearTimeout(self._timer)
        self._is_down = False
        if self._word is not None:
            event.preventDefault()  # no click, which would end the selection
            touch = event.changedTouches.item(0)
            self._open_menu({'clientX': touch.clientX, 'clientY': touch.clientY})
        elif performance.now() - self._time < 50:
            requestAnimationFrame(lambda now: self._glide())

    def _cancel(self) -> None:
        clearTimeout(self._timer)
        self._is_down = False
        self._word = None

    def _suppress(self, event) -> None:
        """Suppress the menu that browsers open on a long press; ours opens when the finger is lifted."""
        if self._is_down:
            event.preventDefault()
            event.stopImmediatePropagation()

    # Selecting

    def _select_word(self) -> None:
        terminal = self._terminal
        terminal.clearSelection()
        terminal._core._selectionService.rightClickSelect({'clientX': self._x, 'clientY': self._y})
        place = terminal.getSelectionPosition()
        if place is not None:
            self._word = [place.start.y * terminal.cols + place.start.x, place.end.y * terminal.cols + place.end.x]
        else:
            cell: int = self._cell_at({'clientX': self._x, 'clientY': self._y})
            self._word = [cell, cell]

    def _cell_at(self, point) -> int:
        terminal = self._terminal
        mouse = terminal._core._mouseService
        cell: list[int] = mouse.getCoords(point, self._screen, terminal.cols, terminal.rows, False)
        return (terminal.buffer.active.viewportY + cell[1] - 1) * terminal.cols + cell[0] - 1

    def _extend(self, touch) -> None:
        cell: int = self._cell_at(touch)
        start: int = Math.min(self._word[0], cell)
        end: int = Math.max(self._word[1], cell + 1)
        columns: int = self._terminal.cols
        self._terminal.select(start % columns, start // columns, end - start)

    # Scrolling

    def _glide(self) -> None:
        """Continue the finger's movement, ever more slowly."""
        passed: float = performance.now() - self._time
        self._time += passed
        self._speed *= FRICTION_PER_MS ** passed
        if not self._is_down and Math.abs(self._speed) > MIN_SPEED_PX_PER_MS:
            self._scroll(self._speed * passed)
            requestAnimationFrame(lambda now: self._glide())

    def _scroll(self, distance: float) -> None:
        """Scroll by pixels, in whole lines."""
        height: float = self._screen.clientHeight / self._terminal.rows * scale_of(self._screen)
        self._rest += distance / height
        lines: float = Math.trunc(self._rest)
        if lines == 0:
            return
        self._rest -= lines
        if self._terminal.buffer.active.type == 'normal' and self._terminal.modes.mouseTrackingMode == 'none':
            self._terminal.scrollLines(lines)
        else:
            box = self._screen.getBoundingClientRect()
            self._screen.dispatchEvent(WheelEvent('wheel', {
                'deltaY': lines, 'deltaMode': 1, 'clientX': box.x + 9, 'clientY': self._y, 'bubbles': True,
                'cancelable': True}))
