"""Long work in slices, between which the page can paint and answer."""

from browser import Promise, performance, setTimeout

# How long a slice may take, in milliseconds.
SLICE_MS = 12


class Slices:
    def __init__(self):
        self._start: float = performance.now()

    def is_over(self) -> bool:
        """Whether the work should stop for a moment, by ``await slices.pause()``."""
        return performance.now() - self._start > SLICE_MS

    async def pause(self) -> None:
        await Promise(lambda done: setTimeout(done, 0))
        self._start = performance.now()
