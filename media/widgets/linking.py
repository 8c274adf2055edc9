"""jslink and jsdlink: models without a view that make the page keep two values equal."""

from browser import Object, Reflect, WeakSet

from media.widgets.syncing import Connection, set_values
from media.widgets.views import model_at

# The link models that are set up.
_linked = WeakSet()


def link_all(connection: Connection) -> None:
    """Set up all links of a kernel, including those of models opened later."""
    kernel = connection.kernel
    kernel.models.forEach(lambda model: _link(model, connection))
    if kernel.on_open is None or connection.on_comm is not None:
        kernel.on_open = lambda model: _link(model, connection)


def _link(model, connection) -> None:
    name = model.state._model_name
    if name != 'LinkModel' and name != 'DirectionalLinkModel' or _linked.has(model):
        return
    _linked.add(model)
    source, target = model.state.source, model.state.target
    if isinstance(source, list) and isinstance(target, list):
        # Copy the value of the source to the target, now and whenever it changes.
        _follow(connection, model, source, target)
        _pass_on(connection, source, target)
        if name == 'LinkModel':
            _follow(connection, model, target, source)


def _follow(connection, link, source: list, target: list) -> None:
    origin = model_at(connection.kernel, source.at(0))
    if origin is not None:
        def listen(model, change) -> None:
            has_changed = change.kind == 'update' and Object.hasOwn(change.state, source.at(1)) is True
            if has_changed and link.is_closed is not True:
                _pass_on(connection, source, target)

        origin.listeners.push(listen)


def _pass_on(connection, source: list, target: list) -> None:
    origin = model_at(connection.kernel, source.at(0))
    goal = model_at(connection.kernel, target.at(0))
    if origin is None or goal is None:
        return
    value = Reflect.get(origin.state, source.at(1))
    if Reflect.get(goal.state, target.at(1)) is not value:
        set_values(goal, Object.fromEntries([[target.at(1), value]]), connection)
