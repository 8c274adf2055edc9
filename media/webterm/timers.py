"""Timers for actions that may be canceled or replaced."""

from browser import Map, clearTimeout, setTimeout


class Timers:
    """One timer for each purpose; ``end`` cancels all of them."""

    def __init__(self):
        self._timers: Map = Map()

    def start(self, purpose: str, wait: int, action) -> None:
        """Call ``action`` in ``wait`` milliseconds, replacing the action scheduled for this purpose."""
        self.stop(purpose)
        self._timers.set(purpose, setTimeout(action, wait))

    def stop(self, purpose: str) -> None:
        clearTimeout(self._timers.get(purpose))

    def end(self) -> None:
        self._timers.forEach(lambda timer: clearTimeout(timer))
