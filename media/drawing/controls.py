"""The buttons of a drawing that is animated: from the beginning, pause, to the end."""

from browser import Document, Element

from media.dom import create


# The names of the button for the size.
FULL, FIT = 'Full size', 'Fit to width'


class Controls:
    """``element`` is to stand behind a canvas; it shows while the canvas is hovered or touched, or a button focused."""

    def __init__(self, document: Document, replay, toggle, finish, resize) -> None:
        bar = create(document, 'div')
        self.element: Element = create(document, 'div')
        self.element.className = 'backendai-drawing-controls'
        self.element.append(bar)

        def button(name: str, act) -> Element:
            made = create(document, 'button')
            made.type = 'button'
            made.title = name
            made.onclick = act
            bar.append(made)
            return made

        self._replay: Element = button('Replay', replay)
        self._toggle: Element = button('Pause', toggle)
        self._finish: Element = button('Skip', finish)
        self._size: Element = button(FULL, resize)
        self._size.hidden = True
        self._has_moved: bool = False

    def show(self, has_moved: bool, is_playing: bool, is_paused: bool) -> None:
        """Offer what makes sense now. Focus does not get lost with a button that goes."""
        self._has_moved = has_moved
        self.element.hidden = not has_moved and self._size.hidden
        self._replay.hidden = not has_moved
        self._toggle.title = 'Resume' if is_paused else 'Pause'
        had_focus: bool = self.element.matches(':focus-within')
        self._toggle.hidden = self._finish.hidden = not is_playing
        if had_focus and not is_playing:
            self._replay.focus()

    def offer_size(self, is_smaller: bool, is_full: bool) -> None:
        """Offer the full size to a drawing that is shown smaller, and the way back."""
        self._size.title = FIT if is_full else FULL
        self._size.hidden = not is_smaller and not is_full
        self.element.hidden = not self._has_moved and self._size.hidden
