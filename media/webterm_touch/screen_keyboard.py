"""The on-screen keyboard, which covers the lower part of a page: the terminal ends above it."""

from browser import Element, Math

from media.dom import document_of, read_property, window_of

# The minimum height of a terminal above a keyboard, in pixels, and the scale from which a page counts as pinch-zoomed.
MIN_HEIGHT_PX = 120
PINCHED_SCALE = 1.05


def stay_above_keyboard(root: Element):
    """Give the terminal a lower border as high as the part that a keyboard covers, while the terminal has the focus.

    Returns a function that stops this.
    """
    view = window_of(root).visualViewport
    if view is None:
        return lambda: None

    def follow(event) -> None:
        if view.scale > PINCHED_SCALE or not root.isConnected:
            return
        box = root.getBoundingClientRect()
        covered: float = box.bottom - view.offsetTop - view.height
        is_ours: bool = root.contains(read_property(document_of(root), 'activeElement'))
        if not is_ours or covered < 1:
            covered = 0
        covered = Math.min(covered, Math.max(0, box.height - MIN_HEIGHT_PX))
        root.style.borderBlockEnd = f'{Math.round(covered)}px solid transparent' if covered > 0 else ''

    view.addEventListener('resize', follow)
    view.addEventListener('scroll', follow)
    root.addEventListener('focusin', follow)
    root.addEventListener('focusout', follow)

    def end() -> None:
        view.removeEventListener('resize', follow)
        view.removeEventListener('scroll', follow)

    return end
