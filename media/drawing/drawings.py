"""The drawing of a container: a sheet for each canvas id, which later items continue."""

from browser import Element, Map, Object, Promise, Reflect, Set, String, WeakMap

from media.datauri import decoded

from media.dom import create, document_of
from static.drawing import css

from media.drawing import words
from media.drawing.items import element_at
from media.drawing.messagepack import reading
from media.drawing.sheet import Sheet
from media.notes import make_note
from media.slices import Slices
from media.styles import adopt
from media.templates import fill
from media.words import say

# Drawings with at least this many bytes are read in time slices.
LONG = 200000

# The known commands and objects. Others are reported.
COMMANDS: list[str] = [
    'canvas', 'obj', 'update', 'stop-anim', 'resume-anim', 'begin-group', 'end-group', 'bgcolor', 'fgcolor',
    'begin-fill', 'end-fill',
]
OBJECTS: list[str] = ['line', 'circle', 'rect', 'rectangle', 'triangle']

# The maximum number of unknown names that are recorded.
MAX_UNKNOWN = 20

# The drawing of each container and of each slot in which it was shown. They live as long as these elements.
_drawings = WeakMap()


class Commands:
    """Parsed commands: ``by_canvas``, keyed by canvas id as text; ``unknown`` names; and whether the data is whole."""

    def __init__(self):
        self.by_canvas: Map = Map()
        self.unknown: list[str] = []
        self.is_whole: bool = True


class Drawing:
    """The drawing of one container, public as ``BackendAI.Drawing``."""

    def __init__(self, resultId: str, container: Element) -> None:
        self.container: Element = container
        # Sheets by canvas id, as text.
        self.sheets: Map = Map()
        # Unknown commands and objects that have been reported.
        self.unknown: Set = Set()
        # Whether an item was long enough to be read in time slices.
        self._is_long: bool = False
        # A Promise for the item that is being read, since items must be drawn in order.
        self.reading: Promise = None
        # A Promise that resolves when the latest item is painted.
        self.painted: Promise = None
        if not _drawings.has(container):
            _drawings.set(container, self)

    async def update(self, data) -> None:
        """Continue the drawing with data from a kernel: a MessagePack list of commands in base64."""
        slot = create(self.container, 'div')
        slot.className = 'sorna-media-item sorna-media-drawing'
        self.container.append(slot)
        await show_drawing(self, data, slot, None, lambda reason: None)
        if slot.firstChild is None:
            slot.remove()

    def getCanvas(self, id) -> Element:
        """Return the canvas element with an id, or None."""
        sheet: Sheet = self.sheets.get(String(id))
        return None if sheet is None else sheet.canvas

    @property
    def playing(self) -> bool:
        """Whether an animation is running."""
        return self.sheets.values().some(lambda sheet: sheet.is_playing())

    def pause(self) -> None:
        self.sheets.forEach(lambda sheet: sheet.pause(True))

    def resume(self) -> None:
        self.sheets.forEach(lambda sheet: sheet.pause(False))

    def finish(self) -> None:
        """Skip to the final picture."""
        self.sheets.forEach(lambda sheet: sheet.finish())

    def replay(self) -> None:
        """Replay all canvases, each from its last ``canvas`` command."""
        self.sheets.forEach(lambda sheet: sheet.replay())

    def dispose(self) -> None:
        """Remove all canvases from the page and free them."""
        self.sheets.forEach(lambda sheet: sheet.dispose())
        self.sheets.clear()
        _drawings.delete(self.container)


def drawing_of(slot: Element) -> Drawing:
    """Return the drawing of a slot, which is that of its container."""
    parent: Element = slot.parentNode
    container = slot if parent is None else parent
    own: Drawing = _drawings.get(slot)
    known: Drawing = _drawings.get(container) if own is None else own
    drawing = Drawing(slot.id, container) if known is None else known
    _drawings.set(slot, drawing)
    return drawing


async def show_drawing(drawing: Drawing, data, slot: Element, result_id, report) -> None:
    """Draw data from a kernel, on existing canvases or on new ones in ``slot``.

    Commands that were fed under the same ``result_id`` before are replaced and played again. Raise an exception for
    invalid data. ``report`` is called once with a sentence about each unknown command.
    """
    try:
        text: str = decoded(data.trim() if isinstance(data, str) else '!')
    except Exception:
        raise Exception(words.NOT_BASE64)
    earlier: Promise = drawing.reading
    drawing._is_long = drawing._is_long or len(text) >= LONG
    if earlier is None and not drawing._is_long:
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
    """Feed parsed commands to their canvases."""
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
        slot.append(make_note(slot, say(words.CUT_OFF)))
    fresh: list[str] = [name for name in commands.unknown if drawing.unknown.has(name) is False]
    if fresh:
        for name in fresh:
            drawing.unknown.add(name)
        names = ', '.join(fresh)
        slot.append(make_note(slot, say(words.INCOMPLETE, names)))
        report(fill(words.UNKNOWN_COMMANDS, names))
    drawing.painted = Promise.all(paintings)


def _read_all(text: str) -> Commands:
    """Parse the bytes of a drawing without pauses."""
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
    """Parse the bytes of a drawing into ``found``. This generator yields regularly to allow pauses."""
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
    """Add the name of a command, or of the object that it draws, to ``unknown`` if it is unknown."""
    name = element_at(command, 1)
    known = COMMANDS
    given = element_at(command, 3)
    if name == 'obj' and isinstance(given, list):
        name = element_at(given, 0)
        known = OBJECTS
    if isinstance(name, str) and name not in known and name not in unknown and len(unknown) < MAX_UNKNOWN:
        unknown.append(name)
