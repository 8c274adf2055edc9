"""The clipboard: copies by the user, and what programs may write to it.

Programs ask with OSC 52, as tmux does at the end of a drag. By default one request is allowed shortly after the user
has dragged or double-clicked in this terminal while the program was handling the mouse, which means that the user
selected something. OSC 52 can never read the clipboard.
"""

from browser import Element, Math, MouseEvent, TextDecoder, navigator, performance

from media.dom import call, document_of, read_property
from media.webterm import words
from media.webterm.base64 import decoded
from media.words import say

# How long after a selection a program may copy, the minimum length of a drag, and the most a program may copy.
GESTURE_MS = 5000
MIN_DRAG_PX = 4
MAX_CLIPBOARD_UNITS = 1000000


_utf8: TextDecoder = TextDecoder()


def write_text(terminal, text: str, tell, success: str) -> None:
    """Write a text to the clipboard, and report the result."""
    if navigator.clipboard is not None:
        navigator.clipboard.writeText(text).then(
            lambda done: tell(success), lambda error: tell(say(words.COPYING_REFUSED)))
        return
    # Pages outside secure contexts have no ``navigator.clipboard``, only ``execCommand``.
    area: Element = terminal.textarea
    focused = read_property(document_of(area), 'activeElement')
    area.value = text
    area.select()
    is_done: bool = call(document_of(area), 'execCommand', ['copy'])
    area.value = ''
    if focused is not area and focused is not None:
        focused.focus()
    tell(success if is_done else say(words.COPYING_REFUSED))


class Clipboard:
    """``wanted`` is the host's option: True for always, False for never, otherwise after a selection; ``tell(text)``
    shows a temporary message.
    """

    def __init__(self, terminal, place: Element, wanted, tell):
        self._terminal = terminal
        self._place: Element = place
        self._wanted = wanted
        self._tell = tell
        self._start: MouseEvent = None
        self._selected: float = -GESTURE_MS
        self._release = lambda event: self._end(event)
        place.addEventListener('mousedown', lambda event: self._begin(event), True)
        terminal.parser.registerOscHandler(52, lambda request: self._write(request))

    def _begin(self, event: MouseEvent) -> None:
        if event.button == 0 and event.isTrusted and not event.shiftKey and (
                self._terminal.modes.mouseTrackingMode != 'none'):
            self._start = event
            # A drag may end outside the terminal.
            once = {'capture': True, 'once': True}
            call(document_of(self._place), 'addEventListener', ['mouseup', self._release, once])

    def _end(self, event: MouseEvent) -> None:
        start: MouseEvent = self._start
        distance: float = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY)
        if event.isTrusted and (distance >= MIN_DRAG_PX or event.detail > 1):
            self._selected = performance.now()

    def _write(self, request: str) -> bool:
        """Handle ``Pc ; base64``; requests to read the clipboard get no answer."""
        content: str = request.slice(request.indexOf(';') + 1)
        is_selected: bool = performance.now() - self._selected < GESTURE_MS
        if content == '?' or self._wanted is False or not (self._wanted is True or is_selected):
            return True
        try:
            text: str = _utf8.decode(decoded(content))
        except Exception:
            return True
        if text != '' and len(text) <= MAX_CLIPBOARD_UNITS:
            self._selected = -GESTURE_MS
            write_text(self._terminal, text, self._tell, say(words.COPIED))
        return True
