"""The playback of one canvas: its items, the steps made from their commands, and the playback position.

A step is a command or a group of commands that are animated together. It moves for MOTION_MS and rests until STEP_MS.
Playback always applies all commands in order, so that the final picture is the same whether it is sped up, skipped or
replayed.
"""

from math import inf

from media.drawing.items import element_at
from media.drawing.scene import Scene, apply
from media.drawing.shapes import EVERYWHERE, Box, Shape, around, copy_of, move, stretch

# Milliseconds of a step, as in the original library.
MOTION_MS = 180
STEP_MS = 300

# The maximum duration of playback for a complete drawing, and the maximum delay of playback while a kernel is still
# drawing, in milliseconds.
MAX_PLAY_MS = 10000
MAX_DELAY_MS = 3000


class _Item:
    """An item.

    Its commands take far more memory than its data, so they are only kept between reading and playing them. ``read``
    is a generator function that yields None to allow pauses, and finally the commands.
    """

    def __init__(self, result_id: str, read) -> None:
        self._result_id: str = result_id
        self._read = read
        self._commands: list[list] = None


class Playback:
    def __init__(self) -> None:
        # The items that make up the picture, in order of arrival.
        self._items: list[_Item] = []
        self._reset()

    def _reset(self) -> None:
        self.scene: Scene = Scene()
        # Whether anything has been animated so far.
        self.has_moved: bool = False
        self._drop_steps()
        # The state at the start of the next commands.
        self._is_animated: bool = True
        self._is_in_group: bool = False
        # The shapes of the current step, and its progress (0 to 1).
        self._moving: list[Shape] = []
        self._time: float = 1.0
        # The region to redraw, and the region that the current step affects; None if empty.
        self._stale: Box = EVERYWHERE
        self._touched: Box = None
        self._stop()

    def _drop_steps(self) -> None:
        # The queue of steps, each a list of commands, and the commands of the step that is still open.
        self._steps: list[list[list]] = []
        self._next: int = 0
        self._open_step: list[list] = []
        # Whether the open step animates anything.
        self._takes_time: bool = False

    def _stop(self) -> None:
        """Reset the clock when no steps are left."""
        # The time since the start of the current step, and the playback speed.
        self._elapsed: float = 0.0
        self._rate: float = 1.0
        # Whether playback has started since then, and the index of the first animated item.
        self._has_begun: bool = False
        self._first: int = len(self._items)

    def is_playing(self) -> bool:
        """Return whether any animation is left."""
        return len(self._moving) > 0 or self._left() > 0

    def _left(self) -> int:
        return len(self._steps) - self._next + min(1, len(self._open_step))

    def _is_timed(self) -> bool:
        """Return whether another animated step follows."""
        return self._next < len(self._steps) or self._takes_time

    def feed(self, result_id: str, commands: list[list], read) -> None:
        """Add the commands of an item. If ``result_id`` was fed before, replace that item and play again from there.

        ``read`` is a generator function that finally yields the same commands, for replaying them.
        """
        is_late = self._has_begun and self.is_playing()
        index = 0
        item: _Item = element_at(self._items, 0)
        while item is not None and (result_id is None or item._result_id != result_id):
            index += 1
            item = element_at(self._items, index)
        if item is not None:
            item._read = read
            item._commands = commands
            # If several items are replaced before playback has started, play all of them.
            self.rewind(index if self._has_begun or not self.is_playing() else min(index, self._first))
        else:
            for command in commands:
                if element_at(command, 1) == 'canvas':
                    # A canvas command clears the picture, so earlier items are no longer needed.
                    self._items = []
                    self._first = 0
            self._items.append(_Item(result_id, read))
            self._add(commands)
            self._hurry(MAX_DELAY_MS if is_late else MAX_PLAY_MS)

    def knows(self, result_id: str) -> bool:
        """Return whether an item with this ``result_id`` would replace an existing one."""
        return result_id is not None and any(item._result_id == result_id for item in self._items)

    def rereading(self):
        """Read all items again, so that ``rewind`` does not need to. This generator yields to allow pauses."""
        for item in list(self._items):
            if item._commands is None:
                read = item._read
                for commands in read():
                    if commands is not None and item._read is read:
                        item._commands = commands
                    yield None

    def rewind(self, first: int) -> None:
        """Go back to the state before the item with index ``first``."""
        self._reset()
        self._first = first
        index = 0
        for item in self._items:
            if index == first:
                self._skip_steps()
            if item._commands is None:
                for commands in item._read():
                    item._commands = commands
            self._add(item._commands)
            item._commands = None
            index += 1
        self._hurry(MAX_PLAY_MS)

    def _add(self, commands: list[list]) -> None:
        """Group commands into steps."""
        for command in commands:
            name = element_at(command, 1)
            if name in ('obj', 'update', 'bgcolor', 'end-fill'):
                self._takes_time = self._takes_time or self._is_animated
            elif name in ('begin-group', 'end-group'):
                self._is_in_group = name == 'begin-group'
            elif name == 'canvas':
                # Drop the remaining steps, which the new canvas would clear anyway.
                self._move_all(1.0)
                self._rest()
                self._drop_steps()
                self._is_in_group, self._is_animated = False, True
            elif name in ('stop-anim', 'resume-anim'):
                self._is_animated = name == 'resume-anim'
            self._open_step.append(command)
            if self._takes_time and not self._is_in_group:
                self._takes_time = False
                self._steps.append(self._open_step)
                self._open_step = []

    def _hurry(self, limit: int) -> None:
        self._rate = max(1.0, self._left() * STEP_MS / limit)

    def advance(self, milliseconds: float) -> None:
        """Advance the playback by some time, which may span several steps."""
        if milliseconds > 0:
            self._has_begun = True
        self._elapsed += milliseconds * self._rate
        while not self._moving or self._elapsed >= (STEP_MS if self._is_timed() else MOTION_MS):
            if self._moving:
                self._move_all(1.0)
                self._elapsed -= STEP_MS
                self._rest()
            if not self._left():
                self._stop()
                return
            self._begin()
        self._move_all(min(1.0, self._elapsed / MOTION_MS))

    def finish(self) -> None:
        """Skip to the end."""
        self._move_all(1.0)
        self._rest()
        self._skip_steps()
        self._stop()

    def settle(self) -> None:
        """End the current step, which takes too much work to animate."""
        self._move_all(1.0)
        self._rest()
        if not self._left():
            self._stop()

    def _skip_steps(self) -> None:
        """Apply all remaining commands without animation."""
        while self._left():
            for command in self._take_step():
                apply(self.scene, command, None)
        self.scene.is_changed = True

    def _take_step(self) -> list[list]:
        """Return the commands of the next step and remove it from the queue."""
        if self._next < len(self._steps):
            self._next += 1
            return element_at(self._steps, self._next - 1)
        step = self._open_step
        self._drop_steps()
        return step

    def _begin(self) -> None:
        self.scene.step += 1
        moving: list[Shape] = []
        for command in self._take_step():
            apply(self.scene, command, moving)
        touched = Box(inf, inf, -inf, -inf)
        for shape in moving:
            shape.after = copy_of(shape)
            stretch(touched, shape.before)
            stretch(touched, shape)
        self._touched = None
        if moving:
            self._touched = touched
            self.has_moved = True
        self._moving = moving
        self._time = 0.0
        self._stale = around(self._stale, self._touched)

    def _move_all(self, time: float) -> None:
        if time > self._time or time == 0:
            for shape in self._moving:
                move(shape, time)
            self._stale = around(self._stale, self._touched)
        self._time = time

    def _rest(self) -> None:
        for shape in self._moving:
            shape.before = shape.after = None
        self._moving = []

    def take_stale(self) -> Box:
        """Return the region that has changed since the last call, or None."""
        stale = EVERYWHERE if self.scene.is_changed else self._stale
        self._stale = None
        self.scene.is_changed = False
        return stale
