"""A limit on the nesting of styles in outputs: browsers parse nested rules recursively, and may crash."""

from browser import RegExp

from media import texts as words
from media.templates import fill

MAX_DEPTH = 500

_BRACKET = RegExp('[\\[({\\])}]', 'g')


def check_css(text: str) -> None:
    """Raise an error if a style sheet, a style attribute, or a text that contains some is nested too deeply."""
    depth: int = 0
    for found in text.matchAll(_BRACKET):
        depth = depth + 1 if found.at(0) in '[({' else max(0, depth - 1)
        if depth > MAX_DEPTH:
            raise Exception(fill(words.DEEP_STYLES, MAX_DEPTH))
