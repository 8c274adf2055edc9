"""The clipboard: what a person copies, and what programs may put there.

Programs ask by OSC 52, as tmux does at the end of a drag. By default that is granted once, shortly after a person has
dragged or double-clicked in this terminal while the program owned the mouse: a selection of the person's own. Nobody
can read the clipboard by OSC 52.
"""

from browser import Element, Math, MouseEvent, TextDecoder, navigator, performance

from media.dom import call, document_of
from media.webterm.base64 import decoded

# How long after a selection a program may copy, how far a drag goes at least, and how much a program may copy.
GESTURE_MS = 5000
MIN_DRAG_PX = 4
MAX_CLIPBOARD_UNITS = 1000000

REFUSED = 'The browser did not allow the copy.'

_utf8: TextDecoder = TextDecoder()


def write_text(terminal, text: str, tell, success: str) -> None:
    """Put a text on the clipboard, and tell how that went."""
    if navigator.clipboard is not None:
        navigator.clipboard.writeText(text).then(lambda done: tell(success), lambda error: tell(REFUSED))
        return
    # Pages that are not secure have the old way alone.
    area: Element = terminal.textarea
    focused = document_of(area).activeElement
    area.value = text
    area.select()
    is_done: bool = call(document_of(area), 'execCommand', ['copy'])
    area.value = ''
    if focused is not area and focused is not None:
        focused.focus()
    tell(success if is_done else REFUSED)


class Clipboard:
    """``wanted`` is the host's option: True for any time, False for never, else after a selection; ``tell(text)`` shows
    a passing message.
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
            # A drag may end anywhere.
            once = {'capture': True, 'once': True}
            call(document_of(self._place), 'addEventListener', ['mouseup', self._release, once])

    def _end(self, event: MouseEvent) -> None:
        start: MouseEvent = self._start
        distance: float = Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY)
        if event.isTrusted and (distance >= MIN_DRAG_PX or event.detail > 1):
            self._selected = performance.now()

    def _write(self, request: str) -> bool:
        """Obey ``Pc ; base64``; a question for what the clipboard holds gets no answer."""
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
            write_text(self._terminal, text, self._tell, 'Copied to the clipboard.')
        return True
