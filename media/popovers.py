"""Popovers, including a fallback for browsers from before 2024, which show them as part of the page."""

from browser import Element, Event, Object

from media.dom import call, document_of

# The maximum z-index, in front of everything on the page.
FRONT = '2147483647'


def show_popover(box: Element) -> None:
    """Show an element with the attribute ``popover`` until a click elsewhere, Escape, or its ``hidePopover``."""
    if box.showPopover is not None:
        box.showPopover()
        return
    document = document_of(box)

    def tell(name: str) -> None:
        box.dispatchEvent(Object.assign(Event(name), {'newState': 'closed'}))

    def hide() -> None:
        call(document, 'removeEventListener', ['pointerdown', leave, True])
        call(document, 'removeEventListener', ['keydown', leave, True])
        tell('beforetoggle')
        box.hidden = True
        tell('toggle')

    def leave(event) -> None:
        if event.key == 'Escape' or event.type == 'pointerdown' and not event.composedPath().includes(box):
            box.hidePopover()

    box.hidePopover = hide
    box.style.zIndex = FRONT
    call(document, 'addEventListener', ['pointerdown', leave, True])
    call(document, 'addEventListener', ['keydown', leave, True])
