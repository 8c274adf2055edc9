"""The HTML pages of a release: each module of ``media/pages`` becomes one HTML file that contains its script."""

from __future__ import annotations

from pathlib import Path

PACKAGE = 'media.pages.'

# Additional response headers by page: in the page for outputs that may not fetch, no connections are allowed.
CONNECTIONS = 'Connection-Allowlist'
HEADERS = {'frame.html': {CONNECTIONS: '()'}}

# The folder in the tree where the scripts are bundled.
FOLDER = 'pages'


def names(root: Path) -> list[str]:
    """The names of all pages: ``frame`` is published as ``frame.html``."""
    return sorted(path.stem for path in (root / 'media' / 'pages').glob('*.py') if not path.stem.startswith('_'))


def script(module: str, tree: Path) -> Path:
    """The path where the script of a page's module is bundled."""
    return tree / FOLDER / f'{module.removeprefix(PACKAGE)}.js'


def publish(path: Path, tree: Path) -> None:
    """Write the page of a bundled script, if it is one; the bundler has escaped any ``</script`` in it.

    The page does not refer to the source map, which is in another folder.
    Each page contains its name, since bundlers merge files with the same bytes, and the headers of pages differ.
    """
    if path.parent.name == FOLDER:
        text = path.read_text(encoding='ascii').partition('//# sourceMappingURL=')[0].strip()
        page = f'<!doctype html><meta charset="utf-8"><title>{path.stem}</title><body><script>{text}</script>\n'
        (tree / f'{path.stem}.html').write_text(page, encoding='ascii')
