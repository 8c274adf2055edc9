"""Markup, read into a tree that nobody sees: nothing in it runs or loads, whatever is done with it afterwards."""

from browser import Array, Element, Reflect, RegExp, TextDecoder, Uint8Array, atob, document, unescape

from media.css_depth import check_css
from media.datauri import joined_text
from media.dom import create, global_named, read
from media.html.attributes import ATTR_PREFIX, prefix_attributes
from media.html.limits import check_markup, check_tree

# What needs a document of its own: it runs, or brings a document of somebody else.
# Scripts of other types, such as application/json, are data.
ACTIVE = ('[srcdoc],iframe[src],embed[src],object[data],link[rel~=stylesheet i][href],'
          'script:not([type*="/"]),[type*=script i]')


def markup_of(data) -> str:
    """The markup of an item: as it is, or from a data URI of HTML.

    Decoded here, since the decoder of media/datauri.py, for images in many forms, would make this chunk larger.
    """
    text = joined_text(data)
    found = RegExp('^data:[^,]*html[^,]*?(;base64)?,', 'i').exec(text)
    if found is None:
        return text
    body: str = text.slice(found.at(0).length)
    binary = unescape(body) if found.at(1) is None else atob(body)
    return TextDecoder().decode(Uint8Array.from_(binary, lambda each: each.charCodeAt(0)))


def parse_html(markup: str) -> Element:
    """An element, in a document without a window, that holds what ``markup`` says; attributes are prefixed."""
    global _policy
    if _policy is None:
        rules = {'createHTML': lambda text: text}
        factory = global_named('trustedTypes')
        _policy = rules if factory is None else factory.createPolicy('backendai-html', rules)
    check_markup(markup)
    # A document of HTML, whatever the host page is.
    template = create(read(document, 'implementation').createHTMLDocument(''), 'template')
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
    """Whether the markup holds scripts, event handlers or documents, so that it cannot be shown by sanitizing alone."""
    def has_handler(element: Element):
        # The fields of a form can hide its methods.
        names: list[str] = Reflect.apply(Element.prototype.getAttributeNames, element, [])
        return names.some(lambda name: name.startsWith(f'{ATTR_PREFIX}on'))

    elements: list[Element] = Array.from_(root.querySelectorAll('*'))
    return root.querySelector(ACTIVE) is not None or elements.some(has_handler)
