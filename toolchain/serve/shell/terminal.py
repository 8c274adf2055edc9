"""A program on a pty: its output to all who listen, at the pace of the slowest of them."""

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

# What one read takes, as Backend.AI's kernels do.
READ_SIZE = 4096

# What terminals type so that a program draws itself anew: Ctrl+L.
REDRAW = b'\x0c'

# How long programs may take to end once their terminal is gone, in seconds.
HANGUP_GRACE_S = 1.0

# Makes the pty the controlling terminal of the session it was started in, and becomes the program. A process of its
# own, since code between fork and exec can hang where there are threads.
_STARTER = ('import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); '
            'os.execvp(sys.argv[1], sys.argv[1:])')

NO_PTY = ('Windows has no pty, which a shell needs; run `build.py serve` in WSL to try the terminal '
          '(everything else works here).')

# Is given output; is given how the program ended: its exit status, or minus the number of the signal that killed it.
Listener = Callable[[bytes], Awaitable[None]]
ExitListener = Callable[[int], Awaitable[None]]


def is_possible() -> bool:
    """Whether this machine has ptys."""
    return pty is not None


class Terminal:
    """One program on one pty, 0x0 until it is resized. Made by ``start``; ``end`` it in any case."""

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
        """Start a program; OSError where there is none of that name, or no pty."""
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
        """Call ``listener`` with all output from now on, and ``on_exit`` when the program has ended by itself.

        No more is read before all listeners have returned.
        """
        self._listeners[owner] = listener, on_exit

    def forget(self, owner: object) -> None:
        self._listeners.pop(owner, None)

    def forget_all(self) -> None:
        self._listeners.clear()

    def write(self, data: bytes) -> None:
        """Type ``data``; what the pty does not take at once waits its turn.

        Requests to draw anew are dropped until there is output: a shell that still reads its files would show ``^L``.
        """
        if not self._has_output:
            data = data.replace(REDRAW, b'')
        if self._ending is None and not self.is_over:
            self._input += data
            self._type()

    def resize(self, rows: int, columns: int) -> None:
        """Give the pty another size; what is no number raises ValueError or TypeError."""
        if self._ending is None:
            _resize(self._descriptor, rows, columns)

    async def end(self) -> None:
        """Hang up, as a closed window does: its processes are told, and killed where they do not go. Twice is fine."""
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
            if not ends_by_itself:  # else the last output and the end are still to be told
                task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        loop = asyncio.get_running_loop()
        loop.remove_reader(self._descriptor)
        loop.remove_writer(self._descriptor)
        os.close(self._descriptor)

    def _signal(self, number: int) -> None:
        """Tell the program and what shares its process group; a shell's jobs hear of it from the shell."""
        try:
            os.killpg(self.pid, number)
        except (ProcessLookupError, PermissionError):
            pass  # gone already; macOS says so of zombies by PermissionError

    async def _wait(self) -> None:
        await self._process.wait()
        self.is_over = True
        self._awake.set()

    async def _pump(self) -> None:
        """Read while there is output and everybody keeps up."""
        while data := await self._read():
            self._has_output = True
            for listener, _ in tuple(self._listeners.values()):
                await listener(data)
            await asyncio.sleep(0)  # input has its turn in a flood
        status = await self._process.wait()
        for _, on_exit in tuple(self._listeners.values()):
            await on_exit(status)

    async def _read(self) -> bytes:
        """The next output; b'' when the program is gone and all was read."""
        loop = asyncio.get_running_loop()
        while True:
            was_over = self.is_over
            self._awake.clear()
            try:
                return os.read(self._descriptor, READ_SIZE)
            except BlockingIOError:
                if was_over:  # something in the background keeps the pty open, and is silent
                    return b''
            except OSError:  # Linux: nobody has it open any more
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
            written = len(self._input)  # nobody is there to read it
        del self._input[:written]
        if self._input:
            loop.add_writer(self._descriptor, self._type)
        else:
            loop.remove_writer(self._descriptor)


def _resize(descriptor: int, rows: int, columns: int) -> None:
    rows, columns = (int(min(max(size, 0), 0xffff)) for size in (rows, columns))
    fcntl.ioctl(descriptor, termios.TIOCSWINSZ, struct.pack('HHHH', rows, columns, 0, 0))


def _members(session: int) -> set[int]:
    """The processes of a session, where the system lists them as files (Linux)."""
    found = set()
    for path in Path('/proc').glob('[0-9]*'):
        try:
            if os.getsid(int(path.name)) == session:
                found.add(int(path.name))
        except OSError:
            pass  # it ended meanwhile
    return found


def _kill(process: int) -> None:
    try:
        os.kill(process, signal.SIGKILL)
    except OSError:
        pass
