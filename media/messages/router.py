"""One stream of messages for several runs: each message goes to the console of the run that it belongs to."""

from browser import Array, Map, Object, Set


_RESTARTING = {'msg_type': 'status', 'content': {'execution_state': 'restarting'}}


class Router:
    """Give it the console of each run, and then all messages of the kernel, of all channels, as they come."""

    def __init__(self):
        self._consoles: Map = Map()
        self._newest: Object = None
        # What came before there was a console.
        self._early: list = []
        # Consoles by runs that are not over.
        self._open: Map = Map()
        self._session: str = None
        self._old_sessions: Set = Set()

    def run(self, msg_id: str, console: Object) -> None:
        """Let a console show what comes of the request with that ``msg_id``, for good: output may come late."""
        self._consoles.set(msg_id, console)
        self._open.set(msg_id, console)
        self._newest = console
        for message in self._early:
            console.append(message)
        self._early = []

    def append(self, message) -> None:
        """Pass a message on; one of no run that is known goes to the newest console."""
        session = Object(Object(message).header).session
        is_old: bool = self._old_sessions.has(session)
        if is_old:
            return
        if session is not None:
            self._session = session
        parent = Object(Object(message).parent_header).msg_id
        console: Object = self._consoles.get(parent)
        if Object(Object(message).content).execution_state == 'idle':
            self._open.delete(parent)
        if console is None:
            console = self._newest
        if console is None:
            self._early.append(message)
        else:
            console.append(message)

    def remove(self, console: Object) -> None:
        """Forget a console that is not needed any more."""
        _remove(self._consoles, console)
        _remove(self._open, console)
        if self._newest is console:
            self._newest = None

    def restart(self) -> None:
        """Note that the kernel was restarted: what is still under way from the old one is dropped."""
        self._old_sessions.add(self._session)
        self._session = None
        # Each once, even if it shows several runs.
        consoles: list[Object] = Array.from_(Set(self._open.values()))
        if self._newest is not None and len(consoles) == 0:
            consoles.append(self._newest)
        for console in consoles:
            console.append(_RESTARTING)
        self._open.clear()


def _remove(runs: Map, console) -> None:
    runs.forEach(lambda other, msg_id: runs.delete(msg_id) if other is console else None)
