"""The page's side of a widget with its own module: creates its frame and synchronizes the frame with the model.

The frame has a copy of the state. Changes that the module saves update the model and, if the page is connected to a
kernel, are sent to it. Changes by the kernel are sent to the frame.
"""

from browser import Array, ArrayBuffer, Object, Reflect, String

from media.anywidget import words
from media.shared import load_shared
from media.widgets.views import View
from media.words import say

# Keys of anywidget and of the widget protocol, which a module may not change.
_RESERVED: list[str] = ['_esm', '_css', '_anywidget_id', 'layout', 'comm']


async def draw(view: View) -> None:
    """Draw a view as a frame that runs the module of its model. Show a note if that fails."""
    try:
        await _start(view)
    except Exception as error:
        view.fail(error)


async def _start(view: View) -> None:
    model = view.model
    state: Object = Object()
    context = view.context

    def hear(said):
        if said.kind == 'save' and Object(said.values) is said.values:
            keys: list[str] = Object.keys(said.values)
            values = Object()
            for key in keys:
                if not _RESERVED.includes(key) and not key.startswith('_'):
                    Reflect.set(values, key, Reflect.get(said.values, key))
            paths = Array()
            buffers = Array()
            sent = _without_buffers(values, Array(), paths, buffers, 0)
            state.is_own = True
            Object.assign(model.state, values)
            view.set_values(sent, paths, buffers)
            # set_values() has stored the values without their buffers; restore the complete ones.
            Object.assign(model.state, values)
            state.is_own = False
        elif said.kind == 'send':
            view.send(said.content, _buffers_of(said.buffers))

    def listen(model, change):
        if state.frame is None or state.is_own is True:
            return
        if change.kind == 'update':
            state.frame.send({'changes': change.state})
        elif change.kind == 'custom':
            state.frame.send({'custom': change.content, 'buffers': change.buffers})

    def dispose():
        listeners: list = model.listeners
        index: int = listeners.indexOf(listen)
        if index >= 0:
            listeners.splice(index, 1)
        if state.frame is not None:
            state.frame.dispose()

    model.listeners.push(listen)
    view.on_dispose.append(dispose)
    chunk = await load_shared('script_frame')
    runner = await load_shared('anywidget_runner')
    if view.is_gone:
        return
    name = String(model.state._anywidget_id)
    content = {
        'script': runner.shared.script, 'title': say(words.WIDGET, name), 'height': 32, 'hear': hear,
        'first': {'state': model.state, 'is_read_only': view.is_read_only}}
    state.frame = await chunk.shared.show_scripted(view.node, context.item, content)
    if view.is_gone:
        state.frame.dispose()


def _buffers_of(given) -> Array:
    return given if isinstance(given, list) else Array()


def _without_buffers(value, path: Array, paths: Array, buffers: Array, depth: int):
    """Return a value without its buffers. Append the buffers to ``buffers`` and their paths to ``paths``."""
    if depth > 20:
        raise Exception(words.NESTED_TOO_DEEPLY)
    if isinstance(value, ArrayBuffer) is True or ArrayBuffer.isView(value) is True:
        paths.push(path)
        buffers.push(value)
        return None
    if Array.isArray(value):
        values: Array = value
        return values.map(lambda each, index: _without_buffers(each, path.concat(index), paths, buffers, depth + 1))
    if Object(value) is value:
        kept = Object()
        keys: list[str] = Object.keys(value)
        for key in keys:
            count: int = paths.length
            inner = _without_buffers(Reflect.get(value, key), path.concat(key), paths, buffers, depth + 1)
            # The protocol omits keys whose values are buffers.
            if paths.length == count or inner is not None:
                Reflect.set(kept, key, inner)
        return kept
    return value
