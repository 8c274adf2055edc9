"""The buttons of a drawing that is animated: from the beginning, pause, to the end."""

from browser import Document, Element

from media.dom import create


class Controls:
    """``element`` is to stand behind a canvas; it shows while the canvas is hovered or touched, or a button focused."""

    def __init__(self, document: Document, replay, toggle, finish) -> None:
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

    def show(self, has_moved: bool, is_playing: bool, is_paused: bool) -> None:
        """Offer what makes sense now. Focus does not get lost with a button that goes."""
        self.element.hidden = not has_moved
        self._toggle.title = 'Resume' if is_paused else 'Pause'
        had_focus: bool = self.element.matches(':focus-within')
        self._toggle.hidden = self._finish.hidden = not is_playing
        if had_focus and not is_playing:
            self._replay.focus()
