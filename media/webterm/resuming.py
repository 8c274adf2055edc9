"""What to write to the screen before the output of a new connection: nothing, or a reset for a new program."""

from browser import Array, TextEncoder

# Cancels a sequence that the last connection left unfinished.
CANCEL = '\x18'

# Resets state that a new program does not expect: the alternate screen (1047, since 1049 restores a cursor that may not
# have been saved), a hidden cursor, colors, margins, and reports of pastes and of the mouse.
SOFT_RESET = '\x1b[?1047l\x1b[!p\x1b[?1000;1006l'

# A private OSC that marks positions in the terminal's input; it does nothing when a program sends it.
MARK = 7770

# Internal names of xterm that are used here, which the compiler must not shorten as it does our own private names.
KEPT = ('_core',)

_encoder: TextEncoder = TextEncoder()


class Resuming:
    """``is_replaying`` is True while the terminal reads earlier output, whose queries were answered long ago.

    This uses an internal of xterm 6.0.0, whose version is pinned, to place the cursor; a test covers it.
    """

    def __init__(self, terminal, flow, protocol):
        self.is_replaying: bool = False
        self._terminal = terminal
        self._flow = flow
        self._replays: bool = protocol.replays
        self._is_replay_due: bool = False
        self._actions: Array = Array()
        terminal.parser.registerOscHandler(MARK, lambda text: self._act())

    def begin(self) -> None:
        """Prepare for a connection that begins on an empty screen."""
        self._is_replay_due = self._replays

    def resume(self, is_new: bool) -> None:
        """Prepare the screen for the output of another connection, to the same program or a new one."""
        if self._replays:
            self._is_replay_due = True
            self._put(f'{CANCEL}\x1bc')  # the server sends all of it again
        elif is_new:
            self._put(f'{CANCEL}{SOFT_RESET}')
            self._mark(lambda: self._go_below())
            self._put('\r\n')
        else:
            self._put(CANCEL)

    def take(self, data) -> None:
        """Pass output on to the screen; the first output of a connection may be a replay."""
        if self._is_replay_due:
            self._is_replay_due = False
            self._mark(lambda: self._set_replaying(True))
            self._flow.take(data)
            self._mark(lambda: self._set_replaying(False))
        else:
            self._flow.take(data)

    def _put(self, text: str) -> None:
        self._flow.take(_encoder.encode(text))

    def _mark(self, action) -> None:
        """Call ``action`` once the terminal has read everything passed to it so far."""
        self._actions.push(action)
        self._put(f'\x1b]{MARK};\x07')

    def _act(self) -> bool:
        if len(self._actions) > 0:
            self._actions.shift()()
        return True

    def _set_replaying(self, value: bool) -> None:
        self.is_replaying = value

    def _go_below(self) -> None:
        """Move the cursor to the last non-empty line of the screen."""
        buffer = self._terminal.buffer.active
        row: int = self._terminal.rows - 1
        while row > 0 and buffer.getLine(buffer.baseY + row).translateToString(True) == '':
            row -= 1
        self._terminal._core.buffer.y = row
