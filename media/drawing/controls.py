"""The buttons of an animated drawing: replay, pause, skip and size."""

from browser import Document, Element

from media.dom import create
from media.drawing import words
from media.words import say



class Controls:
    """The buttons. Insert ``element`` after a canvas; it shows on hover, touch, or while a button has the focus."""

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

        self._replay: Element = button(say(words.REPLAY), replay)
        self._toggle: Element = button(say(words.PAUSE), toggle)
        self._finish: Element = button(say(words.SKIP), finish)
        self._size: Element = button(say(words.FULL_SIZE), resize)
        self._size.hidden = True
        self._has_moved: bool = False

    def show(self, has_moved: bool, is_playing: bool, is_paused: bool) -> None:
        """Show the buttons that apply now. If a focused button is hidden, the focus moves to Replay."""
        self._has_moved = has_moved
        self.element.hidden = not has_moved and self._size.hidden
        self._replay.hidden = not has_moved
        self._toggle.title = say(words.RESUME) if is_paused else say(words.PAUSE)
        had_focus: bool = self.element.matches(':focus-within')
        self._toggle.hidden = self._finish.hidden = not is_playing
        if had_focus and not is_playing:
            self._replay.focus()

    def offer_size(self, is_smaller: bool, is_full: bool) -> None:
        """Show the size button if the drawing is shown smaller than its size, or in full size."""
        self._size.title = say(words.FIT_TO_WIDTH if is_full else words.FULL_SIZE)
        self._size.hidden = not is_smaller and not is_full
        self.element.hidden = not self._has_moved and self._size.hidden
