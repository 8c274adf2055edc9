"""The state of widgets, as comm messages tell it; media that draw them listen to it.

See version 2 of the protocol of Jupyter widgets: a model's state comes with comm_open and its changes with comm_msg,
whose ``method`` is update or echo_update. Binary values come beside a message; ``buffer_paths`` tells their places.
"""

from browser import Array, Map, Object, Reflect


class Model:
    """A comm. ``state`` is a plain object; ``listeners`` are called with each change, ``listener(model, change)``.

    A change is ``{kind, state, content, buffers}``; kinds are update, custom, close, and lost for a kernel that has
    gone. ``sent`` holds, by key, the id of the last message in which the page has sent a value: echoes of older ones
    are ignored. ``outputs`` are those of an Output widget, see captures, which tells of them by kinds of its own.
    """

    def __init__(self, comm_id: str, target: str):
        self.id: str = comm_id
        self.target: str = target
        self.state = Object()
        self.listeners: list = []
        self.outputs: Object = Array()
        self.clears_next: bool = False
        self.sent: Map = Map()
        self.is_closed: bool = False


def open_model(models: Map, content, buffers) -> Model:
    """Take a comm_open; the new model."""
    model = Model(content.comm_id, content.target_name)
    models.set(content.comm_id, model)
    _merge(model, content.data, buffers, None)
    return model


def change_model(model: Model, content, buffers, parent_id):
    """Take a comm_msg; ``parent_id`` is that of the message that it answers. The values that the kernel has
    changed of itself."""
    data = Object(content.data)
    changed = Object()
    if data.method == 'update' or data.method == 'echo_update':
        changed = _merge(model, data, buffers, parent_id)
        tell(model, {'kind': 'update', 'state': changed})
    else:
        tell(model, {'kind': 'custom', 'content': data.content, 'buffers': buffers})
    return changed if data.method == 'update' else Object()


def close_model(models: Map, model: Model) -> None:
    """Take a comm_close."""
    models.delete(model.id)
    model.is_closed = True
    tell(model, {'kind': 'close'})


def close_all(models: Map) -> None:
    """After a restart nothing answers any more: the widgets stay as they were, and say so."""
    def close(model: Model) -> None:
        model.is_closed = True
        tell(model, {'kind': 'lost'})

    models.forEach(close)
    models.clear()


def tell(model: Model, change) -> None:
    """Let all views of a model know what has changed."""
    listeners: list = model.listeners.slice()
    for listener in listeners:
        listener(model, change)


def _merge(model: Model, data, buffers, parent_id):
    """Put the state in ``data`` into that of a model; what has changed."""
    given = Object.assign(Object(), Object(data).state)
    paths: list = Object(data).buffer_paths
    if isinstance(paths, list) and isinstance(buffers, list):
        paths.forEach(lambda path, index: _put_buffer(given, path, buffers.at(index)))
    changed = Object()
    keys: list[str] = Object.keys(given)
    for key in keys:
        sent = model.sent.get(key)
        if data.method != 'echo_update' or sent is None or sent is parent_id:
            model.sent.delete(key)
            Reflect.set(model.state, key, Reflect.get(given, key))
            Reflect.set(changed, key, Reflect.get(given, key))
    return changed


def _put_buffer(place, path: list, buffer) -> None:
    """Put a buffer where its path says, in copies of what lies on the way: the message is the host's."""
    last = path.length - 1
    for index in range(last):
        inner = Reflect.get(place, path.at(index))
        inner = inner.slice() if isinstance(inner, list) else Object.assign(Object(), inner)
        Reflect.set(place, path.at(index), inner)
        place = inner
    Reflect.set(place, path.at(last), buffer)
