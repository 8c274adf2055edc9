"""Facts that depend on all modules of a build, gathered before any of them is lowered."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field
from functools import lru_cache

from toolchain.compiler.parsing import nodes_of
from toolchain.compiler.mangling import attribute_uses, short_names
from toolchain.compiler.program import ClassDefinition, Module, Program


@dataclass
class ProgramFacts:
    """``map_fields``: attributes in which only dicts that become Maps are stored. ``bases``: classes that others
    inherit from, by module and name. ``calls_init``: whether an ``__init__`` is called other than by ``super()``.
    ``names``: the short names of private attributes.
    """

    map_fields: set[str] = field(default_factory=set)
    bases: set[tuple[str, str]] = field(default_factory=set)
    calls_init: bool = False
    names: dict[str, str] = field(default_factory=dict)

    def key(self, module: Module) -> str:
        """A cache key for the facts that the compiled text of a module depends on."""
        facts = attribute_uses(module.tree)
        used = [(name, name in self.map_fields, self.names.get(name))
                for name in sorted(facts.uses.keys() | facts.methods) if name in self.map_fields or name in self.names]
        own = sorted(name for owner, name in self.bases if owner == module.name)
        has_classes = any(isinstance(definition, ClassDefinition) for definition in module.definitions.values())
        return f'{used} {own} {has_classes and self.calls_init}'


def program_facts(program: Program) -> ProgramFacts:
    modules = list(program.modules.values())
    found = ProgramFacts(_map_fields(modules), names=short_names(modules))
    for module in modules:
        for definition in module.definitions.values():
            base = program.resolve(definition.base) if isinstance(definition, ClassDefinition) else None
            if isinstance(base, ClassDefinition):
                found.bases.add((base.module.name, base.name))
        found.calls_init |= _calls_init(module.tree)
    return found


@lru_cache(maxsize=4096)
def _calls_init(tree: ast.Module) -> bool:
    return any(isinstance(node, ast.Attribute) and node.attr == '__init__' and not isinstance(node.value, ast.Call)
               for node in nodes_of(tree))


def _map_fields(modules: list[Module]) -> set[str]:
    maps, others = set(), set()
    for module in modules:
        in_module = _stored(module.tree)
        maps |= in_module[0]
        others |= in_module[1]
    return maps - others


@lru_cache(maxsize=4096)
def _stored(tree: ast.Module) -> tuple[set[str], set[str]]:
    """The attributes in which a module stores dicts that become Maps, and those in which it stores other values."""
    maps, others, made = set(), set(), set()
    for node in nodes_of(tree):
        if isinstance(node, (ast.Assign, ast.AnnAssign)) and _makes_map(node.value):
            made.update(map(id, node.targets if isinstance(node, ast.Assign) else [node.target]))
    for node in nodes_of(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            (maps if id(node) in made else others).add(node.attr)
    return maps, others


def _makes_map(node: ast.expr | None) -> bool:
    """Whether an expression is certainly a dict that becomes a Map."""
    return isinstance(node, ast.DictComp) or isinstance(node, ast.Dict) and not node.keys
