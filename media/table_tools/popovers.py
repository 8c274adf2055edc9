"""Popovers that close on Escape or on a click outside."""

from browser import Element, Event, Math

from media.dom import window_of
from media.popovers import show_popover
from media.table.elements import active_element, make, px
from media.table.view import View
from media.table_tools.moving import focus


def open_popover(view: View, near: Element, name: str) -> Element:
    """Open an empty popover below ``near``. Closing it restores the focus."""
    box = make(view.root, 'div')
    box.setAttribute('popover', 'auto')
    box.role = 'dialog'
    box.ariaLabel = name
    rectangle = near.getBoundingClientRect()
    window = window_of(near)

    had_focus = False

    def close(event: Event) -> None:
        nonlocal had_focus
        had_focus = event.newState == 'closed' and box.contains(active_element(box))

    def toggle(event: Event) -> None:
        if event.newState == 'closed':
            box.remove()
            # The element that opened the popover may have been redrawn since.
            if had_focus and not view.root.contains(active_element(view.root)):
                focus(view)

    box.addEventListener('beforetoggle', close)

    box.addEventListener('toggle', toggle)
    show_popover(box)

    def place(time: float) -> None:
        width: float = window.innerWidth - box.offsetWidth
        height: float = window.innerHeight - box.offsetHeight
        box.style.left = px(Math.max(0, Math.min(rectangle.left, width)))
        box.style.top = px(Math.max(0, Math.min(rectangle.bottom, height)))

    window.requestAnimationFrame(place)
    return box


def add_action(box: Element, text: str, action) -> Element:
    """Add a button that closes the popover and calls ``action``."""
    button = make(box, 'button', text)
    button.type = 'button'

    def act(event: Event) -> None:
        box.hidePopover()
        action()

    button.onclick = act
    return button


def add_field(box: Element, label: str, kind: str, value: str) -> Element:
    """Add an input field with a label."""
    place = make(box, 'label', label)
    field = make(place, 'input')
    field.type = kind
    field.value = value
    return field
