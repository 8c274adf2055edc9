"""Elements of the tools."""

from browser import Element

from media.console.elements import add


def add_button(place: Element, label: str, action) -> Element:
    button = add(place, 'button', '')
    button.type = 'button'
    button.append(label)
    button.addEventListener('click', action)
    return button
