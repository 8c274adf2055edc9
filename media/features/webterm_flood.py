"""What makes a terminal keep up with a flood; loaded in the first one.

xterm draws sixty times a second, each time at the cost of half a megabyte, what nobody can read by then. In a flood
there are fewer frames, and none of their work is done twice. This reaches into xterm 6.0.0, whose version is pinned;
tests of frames, selections and the input's place watch over it.
"""

from browser import RegExp, TextDecoder, Uint8Array, performance, setTimeout

# Between two frames in a flood, in which so many bytes wait.
FRAME_INTERVAL_MS = 100
FLOOD_BYTES = 32768

# Names of xterm's own that are asked for here, which the compiler must not shorten as it does our private ones.
KEPT = ('_core', '_renderService', '_renderDebouncer', '_innerRefresh', '_animationFrame', '_selectionService',
        '_syncTextArea')


def attach(terminal, root, show, webterm, protocol) -> None:
    core = terminal._core
    draw_seldom(core, webterm)
    select_once(core._selectionService)
    if protocol.can_pause is not True and Uint8Array.fromBase64 is not None:
        read_without_garbage(protocol)


def draw_seldom(core, webterm) -> None:
    """Let an open terminal draw as seldom as what waits demands."""
    debouncer = core._renderService._renderDebouncer
    draw = debouncer._innerRefresh
    # The place where letters are composed follows the cursor's every move, though it matters only when it is drawn.
    follow = core._syncTextArea
    core._syncTextArea = lambda: None
    last: float = 0

    def draw_in_time() -> None:
        nonlocal last
        now: float = performance.now()
        wait: float = last + FRAME_INTERVAL_MS - now
        if webterm.waiting > FLOOD_BYTES and wait > 0:
            setTimeout(draw_in_time, wait)
        elif debouncer._animationFrame is not None:  # it is not disposed of
            last = now
            draw.call(debouncer)
            follow.call(core)

    debouncer._innerRefresh = draw_in_time


def select_once(selection) -> None:
    """At each scroll all rows are drawn again for the selection, even where nothing is selected and nothing was."""
    refresh = selection.refresh
    was_selected: bool = selection.hasSelection

    def refresh_selected(is_by_mouse: bool) -> None:
        nonlocal was_selected
        is_selected: bool = selection.hasSelection
        if is_selected or was_selected:
            refresh.call(selection, is_by_mouse)
        was_selected = is_selected

    selection.refresh = refresh_selected


def read_without_garbage(protocol) -> None:
    """Decode Backend.AI's output without a buffer and a copy of its text for each of thousands of frames a second.

    The bytes last until the next frame. What is written in any other way is left to the protocol itself.
    """
    place: Uint8Array = Uint8Array(65536)
    utf8: TextDecoder = TextDecoder()
    output: RegExp = RegExp('^{"type": ?"out", ?"data": ?"', 'y')
    slow = protocol.meaning_of

    def meaning_of(frame):
        text: str = frame if isinstance(frame, str) else utf8.decode(frame)
        output.lastIndex = 0
        is_output: bool = output.test(text)
        start: int = output.lastIndex
        end: int = len(text) - 2
        is_whole: bool = end < 65536 and text.endswith('}') and text.indexOf('"', start) == end
        if is_output and is_whole and text.indexOf('\\') < 0:
            return {'kind': 'out', 'data': place.subarray(0, place.setFromBase64(text.slice(start, end)).written)}
        return slow.call(protocol, frame)

    protocol.meaning_of = meaning_of


shared = {'attach': attach}
