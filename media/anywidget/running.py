"""The frame's side: runs a widget's module with a model as in https://anywidget.dev/en/afm/."""

from importlib import import_module

from browser import URL, Array, Blob, Map, Object, Reflect, RegExp, Set, String, document, window

from media.html.messaging import tell, tell_errors


def start() -> None:
    """Listen for ``{first: {state}}``, ``{changes}`` and ``{custom, buffers}``; post what the module saves or sends."""
    widget: Object = Object()
    widget.state = Object()
    widget.saved = Object()
    listeners = Map()

    def on(names, listener):
        for name in names_of(names):
            if name not in listeners:
                listeners[name] = Set()
            known: Object = listeners.get(name)
            known.add(listener)

    def off(names, listener):
        listed: list[str] = Array.from_(listeners.keys()) if names is None else names_of(names)
        for name in listed:
            known: Set = listeners.get(name)
            if listener is None:
                listeners.delete(name)
            elif known is not None:
                known.delete(listener)

    def emit(name: str, first, second):
        known: Set = listeners.get(name)
        if known is not None:
            called: list = Array.from_(known)
            called.forEach(lambda listener: listener(first, second))

    def change(values):
        keys: list[str] = Object.keys(values)
        changed: list[str] = keys.filter(lambda key: Reflect.get(widget.state, key) is not Reflect.get(values, key))
        for key in changed:
            Reflect.set(widget.state, key, Reflect.get(values, key))
        for key in changed:
            emit(f'change:{key}', model, Reflect.get(widget.state, key))
        if len(changed):
            emit('change', model, None)

    def set_value(key, value):
        values = Object()
        if Object(key) is key:
            Object.assign(values, key)
        else:
            Reflect.set(values, key, value)
        Object.assign(widget.saved, values)
        change(values)

    def save_changes():
        values = widget.saved
        keys: list[str] = Object.keys(values)
        widget.saved = Object()
        if len(keys):
            tell({'kind': 'save', 'values': values})

    def send(content, callbacks, buffers):
        tell({'kind': 'send', 'content': content, 'buffers': buffers})

    model = {
        'get': lambda key: Reflect.get(widget.state, key), 'set': set_value, 'save_changes': save_changes, 'on': on,
        'off': off, 'send': send}

    async def run(first):
        widget.state = first.state
        style = document.createElement('style')
        css = first.state._css
        style.textContent = '' if css is None else css
        document.head.append(style)
        element = document.createElement('div')
        document.body.append(element)
        source: str = String(first.state._esm)
        is_address: bool = RegExp('^https?://').test(source)
        address = source if is_address else URL.createObjectURL(Blob([source], {'type': 'text/javascript'}))
        module = await import_module(address)
        found = module if module.default is None else module.default
        made = await found() if found.call is not None else found
        if made.initialize is not None:
            await made.initialize({'model': model})
        if made.render is not None:
            await made.render({'model': model, 'el': element})

    async def hear(event):
        told = Object(event.data)
        if event.source is not window.parent:
            return
        try:
            if told.first is not None:
                await run(told.first)
                tell({'drawn': True})
            elif told.changes is not None:
                change(told.changes)
            elif told.custom is not None:
                emit('msg:custom', told.custom, told.buffers)
        except Exception as error:
            tell({'error': f'{String(error.name)}: {String(error.message)}'})

    window.addEventListener('message', hear)
    tell_errors()


def names_of(names) -> list[str]:
    """Return the event names in a text that separates them with whitespace."""
    return String(names).match(RegExp('\\S+', 'g'))
