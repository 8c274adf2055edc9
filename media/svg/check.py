"""Refuses drawings that would block the page."""

from browser import Array, Number, RegExp

from media.datauri import decoded
from media.svg import words
from media.svg.tags import Tags
from media.svg.text_lengths import IS_SLOW, check_lengths, lengths_of
from media.svg.work import MAX_DRAWN_ELEMENTS, Drawing
from media.templates import fill

# Without any of these, each element is drawn only once.
REPEATING = RegExp('[<:]use\\s|<!ENTITY|<!ATTLIST|url\\(|\\\\|data:image/svg|@import|<\\?xml-st')
INNER = RegExp('data:image/svg[^"\')\\s]*', 'g')
PREFIXED = RegExp('<([\\w-]+):[^\\s/>]', 'g')


def check(source: str):
    """Raise an error if a drawing takes long to draw, or hides how long; returns what is not well-formed, or None."""
    if IS_SLOW:
        check_lengths(lengths_of(source))
    if REPEATING.test(source) is False:
        return None
    tags = Tags(source)
    # They may all be in one text.
    check_lengths([tags.expanded])
    if _work(tags, 0) > MAX_DRAWN_ELEMENTS:
        raise Exception(words.REPETITIVE)
    return tags.problem


def _work(tags: Tags, depth: int) -> float:
    """How often a drawing draws its elements again, including drawings inside it as data URIs."""
    def measure(value: str) -> float:
        total: float = 0
        found: list = Array.from_(value.matchAll(INNER))
        for match in found:
            inner = decoded(match.at(0))
            again = Number.MAX_VALUE if depth > 9 else _work(Tags(inner), depth + 1)
            total += len(inner) / 10 + (again if again > 0 else 0)
        return total

    return Drawing(tags.events, tags.sheets, measure).work()


def problem_of(source: str) -> str:
    """The reason why a browser cannot show a drawing."""
    problem = Tags(source).problem
    if problem is not None:
        return problem
    found: list = Array.from_(source.matchAll(PREFIXED))
    for match in found:
        if f'xmlns:{match.at(1)}' not in source:
            line = len(source[:match.index].split('\n'))
            return fill(words.UNDECLARED_PREFIX, line, match.at(1))
    return words.NOT_XML
