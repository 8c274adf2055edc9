"""The menu of a toolbar and the dialog that shows an item over the page, loaded with the first that is opened."""

from browser import Element

from media.actions import enlarging
from media.actions.menu import open_menu
from media.styles import adopt
from static.actions_more import css


def enlarge(slot: Element, picture: Element, opener: Element) -> None:
    """Show what a slot shows, zoomed where ``picture`` is not None; at the end, ``opener`` has the focus."""
    adopt(slot, css)
    enlarging.enlarge(slot, picture, opener)


shared = {'enlarge': enlarge, 'open_menu': open_menu}
