"""Renaming the attributes of markup that is only parsed, so that they have no effect and no policy reports them."""

from browser import RegExp

# Put before the names of attributes that a strict page's policy would forbid, and report, during parsing.
ATTR_PREFIX = 'data-backendai-'

# Comments and start tags, and a tag's attributes, as browsers read them.
_VALUE = '(?:\\s*=\\s*(?:"[^"]*"|\'[^\']*\'|[^\\s>"\'][^\\s>]*)?)?'
TAG = RegExp(f'<!--(?:[^-]|-(?!->))*|(<[a-z][^\\s/>]*)((?:[\\s/]+|[^\\s/>][^\\s/>=]*{_VALUE})*)', 'gi')
ATTRIBUTE = RegExp(f'([\\s/]*)([^\\s/>][^\\s/>=]*){_VALUE}', 'g')

# Inline styles and handlers, which pages may forbid, and the attribute that makes an element a custom one of the host.
ACTING = RegExp('^(style|is|on.*)$', 'i')


def prefix_attributes(markup: str) -> str:
    """Markup with a prefix before the names of attributes that would take effect or be reported during parsing."""
    return markup.replaceAll(TAG, lambda whole, start, attributes: (
        whole if start is None else start + attributes.replaceAll(ATTRIBUTE, _prefixed)))


def _prefixed(attribute: str, gap: str, name: str) -> str:
    return gap + ATTR_PREFIX + attribute.slice(len(gap)) if ACTING.test(name) is True else attribute


def unprefix(text: str) -> str:
    return text.replaceAll(ATTR_PREFIX, '')
