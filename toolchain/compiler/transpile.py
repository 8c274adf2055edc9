"""Transpilation of Python modules to JavaScript: checks, lowers and writes all modules that a set of entries needs."""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from toolchain.compiler import dialect, printer, sourcemap
from toolchain.compiler.context import DISPATCH, Helpers
from toolchain.compiler.lowering import file_name, lower, style_name
from toolchain.compiler.interface import interface
from toolchain.compiler.program import ImportDefinition, Module, ModuleDefinition, Program, StyleDefinition
from toolchain.errors import DialectErrors

# The modules transpiled in this process, by a digest of all their dependencies.
_CACHE: dict[str, str] = {}

# A limit, since tests transpile thousands of programs.
_MAX_CACHED = 5000


@dataclass(frozen=True)
class Entry:
    """A module to bundle, with the names that the bundle exports, in addition to those that other modules import."""

    module: str
    exports: tuple[str, ...] = ()


def transpile(root: Path, entries: list[Entry], target: Path, generated: dict[str, str] | None = None,
              packages: tuple[str, ...] = (), cache: dict[str, str] = _CACHE,
              write: Callable = printer.print_module) -> dict[str, Path]:
    """Write the modules of all entries below ``target`` and return the path of each entry's module.

    ``root`` contains the ``media`` folder; nothing is written there. The errors of all modules are raised together.
    ``write`` prints a lowered module. ``cache`` keeps the results, so that a module is transpiled again only if
    something that it depends on has changed.
    """
    helpers = Helpers(root)
    program = Program(root, {f'media.runtime.{DISPATCH}': helpers.dispatch(), **(generated or {})}, packages)
    for entry in entries:
        program.load(entry.module)
    for name in helpers.modules():
        program.load(name)
    modules = list(program.modules.values())
    exported = _exported(program, entries)
    keys = _keys(program, exported, helpers)
    fresh = [module for module in modules if keys[module.name] not in cache]
    errors = program.errors + [error for module in fresh for error in dialect.check(module)]
    if errors:
        raise DialectErrors(errors)
    if len(cache) > _MAX_CACHED:
        cache.clear()
        fresh = modules
    for module in fresh:
        tree, found = lower(program, module, helpers, exported[module.name])
        errors += found
        if not errors:
            text, origins = write(tree, module.where)
            cache[keys[module.name]] = f'{text}\n{sourcemap.inline_comment(module.where, module.source, origins)}'
    if errors:
        raise DialectErrors(errors)
    texts = {module.name: cache[keys[module.name]] for module in modules}
    target.mkdir(parents=True, exist_ok=True)
    # Importing these modules has no side effects, so the bundler may drop unused code.
    _write(target / 'package.json', b'{"type": "module", "sideEffects": false}\n')
    for name, text in texts.items():
        _write(target / file_name(name), text.encode())
    styles = [each for module in modules for each in module.definitions.values() if isinstance(each, StyleDefinition)]
    for sheet in {style.name for style in styles}:
        shutil.copyfile(root / 'static' / f'{sheet}.css', target / style_name(sheet))
    return {entry.module: target / file_name(entry.module) for entry in entries}


def _write(path: Path, data: bytes) -> None:
    """Write a file unless it already has this content: most files do, and reading is faster than writing."""
    try:
        if path.read_bytes() == data:
            return
    except FileNotFoundError:
        pass
    path.write_bytes(data)


def _keys(program: Program, exported: dict[str, set[str]], helpers: Helpers) -> dict[str, str]:
    """For each module, a digest of all that its transpiled text depends on: its source, and its imports' interfaces."""
    interfaces = {name: hashlib.sha256(interface(module.tree).encode()).hexdigest()
                  for name, module in program.modules.items()}
    facts = [sorted(program.packages.items()), helpers.interface(), program.calls_init]
    common = hashlib.sha256(repr(facts).encode()).hexdigest()
    keys = {}
    for name, module in program.modules.items():
        bases = sorted(base.name for base in program.bases if base.module is module)
        parts = [common, module.where, sorted(exported[name]), bases,
                 [(other, interfaces[other]) for other in sorted(_reachable(program, module))]]
        keys[name] = hashlib.sha256(f'{name}\0{module.source}\0{parts!r}'.encode()).hexdigest()
    return keys


def _reachable(program: Program, module: Module) -> set[str]:
    """The names of all modules that a module imports, directly or indirectly."""
    found, waiting = set(), [module]
    while waiting:
        for definition in waiting.pop().definitions.values():
            if isinstance(definition, ImportDefinition):
                name = definition.source
            elif isinstance(definition, ModuleDefinition):
                name = definition.target.name
            else:
                continue
            if name not in found and name in program.modules:
                found.add(name)
                waiting.append(program.modules[name])
    return found


def _exported(program: Program, entries: list[Entry]) -> dict[str, set[str]]:
    """For each module, the names that other modules use."""
    exported: dict[str, set[str]] = {name: set() for name in program.modules}
    for name, module in program.modules.items():
        if name.startswith('media.runtime.'):
            exported[name] |= set(module.definitions)
    for entry in entries:
        exported[entry.module] |= set(entry.exports)
    for module in program.modules.values():
        for definition in module.definitions.values():
            if isinstance(definition, ImportDefinition):
                target = program.resolve(definition)
                if target is not None and target.module is not None:
                    exported[target.module.name].add(target.name)
            elif getattr(definition, 'target', None) is not None:  # a whole module, of which any name may be used
                exported[definition.target.name] |= set(definition.target.definitions)
    return exported
