"""Syntax highlighting: Python, R, Julia, JavaScript, shell, SQL, JSON, YAML, C and C++, HTML, and diffs."""

from browser import DocumentFragment, Element, RegExp

from media.dom import create, equipped
from media.highlight.languages import language_of
from media.styles import adopt
from npm.speed_highlight.core.languages.js import default as javascript
from npm.speed_highlight.core.languages.py import default as python
from npm.speed_highlight.core.tokenize import tokenizeWith
from static.code import css

# Longer code, and code with longer lines, is not highlighted: the time may grow with the square of these lengths.
MAX_CHARS = 30000
LONG_LINE = RegExp('.{1500}')


def color(element: Element, code: str, language: str, root) -> None:
    """Fill ``element`` with highlighted code: each token, except plain text, is a span with a class for its kind.

    ``root`` is the document or shadow root that ``element`` is in, or will be in.
    """
    rules = language_of(language)
    if rules is None or len(code) > MAX_CHARS or LONG_LINE.test(code):
        return
    adopt(root, css)
    fragment = equipped(DocumentFragment())

    def add(text: str, kind: str) -> None:
        if kind is None:
            fragment.append(text)
        elif text:
            span = create(element, 'span')
            span.className = f'code-{kind}'
            span.append(text)
            fragment.append(span)

    tokenizeWith(code, rules, add, {'languages': {'py': python, 'js': javascript}})
    element.replaceChildren(fragment)


shared = {'color': color}
