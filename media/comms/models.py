"""The state of widgets from comm messages, with listeners for the views that draw it.

See version 2 of the Jupyter widgets protocol: a model's state arrives with comm_open and its changes with comm_msg,
whose ``method`` is update or echo_update. Binary values are sent as buffers, whose positions ``buffer_paths`` lists.
"""

from browser import Array, Map, Object, Reflect


class Model:
    """A comm. ``state`` is a plain object; ``listeners`` are called for each change, as ``listener(model, change)``.

    A change is ``{kind, state, content, buffers}``. Its kind is update, custom, close, or lost if the kernel is gone.
    ``sent`` maps a key to the id of the last message in which the page has sent its value: echoes of older ones are
    ignored. ``outputs`` are those of an Output widget; captures reports changes to them with kinds of its own.
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
    """Handle a comm_open message. Return the new model."""
    model = Model(content.comm_id, content.target_name)
    models.set(content.comm_id, model)
    _merge(model, content.data, buffers, None)
    return model


def change_model(model: Model, content, buffers, parent_id):
    """Handle a comm_msg message, where ``parent_id`` is the id of the message that it answers. Return the values
    that the kernel has changed itself, without echoes."""
    data = Object(content.data)
    changed = Object()
    if data.method == 'update' or data.method == 'echo_update':
        changed = _merge(model, data, buffers, parent_id)
        tell(model, {'kind': 'update', 'state': changed})
    else:
        tell(model, {'kind': 'custom', 'content': data.content, 'buffers': buffers})
    return changed if data.method == 'update' else Object()


def close_model(models: Map, model: Model) -> None:
    """Handle a comm_close message."""
    models.delete(model.id)
    model.is_closed = True
    tell(model, {'kind': 'close'})


def close_all(models: Map) -> None:
    """Close all models after a restart. Their views stay, marked as lost."""
    def close(model: Model) -> None:
        model.is_closed = True
        tell(model, {'kind': 'lost'})

    models.forEach(close)
    models.clear()


def tell(model: Model, change) -> None:
    """Notify all listeners of a model of a change."""
    listeners: list = model.listeners.slice()
    for listener in listeners:
        listener(model, change)


def _merge(model: Model, data, buffers, parent_id):
    """Merge the state in ``data`` into a model. Return the changed values."""
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
    """Insert a buffer at its path, copying the containers on the way, since the message belongs to the host.

    A path that is not a list is ignored.
    """
    if not isinstance(path, list):
        return
    last = path.length - 1
    for index in range(last):
        inner = Reflect.get(place, path.at(index))
        inner = inner.slice() if isinstance(inner, list) else Object.assign(Object(), inner)
        Reflect.set(place, path.at(index), inner)
        place = inner
    Reflect.set(place, path.at(last), buffer)
