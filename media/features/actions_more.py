"""The menu of a toolbar and the dialog that enlarges an item, loaded when one of them is first opened."""

from browser import Element

from media.actions import enlarging
from media.actions.menu import open_menu
from media.styles import adopt
from static.actions_more import css


def enlarge(slot: Element, picture: Element, opener: Element) -> None:
    """Enlarge a slot, with zoom if ``picture`` is not None; when the dialog closes, ``opener`` gets the focus."""
    adopt(slot, css)
    enlarging.enlarge(slot, picture, opener)


shared = {'enlarge': enlarge, 'open_menu': open_menu}
