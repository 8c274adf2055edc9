"""The documentation as pages of the site: the list of pages, their headings, and the HTML around each."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

# The pages in the order of the navigation; a document that is in no group is listed at the end.
GROUPS = {
    'Start': ['index', 'integrate', 'frameworks', 'migration', 'faq', 'troubleshooting'],
    'Reference': ['api', 'types', 'sizes', 'html', 'markdown', 'table', 'charts', 'maps', 'pictures',
                  'drawing', 'gitgraph', 'notebook', 'widgets'],
    'Kernels': ['console', 'messages', 'webterm'],
    'Operate': ['deploy', 'csp', 'security', 'browsers'],
    'Contribute': ['architecture', 'handlers', 'dialect'],
}
LAST = 'More'

# Documents beside the folder docs/.
OUTSIDE = {'changelog': 'CHANGELOG.md', 'contributing': 'CONTRIBUTING.md', 'reporting': 'SECURITY.md'}


def paths(root: Path) -> dict[str, Path]:
    """The paths of all documents, by the names of their pages."""
    found = {path.stem: path for path in sorted((root / 'docs').glob('*.md'))}
    return found | {name: root / path for name, path in OUTSIDE.items()}


def index(root: Path) -> list[dict]:
    """The navigation: groups of pages, each with its title and its headings."""
    documents = paths(root)
    grouped = {name for names in GROUPS.values() for name in names}
    groups = {**GROUPS, LAST: [name for name in documents if name not in grouped]}
    return [{'title': group, 'pages': [{'name': name, 'title': title(documents[name]),
                                        'headings': headings(documents[name].read_text(encoding='utf-8'))}
                                       for name in names if name in documents]}
            for group, names in groups.items()]


def title(path: Path) -> str:
    """The first heading of a document."""
    return headings(path.read_text(encoding='utf-8'))[0]['text']


def headings(text: str) -> list[dict]:
    """The headings of a Markdown document with their levels and anchors, which are the same as GitHub's."""
    found: list[dict] = []
    taken: set[str] = set()
    for marks, words in re.findall(r'^(#{1,6}) (.+?)$', _without_fences(text), re.MULTILINE):
        plain = re.sub(r'\[([^\]]*)\]\([^)]*\)', r'\1', words)
        plain = re.sub(r'[`\\]|\*\*', '', plain).strip()
        name = re.sub(r'[^\w\s-]', '', plain.lower()).replace(' ', '-')
        anchor, count = name, 0
        while anchor in taken:
            count += 1
            anchor = f'{name}-{count}'
        taken.add(anchor)
        found.append({'level': len(marks), 'text': plain, 'id': anchor})
    return found


def page(root: Path, name: str) -> str:
    """The HTML page of a document, whose content is loaded by its script."""
    shell = (root / 'static' / 'gallery' / 'document.html').read_text(encoding='utf-8')
    return shell.replace('{name}', name).replace('{title}', escape(title(paths(root)[name])))


def _without_fences(text: str) -> str:
    return re.sub(r'^```.*?^```', '', text, flags=re.DOTALL | re.MULTILINE)
