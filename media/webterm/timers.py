"""What is to happen later, unless something else happens first."""

from browser import Map, clearTimeout, setTimeout


class Timers:
    """One timer for each purpose, and an end to all of them at once."""

    def __init__(self):
        self._timers: Map = Map()

    def start(self, purpose: str, wait: int, action) -> None:
        """Call ``action`` in ``wait`` milliseconds, instead of what was to happen for this purpose."""
        self.stop(purpose)
        self._timers.set(purpose, setTimeout(action, wait))

    def stop(self, purpose: str) -> None:
        clearTimeout(self._timers.get(purpose))

    def end(self) -> None:
        self._timers.forEach(lambda timer: clearTimeout(timer))
