"""Web and mail addresses in text, as links."""

from browser import Array, Element, RegExp

from media.console_tools.spans import text_range
from media.dom import create

# How far beyond a row's ends the line is searched for addresses.
_REACH_CHARS = 2000

# Blanks, quotes, box-drawing characters and full-width punctuation end an address; punctuation that ends a sentence is
# not part of it.
_ENDS = (
    '\\s<>"\'`|\\x7f-\\x9f\\u2500-\\u257f\\u3000-\\u3003\\u3008-\\u301f\\uff01-\\uff0f\\uff1a-\\uff20\\uff3b-\\uff40'
    '\\uff5b-\\uff65'
)
_ADDRESS: RegExp = RegExp(f'\\b(?:https?://|mailto:|www\\.(?=[a-z\\d]))[^{_ENDS}]*[^{_ENDS}.,;:!?]', 'gi')


def link_addresses(row: Element, text: str, start: int) -> None:
    """Turn the addresses in a row into links; the row begins at index ``start`` of its line, which has that text."""
    base: int = max(0, start - _REACH_CHARS)
    content: str = row.textContent
    end: int = start + len(content)
    matches: list = Array.from_(text[base:end + _REACH_CHARS].matchAll(_ADDRESS))
    for match in matches:
        address: str = match.at(0)
        index: int = match.index
        # A closing bracket whose opening bracket is before the address is not part of it.
        while address.endswith(')') and len(address.split('(')) < len(address.split(')')):
            address = address[:-1]
        first: int = max(start, base + index)
        last: int = min(end, base + index + len(address))
        span = text_range(row, first - start, last - start) if first < last else None
        # The program may already have made it a link.
        if span is not None and span.startContainer.parentElement.closest('a') is None:
            element = create(row, 'a')
            element.append(span.extractContents())
            element.href = f'https://{address}' if address.lower().startswith('www.') else address
            element.title = element.href
            element.target = '_blank'
            element.rel = 'noopener noreferrer nofollow'
            span.insertNode(element)
