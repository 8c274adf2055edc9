"""Selection of one or several options. The kernel receives indices, never values."""

from browser import Array, Element, Math, Object, String

from media.widgets import words as texts
from media.widgets.buttons import icon_of
from media.widgets.views import View
from media.words import say


def _fill(view: View, select: Element) -> None:
    """Replace the options of a select element if they have changed."""
    labels: Array = view.items('_options_labels').map(String)
    old: Array = Array.from_(select.options, lambda option: option.textContent)
    if old.length is not labels.length or labels.some(lambda label, at: label is not old.at(at)):
        select.replaceChildren()
        labels.forEach(lambda label: view.add('option', '', select).append(label))


def draw_dropdown(view: View) -> None:
    """Dropdown and Select."""
    select = view.add_control('select', 'select')
    select.onchange = lambda event: view.change({'index': select.selectedIndex})

    def update() -> None:
        _fill(view, select)
        rows = view.get('rows')
        if rows is not None:
            select.size = Math.max(2, rows)
        select.selectedIndex = view.number('index', -1)

    view.updates.append(update)


def draw_select_multiple(view: View) -> None:
    """SelectMultiple. ``index`` is a list."""
    select = view.add_control('select', 'select')
    select.multiple = True

    def send(event) -> None:
        chosen: list[Element] = Array.from_(select.selectedOptions)
        view.change({'index': chosen.map(lambda option: option.index)})

    select.onchange = send

    def update() -> None:
        _fill(view, select)
        select.size = Math.max(2, view.number('rows', 5))
        index: Array = view.items('index')
        options: list[Element] = Array.from_(select.options)
        for option in options:
            option.selected = index.includes(option.index)

    view.updates.append(update)


def draw_radio_buttons(view: View) -> None:
    """RadioButtons."""
    _draw_group(view, 'radio')


def draw_toggle_buttons(view: View) -> None:
    """ToggleButtons. One of the buttons is pressed."""
    _draw_group(view, 'toggles')


def _draw_group(view: View, kind: str) -> None:
    group = view.add_control('div', kind)
    group.role = 'radiogroup'
    choices: Array = Array()

    def choose(index: int) -> None:
        view.change({'index': index})

    def add_choice(index: int, label: str) -> None:
        place = view.add('label', '', group)
        choice = view.add('input', '', place)
        choice.type = 'radio'
        choice.name = f'group-{view.uid}'
        choice.onchange = lambda event: choose(index)
        view.add('span', '', place).append(label)
        choices.push(choice)

    shown: Object = Object()

    def update() -> None:
        icons: Array = view.items('icons')
        tooltips: Array = view.items('tooltips')
        labels: Array = view.items('_options_labels')
        words: Array = labels.map(lambda label, at: f'{icon_of(icons.at(at))} {String(label)}')
        key: str = words.join('\n')
        if shown.key != key:
            shown.key = key
            group.replaceChildren()
            choices.splice(0)
            words.forEach(lambda text, at: add_choice(at, text.trim()))
        group.ariaLabel = view.description() or say(texts.CHOICES)
        group.className = f'{kind} {view.words("button_style")} {view.words("orientation")}'
        index = view.get('index')

        def show(choice: Element, at: int) -> None:
            choice.checked = at is index
            hint = tooltips.at(at)
            choice.parentNode.title = '' if hint is None else String(hint)

        choices.forEach(show)

    view.updates.append(update)
