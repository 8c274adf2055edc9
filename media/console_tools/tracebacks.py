"""Tracebacks in text: where they begin and end, which lines are frames, and which frames belong to a library.

Supported are those of Python (plain, and as printed by IPython and rich), JavaScript, Java, C#, Go, Rust, Ruby, R,
Julia, Lua and PHP.
"""

from browser import Array, Map, RegExp

from media.console.buffer import Buffer
from media.console.lines import Line
from media.console.text_block import TextBlock

_BEGINS: RegExp = RegExp(
    'Traceback \\(most recent call last\\)(?::?$| ─)|^stack \\w+:$|^Backtrace:$|^Exception in thread '
    '|^thread .+ panicked at |^(?:panic|ERROR): |^Error in |^PHP \\w+ error:|^\\S+:\\d+:in [`\']'
    '|^(?:Uncaught |Unhandled exception\\. )?[\\w.$]*(?:Error|Exception)\\b(?::|$)'
)

# Lines that name a location in code.
_PLACE: RegExp = RegExp(
    '^[\\s|]*File .+(?:, line |:)\\d+|^│ \\S+:\\d+ in |^(?:Cell )?In ?\\[|^<ipython-input-|^\\S+\\.pyx? in '
    '|^\\s+(?:from |@ |at (?=.*(?:\\(|:\\d+:\\d|<)))'
    '|^\\s*(?:\\[\\d+\\]|\\d+:|\\d+\\.(?= +[├└│])|#\\d+) |^\\s+\\S+:\\d+|^Calls: '
)

# Other lines of a traceback: indented or boxed lines, arrows and line numbers, and lines that introduce the next one.
_INSIDE: RegExp = RegExp(
    '^\\s+\\S|^$|^[│╰]|^-+>? ?\\d|^During handling of |^The above exception was |^Traceback |^Caused by:'
    '|^Stack ?trace:$|^goroutine \\d+|^[\\w./*()]+\\(.*\\)$|^note: |^! '
)

_LIBRARY: RegExp = RegExp(
    'site-packages|dist-packages|/lib/python\\d|<frozen |node_modules|node:internal'
    '|\\bat (?:java|jdk|sun|scala|kotlin|org\\.apache|System)\\.|/rustc/|\\.cargo/registry'
    '|/usr/(?:local/)?(?:lib|go|share)/|/gems/|@ (?:Base|Core) |[─ ](?:base|rlang)::'
)


# In an exception group, the messages of all its exceptions, which are never hidden.
_MESSAGE: RegExp = RegExp('^ *\\| (?!Traceback )\\S')
# The lines that separate them.
_RULE: RegExp = RegExp('^ *\\+[-+]')


class Fold:
    """A traceback, or a frame of ``outer``: its lines from ``start`` to ``end``, of which the first stays visible."""

    def __init__(self, start: int, outer):
        self.start: int = start
        self.end: int = start + 1
        self.outer: Fold = outer
        self._frames: list[Fold] = []
        self.is_closed: bool = False


class Reader:
    """How far a buffer has been read, and the tracebacks found. Lines count from the first ever written."""

    def __init__(self):
        self._position: int = 0
        self._folds: Map = Map()
        self._open: Fold = None
        # The current frame, to which the next lines belong.
        self._frame: Fold = None
        self._is_library: bool = False


def find_tracebacks(block: TextBlock, least: int) -> None:
    """Read the lines that are complete.

    Log records up to level ``least`` are hidden.
    """
    buffer = block.buffer
    if block.reader is None:
        block.reader = Reader()
    reader: Reader = block.reader
    reader._position = max(reader._position, buffer.dropped)
    end: int = buffer.dropped + buffer.row
    while reader._position < end:
        line: Line = buffer.lines.at(reader._position - buffer.dropped)
        if 0 < line.level <= least:
            line.is_hidden = True
            _touch(buffer, reader._position)
        _read_line(reader, buffer, line, line.text[:500])
        reader._position += 1


def _read_line(reader: Reader, buffer: Buffer, line: Line, text: str) -> None:
    fold: Fold = reader._open
    if fold is None or not fold._frames and _BEGINS.test(text):
        if line.level == 0 and _BEGINS.test(text):
            reader._open = Fold(reader._position, None)
            reader._is_library = False
            reader._frame = None
        return
    if not _PLACE.test(text) and not _INSIDE.test(text):
        # The exception's message ends the traceback, and so does any other line.
        reader._open = None
        if _BEGINS.test(text):
            _read_line(reader, buffer, line, text)
        return
    if _PLACE.test(text):
        reader._is_library = _LIBRARY.test(text)
        reader._frame = Fold(reader._position, fold)
        fold._frames.append(reader._frame)
        reader._folds.set(reader._position, reader._frame)
        reader._folds.set(fold.start, fold)
    elif _MESSAGE.test(text) or _RULE.test(text):
        reader._is_library = False
        reader._frame = None
    if text:
        fold.end = reader._position + 1
        if reader._frame is not None:
            reader._frame.end = fold.end
    line.is_dim = reader._is_library and text != ''
    if fold.is_closed and not _MESSAGE.test(text):
        line.is_hidden = True
    if line.is_dim or fold._frames:
        newest: Fold = fold._frames.at(-1)
        _touch(buffer, newest.start if len(fold._frames) > 1 else fold.start)


def _touch(buffer: Buffer, index: int) -> None:
    buffer.changed = min(buffer.changed, max(0, index - buffer.dropped))


def fold_at(reader: Reader, index: int) -> Fold:
    """The traceback that begins at a line, or the frame, if it has more lines than that one; or None."""
    fold: Fold = reader._folds.get(index)
    return None if fold is not None and fold.outer is not None and fold.end - fold.start < 2 else fold


def unfold(reader: Reader, index: int, buffer: Buffer) -> None:
    """Show a line hidden by a collapsed traceback or frame."""
    folds: list[Fold] = Array.from_(reader._folds.values())
    for fold in folds:
        if fold.is_closed and fold.start < index < fold.end:
            toggle(fold, buffer)


def toggle(fold: Fold, buffer: Buffer) -> None:
    """Collapse or expand a traceback or a frame."""
    fold.is_closed = not fold.is_closed
    whole: Fold = fold if fold.outer is None else fold.outer
    for line in buffer.lines[max(0, whole.start + 1 - buffer.dropped):max(0, whole.end - buffer.dropped)]:
        line.is_hidden = whole.is_closed and not _MESSAGE.test(line.text)
    for frame in whole._frames:
        for line in buffer.lines[max(0, frame.start + 1 - buffer.dropped):max(0, frame.end - buffer.dropped)]:
            line.is_hidden = line.is_hidden or frame.is_closed
    _touch(buffer, whole.start)
