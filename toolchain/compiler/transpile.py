"""Python modules in, JavaScript modules out: checks, lowers and writes all that a set of entries needs."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from toolchain.compiler import dialect, generator, sourcemap
from toolchain.compiler.context import DISPATCH, Helpers
from toolchain.compiler.lowering import file_name, lower, style_name
from toolchain.compiler.program import ImportDefinition, Module, Program, StyleDefinition
from toolchain.errors import Refused


@dataclass(frozen=True)
class Entry:
    """A module to bundle, with the names that the bundle offers: all that others import is kept anyway."""

    module: str
    exports: tuple[str, ...] = ()


def transpile(root: Path, entries: list[Entry], target: Path, generated: dict[str, str] | None = None,
              packages: tuple[str, ...] = ()) -> dict[str, Path]:
    """Write the modules of all entries below ``target`` and return where each entry's went.

    ``root`` holds the ``media`` folder; nothing is written there. All refusals of all modules are raised at once.
    """
    helpers = Helpers(root)
    program = Program(root, {f'media.python.{DISPATCH}': helpers.dispatch(), **(generated or {})}, packages)
    for entry in entries:
        program.load(entry.module)
    for name in helpers.modules():
        program.load(name)
    modules = list(program.modules.values())
    errors = program.errors + [error for module in modules for error in dialect.check(module)]
    if errors:
        raise Refused(errors)
    texts = {}
    exported = _exported(program, entries)
    for module in modules:
        everything = set(module.definitions) if module.name.startswith('media.python.') else set()
        tree, found = lower(program, module, helpers, exported[module.name] | everything)
        errors += found
        if not errors:
            texts[module.name] = _with_map(module, *generator.generate(tree, module.where))
    if errors:
        raise Refused(errors)
    target.mkdir(parents=True, exist_ok=True)
    # Nothing in these modules acts by being imported, so the bundler may drop what is not used.
    (target / 'package.json').write_text('{"type": "module", "sideEffects": false}\n', encoding='utf-8')
    for name, text in texts.items():
        (target / file_name(name)).write_text(text, encoding='utf-8')
    for sheet in _styles(modules):
        shutil.copyfile(root / 'static' / f'{sheet}.css', target / style_name(sheet))
    return {entry.module: target / file_name(entry.module) for entry in entries}


def _styles(modules: list[Module]) -> set[str]:
    """The style sheets whose text the modules import."""
    return {definition.name for module in modules for definition in module.definitions.values()
            if isinstance(definition, StyleDefinition)}


def _exported(program: Program, entries: list[Entry]) -> dict[str, set[str]]:
    """The names that other modules use, of each module."""
    exported: dict[str, set[str]] = {name: set() for name in program.modules}
    for entry in entries:
        exported[entry.module] |= set(entry.exports)
    for module in program.modules.values():
        for definition in module.definitions.values():
            if isinstance(definition, ImportDefinition):
                target = program.resolve(definition)
                if target is not None and target.module is not None:
                    exported[target.module.name].add(target.name)
            elif getattr(definition, 'target', None) is not None:  # a module as a whole: any name may be used
                exported[definition.target.name] |= set(definition.target.definitions)
    return exported


def _with_map(module: Module, text: str, origins: list[int]) -> str:
    return text + '\n' + sourcemap.inline_comment(module.where, module.source, origins)
