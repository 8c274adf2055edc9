"""A session's connection: its states and the transitions between them.

``idle``          nothing was requested, or the host closed the connection
``connecting``    the first try is in progress
``open``          bytes flow in both directions
``lost``          the connection broke, and a retry is scheduled
``reconnecting``  a retry is in progress
``gone``          the connection will not be retried automatically
"""

from browser import Math, Object, Promise, String, navigator

from media.webterm import words
from media.webterm.backoff import MAX_TRIES, MAX_TRIES_BRIEF, MAX_TRIES_CLOSED, is_final, reason_of, wait_before
from media.webterm.link import Link
from media.webterm.outbound import Outbound
from media.webterm.timers import Timers
from media.templates import fill
from media.words import say

# The delay between a restart and the next connection.
RESTART_DELAY_MS = 1000


class Connection:
    """``hooks`` holds ``state(detail)``, ``out(bytes)``, ``note(text)``, ``named(title)``, the hooks of Outbound,
    ``resume(is_new)``, which is called before the output of a connection that follows another one and says whether its
    program is new and knows nothing of the screen's contents, and ``prepare``, which Link calls.
    """

    def __init__(self, protocol, hooks, comes_back: bool):
        self.state: str = 'idle'
        self.skipped: int = 0
        self._protocol = protocol
        self._hooks = hooks
        self._comes_back: bool = comes_back
        self._can_pause: bool = protocol.can_pause
        self._is_shared: bool = protocol.is_shared
        self._url: str = ''
        self._timers = Timers()
        self._tries: int = 0
        # How many automatic retries the most recent closes allow.
        self._limit: int = MAX_TRIES
        self._is_new: bool = False
        self._settle = None
        # Whether the open connection has delivered a frame, and has stayed open for a while since.
        self._is_heard: bool = False
        self._has_lasted: bool = False
        self._link = Link(protocol, self, hooks.prepare)
        self._outbound = Outbound(protocol, self._link, hooks)

    def open(self, url: str) -> Promise:
        """Return a Promise that resolves once the connection is open, and rejects if the first try fails."""
        if self.state == 'open':
            return Promise.reject(Exception('already connected'))
        if self.is_dialing():
            return Promise.reject(Exception('already connecting'))
        self._url = url
        self._forget_tries()
        self._outbound.forget()
        self._outbound.has_lost = False

        def dial(done, fail):
            self._settle = {'done': done, 'fail': fail}
            self._dial('connecting', say(words.CONNECTING))

        return Promise(dial)

    def is_dialing(self) -> bool:
        """Whether it is connecting or reconnecting."""
        return self.state.endswith('connecting')

    def close(self) -> None:
        """Close the connection at the host's request."""
        if self.state != 'idle':
            self._drop()
            self._enter('idle', say(words.CLOSED), None)
            self._fail('closed')

    def wake(self) -> None:
        """Retry now if a retry is scheduled."""
        if self.state == 'lost':
            self._dial('reconnecting', say(words.RECONNECTING))

    def retry(self) -> None:
        """Retry at the user's request, in any state."""
        if self._url != '' and not self.is_dialing():
            self._forget_tries()
            self._dial('reconnecting', say(words.RECONNECTING))

    def renew(self) -> None:
        """Reconnect because more output has arrived than can be shown."""
        if self.state == 'open':
            self._dial('reconnecting', say(words.RECONNECTING_AFTER_FLOOD))

    def check(self) -> None:
        """Check whether the connection is dead, if the check cannot disturb a live one."""
        if self.state == 'open' and self._is_shared and self._comes_back:
            self._link.open_probe()

    def input(self, text: str) -> None:
        """Send typed text; it is queued until the program listens."""
        if self.state == 'lost':
            self._outbound.type(text)
            self.wake()
        elif self.state == 'gone':
            if '\r' in text:
                self.retry()
        elif self.state != 'idle':
            self._outbound.type(text)

    def binary(self, data) -> None:
        self._outbound.binary(data)

    def resize(self) -> None:
        if self.state == 'open':
            self._outbound.resize()

    def hold(self, is_held: bool) -> None:
        if self._can_pause:
            self._link.put(self._protocol.hold(is_held))

    def redraw(self) -> None:
        if self.state == 'open':
            self._outbound.redraw()

    def restart(self) -> None:
        """Restart the session. The old connection receives nothing from then on, so a new one replaces it."""
        if self.state != 'open':
            self.retry()
            return
        if self._protocol.can_restart is not True:
            self._hooks.note(say(words.RESTART_UNSUPPORTED))
            return
        frame = self._protocol.restart()
        if frame is not None:
            self._link.put(frame)
        self._drop()
        self._outbound.has_lost = False
        self._is_new = True
        self._enter('reconnecting', say(words.RESTARTING), None)
        self._timers.start('dial', RESTART_DELAY_MS, lambda: self._dial('reconnecting', say(words.RESTARTING)))

    # Called by the link

    def opened(self) -> None:
        if self.state != 'connecting':
            self._hooks.resume(self._is_new or not self._is_shared)
        self._is_new = False
        self._is_heard = False
        self._has_lasted = False
        self._outbound.start()
        self._enter('open', say(words.CONNECTED), None)
        if self._outbound.has_lost:
            self._outbound.has_lost = False
            self._hooks.note(say(words.INPUT_LOST))
        if self._settle is not None:
            self._settle.done(None)
            self._settle = None

    def frame(self, frame) -> None:
        try:
            meaning = self._protocol.meaning_of(frame)
        except Exception:
            self.skipped += 1
            return
        self._outbound.hear()
        if not self._is_heard:
            # Only a connection that delivers something and lasts resets the count of tries: proxies accept a connection
            # before they know whether there is a server behind them.
            self._is_heard = True
            self._timers.start('forget', wait_before(self._tries, 1), lambda: self._last())
        kind: str = meaning.kind
        if kind == 'out':
            self._hooks.out(meaning.data)
        elif kind == 'note':
            self._hooks.note(meaning.data)
        elif kind == 'title':
            self._hooks.named(meaning.data)
        elif kind == 'end':
            self._drop()
            self._outbound.forget()
            self._enter('gone', say(words.SESSION_ENDED), {'reason': 'the session has ended'})

    def closed(self, code: int, reason: str) -> None:
        was_open: bool = self.state == 'open'
        because = reason_of(code, reason, was_open, fill)
        said = reason_of(code, reason, was_open, say)
        self._drop()
        detail = {'code': code, 'reason': because}
        if code == 1000:
            self._limit = MAX_TRIES_CLOSED
        elif was_open and not self._has_lasted:
            self._limit = min(self._limit, MAX_TRIES_BRIEF)
        # If each socket has a program of its own, reconnecting would start another one without being asked.
        is_over: bool = was_open and not self._is_shared
        if self._settle is not None or not self._comes_back or is_final(code) or is_over or (
                self._tries >= self._limit and navigator.onLine is True):
            self._outbound.forget()
            self._outbound.has_lost = False
            ending = say(words.NEW_PROGRAM_HINT) if is_over else say(words.RETRY_HINT)
            self._enter('gone', say(words.DISCONNECTED, said, ending), detail)
            self._fail(because)
            return
        wait = wait_before(self._tries, Math.random())
        self._tries += 1
        seconds: int = Math.ceil(wait / 1000)
        self._enter('lost', say(words.RETRY_COUNTDOWN, said, seconds),
                    {'code': code, 'reason': because, 'wait': wait, 'tries': self._tries})
        self._timers.start('dial', wait, lambda: self.wake())

    def probe_opened(self) -> None:
        if self._protocol.needs_hello is True:
            self._link.greet(self._protocol.hello(self._hooks.size()))
        self._outbound.force_redraw()

    def replaced(self, frames: list) -> None:
        """Handle a socket that the link found dead and replaced; ``frames`` arrived through the new one."""
        self._outbound.stop()
        self._enter('lost', say(words.CONNECTION_LOST), None)
        self.opened()
        for frame in frames:
            self.frame(frame)

    def probe_failed(self) -> None:
        """Reconnect if nothing answers and no second socket can be opened."""
        if self._outbound.is_silent is True:
            self.closed(1006, '')

    # Transitions

    def _dial(self, state: str, text: str) -> None:
        self._drop()
        self._enter(state, text, {'tries': self._tries})
        try:
            self._link.open(self._url)
        except Exception as error:
            self.closed(4000, String(error.message))  # not a WebSocket URL

    def _forget_tries(self) -> None:
        self._tries = 0
        self._limit = MAX_TRIES

    def _last(self) -> None:
        self._has_lasted = True
        self._forget_tries()

    def _fail(self, reason: str) -> None:
        if self._settle is not None:
            self._settle.fail(Exception(reason))
            self._settle = None

    def _drop(self) -> None:
        """Close the link and cancel everything that is scheduled."""
        self._timers.end()
        self._outbound.stop()
        self._link.close()

    def _enter(self, state: str, text: str, detail) -> None:
        self.state = state
        self._hooks.state(Object.assign({'state': state, 'text': text}, detail))
