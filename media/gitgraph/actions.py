"""User actions on a view: hovering, moving, selecting, copying and searching."""

from browser import Element, Event, KeyboardEvent, Math, Number, PointerEvent, ResizeObserver, navigator

from media.dom import call, document_of
from media.gitgraph import words
from media.gitgraph.details import describe
from media.gitgraph.drawing import draw, dress, focus, measure
from media.gitgraph.filling import arrange, select
from media.gitgraph.lines import MIN_LANES_PX, MIN_TEXT_PX, ROW
from media.gitgraph.view import View
from media.words import say

# By how much an arrow key changes the width of the lanes' area, in CSS pixels.
KEY_STEP_PX = 24


def enable(view: View) -> None:
    commits = view.list

    def row_of(event: Event) -> int:
        """The row of the commit under an event; the current one if there is none."""
        element: Element = event.target.closest('[role=option]')
        return view.current if element is None else view.rows[Number(element.ariaPosInSet) - 1]

    def look(event: Event) -> None:
        describe(view, row_of(event))

    def click(event: Event) -> None:
        view.current = row_of(event)
        choose(view)

    def press(event: KeyboardEvent) -> None:
        page: int = commits.clientHeight // ROW
        end: int = len(view.rows) - 1
        steps = {'ArrowDown': 1, 'ArrowUp': -1, 'PageDown': page, 'PageUp': -page, 'End': end, 'Home': -end}
        key: str = event.key
        step: int = steps.get(key, 0)
        place: int = view.rows.indexOf(view.current)
        if step != 0:
            view.current = view.rows[max(0, min(end, place + step))]
            focus(view)
        elif key == 'Enter' or key == ' ':
            choose(view)
        elif key == 'Escape':
            select(view, -1)
        else:
            return
        event.preventDefault()

    def widen(width: float) -> None:
        """Set the width of the lanes' area; 0 restores the automatic width."""
        view.wanted = 0 if width == 0 else Math.round(
            Math.max(MIN_LANES_PX, Math.min(commits.clientWidth - MIN_TEXT_PX, width)))
        resize(None)

    def grip(event: PointerEvent) -> None:
        view.handle.setPointerCapture(event.pointerId)

    def drag(event: PointerEvent) -> None:
        left: float = commits.getBoundingClientRect().left
        if view.handle.hasPointerCapture(event.pointerId) is True:
            widen(event.clientX - left)

    def nudge(event: KeyboardEvent) -> None:
        steps = {'ArrowRight': KEY_STEP_PX, 'ArrowLeft': -KEY_STEP_PX, 'End': commits.clientWidth,
                 'Home': -commits.clientWidth}
        step: int = steps.get(event.key, 0)
        if step != 0:
            widen(view.room.width + 12 + step)
            event.preventDefault()

    def visit(event: Event) -> None:
        """Go to a parent, even to one that the search has not found."""
        row = event.target.dataset.row
        if row is not None:
            view.current = Number(row)
            view.search.value = ''
            view.branches.value = ''
            arrange(view).then(lambda value: focus(view) if view.elements.size > 0 else None)

    def resize(entries) -> None:
        if view.layout is None:
            return
        measure(view)
        dress(view)
        draw(view)

    commits.onscroll = lambda event: draw(view)
    commits.onpointermove = look
    commits.onpointerleave = look
    commits.addEventListener('focusin', look)
    commits.onclick = click
    commits.onkeydown = press
    view.details.onclick = visit
    view.search.oninput = lambda event: arrange(view)
    view.branches.onchange = lambda event: arrange(view)
    view.handle.onpointerdown = grip
    view.handle.onpointermove = drag
    view.handle.onkeydown = nudge
    view.handle.ondblclick = lambda event: widen(0)
    ResizeObserver(resize).observe(commits)


async def choose(view: View) -> None:
    """Select the current commit, and copy its hash."""
    select(view, view.current)
    describe(view, view.current)
    oid: str = view.history.oids[view.current]
    try:
        await navigator.clipboard.writeText(oid)
        is_copied: bool = True
    except Exception:
        # Pages without TLS have no clipboard, only execCommand, which copies a visible selection.
        page = document_of(view.root)
        call(page, 'getSelection', []).selectAllChildren(view.details.firstChild.firstChild)
        is_copied = call(page, 'execCommand', ['copy'])
    view.status.textContent = say(words.COPIED, oid) if is_copied else say(words.PRESS_CTRL_C, oid)
