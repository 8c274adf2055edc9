"""The drawings of one container: a sheet for each canvas id, which later items continue."""

from browser import Element, Map, Promise, String, WeakMap, atob

from media.dom import create, document_of
from static.drawing import css

from media.drawing.items import element_at
from media.drawing.messagepack import read_commands
from media.drawing.sheet import Sheet
from media.notes import make_note
from media.styles import adopt

# The drawing of each container, and of each slot that it was shown in. They live as long as the page keeps those.
_drawings = WeakMap()


class Drawing:
    """What one container shows: ``BackendAI.Drawing``."""

    def __init__(self, resultId: str, container: Element) -> None:
        self.container: Element = container
        # By canvas id, as text.
        self.sheets: Map = Map()
        if not _drawings.has(container):
            _drawings.set(container, self)

    async def update(self, data) -> None:
        """Go on drawing with what a kernel sent: base64 of a MessagePack list of commands."""
        slot = create(self.container, 'div')
        slot.className = 'sorna-media-item sorna-media-drawing'
        self.container.append(slot)
        await show_drawing(self, data, slot, None)
        if slot.firstChild is None:
            slot.remove()

    def getCanvas(self, id) -> Element:
        """The canvas element of an id, or None."""
        sheet: Sheet = self.sheets.get(String(id))
        return None if sheet is None else sheet.canvas

    @property
    def playing(self) -> bool:
        """Whether something is being animated."""
        return self.sheets.values().some(lambda sheet: sheet.is_playing())

    def pause(self) -> None:
        self.sheets.forEach(lambda sheet: sheet.pause(True))

    def resume(self) -> None:
        self.sheets.forEach(lambda sheet: sheet.pause(False))

    def finish(self) -> None:
        """Go to the final picture at once."""
        self.sheets.forEach(lambda sheet: sheet.finish())

    def replay(self) -> None:
        """Play all again, each canvas from where it was made last."""
        self.sheets.forEach(lambda sheet: sheet.replay())

    def dispose(self) -> None:
        """Take everything off the page and forget it."""
        self.sheets.forEach(lambda sheet: sheet.dispose())
        self.sheets.clear()
        _drawings.delete(self.container)


def drawing_of(slot: Element) -> Drawing:
    """The drawing that goes on in a slot: that of its container."""
    parent: Element = slot.parentNode
    container = slot if parent is None else parent
    own: Drawing = _drawings.get(slot)
    known: Drawing = _drawings.get(container) if own is None else own
    drawing = Drawing(slot.id, container) if known is None else known
    _drawings.set(slot, drawing)
    return drawing


async def show_drawing(drawing: Drawing, data, slot: Element, result_id) -> None:
    """Draw what a kernel sent, on the canvases there are, and for the others in ``slot``.

    What was fed under the same ``result_id`` before is replaced, and played again. Data that cannot be read is an
    exception.
    """
    try:
        text: str = atob(data if isinstance(data, str) else '!')
    except Exception:
        raise Exception('its data is not base64')
    by_canvas: Map = Map()
    is_whole = _group_by_canvas(text, by_canvas)
    slot.querySelectorAll('p:not(.backendai-drawing-size)').forEach(lambda old: slot.removeChild(old))
    paintings = []

    def feed(own: list[list], key: str) -> None:
        sheet: Sheet = drawing.sheets.get(key)
        if sheet is None:
            sheet = Sheet(document_of(slot), key)
            drawing.sheets.set(key, sheet)
        if not drawing.container.contains(sheet.canvas):
            adopt(slot, css)
            sheet.place(slot)

        def again():
            anew: Map = Map()
            _group_by_canvas(text, anew)
            return anew.get(key)

        paintings.append(sheet.feed(result_id, own, again))

    by_canvas.forEach(feed)
    if not is_whole:
        slot.append(make_note(slot, 'This drawing is cut off.'))
    await Promise.all(paintings)


def _group_by_canvas(text: str, by_canvas: Map) -> bool:
    """Read a drawing's bytes: its commands by canvas id, as text. Whether nothing has broken off."""
    commands: list[list] = []
    is_whole = read_commands(text, commands)
    own: list = []
    id = None
    for command in commands:
        if command:
            if element_at(command, 0) is not id or not own:
                id = element_at(command, 0)
                key = String(id)
                own = by_canvas.get(key)
                if own is None:
                    own = []
                    by_canvas.set(key, own)
            own.append(command)
    return is_whole
