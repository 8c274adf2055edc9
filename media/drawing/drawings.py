"""The drawings of one container: a sheet for each canvas id, which later items continue."""

from browser import Element, Map, Object, Promise, Reflect, Set, String, WeakMap

from media.datauri import decoded

from media.dom import create, document_of
from static.drawing import css

from media.drawing.items import element_at
from media.drawing.messagepack import reading
from media.drawing.sheet import Sheet
from media.notes import make_note
from media.slices import Slices
from media.styles import adopt

# Drawings of more characters than this are read in slices.
LONG = 200000

# What kernels draw with; all else is reported.
COMMANDS: list[str] = [
    'canvas', 'obj', 'update', 'stop-anim', 'resume-anim', 'begin-group', 'end-group', 'bgcolor', 'fgcolor',
    'begin-fill', 'end-fill',
]
OBJECTS: list[str] = ['line', 'circle', 'rect', 'rectangle', 'triangle']

# So many unknown names are kept.
MAX_UNKNOWN = 20

# The drawing of each container, and of each slot that it was shown in. They live as long as the page keeps those.
_drawings = WeakMap()


class Commands:
    """What was read: commands ``by_canvas``, by its id as text; names that are ``unknown``; whether it is whole."""

    def __init__(self):
        self.by_canvas: Map = Map()
        self.unknown: list[str] = []
        self.is_whole: bool = True


class Drawing:
    """What one container shows: ``BackendAI.Drawing``."""

    def __init__(self, resultId: str, container: Element) -> None:
        self.container: Element = container
        # By canvas id, as text.
        self.sheets: Map = Map()
        # The commands and objects that it does not know, which have been reported.
        self.unknown: Set = Set()
        # Whether an item was so long that it was read in slices.
        self.is_long: bool = False
        # A Promise of the end of what is being read; items are drawn in the order in which they came.
        self.reading: Promise = None
        # A Promise of the picture of what came last.
        self.painted: Promise = None
        if not _drawings.has(container):
            _drawings.set(container, self)

    async def update(self, data) -> None:
        """Go on drawing with what a kernel sent: base64 of a MessagePack list of commands."""
        slot = create(self.container, 'div')
        slot.className = 'sorna-media-item sorna-media-drawing'
        self.container.append(slot)
        await show_drawing(self, data, slot, None, lambda reason: None)
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


async def show_drawing(drawing: Drawing, data, slot: Element, result_id, report) -> None:
    """Draw what a kernel sent, on the canvases there are, and for the others in ``slot``.

    What was fed under the same ``result_id`` before is replaced, and played again. Data that cannot be read is an
    exception. ``report`` gets a sentence about commands that are not known, once for each.
    """
    try:
        text: str = decoded(data.trim() if isinstance(data, str) else '!')
    except Exception:
        raise Exception('its data is not base64')
    earlier: Promise = drawing.reading
    drawing.is_long = drawing.is_long or len(text) >= LONG
    if earlier is None and not drawing.is_long:
        _draw(drawing, text, slot, result_id, report, _read_all(text))
        await drawing.painted
        return
    ended = Object()
    reading = Promise(lambda done: Reflect.set(ended, 'resolve', done))
    drawing.reading = reading
    try:
        if earlier is not None:
            await earlier
        commands = await _read_in_slices(text)
        for sheet in [*drawing.sheets.values()]:
            if sheet.playback.knows(result_id):
                await sheet.reread()
        _draw(drawing, text, slot, result_id, report, commands)
    finally:
        if drawing.reading is reading:
            drawing.reading = None
        ended.resolve()
    await drawing.painted


def _draw(drawing: Drawing, text: str, slot: Element, result_id, report, commands: Commands) -> None:
    """Feed what was read to the canvases that it is for."""
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
            found = Commands()
            for _ in _grouping(text, found):
                yield None
            yield found.by_canvas.get(key)

        paintings.append(sheet.feed(result_id, own, again))

    commands.by_canvas.forEach(feed)
    if not commands.is_whole:
        slot.append(make_note(slot, 'This drawing is cut off.'))
    fresh: list[str] = [name for name in commands.unknown if drawing.unknown.has(name) is False]
    if fresh:
        for name in fresh:
            drawing.unknown.add(name)
        reason = f'it has commands that are not known: {", ".join(fresh)}'
        slot.append(make_note(slot, f'This drawing is incomplete: {reason}.'))
        report(reason)
    drawing.painted = Promise.all(paintings)


def _read_all(text: str) -> Commands:
    """The commands of a drawing's bytes, without pauses."""
    found = Commands()
    for _ in _grouping(text, found):
        pass
    return found


async def _read_in_slices(text: str) -> Commands:
    found = Commands()
    slices = Slices()
    for _ in _grouping(text, found):
        if slices.is_over():
            await slices.pause()
    return found


def _grouping(text: str, found: Commands):
    """Read a drawing's bytes, with a place to pause now and then."""
    commands: list[list] = []
    for is_whole in reading(text, commands):
        if is_whole is not None:
            found.is_whole = is_whole
        yield None
    by_canvas: Map = found.by_canvas
    own: list = []
    id = None
    for number, command in enumerate(commands):
        if number % 512 == 0:
            yield None
        if command:
            _note_unknown(command, found.unknown)
            if element_at(command, 0) is not id or not own:
                id = element_at(command, 0)
                key = String(id)
                own = by_canvas.get(key)
                if own is None:
                    own = []
                    by_canvas.set(key, own)
            own.append(command)


def _note_unknown(command: list, unknown: list[str]) -> None:
    """Add the name of a command to ``unknown``, or of what it draws, if it means nothing to us."""
    name = element_at(command, 1)
    known = COMMANDS
    given = element_at(command, 3)
    if name == 'obj' and isinstance(given, list):
        name = element_at(given, 0)
        known = OBJECTS
    if isinstance(name, str) and name not in known and name not in unknown and len(unknown) < MAX_UNKNOWN:
        unknown.append(name)
