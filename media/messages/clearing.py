"""Clearing a console, now or once the next output is there to replace its contents."""

from browser import Element, String, clearTimeout, setTimeout

from media.console.output import Output

# How long a cleared console keeps its height, and the pictures that new ones replace.
_HOLD_MS = 200


def clear(output: Output, is_waiting: bool) -> None:
    """Remove everything from the page; with ``is_waiting``, once the next output is there to replace it."""
    if is_waiting:
        output.clearing = lambda: _clear(output, True)
    else:
        _clear(output, False)


def _clear(output: Output, keeps_slots: bool) -> None:
    """Empty the console. Its height and replaceable pictures stay for a moment to avoid layout shifts."""
    output.clearing = None
    viewport = output.viewport
    element = viewport.element
    if output.holding == 0:
        element.style.minHeight = f'{String(element.getBoundingClientRect().height)}px'
    else:
        clearTimeout(output.holding)
    output.holding = setTimeout(lambda: _let_go(output), _HOLD_MS)
    kept: list[Element] = output.slots[:output.count] if keeps_slots else []
    viewport.content.replaceChildren(*kept, *([] if output.prompt is None else [output.prompt]))
    viewport.empty()
    output.slots = kept
    output.count = 0
    output.begin_run()
    output.block = None
    output.tell_cleared()


def _let_go(output: Output) -> None:
    """Remove the pictures that were not replaced; give the height back once nothing is loading."""
    for slot in output.slots[output.count:]:
        slot.remove()
    output.slots = output.slots[:output.count]
    viewport = output.viewport
    if viewport.content.querySelector('[aria-busy]') is not None:
        output.holding = setTimeout(lambda: _let_go(output), _HOLD_MS)
    else:
        output.holding = 0
        viewport.element.style.minHeight = ''
        viewport.request()
