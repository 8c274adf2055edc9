"""One canvas on the page: its size, its animation frames, and its controls and notes."""

from math import floor, sqrt

from browser import Document, Element, Promise, ResizeObserverEntry, String, Window

from media.dom import create, detach, window_of
from media.drawing import words
from media.drawing.controls import Controls
from media.drawing.labels import label_of, size_of
from media.drawing.painter import Painter
from media.drawing.playback import Playback
from media.drawing.scene import Scene
from media.notes import make_note
from media.slices import Slices
from media.words import say

# The maximum side of a canvas in CSS pixels, and its maximum area in device pixels, which all browsers support.
MAX_SIDE_PX = 4096
MAX_PIXELS = 2 ** 24

# A canvas with more pixels is laid out before it is painted, since it would be painted twice if it is shown smaller.
BIG_PIXELS = 2 ** 21

# A drawing counts as shown smaller if its width exceeds the available width by this factor.
NARROW = 1.1

# The maximum time between two frames, in milliseconds. After longer gaps, the animation does not jump ahead.
MAX_FRAME_MS = 500

# How long to wait for a frame to continue painting, in milliseconds: hidden tabs have no frames.
MAX_WAIT_MS = 500


class Sheet:
    """A canvas with its playback. ``place`` adds its elements to a slot."""

    def __init__(self, document: Document, key: str) -> None:
        self.canvas: Element = create(document, 'canvas')
        self.canvas.id = 'sorna-canvas-' + key
        self.canvas.role = 'img'
        self.canvas.tabIndex = -1  # so that touching it gives it focus, which shows the controls
        self.playback: Playback = Playback()
        self.is_paused: bool = False
        self._painter: Painter = Painter(self.canvas)
        self._controls: Controls = Controls(
            document, lambda event: self.replay(), lambda event: self.pause(not self.is_paused),
            lambda event: self.finish(), lambda event: self.resize(not self.is_full))
        # Whether the drawing is shown in full size, in a scrolling slot.
        self.is_full: bool = False
        self._size_note: Element = make_note(document, '')
        self._size_note.classList.add('backendai-drawing-size')
        self._is_visible: bool = True
        self._frame = None
        self._timer = None
        self._last_frame: float = 0.0
        # Whether a part of the picture is still to be painted, and the functions to call afterwards.
        self._is_behind: bool = False
        self._waiting: list = []
        self._is_rereading: bool = False
        self._is_gone: bool = False
        self._refreshing = None
        # The scene's size for which the canvas was sized.
        self._wide: float = -1.0
        self._tall: float = -1.0
        # The width in CSS pixels if there is enough room.
        self._own_width: float = 0.0
        view: Window = window_of(document)
        self._view: Window = view
        self._sight = view.IntersectionObserver(lambda entries: self._on_sight(entries))
        self._sight.observe(self.canvas)
        self._extent = view.ResizeObserver(lambda entries: self._on_resize(entries))

    def is_playing(self) -> bool:
        return not self.is_paused and self.playback.is_playing()

    def pause(self, is_paused: bool) -> None:
        self.is_paused = is_paused
        self._describe()
        self._run()

    def finish(self) -> None:
        """Show the final picture."""
        self.playback.finish()
        self._refresh()

    def resize(self, is_full: bool) -> None:
        """Show the drawing in full size in a scrolling slot, or fit it to the slot's width."""
        self.is_full = is_full
        self.canvas.style.maxWidth = 'none' if is_full else ''
        self.canvas.parentNode.style.overflowX = 'auto' if is_full else ''
        self._controls.offer_size(False, is_full)

    async def replay(self) -> None:
        """Play from the beginning once the items are read again."""
        if self._is_rereading:
            return
        self._is_rereading = True
        await self.reread()
        self._is_rereading = False
        if not self._is_gone:
            self.is_paused = False
            self.playback.rewind(0)
            self._refresh()

    async def reread(self) -> None:
        """Read all items again, in time slices, before they are replayed."""
        slices = Slices()
        for _ in self.playback.rereading():
            if slices.is_over():
                await slices.pause()

    def feed(self, result_id, commands: list[list], read):
        """Add the commands of an item, which ``read`` can return again. Return a Promise that resolves after painting.

        Several items that arrive together are painted once.
        """
        self.playback.feed(result_id, commands, read)
        if self._view.matchMedia('(prefers-reduced-motion:reduce)').matches is True:
            self.playback.finish()
        if self._refreshing is None:
            self._refreshing = Promise.resolve().then(lambda value: self._refresh())
        return self._refreshing

    def place(self, slot: Element) -> None:
        """Move the canvas and its controls to the end of a slot."""
        slot.append(self.canvas, self._controls.element)
        self._wide = -1.0

    def dispose(self) -> None:
        """Stop the animation and remove all elements from the page."""
        self.is_paused = self._is_gone = True
        self._end_waiting()
        self._sight.disconnect()
        self._extent.disconnect()
        for element in [self._controls.element, self._size_note, self.canvas]:
            detach(element)

    def _refresh(self):
        """Update the picture, controls and label, and continue the animation.

        Return a Promise if painting takes several frames, else None.
        """
        self._refreshing = None
        if self.playback.is_playing():
            self.playback.advance(0)
        self._show()
        self._describe()
        self._run()
        return Promise(lambda done, fail: self._waiting.append(done)) if self._is_behind else None

    def _describe(self) -> None:
        self._controls.show(self.playback.has_moved, self.playback.is_playing(), self.is_paused)
        self.canvas.ariaLabel = label_of(self.playback.scene, say)

    def _show(self) -> None:
        self._fit()
        self._is_behind = not self.canvas.hidden and not self._painter.paint(self.playback)
        if not self._is_behind:
            self._end_waiting()

    def _end_waiting(self) -> None:
        self._is_behind = False
        waiting = self._waiting
        self._waiting = []
        for done in waiting:
            done()

    # Frames

    def _run(self) -> None:
        """Request a frame if painting is unfinished, or if an animation is running and the canvas is visible."""
        if self._frame is None and (self._is_behind or self._is_visible and self.is_playing()):
            self._last_frame = 0.0
            self._frame = self._view.requestAnimationFrame(lambda now: self._on_frame(now))
            if self._is_behind:
                self._timer = self._view.setTimeout(lambda: self._on_frame(0.0), MAX_WAIT_MS)

    def _on_frame(self, now: float) -> None:
        self._view.cancelAnimationFrame(self._frame)
        self._view.clearTimeout(self._timer)
        self._frame = None
        is_playing = self._is_visible and self.is_playing()
        passed: float = min(now - self._last_frame, MAX_FRAME_MS) if self._last_frame > 0 else 0
        if self._is_behind:
            self._painter.adapt(passed)
        elif is_playing:
            if passed > 0:
                self.playback.advance(passed)
        else:
            return
        self._show()
        self._run()
        self._last_frame = now
        if is_playing and not self.playback.is_playing():
            self._describe()

    def _on_sight(self, entries: list) -> None:
        self._is_visible = entries.at(-1).isIntersecting
        self._run()

    # Size

    def _fit(self) -> None:
        """Set the size of the canvas to that of its scene, within the limits."""
        scene = self.playback.scene
        if not _is_usable(scene):
            self.playback.finish()  # the canvas is hidden, so there is nothing to animate
        width, height = scene.width, scene.height
        if width == self._wide and height == self._tall:
            return
        self._wide = width
        self._tall = height
        self.canvas.hidden = not _is_usable(scene)
        self._size_note.textContent = say(
            words.TOO_LARGE if self.canvas.hidden else words.REDUCED, size_of(scene))
        if self.canvas.hidden or width * height > MAX_PIXELS:
            self._controls.element.after(self._size_note)
        else:
            detach(self._size_note)
        if self.canvas.hidden:
            return
        shown = min(1.0, MAX_SIDE_PX / max(width, height))
        self._own_width = width * shown
        style = self.canvas.style
        style.width = self._controls.element.style.maxWidth = String(width * shown) + 'px'
        style.aspectRatio = String(width / height)
        density: float = self._view.devicePixelRatio
        room: float = self.canvas.clientWidth if width * height > BIG_PIXELS else 0
        if room > 0:
            shown = min(shown, room / width)
        self._resize(width * shown * density, height * shown * density)
        # Observing again always triggers a callback.
        self._extent.disconnect()
        try:
            self._extent.observe(self.canvas, {'box': 'device-pixel-content-box'})
        except Exception:
            self._extent.observe(self.canvas)  # Safari does not support device-pixel-content-box

    def _resize(self, width: float, height: float) -> None:
        """Set the size of the canvas in device pixels, within the limit."""
        share = min(1.0, sqrt(MAX_PIXELS / (width * height)))
        wide = max(1, floor(width * share + 0.5))
        high = max(1, floor(height * share + 0.5))
        if self.canvas.width != wide or self.canvas.height != high:
            self.canvas.width = wide
            self.canvas.height = high
            self.playback.scene.is_changed = self.playback.scene.is_base_lost = True

    def _on_resize(self, entries: list) -> None:
        """Adapt the canvas to its size in device pixels after a layout or zoom change."""
        entry: ResizeObserverEntry = entries.at(-1)
        density: float = self._view.devicePixelRatio
        width: float = entry.contentRect.width
        height: float = entry.contentRect.height
        boxes: list = entry.devicePixelContentBoxSize
        wide: float = 0 if boxes is None else boxes.at(0).inlineSize
        high: float = 0 if boxes is None else boxes.at(0).blockSize
        if width > 0 and height > 0:
            # The box is exact, but ignores a density emulated by tools; the rectangle ignores the page's own zoom.
            self._resize(max(wide, floor(width * density)), max(high, floor(height * density)))
            self._show()
            self._run()
            self._controls.offer_size(self._own_width > width * NARROW, self.is_full)


def _is_usable(scene: Scene) -> bool:
    """Return whether a scene has a size that can be shown."""
    return 0 < scene.width < 1e9 and 0 < scene.height < 1e9
