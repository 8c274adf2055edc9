"""Optimizations for a flood of output, loaded during the first one.

xterm draws sixty times a second, and each frame costs half a megabyte, though nobody can read that fast. During a flood
there are fewer frames, no work in them is done twice, and lines that would leave the scrollback before anyone saw them
are skipped. This uses internals of xterm 6.0.0, whose version is pinned; tests of frames, selections and the position
of the input field cover it.
"""

from browser import RegExp, TextDecoder, TextEncoder, Uint8Array, performance, setTimeout

# The interval between frames during a flood, which is when this many bytes are waiting.
FRAME_INTERVAL_MS = 100
FLOOD_BYTES = 32768

# Byte values in text and in control sequences, and the sequences that set colors (SGR).
LINE_FEED, SHIFT_OUT, ESCAPE, BRACKET, ERASE_LINE, COLOR = 10, 14, 27, 91, 75, 109
COLORS: RegExp = RegExp('\\x1b\\[[0-9:;]*m', 'g')
MAX_COLOR_UNITS = 4096

# Internal names of xterm that are used here, which the compiler must not shorten as it does our own private names.
KEPT = ('_core', '_renderService', '_renderDebouncer', '_innerRefresh', '_animationFrame', '_selectionService',
        '_syncTextArea')


def attach(parts) -> None:
    terminal = parts.terminal
    flow = parts.flow
    core = terminal._core
    draw_seldom(core, parts.webterm)
    select_once(core._selectionService)
    flow.skip = lambda: skip_unseen(terminal, flow)
    if parts.protocol.name == 'backendai' and Uint8Array.fromBase64 is not None:
        read_without_garbage(parts.protocol)


def draw_seldom(core, webterm) -> None:
    """Reduce the frame rate of an open terminal while many bytes are waiting."""
    debouncer = core._renderService._renderDebouncer
    draw = debouncer._innerRefresh
    # The field for input methods follows every move of the cursor, though its position matters only when drawn.
    follow = core._syncTextArea
    core._syncTextArea = lambda: None
    last: float = 0

    def draw_in_time() -> None:
        nonlocal last
        now: float = performance.now()
        wait: float = last + FRAME_INTERVAL_MS - now
        if webterm.waiting > FLOOD_BYTES and wait > 0:
            setTimeout(draw_in_time, wait)
        elif debouncer._animationFrame is not None:  # it has not been disposed of
            last = now
            draw.call(debouncer)
            follow.call(core)

    debouncer._innerRefresh = draw_in_time


def select_once(selection) -> None:
    """Avoid xterm's redrawing of all rows for the selection at each scroll if nothing is or was selected."""
    refresh = selection.refresh
    was_selected: bool = selection.hasSelection

    def refresh_selected(is_by_mouse: bool) -> None:
        nonlocal was_selected
        is_selected: bool = selection.hasSelection
        if is_selected or was_selected:
            refresh.call(selection, is_by_mouse)
        was_selected = is_selected

    selection.refresh = refresh_selected


def skip_unseen(terminal, flow) -> None:
    """Remove whole lines from the front of the queue that would leave the scrollback while others are still waiting.

    Only lines whose control sequences set colors or erase the rest of the line are removed; the final colors are kept.
    """
    if terminal.buffer.active.type != 'normal':
        return
    queue: list[Uint8Array] = flow.queue
    lines: int = terminal.options.scrollback + terminal.rows
    count: int = len(queue)
    while lines > 0 and count > 0:
        count -= 1
        lines -= _line_feeds(queue[count])
    count = _plain_slices(queue, count)
    if count == 0:
        return
    last: Uint8Array = queue[count - 1]
    start: int = queue[0].indexOf(LINE_FEED) + 1
    end: int = last.lastIndexOf(LINE_FEED) + 1
    if start == 0 or end == 0 or count == 1 and start >= end:
        return
    colors = _colors_at_end([queue[0].subarray(start), *queue[1:count - 1], last.subarray(0, end)])
    # In a buffer of its own, since slices are overwritten once xterm has finished with them.
    kept = Uint8Array(start + colors.length + last.length - end)
    kept.set(queue[0].subarray(0, start))
    kept.set(colors, start)
    kept.set(last.subarray(end), start + colors.length)
    before: int = _size(queue)
    flow.queue = [kept, *queue[count:]]
    flow.waiting -= before - _size(flow.queue)


def _size(slices: list[Uint8Array]) -> int:
    return sum([piece.length for piece in slices])


def _line_feeds(data: Uint8Array) -> int:
    count: int = 0
    index: int = data.indexOf(LINE_FEED)
    while index >= 0:
        count += 1
        index = data.indexOf(LINE_FEED, index + 1)
    return count


def _plain_slices(queue: list[Uint8Array], count: int) -> int:
    """How many of the first ``count`` slices change only text and colors."""
    is_cut: bool = False
    for number in range(count):
        data = queue[number]
        # A sequence that the previous slice has begun.
        end: int = _end_of_numbers(data, 0) if is_cut else -1
        if is_cut and end < data.length and data[end] != COLOR and data[end] != ERASE_LINE:
            return max(0, number - 1)
        is_cut = False
        index: int = data.indexOf(ESCAPE)
        if data.includes(SHIFT_OUT) is True:
            return number
        while index >= 0:
            end = _end_of_numbers(data, index + 2)
            is_cut = end >= data.length
            if index + 1 < data.length and data[index + 1] != BRACKET:
                return number
            if not is_cut and data[end] != COLOR and data[end] != ERASE_LINE:
                return number
            index = data.indexOf(ESCAPE, index + 1)
    return count - 1 if is_cut else count


def _end_of_numbers(data: Uint8Array, index: int) -> int:
    """The first index from ``index`` on that is not a digit, colon or semicolon of a sequence's parameters."""
    while index < data.length and 48 <= data[index] < 60:
        index += 1
    return index


def _colors_at_end(pieces: list[Uint8Array]) -> Uint8Array:
    """The sequences that produce the colors in effect after these pieces."""
    utf8 = TextDecoder()
    text: str = ''
    for piece in pieces:
        text += utf8.decode(piece, {'stream': True})
    text = text[max(0, text.rfind('\x1b[0m'), text.rfind('\x1b[m')):]
    found: list[str] = text.match(COLORS)
    colors: str = '' if found is None else ''.join(found)
    if len(colors) > MAX_COLOR_UNITS:
        colors = colors[colors.find('\x1b', len(colors) - MAX_COLOR_UNITS):]
    return TextEncoder().encode(colors)


def read_without_garbage(protocol) -> None:
    """Decode Backend.AI's output without allocating a buffer and a copy of the text for each frame.

    A flood has thousands of frames a second. The bytes stay valid until the next frame. Frames in any other form are
    left to the protocol's own decoder.
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
