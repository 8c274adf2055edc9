"""The connection's status, shown over the terminal's last line and announced to assistive technology."""

from browser import Element, clearTimeout, setTimeout

from media.dom import create
from media.webterm import words
from media.words import say

# How long a temporary message stays.
FLASH_MS = 6000


class Status:
    """A line that exists from the start, because screen readers announce only changes of elements that exist."""

    def __init__(self, parent: Element, retry):
        self._line: Element = create(parent, 'div')
        self._line.className = 'backendai-webterm-status'
        self._line.role = 'status'
        self._text: Element = create(parent, 'span')
        self._button: Element = create(parent, 'button')
        self._button.type = 'button'
        self._button.textContent = say(words.RECONNECT)
        self._button.onclick = lambda event: retry()
        self._line.append(self._text, self._button)
        parent.append(self._line)
        self._timer: int = 0
        self.set('idle', '')

    def set(self, state: str, text: str) -> None:
        """Show the current state, until the next one."""
        self._state: str = state
        self._text_set: str = text
        self._show(state, text)

    def flash(self, text: str) -> None:
        """Show a message for a moment."""
        self._show('note', text)
        self._timer = setTimeout(lambda: self._show(self._state, self._text_set), FLASH_MS)

    def hint(self, text: str) -> None:
        """Show the target of the link under the pointer, or stop showing it if ``text`` is empty."""
        if text != '':
            self._show('hint', text)
        else:
            self._show(self._state, self._text_set)

    def _show(self, state: str, text: str) -> None:
        clearTimeout(self._timer)
        self._line.dataset.state = state
        self._text.textContent = text
        self._button.hidden = state not in ('lost', 'gone', 'silent')
