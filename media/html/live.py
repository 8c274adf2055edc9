"""How many frames of a page live at a time: each costs memory, and one with WebGL contexts of which a browser has few.

Beyond the limit, the frame that has been out of sight for the longest is frozen: it tells its state, and gives way to a
picture of what it showed. In sight, or nearly, a frame lives again. One that has the focus is left alone.

Where more are in sight than may live, each runs for a while and then rests as a picture, until the person points at it.
"""

from browser import Array, Element, IntersectionObserver, WeakMap, clearTimeout, performance, setTimeout

from media.dom import read

MAX_LIVE_FRAMES = 16
MAX_WEBGL_FRAMES = 4

# How far out of sight a frame is started, and how long a frame that uses WebGL is out of sight before it is frozen.
NEAR_PX = 300
WEBGL_DELAY_MS = 1000

# Between the starts of frames that are out of sight.
START_INTERVAL_MS = 1000

# How long a frame in sight runs before it may rest, for others in sight that have not run.
LEAST_RUN_MS = 3000

# How long a frame may take to tell its state and to draw its picture.
FREEZE_TIMEOUT_MS = 4000


class Frame:
    """A frame, or the picture in its place. ``start()`` makes the one, ``stop(picture)``, a Promise, the other."""

    def __init__(self, box: Element, start, stop):
        self.box: Element = box
        self.start = start
        self.stop = stop
        self.is_live: bool = False
        self.is_near: bool = False
        self.uses_webgl: bool = False
        # Whether those in sight go first, since starting it takes long.
        self.is_patient: bool = False
        # Whether it is a picture though it is in sight.
        self.rests: bool = False
        self.started_at: float = 0
        # When it was last in sight, as a number that grows.
        self.turn: float = 0
        # Sends a message to what is in the frame.
        self.send = None
        # Asks it for a picture.
        self.ask = None
        # Takes the picture, while the frame is being frozen.
        self.froze = None


def add(frame: Frame) -> None:
    """Let a frame live as soon as there is room for it."""
    _frames.push(frame)
    _by_box.set(frame.box, frame)
    _tick(frame)
    _observer().observe(frame.box)
    if frame.is_patient:
        _start_later()
    elif _has_room(frame):
        _start(frame)


def _start_later() -> None:
    """Start what is out of sight and has never run, such as for printing: one after the other, while there is room."""
    global _next

    def start():
        waiting: Frame = _frames.find(lambda each: each.started_at == 0)
        if waiting is not None and _has_room(waiting):
            _start(waiting)
            _start_later()

    clearTimeout(_next)
    _next = setTimeout(start, START_INTERVAL_MS)


def remove(frame: Frame) -> None:
    """Forget a frame that is not on the page any more."""
    index: int = _frames.indexOf(frame)
    if index >= 0:
        _frames.splice(index, 1)
    _observer().unobserve(frame.box)
    _admit_all()


def wake(frame: Frame) -> None:
    """Let a frame in sight live, since the person turns to it."""
    frame.rests = False
    _tick(frame)
    _admit(frame)


def _tick(frame: Frame) -> None:
    global _turns
    _turns += 1
    frame.turn = _turns


def _has_room(frame: Frame) -> bool:
    live = _frames.filter(lambda each: each.is_live)
    drawing = live.filter(lambda each: each.uses_webgl)
    return live.length < MAX_LIVE_FRAMES and not (frame.uses_webgl and drawing.length >= MAX_WEBGL_FRAMES)


def _start(frame: Frame) -> None:
    frame.is_live = True
    frame.started_at = performance.now()
    frame.start()


def _see(entries) -> None:
    for entry in entries:
        frame: Frame = _by_box.get(entry.target)
        frame.is_near = entry.isIntersecting
        index: int = _frames.indexOf(frame)
        if entry.target.isConnected and index < 0:
            _frames.push(frame)
        elif not entry.target.isConnected and index >= 0:
            # Removed without a word; it may come back.
            _frames.splice(index, 1)
        _tick(frame)
        if not frame.is_near:
            frame.rests = False
        if not frame.is_near and frame.uses_webgl:
            setTimeout(lambda frame=frame: None if frame.is_near else _freeze(frame), WEBGL_DELAY_MS)
    _admit_all()


def _admit_all() -> None:
    _frames.filter(lambda each: each.is_near and not each.is_live and not each.rests).forEach(_admit)


def _admit(frame: Frame) -> None:
    """Start a frame in sight, or make room for it: then it is admitted again."""
    global _retry
    if frame.is_live:
        return
    if _has_room(frame):
        _start(frame)
        return
    candidates = _frames.filter(lambda each: each.is_live and _may_freeze(each))
    if frame.uses_webgl and candidates.some(lambda each: each.uses_webgl):
        candidates = candidates.filter(lambda each: each.uses_webgl)
    oldest: Frame = _oldest(candidates.filter(lambda each: not each.is_near))
    if oldest is None:
        now: float = performance.now()
        oldest = _oldest(candidates.filter(lambda each: now - each.started_at > LEAST_RUN_MS))
        if oldest is None:
            clearTimeout(_retry)
            _retry = setTimeout(_admit_all, LEAST_RUN_MS)
            return
        oldest.rests = True
    _freeze(oldest)


def _oldest(frames: Array):
    """The frame that was in sight or turned to the longest ago, None of none."""
    return frames.reduce(lambda one, other: other if one is None or other.turn < one.turn else one, None)


def _may_freeze(frame: Frame) -> bool:
    focused: Element = read(frame.box.getRootNode(), 'activeElement')
    return frame.froze is None and frame.send is not None and not frame.box.contains(focused)


def _freeze(frame: Frame) -> None:
    """Put a picture in the place of a frame, as soon as it has given one, or too late."""
    if not frame.is_live or not _may_freeze(frame):
        return

    async def freeze(picture):
        clearTimeout(timer)
        frame.froze = None
        frame.send = None
        await frame.stop(picture)
        frame.is_live = False
        _admit_all()

    timer = setTimeout(freeze, FREEZE_TIMEOUT_MS, None)
    frame.froze = freeze
    frame.ask()


def _observer() -> IntersectionObserver:
    global _sight
    if _sight is None:
        _sight = IntersectionObserver(_see, {'rootMargin': f'{NEAR_PX}px'})
    return _sight


_sight = None
_retry: int = 0
_next: int = 0
_turns: float = 0
_frames: Array = Array()
_by_box = WeakMap()
