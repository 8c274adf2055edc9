"""The compiler's output for a module: its JavaScript, its lowered Python, or a bundle of any file."""

from __future__ import annotations

import tempfile
from pathlib import Path

from toolchain.build import bundle, lowered_python, modules
from toolchain.compiler.program import ClassDefinition, FunctionDefinition, Program, ValueDefinition
from toolchain.compiler.transpile import Entry
from toolchain.errors import BuildError


def module(root: Path, name: str, lowered: bool = False) -> str:
    """The JavaScript of a module below ``root``, by name or path; with ``lowered``, the lowered Python instead."""
    if name.endswith('.py'):
        path = Path(name).resolve()
        if not path.is_relative_to(root):
            raise BuildError(f'{name} is not a module of this project; `show --bundle {name}` takes any file')
        name = '.'.join(path.relative_to(root).with_suffix('').parts)
    if not Program(root).has(name):
        raise BuildError(f'there is no module {name}; write it as in `show media.errors`, or as a path')
    write = {'write': lowered_python.print_python} if lowered else {}
    with tempfile.TemporaryDirectory() as folder:
        path = modules.transpiled(root, [Entry(name, _exports(root, name))], Path(folder), **write, cache={})[name]
        return path.read_text(encoding='utf-8').rsplit('//# sourceMappingURL', 1)[0].rstrip() + '\n'


def bundled(root: Path, path: Path) -> str:
    """A self-contained ES module from any Python file and its imports; it exports the file's public names."""
    try:
        source = path.read_text(encoding='utf-8')
    except OSError as error:
        raise BuildError(f'{path} cannot be read ({error.strerror})') from None
    name = path.stem
    with tempfile.TemporaryDirectory() as folder:
        entry = Entry(name, _exports(root, name, {name: source}))
        made = modules.transpiled(root, [entry], Path(folder) / 'py', cache={}, sources={name: source})
        target = Path(folder) / f'{name}.js'
        bundle.bundle(root, [bundle.Bundle(made[name], target, 'esm')])
        return target.read_text(encoding='utf-8')


def _exports(root: Path, name: str, sources: dict[str, str] | None = None) -> tuple[str, ...]:
    """The public names that a module defines."""
    return tuple(local for local, definition in Program(root, sources).parse(name).definitions.items()
                 if not local.startswith('_') and isinstance(
                     definition, (ClassDefinition, FunctionDefinition, ValueDefinition)))
