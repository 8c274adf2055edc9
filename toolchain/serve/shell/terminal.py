"""A program on a pty, whose output goes to all listeners, at the speed of the slowest."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

try:
    import fcntl
    import pty
    import struct
    import termios
except ImportError:  # on Windows
    pty = None

# The maximum size of one read, as in Backend.AI's kernels.
READ_SIZE = 4096

# The key that terminals send to make a program redraw its screen: Ctrl+L.
REDRAW = b'\x0c'

# The time that programs have to exit after a hangup, in seconds.
HANGUP_GRACE_S = 1.0

# Makes the pty the controlling terminal of its session, then executes the program. This is a separate process, since
# code between fork and exec can deadlock in a process with threads. A server that a script has started in the
# background ignores SIGINT and SIGQUIT, and so would the program.
_STARTER = ('import fcntl, os, signal, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); '
            'signal.signal(signal.SIGINT, signal.SIG_DFL); signal.signal(signal.SIGQUIT, signal.SIG_DFL); '
            'os.execvp(sys.argv[1], sys.argv[1:])')

NO_PTY = ('Windows has no pty, which a shell needs; run `build.py serve` in WSL to try the terminal '
          '(everything else works here).')

# Called with output; called with the program's exit status, or minus the number of the signal that killed it.
Listener = Callable[[bytes], Awaitable[None]]
ExitListener = Callable[[int], Awaitable[None]]


def is_possible() -> bool:
    """Whether this system has ptys."""
    return pty is not None


class Terminal:
    """One program on one pty, 0x0 until it is resized. Create it with ``start``, and always call ``end``."""

    def __init__(self, process: asyncio.subprocess.Process, descriptor: int) -> None:
        self.is_over = False
        self._has_output = False
        self._process = process
        self._descriptor = descriptor
        self._listeners: dict[object, tuple[Listener, ExitListener]] = {}
        self._input = bytearray()
        self._awake = asyncio.Event()
        self._ending: asyncio.Task | None = None
        self._tasks = [asyncio.create_task(self._pump()), asyncio.create_task(self._wait())]

    @classmethod
    async def start(cls, command: list[str], rows: int = 0, columns: int = 0) -> Terminal:
        """Start a program. Raises OSError if there is no such program, or no pty."""
        if shutil.which(command[0]) is None:
            raise FileNotFoundError(f'There is no program {command[0]!r} on this machine.')
        descriptor, slave = pty.openpty()
        try:
            _resize(descriptor, rows, columns)
            environment = {key: value for key, value in os.environ.items() if key not in ('COLUMNS', 'LINES')}
            environment.update(TERM='xterm-256color', COLORTERM='truecolor')
            process = await asyncio.create_subprocess_exec(
                sys.executable, '-I', '-S', '-c', _STARTER, *command, stdin=slave, stdout=slave, stderr=slave,
                start_new_session=True, env=environment)
            os.set_blocking(descriptor, False)
        except BaseException:
            os.close(descriptor)
            raise
        finally:
            os.close(slave)
        return cls(process, descriptor)

    @property
    def pid(self) -> int:
        return self._process.pid

    def listen(self, owner: object, listener: Listener, on_exit: ExitListener) -> None:
        """Call ``listener`` with all output from now on, and ``on_exit`` when the program has exited.

        Nothing more is read until all listeners have returned.
        """
        self._listeners[owner] = listener, on_exit

    def forget(self, owner: object) -> None:
        self._listeners.pop(owner, None)

    def forget_all(self) -> None:
        self._listeners.clear()

    def write(self, data: bytes) -> None:
        """Write ``data`` to the pty; data that the pty does not accept immediately is queued.

        Ctrl+L is dropped until there is output, since a shell that still reads its start-up files would echo ``^L``.
        """
        if not self._has_output:
            data = data.replace(REDRAW, b'')
        if self._ending is None and not self.is_over:
            self._input += data
            self._type()

    def resize(self, rows: int, columns: int) -> None:
        """Resize the pty. Raises ValueError or TypeError if a size is not a number."""
        if self._ending is None:
            _resize(self._descriptor, rows, columns)

    async def end(self) -> None:
        """Hang up, as if its window were closed; processes that do not exit are killed. May be called twice."""
        if self._ending is None:
            self._ending = asyncio.create_task(self._end())
        await asyncio.shield(self._ending)

    async def _end(self) -> None:
        ends_by_itself, members = self.is_over, _members(self.pid)
        self._signal(signal.SIGHUP)
        self._signal(signal.SIGCONT)
        try:
            await asyncio.wait_for(self._process.wait(), HANGUP_GRACE_S)
        except asyncio.TimeoutError:
            self._signal(signal.SIGKILL)
            await self._process.wait()
        for member in members & _members(self.pid):
            _kill(member)
        for task in self._tasks:
            if not ends_by_itself:  # otherwise the last output and the exit are still to be reported
                task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._descriptor)
        loop.remove_writer(self._descriptor)
        os.close(self._descriptor)

    def _signal(self, number: int) -> None:
        """Send a signal to the program's process group; a shell forwards it to its jobs."""
        try:
            os.killpg(self.pid, number)
        except (ProcessLookupError, PermissionError):
            pass  # already ended; macOS raises PermissionError for zombies

    async def _wait(self) -> None:
        await self._process.wait()
        self.is_over = True
        self._awake.set()

    async def _pump(self) -> None:
        """Read output and pass it to the listeners until the end; waits for slow listeners."""
        while data := await self._read():
            self._has_output = True
            for listener, _ in tuple(self._listeners.values()):
                await listener(data)
            await asyncio.sleep(0)  # lets input be handled during a flood
        status = await self._process.wait()
        for _, on_exit in tuple(self._listeners.values()):
            await on_exit(status)

    async def _read(self) -> bytes:
        """The next output; b'' when the program has ended and everything has been read."""
        loop = asyncio.get_running_loop()
        while True:
            was_over = self.is_over
            self._awake.clear()
            try:
                return os.read(self._descriptor, READ_SIZE)
            except BlockingIOError:
                if was_over:  # a silent background process keeps the pty open
                    return b''
            except OSError:  # Linux: no process has it open
                return b''
            if self.is_over:
                continue
            loop.add_reader(self._descriptor, self._awake.set)
            await self._awake.wait()
            loop.remove_reader(self._descriptor)

    def _type(self) -> None:
        loop = asyncio.get_running_loop()
        try:
            written = os.write(self._descriptor, self._input)
        except BlockingIOError:
            written = 0
        except OSError:
            written = len(self._input)  # no process can read it
        del self._input[:written]
        if self._input:
            loop.add_writer(self._descriptor, self._type)
        else:
            loop.remove_writer(self._descriptor)


def _resize(descriptor: int, rows: int, columns: int) -> None:
    rows, columns = (int(min(max(size, 0), 0xffff)) for size in (rows, columns))
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))


def _members(session: int) -> set[int]:
    """The processes of a session, if the system lists them in /proc (Linux)."""
    found = set()
    for path in Path('/proc').glob('[0-9]*'):
        try:
            if os.getsid(int(path.name)) == session:
                found.add(int(path.name))
        except OSError:
            pass  # it has ended in the meantime
    return found


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        pass
