"""The toolbars of items: copying, saving, enlarging, other representations. Main loads this chunk when the pointer or
the focus first reaches an item.
"""

from browser import Element, Map, MutationObserver, WeakMap, setTimeout

from media.actions.bar import Bar
from media.styles import adopt
from static.actions import css

# How long a toolbar stays after the pointer and the focus have left, in milliseconds.
_LINGER_MS = 250

# A click enlarges a picture if its natural width is at least this many times the displayed one.
_SMALLER = 1.05

# The toolbars on the page, by slot.
_bars: Map = Map()


async def attend(slot: Element, shown: WeakMap):
    """Show the toolbar of a slot, if it has none. ``shown`` maps slots to what main shows there: ``{view, item}``."""
    setTimeout(_tidy, _LINGER_MS)
    if _bars.has(slot) or shown.get(slot) is None:
        return
    adopt(slot, css)
    bar = Bar(slot, shown)
    _bars.set(slot, bar)
    _place(bar)
    _offer_click(bar)
    slot.addEventListener('pointerleave', _leave)
    slot.addEventListener('focusout', _leave)
    _observer.observe(slot, {'childList': True})


def _leave(event) -> None:
    setTimeout(_tidy, _LINGER_MS)


def _tidy() -> None:
    """Remove the toolbars of slots that are neither hovered nor focused."""
    def look(bar: Bar, slot: Element) -> None:
        is_used = slot.matches(':hover, :focus-within') or slot.querySelector('[popover]') is not None  # a menu is open
        if slot.isConnected is False or not is_used:
            bar.element.remove()
            _bars.delete(slot)

    _bars.forEach(look)


def _place(bar: Bar) -> None:
    """Mark a slot that is narrower than its toolbar: the toolbar is then aligned left, so that it is not cut off."""
    own: float = bar.element.offsetWidth
    width: float = bar.slot.clientWidth
    bar.element.classList.toggle('backendai-narrow', own > width)


def _offer_click(bar: Bar) -> None:
    """Let a click enlarge a picture that is displayed smaller than its natural size."""
    picture: Element = bar.picture
    if picture is None or picture.localName != 'img':
        return
    natural: float = picture.naturalWidth
    shown: float = picture.clientWidth
    if natural < shown * _SMALLER:
        return
    picture.style.cursor = 'zoom-in'

    def click(event) -> None:
        if bar.slot.closest('.backendai-enlarged') is None:
            bar.enlarge_from(bar.slot)

    picture.onclick = click


def _put_back(records) -> None:
    """Restore toolbars after updates that have replaced all contents of their slots."""
    def look(bar: Bar, slot: Element) -> None:
        if not bar.has_item:
            bar.element.remove()
            _bars.delete(slot)
        elif bar.element.parentNode is not slot:
            slot.prepend(bar.element)

    _bars.forEach(look)


_observer = MutationObserver(_put_back)

shared = {'attend': attend}
