"""How deeply styles of outputs may be nested: browsers read nested rules by recursion, and may crash."""

from browser import RegExp

MAX_DEPTH = 500

_BRACKET = RegExp('[\\[({\\])}]', 'g')


def check_css(text: str) -> None:
    """An error where a style sheet, a style attribute, or what holds some of them, is nested too deeply."""
    depth: int = 0
    for found in text.matchAll(_BRACKET):
        depth = depth + 1 if found.at(0) in '[({' else max(0, depth - 1)
        if depth > MAX_DEPTH:
            raise Exception(f'its styles are nested more than {MAX_DEPTH} deep')
