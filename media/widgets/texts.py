"""Text fields, labels, and markup."""

from browser import Element, Object

from media.dom import global_named
from media.widgets.views import View, unescape_html


def draw_text(view: View) -> None:
    """Text. Enter also sends a custom message."""
    field = _draw_field(view, 'input')
    field.type = 'text'

    def enter(event) -> None:
        if event.key == 'Enter' and event.isComposing is not True:
            _send(view, field)
            view.send({'event': 'submit'})

    field.onkeydown = enter


def draw_password(view: View) -> None:
    """Password."""
    field = _draw_field(view, 'input')
    field.type = 'password'
    field.autocomplete = 'off'


def draw_textarea(view: View) -> None:
    """Textarea."""
    field = _draw_field(view, 'textarea')

    def update() -> None:
        rows = view.get('rows')
        if rows is not None:
            field.rows = rows

    view.updates.append(update)


def draw_combobox(view: View) -> None:
    """Combobox: a field with suggestions. With ``ensure_option``, only suggested values are sent."""
    field = _draw_field(view, 'input')
    suggestions = view.add('datalist', '')
    suggestions.id = f'options-{view.uid}'
    field.setAttribute('list', suggestions.id)

    def update() -> None:
        suggestions.replaceChildren()
        options: list = view.items('options')
        for text in options:
            view.add('option', '', suggestions).value = text

    view.updates.append(update)


def _draw_field(view: View, tag: str) -> Element:
    field = view.add_control(tag, 'text')
    field.oninput = lambda event: _send(view, field) if view.get('continuous_update') is not False else None
    field.onchange = lambda event: _send(view, field)

    def update() -> None:
        field.placeholder = view.words('placeholder').replace('\u200b', '')
        if field.value != view.words('value'):
            field.value = view.words('value')

    view.updates.append(update)
    return field


def _send(view: View, field: Element) -> None:
    text: str = field.value
    if view.flag('ensure_option') and view.items('options').includes(text) is False:
        return
    if text != view.words('value'):
        view.change({'value': text})


def draw_label(view: View) -> None:
    """Label."""
    text = view.add_control('span', 'label')

    def update() -> None:
        text.textContent = view.words('value')

    view.updates.append(update)


def draw_markup(view: View) -> None:
    """HTML and HTMLMath. Markup is shown like a text/html item, and markup with math like a text/markdown item."""
    place = view.add_control('div', 'markup')

    def update() -> None:
        value = view.words('value')
        if '<' in value or '$' in value and view.words('_model_name') == 'HTMLMathModel':
            mime = 'text/html' if '$' not in value or view.words('_model_name') == 'HTMLModel' else 'text/markdown'
            # ipywidgets does not run scripts here either.
            options = Object.assign(Object(), view.context.options, {'scripts': 'never'})
            global_named('BackendAI').Media.handle([mime, value], f'markup-{view.uid}', place, options)
        else:
            place.textContent = unescape_html(value)

    view.updates.append(update)
