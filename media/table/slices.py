"""Work in slices: long loops look at the clock, and let the page have its turn when their time is up."""

from browser import MessageChannel, Promise, performance

# How long a slice of work may hold the page, in milliseconds.
SLICE_MS = 12


class Slices:
    """The time that a loop may go on until it pauses."""

    def __init__(self) -> None:
        self.until: float = performance.now() + SLICE_MS

    def is_over(self) -> bool:
        return performance.now() > self.until

    async def pause(self):
        """Let the page handle what has happened meanwhile, and begin a new slice."""
        await Promise(_listen)
        self.until = performance.now() + SLICE_MS


def _listen(done, fail) -> None:
    # Unlike timers, messages are neither delayed nor slowed down in a hidden page.
    channel = MessageChannel()

    def hear(event) -> None:
        channel.port1.close()
        done()

    channel.port1.onmessage = hear
    channel.port2.postMessage(0)
