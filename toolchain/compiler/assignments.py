"""Lowering of what stores and deletes: names, attributes, items, and patterns of them."""

from __future__ import annotations

import ast

from toolchain.compiler import nodes
from toolchain.compiler.types import UNKNOWN
from toolchain.compiler.nodes import array, is_simple, js, member, name
from toolchain.compiler.passes import Lowering


class Assignments(Lowering):
    """The first store of a variable declares it, where `let` can."""

    def store(self, use: ast.AST, target: ast.expr, value: ast.expr) -> ast.stmt:
        """A store to a variable: its declaration, where this is the first and may declare."""
        binding = self.context.scopes.binding.get(use)
        if binding is not None and binding.is_let and binding.uses[0].node is use:
            return nodes.Let(target, value)
        return ast.Expr(js('{} = {}', target, value))

    def lower_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        if len(node.targets) == 1:
            return self.assign(node.targets[0], self.expressions.lower(node.value), node.value)
        value = self.expressions.lower(node.value)
        before = []
        if not isinstance(node.value, (ast.Constant, ast.Name)):
            held = name(self.context.fresh())
            before, value = [nodes.Let(held, value)], held
        stores = [statement for target in node.targets for statement in self.assign(target, value, node.value)]
        return [*before, *stores]

    def lower_AnnAssign(self, node: ast.AnnAssign) -> list[ast.stmt]:
        if node.value is None:
            return []
        return self.assign(node.target, self.expressions.lower(node.value), node.value)

    def assign(self, target: ast.expr, value: ast.expr, source: ast.expr | None) -> list[ast.stmt]:
        """Statements that store a lowered ``value``; ``source`` is what it was lowered from, if it is known."""
        if isinstance(target, ast.Name):
            return [self.store(target, self.expressions.lower(target), value)]
        if isinstance(target, ast.Attribute):
            return [ast.Expr(js('{} = {}', self.expressions.lower(target), value))]
        if isinstance(target, ast.Subscript):
            return [ast.Expr(self._store_subscript(target, value))]
        return self._unpack(target.elts, value, source)

    def _store_subscript(self, target: ast.Subscript, value: ast.expr) -> ast.expr:
        container, type_ = self.expressions.lower(target.value), self.types.of(target.value)
        if isinstance(target.slice, ast.Slice):
            bounds = [bound or name('null') for bound in self.expressions.slice_bounds(target.slice)]
            return self.context.helper('store_slice', container, *bounds, value)
        return self.operations.store_item(
            container, type_, self.expressions.lower(target.slice), self.types.of(target.slice), value,
            self.expressions.is_from_front(target.slice))

    def _unpack(self, targets: list[ast.expr], value: ast.expr, source: ast.expr | None) -> list[ast.stmt]:
        """``a, b = value`` as a pattern where all targets are names or attributes, else part by part."""
        star = next((index for index, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
        is_exact = star is None and self._has_length(source, len(targets))
        if not is_exact:
            type_ = self.types.of(source) if source is not None else UNKNOWN
            value = self.operations.unpacked(value, type_, len(targets), star)
        plain = [target.value if isinstance(target, ast.Starred) else target for target in targets]
        if all(isinstance(target, (ast.Name, ast.Attribute)) for target in plain):
            pattern = self.pattern(plain)
            first = next((target for target in plain if isinstance(target, ast.Name)), None)
            return [self.store(first, pattern, value)] if first is not None else [
                ast.Expr(js('{} = {}', pattern, value))]
        held = name(self.context.fresh())
        statements: list[ast.stmt] = [nodes.Let(held, value)]
        for index, target in enumerate(plain):
            part = js(f'{{}}[{index}]', held, atomic=True)
            statements += self.assign(target, part, None)
        return statements

    def pattern(self, targets: list[ast.expr]) -> ast.expr:
        return array(self.expressions.lower_all(targets))

    def _has_length(self, source: ast.expr | None, count: int) -> bool:
        """Whether a value surely has as many parts as there are targets."""
        if self.context.module.is_plain:
            return True
        return (isinstance(source, (ast.Tuple, ast.List)) and len(source.elts) == count
                and not any(isinstance(element, ast.Starred) for element in source.elts))

    def lower_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        target, type_ = node.target, self.types.of(node.target)
        right, right_type = self.expressions.lower(node.value), self.types.of(node.value)
        if isinstance(target, ast.Name):
            place = self.expressions.lower(target)
            result = self.operations.augmented(node.op, place, type_, right, right_type)
            return [ast.Expr(js('{} = {}', place, result))]
        if isinstance(target, ast.Attribute) and self.expressions.is_of_class(target):
            place = self.expressions.lower(target)
            result = self.operations.augmented(node.op, place, type_, right, right_type)
            return [ast.Expr(js('{} = {}', place, result))]
        owner = self.expressions.lower(target.value)
        before: list[ast.stmt] = []
        if not is_simple(owner) and owner is not None:
            held = name(self.context.fresh())
            before.append(nodes.Let(held, owner))
            owner = held
        if isinstance(target, ast.Attribute):
            place = member(owner, target.attr)
            result = self.operations.augmented(node.op, place, type_, right, right_type)
            return [*before, ast.Expr(js('{} = {}', place, result))]
        if isinstance(target.slice, ast.Slice):
            return [ast.Expr(self.context.error(node, 'an operator and `=` on a slice; write it out'))]
        key = self.expressions.lower(target.slice)
        if not is_simple(key):
            held = name(self.context.fresh())
            before.append(nodes.Let(held, key))
            key = held
        owner_type = self.types.of(target.value)
        from_front = self.expressions.is_from_front(target.slice)
        current = self.operations.item(owner, owner_type, key, from_front)
        result = self.operations.augmented(node.op, current, type_, right, right_type)
        key_type = self.types.of(target.slice)
        return [*before, ast.Expr(self.operations.store_item(owner, owner_type, key, key_type, result, from_front))]

    def lower_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        statements: list[ast.stmt] = []
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                statements.append(ast.Expr(js('delete {}', self.expressions.lower(target))))
                continue
            container, type_ = self.expressions.lower(target.value), self.types.of(target.value)
            if isinstance(target.slice, ast.Slice):
                bounds = [bound or name('null') for bound in self.expressions.slice_bounds(target.slice)]
                deletion = self.context.helper('store_slice', container, *bounds, js('[]', atomic=True))
            else:
                deletion = self.operations.delete_item(container, type_, self.expressions.lower(target.slice))
            statements.append(ast.Expr(deletion))
        return statements
