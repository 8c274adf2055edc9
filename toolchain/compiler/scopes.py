"""The binding and scope of each name. Both Python's variables and the browser's `var` have function scope."""

from __future__ import annotations

import ast
from dataclasses import dataclass, field

FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)


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
    # All stored values, for type inference, as (kind, expression); None for an unknown value.
    values: list[tuple[str, ast.AST | None]] = field(default_factory=list)
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
        _Collector(self).visit_root(tree)
        _Resolver(self).visit_root(tree)

    def is_own(self, node: ast.AST) -> bool:
        """Whether a node stores a variable of the function that the node is in."""
        return node in self._own


class _Walker(ast.NodeVisitor):
    """Walks a tree in the order of evaluation, and tracks the scope."""

    def __init__(self, scopes: Scopes) -> None:
        self.scopes = scopes
        self.scope: Scope | None = None

    def visit_root(self, tree: ast.Module) -> None:
        raise NotImplementedError

    def visit_all(self, nodes) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)

    def within(self, scope: Scope, action) -> None:
        outer, self.scope = self.scope, scope
        action()
        self.scope = outer


class _Collector(_Walker):
    """First pass: collect the names that each scope binds."""

    def visit_root(self, tree: ast.Module) -> None:
        self.scope = self._open(tree)
        for statement in tree.body:
            self.visit(statement)

    def _open(self, node: ast.AST) -> Scope:
        module_scope = self.scope.module_scope if self.scope else None
        scope = Scope(node, self.scope, module_scope)
        scope.module_scope = module_scope or scope
        self.scopes.of[node] = scope
        return scope

    def _bind(self, name: str, scope: Scope | None = None) -> Binding | None:
        scope = scope or self.scope
        if name in scope.globals:
            scope = scope.module_scope
        elif name in scope.nonlocals:
            return scope.find(name)
        return scope.bindings.setdefault(name, Binding(name, scope))

    def visit_Global(self, node: ast.Global) -> None:
        self.scope.globals.update(node.names)
        for name in node.names:
            self.scope.module_scope.bindings.setdefault(name, Binding(name, self.scope.module_scope))

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self.scope.nonlocals.update(node.names)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, (ast.Store, ast.Del)):
            self._bind(node.id)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        scope = self.scope
        while scope.is_comprehension:
            scope = scope.parent
        self._bind(node.target.id, scope)
        self.visit(node.value)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node) -> None:
        if node.name:
            self._bind(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node) -> None:
        if node.name:
            self._bind(node.name)

    def visit_MatchMapping(self, node) -> None:
        if node.rest:
            self._bind(node.rest)
        self.generic_visit(node)

    def visit_Import(self, node: ast.Import | ast.ImportFrom) -> None:
        for alias in node.names:
            self._bind((alias.asname or alias.name).split('.')[0])

    visit_ImportFrom = visit_Import

    def visit_FunctionDef(self, node) -> None:
        self._bind(node.name)
        self._function(node, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node, [node.body])

    def _function(self, node, body) -> None:
        self.visit_all([*getattr(node, 'decorator_list', []), *node.args.defaults, *node.args.kw_defaults])
        scope = self._open(node)
        arguments = node.args
        every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
        for argument in every:
            if argument is not None:
                scope.bindings[argument.arg] = Binding(
                    argument.arg, scope, is_parameter=True, annotation=argument.annotation)
        self.within(scope, lambda: self.visit_all(body))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._bind(node.name)
        self.visit_all([*node.bases, *node.decorator_list])
        self.within(self._open(node), lambda: self.visit_all(node.body))

    def _comprehension(self, node) -> None:
        self.visit(node.generators[0].iter)
        scope = self._open(node)

        def inside() -> None:
            for index, generator in enumerate(node.generators):
                self.visit(generator.target)
                self.visit_all([*generator.ifs, generator.iter if index else None])
            self.visit_all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])

        self.within(scope, inside)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension


class _Resolver(_Walker):
    """Second pass: resolve each use of a name, and record the stored values."""

    def visit_root(self, tree: ast.Module) -> None:
        self.scope = self.scopes.of[tree]
        self.visit_all(tree.body)

    def _use(self, node: ast.AST, name: str, is_store: bool, is_hoisted: bool = False, scope: Scope | None = None):
        scope = scope or self.scope
        binding = scope.find(name)
        self.scopes.binding[node] = binding
        if binding is not None:
            binding.uses.append(Use(node, self.scope, is_store, not self._runs_within(binding.scope)))
            binding.is_hoisted = binding.is_hoisted or is_hoisted
            if is_store and binding.scope is scope:
                self.scopes._own.add(node)
        return binding

    def _runs_within(self, scope: Scope) -> bool:
        """Whether the current code runs as part of ``scope``: directly, or in a nested comprehension (no generator)."""
        here = self.scope
        while here is not scope and here.is_comprehension and not isinstance(here.node, ast.GeneratorExp):
            here = here.parent
        return here is scope

    def _store(self, target: ast.AST, value: tuple[str, ast.AST | None]) -> None:
        """Record stores to the names in ``target``; ``value`` describes the value: ('is', node), ('item', node), …"""
        if isinstance(target, ast.Name):
            binding = self._use(target, target.id, True)
            if binding is not None:
                binding.values.append(value)
        elif isinstance(target, (ast.Tuple, ast.List)):
            for index, element in enumerate(target.elts):
                part = f'element {index}' if value[0] in ('is', 'item') else 'unknown'
                self._store(element, (part, value))
        elif isinstance(target, ast.Starred):
            self._store(target.value, ('list', None))
        else:
            self.visit(target)

    def visit_Name(self, node: ast.Name) -> None:
        self._use(node, node.id, not isinstance(node.ctx, ast.Load))

    def visit_Assign(self, node: ast.Assign) -> None:
        self.visit(node.value)
        for target in node.targets:
            self._store(target, ('is', node.value))

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.visit(node.value)
        if isinstance(node.target, ast.Name):
            binding = self.scope.find(node.target.id)
            if binding is not None:
                binding.annotation = node.annotation
        if node.value is not None:
            self._store(node.target, ('is', node.value))

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._use(node.target, node.target.id, False)
            self.visit(node.value)
            binding = self._use(node.target, node.target.id, True)
            if binding is not None:
                binding.values.append(('augmented', node))
        else:
            self.visit(node.target)
            self.visit(node.value)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        scope = self.scope
        while scope.is_comprehension:
            scope = scope.parent
        binding = self._use(node.target, node.target.id, True, True, scope)
        if binding is not None:
            binding.values.append(('is', node.value))

    def visit_For(self, node) -> None:
        self.visit(node.iter)
        self._store(node.target, ('item', node.iter))
        self.visit_all([*node.body, *node.orelse])

    visit_AsyncFor = visit_For

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        self.visit_all([node.type])
        if node.name:
            binding = self._use(node, node.name, True)
            if binding is not None:
                binding.values.append(('unknown', None))
        self.visit_all(node.body)

    def visit_With(self, node) -> None:
        for item in node.items:
            self.visit(item.context_expr)
            if item.optional_vars is not None:
                self._store(item.optional_vars, ('entered', item.context_expr))
        self.visit_all(node.body)

    visit_AsyncWith = visit_With

    def _pattern_name(self, node, name: str | None) -> None:
        if name:
            binding = self._use(node, name, True, is_hoisted=True)
            if binding is not None:
                binding.values.append(('unknown', None))

    def visit_MatchAs(self, node) -> None:
        self.visit_all([node.pattern])
        self._pattern_name(node, node.name)

    def visit_MatchStar(self, node) -> None:
        self._pattern_name(node, node.name)

    def visit_MatchMapping(self, node) -> None:
        self.visit_all([*node.keys, *node.patterns])
        self._pattern_name(node, node.rest)

    def visit_FunctionDef(self, node) -> None:
        binding = self._use(node, node.name, True)
        if binding is not None:
            binding.values.append(('unknown', None))
        self._function(node, node.body)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._function(node, [node.body])

    def _function(self, node, body) -> None:
        self.visit_all([*getattr(node, 'decorator_list', []), *node.args.defaults, *node.args.kw_defaults])
        scope = self.scopes.of[node]
        self.within(scope, lambda: self.visit_all(body))

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.visit_all([*node.bases, *node.decorator_list])
        self._use(node, node.name, True)
        scope = self.scopes.of[node]
        self.within(scope, lambda: self.visit_all(node.body))

    def _comprehension(self, node) -> None:
        self.visit(node.generators[0].iter)
        scope = self.scopes.of[node]

        def inside() -> None:
            for index, generator in enumerate(node.generators):
                if index:
                    self.visit(generator.iter)
                self._store(generator.target, ('item', generator.iter))
                self.visit_all(generator.ifs)
            self.visit_all([node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt])

        self.within(scope, inside)

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

