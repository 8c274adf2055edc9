"""Long and changing Markdown: unchanged parts keep their elements, and the work is done in time slices.

A text that grows, as a language model writes it, is split and parsed only from its last part on.
"""

from browser import Element, Infinity, Math, Object, RegExp, Set, clearTimeout, setTimeout

from media.dom import detach
from media.markdown.growing import completed
from media.markdown.patching import patch
from media.markdown.splitting import DEFINITION, DENSE_CHARS, split
from media.slices import Slices

# How many old parts ahead an unchanged part is searched for.
LOOKAHEAD = 50

# A text that has grown, and then not changed for this long, is complete.
COMPLETE_MS = 500

# In texts longer than this, only the visible groups of parts are laid out.
LONG_CHARS = 50000

# How many parts share a group. The browser lays out and paints a group again only if something in it changes.
GROUP_PARTS = 16

# The head of a table and the line below it.
TABLE = RegExp('^.*\\|.*\\n {0,3}\\|?[ \\t]*:?-+[-|: \\t]*\\n', 'm')


async def show(view, source: str) -> None:
    """Update the parts of a view for a new text."""
    page = view.page
    clearTimeout(page.timer)
    slices = Slices()
    # In a text that has only grown, everything before a certain part is unchanged: usually the last one.
    settled: int = page.settled if view.has_grown is True and page.texts is not None else 0
    settled_texts: list[str] = page.texts.slice(0, settled) if settled else []
    position: int = page.position if settled else 0
    is_growing = view.has_grown is True and page.is_complete is not True
    page.is_complete = False
    fresh: list[str] = []
    unclosed: list[int] = []
    begin = position
    while position < len(source):
        found = split(source, position, unclosed)
        for part_text in found:
            position += len(part_text)
            fresh.append(part_text)
        if slices.is_over():
            await slices.pause()
    texts: list[str] = settled_texts.concat(fresh)
    page.texts = texts
    is_long = len(source) > LONG_CHARS
    if is_long is not page.is_long:
        page.is_long = is_long
        view.root.host.className = 'long' if is_long else ''
    definitions: list[str] = page.definitions if settled else []
    if is_growing and DEFINITION.test(source.slice(source.lastIndexOf('\n') + 1)):
        _complete_later(view)
    await _define(view, definitions.concat(_definitions(fresh, is_growing)), slices)
    old: list = view.parts
    stale: float = old.findIndex(lambda part: part.source is None)
    next_old: float = Math.min(settled, len(old), stale if stale >= 0 else len(old))
    parts: list = old.slice(0, next_old)
    following_head: str = parts.at(-1).following_head if len(parts) else ''
    rest: list[str] = texts.slice(next_old)
    for text in rest:
        head = following_head
        if len(text) > DENSE_CHARS:
            table = TABLE.exec(text)
            following_head = following_head if table is None else table.at(0)
        else:
            following_head = ''
        kept: float = next_old
        limit: float = Math.min(len(old), next_old + LOOKAHEAD)
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
        first_line: str = text.slice(0, text.indexOf('\n'))
        whole: str = head.concat(text) if '|' in first_line else text
        shown: str = completed(whole) if is_growing and len(parts) == len(texts) - 1 else whole
        part = await view.build(text, shown)
        part.following_head = following_head
        if shown != whole:
            # Build it again, whatever comes next.
            part.source = None
            _complete_later(view)
        if replaced is not None:
            patch(replaced.element, part.element)
            part.element = replaced.element
            next_old += 1
        else:
            _append(view, part.element)
        parts.append(part)
        if slices.is_over():
            await slices.pause()
    _discard(view, old.slice(next_old))
    view.parts = parts
    _settle(page, settled, begin, fresh, unclosed, definitions)


def _append(view, element: Element) -> None:
    """Append a part to the last group, or to a new one before the footnotes."""
    root = view.root
    notes: Element = view.page.section
    last: Element = root.lastElementChild
    if last is not None and last is notes:
        last = notes.previousElementSibling
    if last is None or last.className != 'group' or last.childElementCount >= GROUP_PARTS:
        group: Element = element.cloneNode()
        group.className = 'group'
        if last is None:
            root.prepend(group)
        else:
            last.after(group)
        last = group
    last.append(element)


def _settle(page, count: int, position: int, fresh: list[str], unclosed: list[int], definitions: list[str]) -> None:
    """Record up to which part a text that grows is certain to stay as it is: before the last part, and before a formula
    or markup that is not closed yet.
    """
    limit: float = Math.min(*unclosed, Infinity)
    final: list[str] = fresh.slice(0, -1)
    for text in final:
        if position + len(text) > limit:
            break
        position += len(text)
        count += 1
        definitions = definitions.concat(_definitions([text], False))
    page.settled = count
    page.position = position
    page.definitions = definitions


def _complete_later(view) -> None:
    """Show the last part unchanged once the text has stopped growing."""
    page = view.page

    def complete():
        page.is_complete = True
        view.refresh()

    clearTimeout(page.timer)
    page.timer = setTimeout(complete, COMPLETE_MS)


def _definitions(texts: list[str], is_growing: bool) -> list[str]:
    """Return the texts that define links. In a text that grows, the last line may be incomplete and does not count."""
    last: str = texts.at(-1)
    if is_growing:
        complete: str = last.slice(0, last.lastIndexOf('\n') + 1)
        texts = texts.slice(0, -1).concat(complete)
    return texts.filter(lambda text: DEFINITION.test(text))


async def _define(view, defining: list[str], slices: Slices) -> None:
    """Define the links of a text; if they have changed, rebuild the parts that may use them."""
    defined: str = ''.join(defining)
    if view.links is None or defined != view.page.defined_links:
        view.page.defined_links = defined
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
        group: Element = element.parentElement
        detach(element)
        if group is not None and group.childElementCount == 0:
            group.remove()


shared = {'show': show}
