"""A terminal for fingers: dragging scrolls, and a bar has the keys that phones lack; loaded for touch screens."""

from browser import Element, InputEvent, Math, String, TouchEvent, WheelEvent, performance, requestAnimationFrame

from media.dom import create
from media.styles import adopt
from static.webterm_touch import css

# What each key of the bar says and sends; arrows depend on what the program asked for.
KEYS: list = [
    ['Esc', '\x1b'], ['Tab', '\t'], ['Ctrl', ''], ['←', 'D'], ['↓', 'B'], ['↑', 'A'], ['→', 'C'],
    ['^C', '\x03'], ['|', '|'], ['/', '/'], ['-', '-'], ['~', '~'],
]
LABELS = {'←': 'Left', '↓': 'Down', '↑': 'Up', '→': 'Right', '^C': 'Interrupt'}

# How much of its speed a fling keeps in a millisecond, and the pixels a millisecond at which it ends.
FRICTION_PER_MS = 0.996
MIN_SPEED_PX_PER_MS = 0.03


def attach(terminal, root: Element) -> None:
    adopt(root, css)
    make_bar(terminal, root)
    Dragging(terminal)


def make_bar(terminal, root: Element) -> None:
    """The keys; a press leaves the keyboard of the phone as it is, up or down."""
    bar: Element = create(root, 'div')
    bar.className = 'backendai-webterm-keys'
    bar.role = 'toolbar'
    bar.ariaLabel = 'Keys'
    control: Element = create(root, 'button')

    def press(text: str, code: str) -> None:
        if text == 'Ctrl':
            control.ariaPressed = 'false' if control.ariaPressed == 'true' else 'true'
        elif code >= 'A' and code <= 'D':
            terminal.input(('\x1bO' if terminal.modes.applicationCursorKeysMode is True else '\x1b[') + code)
        else:
            terminal.input(code)

    def add(key) -> None:
        text: str = key.at(0)
        code: str = key.at(1)
        button: Element = control if text == 'Ctrl' else create(root, 'button')
        button.type = 'button'
        button.textContent = text
        label: str = LABELS[text] if text in LABELS else text
        button.ariaLabel = label
        button.addEventListener('pointerdown', lambda event: event.preventDefault())
        button.addEventListener('click', lambda event: press(text, code))
        bar.append(button)

    def combine(event: InputEvent) -> None:
        """What is typed after Ctrl becomes the control character of it."""
        typed: str = event.data
        if control.ariaPressed == 'true' and typed is not None and typed.length == 1:
            event.preventDefault()
            event.stopImmediatePropagation()
            control.ariaPressed = 'false'
            terminal.input(String.fromCharCode(typed.charCodeAt(0) & 31))

    KEYS.forEach(add)
    control.ariaPressed = 'false'
    terminal.textarea.addEventListener('beforeinput', combine, {'capture': True})
    root.append(bar)


class Dragging:
    """A finger moves the scrollback; or a wheel, where a program has the screen or the mouse for itself."""

    def __init__(self, terminal):
        self._terminal = terminal
        self._screen: Element = terminal.element.querySelector('.xterm-screen')
        self._y: float = 0.0
        self._time: float = 0.0
        self._speed: float = 0.0
        self._rest: float = 0.0
        self._is_down: bool = False
        self._screen.addEventListener('touchstart', lambda event: self._start(event), {'passive': True})
        self._screen.addEventListener('touchmove', lambda event: self._move(event), {'passive': False})
        self._screen.addEventListener('touchend', lambda event: self._end(), {'passive': True})

    def _start(self, event: TouchEvent) -> None:
        self._y = event.touches.item(0).clientY
        self._time = performance.now()
        self._speed = 0.0
        self._is_down = True

    def _move(self, event: TouchEvent) -> None:
        if event.touches.length > 1:
            return
        event.preventDefault()
        now: float = performance.now()
        y: float = event.touches.item(0).clientY
        distance: float = self._y - y
        if now > self._time:
            self._speed = distance / (now - self._time)
        self._y = y
        self._time = now
        self._scroll(distance)

    def _end(self) -> None:
        self._is_down = False
        if performance.now() - self._time < 50:
            requestAnimationFrame(lambda now: self._glide())

    def _glide(self) -> None:
        """Go on as the finger went, ever slower."""
        passed: float = performance.now() - self._time
        self._time += passed
        self._speed *= FRICTION_PER_MS ** passed
        if not self._is_down and Math.abs(self._speed) > MIN_SPEED_PX_PER_MS:
            self._scroll(self._speed * passed)
            requestAnimationFrame(lambda now: self._glide())

    def _scroll(self, distance: float) -> None:
        """Scroll by pixels, in whole lines."""
        height: float = self._screen.clientHeight / self._terminal.rows
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


shared = {'attach': attach}
