"""A modal dialog that shows an item over the page; pictures and charts can be zoomed and panned there.

The slot itself moves into the dialog, which is inserted at its place on the page: updates continue, and the host still
finds the elements that it put into the slot.
"""

from browser import Element, Map, Math, MutationObserver, Number, String

from media.actions import words
from media.actions.elements import add_button
from media.elements import add
from media.words import say

MAX_ZOOM = 40
# How much small items are enlarged at first, at most.
MAX_FIT = 4
MIN_ZOOM = 0.1
# The zoom factor of one keystroke or button press.
STEP = 1.25
# How far an arrow key pans, in CSS pixels.
MOVE_PX = 60

# The magnification of an image beyond which its pixels are shown as squares.
CRISP = 2


class Zoom:
    """The zoom of the slot in ``stage``, the scrolling box around it."""

    def __init__(self, stage: Element, slot: Element, picture: Element, output: Element) -> None:
        self._stage: Element = stage
        self._slot: Element = slot
        self._picture: Element = picture
        self._output: Element = output
        self._scale: float = 1.0
        # The last event of each pointer that is down, by pointer id.
        self._points: Map = Map()

    def fit(self) -> None:
        """Zoom to fit the window, at most to MAX_FIT."""
        self._slot.style.zoom = '1'
        self._scale = 1.0
        box = self._slot.getBoundingClientRect()
        width: float = box.width
        height: float = box.height
        wide: float = self._stage.clientWidth
        high: float = self._stage.clientHeight
        self._set(Math.min(wide / Math.max(1, width), high / Math.max(1, height), MAX_FIT))

    def by(self, factor: float, x: float, y: float) -> None:
        """Zoom by a factor; the point (x, y) of the window stays in place."""
        before = self._slot.getBoundingClientRect()
        left: float = before.left
        top: float = before.top
        width: float = before.width
        height: float = before.height
        self._set(self._scale * factor)
        after = self._slot.getBoundingClientRect()
        new_left: float = after.left
        new_top: float = after.top
        new_width: float = after.width
        new_height: float = after.height
        self._stage.scrollBy(new_left - x + (x - left) * new_width / width,
                             new_top - y + (y - top) * new_height / height)

    def by_step(self, factor: float) -> None:
        box = self._stage.getBoundingClientRect()
        left: float = box.left
        top: float = box.top
        width: float = box.width
        height: float = box.height
        self.by(factor, left + width / 2, top + height / 2)

    def _set(self, scale: float) -> None:
        self._scale = Math.min(MAX_ZOOM, Math.max(MIN_ZOOM, scale))
        self._slot.style.zoom = String(self._scale)
        picture = self._picture
        pixels: float = Number(picture.width if picture.naturalWidth is None else picture.naturalWidth)
        width: float = picture.getBoundingClientRect().width
        self._stage.classList.toggle('backendai-crisp', width > CRISP * pixels)
        self._output.textContent = f'{String(Math.round(self._scale * 100))} %'

    def wheel(self, event) -> None:
        if event.shiftKey is True or event.defaultPrevented is True:
            return
        event.preventDefault()
        delta: float = event.deltaY
        self.by(Math.exp(-delta / (100 if event.ctrlKey is True else 400)), event.clientX, event.clientY)

    def press(self, event) -> None:
        key: str = event.key
        if event.ctrlKey is True or event.metaKey is True or event.altKey is True:
            return
        if key == '+' or key == '=':
            self.by_step(STEP)
        elif key == '-':
            self.by_step(1 / STEP)
        elif key == '0':
            self.fit()
        elif key == 'ArrowLeft':
            self._stage.scrollBy(-MOVE_PX, 0)
        elif key == 'ArrowRight':
            self._stage.scrollBy(MOVE_PX, 0)
        elif key == 'ArrowUp':
            self._stage.scrollBy(0, -MOVE_PX)
        elif key == 'ArrowDown':
            self._stage.scrollBy(0, MOVE_PX)
        else:
            return
        event.preventDefault()

    def point(self, event) -> None:
        """Handle a pointer that goes down, moves or goes up: one pointer pans the picture, two zoom it."""
        points = self._points
        if event.type == 'pointerdown':
            if event.target.closest('button') is None:
                self._stage.setPointerCapture(event.pointerId)
                points.set(event.pointerId, event)
            return
        number: int = event.pointerId
        old = points.get(number)
        if old is None:
            return
        if event.type != 'pointermove':
            points.delete(number)
            return
        x: float = event.clientX
        y: float = event.clientY
        old_x: float = old.clientX
        old_y: float = old.clientY
        self._stage.scrollBy(old_x - x, old_y - y)

        def pinch(other) -> None:
            if other is not old:
                other_x: float = other.clientX
                other_y: float = other.clientY
                before: float = Math.hypot(old_x - other_x, old_y - other_y)
                now: float = Math.hypot(x - other_x, y - other_y)
                self.by(now / Math.max(1, before), (x + other_x) / 2, (y + other_y) / 2)

        points.forEach(pinch)
        points.set(number, event)


def enlarge(slot: Element, picture: Element, opener: Element) -> None:
    """Show a slot in the dialog; when it closes, the focus returns to ``opener``. ``picture`` may be None."""
    spacer = add(slot, 'div', '')
    spacer.style.height = f'{String(slot.offsetHeight)}px'
    dialog = add(slot, 'dialog', 'backendai-enlarged')
    slot.before(spacer, dialog)
    dialog.ariaLabel = say(words.ENLARGED)
    head = add(dialog, 'div', 'backendai-buttons')
    stage = add(dialog, 'div', 'backendai-stage')
    stage.tabIndex = 0
    stage.role = 'group'
    stage.ariaLabel = slot.ariaLabel
    zoomed: str = slot.style.zoom
    if zoomed is None:
        picture = None  # Firefox before 126 cannot zoom
    if picture is not None:
        stage.classList.add('backendai-zoomed')
        output = add(head, 'output', '')
        zoom: Zoom = Zoom(stage, slot, picture, output)
        add_button(head, '−', lambda event: zoom.by_step(1 / STEP)).ariaLabel = say(words.ZOOM_OUT)
        add_button(head, '+', lambda event: zoom.by_step(STEP)).ariaLabel = say(words.ZOOM_IN)
        add_button(head, say(words.FIT), lambda event: zoom.fit())
        stage.addEventListener('wheel', zoom.wheel, {'passive': False})
        stage.addEventListener('keydown', zoom.press)
        for kind in ['pointerdown', 'pointermove', 'pointerup', 'pointercancel']:
            stage.addEventListener(kind, zoom.point)
    close = add_button(head, say(words.CLOSE), lambda event: dialog.close())
    _move(stage, slot, None)

    def end(event) -> None:
        if slot.parentNode is stage:
            slot.style.zoom = zoomed
            _move(spacer.parentNode, slot, spacer)
        observer.disconnect()
        dialog.remove()
        spacer.remove()
        target = opener if opener.isConnected is True else slot
        target.focus()

    def look(records) -> None:
        # Close the dialog when the host has removed the item.
        if slot.parentNode is not stage:
            dialog.close()

    observer = MutationObserver(look)
    observer.observe(stage, {'childList': True})
    dialog.addEventListener('close', end)
    dialog.showModal()
    if picture is None:
        close.focus()
    else:
        stage.focus()
        zoom.fit()


def _move(parent: Element, slot: Element, before) -> None:
    """Move a slot to another parent. Frames in it keep running if the browser has ``moveBefore``, otherwise reload."""
    if parent.moveBefore is not None:
        parent.moveBefore(slot, before)
    else:
        parent.insertBefore(slot, before)
