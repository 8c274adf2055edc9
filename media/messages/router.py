"""Routes the messages of a kernel with several runs to the consoles of these runs."""

from browser import Array, Map, Object, Set


_RESTARTING = {'msg_type': 'status', 'content': {'execution_state': 'restarting'}}


class Router:
    """Routes messages. Call ``run`` with the console of each run, and ``append`` with each message of all channels."""

    def __init__(self):
        self._consoles: Map = Map()
        self._newest: Object = None
        # Messages that arrived before the first console was added.
        self._early: list = []
        # The consoles of unfinished runs, by message id.
        self._open: Map = Map()
        self._session: str = None
        self._old_sessions: Set = Set()

    def run(self, msg_id: str, console: Object) -> None:
        """Show all messages caused by the request ``msg_id`` in a console, also those after the run has finished."""
        self._consoles.set(msg_id, console)
        self._open.set(msg_id, console)
        self._newest = console
        for message in self._early:
            console.append(message)
        self._early = []

    def append(self, message) -> None:
        """Pass a message to its console. Messages of unknown runs go to the newest console."""
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
        """Remove a console that is no longer needed."""
        _remove(self._consoles, console)
        _remove(self._open, console)
        if self._newest is console:
            self._newest = None

    def restart(self) -> None:
        """Handle a restart of the kernel. Further messages from the old session are dropped."""
        self._old_sessions.add(self._session)
        self._session = None
        # Deduplicate, since a console may show several runs.
        consoles: list[Object] = Array.from_(Set(self._open.values()))
        if self._newest is not None and len(consoles) == 0:
            consoles.append(self._newest)
        for console in consoles:
            console.append(_RESTARTING)
        self._open.clear()


def _remove(runs: Map, console) -> None:
    runs.forEach(lambda other, msg_id: runs.delete(msg_id) if other is console else None)
