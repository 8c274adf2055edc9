"""What a person should know of the connection, over the terminal's last line and for assistive technology."""

from browser import Element, clearTimeout, setTimeout

# Milliseconds for which a remark stays.
MOMENT = 6000


class Status:
    """A line that is there from the start, since what is read out are changes of what is there."""

    def __init__(self, parent: Element, retry):
        document = parent.ownerDocument
        self._line: Element = document.createElement('div')
        self._line.className = 'backendai-webterm-status'
        self._line.role = 'status'
        self._text: Element = document.createElement('span')
        self._button: Element = document.createElement('button')
        self._button.type = 'button'
        self._button.textContent = 'Reconnect'
        self._button.onclick = lambda event: retry()
        self._line.append(self._text, self._button)
        parent.append(self._line)
        self._timer: int = 0
        self.say('idle', '')

    def say(self, state: str, text: str) -> None:
        """Say what holds from now on."""
        self._state: str = state
        self._said: str = text
        self._show(state, text)

    def remark(self, text: str) -> None:
        """Say something for a moment."""
        self._show('note', text)
        self._timer = setTimeout(lambda: self._show(self._state, self._said), MOMENT)

    def hint(self, text: str) -> None:
        """Say where the link under the pointer leads, or nothing any more."""
        if text != '':
            self._show('hint', text)
        else:
            self._show(self._state, self._said)

    def _show(self, state: str, text: str) -> None:
        clearTimeout(self._timer)
        self._line.dataset.state = state
        self._text.textContent = text
        self._button.hidden = state not in ('lost', 'gone', 'silent')
