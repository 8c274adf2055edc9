"""Displays that have an id: what update_display_data replaces, in all consoles of a kernel.

However often a display is updated, it is shown anew once a frame at most, and not before it has shown what it was given
last: what nobody could have seen is left out.
"""

from browser import Array, Set, performance, requestAnimationFrame

from media.console.output import Output
from media.messages.kernels import Kernel

# How long a task may take, and how many displays are shown anew in it.
_SLICE_MS = 8
_SLICE_ITEMS = 8


class Display:
    """Where a display is shown: the place ``number`` of ``output``. ``item`` is what it is to show next."""

    def __init__(self, output: Output, number: int):
        self.output: Output = output
        self.number: int = number
        self.item = None


# Displays that are to be shown anew.
_waiting: Set = Set()


def show_display(kernel: Kernel, output: Output, display_id, item) -> None:
    """Show a new display; the earlier ones of the same id show the same."""
    update_displays(kernel, display_id, item)
    display: Display = Display(output, output.show(item))
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
    """Let all displays of an id show another item, soon; an unknown id is none of them."""
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
        if not output.is_busy(display.number):
            count += 1
            _waiting.delete(display)
            output.show_at(display.number, display.item)
    if _waiting.size > 0:
        requestAnimationFrame(_show_waiting)
