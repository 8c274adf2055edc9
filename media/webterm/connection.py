"""A session's connection: its states, and the way from each to the next.

``idle``          nothing was asked for, or the host closed it
``connecting``    for the first time
``open``          bytes go both ways
``lost``          it broke, and the next try is some time away
``reconnecting``  another try is on its way
``gone``          it will not come back by itself
"""

from browser import Map, Math, Object, Promise, String, TextEncoder, clearTimeout, setTimeout

from media.webterm.schedule import MOST_TRIES, is_final, reason_of, wait_before

# Milliseconds: between pings, between attempts to wake the program, until an address that does not answer is given
# up, until input that nothing answers is worth a remark, and between a restart and the next connection.
PING = 5000
WAKE = 300
PATIENCE = 20000
SILENCE = 15000
RESTART = 1000

# How many times to try to wake a program that may be just silent.
MOST_WAKES = 20

# Ctrl+L, at which shells and full-screen programs draw themselves again.
REDRAW = '\x0c'

# The longest text in one frame, in UTF-16 units: servers refuse large ones.
LONGEST_INPUT = 16384

_encoder: TextEncoder = TextEncoder()


class Connection:
    """``hooks`` holds ``state(detail)``, ``out(bytes)``, ``note(text)``, ``named(title)``, ``size() -> {cols, rows}``,
    ``free()`` as sockets want it and ``resume(is_new)``, called before the output of a connection that follows on
    another, with whether its program knows nothing of what is on the screen.
    """

    def __init__(self, protocol, opener, hooks, comes_back: bool):
        self.state: str = 'idle'
        self.skipped: int = 0
        self._protocol = protocol
        self._opener = opener
        self._hooks = hooks
        self._comes_back: bool = comes_back
        self._can_pause: bool = protocol.can_pause
        self._needs_waking: bool = protocol.needs_waking
        self._is_shared: bool = protocol.is_shared
        self._url: str = ''
        self._socket = None
        self._turn: int = 0
        self._timers: Map = Map()
        self._tries: int = 0
        self._is_awake: bool = False
        self._is_unanswered: bool = False
        self._is_new: bool = False
        self._early: str = ''
        self._settle = None

    def open(self, url: str) -> Promise:
        """A Promise that is kept when the connection is open, and broken when the first try fails."""
        if self.state in ('connecting', 'reconnecting', 'open'):
            state = 'connected' if self.state == 'open' else 'connecting'
            return Promise.reject(Exception(f'already {state}'))
        self._url = url
        self._tries = 0
        self._early = ''

        def dial(done, fail):
            self._settle = {'done': done, 'fail': fail}
            self._dial('connecting', 'Connecting…')

        return Promise(dial)

    def close(self) -> None:
        """End it, by the host's wish."""
        if self.state != 'idle':
            self._drop()
            self._enter('idle', 'Closed.', None)
            self._fail('closed')

    def wake(self) -> None:
        """Try again now, if another try is due some time."""
        if self.state == 'lost':
            self._dial('reconnecting', 'Connecting again…')

    def retry(self) -> None:
        """Try again because a person asks for it, whatever the state is."""
        if self._url != '' and self.state not in ('connecting', 'reconnecting'):
            self._tries = 0
            self._dial('reconnecting', 'Connecting again…')

    def input(self, text: str) -> None:
        """Send what was typed; before the program listens, it waits."""
        if self.state == 'lost':
            self.wake()
        elif self.state == 'gone':
            if '\r' in text:
                self.retry()
        elif self.state != 'idle':
            if self._is_awake:
                self._send_text(text)
            else:
                self._early += text

    def binary(self, data) -> None:
        """Send bytes, as some mouse reports are."""
        if self._is_awake:
            self._send(self._protocol.input(data))

    def resize(self) -> None:
        if self.state == 'open':
            size = self._hooks.size()
            self._send(self._protocol.resize(size.cols, size.rows))

    def hold(self, is_held: bool) -> None:
        if self._can_pause:
            self._send(self._protocol.hold(is_held))

    def redraw(self) -> None:
        if self.state == 'open':
            self._send_text(REDRAW)

    def restart(self) -> None:
        """Start the session anew. The old connection stays silent from then on, so a new one takes its place."""
        if self.state != 'open':
            self.retry()
            return
        frame = self._protocol.restart()
        if frame is not None:
            self._send(frame)
        self._drop()
        self._is_new = True
        self._enter('reconnecting', 'Restarting…', None)
        self._after('dial', RESTART, lambda: self._dial('reconnecting', 'Restarting…'))

    def _dial(self, state: str, text: str) -> None:
        self._drop()
        self._enter(state, text, {'tries': self._tries})
        turn = self._turn
        self._after('give up', PATIENCE, lambda: self._ended(1006, 'there was no answer'))

        def mine(method):
            """What a socket tells counts for as long as no other has taken its place."""
            return lambda first, second: method(first, second) if turn == self._turn else None

        try:
            self._socket = self._opener(self._url, self._protocol.subprotocols, {
                'opened': mine(lambda first, second: self._opened()),
                'frame': mine(lambda frame, second: self._take(frame)),
                'closed': mine(lambda code, reason: self._ended(code, reason)),
                'free': self._hooks.free,
            })
        except Exception as error:
            self._ended(4000, String(error.message))  # no address of a WebSocket

    def _opened(self) -> None:
        self._clear_timers()
        self._is_awake = not self._needs_waking
        self._is_unanswered = False
        if self.state == 'reconnecting':
            self._hooks.resume(self._is_new or not self._is_shared)
        self._is_new = False
        size = self._hooks.size()
        self._send(self._protocol.hello(size.cols, size.rows))
        # Only a connection that lasts makes up for tries in vain.
        self._after('forget', wait_before(self._tries, 1), lambda: self._forget_tries())
        self._after('ping', PING, lambda: self._ping())
        self._enter('open', 'Connected.', None)
        if self._is_awake:
            self._send_early()
        else:
            self._rouse(0)
        if self._settle is not None:
            self._settle.done(None)
            self._settle = None

    def _forget_tries(self) -> None:
        self._tries = 0

    def _rouse(self, times: int) -> None:
        """Ask for output until there is some, and let early input wait for it."""
        if self._is_awake:
            return
        if times < MOST_WAKES:
            self._send_text(REDRAW)
            self._after('wake', WAKE, lambda: self._rouse(times + 1))
        else:
            self._send_early()

    def _send_early(self) -> None:
        self._is_awake = True
        self._send_text(self._early)
        self._early = ''

    def _ping(self) -> None:
        size = self._hooks.size()
        self._send(self._protocol.ping(size.cols, size.rows))
        self._after('ping', PING, lambda: self._ping())

    def _take(self, frame) -> None:
        try:
            meaning = self._protocol.meaning_of(frame)
        except Exception:
            self.skipped += 1
            return
        self._is_unanswered = False
        if not self._is_awake:
            self._send_early()
        kind: str = meaning.kind
        if kind == 'out':
            self._hooks.out(meaning.data)
        elif kind == 'note':
            self._hooks.note(meaning.data)
        elif kind == 'title':
            self._hooks.named(meaning.data)

    def _ended(self, code: int, reason: str) -> None:
        because = reason_of(code, reason, self.state == 'open')
        self._drop()
        detail = {'code': code, 'reason': because}
        self._early = ''
        if self._settle is not None or not self._comes_back or is_final(code) or self._tries >= MOST_TRIES:
            self._enter('gone', f'Disconnected: {because}. Enter tries again.', detail)
            self._fail(because)
            return
        wait = wait_before(self._tries, Math.random())
        self._tries += 1
        seconds: int = Math.ceil(wait / 1000)
        self._enter('lost', f'Connection lost: {because}. Next try in {seconds} s; any key tries now.',
                    {'code': code, 'reason': because, 'wait': wait, 'tries': self._tries})
        self._after('dial', wait, lambda: self.wake())

    def _fail(self, reason: str) -> None:
        if self._settle is not None:
            self._settle.fail(Exception(reason))
            self._settle = None

    def _drop(self) -> None:
        """Let go of the socket, and of all that was to happen with it."""
        self._clear_timers()
        self._turn += 1
        self._is_awake = False
        socket = self._socket
        self._socket = None
        if socket is not None:
            socket.close()

    def _enter(self, state: str, text: str, detail) -> None:
        self.state = state
        self._hooks.state(Object.assign({'state': state, 'text': text}, detail))

    def _send_text(self, text: str) -> None:
        """Send a text in frames that are not too large, none of which ends within a character."""
        start: int = 0
        while start < text.length:
            end: int = start + LONGEST_INPUT
            unit: int = text.charCodeAt(end - 1)
            if 0xd800 <= unit < 0xdc00:
                end += 1
            self._send(self._protocol.input(_encoder.encode(text.slice(start, end))))
            start = end
        if not self._is_unanswered:
            self._is_unanswered = True
            self._after('remark', SILENCE, lambda: self._remark())

    def _remark(self) -> None:
        if self._is_unanswered and self.state == 'open':
            self._hooks.note('Nothing answers what was typed')

    def _send(self, frame) -> None:
        if self._socket is not None:
            self._socket.put(frame)

    def _after(self, purpose: str, wait: int, action) -> None:
        """Do something later, unless the connection is over by then; there is one timer for each purpose."""
        clearTimeout(self._timers.get(purpose))
        self._timers.set(purpose, setTimeout(action, wait))

    def _clear_timers(self) -> None:
        self._timers.forEach(lambda timer: clearTimeout(timer))
        self._timers.clear()
