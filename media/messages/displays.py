"""Displays with an id, which update_display_data replaces in all consoles of a kernel.

A display is redrawn at most once per frame, and only after it has finished drawing the previous item. Intermediate
updates are dropped.
"""

from browser import Array, Element, Set, performance, requestAnimationFrame

from media.console.output import Output
from media.console_media.showing import show, show_at
from media.messages.kernels import Kernel

# The maximum duration of a task, and the maximum number of displays redrawn in it.
_SLICE_MS = 8
_SLICE_ITEMS = 8


class Display:
    """A display, shown at the position ``number`` of ``output``. ``item`` is the next item to show."""

    def __init__(self, output: Output, number: int):
        self.output: Output = output
        self.number: int = number
        self.item = None


# Displays that wait for a redraw.
_waiting: Set = Set()


def show_display(kernel: Kernel, output: Output, display_id, item) -> None:
    """Show a new display, and update the earlier ones with the same id."""
    update_displays(kernel, display_id, item)
    display: Display = Display(output, show(output, item))
    displays: Set = kernel.displays.get(display_id)
    if displays is None:
        displays = Set()
        kernel.displays.set(display_id, displays)
    displays.add(display)

    def forget() -> None:
        displays.delete(display)
        _waiting.delete(display)
        if displays.size == 0:
            kernel.displays.delete(display_id)

    output.on_cleared.append(forget)


def update_displays(kernel: Kernel, display_id, item) -> None:
    """Schedule an update of all displays with an id. Unknown ids are ignored."""
    displays: Set = kernel.displays.get(display_id)
    if displays is None:
        return
    if _waiting.size == 0:
        requestAnimationFrame(_show_waiting)
    shown: list[Display] = Array.from_(displays)
    for display in shown:
        display.item = item
        _waiting.add(display)


def _show_waiting(time) -> None:
    until: float = performance.now() + _SLICE_MS
    count = 0
    waiting: list[Display] = Array.from_(_waiting)
    for display in waiting:
        if count == _SLICE_ITEMS or performance.now() > until:
            break
        output: Output = display.output
        slot: Element = output.slots.at(display.number)
        if slot.ariaBusy != 'true':
            count += 1
            _waiting.delete(display)
            show_at(output, display.number, display.item)
    if _waiting.size > 0:
        requestAnimationFrame(_show_waiting)
