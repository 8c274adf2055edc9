"""What one page has: its token, and the terminals that the token lets it open."""

from __future__ import annotations

import asyncio
import secrets

from toolchain.serve.shell.terminal import Terminal


class Session:
    """``sockets`` counts those that are open; ``terminal()`` is the one that Backend.AI's sockets share."""

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
        """Whether the shared shell has ended by itself."""
        return self._shared is not None and self._shared.is_over

    async def terminal(self) -> Terminal:
        """The shared terminal, started for the first who asks; OSError where it can't be."""
        async with self._lock:
            if self._shared is None:
                self._shared = await self.start()
            return self._shared

    async def restart(self) -> None:
        """Start the shared shell anew. Who listened to the old one hears nothing more."""
        async with self._lock:
            old, self._shared = self._shared, None
            if old is not None:
                old.forget_all()
                await old.end()
            self._shared = await self.start()

    async def start(self, rows: int = 0, columns: int = 0) -> Terminal:
        """A terminal of one's own, which ends with the session at the latest."""
        terminal = await Terminal.start(self.command, rows, columns)
        self._all = {other for other in self._all if not other.is_over} | {terminal}
        return terminal

    async def end(self) -> None:
        """End all its processes."""
        await asyncio.gather(*(terminal.end() for terminal in self._all))
