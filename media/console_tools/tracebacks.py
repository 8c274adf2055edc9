"""Tracebacks in text: where one begins and ends, which of its lines are frames, and which of those of a library.

Python's (plain, and as IPython prints them), JavaScript's, Java's, Go's, Rust's, Ruby's, Julia's and PHP's.
"""

from browser import RegExp

from media.console.lines import Line
from media.console.screen import Screen
from media.console.view import View


def _any_of(patterns: list[str]) -> RegExp:
    return RegExp('|'.join(patterns))


_BEGINS = _any_of([
    '^[\\s|+-]*(?:Exception Group )?Traceback \\(most recent call last\\):?$',
    '^\\w[\\w.]* +Traceback \\(most recent call last\\)$',
    '^Exception in thread ',
    '^(?:Uncaught )?[\\w.$]*(?:Error|Exception)\\b(?::|$)',
    '^(?:panic|ERROR): ',
    '^stack backtrace:$',
    '^PHP \\w+ error:',
    '^\\S+:\\d+:in [`\']',
])

# Lines that name a place in code.
_PLACE = _any_of([
    '^[\\s|]*File .+(?:, line |:)\\d+',
    '^(?:Cell )?In ?\\[',
    '^<ipython-input-',
    '^\\S+\\.pyx? in ',
    '^\\s+(?:at|from|@) ',
    '^\\s+\\[\\d+\\] ',
    '^\\s+\\d+: ',
    '^#\\d+ ',
    '^\\s+/\\S+:\\d+',
])

# What else stands in a traceback: what is indented, arrows and line numbers, and what leads over to the next one.
_INSIDE = _any_of([
    '^\\s+\\S', '^$', '^-+>? ?\\d', '^During handling of ', '^The above exception was ', '^Traceback ',
    '^Caused by:', '^Stacktrace:$', '^Stack trace:$', '^goroutine \\d+', '^[\\w./*()]+\\(.*\\)$', '^note: ',
])

_LIBRARY = _any_of([
    'site-packages', 'dist-packages', '/lib/python\\d', '<frozen ', 'node_modules', 'node:internal',
    '\\bat (?:java|jdk|sun|scala|kotlin|org\\.apache)\\.', '/rustc/', '\\.cargo/registry',
    '/usr/(?:local/)?(?:lib|go|share)/', '/gems/', '@ (?:Base|Core) ',
])


def _is(pattern: RegExp, text: str) -> bool:
    return pattern.test(text)


class Fold:
    """A traceback: its lines from ``start`` up to ``end``, of which the first and the last always show.

    ``frames`` is how many lines with places in code it has.
    """

    def __init__(self, start: int):
        self.start: int = start
        self.end: int = start + 1
        self.frames: int = 0
        self.is_closed: bool = False


class Reader:
    """How far a screen has been read, and what was found. Lines count from the first there ever was."""

    def __init__(self):
        self.position: int = 0
        self.folds: list[Fold] = []
        self.open: Fold = None
        self.is_library: bool = False


def read(view: View, text_of, least: int) -> None:
    """Read the lines that are complete by now; ``text_of`` gives the text of one.

    Log records are hidden up to level ``least``.
    """
    screen = view.screen
    if view.reader is None:
        view.reader = Reader()
    reader: Reader = view.reader
    reader.position = max(reader.position, screen.dropped)
    end: int = screen.dropped + screen.row
    while reader.position < end:
        line = screen.lines[reader.position - screen.dropped]
        if 0 < line.level <= least:
            line.is_hidden = True
            _touch(screen, reader.position)
        text: str = text_of(line)
        _take(reader, screen, line, text[:500])
        reader.position += 1


def _take(reader: Reader, screen: Screen, line: Line, text: str) -> None:
    fold: Fold = reader.open
    if fold is None or fold.frames == 0 and _is(_BEGINS, text):
        if line.level == 0 and _is(_BEGINS, text):
            reader.open = Fold(reader.position)
            reader.is_library = False
        return
    if not _is(_PLACE, text) and not _is(_INSIDE, text):
        # The message of the exception ends it, and so does anything else.
        reader.open = None
        fold.end = reader.position + 1
        if _is(_BEGINS, text):
            _take(reader, screen, line, text)
        return
    if text:
        fold.end = reader.position + 1
    if _is(_PLACE, text):
        fold.frames += 1
        reader.is_library = _is(_LIBRARY, text)
        if fold.frames == 1:
            reader.folds.append(fold)
    line.is_dim = reader.is_library and text != ''
    if fold.is_closed:
        line.is_hidden = True
    if line.is_dim or fold.frames == 1:
        _touch(screen, fold.start)


def _touch(screen: Screen, index: int) -> None:
    screen.changed = min(screen.changed, max(0, index - screen.dropped))


def fold_at(reader: Reader, index: int) -> Fold:
    """The traceback that begins at a line, or None."""
    low: int = 0
    high: int = len(reader.folds)
    while low < high:
        middle: int = (low + high) // 2
        if reader.folds[middle].start < index:
            low = middle + 1
        else:
            high = middle
    return reader.folds[low] if low < len(reader.folds) and reader.folds[low].start == index else None


def toggle(fold: Fold, screen: Screen) -> None:
    """Fold a traceback away, or show it again."""
    fold.is_closed = not fold.is_closed
    for index in range(fold.start + 1, fold.end - 1):
        if index >= screen.dropped:
            screen.lines[index - screen.dropped].is_hidden = fold.is_closed
    _touch(screen, fold.start)
