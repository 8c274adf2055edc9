"""Limits how many frames of a page run at a time: each costs memory, and browsers allow few WebGL contexts.

Beyond the limit, the frame that has been out of sight longest is frozen: it reports its state, and is replaced by a
picture of its contents. A frame that comes into view, or near it, is started again. A frame with the focus is never
frozen.

If more frames are in view than may run, each runs for a while and is then paused as a picture, until the user points
at it.
"""

from browser import Array, Element, IntersectionObserver, WeakMap, clearTimeout, performance, setTimeout

from media.dom import read_property

MAX_LIVE_FRAMES = 16
MAX_WEBGL_FRAMES = 4

# How far from the viewport a frame is started, and how long a WebGL frame is out of sight before it is frozen.
NEAR_PX = 300
WEBGL_DELAY_MS = 1000

# The interval between starts of frames that are out of sight.
START_INTERVAL_MS = 1000

# How long a frame in view runs at least before it is paused for others in view.
LEAST_RUN_MS = 3000

# How long a frame may take to report its state and to draw its picture.
FREEZE_TIMEOUT_MS = 4000


class Frame:
    """A frame, or the picture in its place. ``start()`` creates one, ``stop(picture)``, which is async, the other."""

    def __init__(self, box: Element, start, stop):
        self.box: Element = box
        self.start = start
        self.stop = stop
        self.is_live: bool = False
        self.is_near: bool = False
        self.uses_webgl: bool = False
        # Whether frames in view start first, since starting this one takes long.
        self.is_patient: bool = False
        # Whether it is paused as a picture although it is in view.
        self.rests: bool = False
        self.started_at: float = 0
        # When it was last in view, as a growing number.
        self.turn: float = 0
        # Sends a message to the frame's contents.
        self.send = None
        # Requests a picture from the frame's contents.
        self.ask = None
        # Receives the picture while the frame is being frozen.
        self.froze = None


def add(frame: Frame) -> None:
    """Register a frame, and start it as soon as the limits allow."""
    _frames.push(frame)
    _by_box.set(frame.box, frame)
    _tick(frame)
    _observer().observe(frame.box)
    if frame.is_patient:
        _start_later()
    elif _has_room(frame):
        _start(frame)


def _start_later() -> None:
    """Start frames out of sight that have never run, as for printing: one after the other, within the limits."""
    global _next

    def start():
        waiting: Frame = _frames.find(lambda each: each.started_at == 0)
        if waiting is not None and _has_room(waiting):
            _start(waiting)
            _start_later()

    clearTimeout(_next)
    _next = setTimeout(start, START_INTERVAL_MS)


def remove(frame: Frame) -> None:
    """Forget a frame that is no longer on the page."""
    index: int = _frames.indexOf(frame)
    if index >= 0:
        _frames.splice(index, 1)
    _observer().unobserve(frame.box)
    _admit_all()


def wake(frame: Frame) -> None:
    """Start a frame in view because the user interacts with it."""
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
            # Removed by the host; it may come back.
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
    """Start a frame in view, or freeze another one first; after that, the frame is admitted again."""
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
    """The frame whose last visit or interaction is the oldest; None if there are no frames."""
    return frames.reduce(lambda one, other: other if one is None or other.turn < one.turn else one, None)


def _may_freeze(frame: Frame) -> bool:
    focused: Element = read_property(frame.box.getRootNode(), 'activeElement')
    return frame.froze is None and frame.send is not None and not frame.box.contains(focused)


def _freeze(frame: Frame) -> None:
    """Replace a frame with its picture once that arrives, or with a blank after a timeout."""
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
