"""Elements for the tokens of a part of a document.

Work for other chunks is recorded in the part: code to highlight, raw HTML, formulas and footnotes. ``page`` is shared
by all parts: the ``box`` around them, ``allowed`` addresses, ``attachments``, and ``ids`` of headings.
"""

from browser import Element, RegExp, Set, String

from media.dom import create
from media.markdown import words
from media.markdown.addresses import image_from, link_to
from media.markdown.entities import decode, is_known
from media.overflow import name_while_scrolling
from media.words import say

ALERT = RegExp('^\\[!(note|tip|important|warning|caution)\\][ \\t]*(\\n|$)', 'i')
# Longer code is split into groups of lines.
LONG_CODE_CHARS = 30000
LINES = RegExp('(?:[^\\n]{0,2000}\\n?){1,100}', 'g')
UNNAMED = RegExp('[^\\p{L}\\p{N}\\s_-]', 'gu')


class Part:
    """A part of a document: its source, its elements, and the work that is left for other chunks."""

    def __init__(self, source: str, page):
        self.source: str = source
        self.page = page
        self.element: Element = self.make('div', 'part')
        # {element, language, text} of each block of code.
        self.codes: list = []
        # {parent, markup, nodes} for raw HTML; the nodes replace the placeholders in the markup.
        self.markups: list = []
        # Filled by markdown_math and markdown_notes.
        self.formulas: list = []
        self.references: list = []
        self.notes: list = []
        self.ids: list[str] = []

    def make(self, name: str, class_name: str = '') -> Element:
        """Create an element."""
        element = create(self.page.box, name)
        if class_name:
            element.className = class_name
        return element

    def fill(self, parent: Element, tokens: list) -> Element:
        """Append the elements of tokens to ``parent`` and return it."""
        nodes: list = []
        markup = ''
        is_raw = False
        # The text of a tight list item has nested tokens.
        listed: list = tokens.flatMap(
            lambda token: [token] if token.type != 'text' or token.tokens is None else token.tokens)
        for token in listed:
            text: str = token.text
            if token.type == 'html':
                is_raw = True
                markup += text
            elif token.type == 'text' and not is_known(text):
                is_raw = True
                markup += text.replaceAll('<', '&lt;')
            else:
                node = self._node(token)
                if node is not None:
                    markup += f'<i data-node="{len(nodes)}"></i>'
                    nodes.append(node)
        parent.append(*nodes)
        if is_raw:
            self.markups.append({'parent': parent, 'markup': markup, 'nodes': nodes})
        return parent

    def _node(self, token):
        """Return the element or text of a token, or None if it shows nothing."""
        kind: str = token.type
        if token.make is not None:
            return token.make(self)
        if kind == 'escape':
            return token.text
        if kind == 'text':
            return decode(token.text)
        if kind == 'strong' or kind == 'em' or kind == 'del':
            return self.fill(self.make(kind), token.tokens)
        if kind == 'paragraph':
            return self.fill(self.make('p'), token.tokens)
        if kind == 'codespan':
            code = self.make('code')
            code.append(token.text)
            return code
        if kind == 'link' or kind == 'image':
            return self._link(token)
        if kind == 'br' or kind == 'hr':
            return self.make(kind)
        if kind == 'heading':
            return self._heading(token)
        if kind == 'code':
            return self._code(token)
        if kind == 'blockquote':
            return self._quote(token)
        if kind == 'list':
            return self._list(token)
        if kind == 'checkbox':
            box = self.make('input')
            box.type = 'checkbox'
            box.ariaLabel = say(words.TASK)
            box.disabled = True
            box.defaultChecked = token.checked
            return box
        return self._table(token) if kind == 'table' else None

    def _link(self, token) -> Element:
        title: str = '' if token.title is None else decode(token.title)
        if token.autolink is True:
            link = link_to(token.href, title, self)
            link.append(token.text)
            return link
        address = decode(token.href)
        if token.type == 'link':
            return self.fill(link_to(address, title, self), token.tokens)
        return image_from(address, self.fill(self.make('i'), token.tokens).textContent, title, self)

    def _heading(self, token) -> Element:
        heading = self.fill(self.make('h' + String(token.depth)), token.tokens)
        text: str = heading.textContent
        name = text.toLowerCase().trim().replaceAll(UNNAMED, '').replaceAll(RegExp('\\s', 'g'), '-')
        ids: Set = self.page.ids
        unique: str = name
        count = 0
        while unique in ids:
            count += 1
            unique = f'{name}-{count}'
        ids.add(unique)
        self.ids.append(unique)
        heading.id = unique
        return heading

    def _code(self, token) -> Element:
        block = self.make('pre')
        name_while_scrolling(block, say(words.CODE))
        code = self.make('code')
        text: str = token.text
        if len(text) > LONG_CODE_CHARS:
            # The browser can skip the layout of groups outside the viewport.
            groups: list[str] = text.match(LINES)
            for group in groups:
                lines = self.make('span', 'lines')
                lines.append(group)
                code.append(lines)
        else:
            code.append(text)
        block.append(code)
        # Make long lines scrollable with the keyboard.
        block.tabIndex = 0
        language: str = token.lang
        found = RegExp('[^\\s,{:]+').exec(language)
        if language and found is not None:
            self.codes.append({'element': code, 'language': found.at(0).toLowerCase(), 'text': token.text})
        return block

    def _quote(self, token) -> Element:
        quote = self.fill(self.make('blockquote'), token.tokens)
        first: Element = quote.firstElementChild
        found = None if first is None or first.localName != 'p' else ALERT.exec(first.textContent)
        if found is None:
            return quote
        first.normalize()
        start: str = found.at(0)
        first.firstChild.data = first.firstChild.data.slice(len(start))
        kind: str = found.at(1).toLowerCase()
        alert = self.make('div', f'alert {kind}')
        title = self.make('p', 'alert-title')
        title.append(kind.slice(0, 1).upper() + kind.slice(1))
        alert.append(title, *quote.childNodes)
        return alert

    def _list(self, token) -> Element:
        result = self.make('ol' if token.ordered is True else 'ul')
        if token.ordered is True:
            result.start = token.start
        items: list = token.items
        result.append(*items.map(
            lambda item: self.fill(self.make('li', 'task' if item.task is True else ''), item.tokens)))
        return result

    def _table(self, token) -> Element:
        scroller = self.make('div', 'scroll')
        name_while_scrolling(scroller, say(words.TABLE))
        table = self.make('table')
        head = self.make('thead')
        body = self.make('tbody')
        rows: list = token.rows
        head.append(self._row(token.header, 'th'))
        body.append(*rows.map(lambda row: self._row(row, 'td')))
        table.append(head, body)
        scroller.append(table)
        return scroller

    def _row(self, cells: list, name: str) -> Element:
        row = self.make('tr')
        for cell in cells:
            element = self.fill(self.make(name), cell.tokens)
            if cell.align is not None:
                element.style.textAlign = cell.align
            row.append(element)
        return row
