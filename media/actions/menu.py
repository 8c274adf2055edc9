"""The toolbar's menu: other formats for copying and saving, and other representations of a bundle."""

from browser import Array, Element, Map, Math, String

from media.actions import words
from media.elements import add
from media.dom import window_of
from media.popovers import show_popover
from media.words import say

# The names of representations, by the chunk that shows them.
NAMES: Map = Map([
    ['text', words.TEXT], ['image', words.PICTURE], ['svg', words.DRAWING], ['drawing', words.DRAWING],
    ['html', words.FORMATTED], ['markdown', words.FORMATTED], ['math', words.FORMULA], ['json', words.DATA],
    ['csv', words.TABLE], ['arrow', words.TABLE], ['parquet', words.TABLE], ['dataresource', words.TABLE],
    ['vega', words.CHART], ['plotly', words.CHART], ['geo', words.MAP], ['widget', words.WIDGET],
])


def open_menu(bar, chosen: Array) -> None:
    """Open a menu below the toolbar's last button; Escape, a choice, or a click elsewhere closes it."""
    box = add(bar.element, 'div', '')
    box.setAttribute('popover', 'auto')
    box.role = 'menu'
    box.ariaLabel = say(words.MORE)

    def offer(label: str, act) -> Element:
        entry = add(box, 'button', '')
        entry.type = 'button'
        entry.role = 'menuitem'
        entry.tabIndex = -1
        entry.append(label)

        def choose(event) -> None:
            box.hidePopover()
            act()

        entry.onclick = choose
        return entry

    formats: Array = bar.formats
    if chosen.includes('copy'):
        formats.filter(lambda format: format.clipboard is not None).forEach(
            lambda format: offer(say(words.COPY_AS, format.name), lambda: bar.put(format)))
    if chosen.includes('save'):
        formats.forEach(lambda format: offer(say(words.SAVE_AS, format.name), lambda: bar.save(format)))
    if chosen.includes('show') and bar.view.choices is not None:
        _offer_choices(offer, bar)

    def toggle(event) -> None:
        if event.newState == 'closed':
            box.remove()
            bar.more.ariaExpanded = 'false'
            bar.more.focus()

    def press(event) -> None:
        is_down = event.key == 'ArrowDown'
        if is_down or event.key == 'ArrowUp':
            event.preventDefault()
            entry: Element = event.target
            next_one = entry.nextElementSibling if is_down else entry.previousElementSibling
            target = (box.firstElementChild if is_down else box.lastElementChild) if next_one is None else next_one
            target.focus()
        event.stopPropagation()

    box.addEventListener('toggle', toggle)
    box.addEventListener('keydown', press)
    bar.more.ariaExpanded = 'true'
    show_popover(box)
    near = bar.more.getBoundingClientRect()
    window = window_of(box)
    width: float = window.innerWidth
    height: float = window.innerHeight
    own_width: float = box.offsetWidth
    own_height: float = box.offsetHeight
    box.style.left = f'{String(Math.max(0, Math.min(near.left, width - own_width)))}px'
    box.style.top = f'{String(Math.max(0, Math.min(near.bottom, height - own_height)))}px'
    if box.firstElementChild is not None:
        box.firstElementChild.focus()


def _offer_choices(offer, bar) -> None:
    """Offer the representations of a bundle, and the source of the best one."""
    view = bar.view
    choices: Array = view.choices
    names: Array = Array()

    def add_choice(choice) -> None:
        name = _name_of(choice)
        if not names.includes(name):
            names.push(name)
            _offer_choice(offer, bar, name, choice.type)

    choices.forEach(add_choice)
    _offer_choice(offer, bar, say(words.SOURCE), 'source')


def _offer_choice(offer, bar, name: str, wish: str) -> None:
    view = bar.view
    entry: Element = offer(say(words.SHOW_AS, name), lambda: view.show_as(wish))
    entry.role = 'menuitemradio'
    current = view.choices.at(0).type if view.wish is None else view.wish
    entry.ariaChecked = String(current is wish)


def _name_of(choice) -> str:
    """The name of a representation for users; a MIME type only if there is no word for it."""
    if choice.type == 'text/html' and String(choice.data).includes('<table'):
        return say(words.TABLE)
    name: str = NAMES.get(choice.handler.chunk)
    return String(choice.type) if name is None else say(name)
