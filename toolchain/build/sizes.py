"""The size and budget of every published file, and tables of them."""

from __future__ import annotations

import gzip
import hashlib
import re
from collections.abc import Iterable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import brotli

from toolchain.build.modules import file_of
from toolchain.errors import BuildError

# The table in docs/sizes.md is between these lines; the build writes the sizes, people write the descriptions.
TABLE_START, TABLE_END = '<!-- sizes, written by `build.py build` -->', '<!-- end of sizes -->'
# The cache of the compressed sizes of large files, by digest, and the size in bytes from which a file is large.
KNOWN = Path(__file__).resolve().parents[2] / 'build' / 'brotli-sizes'
LARGE = 200_000

UNDESCRIBED = 'TODO: when is it loaded?'

# The last line of a script, if it refers to a source map; it is not counted, since releases have no maps by default.
_MAP = re.compile(rb'\n?//# sourceMappingURL=\S+\s*\Z')


@dataclass(frozen=True)
class File:
    """A published file, with sizes in bytes; ``budget`` is the maximum size after brotli."""

    name: str
    source: str
    raw: int
    gzip: int
    brotli: int
    budget: int


def table(files: Iterable[File]) -> str:
    """The sizes of all files, as a table for a terminal."""
    rows = [('file', 'raw', 'gzip', 'brotli', 'budget')]
    rows += [(file.name, *(f'{size:,}' for size in (file.raw, file.gzip, file.brotli, file.budget)))
             for file in files]
    widths = [max(len(row[column]) for row in rows) for column in range(5)]
    return '\n'.join('  '.join(cell.ljust(width) if column == 0 else cell.rjust(width)
                               for column, (cell, width) in enumerate(zip(row, widths))) for row in rows)


def with_sizes(document: str, files: Iterable[File]) -> str:
    """The text of docs/sizes.md with the current sizes in its table.

    Rows keep their order and descriptions; a new file gets a row at the end, and the row of a removed file is removed.
    Raises BuildError if the table is missing.
    """
    before, start, rest = document.partition(TABLE_START)
    rows, end, after = rest.partition(TABLE_END)
    if not end:
        raise BuildError(f'docs/sizes.md has no table of sizes; put it between {TABLE_START} and {TABLE_END}.')
    words = {}
    for row in rows.splitlines():
        cells = [cell.strip() for cell in row.strip('|').split('|')]
        if row.startswith('| `'):
            words[cells[0].strip('`')] = cells[2]
    sizes = {file.name: file.brotli for file in files}
    names = [name for name in words if name in sizes] + [name for name in sizes if name not in words]
    lines = ['| file | brotli | loaded |', '| --- | --- | --- |']
    lines += [f'| `{name}` | {sizes[name] / 1000:.1f} kB | {words.get(name, UNDESCRIBED)} |' for name in names]
    return before + start + '\n' + '\n'.join(lines) + '\n' + end + after


def update_table(path: Path, files: Iterable[File]) -> None:
    """Write the current sizes to the table of docs/sizes.md, if they have changed."""
    document = path.read_text(encoding='utf-8')
    updated = with_sizes(document, files)
    if updated != document:
        path.write_text(updated, encoding='utf-8')


def measured(tree: Path, modules: Iterable[str], budgets: dict[str, int]) -> list[File]:
    """The sizes of the files of modules, without references to source maps.

    Brotli takes most of the time of a build, so it runs in several threads.
    """
    def measure(module: str) -> File:
        name = file_of(module)
        data = _MAP.sub(b'', (tree / name).read_bytes())
        return File(name, module.replace('.', '/') + '.py', len(data), len(gzip.compress(data, 9, mtime=0)),
                    _brotli_size(data), budgets.get(name, budgets['default']))
    with ThreadPoolExecutor() as pool:
        return list(pool.map(measure, modules))


@lru_cache(maxsize=512)
def _brotli_size(data: bytes) -> int:
    """The size after brotli. Large data is cached in files, since libraries take many seconds and rarely change."""
    if len(data) < LARGE:
        return len(brotli.compress(data, quality=11))
    known = KNOWN / hashlib.sha256(data).hexdigest()
    with suppress(OSError, ValueError):
        return int(known.read_text(encoding='ascii'))
    size = len(brotli.compress(data, quality=11))
    with suppress(OSError):
        known.parent.mkdir(parents=True, exist_ok=True)
        known.write_text(str(size), encoding='ascii')
    return size


def check_budgets(files: list[File]) -> None:
    over = [file for file in files if file.brotli > file.budget]
    if over:
        raise BuildError('\n'.join(
            f'{file.name} has {file.brotli} bytes after brotli, {file.brotli - file.budget} more than its budget of '
            f'{file.budget}; make {file.source} smaller, or raise the budget in pyproject.toml.' for file in over))
