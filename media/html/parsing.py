"""Parsing markup into an inert tree: nothing in it runs or loads, whatever is done with it afterwards."""

from browser import Array, Element, Reflect, RegExp, TextDecoder, Uint8Array, atob, document, unescape

from media.css_depth import check_css
from media.datauri import joined_text
from media.dom import create, global_named, read_property
from media.html.attributes import ATTR_PREFIX, prefix_attributes
from media.html.limits import check_markup, check_tree

# Elements that need a document of their own, because they run or embed another document.
# Scripts of other types, such as application/json, are data.
ACTIVE = ('[srcdoc],iframe[src],embed[src],object[data],link[rel~=stylesheet i][href],'
          'script:not([type*="/"]),[type*=script i]')


def markup_of(data) -> str:
    """The markup of an item: its text, or the contents of a data URI of HTML.

    Decoded here, since the decoder of media/datauri.py, which handles images in many forms, would enlarge this chunk.
    """
    text = joined_text(data)
    found = RegExp('^data:[^,]*html[^,]*?(;base64)?,', 'i').exec(text)
    if found is None:
        return text
    body: str = text.slice(found.at(0).length)
    binary = unescape(body) if found.at(1) is None else atob(body)
    return TextDecoder().decode(Uint8Array.from_(binary, lambda each: each.charCodeAt(0)))


def parse_html(markup: str) -> Element:
    """Parse markup into an element of a document without a window; attributes get the prefix."""
    global _policy
    if _policy is None:
        rules = {'createHTML': lambda text: text}
        factory = global_named('trustedTypes')
        _policy = rules if factory is None else factory.createPolicy('backendai-html', rules)
    check_markup(markup)
    # Always an HTML document, whatever the host page is.
    template = create(read_property(document, 'implementation').createHTMLDocument(''), 'template')
    template.innerHTML = _policy.createHTML(prefix_attributes(markup))
    root: Element = create(template.content, 'div')
    root.append(template.content)
    check_tree(root)
    styled: list[Element] = Array.from_(root.querySelectorAll(f'style,[{ATTR_PREFIX}style]'))
    for element in styled:
        style = element.getAttribute(f'{ATTR_PREFIX}style')
        check_css(element.textContent if style is None else style)
    return root


_policy = None


def is_active(root: Element) -> bool:
    """Whether the markup contains scripts, event handlers or documents, so that sanitizing alone is not enough."""
    def has_handler(element: Element):
        # The fields of a form can shadow its methods.
        names: list[str] = Reflect.apply(Element.prototype.getAttributeNames, element, [])
        return names.some(lambda name: name.startsWith(f'{ATTR_PREFIX}on'))

    elements: list[Element] = Array.from_(root.querySelectorAll('*'))
    return root.querySelector(ACTIVE) is not None or elements.some(has_handler)
