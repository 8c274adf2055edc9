"""Buttons and other widgets with a boolean value."""

from browser import Object, Reflect, String

from media.widgets import words as texts
from media.widgets.views import View
from media.words import say

# Characters in common fonts for names of Font Awesome icons. Other icons are not shown.
ICONS = {
    'check': '✓', 'times': '✕', 'close': '✕', 'plus': '+', 'minus': '−', 'play': '▶', 'pause': '❚❚', 'stop': '■',
    'refresh': '↻', 'sync': '↻', 'repeat': '↻', 'undo': '↶', 'search': '⌕', 'arrow-left': '←', 'arrow-right': '→',
    'arrow-up': '↑', 'arrow-down': '↓', 'home': '⌂', 'save': '⤓', 'download': '⤓', 'upload': '⤒', 'trash': '⌫',
    'info': 'ⓘ', 'question': '?', 'warning': '⚠', 'exclamation-triangle': '⚠', 'star': '★', 'heart': '♥', 'cog': '⚙',
    'gear': '⚙', 'gears': '⚙', 'bars': '☰', 'edit': '✎', 'pencil': '✎', 'link': '⚭', 'lock': '⚿', 'bell': '⍾',
}


def icon_of(name) -> str:
    """Return the character for an icon name, with or without `fa-`, or an empty string."""
    key = String(name).slice(3) if String(name).startsWith('fa-') else String(name)
    return Reflect.get(ICONS, key) if Object.hasOwn(ICONS, key) is True else ''


def draw_button(view: View) -> None:
    """Button. A click sends a custom message to the kernel."""
    button = view.add('button', 'button')
    button.type = 'button'
    button.onclick = lambda event: view.send({'event': 'click'})

    def update() -> None:
        words = f'{icon_of(view.get("icon"))} {view.description()}'
        button.textContent = words.trim()
        button.ariaLabel = None if button.textContent else view.tooltip() or say(texts.BUTTON)
        button.className = f'button {view.words("button_style")}'

    view.updates.append(update)


def draw_toggle_button(view: View) -> None:
    """ToggleButton. ``value`` is whether it is pressed."""
    draw_button(view)
    button = view.node.firstChild
    button.onclick = lambda event: view.change({'value': not view.flag('value')})

    def update() -> None:
        button.ariaPressed = 'true' if view.flag('value') else 'false'

    view.updates.append(update)


def draw_checkbox(view: View) -> None:
    """Checkbox. Its description follows the box."""
    label = view.add('label', 'checkbox')
    box = view.add('input', '', label)
    box.type = 'checkbox'
    words = view.add('span', '', label)
    box.onchange = lambda event: view.change({'value': box.checked})

    def update() -> None:
        box.checked = view.flag('value')
        words.textContent = view.description()
        box.ariaLabel = None if words.textContent else view.tooltip() or say(texts.CHECKBOX)
        label.classList.toggle('indented', view.get('indent') is True)

    view.updates.append(update)


def draw_valid(view: View) -> None:
    """Valid: a mark for valid or invalid, with the text ``readout`` if invalid."""
    mark = view.add_control('output', 'valid')

    def update() -> None:
        is_valid = view.flag('value')
        mark.textContent = say(texts.VALID) if is_valid else f'✕ {view.words("readout")}'
        mark.classList.toggle('invalid', not is_valid)

    view.updates.append(update)
