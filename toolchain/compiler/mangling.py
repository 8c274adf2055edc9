"""Short names for the private attributes of our classes, like those that minifiers give to variables.

An attribute is private by Python's convention: its name starts with one underscore, and a class stores it on ``self``
or defines it as a method. Only the modules of the build may access it, so it can be renamed in all of them together.
Attributes of different modules may get the same short name, unless their classes inherit from each other.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from string import ascii_lowercase, ascii_uppercase

from toolchain.compiler.parsing import nodes_of
from toolchain.compiler.program import ClassDefinition, Module

LETTERS = ascii_lowercase + ascii_uppercase


def short_names(modules: list[Module]) -> dict[str, str]:
    """Map the names of private attributes to short names; the most frequent get the shortest."""
    uses: Counter[str] = Counter()
    places: defaultdict[str, set[str]] = defaultdict(set)
    declared: set[str] = set()
    # Top-level names of modules, and names that also occur as strings, are kept.
    kept: set[str] = {name for module in modules for name in module.definitions}
    families = _families(modules)
    for module in modules:
        facts = attribute_uses(module.tree)
        uses += facts.uses
        declared |= facts.declared
        kept |= facts.kept
        for name in facts.uses.keys() | facts.methods:
            places[name].add(families[module.name])
    private = sorted((name for name in declared - kept if name[:1] == '_' and name[:2] != '__'),
                     key=lambda name: (-uses[name], name))
    taken: defaultdict[str, set[str]] = defaultdict(set)
    names = {}
    for name in private:
        names[name] = next(short for short in _short() if short not in uses and short not in kept
                           and short not in declared and not any(short in taken[family] for family in places[name]))
        for family in places[name]:
            taken[family].add(names[name])
    return names


@dataclass
class AttributeUses:
    """A module's use of attributes: how often it accesses each (``uses``), the names of its ``methods``, the names that
    its classes declare, methods included (``declared``), and the names that must not change (``kept``).
    """

    uses: Counter[str]
    methods: set[str]
    declared: set[str]
    kept: set[str]


@lru_cache(maxsize=4096)
def attribute_uses(tree: ast.Module) -> AttributeUses:
    facts = AttributeUses(Counter(), set(), set(), set())
    for node in nodes_of(tree):
        if isinstance(node, ast.Attribute):
            facts.uses[node.attr] += 1
            if isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id == 'self':
                facts.declared.add(node.attr)
        elif isinstance(node, ast.ClassDef):
            facts.methods |= {method.name for method in _methods(node)}
            facts.kept |= {name.id for member in node.body if not isinstance(member, ast.FunctionDef)
                           for name in ast.walk(member) if isinstance(name, ast.Name)}
        elif isinstance(node, ast.MatchClass):
            facts.kept |= set(node.kwd_attrs)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            facts.kept.add(node.value)
    facts.declared |= facts.methods
    return facts


def _families(modules: list[Module]) -> dict[str, str]:
    """For each module, the name of a module that represents all whose classes inherit from each other."""
    families = {module.name: module.name for module in modules}
    for module in modules:
        for definition in module.definitions.values():
            base = definition.base if isinstance(definition, ClassDefinition) else None
            if isinstance(base, ClassDefinition):
                old, new = families[module.name], families[base.module.name]
                families = {name: new if family == old else family for name, family in families.items()}
    return families


@contextmanager
def renamed(modules: list[Module], names: dict[str, str]) -> Iterator[None]:
    """Rename private attributes in the trees of all modules, temporarily, since other builds share the trees."""
    changed = []
    for module in modules if names else ():
        for node in _named(module.tree):
            field = 'attr' if isinstance(node, ast.Attribute) else 'name'
            name = getattr(node, field)
            if name in names:
                changed.append((node, field, name))
                setattr(node, field, names[name])
    try:
        yield
    finally:
        for node, field, name in changed:
            setattr(node, field, name)


@lru_cache(maxsize=4096)
def _named(tree: ast.Module) -> list[ast.Attribute | ast.FunctionDef | ast.AsyncFunctionDef]:
    """The nodes of a tree that contain the name of an attribute: attribute accesses and methods."""
    return [named for node in nodes_of(tree) for named in
            ([node] if isinstance(node, ast.Attribute) else _methods(node) if isinstance(node, ast.ClassDef) else [])]


def _methods(node: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [member for member in node.body if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef))]


def _short():
    """`_a`, `_b`, …, `_aa`, …"""
    yield from (f'_{letter}' for letter in LETTERS)
    yield from (f'_{first}{second}' for first in LETTERS for second in LETTERS)
