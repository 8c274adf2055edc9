"""Elements shared by the toolbar and the dialog."""

from browser import Element

from media.elements import add


def add_button(parent: Element, label: str, act) -> Element:
    button = add(parent, 'button', '')
    button.type = 'button'
    button.append(label)
    button.onclick = act
    return button
