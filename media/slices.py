"""Long work in time slices, between which the page can paint and handle events."""

from browser import MessageChannel, Promise, performance

# The maximum duration of a slice, in milliseconds.
SLICE_MS = 12


class Slices:
    """``if slices.is_over(): await slices.pause()`` in a loop yields to the page every few milliseconds."""

    def __init__(self) -> None:
        self._end: float = performance.now() + SLICE_MS

    def is_over(self) -> bool:
        return performance.now() > self._end

    async def pause(self) -> None:
        """Wait until the page has handled pending events, and begin a new slice."""
        await Promise(_listen)
        self._end = performance.now() + SLICE_MS


def _listen(done, fail) -> None:
    # Unlike timers, messages are not throttled in hidden pages.
    channel = MessageChannel()

    def hear(event) -> None:
        channel.port1.close()
        done()

    channel.port1.onmessage = hear
    channel.port2.postMessage(0)
