"""Lowering of expressions: names, operators, items, displays and text."""

from __future__ import annotations

import ast
import math
import re

from toolchain.compiler import nodes
from toolchain.compiler.context import BUILTINS, DISPATCH, ERRORS, METHODS
from toolchain.compiler.dialect import REFUSED_NAMES
from toolchain.compiler.types import INT, NATIVE, NONE, SET, STR, UNKNOWN, Type, is_hashable
from toolchain.compiler.inference import is_record
from toolchain.compiler.nodes import Spread, array, becomes, chain, constant, is_simple, member, name, new, py
from toolchain.compiler.passes import Lowering
from toolchain.compiler.program import (
    STANDARD_MODULES, BrowserDefinition, ClassDefinition, IntrinsicDefinition, ModuleDefinition, TypingDefinition,
)


# Python's exceptions with an equivalent in the browser, of the same or another name.
NATIVE_ERRORS = {
    'Exception': 'Error', 'BaseException': 'Error', 'TypeError': 'TypeError', 'AttributeError': 'TypeError',
    'NameError': 'ReferenceError', 'RecursionError': 'RangeError', 'SyntaxError': 'SyntaxError',
}

# The names of Python's types on which methods can be accessed: `str.lower`.
TYPES = {'str', 'list', 'dict', 'set', 'bytes', 'bytearray', 'tuple', 'frozenset', 'int', 'float', 'bool', 'object'}

# Special methods of Python's types that can be used as values, and the helpers that implement them.
SPECIAL_VALUES = {'__getitem__': 'item', '__contains__': 'contained'}

# Properties of elements that reflect WAI-ARIA attributes; those that refer to elements have no plain attribute.
_ARIA = re.compile(r'aria[A-Z]\w*(?<!Element)(?<!Elements)')

# Operators that Python has for sets and for dict views.
SET_OPERATORS = (ast.BitAnd, ast.BitOr, ast.BitXor, ast.Sub)


class Expressions(Lowering):
    """Lowers each expression of the source to one JavaScript expression."""

    def lower(self, node: ast.expr) -> ast.expr:
        return self.context.lowerers[type(node).__name__](node)

    def lower_all(self, every) -> list[ast.expr]:
        return [self.lower(node) for node in every]

    def test(self, node: ast.expr) -> ast.expr:
        """An expression for use as a condition: truthy in JavaScript exactly when ``node`` is true in Python."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return py('not {}', self.test(node.operand))
        if isinstance(node, ast.BoolOp):
            return chain(node.op, [self.test(value) for value in node.values])
        return self.operations.test(self.lower(node), self.types.of(node))

    def lower_Constant(self, node: ast.Constant) -> ast.expr:
        value = node.value
        if isinstance(value, bytes):
            return new(name('Uint8Array'), array([*map(constant, value)]))
        return name('Infinity') if isinstance(value, float) and math.isinf(value) else constant(value)

    def lower_Name(self, node: ast.Name) -> ast.expr:
        binding = self.context.scopes.binding.get(node)
        if binding in self.context.receiver_names:
            return name(self.context.receiver_names[binding])
        if binding is None:
            return self._builtin(node)
        if isinstance(binding.scope.node, ast.Module):
            definition = self.context.module.definitions.get(node.id)
            if isinstance(definition, BrowserDefinition):
                return name(definition.name)
            if isinstance(definition, TypingDefinition):
                return self.context.error(node, f'{node.id} is for annotations only')
            if isinstance(definition, IntrinsicDefinition):
                return self.context.error(node, f'{node.id} can only be called')
        if binding.scope.is_class:
            return member(member(name(self.context.js_name(binding.scope.node.name)), 'prototype'), node.id)
        return name(self.context.js_name(node.id))

    def _builtin(self, node: ast.Name) -> ast.expr:
        if node.id in NATIVE_ERRORS:
            return name(NATIVE_ERRORS[node.id])
        if node.id in ('isinstance', 'super', 'callable', 'bytearray'):
            return self.context.error(node, f'{node.id} as a value; write a lambda that calls it')
        if node.id in ('min', 'max'):
            return self.context.helper_name(BUILTINS, f'{node.id}_of')
        if node.id == 'print':
            return py('console.log')
        for family in (BUILTINS, ERRORS):
            if self.context.helpers.has(family, node.id):
                return self.context.helper_name(family, node.id)
        if node.id == '__name__':
            return constant(self.context.module.name)
        if node.id in REFUSED_NAMES:
            return self.context.error(node, f'{node.id}: not in the browser; {REFUSED_NAMES[node.id]}')
        return self.context.error(
            node, f'{node.id} is not defined; what the page has comes by `from browser import {node.id}`')

    def lower_Attribute(self, node: ast.Attribute) -> ast.expr:
        owner = self.types.definition(node.value)
        if isinstance(owner, ModuleDefinition):
            if node.attr not in owner.target.definitions:
                return self.context.error(node, f'{owner.target.name} has no {node.attr!r}')
            return member(self.lower(node.value), self.context.js_name(node.attr))
        if self.is_of_class(node):  # class attributes are on the prototype, so that objects find them, too
            return member(member(self.lower(node.value), 'prototype'), node.attr)
        if self.is_of_builtin(node):
            return self._method_of_builtin(node)
        value = self._method_value(node) if isinstance(node.ctx, ast.Load) else None
        if value is not None:
            return value
        if node.attr == 'args' and self._is_caught(node.value):
            return self.context.error(node, '.args of an exception; it has a single message, str(error)')
        attribute = self.content_attribute(node)
        if attribute is not None:
            return nodes.call(member(self.lower(node.value), 'getAttribute'), constant(attribute))
        type_ = self.types.of(node.value)
        if type_.name == 'instance' and isinstance(node.ctx, ast.Load):
            found = type_.definition.member(node.attr)
            if found and found[1].kind == 'method':  # a bound method as a value
                return self.context.helper('method', self.lower(node.value), constant(node.attr))
            if found and found[1].kind in ('static', 'class'):
                return member(name(self.context.js_name(found[0].name)), node.attr)
        return member(self.lower(node.value), 'cause' if node.attr == '__cause__' else node.attr)

    def content_attribute(self, node: ast.Attribute) -> str | None:
        """The content attribute for a property such as ``role`` or ``ariaLabel`` of an element, else None.

        Firefox has had these properties only since version 119.
        """
        type_ = self.types.of(node.value)
        if type_.name == 'instance' and type_.definition.member(node.attr):
            return None
        if node.attr == 'role':
            return node.attr
        return f'aria-{node.attr[4:].lower()}' if _ARIA.fullmatch(node.attr) else None

    def _is_caught(self, node: ast.expr) -> bool:
        """Whether ``node`` is a variable that an `except` clause binds."""
        binding = self.context.scopes.binding.get(node)
        return binding is not None and any(isinstance(use.node, ast.ExceptHandler) for use in binding.stores)

    def _method_value(self, node: ast.Attribute) -> ast.expr | None:
        """A method used as a value, of a class or of one of Python's types: ``out.append``, ``table.get``."""
        if self.context.module.is_plain:
            return None
        owner = self.types.definition(node.value)
        if isinstance(owner, ClassDefinition):
            found = owner.member(node.attr)
            if found and found[1].kind in ('method', 'class'):
                if found[1].kind == 'method':
                    return self.context.helper('unbound', self.lower(node.value), constant(node.attr))
                return py('{}.bind({})', member(self.lower(node.value), node.attr), self.lower(node.value))
            return None
        type_ = self.types.of(node.value)
        if node.attr in SPECIAL_VALUES and type_.name != 'instance':
            return self.context.helper(
                'bound', self.lower(node.value), self.context.helper_name('operators', SPECIAL_VALUES[node.attr]))
        if self.context.helpers.has(METHODS, f'{type_.name}_{node.attr}'):
            callee = self.context.helper_name(METHODS, f'{type_.name}_{node.attr}')
            return self.context.helper('bound', self.lower(node.value), callee)
        return None

    def argument(self, node: ast.expr) -> ast.expr:
        """An expression used as an argument or item, where an attribute may be a method of one of Python's types."""
        if (isinstance(node, ast.Attribute) and self.types.of(node.value) == UNKNOWN
                and not self.context.module.is_plain and self.context.helpers.is_method(node.attr)
                and self.types.definition(node.value) is None):
            dispatched = self.context.helper_name(DISPATCH, node.attr)
            return self.context.helper('attribute', self.lower(node.value), constant(node.attr), dispatched)
        return self.lower(node)

    def is_of_class(self, node: ast.Attribute) -> bool:
        """Whether this is a class attribute accessed through the class: ``Counter.total``, ``cls.total``."""
        owner = self.types.definition(node.value)
        if not isinstance(owner, ClassDefinition):
            owner = self.context.class_receivers.get(self.context.scopes.binding.get(node.value))
        found = owner.member(node.attr) if owner is not None else None
        return bool(found) and found[1].kind == 'attribute'

    def is_of_builtin(self, node: ast.Attribute) -> bool:
        """Whether this is a method accessed through one of Python's types: ``str.lower``, which takes a str."""
        return (isinstance(node.value, ast.Name) and node.value.id in TYPES and self.types.is_builtin(node.value)
                and not self.context.module.is_plain)

    def _method_of_builtin(self, node: ast.Attribute) -> ast.expr:
        owner, attribute = node.value.id, node.attr
        if self.context.helpers.has(METHODS, f'{owner}_{attribute}'):
            return self.context.helper_name(METHODS, f'{owner}_{attribute}')
        instead = ('write {key: value for key in keys}' if (owner, attribute) == ('dict', 'fromkeys')
                   else 'call it on a value of that type, where it has it')
        return self.context.error(node, f'{owner}.{attribute}: not in the browser; {instead}')

    def lower_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        is_and = isinstance(node.op, ast.And)
        result = self.lower(node.values[-1])
        for value in reversed(node.values[:-1]):
            type_ = self.types.of(value)
            operand = self.lower(value)
            if self.operations.is_native_truth(type_):
                result = ast.BoolOp(node.op, [operand, result])
                continue
            if is_simple(operand):
                tested, again = self.operations.test(operand, type_), operand
            else:
                again = self.context.temporary()
                tested = self.operations.test(becomes(again, operand), type_)
            result = ast.IfExp(tested, *((result, again) if is_and else (again, result)))
        return result

    def lower_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if isinstance(node.op, ast.Not):
            return py('not {}', self.test(node.operand))
        operand = self.lower(node.operand)
        if self.types.of(node.operand).name in ('str', 'list', 'dict', 'none') and not self.context.module.is_plain:
            return self.context.error(node, f'a sign before a {self.types.of(node.operand).name}')
        if isinstance(node.op, ast.Invert):
            return self.operations.invert(operand)
        return ast.UnaryOp(node.op, operand)

    def lower_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.Mod) and self.types.of(node.left) == STR:
            return self.context.error(node, 'formatting with `%`; write an f-string')
        (left, left_type), (right, right_type) = (self._operand(node.op, each) for each in (node.left, node.right))
        self.check_operator(node, left_type, right_type)
        return self.operations.binary(node.op, left, left_type, right, right_type)

    def check_operator(self, node: ast.BinOp | ast.AugAssign, left: Type, right: Type) -> None:
        """Report operators that a str does not have, where the browser would convert it to a number."""
        if STR not in (left, right) or self.context.module.is_plain:
            return
        other = right if left == STR else left
        if not (isinstance(node.op, ast.Add) and other.name not in ('none', 'bool', 'list', 'dict', 'set', 'bytes')
                or isinstance(node.op, ast.Mult) and other.name in ('int', 'bool', 'float', 'unknown', 'nothing')):
            operator = type(node.op).__name__
            self.context.error(node, f'the operator {operator} of a str and {other.name}; convert one of them')

    def _operand(self, operator: ast.AST, node: ast.expr) -> tuple[ast.expr, Type]:
        """An operand and its type. The keys of a dict, and lists in a set operation, are converted to a set."""
        type_ = self.types.of(node)
        if self.context.module.is_plain:
            return self.lower(node), type_
        is_method = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and not node.args
        called = node.func.attr if is_method and self.types.of(node.func.value) != NATIVE else ''
        is_of_sets = isinstance(operator, SET_OPERATORS)
        if called == 'items' and is_of_sets:
            self.context.error(node, 'an operation of sets with items(), whose pairs are arrays; compare the keys')
        if called == 'keys' or type_.name == 'list' and is_of_sets:
            return self.context.helper('set', self.lower(node), family=BUILTINS), SET
        return self.lower(node), type_

    def lower_Compare(self, node: ast.Compare) -> ast.expr:
        if len(node.ops) == 1:
            choice = self._membership(node)
            if choice is not None:
                return choice
        comparisons = []
        left, left_type = self._operand(node.ops[0], node.left)
        for index, (operator, right_node) in enumerate(zip(node.ops, node.comparators)):
            if isinstance(operator, (ast.In, ast.NotIn)):
                right, right_type = self.lower(right_node), self.types.of(right_node)
                self.check_key(node.left, right_type)
            else:
                right, right_type = self._operand(operator, right_node)
            is_last = index == len(node.ops) - 1
            if not is_last and not is_simple(right):  # evaluated once, but used in two comparisons
                held = self.context.temporary()
                right, again = becomes(held, right), held
            else:
                again = right
            comparisons.append(self.operations.compare(
                operator, left, left_type, right, right_type))
            left, left_type = again, right_type
        return chain(ast.And(), comparisons)

    def _membership(self, node: ast.Compare) -> ast.expr | None:
        """``x in ('a', 'b')`` as comparisons, if all choices are constants."""
        operator, choices = node.ops[0], node.comparators[0]
        if not isinstance(operator, (ast.In, ast.NotIn)) or not isinstance(choices, (ast.Tuple, ast.List, ast.Set)):
            return None
        if not choices.elts or not all(
                isinstance(choice, ast.Constant) and isinstance(choice.value, (str, type(None)))
                for choice in choices.elts):
            return None
        item = self.lower(node.left)
        held = item
        if not is_simple(item):
            held = self.context.temporary()
            item = becomes(held, item)
        negative = isinstance(operator, ast.NotIn)
        comparisons = []
        for choice in choices.elts:
            sign = ('!=' if negative else '==') if choice.value is None else ('is not' if negative else 'is')
            comparisons.append(py(f'{{}} {sign} {{}}', item if not comparisons else held, self.lower(choice)))
        return chain(ast.And() if negative else ast.Or(), comparisons)

    def lower_IfExp(self, node: ast.IfExp) -> ast.expr:
        item = self._item_or_nothing(node)
        if item is not None:
            return item
        return ast.IfExp(self.test(node.test), self.lower(node.body), self.lower(node.orelse))

    def _item_or_nothing(self, node: ast.IfExp) -> ast.expr | None:
        """``x[i] if 0 <= i < len(x) else None``, or ``ord(x[i]) … else nan``, as an unchecked access in the browser."""
        code = self._is_call(node.body, 'ord') and len(node.body.args) == 1
        item = node.body.args[0] if code else node.body
        if not (isinstance(item, ast.Subscript) and isinstance(item.value, ast.Name)
                and isinstance(item.slice, (ast.Name, ast.Constant))):
            return None
        start = '' if self.is_from_front(item.slice) else '0 <= '
        if ast.unparse(node.test) != f'{start}{ast.unparse(item.slice)} < len({item.value.id})':
            return None
        type_, nothing = self.types.of(item.value), self.types.definition(node.orelse)
        operands = self.lower(item.value), self.lower(item.slice)
        is_nan = nothing is not None and (nothing.module.name, nothing.name) == (STANDARD_MODULES['math'], 'nan')
        if code and type_ == STR and is_nan:
            return py('{}.charCodeAt({})', *operands)
        if not code and type_.name in ('list', 'str', 'bytes') and self.types.of(node.orelse) == NONE:
            return py('{}[{}]', *operands)
        return None

    def lower_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        return becomes(self.lower(node.target), self.lower(node.value))

    def lower_Await(self, node: ast.Await) -> ast.expr:
        return ast.Await(self.lower(node.value))

    def lower_Yield(self, node: ast.Yield) -> ast.expr:
        return ast.Yield(self.lower(node.value) if node.value else None)

    def lower_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        return ast.YieldFrom(self.iterable(node.value))

    def lower_Subscript(self, node: ast.Subscript) -> ast.expr:
        container, type_ = self.lower(node.value), self.types.of(node.value)
        if isinstance(node.slice, ast.Slice):
            low, high, step = self.slice_bounds(node.slice)
            high_type = self.types.of(node.slice.upper) if node.slice.upper else NONE
            return self.operations.slice(container, type_, low, high, high_type, step)
        self.check_key(node.slice, type_)
        return self.operations.item(container, type_, self.lower(node.slice), self.is_from_front(node.slice))

    def check_key(self, key: ast.expr, container: Type | None = None) -> None:
        """Report a value that, by its type, cannot be a key or an item of a set."""
        type_ = self.types.of(key)
        if type_.name in ('list', 'dict', 'set', 'bytes') and (container is None or container.name in ('dict', 'set')):
            what = 'tuple or list' if type_.name == 'list' else type_.name
            self.context.error(key, f'a {what} as a key or in a set, where the browser would find only the very same '
                                    'one; use a str')

    def hashed(self, node: ast.expr) -> ast.expr:
        """A key or an item of a set, with a run-time check that it is hashable where its type does not show that."""
        self.check_key(node)
        lowered = self.lower(node)
        is_checked = self.context.module.is_plain or is_hashable(self.types.of(node))
        return lowered if is_checked else self.context.helper('hashable', lowered)

    def slice_bounds(self, node: ast.Slice) -> list[ast.expr | None]:
        return [bound and self.lower(bound) for bound in (node.lower, node.upper, node.step)]

    def is_from_front(self, node: ast.expr, supposed: frozenset = frozenset()) -> bool:
        """Whether an index is certainly a nonnegative integer."""
        if isinstance(node, ast.Constant):
            return isinstance(node.value, int) and node.value >= 0
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult, ast.FloorDiv, ast.RShift)):
            return self.is_from_front(node.left, supposed) and self.is_from_front(node.right, supposed)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and self.types.is_builtin(node.func):
            return node.func.id in ('len', 'ord')
        binding = self.context.scopes.binding.get(node) if isinstance(node, ast.Name) else None
        if binding is None or binding.is_parameter or not binding.values:
            return False
        if binding in supposed:
            return True
        supposed |= {binding}
        return all(self._stores_from_front(kind, value, supposed) for kind, value in binding.values)

    def _stores_from_front(self, kind: str, value, supposed: frozenset) -> bool:
        if kind == 'is':
            return self.is_from_front(value, supposed)
        if kind == 'augmented':
            return isinstance(value.op, (ast.Add, ast.Mult, ast.FloorDiv)) and self.is_from_front(value.value, supposed)
        if kind == 'element 0':
            kind, value = value
            return kind == 'item' and self._is_call(value, 'enumerate') and len(value.args) == 1
        if kind == 'item' and self._is_call(value, 'range'):
            start = value.args[0] if len(value.args) > 1 else ast.Constant(0)
            step = value.args[2] if len(value.args) > 2 else ast.Constant(1)
            return self.is_from_front(start, supposed) and self.is_from_front(step, supposed)
        return False

    def _is_call(self, node, builtin: str) -> bool:
        return (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == builtin
                and self.types.is_builtin(node.func))

    def iterable(self, node: ast.expr) -> ast.expr:
        return self.operations.iterable(self.lower(node), self.types.of(node))

    def spread(self, every: list[ast.expr | None]) -> list[ast.expr]:
        """The elements of an array or the arguments of a call: stars become spreads, and gaps `undefined`."""
        def lowered(node: ast.expr | None) -> ast.expr:
            if isinstance(node, ast.Starred):
                return Spread(self.iterable(node.value))
            return name('undefined') if node is None else self.argument(node)
        return [*map(lowered, every)]

    def lower_List(self, node) -> ast.expr:
        return array(self.spread(node.elts))

    lower_Tuple = lower_List

    def lower_Set(self, node: ast.Set) -> ast.expr:
        return new(name('Set'), array([
            Spread(self.iterable(item.value)) if isinstance(item, ast.Starred) else self.hashed(item)
            for item in node.elts]))

    def lower_Dict(self, node: ast.Dict) -> ast.expr:
        """A record (a plain JavaScript object) if all keys are names; a Map otherwise."""
        if self.context.module.is_plain:
            return self._object(node)
        if any(key is None for key in node.keys):
            return self._merged(node)
        if is_record(node):
            return self._object(node)
        pairs = [array([self.hashed(key), self.lower(value)]) for key, value in zip(node.keys, node.values)]
        return new(name('Map'), *([array(pairs)] if pairs else []))

    def _object(self, node: ast.Dict) -> ast.expr:
        return ast.Dict(node.keys, self.lower_all(node.values))

    def _merged(self, node: ast.Dict) -> ast.expr:
        """``{**a, 'b': 1}``: several dicts, merged in order."""
        parts, pending = [], ([], [])
        for key, value in zip(node.keys, node.values):
            if key is None:
                if pending[0]:
                    parts.append(self.lower_Dict(ast.Dict(*pending)))
                    pending = ([], [])
                parts.append(self.lower(value))
            else:
                pending[0].append(key)
                pending[1].append(value)
        if pending[0]:
            parts.append(self.lower_Dict(ast.Dict(*pending)))
        return self.context.helper('merge', *parts)

    def lower_Starred(self, node: ast.Starred) -> ast.expr:
        return self.context.error(node, 'a star here; it belongs into a list, a call or an assignment')

    def lower_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        """Text and values joined with `+`, starting with text, since the first two values might be numbers."""
        parts = [part if isinstance(part, ast.Constant) else self._formatted(part) for part in node.values]
        if not any(isinstance(part, ast.Constant) for part in node.values[:2]):
            parts = [constant(''), *parts]
        result = parts[0]
        for part in parts[1:]:
            result = ast.BinOp(result, ast.Add(), part)
        return result

    def _formatted(self, node: ast.FormattedValue) -> ast.expr:
        value, type_ = self.lower(node.value), self.types.of(node.value)
        if node.conversion in (ord('r'), ord('a')):
            value, type_ = self.context.helper('repr', value, family=BUILTINS), STR
        elif node.conversion == ord('s'):
            value, type_ = self.operations.text(value, type_), STR
        if node.format_spec is None:
            return value if type_ == INT else self.operations.text(value, type_)
        if len(node.format_spec.values) == 1 and isinstance(node.format_spec.values[0], ast.Constant):
            spec = node.format_spec.values[0].value
            if spec.startswith('.') and spec.endswith('f') and spec[1:-1].isdigit():
                return self.context.helper('fixed', value, constant(int(spec[1:-1])))
        return self.context.helper('format', value, self.lower_JoinedStr(node.format_spec), family=BUILTINS)

    def lower_Lambda(self, node: ast.Lambda) -> ast.expr:
        return self.context.definitions.function(node)
