"""The page's contents as text and as HTML: including shadow roots and consoles, excluding hidden elements."""

from browser import CSSStyleDeclaration, Element, RegExp, Set, String, getComputedStyle

from media.console_copy.collecting import Copy, escaped
from media.console_copy.lines import add_block
from media.console_copy.tables import add_table

_BLANKS: RegExp = RegExp('[ \\t\\n\\r]+', 'g')
_SAFE: RegExp = RegExp('^(https?|mailto):')

# Elements that have no text of their own, and elements that are replaced by a placeholder.
_SKIPPED = Set(['input', 'select', 'textarea', 'script', 'style', 'template', 'noscript', 'head'])
_PICTURES = Set(['img', 'svg', 'canvas', 'video', 'audio', 'iframe', 'object', 'embed'])

# Elements that keep their tag in the HTML; others become blocks or spans.
_KEPT = Set([
    'a', 'b', 'blockquote', 'code', 'em', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'i', 'li', 'ol', 'p', 'pre', 'strong',
    'sub', 'sup', 'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'ul',
])

# The CSS properties that are copied to the HTML.
_PROPERTIES: list[str] = [
    'color', 'background-color', 'font-weight', 'font-style', 'text-decoration-line', 'text-align',
]


def read(copy: Copy, node, selected, outer: CSSStyleDeclaration) -> None:
    """Add a node, or its part inside the range ``selected``; ``outer`` is the parent's style, or None."""
    if selected is not None and selected.intersectsNode(node) is False:
        return
    if node.nodeType == 3:
        _read_text(copy, node, selected, outer)
        return
    if node.nodeType != 1:
        # A shadow root or a document.
        _read_all(copy, node.childNodes, selected, outer)
        return
    element: Element = node
    if element.block is not None:
        add_block(copy, element.block, selected)
        return
    style = getComputedStyle(element)
    if not _is_read(element, style):
        return
    name: str = element.localName
    if name == 'br':
        copy.write('\n')
        copy.mark_up('<br>')
    elif element.view is not None:
        add_table(copy, element.view)
    elif _PICTURES.has(name) is True:
        _add_picture(copy, element, name)
    elif name == 'math':
        source = element.querySelector('annotation')
        _add_text(copy, element.textContent if source is None else f'${String(source.textContent)}$')
    else:
        _read_element(copy, element, name, style, selected, outer)


def _is_read(element: Element, style: CSSStyleDeclaration) -> bool:
    name: str = element.localName
    is_hidden = style.display == 'none' or style.visibility == 'hidden'
    if is_hidden or _SKIPPED.has(name) is True or element.ariaHidden == 'true':
        return False
    # Controls of a console are not part of its content.
    is_control = name == 'button' or style.userSelect == 'none' or style.webkitUserSelect == 'none'
    return not is_control or element.closest('.backendai-console') is None and style.userSelect != 'none'


def _read_element(copy: Copy, element: Element, name: str, style, selected, outer) -> None:
    display: str = style.display
    is_cell = display == 'table-cell'
    is_inline = display.startswith('inline') or display == 'contents' or display.startswith('ruby')
    mime: str = element.mime
    if is_cell:
        if element.previousElementSibling is not None:
            copy.has_break = False
            copy.has_blank = False
            copy.write('\t')
    elif not is_inline:
        copy.end_line()
    tag = name if _KEPT.has(name) is True else 'span' if is_inline else 'div'
    copy.mark_up(f'<{tag}{_attributes(element, style, outer)}>')
    count: int = len(copy.texts)
    if mime is not None:
        copy.name = mime
    if element.shadowRoot is None:
        _read_all(copy, element.childNodes, selected, style)
    else:
        # A range of the page has no positions inside the shadow root.
        _read_all(copy, element.shadowRoot.childNodes, None, style)
    if mime is not None and len(copy.texts) == count:
        _add_text(copy, f'[{mime}]')
    copy.mark_up(f'</{tag}>')
    if mime is not None:
        copy.name = ''
    if not is_inline and not is_cell:
        copy.end_line()


def _read_all(copy: Copy, nodes, selected, style) -> None:
    for index in range(nodes.length):
        read(copy, nodes.item(index), selected, style)


def _read_text(copy: Copy, node, selected, style) -> None:
    text: str = node.data
    if selected is not None:
        start: int = selected.startOffset if node is selected.startContainer else 0
        end: int = selected.endOffset if node is selected.endContainer else len(text)
        text = text[start:end]
    space: str = 'normal' if style is None else String(style.whiteSpace)
    if space.startswith('pre') and space != 'pre-line' or space == 'break-spaces':
        copy.write(text)
        copy.mark_up(escaped(text))
        return
    text = text.replaceAll(_BLANKS, ' ')
    copy.mark_up(escaped(text))
    if text.startswith(' '):
        copy.has_blank = True
    words: str = text.trim()
    copy.write(words)
    if words and text.endswith(' '):
        copy.has_blank = True


def _add_text(copy: Copy, text: str) -> None:
    copy.write(text)
    copy.mark_up(escaped(text))


def _add_picture(copy: Copy, element: Element, name: str) -> None:
    """Add a placeholder with a picture's name; in the HTML the picture itself if its URL is a data URL."""
    title = element.querySelector('title') if name == 'svg' else None
    label: str = element.alt or element.ariaLabel or element.title or copy.name or name
    if title is not None:
        label = title.textContent
    text = f'[{String(label)}]'
    copy.write(text)
    source: str = String(element.src)
    if name == 'img' and source.startswith('data:image/'):
        copy.mark_up(f'<img src="{escaped(source)}" alt="{escaped(String(label))}">')
    else:
        copy.mark_up(escaped(text))


def _attributes(element: Element, style, outer) -> str:
    css = ''
    for number in range(len(_PROPERTIES)):
        name: str = _PROPERTIES[number]
        value: str = style.getPropertyValue(name)
        is_inherited = name != 'background-color' and name != 'text-decoration-line'
        before: str = 'rgba(0, 0, 0, 0)' if name == 'background-color' else 'none'
        if is_inherited:
            before = '' if outer is None else outer.getPropertyValue(name)
        if value != before:
            css += f'{name}:{value};'
    text = f' style="{escaped(css)}"' if css else ''
    if element.localName == 'a' and _SAFE.test(element.href):
        text += f' href="{escaped(element.href)}"'
    return text + _span(element, 'colspan') + _span(element, 'rowspan')


def _span(element: Element, name: str) -> str:
    value: str = element.getAttribute(name)
    return '' if value is None else f' {name}="{escaped(value)}"'
