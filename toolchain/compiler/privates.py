"""Short names for the private attributes of our classes, as minifiers give them to variables.

Private is what Python's custom says: a name with one underscore before it, that a class stores on ``self`` or defines
as a method. Nothing outside of the build's modules may ask for it, so all of them together can call it something else.
Attributes of different modules may be called the same, unless their classes inherit from each other.
"""

from __future__ import annotations

import ast
from collections import Counter, defaultdict
from string import ascii_lowercase, ascii_uppercase

from toolchain.compiler.program import ClassDefinition, Module

LETTERS = ascii_lowercase + ascii_uppercase


def short_names(modules: list[Module]) -> dict[str, str]:
    """What private attributes are to be called, by their names: the most frequent get the shortest."""
    uses: Counter[str] = Counter()
    places: defaultdict[str, set[str]] = defaultdict(set)
    declared: set[str] = set()
    # What is private to a module, or is asked for by its name as a text, keeps its name.
    kept: set[str] = {name for module in modules for name in module.definitions}
    families = _families(modules)
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute):
                uses[node.attr] += 1
                places[node.attr].add(families[module.name])
                if isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name) and node.value.id == 'self':
                    declared.add(node.attr)
            elif isinstance(node, ast.ClassDef):
                for method in _methods(node):
                    declared.add(method.name)
                    places[method.name].add(families[module.name])
                kept |= {name.id for member in node.body if not isinstance(member, ast.FunctionDef)
                         for name in ast.walk(member) if isinstance(name, ast.Name)}
            elif isinstance(node, ast.MatchClass):
                kept |= set(node.kwd_attrs)
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                kept.add(node.value)
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


def _families(modules: list[Module]) -> dict[str, str]:
    """For each module the name of one that stands for all whose classes inherit from each other."""
    families = {module.name: module.name for module in modules}
    for module in modules:
        for definition in module.definitions.values():
            base = definition.base if isinstance(definition, ClassDefinition) else None
            if isinstance(base, ClassDefinition):
                old, new = families[module.name], families[base.module.name]
                families = {name: new if family == old else family for name, family in families.items()}
    return families


def rename(modules: list[Module], names: dict[str, str]) -> None:
    """Call private attributes so in the trees of all modules."""
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Attribute):
                node.attr = names.get(node.attr, node.attr)
            elif isinstance(node, ast.ClassDef):
                for method in _methods(node):
                    method.name = names.get(method.name, method.name)


def _methods(node: ast.ClassDef) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    return [member for member in node.body if isinstance(member, (ast.FunctionDef, ast.AsyncFunctionDef))]


def _short():
    """`_a`, `_b`, …, `_aa`, …"""
    yield from (f'_{letter}' for letter in LETTERS)
    yield from (f'_{first}{second}' for first in LETTERS for second in LETTERS)
