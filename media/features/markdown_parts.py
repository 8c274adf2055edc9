"""Long and changing Markdown: unchanged parts keep their elements, and the work is done in time slices."""

from browser import Element, Object, RegExp, Set, clearTimeout, setTimeout

from media.dom import detach
from media.markdown.growing import completed
from media.markdown.splitting import DENSE_CHARS, defines_links, split
from media.slices import Slices

# How many old parts ahead an unchanged part is searched for.
LOOKAHEAD = 50

# A text that has grown, and then not changed for this long, is complete.
SETTLE_MS = 500

# In texts longer than this, only the visible part is laid out.
LONG_CHARS = 50000

# The head of a table and the line below it.
TABLE = RegExp('^.*\\|.*\\n {0,3}\\|?[ \\t]*:?-+[-|: \\t]*\\n', 'm')


async def show(view, source: str) -> None:
    """Update the parts of a view for a new text."""
    page = view.page
    clearTimeout(page.timer)
    previous: str = view.previous
    is_growing = page.is_settled is not True and previous != '' and source.startswith(previous)
    page.is_settled = False
    known: list[str] = [] if page.texts is None else page.texts
    # In a text that has only grown, everything before the last part is unchanged.
    known = known.slice(0, -1)
    settled: str = known.join('')
    has_grown = settled != '' and source.startswith(settled)
    texts: list[str] = known if has_grown else []
    position = len(settled) if has_grown else 0
    slices = Slices()
    while position < len(source):
        for text in split(source, position):
            position += len(text)
            texts.append(text)
        if slices.is_over():
            await slices.pause()
    page.texts = texts
    is_long = len(source) > LONG_CHARS
    if is_long is not page.is_long:
        page.is_long = is_long
        view.root.host.className = 'long' if is_long else ''
    await _define(view, texts, slices)
    following_head = ''
    old: list = view.parts
    parts: list = []
    next_old = 0
    for text in texts:
        head = following_head
        if len(text) > DENSE_CHARS:
            found = TABLE.exec(text)
            following_head = following_head if found is None else found.at(0)
        else:
            following_head = ''
        kept = next_old
        limit = min(len(old), next_old + LOOKAHEAD)
        while kept < limit and old.at(kept).source != text:
            kept += 1
        if kept < limit:
            _discard(view, old.slice(next_old, kept))
            parts.append(old.at(kept))
            next_old = kept + 1
            continue
        replaced = old.at(next_old) if next_old < len(old) else None
        if replaced is not None:
            _forget(view, replaced)
        # The rows of a table that continues from the previous part need its head.
        shown = head.concat(text) if '|' in text.slice(0, text.indexOf('\n')) else text
        if is_growing and text is texts.at(-1):
            shown = completed(text)
            _settle_later(view)
        part = await view.build(text, shown)
        if replaced is not None:
            place: Element = replaced.element
            place.replaceWith(part.element)
            next_old += 1
        else:
            # Footnotes follow all parts.
            notes: Element = page.section
            view.root.insertBefore(part.element, None if notes is None or notes.parentNode is None else notes)
        parts.append(part)
        if slices.is_over():
            await slices.pause()
    _discard(view, old.slice(next_old))
    view.parts = parts


def _settle_later(view) -> None:
    """Show the last part unchanged once the text has stopped growing."""
    page = view.page

    def settle():
        page.is_settled = True
        view.parts.at(-1).source = None
        view.refresh()

    clearTimeout(page.timer)
    page.timer = setTimeout(settle, SETTLE_MS)


async def _define(view, texts: list[str], slices: Slices) -> None:
    """Collect link definitions; if they have changed, rebuild the parts that may use them."""
    defining = texts.filter(lambda text: defines_links(text))
    defined: str = defining.join('\n')
    if view.links is None or defined != view.page.definitions:
        view.page.definitions = defined
        view.links = Object.create(None)
        for text in defining:
            view.lex(text)
            if slices.is_over():
                await slices.pause()
        parts: list = view.parts
        for part in parts:
            source: str = part.source
            if source is not None and '[' in source:
                part.source = None


def _forget(view, part) -> None:
    """Release the ids of a part for its replacement."""
    ids: Set = view.page.ids
    names: list[str] = part.ids
    for name in names:
        ids.delete(name)


def _discard(view, parts: list) -> None:
    for part in parts:
        _forget(view, part)
        element: Element = part.element
        detach(element)


shared = {'show': show}
