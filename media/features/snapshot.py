"""Snapshots: the contents of a container as HTML text without scripts, or as an element.

Canvases become pictures, tables and consoles contain all of their rows up to a limit (media/stills.py,
media/features/console_print.py), and shadow roots are declarative.
"""

from browser import Array, Element, Object, Promise, RegExp, Set, String, WeakMap

from media.dom import create, document_of, read_property, window_of
from media.shared import load_shared

# Elements that are interactive, that run, or that are loaded from elsewhere.
LEFT_OUT = ('script,noscript,template,link,meta,base,object,embed,dialog,[popover],.backendai-actions,.backendai-bar,'
            '.backendai-end,.backendai-announcer,.backendai-drawing-controls,.backendai-prompt')

# Void elements, which have no end tag.
VOID = Set('area br col hr img input source track wbr'.split(' '))

# Attributes that would have an effect, or that have lost their meaning.
_ACTING = RegExp('^(on|srcdoc$|autofocus$|action$|formaction$|contenteditable$|ping$|data-backendai|tabindex$)', 'i')
_RUNNING = RegExp('^\\s*(javascript|vbscript|data:text/html):', 'i')

# Recognizes our style sheets among those that a page has adopted.
_OURS = RegExp('\\.(backendai|media|sorna-media)-')

# The properties that the container inherits from its page.
INHERITED: list[str] = 'color background-color color-scheme font-family font-size line-height direction'.split(' ')

# The snapshot shows formulas as MathML, which needs no fonts.
MATH = ('.katex-html{display:none}.katex .katex-mathml{position:static!important;clip:auto!important;'
        'width:auto!important;height:auto!important;overflow:visible!important}')

# The pictures of frames, as data URIs.
_pictures = WeakMap()

META = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'


async def snapshot(container: Element, options):
    await _draw_frames(container)
    still = _copy(container, await _printing())
    _inherit(container, still)
    if Object(options).format == 'element':
        return still
    title = _escape(String(read_property(document_of(container), 'title')))
    root = container.getRootNode()
    css = _css_of(root) if read_property(root, 'host') is not None else ''
    style = _css_of(document_of(container)) + css
    language = _escape(String(read_property(document_of(container), 'documentElement').lang))
    head = f'{META}<title>{title}</title><style>body{{margin:0}}{style}</style>'
    return f'<!doctype html><html lang="{language}">{head}{_markup(still)}</html>'


async def _printing():
    """The functions that show all lines of a console; None if they cannot be loaded, so that it is copied as it is."""
    try:
        chunk = await load_shared('console_print')
        return chunk.shared
    except Exception:
        return None


async def _draw_frames(node) -> None:
    """Draw pictures of all frames in a node."""
    async def draw(frame):
        _pictures.set(frame, await frame.draw())

    found: Array = Array.from_(node.querySelectorAll('*'))
    roots = found.filter(lambda element: element.shadowRoot is not None)
    frames = found.filter(lambda element: element.draw is not None and element.localName == 'iframe')
    await Promise.all([*roots.map(lambda host: _draw_frames(host.shadowRoot)), *frames.map(lambda each: draw(each))])


def _inherit(container: Element, still: Element) -> None:
    """Give the copy the colors and the font that the original has from its page."""
    place: Element = container if container.style is not None else container.host
    style = window_of(container).getComputedStyle(place)
    for name in INHERITED:
        still.style.setProperty(name, style.getPropertyValue(name))
    # The background behind the container, if it has none of its own.
    behind: Element = place
    while behind is not None:
        color: str = window_of(container).getComputedStyle(behind).backgroundColor
        if color != 'rgba(0, 0, 0, 0)':
            still.style.backgroundColor = color
            break
        behind = behind.parentElement
    still.style.minHeight = '100vh'
    still.style.width = style.width


def _copy(node, printing):
    """A deep copy of a node, or None if it is left out."""
    kind: int = node.nodeType
    if kind == 3:
        return node.cloneNode()
    if kind == 11:
        copy = create(node, 'div')
        _copy_children(node, copy, printing)
        return copy
    if kind != 1 or node.matches(LEFT_OUT):
        return None
    if node.block is not None and printing is not None:
        return printing.printed_lines(node.block)
    if node.still is not None:
        still = node.still()
        copy = create(node, 'div')
        copy.className = f'{node.className} {still.className}'.replaceAll('backendai-living', '')
        copy.append(*still.childNodes)
        copy.classList.add('backendai-still', 'backendai-kept')
        return copy
    if node.localName == 'canvas':
        return _picture(node, node.toDataURL())
    if node.localName == 'iframe':
        return _frame(node)
    if node.localName == 'img' and node.src.startsWith('blob:'):
        return _picture(node, _pixels(node))
    copy = node.cloneNode(False)
    if node.localName == 'input':
        copy.setAttribute('value', node.value)
        copy.toggleAttribute('checked', node.checked is True)
    if node.localName == 'option':
        copy.toggleAttribute('selected', node.selected is True)
    if node.localName == 'textarea':
        copy.textContent = node.value
        return copy
    shadow = node.shadowRoot
    if shadow is not None:
        inner = copy.attachShadow({'mode': 'open'})
        inner.adoptedStyleSheets = shadow.adoptedStyleSheets
        _copy_children(shadow, inner, printing)
    _copy_children(node, copy, printing)
    return copy


def _copy_children(node, copy, printing) -> None:
    children: list = Array.from_(node.childNodes)
    for child in children:
        twin = _copy(child, printing)
        if twin is not None:
            copy.append(twin)


def _picture(node: Element, address: str) -> Element:
    picture = create(node, 'img')
    picture.src = address
    picture.alt = node.alt or node.ariaLabel or ''
    picture.style.cssText = node.style.cssText
    # Style rules for canvases do not apply to images.
    style = window_of(node).getComputedStyle(node)
    picture.style.display = style.display
    picture.style.margin = style.margin
    box = node.getBoundingClientRect()
    picture.style.width = f'{String(box.width)}px'
    picture.style.height = f'{String(box.height)}px'
    return picture


def _pixels(picture: Element) -> str:
    canvas = create(picture, 'canvas')
    canvas.width = picture.naturalWidth
    canvas.height = picture.naturalHeight
    canvas.getContext('2d').drawImage(picture, 0, 0)
    return canvas.toDataURL()


def _frame(frame: Element) -> Element:
    """The picture of a frame, or a placeholder with its title if it draws none."""
    address: str = _pictures.get(frame)
    if address is not None:
        return _picture(frame, address)
    place = create(frame, 'p')
    place.append(frame.title)
    place.style.cssText = 'box-sizing:border-box;margin:0;padding:1em;border:1px dashed'
    place.style.height = f'{String(frame.clientHeight)}px'
    return place


def _css_of(root) -> str:
    """The rules of our sheets that a document has adopted; for shadow roots, all rules."""
    sheets: list = Array.from_(read_property(root, 'adoptedStyleSheets'))
    texts = sheets.map(lambda sheet: Array.from_(sheet.cssRules, lambda rule: rule.cssText).join(''))
    if read_property(root, 'host') is None:
        texts = texts.filter(lambda text: _OURS.test(text))
    css = texts.join('').replaceAll('@media screen', '@media not all')
    if css.includes('katex'):
        css = css + MATH
    return css.replaceAll('</', '<\\/')


def _markup(node) -> str:
    """A copy as HTML."""
    kind: int = node.nodeType
    if kind == 3:
        return node.data if node.parentNode.localName == 'style' else _escape(node.data)
    name: str = node.localName
    text = f'<{name}'
    names: list[str] = node.getAttributeNames()
    for attribute in names:
        value: str = node.getAttribute(attribute)
        if not _ACTING.test(attribute) and not _RUNNING.test(value):
            text = f'{text} {attribute}="{_escape(value)}"'
    text = f'{text}>'
    shadow = node.shadowRoot
    if shadow is not None:
        # Styles come after the content, since style sheets may select its first child.
        text = f'{text}<template shadowrootmode="open">{_markups(shadow)}<style>{_css_of(shadow)}</style></template>'
    return text if VOID.has(name) else f'{text}{_markups(node)}</{name}>'


def _markups(node) -> str:
    return Array.from_(node.childNodes).map(_markup).join('')


def _escape(text: str) -> str:
    return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')


shared = {'snapshot': snapshot}
