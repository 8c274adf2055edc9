"""Drawings that copy their own copies: ten levels of ten <use> would be drawn ten thousand million times.

They are counted in the text of well-formed XML. A parser would tell more, but it reports the styles of a drawing to
pages that forbid inline ones, and pages may allow no policy for it.
"""

from browser import Array, Map, RegExp

# More elements than this, drawn again by copies, would keep the page busy for seconds.
MAX_DRAWN_ELEMENTS = 200000

# What hides elements or names of theirs: entities with any in them, defaults of attributes, animated links.
HIDING = RegExp('<!ENTITY[^"\']*("[^"]*[<&#]|\'[^\']*[<&#])|<!ATTLIST[^>]*(id|href)\\s|'
                'attributeName\\s*=\\s*.[^"\']*(href|&)')

# What holds no elements, whatever it looks like.
SILENT = RegExp('<!--[^]*?-->|<!\\[CDATA\\[[^]*?]]>|<\\?[^]*?\\?>|<![^>]*>', 'g')

# Whether a tag ends an element, whether it is a <use>, its attributes, and whether it is all of its element.
TAG = RegExp('<(\\/)?(?:[^\\s/>]*:)?(use(?=\\s))?((?:"[^"]*"|\'[^\']*\'|[^"\'>])*?)(\\/)?>', 'g')

# The names that an element has, or copies.
NAME = RegExp('\\s(?:\\S+:)?(id|href)\\s*=\\s*["\']#?([^"\']*)', 'g')


def check(source: str) -> None:
    """An error where a drawing copies so much that it would take long to draw, or hides how much."""
    if RegExp('[<:]use\\s|<!ENTITY').test(source) is False:
        return
    if HIDING.test(source) is True:
        raise Exception('it hides how much it draws')
    # An element is a list of what it draws: elements, and the names of those that it copies; several may have one name.
    named = Map()
    whole = Array()
    around = Array(whole)
    budget: int = MAX_DRAWN_ELEMENTS
    tags: list = Array.from_(source.replaceAll(SILENT, '').matchAll(TAG))
    for tag in tags:
        if tag.at(1) is not None:
            around.splice(-1)
            continue
        element = Array()
        around.at(-1).push(element)
        budget += 1
        names: list = Array.from_(tag.at(3).matchAll(NAME))
        for match in names:
            name: str = match.at(2)
            if match.at(1) == 'id':
                named.set(name, Array(element).concat(named.get(name)))
            elif tag.at(2) is not None:
                element.push(name)
            else:
                continue
            if RegExp('[&%]').test(name) is True:
                budget = 0
        if tag.at(4) is None:
            around.push(element)
    if draw(whole, named, budget) <= 0:
        raise Exception('it copies its own copies too often')


def draw(element: Array, named: Map, budget: int) -> int:
    """What is left of a budget of elements once one is drawn; what copies itself is not."""
    for each in element:
        if budget > 0:
            drawn = named.get(each) if isinstance(each, str) else each
            if drawn is not None:
                named.set(each, None)
                budget = draw(drawn, named, budget - 1)
                named.set(each, drawn)
    return budget
