"""The web terminal, see docs/webterm.md: ``BackendAI.loadWebterm()`` provides this class as ``BackendAI.Webterm``."""

from browser import CustomEvent, Element, EventTarget, Function, Object, Promise, String

from media.datauri import bytes_of
from media.guarded import document, window
from media.shared import load_shared
from media.webterm.backendai import BackendAI
from media.webterm.clipboard import Clipboard
from media.webterm.connection import Connection
from media.webterm.flow import Flow
from media.webterm.jupyter import Jupyter
from media.webterm.keys import Keys, copy
from media.webterm.paste import guard_paste
from media.webterm.resuming import Resuming
from media.webterm.safety import guard, plain_title
from media.webterm.screen import Screen
from media.webterm.status import Status
from media.webterm.ttyd import Ttyd
from media.words import say_reason


class Webterm(EventTarget):
    def __init__(self, container: Element, sessionId: str, options=None):
        super().__init__()
        settings = Object() if options is None else options
        self._protocol = protocol = protocol_for(settings, sessionId)
        self.container: Element = container
        self._options = settings
        self._theme = settings.theme
        self._screen = Screen(container, settings)
        self.term = self._screen.terminal
        self._status = Status(self._screen.root, lambda: self._connection.retry())
        self._flow = Flow(lambda data, done: self.term.write(data, done), lambda is_held: self._hold(is_held),
                          lambda: self._connection.renew())
        self._is_flooded: bool = False
        self._is_disposed: bool = False
        # The cleanup functions of chunks.
        self._endings: list = []
        self._resuming = Resuming(self.term, self._flow, protocol)
        # A Promise for which connections wait: the chunk for images must be loaded before the first image arrives.
        self._images = self._extend('webterm_images') if settings.images is True else None
        needs_more: bool = self._images is not None or is_function(settings.token)
        self._connection = Connection(protocol, {
            'state': lambda detail: self._tell_state(detail),
            'out': lambda data: self._resuming.take(data),
            'note': lambda text: self._status.flash(text),
            'suspect': lambda: self._connection.check(),
            'silence': lambda state, text: self._status.set(state, text),
            'named': lambda text: self._tell_title(text),
            'size': lambda: self.term,
            'resume': lambda is_new: self._resuming.resume(is_new is True),
            'prepare': (lambda: self._prepare()) if needs_more else None,
        }, settings.reconnect is not False)
        self._wake = lambda event: self._look_again(event)
        self._listen()

    # The interface of the original

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
        """Open the session's WebSocket; the Promise rejects if one is open already, or if this one fails."""
        if self._is_disposed:
            return Promise.reject(Exception('this terminal was disposed of'))
        if not self.connecting and not self.connected:
            self.term.reset()
            self._resuming.begin()
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

    # Additions

    @property
    def state(self) -> str:
        return self._connection.state

    @property
    def skipped(self) -> int:
        """The number of frames that could not be decoded."""
        return self._connection.skipped

    @property
    def waiting(self) -> int:
        """The number of bytes that have arrived and are not on the screen yet."""
        return self._flow.waiting

    def search(self) -> None:
        """Open the search bar."""
        self._extend('webterm_search')

    def menu(self) -> None:
        """Open the menu at the cursor."""
        self._extend('webterm_menu')

    def dispose(self) -> None:
        """Close the connection, and remove the terminal from the page."""
        self._is_disposed = True
        for end in self._endings:
            end()
        self._endings = []
        self._connection.close()
        self._flow.close()
        window.removeEventListener('online', self._wake)
        document.removeEventListener('visibilitychange', self._wake)
        self._screen.close()

    def _listen(self) -> None:
        term = self.term
        term.onData(lambda text: None if self._resuming.is_replaying else self._connection.input(text))
        term.onBinary(lambda text: self._connection.binary(bytes_of(text)))
        term.onResize(lambda size: self._connection.resize())
        term.onTitleChange(lambda text: self._tell_title(text))
        term.onBell(lambda: self._tell('bell', None))
        Keys(term, lambda: self.search(), lambda: self.menu(), lambda text: self._status.flash(text))
        guard(term)
        Clipboard(term, self._screen.place, self._options.clipboard, lambda text: self._status.flash(text))
        self._screen.place.addEventListener('contextmenu', lambda event: self._open_menu(event))
        guard_paste(term, self._screen.place)
        window.addEventListener('online', self._wake)
        document.addEventListener('visibilitychange', self._wake)
        once = {'once': True}
        self._screen.place.addEventListener('pointerenter', lambda event: self._extend('webterm_links'), once)
        self._screen.root.dataset.keyBar = String(self._options.keyBar)
        if self._options.keyBar is True or window.matchMedia('(any-pointer: coarse)').matches:
            self._extend('webterm_touch')
        if self._options.renderer == 'webgl':
            self._extend('webterm_webgl')

    async def _prepare(self) -> None:
        """Wait for everything that a connection needs."""
        if self._images is not None:
            await self._images
        if is_function(self._options.token):
            self._protocol.auth_token = String(await self._options.token())

    def _open_menu(self, event) -> None:
        """Open our menu instead of the browser's on a right click, unless the program handles the mouse."""
        event.preventDefault()
        if event.shiftKey or self.term.modes.mouseTrackingMode == 'none':
            self._extend('webterm_menu', event)

    def _look_again(self, event) -> None:
        """Check or retry the connection when the network is back or the page is visible again."""
        if event.type == 'online':
            self._connection.check()
        if event.type == 'online' or document.visibilityState == 'visible':
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

    async def _extend(self, chunk: str, event=None) -> None:
        """Load a chunk that not every terminal needs, and attach it; ``event`` is the event that caused this."""
        try:
            module = await load_shared(chunk)
            if not self._is_disposed:
                await module.shared.attach({
                    'terminal': self.term, 'root': self._screen.root, 'webterm': self, 'options': self._options,
                    'protocol': self._protocol, 'flow': self._flow, 'event': event,
                    'hint': lambda text: self._status.hint(text), 'flash': lambda text: self._status.flash(text),
                    'style': lambda css: self._screen.style(css), 'rebuild': lambda build: self._screen.rebuild(build),
                    'open_menu': lambda place: self._extend('webterm_menu', place),
                    'copy': lambda: copy(self.term, lambda text: self._status.flash(text)),
                    'ending': lambda action: self._endings.append(action),
                })
        except Exception as error:
            self._status.flash(await say_reason(String(error.message)))


def is_function(value) -> bool:
    return isinstance(value, Function)


def protocol_for(options, session_id: str):
    """The protocol that a host names; raises an error for unknown names."""
    name = 'backendai' if options.protocol is None else options.protocol
    if name == 'backendai':
        return BackendAI(session_id)
    if name == 'jupyter':
        return Jupyter()
    if name != 'ttyd':
        raise Exception(f'Webterm has no protocol "{name}"; use "backendai", "ttyd" or "jupyter".')
    protocol = Ttyd(options.shared is True)
    if isinstance(options.token, str):
        protocol.auth_token = options.token
    return protocol


public = {'Webterm': Webterm}
