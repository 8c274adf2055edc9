"""Operators: JavaScript's own where the types allow it, a helper of media/runtime otherwise.

``PythonOperations`` implements Python's semantics. ``PlainOperations`` implements JavaScript's; the helpers themselves
are compiled with it, since they implement Python's semantics. Operands are passed lowered, with their types.
"""

from __future__ import annotations

import ast

from toolchain.compiler.context import Context
from toolchain.compiler.types import (
    BOOL, FLOAT, FUNCTION, GENERATOR, INT, NATIVE, NONE, STR, Type, is_hashable, is_number,
)
from toolchain.compiler import nodes
from toolchain.compiler.nodes import Coalesce, Delete, HasKey, becomes, call, constant, infix, is_simple, member, py
from toolchain.compiler.program import ClassDefinition

ORDERINGS = {ast.Lt: 'lt', ast.LtE: 'le', ast.Gt: 'gt', ast.GtE: 'ge'}

BITWISE = {ast.BitAnd: 'bit_and', ast.BitOr: 'bit_or', ast.BitXor: 'bit_xor'}


class Operations:
    """The part that is common to both semantics."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def compare(self, operator: ast.cmpop, left, left_type: Type, right, right_type: Type) -> ast.expr:
        """One comparison, as a JavaScript boolean."""
        if isinstance(operator, (ast.In, ast.NotIn)):
            found = self.contains(left, left_type, right, right_type)
            return found if isinstance(operator, ast.In) else py('not {}', found)
        if isinstance(operator, (ast.Is, ast.IsNot)) or NONE in (left_type, right_type):
            negative = isinstance(operator, (ast.IsNot, ast.NotEq))
            if NONE in (left_type, right_type):  # undefined counts as None, too
                return py('{} != {}' if negative else '{} == {}', left, right)
            return nodes.same(negative, left, right)
        if isinstance(operator, (ast.Eq, ast.NotEq)):
            return self.equal(isinstance(operator, ast.NotEq), left, left_type, right, right_type)
        return self.order(operator, left, left_type, right, right_type)

    def symbol(self, operator: ast.AST, left, right) -> ast.expr:
        if isinstance(operator, ast.cmpop):
            return ast.Compare(left, [operator], [right])
        return infix(left, operator, right)


class PythonOperations(Operations):
    """Python's semantics."""

    def test(self, value: ast.expr, type_: Type) -> ast.expr:
        """An expression that is truthy in JavaScript exactly when ``value`` is true in Python."""
        if type_ == FLOAT:
            return py('{} is not 0', value)
        if type_.name in ('list', 'bytes'):
            return py('{}.length', value)
        if type_.name == 'set' or type_.is_map:
            return py('{}.size', value)
        if self.is_native_truth(type_):
            return value
        return self.context.helper('truth', value)

    def is_native_truth(self, type_: Type) -> bool:
        """Whether values of this type are truthy in JavaScript exactly when they are true in Python."""
        if type_.name == 'instance':
            definition = type_.definition
            return isinstance(definition, ClassDefinition) and not (
                definition.member('__bool__') or definition.member('__len__'))
        return type_ in (BOOL, INT, STR, NONE, FUNCTION, NATIVE, GENERATOR)

    def equal(self, negative: bool, left, left_type: Type, right, right_type: Type) -> ast.expr:
        types = (left_type, right_type)
        is_strict = (
            STR in types
            or left_type == right_type and left_type in (BOOL, FUNCTION)
            or any(is_number(type_) for type_ in types) and not any(
                type_ == BOOL or type_.name == 'instance' for type_ in types))
        if is_strict:
            return nodes.same(negative, left, right)
        same = self.context.helper('eq', left, right)
        return py('not {}', same) if negative else same

    def order(self, operator, left, left_type: Type, right, right_type: Type) -> ast.expr:
        if any(is_number(type_) or type_ == STR for type_ in (left_type, right_type)):
            return self.symbol(operator, left, right)
        return self.context.helper(ORDERINGS[type(operator)], left, right)

    def contains(self, item, item_type: Type, container, container_type: Type) -> ast.expr:
        kind = container_type.name
        method = 'has' if kind == 'set' or container_type.is_map else ''
        if kind == 'str' or kind == 'list' and item_type in (INT, STR) and container_type.item == item_type:
            method = 'includes'
        if is_simple(item) or is_simple(container):  # so that the order of evaluation cannot be observed
            if method:
                return py(f'{{}}.{method}({{}})', container, item)
            if kind == 'dict':
                return self.context.helper('has_key', container, item)
        return self.context.helper('contains', item, container)

    def binary(self, operator: ast.operator, left, left_type: Type, right, right_type: Type) -> ast.expr:
        numbers = is_number(left_type) and is_number(right_type)
        some_number = is_number(left_type) or is_number(right_type)
        helper = self.context.helper
        if isinstance(operator, ast.Add):
            if some_number or STR in (left_type, right_type):
                return self.symbol(operator, left, right)
            return helper('add', left, right)
        if isinstance(operator, ast.Sub):
            return self.symbol(operator, left, right) if some_number else helper('sub', left, right)
        if isinstance(operator, ast.Mult):
            if left_type == STR and right_type == INT:
                return py('{}.repeat(Math.max(0, {}))', left, right)
            return self.symbol(operator, left, right) if numbers else helper('mul', left, right)
        if isinstance(operator, ast.FloorDiv):
            return helper('floor_div', left, right) if right_type == FLOAT else py('{} // {}', left, right)
        if isinstance(operator, ast.Mod):
            return helper('mod' if is_number(left_type) else 'mod_any', left, right)
        if type(operator) in BITWISE:
            return helper(BITWISE[type(operator)], left, right)
        if isinstance(operator, ast.LShift):
            return py('{} * 2 ** {}', left, right)
        if isinstance(operator, ast.RShift):
            return py('{} // 2 ** {}', left, right)
        return self.symbol(operator, left, right)  # / and **

    def augmented(self, operator: ast.operator, left, left_type: Type, right, right_type: Type) -> ast.expr:
        """The new value of ``left`` in ``left += right``; lists, sets and dicts are also changed in place."""
        in_place = left_type.name in ('list', 'set', 'dict', 'unknown')
        is_list = left_type.name == 'list'
        if isinstance(operator, ast.Add) and in_place and (is_list or not is_number(right_type)):
            return self.context.helper('add_in_place', left, right)
        if isinstance(operator, ast.Mult) and in_place and not (is_number(left_type) or left_type == STR):
            return self.context.helper('mul_in_place', left, right)
        if type(operator) in BITWISE and in_place:
            return self.context.helper(f'{BITWISE[type(operator)]}_in_place', left, right)
        if isinstance(operator, ast.Sub) and in_place and not is_number(right_type):
            return self.context.helper('sub_in_place', left, right)
        return self.binary(operator, left, left_type, right, right_type)

    def invert(self, operand) -> ast.expr:
        return py('-1 - {}', operand)

    def item(self, container, container_type: Type, key, is_from_front: bool) -> ast.expr:
        """``container[key]``; ``is_from_front`` if the key is certainly a nonnegative integer."""
        if container_type == NATIVE or container_type.name == 'bytes' and is_from_front:
            return nodes.item(container, key)
        general = self.context.helper(_special(container_type, 'item'), container, key)
        if is_from_front and container_type.name in ('list', 'str') and is_simple(container) and is_simple(key):
            return infix(nodes.item(container, key), Coalesce(), general)  # the helper tells None from no item
        return general

    def store_item(self, container, container_type: Type, key, key_type: Type, value, is_from_front: bool) -> ast.expr:
        if container_type == NATIVE or container_type.name == 'bytes' and is_from_front:
            return becomes(nodes.item(container, key), value)
        if container_type.is_map and is_hashable(key_type):
            return py('{}.set({}, {})', container, key, value)
        return self.context.helper(_special(container_type, 'store_item'), container, key, value)

    def delete_item(self, container, container_type: Type, key) -> ast.expr:
        return self.context.helper(_special(container_type, 'delete_item'), container, key)

    def slice(self, container, container_type: Type, low, high, high_type: Type, step) -> ast.expr:
        if step is None and container_type.name in ('str', 'list', 'bytes', 'native'):
            # The browser's slice() handles negative bounds as Python does, but treats a None as zero.
            if high is None:
                return py('{}.slice({})', container, low or constant(0))
            if is_number(high_type):
                return py('{}.slice({}, {})', container, low or constant(0), high)
        bounds = [low, high, step]
        while bounds and bounds[-1] is None:
            bounds.pop()
        return self.context.helper('slice', container, *[bound or constant(None) for bound in bounds])

    def iterable(self, value, type_: Type) -> ast.expr:
        """An iterable for ``for … of`` with the items that Python would iterate over: the keys of a dict."""
        if type_.name in ('list', 'str', 'set', 'bytes', 'native', 'generator'):
            return value
        if type_.is_map:
            return py('{}.keys()', value)
        return self.context.helper('iterate', value)

    def unpacked(self, value, type_: Type, count: int, star: int | None) -> ast.expr:
        """An array of the items of ``value``, as many as there are targets."""
        if star is None:
            return self.context.helper('unpack', value, constant(count))
        return self.context.helper('unpack_star', value, constant(star), constant(count - star - 1))

    def text(self, value, type_: Type) -> ast.expr:
        if type_ == STR:
            return value
        if type_ == INT:
            return py('String({})', value)
        return self.context.helper('str', value, family='builtins')


def _special(type_: Type, operation: str) -> str:
    """The helper for a container of a known type, which has less code than the general one."""
    prefix = {'dict': 'dict_', 'list': 'sequence_', 'str': 'sequence_', 'bytes': 'sequence_'}.get(type_.name, '')
    return prefix + operation


class PlainOperations(Operations):
    """JavaScript's semantics, in Python syntax."""

    def test(self, value: ast.expr, type_: Type) -> ast.expr:
        return value

    def is_native_truth(self, type_: Type) -> bool:
        return True

    def equal(self, negative: bool, left, left_type: Type, right, right_type: Type) -> ast.expr:
        return nodes.same(negative, left, right)

    def order(self, operator, left, left_type: Type, right, right_type: Type) -> ast.expr:
        return self.symbol(operator, left, right)

    def contains(self, item, item_type: Type, container, container_type: Type) -> ast.expr:
        return infix(item, HasKey(), container)

    def binary(self, operator: ast.operator, left, left_type: Type, right, right_type: Type) -> ast.expr:
        if isinstance(operator, ast.FloorDiv):
            return py('{} // {}', left, right)
        return self.symbol(operator, left, right)

    augmented = binary

    def invert(self, operand) -> ast.expr:
        return py('~{}', operand)

    def item(self, container, container_type: Type, key, is_from_front: bool) -> ast.expr:
        return nodes.item(container, key)

    def store_item(self, container, container_type: Type, key, key_type: Type, value, is_from_front: bool) -> ast.expr:
        return becomes(nodes.item(container, key), value)

    def delete_item(self, container, container_type: Type, key) -> ast.expr:
        return ast.UnaryOp(Delete(), nodes.item(container, key))

    def slice(self, container, container_type: Type, low, high, high_type: Type, step) -> ast.expr:
        return call(member(container, 'slice'), low or constant(0), *([high] if high else []))

    def iterable(self, value, type_: Type) -> ast.expr:
        return value

    def unpacked(self, value, type_: Type, count: int, star: int | None) -> ast.expr:
        return value

    def text(self, value, type_: Type) -> ast.expr:
        return value
