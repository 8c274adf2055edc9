"""What handlers declare, and the module that main and the loader read it from.

A handler states in literals what it shows: ``MIME_TYPES`` and ``SLOT_CLASS``. The table of chunks is derived from
those, so that a new media type is one new file.
"""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

from toolchain.build import integrity
from toolchain.compiler.parsing import parsed
from toolchain.errors import DialectError, DialectErrors

MODULE = 'media.registry'
PLACES = 'media.places'


@dataclass(frozen=True)
class Handler:
    """A module of media/handlers: ``chunk`` is its name, and that of the file it becomes."""

    chunk: str
    module: str
    where: str
    slot_class: str
    mime_types: tuple[str, ...]
    docstring: str


def handlers(root: Path) -> list[Handler]:
    """All handlers below ``root``, by name; every missing, computed or doubled declaration at once as errors."""
    found, errors = [], []
    owners: dict[str, str] = {}
    for path in sorted((root / 'media' / 'handlers').glob('*.py')):
        if path.stem.startswith('_'):
            continue
        where = path.relative_to(root).as_posix()
        try:
            tree = parsed(path.read_text(encoding='utf-8'))
        except SyntaxError as error:
            errors.append(DialectError(where, error.lineno or 1, f'not valid Python: {error.msg}'))
            continue
        declared = {name: _declaration(tree, where, name, errors) for name in ('MIME_TYPES', 'SLOT_CLASS')}
        mime_types, slot_class = declared['MIME_TYPES'], declared['SLOT_CLASS']
        if None in (mime_types, slot_class):
            continue
        line, types = mime_types
        if not isinstance(types, tuple) or not types or not all(
                isinstance(mime, str) and mime == mime.lower() and '/' in mime for mime in types):
            errors.append(DialectError(
                where, line, "MIME_TYPES is not a tuple of lower-case types such as ('image/png',)"))
            continue
        for mime in types:
            if mime in owners:
                errors.append(DialectError(where, line, f'{mime} is claimed by {owners[mime]}, too; leave it to one'))
            owners[mime] = where
        if not any(isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)) and node.name == 'render'
                   for node in tree.body):
            errors.append(DialectError(where, 1, 'a handler needs a function render(item, slot, result_id)'))
        found.append(Handler(path.stem, f'media.handlers.{path.stem}', where, slot_class[1], types,
                             ast.get_docstring(tree) or ''))
    if errors:
        raise DialectErrors(errors)
    return found


def _declaration(tree: ast.Module, where: str, name: str, errors: list) -> tuple[int, object] | None:
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == name for target in statement.targets):
            try:
                return statement.lineno, ast.literal_eval(statement.value)
            except ValueError:
                errors.append(DialectError(where, statement.lineno, f'{name} is computed; write it as a literal, '
                                                                    'which the build reads without running the module'))
                return None
    errors.append(DialectError(where, 1, f'a handler declares {name} as a literal, and this one does not'))
    return None


def source(version: str, known: list[Handler], features: list[str]) -> str:
    """The source of the module ``media.registry``: the release's version, table of handlers, a place for checksums."""
    table = [{'chunk': handler.chunk, 'slot': handler.slot_class, 'types': list(handler.mime_types)}
             for handler in known]
    return ('"""Derived from the literals of media/handlers; not a file of the sources."""\n'
            f'VERSION = {version!r}\n\nHANDLERS = {table!r}\n\nFEATURES = {features!r}\n\n'
            f'INTEGRITY = {integrity.PLACEHOLDER!r}\n')


def places(folder: str, chunks: list[str], pages: list[str]) -> str:
    """The source of the module ``media.places``, by which other people's bundlers find the files of a release.

    ``folder`` is where it lies, seen from the file that uses it. Bundlers look for ``import('…')`` and
    ``new URL('…', import.meta.url)``, with literals; Python has no word for the latter, so MODULE_URL stands for it.
    Both are functions: chunks are imported when they are needed, and a bundle may have no address. Where there are
    neither chunks nor pages, main finds its own, while it runs.
    """
    imports = ', '.join(f"['{chunk}', lambda: import_module('{folder}/js/{chunk}.js')]" for chunk in chunks)
    addresses = ', '.join(f"['{page}', lambda: URL('{folder}/{page}.html', MODULE_URL).href]" for page in pages)
    return ('"""Derived from the release; not a file of the sources."""\nfrom importlib import import_module\n\n'
            'from browser import MODULE_URL, URL, Map\n\n'
            f'IMPORTS = Map([{imports}])\n\nPAGES = Map([{addresses}])\n')


def features(root: Path) -> list[str]:
    """The chunks that show no items: the modules of media/features."""
    return sorted(path.stem for path in (root / 'media' / 'features').glob('*.py') if not path.stem.startswith('_'))
