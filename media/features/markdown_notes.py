"""Footnotes in Markdown: numbered in the order of their references, and listed at the end."""

from browser import Array, Element, Map, RegExp, Set, String

from media.dom import create, detach
from media.markdown import words
from media.words import say

REFERENCE = RegExp('^\\[\\^([^\\]\\s]+)\\]')
DEFINED = RegExp('^ {0,3}\\[\\^([^\\]\\s]+)\\]:', 'gm')
# A note: its first line, and the lines that follow it directly, or indented after a blank line.
NOTE = RegExp('^ {0,3}\\[\\^([^\\]\\s]+)\\]:[ \\t]*'
              '([^\\n]*(?:\\n+(?: {4}|\\t)[^\\n]*|\\n(?! {0,3}\\[\\^)[^\\n]+)*)(?:\\n+|$)')
INDENTED = RegExp('^(    |\\t)', 'gm')


def prepare(view) -> None:
    """Collect the notes that a text defines; if they have changed, rebuild the parts that may refer to them."""
    source: str = view.source
    names: list[str] = Array.from_(source.matchAll(DEFINED), lambda found: found.at(1))
    defined = ' '.join(names)
    if view.page.defined != defined:
        view.page.defined = defined
        view.page.labels = Set(names)
        parts: list = view.parts
        for part in parts:
            text: str = part.source
            if text is not None and '[^' in text:
                part.source = None


def add_to(options, lexer, view) -> None:
    """Add the tokens of references and notes to a lexer."""
    labels: Set = view.page.labels

    def reference(text: str, tokens):
        found = REFERENCE.exec(text)
        if found is None or found.at(1) not in labels:
            return None

        def make(part) -> Element:
            mark: Element = part.make('sup')
            references: list = part.references
            references.append({'label': found.at(1), 'element': mark})
            return mark

        return {'type': 'reference', 'raw': found.at(0), 'make': make}

    def note(text: str, tokens):
        found = NOTE.exec(text)
        if found is None:
            return None
        inner: str = found.at(2).replaceAll(INDENTED, '')
        content = lexer.blockTokens(inner, [])

        def make(part) -> None:
            notes: list = part.notes
            notes.append({'label': found.at(1), 'element': part.fill(part.make('li'), content)})

        return {'type': 'note', 'raw': found.at(0), 'make': make}

    options.extensions.inline.push(reference)
    options.extensions.block.push(note)
    options.extensions.startBlock.push(lambda text: text.search(RegExp('\\n {0,3}\\[\\^[^\\]\\s]+\\]:')))


def finish(view) -> None:
    """Number the references, and list the notes to which they refer at the end of the text."""
    parts: list = view.parts
    notes = Map()
    numbers = Map()
    for part in parts:
        defined: list = part.notes
        for note in defined:
            if not notes.has(note.label):
                notes.set(note.label, note.element)
    listed: list[Element] = []
    for part in parts:
        references: list = part.references
        for reference in references:
            label: str = reference.label
            mark: Element = reference.element
            if not numbers.has(label):
                numbers.set(label, numbers.size + 1)
                mark.id = f'ref-{label}'
                listed.append(notes.get(label))
            text = String(numbers.get(label))
            if mark.textContent != text:
                mark.replaceChildren(_link(mark, f'#note-{label}', text, say(words.FOOTNOTE, text)))
            note: Element = notes.get(label)
            if note.id == '':
                note.id = f'note-{label}'
                last: Element = note.lastElementChild
                (note if last is None or last.localName != 'p' else last).append(
                    ' ', _link(mark, f'#ref-{label}', '↩', say(words.BACK_TO_THE_TEXT)))
    section: Element = view.page.section
    if section is None:
        section = create(view.page.box, 'section')
        section.className = 'notes'
        section.ariaLabel = say(words.FOOTNOTES)
        section.append(create(section, 'ol'))
        view.page.section = section
    items: Element = section.firstElementChild
    shown = Array.from_(items.children)
    if len(shown) != len(listed) or listed.some(lambda note, index: shown.at(index) is not note):
        items.replaceChildren(*listed)
    if not len(listed):
        detach(section)
    elif section is not view.root.lastChild:
        view.root.append(section)


def _link(near: Element, target: str, text: str, label: str) -> Element:
    link = create(near, 'a')
    link.setAttribute('href', target)
    link.ariaLabel = label
    link.append(text)
    return link


shared = {'prepare': prepare, 'add_to': add_to, 'finish': finish}
