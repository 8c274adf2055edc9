"""Long work in slices, between which the page can paint and answer."""

from browser import MessageChannel, Promise, performance

# How long a slice may take, in milliseconds.
SLICE_MS = 12


class Slices:
    """``if slices.is_over(): await slices.pause()`` in a loop lets the page go on every few milliseconds."""

    def __init__(self) -> None:
        self._end: float = performance.now() + SLICE_MS

    def is_over(self) -> bool:
        return performance.now() > self._end

    async def pause(self) -> None:
        """Wait until the page has done what was waiting, and begin a new slice."""
        await Promise(_listen)
        self._end = performance.now() + SLICE_MS


def _listen(done, fail) -> None:
    # Unlike timers, messages are neither delayed nor slowed down in a hidden page.
    channel = MessageChannel()

    def hear(event) -> None:
        channel.port1.close()
        done()

    channel.port1.onmessage = hear
    channel.port2.postMessage(0)
