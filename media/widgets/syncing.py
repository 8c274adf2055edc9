"""Sends the user's changes to the kernel, one message at a time per model.

While a message is pending, later changes are merged, and only the latest value of each key is sent. This way, dragging
a slider does not flood a slow kernel. Until the kernel has answered the latest message about a key, its answers to
older ones are ignored; otherwise the slider would jump back.
"""

from browser import Math, Object, WeakMap, clearTimeout, setTimeout

from media.comms.models import tell

# How long to wait for the kernel to finish a message before sending the next one.
_LOST_MS = 15000

# The placeholder in `model.sent` for the id of a message that is not sent yet.
_UNSENT = 'unsent'

_syncs = WeakMap()


class Connection:
    """The way to a kernel. ``on_comm`` is the host's function that sends a message, or None."""

    def __init__(self, kernel: Object, on_comm):
        self.kernel = kernel
        self.on_comm = on_comm


class Sync:
    """The synchronization state of a model. ``values`` and ``buffers`` wait until the pending message is finished."""

    def __init__(self):
        self.values: Object = None
        self.paths: list = []
        self.buffers: list = []
        self.is_busy: bool = False
        self.timer = None


def set_values(model, values, connection: Connection, paths=None, buffers=None) -> None:
    """Change a model on the page, update all of its views, and send the change to the kernel."""
    Object.assign(model.state, values)
    if connection.on_comm is not None:
        _queue(model, values, connection, paths, buffers)
    # Afterwards, so that the kernel gets a change before the changes that follow from it, such as those of jslink.
    tell(model, {'kind': 'update', 'state': values})


def _queue(model, values, connection: Connection, paths, buffers) -> None:
    """Send values now, or once the pending message is finished."""
    sync: Sync = _syncs.get(model)
    if sync is None:
        sync = Sync()
        _syncs.set(model, sync)
    sync.values = Object.assign(Object() if sync.values is None else sync.values, values)
    if paths is not None:
        sync.paths = paths
        sync.buffers = buffers
    keys: list[str] = Object.keys(values)
    for key in keys:
        model.sent.set(key, _UNSENT)
    if not sync.is_busy:
        _send(model, sync, connection)


def send_custom(model, content, connection: Connection, buffers=None) -> None:
    """Send a custom message, which changes no state, such as a click."""
    if connection.on_comm is not None:
        data = {'method': 'custom', 'content': content}
        post(connection, 'comm_msg', {'comm_id': model.id, 'data': data}, [] if buffers is None else buffers)


def _send(model, sync: Sync, connection: Connection) -> None:
    values = sync.values
    paths, buffers = sync.paths, sync.buffers
    sync.values = None
    sync.paths = []
    sync.buffers = []
    sync.is_busy = True

    def done() -> None:
        clearTimeout(sync.timer)
        sync.is_busy = False
        if sync.values is not None and model.is_closed is not True:
            _send(model, sync, connection)

    sync.timer = setTimeout(done, _LOST_MS)
    data = {'method': 'update', 'state': values, 'buffer_paths': paths}
    msg_id = post(connection, 'comm_msg', {'comm_id': model.id, 'data': data}, buffers)
    keys: list[str] = Object.keys(values)
    for key in keys:
        if sync.values is None or Object.hasOwn(sync.values, key) is False:
            model.sent.set(key, msg_id)
    connection.kernel.awaited.set(msg_id, done)


def _new_id() -> str:
    # crypto.randomUUID() requires TLS.
    return f'{_digits()}{_digits()}'


def _digits() -> str:
    return Math.random().toString(36).slice(2)


def post(connection: Connection, kind: str, content, buffers: list) -> str:
    """Pass a message to the host and return its id. The host's client may assign its own id."""
    msg_id = _new_id()
    header = {'msg_id': msg_id, 'msg_type': kind, 'version': '5.4'}
    # The kernel reads the version of the widget protocol only where a model is opened.
    message = {'header': header, 'msg_type': kind, 'parent_header': Object(), 'metadata': {'version': '2.1.0'},
               'content': content, 'buffers': buffers, 'channel': 'shell'}
    chosen = connection.on_comm(message)
    return chosen if isinstance(chosen, str) else msg_id

