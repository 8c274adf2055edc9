"""The state of lowering one module: helpers, temporaries, imports and errors."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import Any, cast

from toolchain.compiler import nodes
from toolchain.compiler.inference import TypeInference
from toolchain.compiler.parsing import parsed
from toolchain.compiler.program import ClassDefinition, Module, Program, Signature, signature_of
from toolchain.compiler.scopes import Binding, Scopes
from toolchain.errors import DialectError

# JavaScript's reserved words, globals that generated code uses, and functions that Transcrypt treats as its own.
# A Python variable with such a name is renamed.
RESERVED = frozenset('''
    arguments await break case catch class const continue debugger default delete do else enum eval export extends
    false finally for function if implements import in instanceof interface let new null package private protected
    public return static super switch this throw true try typeof undefined var void while with yield
    Array BigInt Error Infinity Map Math NaN Number Object Promise RangeError ReferenceError Set String Symbol
    SyntaxError TypeError Uint8Array console globals property range type
'''.split())

METHODS = 'methods'
BUILTINS = 'builtins'
OPERATORS = 'operators'
ERRORS = 'errors'
DISPATCH = 'dispatch'

# The modules of media/runtime that hold each family of helpers.
FAMILIES = {
    METHODS: ('text_methods', 'container_methods'),
    BUILTINS: ('iteration', 'numbers', 'text'),
    OPERATORS: ('operators', 'items'),
    ERRORS: ('errors',),
}

# The types whose methods are in media/runtime, in the order in which a receiver of unknown type is tested.
RECEIVERS = {
    'str': 'isinstance(receiver, str)',
    'list': 'isinstance(receiver, list)',
    'bytes': 'isinstance(receiver, bytes)',
    'set': 'isinstance(receiver, set)',
    'dict': 'is_dict(receiver)',
    'generator': "typeof(receiver.next) == 'function'",
}


class Helpers:
    """The functions of ``media/runtime`` that generated code calls, by family and name.

    ``methods`` holds methods of Python's types, as ``list_append``, ``builtins`` Python's builtin functions, ``errors``
    its exceptions, ``operators`` the implementations of its operators. ``_names`` are private to their module. The
    module ``dispatch`` is generated from the methods, for receivers whose type is unknown at compile time.
    """

    def __init__(self, root: Path) -> None:
        self.root = root
        self._translated: Callable | None = None
        self.nodes: dict[tuple[str, str], ast.AST] = {}
        self.sources: dict[tuple[str, str], str] = {}
        for family, stems in FAMILIES.items():
            for stem in stems:
                tree = parsed((root / 'media' / 'runtime' / f'{stem}.py').read_text(encoding='utf-8'))
                for statement in tree.body:
                    if isinstance(statement, (ast.FunctionDef, ast.ClassDef)) and not statement.name.startswith('_'):
                        self.nodes[family, statement.name] = statement
                        self.sources[family, statement.name] = f'media.runtime.{stem}'

    def translate(self, pattern: str) -> str:
        """A regular expression in the browser's syntax, translated by the same module that does so in the page."""
        if self._translated is None:
            module: dict = {}
            exec((self.root / 'media' / 'runtime' / 're_syntax.py').read_text(encoding='utf-8'), module)
            self._translated = module['translated']
        return self._translated(pattern, 0)

    def modules(self) -> list[str]:
        return [*dict.fromkeys(self.sources.values()), f'media.runtime.{DISPATCH}']

    def source(self, family: str, name: str) -> str:
        """The module that defines a helper."""
        return self.sources.get((family, name), f'media.runtime.{DISPATCH}')

    def dispatch(self) -> str:
        """The source of ``media.runtime.dispatch``: functions that choose a method by the receiver at run time."""
        owners: dict[str, list[str]] = {}
        for type_ in RECEIVERS:
            for family, name in self.nodes:
                if family == METHODS and name.startswith(f'{type_}_'):
                    owners.setdefault(name.removeprefix(f'{type_}_'), []).append(type_)
        lines = ["DIALECT = 'plain'", 'from browser import typeof',
                 f'from {self.source(OPERATORS, "is_dict")} import is_dict']
        lines += [f'from {self.source(METHODS, name)} import {name}' for family, name in self.nodes
                  if family == METHODS]
        for method, types in sorted(owners.items()):
            lines.append(f'def {method}(receiver, *rest):')
            lines += [f'    if {RECEIVERS[type_]}: return {type_}_{method}(receiver, *rest)' for type_ in types]
            lines.append(f'    return receiver.{method}(*rest)')
        return '\n'.join(lines) + '\n'

    def interface(self) -> list[str]:
        """The part of the helpers that lowering depends on: their modules and signatures, not their bodies."""
        return [f'{self.sources[key]} {key} {_called(node)}' for key, node in sorted(self.nodes.items())]

    def has(self, family: str, name: str) -> bool:
        return (family, name) in self.nodes

    def is_method(self, name: str) -> bool:
        """Whether any of Python's types has a helper for a method of that name."""
        return any(self.has(METHODS, f'{type_}_{name}') for type_ in RECEIVERS)

    def signature(self, family: str, name: str) -> Signature:
        return replace(signature_of(self.nodes[family, name].args), is_runtime=True)


@lru_cache(maxsize=2048)
def _called(helper: ast.FunctionDef | ast.ClassDef) -> str:
    return ast.dump(helper.args if isinstance(helper, ast.FunctionDef) else ast.Tuple(helper.bases, ast.Load()))


class Frame:
    """The state of lowering one function."""

    def __init__(self) -> None:
        self.temporaries: list[str] = []
        # The labels for `break` in the enclosing loops, innermost last; None for a `break` without a label.
        self.labels: list[str | None] = []
        # The names under which the exceptions being handled were caught, innermost last.
        self.caught: list[str] = []


class Context:
    """The state that the passes of lowering share for one module."""

    def __init__(self, program: Program, module: Module, helpers: Helpers) -> None:
        self.program = program
        self.module = module
        self.helpers = helpers
        self.scopes = Scopes(module.tree)
        self.types = TypeInference(program, module, self.scopes)
        self.errors: list[DialectError] = []
        self.frames: list[Frame] = [Frame()]
        # Imports of helpers, by source module: exported name → local name.
        self.helper_imports: dict[str, dict[str, str]] = {}
        # The JavaScript name for ``self`` in each method, by its binding.
        self.receiver_names: dict[Binding, str] = {}
        # The first parameters of class methods, which are the class.
        self.class_receivers: dict[Binding, ClassDefinition] = {}
        # By type of node, the method of a pass that lowers it. ``lowering`` sets this and the passes below.
        self.lowerers: dict[str, Callable] = {}
        passes = cast(Any, None)
        self.operations = self.expressions = self.comprehensions = self.calls = self.arguments = passes
        self.builtin_calls = self.statements = self.loops = self.assignments = passes
        self.definitions = self.matching = passes
        # The expression of the current expression statement, whose value is unused.
        self.statement: ast.expr | None = None
        self._serial = 0

    @property
    def frame(self) -> Frame:
        """The frame of the function being lowered."""
        return self.frames[-1]

    def error(self, node: ast.AST, message: str) -> ast.expr:
        """Record an error, and return a harmless expression so that one run reports all errors."""
        self.errors.append(self.module.error(node, message))
        return nodes.constant(None)

    def temporary(self) -> ast.Name:
        """A new variable of the function being lowered."""
        fresh = self.fresh()
        self.frame.temporaries.append(fresh)
        return nodes.name(fresh)

    def fresh(self) -> str:
        """A name that no Python program can contain."""
        self._serial += 1
        return f'${self._serial}'

    def helper_name(self, family: str, name: str) -> ast.Name:
        """The local name of a helper; adds its import if necessary."""
        local = f'${name}$' if family in (METHODS, DISPATCH) else f'${name}'
        self.helper_imports.setdefault(self.helpers.source(family, name), {})[name] = local
        return nodes.name(local)

    def helper(self, name: str, *arguments: ast.expr, family: str = OPERATORS) -> ast.Call:
        return ast.Call(self.helper_name(family, name), list(arguments), [])

    def js_name(self, identifier: str) -> str:
        return f'{identifier}$' if identifier in RESERVED else identifier
