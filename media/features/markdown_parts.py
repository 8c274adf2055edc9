"""Long and changing Markdown: parts of the text that have not changed keep their elements, work is done in slices."""

from browser import Element, Object, Set

from media.markdown.splitting import defines_links, split
from media.slices import Slices

# How many parts ahead one that is known is looked for.
LOOKAHEAD = 50


async def show(view, source: str) -> None:
    """Bring the parts of a view to a text."""
    page = view.page
    known: list[str] = [] if page.texts is None else page.texts
    # What came before the last part has not changed in a text that has only grown.
    known = known.slice(0, -1)
    settled: str = known.join('')
    has_grown = settled != '' and source.startswith(settled)
    texts: list[str] = known.concat(split(source, len(settled))) if has_grown else split(source, 0)
    page.texts = texts
    _define(view, texts)
    slices = Slices()
    old: list = view.parts
    parts: list = []
    next_old = 0
    for text in texts:
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
        part = await view.build(text)
        if replaced is not None:
            place: Element = replaced.element
            place.replaceWith(part.element)
            next_old += 1
        else:
            # Footnotes are behind all parts.
            notes: Element = page.section
            view.root.insertBefore(part.element, None if notes is None or notes.parentNode is None else notes)
        parts.append(part)
        if slices.is_over():
            await slices.pause()
    _discard(view, old.slice(next_old))
    view.parts = parts


def _define(view, texts: list[str]) -> None:
    """Learn which links are defined; where that changes, what may refer to one is built anew."""
    defining = texts.filter(lambda text: defines_links(text))
    defined: str = defining.join('\n')
    if view.links is None or defined != view.page.definitions:
        view.page.definitions = defined
        view.links = Object.create(None)
        for text in defining:
            view.lex(text)
        parts: list = view.parts
        for part in parts:
            source: str = part.source
            if source is not None and '[' in source:
                part.source = None


def _forget(view, part) -> None:
    """Free the ids of a part for that which takes its place."""
    ids: Set = view.page.ids
    names: list[str] = part.ids
    for name in names:
        ids.delete(name)


def _discard(view, parts: list) -> None:
    for part in parts:
        _forget(view, part)
        element: Element = part.element
        element.remove()


shared = {'show': show}
