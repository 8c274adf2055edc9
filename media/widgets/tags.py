"""Editable lists of tags, colors or numbers."""

from browser import Array, Element, Number, Object, String

from media.widgets import words
from media.widgets.numbers import formatted
from media.widgets.pickers import hex_of
from media.widgets.views import View
from media.words import say


def draw_tags(view: View) -> None:
    """TagsInput, ColorsInput, IntsInput and FloatsInput."""
    name = view.words('_model_name')
    is_number = name.startswith('Int') or name.startswith('Float')
    is_color = name.startswith('Color')
    place = view.add_control('div', 'tags')
    place.role = 'group'
    field = view.add('input', 'text')
    field.type = 'number' if is_number else 'text'

    def send(values) -> None:
        view.change({'value': values})

    def enter() -> None:
        text: str = field.value.trim()
        value = Number(text) if is_number else text
        allowed: Array = view.items('allowed_tags')
        is_allowed = allowed.length == 0 or allowed.includes(value) is True
        is_new = view.get('allow_duplicates') is not False or view.items('value').includes(value) is False
        if text != '' and is_allowed and is_new:
            field.value = ''
            send(view.items('value').concat([value]))

    def press(event) -> None:
        if event.key == 'Enter':
            event.preventDefault()
            enter()
        elif event.key == 'Backspace' and field.value == '':
            send(view.items('value').slice(0, -1))

    field.onkeydown = press
    field.onchange = lambda event: enter()

    def add_tag(value, at: int) -> None:
        tag: Element = view.add('span', f'tag {view.words("tag_style")}', place)
        text = formatted(value, view.get('format')) if is_number else String(value)
        tag.append(text)
        if is_color:
            tag.style.borderColor = hex_of(view, text)
        button = view.add('button', '', tag)
        button.type = 'button'
        button.textContent = '✕'
        button.ariaLabel = say(words.REMOVE, text)
        button.onclick = lambda event: send(view.items('value').filter(lambda value, place: place != at))

    shown: Object = Object()

    def update() -> None:
        values: Array = view.items('value')
        key: str = values.join('\n')
        if shown.key != key:
            shown.key = key
            place.replaceChildren()
            values.forEach(add_tag)
        field.placeholder = view.words('placeholder').replace('\u200b', '')
        field.ariaLabel = say(words.ADD_TO, view.description() or say(words.LIST_WITHIN_NAME))
        place.ariaLabel = view.description() or say(words.LIST)

    view.updates.append(update)
