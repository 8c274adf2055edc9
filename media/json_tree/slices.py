"""Long work in slices, so that the page answers people in between."""

from browser import MessageChannel, Promise, performance

# How long a slice of work may take, in milliseconds.
SLICE_MS = 10


class Slices:
    """``if slices.is_due(): await slices.pause()`` in a loop lets the page go on every few milliseconds."""

    def __init__(self):
        self._end: float = performance.now() + SLICE_MS

    def is_due(self) -> bool:
        return performance.now() > self._end

    async def pause(self) -> None:
        """Wait until the page has done what was waiting; unlike a timer, without a delay of its own."""
        def wait(done) -> None:
            channel = MessageChannel()
            channel.port1.onmessage = done
            channel.port2.postMessage(0)

        await Promise(wait)
        self._end = performance.now() + SLICE_MS
