"""Long and changing Markdown: parts of the text that have not changed keep their elements, work is done in slices."""

from browser import Element, Object

from media.markdown.splitting import defines_links, split
from media.slices import Slices

# How many parts ahead one that is known is looked for.
LOOKAHEAD = 50


async def show(view, source: str) -> None:
    """Bring the parts of a view to a text."""
    page = view.page
    texts: list[str] = page.texts or []
    # What came before the last part has not changed in a text that has only grown.
    settled = ''.join(texts[:-1])
    texts = [*texts[:-1], *split(source, len(settled))] if settled and source.startswith(settled) else split(source, 0)
    page.texts = texts
    _define(view, texts)
    slices = Slices()
    old: list = view.parts
    parts: list = []
    next_old = 0
    for text in texts:
        kept = next_old
        while kept < len(old) and kept < next_old + LOOKAHEAD and old[kept].source != text:
            kept += 1
        if kept < len(old) and old[kept].source == text:
            for stale in old[next_old:kept]:
                _discard(view, stale)
            parts.append(old[kept])
            next_old = kept + 1
            continue
        replaced = old[next_old] if next_old < len(old) else None
        if replaced is not None:
            _forget(view, replaced)
        part = await view.build(text)
        if replaced is not None:
            replaced.element.replaceWith(part.element)
            next_old += 1
        else:
            # Footnotes are behind all parts.
            notes: Element = page.section
            view.root.insertBefore(part.element, None if notes is None or notes.parentNode is None else notes)
        parts.append(part)
        if slices.is_over():
            await slices.pause()
    for stale in old[next_old:]:
        _discard(view, stale)
    view.parts = parts


def _define(view, texts: list[str]) -> None:
    """Learn which links are defined; where that changes, what may refer to one is built anew."""
    defining = [text for text in texts if defines_links(text)]
    defined = '\n'.join(defining)
    if view.links is None or defined != view.page.definitions:
        view.page.definitions = defined
        view.links = Object.create(None)
        for text in defining:
            view.lex(text)
        for part in view.parts:
            if part.source is not None and '[' in part.source:
                part.source = None


def _forget(view, part) -> None:
    """Free the ids of a part for that which takes its place."""
    for name in part.ids:
        view.page.ids.delete(name)


def _discard(view, part) -> None:
    _forget(view, part)
    part.element.remove()


shared = {'show': show}
