"""Markup, read into a tree that nobody sees: nothing in it runs or loads, whatever is done with it afterwards."""

from browser import Array, Element, RegExp, TextDecoder, document, window

from media.datauri import bytes_of, decoded, header_of, is_data_uri, text_of

# Put before the names of attributes that a strict page's policy would forbid, and report, while they are only read.
VEIL = 'data-backendai-'

# What needs a document of its own: it runs, or brings a document of somebody else.
ACTIVE = 'iframe[srcdoc],iframe[src],object[data],embed[src],link[rel~=stylesheet i][href]'


def markup_of(data) -> str:
    """The markup of an item: as it is, or from a data URI of HTML."""
    text = text_of(data)
    if is_data_uri(text) and 'html' in header_of(text):
        return TextDecoder().decode(bytes_of(decoded(text)))
    return text


def parsed(markup: str) -> Element:
    """An element, in a document without a window, that holds what ``markup`` says; attributes are veiled."""
    global _policy
    if _policy is None:
        rules = {'createHTML': lambda text: text}
        factory = window.trustedTypes
        _policy = rules if factory is None else factory.createPolicy('backendai-html', rules)
    template = document.createElement('template')
    forbidden = RegExp('(?<=[\\s"\'/])(?=(style|on[a-z]+)\\s*=)', 'gi')
    template.innerHTML = _policy.createHTML(markup.replaceAll(forbidden, VEIL))
    root = template.content.ownerDocument.createElement('div')
    root.replaceChildren(template.content)
    return root


_policy = None


def unveiled(text: str) -> str:
    return text.replaceAll(VEIL, '')


def is_active(root: Element) -> bool:
    """Whether the markup holds scripts, event handlers or documents, so that it cannot be shown by sanitizing alone."""
    if root.querySelector(ACTIVE) is not None:
        return True
    runs = RegExp('^\\s*$|script|module|importmap', 'i')
    handler = RegExp(f'^({VEIL})?on')
    scripts: list[Element] = Array.from_(root.querySelectorAll('script'))
    elements: list[Element] = Array.from_(root.querySelectorAll('*'))
    return scripts.some(lambda script: runs.test(script.type)) or elements.some(
        lambda element: element.getAttributeNames().some(lambda name: handler.test(name)))
