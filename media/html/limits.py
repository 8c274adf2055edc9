"""Limits on markup: markup that the browser, or our own checks, would take seconds to process is refused.

The limits are checked in the text before it is parsed as HTML, in linear time.
"""

from browser import Element, RegExp

from media.html import words
from media.templates import fill

# Elements and attributes together; checking each takes some microseconds.
MAX_PARTS = 40000
# Browsers compare each attribute of an element with all previous ones.
MAX_ATTRIBUTES = 1000
# In deeper trees, browsers reopen every unclosed element again and again.
MAX_DEPTH = 600
# Combining marks on one letter: the time to lay them out grows quadratically.
MAX_MARKS = 1000

# The limit in text that looks like a script, where data can look like attributes.
MAX_RAW_ATTRIBUTES = 5000

_TAG = RegExp('<(/?)([a-z][^\\s/>]*)((?:"[^"]*"|\'[^\']*\'|[^\'">])*)', 'gi')
_VALUE = RegExp('=\\s*("[^"]*"|\'[^\']*\'|[^\\s>]*)', 'g')
_ATTRIBUTE = RegExp('[^\\s/]+', 'g')
_FORMATTING = RegExp('^(a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)$', 'i')
# Void elements, and elements whose end tag is often omitted.
_FLAT = RegExp('^(area|base|br|col|colgroup|dd|dt|embed|hr|img|input|li|link|meta|option|p|param|source|tbody|td|'
               'tfoot|th|thead|tr|track|wbr|path|rect|circle|line|use)$', 'i')
_MARKS = RegExp(f'\\p{{M}}{{{MAX_MARKS}}}', 'u')


def check_markup(markup: str) -> None:
    """Raise an error if parsing the markup would block the page."""
    lower: str = markup.toLowerCase()
    start: int = 0
    # Scripts may contain anything; text that only looks like one, as in a comment, is still parsed as markup.
    while start < len(markup):
        raw: int = lower.indexOf('<script', start)
        raw = len(markup) if raw < 0 else raw
        _check_tags(markup[start:raw], False)
        end: int = lower.indexOf('</script', raw)
        start = len(markup) if end < 0 else end
        _check_tags(markup[raw:start], True)


def _check_tags(markup: str, is_raw: bool) -> None:
    parts: int = 0
    depth: int = 0
    if not is_raw and markup.split('<').length > 2 * MAX_PARTS:
        raise Exception(fill(words.TOO_MANY_PARTS, MAX_PARTS))
    for tag in markup.matchAll(_TAG):
        name: str = tag.at(2)
        is_end: bool = tag.at(1) == '/'
        attributes: str = tag.at(3)
        nests: bool = _FORMATTING.test(name) if is_raw else not _FLAT.test(name) and not attributes.endswith('/')
        if nests:
            depth = max(0, depth - 1) if is_end else depth + 1
        if depth > MAX_DEPTH:
            raise Exception(fill(words.NESTED_TOO_DEEPLY, MAX_DEPTH))
        found = attributes.replaceAll(_VALUE, ' ').match(_ATTRIBUTE)
        count: int = 0 if found is None else found.length
        if count > (MAX_RAW_ATTRIBUTES if is_raw else MAX_ATTRIBUTES):
            raise Exception(fill(words.TOO_MANY_ATTRIBUTES, MAX_ATTRIBUTES))
        parts += count + 1
        if parts > MAX_PARTS and not is_raw:
            raise Exception(fill(words.TOO_MANY_PARTS, MAX_PARTS))


def check_tree(root: Element) -> None:
    """Raise an error if checking the parsed tree, or laying it out, would block the page."""
    if root.querySelectorAll('*').length > MAX_PARTS:
        raise Exception(fill(words.TOO_MANY_ELEMENTS, MAX_PARTS))
    if _MARKS.test(root.textContent) is True:
        raise Exception(fill(words.TOO_MANY_MARKS, MAX_MARKS))
