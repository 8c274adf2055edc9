"""Scripts for sandboxed frames: each module of ``media/frames`` becomes a chunk that contains a script as a string.

A frame without an origin may not fetch anything. Therefore the page imports the chunk, with the same integrity check as
any other, and passes the string to the frame. The string starts with the npm files in the module's ``LIBRARIES``,
unchanged, since such libraries expect to be separate scripts whose variables are global.
"""

from __future__ import annotations

import ast
import json
from pathlib import Path

from toolchain.errors import BuildError

PACKAGE = 'media.frames.'

# The folder in the tree where the scripts are bundled.
FOLDER = 'frames'


def names(root: Path) -> list[str]:
    """The names of all scripts, which are also the names of their chunks."""
    return sorted(path.stem for path in (root / 'media' / FOLDER).glob('*.py') if not path.stem.startswith('_'))


def script(module: str, tree: Path) -> Path:
    """The path where our own part of a script is bundled."""
    return tree / FOLDER / f'{module.removeprefix(PACKAGE)}.js'


def libraries(root: Path, name: str) -> list[Path]:
    """The npm files at the start of a script."""
    source = root / 'media' / FOLDER / f'{name}.py'
    for statement in ast.parse(source.read_text(encoding='utf-8')).body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == 'LIBRARIES':
            paths = [root / 'node_modules' / each for each in ast.literal_eval(statement.value)]
            missing = [path for path in paths if not path.is_file()]
            if missing:
                raise BuildError(f'{source.relative_to(root)} names {missing[0].relative_to(root)}, which does not '
                                 'exist; run `python3 build.py setup`.')
            return paths
    return []


def packages(root: Path) -> list[str]:
    """The folders of the npm packages that the scripts contain, for their licenses."""
    folders = set()
    for path in (path for name in names(root) for path in libraries(root, name)):
        parts = path.relative_to(root).parts
        folders.add('/'.join(parts[:3 if parts[1].startswith('@') else 2]))
    return sorted(folders)


def publish(root: Path, path: Path, tree: Path) -> None:
    """Write the chunk of a bundled script, if it is a frame script."""
    if path.parent.name == FOLDER:
        own = path.read_text(encoding='ascii').partition('//# sourceMappingURL=')[0]
        parts = [each.read_text(encoding='utf-8') for each in libraries(root, path.stem)]
        text = '\n'.join(part.strip() for part in [*parts, own])
        chunk = tree / 'js' / path.name
        chunk.parent.mkdir(parents=True, exist_ok=True)
        chunk.write_text(f'export const shared={{script:{json.dumps(text)}}};\n', encoding='ascii')
