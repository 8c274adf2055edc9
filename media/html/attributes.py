"""Attributes of markup that is only read: under other names they neither act nor are reported to a page's policy."""

from browser import RegExp

# Put before the names of attributes that a strict page's policy would forbid, and report, while they are only read.
ATTR_PREFIX = 'data-backendai-'

# Comments and start tags, and a tag's attributes, as browsers read them.
_VALUE = '(?:\\s*=\\s*(?:"[^"]*"|\'[^\']*\'|[^\\s>"\'][^\\s>]*)?)?'
TAG = RegExp(f'<!--(?:[^-]|-(?!->))*|(<[a-z][^\\s/>]*)((?:[\\s/]+|[^\\s/>][^\\s/>=]*{_VALUE})*)', 'gi')
ATTRIBUTE = RegExp(f'([\\s/]*)([^\\s/>][^\\s/>=]*){_VALUE}', 'g')

# Inline styles and handlers, which pages may forbid, and what makes an element one of the host's custom elements.
ACTING = RegExp('^(style|is|on.*)$', 'i')


def prefix_attributes(markup: str) -> str:
    """Markup with a prefix before the names of attributes that act or are reported while they are only read."""
    return markup.replaceAll(TAG, lambda whole, start, attributes: (
        whole if start is None else start + attributes.replaceAll(ATTRIBUTE, _prefixed)))


def _prefixed(attribute: str, gap: str, name: str) -> str:
    return gap + ATTR_PREFIX + attribute.slice(len(gap)) if ACTING.test(name) is True else attribute


def unprefix(text: str) -> str:
    return text.replaceAll(ATTR_PREFIX, '')
