"""The binding and scope of each name. Both Python's variables and the browser's `var` have function scope."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)

# What is stored in a variable, as (kind, node): the value of an expression ('is'), an item of one ('item'), what `with`
# enters ('entered'), a `list`, the result of an 'augmented' assignment, or an 'element N' of such a pair.
Value = tuple[str, Any]
UNKNOWN_VALUE: Value = ('unknown', None)


@dataclass(eq=False)
class Use:
    node: ast.AST
    scope: Scope
    is_store: bool
    is_captured: bool


@dataclass(eq=False)
class Binding:
    name: str
    scope: Scope
    is_parameter: bool = False
    uses: list[Use] = field(default_factory=list)
    # All stored values, for type inference.
    values: list[Value] = field(default_factory=list)
    annotation: ast.expr | None = None
    # Whether an expression stores the variable, so that it needs a separate declaration.
    is_hoisted: bool = False

    @property
    def stores(self) -> list[Use]:
        return [use for use in self.uses if use.is_store]


@dataclass(eq=False)
class Scope:
    node: ast.AST
    parent: Scope | None
    module_scope: Scope | None
    bindings: dict[str, Binding] = field(default_factory=dict)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)

    @property
    def is_class(self) -> bool:
        return isinstance(self.node, ast.ClassDef)

    @property
    def is_comprehension(self) -> bool:
        return isinstance(self.node, COMPREHENSIONS)

    def find(self, name: str) -> Binding | None:
        """The binding that ``name`` refers to in this scope; None for builtins and unknown names."""
        if name in self.globals:
            return self.module_scope.bindings.get(name)
        scope: Scope | None = self
        while scope is not None:
            if name in scope.bindings and (not scope.is_class or scope is self):
                return scope.bindings[name]
            scope = scope.parent
        return None


class Scopes:
    """The scopes of one module. ``of`` maps a node to the scope it opens, ``binding`` a name's node to its binding."""

    def __init__(self, tree: ast.Module) -> None:
        self.of: dict[ast.AST, Scope] = {}
        self.binding: dict[ast.AST, Binding | None] = {}
        # The nodes that store a variable in the scope that the variable belongs to.
        self._own: set[ast.AST] = set()
        for walker in (_Collector(self), _Resolver(self)):
            walker.scope = walker.opened(tree)
            walker.visit_all(tree.body)

    def is_own(self, node: ast.AST) -> bool:
        """Whether a node stores a variable of the function that the node is in."""
        return node in self._own


class _Walker(ast.NodeVisitor):
    """Walks a tree in the order of evaluation, tracks the scope, and tells a subclass what it finds."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        self.scope: Scope | None = None

    def opened(self, node: ast.AST) -> Scope:
        """The scope that a module, function, class or comprehension opens."""
        raise NotImplementedError

    def used(self, node: ast.AST, name: str) -> None:
        """Called for a name that is read."""

    def stored(self, node: ast.AST, name: str, value: Value = UNKNOWN_VALUE, is_hoisted: bool = False,
               scope: Scope | None = None) -> None:
        """Called for a name that is stored, in ``scope`` or the current one; an expression hoists its variable."""

    def declared(self, name: str, annotation: ast.expr) -> None:
        """Called for a name with an annotation."""

    def visit_all(self, nodes) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def _store(self, target: ast.AST, value: Value) -> None:
        if isinstance(target, ast.Name):
            self.stored(target, target.id, value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for index, element in enumerate(target.elts):
                part = f'element {index}' if value[0] in ('is', 'item') else 'unknown'
                self._store(element, (part, value))
        elif isinstance(target, ast.Starred):
            self._store(target.value, ('list', None))
        else:
            self.visit(target)

    def visit_Name(self, node: ast.Name) -> None:
        self.used(node, node.id)

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._store(target, ('is', node.value))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit_all([node.value])
        if isinstance(node.target, ast.Name):
            self.declared(node.target.id, node.annotation)
        if node.value is not None:
            self._store(node.target, ('is', node.value))

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        self.visit_all([node.target, node.value])
        if isinstance(node.target, ast.Name):
            self.stored(node.target, node.target.id, ('augmented', node))

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        scope = self.scope
        while scope.is_comprehension:
            scope = scope.parent
        self.stored(node.target, node.target.id, ('is', node.value), True, scope)

    def visit_For(self, node) -> None:
        self.visit(node.iter)
        self._store(node.target, ('item', node.iter))
        self.visit_all([*node.body, *node.orelse])

    def visit_With(self, node) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars is not None:
                self._store(item.optional_vars, ('entered', item.context_expr))
        self.visit_all(node.body)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.visit_all([node.type])
        if node.name:
            self.stored(node, node.name)
        self.visit_all(node.body)

    def _pattern(self, node) -> None:
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        self.generic_visit(node)
        if name:
            self.stored(node, name, is_hoisted=True)

    def visit_FunctionDef(self, node) -> None:
        self.stored(node, node.name)
        self._function(node, node.body)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node, [node.body])

    def _function(self, node, body) -> None:
        self.visit_all([*getattr(node, 'decorator_list', []), *node.args.defaults, *node.args.kw_defaults])
        with self._within(node):
            self.visit_all(body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_all([*node.bases, *node.decorator_list])
        self.stored(node, node.name)
        with self._within(node):
            self.visit_all(node.body)

    def _comprehension(self, node) -> None:
        self.visit(node.generators[0].iter)
        with self._within(node):
            for index, generator in enumerate(node.generators):
                if index:
                    self.visit(generator.iter)
                self._store(generator.target, ('item', generator.iter))
                self.visit_all(generator.ifs)
            self.visit_all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])

    visit_AsyncFor, visit_AsyncWith, visit_AsyncFunctionDef = visit_For, visit_With, visit_FunctionDef
    visit_MatchAs = visit_MatchStar = visit_MatchMapping = _pattern
    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    @contextmanager
    def _within(self, node: ast.AST) -> Iterator[None]:
        outer, self.scope = self.scope, self.opened(node)
        yield
        self.scope = outer


class _Collector(_Walker):
    """First pass: collect the names that each scope binds."""

    def opened(self, node: ast.AST) -> Scope:
        module_scope = self.scope.module_scope if self.scope else None
        scope = self.scopes.of[node] = Scope(node, self.scope, module_scope)
        scope.module_scope = module_scope or scope
        arguments = getattr(node, 'args', None)
        if arguments is not None:
            for argument in [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg,
                             arguments.kwarg]:
                if argument is not None:
                    scope.bindings[argument.arg] = Binding(argument.arg, scope, True, annotation=argument.annotation)
        return scope

    def stored(self, node, name, value=UNKNOWN_VALUE, is_hoisted=False, scope=None) -> None:
        self._bind(name, scope)

    def declared(self, name: str, annotation: ast.expr) -> None:
        self._bind(name).annotation = annotation

    def _bind(self, name: str, scope: Scope | None = None) -> Binding:
        scope = scope or self.scope
        if name in scope.nonlocals:
            return scope.find(name)
        scope = scope.module_scope if name in scope.globals else scope
        return scope.bindings.setdefault(name, Binding(name, scope))

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.globals.update(node.names)
        for name in node.names:
            self._bind(name)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update(node.names)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self._bind((alias.asname or alias.name).split('.')[0])

    visit_ImportFrom = visit_Import


class _Resolver(_Walker):
    """Second pass: resolve each use of a name, and record the stored values."""

    def opened(self, node: ast.AST) -> Scope:
        return self.scopes.of[node]

    def used(self, node: ast.AST, name: str) -> None:
        self._use(node, name, self.scope, False)

    def stored(self, node, name, value=UNKNOWN_VALUE, is_hoisted=False, scope=None) -> None:
        scope = scope or self.scope
        binding = self._use(node, name, scope, True)
        if binding is not None:
            binding.values.append(value)
            binding.is_hoisted = binding.is_hoisted or is_hoisted
            if binding.scope is scope:
                self.scopes._own.add(node)

    def _use(self, node: ast.AST, name: str, scope: Scope, is_store: bool) -> Binding | None:
        binding = self.scopes.binding[node] = scope.find(name)
        if binding is not None:
            binding.uses.append(Use(node, self.scope, is_store, not self._runs_within(binding.scope)))
        return binding

    def _runs_within(self, scope: Scope) -> bool:
        """Whether the current code runs as part of ``scope``: directly, or in a nested comprehension (no generator)."""
        here = self.scope
        while here is not scope and here.is_comprehension and not isinstance(here.node, ast.GeneratorExp):
            here = here.parent
        return here is scope
