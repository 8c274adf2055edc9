"""The web terminal, in docs/webterm.md: ``BackendAI.loadWebterm()`` makes this class ``BackendAI.Webterm``."""

from browser import CustomEvent, Element, EventTarget, Object, Promise, String, TextEncoder, document, window

from media.datauri import bytes_of
from media.dom import call, read
from media.shared import load_shared
from media.webterm.backendai import BackendAI
from media.webterm.connection import Connection
from media.webterm.flow import Flow
from media.webterm.keys import Keys
from media.webterm.paste import guard_paste
from media.webterm.safety import guard, plain_title
from media.webterm.screen import Screen
from media.webterm.status import Status
from media.webterm.ttyd import Ttyd

# Ends a sequence that the last connection left unfinished; and undoes what a new program knows nothing of: another
# screen, a hidden cursor, colours, reports of pastes and of the mouse.
RESUME = '\x18'
RENEW = '\x18\x1b[?1049l\x1b[!p\x1b[?1000;1006l\r\n'

_encoder: TextEncoder = TextEncoder()


class Webterm(EventTarget):
    def __init__(self, container: Element, sessionId: str, options=None):
        super().__init__()
        settings = Object() if options is None else options
        self.container: Element = container
        self._options = settings
        self._theme = settings.theme
        self._screen = Screen(container, settings)
        self.term = self._screen.terminal
        self._status = Status(self._screen.root, lambda: self._connection.retry())
        self._flow = Flow(lambda data, done: self.term.write(data, done), lambda is_held: self._hold(is_held),
                          lambda: self._connection.renew())
        self._is_flooded: bool = False
        token = '' if settings.token is None else settings.token
        self._protocol = protocol = Ttyd(token) if settings.protocol == 'ttyd' else BackendAI(sessionId)
        self._connection = Connection(protocol, {
            'state': lambda detail: self._tell_state(detail),
            'out': lambda data: self._flow.take(data),
            'note': lambda text: self._status.flash(text),
            'suspect': lambda: self._connection.check(),
            'silence': lambda state, text: self._status.set(state, text),
            'named': lambda text: self._tell_title(text),
            'size': lambda: self.term,
            'resume': lambda is_new: self._flow.take(_encoder.encode(RENEW if is_new is True else RESUME)),
        }, settings.reconnect is not False)
        self._wake = lambda event: self._look_again(event)
        self._listen()

    # What the original had

    @property
    def connecting(self) -> bool:
        return self._connection.is_dialing()

    @property
    def connected(self) -> bool:
        return self._connection.state == 'open'

    @property
    def theme(self):
        return self._theme

    @theme.setter
    def theme(self, value):
        self._theme = value
        self._screen.paint(value)

    def connect(self, url: str) -> Promise:
        """Open the session's WebSocket; a Promise that is rejected where there is one, or this one fails."""
        if not self.connecting and not self.connected:
            self.term.reset()
        return self._connection.open(url)

    def close(self) -> None:
        self._connection.close()

    def focus(self) -> None:
        self.term.focus()

    def requestRedraw(self) -> None:
        self._connection.redraw()
        self.term.refresh(0, self.term.rows - 1)

    def resizeToFit(self) -> None:
        self._screen.sizing.fit()
        self._connection.resize()

    def restartKernel(self) -> None:
        self._connection.restart()

    # What is new

    @property
    def state(self) -> str:
        return self._connection.state

    @property
    def skipped(self) -> int:
        """How many frames meant nothing."""
        return self._connection.skipped

    @property
    def waiting(self) -> int:
        """How many bytes came and are not on the screen yet."""
        return self._flow.waiting

    def search(self) -> None:
        """Open the search bar."""
        self._extend('webterm_search')

    def dispose(self) -> None:
        """Close, and leave nothing on the page."""
        self._connection.close()
        self._flow.close()
        window.removeEventListener('online', self._wake)
        call(document, 'removeEventListener', ['visibilitychange', self._wake])
        self._screen.close()

    def _listen(self) -> None:
        term = self.term
        term.onData(lambda text: self._connection.input(text))
        term.onBinary(lambda text: self._connection.binary(bytes_of(text)))
        term.onResize(lambda size: self._connection.resize())
        term.onTitleChange(lambda text: self._tell_title(text))
        term.onBell(lambda: self._tell('bell', None))
        Keys(term, lambda: self.search())
        guard(term, self._options.clipboard is True)
        guard_paste(term, self._screen.place)
        window.addEventListener('online', self._wake)
        call(document, 'addEventListener', ['visibilitychange', self._wake])
        once = {'once': True}
        self._screen.place.addEventListener('pointerenter', lambda event: self._extend('webterm_links'), once)
        self._screen.root.dataset.keyBar = String(self._options.keyBar)
        if self._options.keyBar is True or window.matchMedia('(any-pointer: coarse)').matches:
            self._extend('webterm_touch')

    def _look_again(self, event) -> None:
        """The network is back, or somebody looks again."""
        if event.type == 'online':
            self._connection.check()
        if event.type == 'online' or read(document, 'visibilityState') == 'visible':
            self._connection.wake()

    def _hold(self, is_held: bool) -> None:
        self._connection.hold(is_held)
        if not self._is_flooded:
            self._is_flooded = True
            self._extend('webterm_flood')

    def _tell_state(self, detail) -> None:
        self._status.set(detail.state, detail.text)
        self._tell('state', detail)

    def _tell_title(self, text: str) -> None:
        if self._options.titles is True:
            self._tell('title', plain_title(text))

    def _tell(self, name: str, detail) -> None:
        self.dispatchEvent(CustomEvent(name, {'detail': detail}))

    async def _extend(self, chunk: str) -> None:
        """Load what not every terminal needs, and let it do its work."""
        try:
            module = await load_shared(chunk)
            module.shared.attach(self.term, self._screen.root, lambda text: self._status.hint(text), self,
                                 self._protocol, self._flow)
        except Exception as error:
            self._status.flash(String(error.message))


public = {'Webterm': Webterm}
