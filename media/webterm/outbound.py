"""What an open connection sends to the server: the size, redraw requests, typed text, and regular pings."""

from browser import TextEncoder

from media.webterm import words
from media.webterm.timers import Timers
from media.words import say

# The intervals between pings, between attempts to wake the program, and between a different size and the right one; and
# how long input may go unanswered before the connection is suspected. After three times that, the status line says so.
PING_INTERVAL_MS = 5000
WAKE_INTERVAL_MS = 300
REDRAW_SIZE_MS = 300
SUSPECT_AFTER_MS = 5000

# How many times to try to wake a program that may simply be silent.
MAX_WAKES = 20

# Ctrl+L, which makes shells and full-screen programs redraw.
REDRAW = '\x0c'

# How much typed text is kept while no connection is open.
MAX_EARLY_UNITS = 65536

# The longest text in one frame, in UTF-16 units of up to three bytes: servers refuse large ones.
MAX_INPUT_UNITS = 16384

# The final characters of escape sequences that keys send; other sequences are reports, which need no answer.
KEY_ENDS = 'ABCD~'

_encoder: TextEncoder = TextEncoder()


class Outbound:
    """``hooks`` holds ``size() -> {cols, rows}``, the terminal's; ``suspect()``, called when typed text has had no
    answer for a while; and ``silence(state, text)``, called when that has lasted long, and when it ends.

    Servers may lose input that arrives before the program's first output, so typed text is queued until then.
    """

    def __init__(self, protocol, link, hooks):
        self.is_silent: bool = False
        self._protocol = protocol
        self._link = link
        self._hooks = hooks
        # ttyd without -W accepts no input, and does not report that.
        self._may_be_read_only: bool = protocol.name == 'ttyd'
        self._needs_waking: bool = protocol.needs_waking
        self._timers = Timers()
        self._is_awake: bool = False
        self._is_unanswered: bool = False
        self._early: str = ''
        self._has_answered: bool = False
        # Whether some typed text may not have arrived.
        self.has_lost: bool = False

    def start(self) -> None:
        """Send the first frames of a connection that has just opened."""
        self._is_awake = not self._needs_waking
        self._has_answered = False
        self._link.put(self._protocol.hello(self._hooks.size()))
        self._ping_later()
        if self._is_awake:
            self._send_early()
        else:
            self._wake_program(0)

    def stop(self) -> None:
        """Stop everything, because the connection is over."""
        self._timers.end()
        self._is_awake = False
        self.has_lost = self.has_lost or self._is_unanswered
        self._is_unanswered = False
        self.is_silent = False

    def forget(self) -> None:
        """Discard the text that was typed early, because it will not be sent any more."""
        self.has_lost = self.has_lost or self._early != ''
        self._early = ''

    def hear(self) -> None:
        """Note that a frame has arrived from the server."""
        if self._is_unanswered:
            self._is_unanswered = False
            self._has_answered = True
            self._timers.stop('suspect')
            if self.is_silent:
                self.is_silent = False
                self._hooks.silence('open', '')
        if not self._is_awake:
            self._send_early()

    def type(self, text: str) -> None:
        if self._is_awake:
            self._send(text)
            if not text.startswith('\x1b') or text.at(-1) in KEY_ENDS:
                self._expect()
        elif len(self._early) + len(text) <= MAX_EARLY_UNITS:
            self._early += text
        else:
            self.has_lost = True

    def binary(self, data) -> None:
        """Send bytes; some mouse reports are not text."""
        if self._is_awake:
            self._link.type(self._protocol.input(data))

    def redraw(self) -> None:
        self._send(REDRAW)

    def resize(self) -> None:
        self._link.put(self._protocol.resize(self._hooks.size()))

    def force_redraw(self) -> None:
        """Make the program redraw, as most do when resized; the right size follows."""
        size = self._hooks.size()
        self._link.put(self._protocol.resize({'cols': size.cols, 'rows': size.rows - 1}))
        self._timers.start('size', REDRAW_SIZE_MS, lambda: self.resize())

    def _wake_program(self, times: int) -> None:
        """Request output until some arrives; early input is queued until then."""
        if self._is_awake:
            return
        if times < MAX_WAKES:
            self._send(REDRAW)
            self._timers.start('wake', WAKE_INTERVAL_MS, lambda: self._wake_program(times + 1))
        else:
            self._send_early()

    def _send_early(self) -> None:
        self._is_awake = True
        early: str = self._early
        self._early = ''
        if early != '':
            self.type(early)

    def _ping_later(self) -> None:
        self._timers.start('ping', PING_INTERVAL_MS, lambda: self._ping())

    def _ping(self) -> None:
        self._link.put(self._protocol.ping(self._hooks.size()))
        self._ping_later()

    def _send(self, text: str) -> None:
        """Send a text in frames that are not too large; no frame ends inside a character."""
        start: int = 0
        while start < text.length:
            end: int = start + MAX_INPUT_UNITS
            unit: int = text.charCodeAt(end - 1)
            if 0xd800 <= unit < 0xdc00:
                end += 1
            self._link.type(self._protocol.input(_encoder.encode(text.slice(start, end))))
            start = end

    def _expect(self) -> None:
        """Expect output in response to typed text."""
        if not self._is_unanswered:
            self._is_unanswered = True
            self._timers.start('suspect', SUSPECT_AFTER_MS, lambda: self._suspect())

    def _suspect(self) -> None:
        self._hooks.suspect()
        self._timers.start('suspect', SUSPECT_AFTER_MS * 2, lambda: self._mark_unresponsive())

    def _mark_unresponsive(self) -> None:
        self.is_silent = True
        is_deaf: bool = self._may_be_read_only and not self._has_answered
        self._hooks.silence('silent', say(
            words.INPUT_WITHOUT_EFFECT if is_deaf else words.INPUT_UNANSWERED))
        self._hooks.suspect()
