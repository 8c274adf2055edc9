"""Controller: a gamepad. The page opens a model for each of its buttons and axes, and sends their values."""

from browser import Array, Element, Math, Object, String, cancelAnimationFrame, navigator, requestAnimationFrame, window

from media.widgets import words
from media.widgets.views import View
from media.words import say


def draw_meter(view: View) -> None:
    """ControllerButton and ControllerAxis."""
    meter = view.add('meter', '')
    is_axis = view.kind == 'ControllerAxis'
    meter.min = -1 if is_axis else 0
    meter.ariaLabel = say(words.AXIS if is_axis else words.BUTTON)

    def update() -> None:
        meter.value = view.number('value', 0)

    view.updates.append(update)


def draw_controller(view: View) -> None:
    """Controller. It follows the gamepad number ``index`` from the first press of a button."""
    name = view.add('span', 'label')
    place: Element = view.add('div', 'meters')
    state: Object = Object()
    has_gamepads = navigator.getGamepads is not None

    def follow() -> None:
        pad = Array.from_(navigator.getGamepads()).at(view.number('index', 0)) if has_gamepads else None
        is_connected = pad is not None and pad.connected is True
        state.frame = requestAnimationFrame(follow) if is_connected else None
        if not is_connected:
            if view.flag('connected'):
                view.change({'connected': False})
        elif pad.timestamp is not state.time:
            state.time = pad.timestamp
            _connect(view, pad)
            _send(view, pad)

    def start(event) -> None:
        if state.frame is None and not view.is_disabled():
            follow()

    def stop() -> None:
        cancelAnimationFrame(state.frame)
        window.removeEventListener('gamepadconnected', start)

    def update() -> None:
        name.textContent = view.words('name') or say(
            words.CONNECT_GAMEPAD if has_gamepads else words.NO_GAMEPADS)
        references: Array = view.items('buttons').concat(view.items('axes'))
        key: str = references.join()
        if state.key == key:
            return
        state.key = key
        for child in view.children:
            view.context.drop(view, child)
        place.replaceChildren()
        references.forEach(lambda reference: view.context.draw(view, reference))
        for child in view.children:
            place.append(child.node)

    view.updates.append(update)
    view.on_dispose.append(stop)
    window.addEventListener('gamepadconnected', start)
    start(None)


def _connect(view: View, pad) -> None:
    """Open a model for each button and axis, unless they exist, and send what the gamepad is."""
    if view.flag('connected'):
        return
    values: Object = {'connected': True, 'name': pad.id, 'mapping': pad.mapping}
    if view.items('buttons').length is not pad.buttons.length or view.items('axes').length is not pad.axes.length:
        values.buttons = pad.buttons.map(lambda button: _open(view, 'ControllerButton'))
        values.axes = pad.axes.map(lambda axis: _open(view, 'ControllerAxis'))
    view.change(values)


def _open(view: View, kind: str) -> str:
    """Open a model on the page and in the kernel. Return the reference to it."""
    module = '@jupyter-widgets/controls'
    comm_id = f'{String(view.model.id)}-{String(Math.random()).slice(2)}'
    state = {'_model_name': f'{kind}Model', '_model_module': module, '_model_module_version': '2.0.0',
             '_view_name': f'{kind}View', '_view_module': module, '_view_module_version': '2.0.0'}
    content = {'comm_id': comm_id, 'target_name': 'jupyter.widget', 'data': {'state': state, 'buffer_paths': []}}
    kernel = view.context.kernel
    kernel.comms.take(kernel, {'content': content}, 'comm_open')
    view.post('comm_open', content)
    return f'IPY_MODEL_{comm_id}'


def _send(view: View, pad) -> None:
    """Send the values that have changed."""
    values: Array = pad.buttons.map(lambda button: {'value': button.value, 'pressed': button.pressed}).concat(
        pad.axes.map(lambda value: {'value': value}))

    def send(child: View, at: int) -> None:
        now = values.at(at)
        if now is not None and child.get('value') is not now.value:
            child.change(now)

    view.change({'timestamp': pad.timestamp})
    view.children.forEach(send)
