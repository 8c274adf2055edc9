"""The declarations of handlers and features, and the generated modules that provide them to main and its chunks.

A handler declares literals: its ``MIME_TYPES``, its ``SLOT_CLASS``, its ``RANK`` in MIME bundles and the chunks that it
``NEEDS``. Features may declare ``NEEDS``, too. The tables are generated from those literals, so that a new media type
needs only one new file.
"""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from pathlib import Path

from toolchain.build import integrity
from toolchain.build.bundle import BASELINE
from toolchain.compiler.parsing import parsed
from toolchain.errors import DialectError, DialectErrors

MODULE = 'media.registry'
PLACES = 'media.places'
RANKS = 'media.ranks'

# What a browser that is too old is told.
_BASELINE = 'Chrome or Edge {chrome}, Firefox {firefox} or Safari {safari}'.format(**BASELINE)

# The rank of handlers without a RANK.
DEFAULT_RANK = 50


@dataclass(frozen=True)
class Handler:
    """A module of media/handlers: ``chunk`` is the name of the module and of its file in a release."""

    chunk: str
    module: str
    where: str
    slot_class: str
    mime_types: tuple[str, ...]
    docstring: str
    rank: int


def canonical(mime: str) -> str:
    """The canonical spelling of a MIME type, as main looks it up; see ``canonical`` in media/types.py."""
    essence = mime.split(';')[0].strip().lower()
    return re.sub(r'(?<=/)x-|(\.v\d[\d.]*)?([.+]json)?$', '', essence)


def handlers(root: Path) -> list[Handler]:
    """All handlers below ``root``, by name; raises all errors (missing, computed or repeated declarations) at once."""
    found: list[Handler] = []
    errors: list[DialectError] = []
    owners: dict[str, str] = {}
    for path in _modules(root, 'handlers'):
        where = path.relative_to(root).as_posix()
        tree = _tree(path, where, errors)
        if tree is None:
            continue
        declared = {name: _declaration(tree, where, name, errors) for name in ('MIME_TYPES', 'SLOT_CLASS')}
        mime_types, slot_class = declared['MIME_TYPES'], declared['SLOT_CLASS']
        rank = _declaration(tree, where, 'RANK', errors, (1, DEFAULT_RANK))
        if None in (mime_types, slot_class, rank):
            continue
        line, types = mime_types
        if not isinstance(types, tuple) or not types or not all(
                isinstance(mime, str) and mime == mime.lower() and '/' in mime for mime in types):
            errors.append(DialectError(
                where, line, "MIME_TYPES is not a tuple of lower-case types such as ('image/png',)"))
            continue
        for mime in types:
            owner = owners.setdefault(canonical(mime), where)
            if owner != where or types.count(mime) > 1:
                errors.append(DialectError(where, line, f'{mime} is claimed by {owner}, too; leave it to one'))
        if not isinstance(rank[1], int):
            errors.append(DialectError(where, rank[0], 'RANK is not an integer'))
        if not any(isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == 'render'
                   for node in tree.body):
            errors.append(DialectError(where, 1, 'a handler needs a function render(item, slot, result_id)'))
        found.append(Handler(path.stem, f'media.handlers.{path.stem}', where, slot_class[1], types,
                             ast.get_docstring(tree) or '', rank[1]))
    if errors:
        raise DialectErrors(errors)
    return found


def features(root: Path) -> list[str]:
    """The chunks that are not handlers: the modules of media/features and media/frames."""
    return [path.stem for folder in ('features', 'frames') for path in _modules(root, folder)]


def needs(root: Path) -> dict[str, list[str]]:
    """The chunks that each chunk requests as soon as it runs, by the ``NEEDS`` of handlers and features.

    A chunk that is needed only for some texts, a pair of its name and a regular expression, is ``name~pattern``.
    """
    found: dict[str, list[str]] = {}
    lines: dict[str, int] = {}
    errors: list[DialectError] = []
    modules = {path.stem: path for folder in ('handlers', 'features', 'frames') for path in _modules(root, folder)}
    for chunk, path in modules.items():
        where = path.relative_to(root).as_posix()
        tree = _tree(path, where, errors)
        declared = None if tree is None else _declaration(tree, where, 'NEEDS', errors, (1, ()))
        if declared is None:
            continue
        line, names = declared
        try:
            if not isinstance(names, tuple):
                raise TypeError
            pairs = [(each, None) if isinstance(each, str) else each for each in names]
            errors += [DialectError(where, line, f'NEEDS names {name}, which is neither a feature nor a handler')
                       for name, _ in pairs if name not in modules]
            errors += [DialectError(where, line, f'the pattern of {name} is empty or holds a space or one of ,;~')
                       for name, pattern in pairs if pattern is not None and not re.fullmatch('[^ ,;~]+', pattern)]
        except (TypeError, ValueError):
            errors.append(DialectError(where, line, "NEEDS is not a tuple of chunks such as ('console',)"))
            continue
        if pairs:
            lines[chunk] = line
            found[chunk] = [name if pattern is None else f'{name}~{pattern}' for name, pattern in pairs]
    errors += [DialectError(modules[chunk].relative_to(root).as_posix(), lines[chunk], f'{chunk} NEEDS itself')
               for chunk in found if chunk in _all_needs(chunk, found)]
    if errors:
        raise DialectErrors(errors)
    return found


def _all_needs(chunk: str, needs: dict[str, list[str]]) -> set[str]:
    """The chunks that a chunk needs, and those that they need."""
    found: set[str] = set()
    waiting = [chunk]
    while waiting:
        new = {need.partition('~')[0] for need in needs.get(waiting.pop(), [])} - found
        found |= new
        waiting += new
    return found


def _modules(root: Path, folder: str) -> list[Path]:
    return sorted(path for path in (root / 'media' / folder).glob('*.py') if not path.stem.startswith('_'))


def _tree(path: Path, where: str, errors: list) -> ast.Module | None:
    try:
        return parsed(path.read_text(encoding='utf-8'))
    except SyntaxError as error:
        errors.append(DialectError(where, error.lineno or 1, f'not valid Python: {error.msg}'))
        return None


def _declaration(tree: ast.Module, where: str, name: str, errors: list,
                 default: tuple[int, object] | None = None) -> tuple[int, object] | None:
    """The line and the value of a literal; None, with an error, if it is computed, or missing without a default."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == name for target in statement.targets):
            try:
                return statement.lineno, ast.literal_eval(statement.value)
            except ValueError:
                errors.append(DialectError(where, statement.lineno, f'{name} is computed; write it as a literal, '
                                                                    'which the build reads without running the module'))
                return None
    if default is None:
        errors.append(DialectError(where, 1, f'a handler declares {name} as a literal, and this one does not'))
    return default


def source(version: str, known: list[Handler], needs: dict[str, list[str]]) -> str:
    """The source of ``media.registry``, which media/types.py and media/loader.py import.

    HANDLERS has a row for each handler, by descending rank: its chunk, joined by commas with the chunks it needs, and
    its types. Rows without types are for features that need other chunks. SLOTS has only the classes that cannot be
    derived from the chunk's name. Both are short, since every page loads them.
    """
    ranked = sorted(known, key=lambda handler: -handler.rank)
    types = {handler.chunk: dict.fromkeys(map(canonical, handler.mime_types)) for handler in ranked}
    rows = [' '.join([','.join([chunk, *needs.get(chunk, [])]), *types.get(chunk, [])])
            for chunk in dict.fromkeys([*types, *needs])]
    slots = {handler.chunk: handler.slot_class for handler in known
             if handler.slot_class != f'media-item media-{handler.chunk}'}
    return ('"""Derived from the literals of media/handlers and media/features; not a file of the sources."""\n'
            f'VERSION = {version!r}\n\nBASELINE = {_BASELINE!r}\n\n'
            f'HANDLERS = {";".join(rows)!r}\n\nSLOTS = {slots!r}\n\n'
            f'INTEGRITY = {integrity.PLACEHOLDER!r}\n')


def ranks(known: list[Handler]) -> str:
    """The source of ``media.ranks``, for the chunk that chooses from MIME bundles; it prefers larger ranks."""
    table = {handler.chunk: handler.rank for handler in known}
    return f'"""Derived from the literals of media/handlers; not a file of the sources."""\nRANKS = {table!r}\n'


def places(folder: str | None, chunks: list[str], pages: list[str]) -> str:
    """The source of ``media.places``, which imports chunks and returns the addresses of pages.

    ``folder`` is the path at which the bundler of a host finds the release, relative to the file that uses the module.
    Bundlers recognize ``import('…')`` and ``new URL('…', import.meta.url)`` with literals. Both are in functions, since
    chunks are imported when they are needed, and a bundle may have no address. Hosts that set an asset root have the
    release there. Without a folder, the module only uses addresses.

    Pages are beside the module, with the ending ``.htm``: Vite's development server adds its client to ``.html`` files.
    """
    if folder is None:
        return _PLAIN_PLACES
    imports = ', '.join(f"['{chunk}', lambda: import_module('{folder}/js/{chunk}.js')]" for chunk in chunks)
    addresses = ', '.join(f"['{page}', lambda: URL('./{page}.htm', {MODULE_URL}).href]" for page in pages)
    return f'{_BUNDLED_PLACES}\n\n_IMPORTS = Map([{imports}])\n\n_PAGES = Map([{addresses}])\n'


# Placeholders for what Python has no syntax for, as long as their replacements, so that source maps stay correct:
# ``import.meta.url``, and comments that keep bundlers from resolving an address.
MODULE_URL = 'MODULE__ADDRESS'
IGNORED = 'IGNORED_________________BY_WEBPACK_AND_VITE'
REPLACEMENTS = {MODULE_URL: 'import.meta.url', f'{IGNORED}+': '/* webpackIgnore: true */ /* @vite-ignore */'}

_PLAIN_PLACES = '''"""Made by the build; not a file of the sources."""
from importlib import import_module


def import_chunk(chunk: str, address: str):
    return import_module(address)


def page_address(page: str, address: str) -> str:
    return address


def name_of(chunk: str, address: str) -> str:
    return address
'''

_BUNDLED_PLACES = f'''"""Made by the build; not a file of the sources."""
from importlib import import_module

from browser import {IGNORED}, {MODULE_URL}, URL, Map

from media.root import is_own


def import_chunk(chunk: str, address: str):
    bundled = _IMPORTS.get(chunk)
    return bundled() if is_own() and bundled is not None else import_module({IGNORED} + address)


def page_address(page: str, address: str) -> str:
    bundled = _PAGES.get(page)
    try:
        # Vite before version 8 moves this module, but not the pages, to a folder of its own during development.
        return bundled().replace('/.vite/deps/', '/backend-ai-media/') if is_own() and bundled is not None else address
    except Exception:
        return address  # a bundle that does not know where it is


def name_of(chunk: str, address: str) -> str:
    return chunk if is_own() and _IMPORTS.has(chunk) else address
'''
