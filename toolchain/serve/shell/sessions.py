"""The session of one page: its token, and the terminals that the token gives access to."""

from __future__ import annotations

import asyncio
import secrets

from toolchain.serve.shell.terminal import Terminal


class Session:
    """``sockets`` is the number of open sockets; ``terminal()`` is the terminal that Backend.AI's sockets share."""

    def __init__(self, command: list[str]) -> None:
        self.id = secrets.token_hex(8)
        self.token = secrets.token_urlsafe(32)
        self.command = command
        self.sockets = 0
        self._shared: Terminal | None = None
        self._all: set[Terminal] = set()
        self._lock = asyncio.Lock()

    @property
    def is_over(self) -> bool:
        """Whether the shared shell has exited."""
        return self._shared is not None and self._shared.is_over

    async def terminal(self) -> Terminal:
        """The shared terminal, started on the first call. Raises OSError if it cannot be started."""
        async with self._lock:
            if self._shared is None:
                self._shared = await self.start()
            return self._shared

    async def restart(self) -> None:
        """Restart the shared shell. Listeners of the old one get no further output."""
        async with self._lock:
            old, self._shared = self._shared, None
            if old is not None:
                old.forget_all()
                await old.end()
            self._shared = await self.start()

    async def start(self, rows: int = 0, columns: int = 0) -> Terminal:
        """Start a separate terminal, which ends with the session at the latest."""
        terminal = await Terminal.start(self.command, rows, columns)
        self._all = {other for other in self._all if not other.is_over} | {terminal}
        return terminal

    async def end(self) -> None:
        """End all processes of the session."""
        await asyncio.gather(*(terminal.end() for terminal in self._all))
