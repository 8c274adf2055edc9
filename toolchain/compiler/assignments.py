"""Lowering of assignments and deletions: names, attributes, items, and patterns of them."""

from __future__ import annotations

import ast

from toolchain.compiler import nodes
from toolchain.compiler.types import UNKNOWN
from toolchain.compiler.inference import is_alias
from toolchain.compiler.nodes import Delete, array, becomes, constant, is_simple, member, name
from toolchain.compiler.passes import Lowering


class Assignments(Lowering):
    """Transcrypt declares a variable at its first store, with `var`, which has function scope as in Python."""

    def lower_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        if is_alias(self.context.module, node):
            return []
        if len(node.targets) == 1:
            return self.assign(node.targets[0], self.expressions.argument(node.value), node.value)
        before: list[ast.stmt] = []
        value = self.expressions.lower(node.value)
        if not isinstance(value, (ast.Constant, ast.Name)):
            value = self._held(value, before)
        stores = [statement for target in node.targets for statement in self.assign(target, value, node.value)]
        return [*before, *stores]

    def lower_AnnAssign(self, node: ast.AnnAssign) -> list[ast.stmt]:
        if node.value is None or is_alias(self.context.module, node):
            return []
        return self.assign(node.target, self.expressions.lower(node.value), node.value)

    def assign(self, target: ast.expr, value: ast.expr, source: ast.expr | None) -> list[ast.stmt]:
        """Statements that store a lowered ``value``; ``source`` is the expression it was lowered from, if known."""
        if isinstance(target, ast.Name):
            return [ast.Assign([self.expressions.lower(target)], value)]
        if isinstance(target, ast.Attribute):
            attribute = self.expressions.content_attribute(target)
            if attribute is not None:
                return [ast.Expr(self._store_content_attribute(self.expressions.lower(target.value), attribute, value))]
            return [ast.Assign([self.expressions.lower(target)], value)]
        if isinstance(target, ast.Subscript):
            return [ast.Expr(self._store_subscript(target, value))]
        return self._unpack(target.elts, value, source)

    def _store_content_attribute(self, owner: ast.expr, attribute: str, value: ast.expr) -> ast.expr:
        """``owner.role = value`` for browsers that only have the content attribute; None removes it."""
        if isinstance(value, ast.IfExp):
            stores = [self._store_content_attribute(owner, attribute, arm) for arm in (value.body, value.orelse)]
            if any(isinstance(arm, ast.Constant) and arm.value is None for arm in (value.body, value.orelse)):
                return ast.IfExp(value.test, *stores)
        if isinstance(value, ast.Constant) and value.value is None:
            return nodes.call(member(owner, 'removeAttribute'), constant(attribute))
        return nodes.call(member(owner, 'setAttribute'), constant(attribute), value)

    def _store_subscript(self, target: ast.Subscript, value: ast.expr) -> ast.expr:
        container, type_ = self.expressions.lower(target.value), self.types.of(target.value)
        if isinstance(target.slice, ast.Slice):
            bounds = [bound or constant(None) for bound in self.expressions.slice_bounds(target.slice)]
            return self.context.helper('store_slice', container, *bounds, value)
        self.expressions.check_key(target.slice, type_)
        return self.operations.store_item(
            container, type_, self.expressions.lower(target.slice), self.types.of(target.slice), value,
            self.expressions.is_from_front(target.slice))

    def _unpack(self, targets: list[ast.expr], value: ast.expr, source: ast.expr | None) -> list[ast.stmt]:
        """``a, b = value``: one pattern if all targets need a declaration, or none does; else one store per target."""
        star = next((index for index, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
        is_exact = star is None and self._has_length(source, len(targets))
        if not is_exact:
            type_ = self.types.of(source) if source is not None else UNKNOWN
            value = self.operations.unpacked(value, type_, len(targets), star)
        plain = [target.value if isinstance(target, ast.Starred) else target for target in targets]
        if self.is_declared(plain):
            return [ast.Assign([self.pattern(plain)], value)]
        if all(isinstance(target, ast.Attribute) for target in plain):
            return [ast.Expr(becomes(self.pattern(plain), value))]
        held = name(self.context.fresh())
        statements: list[ast.stmt] = [ast.Assign([held], value)]
        for index, target in enumerate(plain):
            part = nodes.item(held, constant(index))
            statements += self.assign(target, part, None)
        return statements

    def is_declared(self, targets: list[ast.expr]) -> bool:
        """Whether all targets are variables of this function itself, which a `var` with a pattern may declare."""
        return all(isinstance(target, ast.Name) and self.context.scopes.is_own(target) for target in targets)

    def pattern(self, targets: list[ast.expr]) -> ast.expr:
        return array(self.expressions.lower_all(targets))

    def _has_length(self, source: ast.expr | None, count: int) -> bool:
        """Whether a value certainly has as many parts as there are targets."""
        if self.context.module.is_plain:
            return True
        return (isinstance(source, (ast.Tuple, ast.List)) and len(source.elts) == count
                and not any(isinstance(element, ast.Starred) for element in source.elts))

    def lower_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        target, type_ = node.target, self.types.of(node.target)
        if isinstance(target, ast.Attribute) and self.expressions.content_attribute(target) is not None:
            return [ast.Expr(self.context.error(node, f'an operator and `=` on {target.attr}; write it out'))]
        right, right_type = self.expressions.lower(node.value), self.types.of(node.value)
        if type_.name != 'list':
            self.expressions.check_operator(node, type_, right_type)
        if isinstance(target, ast.Name) or isinstance(target, ast.Attribute) and self.expressions.is_of_class(target):
            place = self.expressions.lower(target)
            return [ast.Assign([place], self.operations.augmented(node.op, place, type_, right, right_type))]
        before: list[ast.stmt] = []
        owner = self.expressions.lower(target.value)
        owner = owner if is_simple(owner) else self._held(owner, before)
        if isinstance(target, ast.Attribute):
            place = member(owner, target.attr)
            return [*before, ast.Assign([place], self.operations.augmented(node.op, place, type_, right, right_type))]
        if isinstance(target.slice, ast.Slice):
            return [ast.Expr(self.context.error(node, 'an operator and `=` on a slice; write it out'))]
        key = self.expressions.lower(target.slice)
        key = key if is_simple(key) else self._held(key, before)
        owner_type, key_type = self.types.of(target.value), self.types.of(target.slice)
        from_front = self.expressions.is_from_front(target.slice)
        current = self.operations.item(owner, owner_type, key, from_front)
        result = self.operations.augmented(node.op, current, type_, right, right_type)
        return [*before, ast.Expr(self.operations.store_item(owner, owner_type, key, key_type, result, from_front))]

    def _held(self, value: ast.expr, before: list[ast.stmt]) -> ast.expr:
        """A variable for a value that is needed twice; ``before`` stores it there."""
        held = name(self.context.fresh())
        before.append(ast.Assign([held], value))
        return held

    def lower_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        statements: list[ast.stmt] = []
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                statements.append(ast.Expr(ast.UnaryOp(Delete(), self.expressions.lower(target))))
                continue
            container, type_ = self.expressions.lower(target.value), self.types.of(target.value)
            if isinstance(target.slice, ast.Slice):
                bounds = [bound or constant(None) for bound in self.expressions.slice_bounds(target.slice)]
                deletion = self.context.helper('store_slice', container, *bounds, array([]))
            else:
                deletion = self.operations.delete_item(container, type_, self.expressions.lower(target.slice))
            statements.append(ast.Expr(deletion))
        return statements
