"""Pages of a release: each module of ``media/pages`` becomes one HTML file, which holds its script."""

from __future__ import annotations

from pathlib import Path

PACKAGE = 'media.pages.'

# What servers send with pages beside what they send with all files: of outputs that may not fetch, nothing connects.
HEADERS = {'frame.html': {'Connection-Allowlist': '()'}}

# Where their scripts are bundled, below the tree.
FOLDER = 'pages'


def names(root: Path) -> list[str]:
    """The names of all pages: ``frame`` is published as ``frame.html``."""
    return sorted(path.stem for path in (root / 'media' / 'pages').glob('*.py') if not path.stem.startswith('_'))


def script(module: str, tree: Path) -> Path:
    """Where the script of a page's module is bundled."""
    return tree / FOLDER / f'{module.removeprefix(PACKAGE)}.js'


def publish(path: Path, tree: Path) -> None:
    """Write the page of a bundled script, where it is one of a page; the bundler has written no ``</script`` into it.

    It mentions no source map: the map is not where the page is.
    """
    if path.parent.name == FOLDER:
        text = path.read_text(encoding='ascii').partition('//# sourceMappingURL=')[0].strip()
        page = f'<!doctype html><meta charset="utf-8"><body><script>{text}</script>\n'
        (tree / f'{path.stem}.html').write_text(page, encoding='ascii')
