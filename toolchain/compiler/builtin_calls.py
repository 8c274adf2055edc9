"""Lowering of calls of Python's builtin functions that need no helper, or need one only in some cases."""

from __future__ import annotations

import ast

from toolchain.compiler.context import BUILTINS, ERRORS
from toolchain.compiler.expressions import NATIVE_ERRORS
from toolchain.compiler.types import INT, is_number
from toolchain.compiler.nodes import becomes, call, chain, instance_of, is_simple, member, name, new, py
from toolchain.compiler.passes import Lowering


# JavaScript tests for the types in isinstance(). In JavaScript, a float with a whole value counts as an int.
TYPE_TESTS = {
    'str': "__typeof__({}) is 'string'",
    'bool': "__typeof__({}) is 'boolean'",
    'float': "__typeof__({}) is 'number'",
    'list': 'Array.isArray({})',
    'tuple': 'Array.isArray({})',
}

# The browser's classes that represent Python's.
TYPE_CLASSES = {'bytes': 'Uint8Array', 'bytearray': 'Uint8Array', 'set': 'Set', 'frozenset': 'Set'}


class BuiltinCalls(Lowering):
    """``_builtin_NAME`` lowers a call of NAME, or returns None to use the helper of that name."""

    def builtin(self, node: ast.Call, builtin: str) -> ast.expr:
        special = getattr(self, f'_builtin_{builtin}', None)
        if special is not None:
            lowered = special(node)
            if lowered is not None:
                return lowered
        if builtin in NATIVE_ERRORS or self.context.helpers.has(ERRORS, builtin):
            if len(node.args) > 1 and not self.context.module.is_plain:
                return self.context.error(node, f'{builtin}() with several arguments; it has a single message')
            function = self.expressions.lower(node.func)
            return self.context.calls.construct(function, node, None, f'{builtin}()')
        if self.context.helpers.has(BUILTINS, builtin):
            return self._helper(node, builtin)
        return self.expressions.lower(node.func)  # which reports the error, with the reason

    def _helper(self, node: ast.Call, builtin: str) -> ast.expr:
        signature = self.context.helpers.signature(BUILTINS, builtin)
        return self.context.calls.call(self.context.helper_name(BUILTINS, builtin), node, signature, f'{builtin}()')

    def _single(self, node: ast.Call) -> ast.expr | None:
        """The argument of a call with exactly one argument; None otherwise."""
        is_single = len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred)
        return node.args[0] if is_single else None

    def _builtin_print(self, node: ast.Call) -> ast.expr:
        if node.keywords:
            return self.context.error(node, 'print() writes one line to the console; it takes no keyword arguments')
        return call(member(name('console'), 'log'), *self.expressions.spread(node.args))

    def _builtin_len(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        if value is None:
            return None
        type_ = self.types.of(value)
        if self.context.module.is_plain or type_.name in ('str', 'list', 'bytes', 'native'):
            return py('{}.length', self.expressions.lower(value))
        if type_.name == 'set' or type_.is_map:
            return py('{}.size', self.expressions.lower(value))
        return None

    def _builtin_bool(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        return py('not not {}', self.expressions.test(value)) if value is not None else None

    def _builtin_str(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        if value is None:
            return None
        if self.context.module.is_plain:
            return py('String({})', self.expressions.lower(value))
        return self.operations.text(self.expressions.lower(value), self.types.of(value))

    def _builtin_int(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        if value is not None and (self.context.module.is_plain or self.types.of(value) == INT):
            return py('Math.trunc({})', self.expressions.lower(value))
        return None

    def _builtin_float(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        if value is not None and is_number(self.types.of(value)):
            return self.expressions.lower(value)
        return None

    def _builtin_abs(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        return py('Math.abs({})', self.expressions.lower(value)) if value is not None else None

    def _extreme(self, node: ast.Call, function: str) -> ast.expr | None:
        is_several = len(node.args) > 1 or any(isinstance(item, ast.Starred) for item in node.args)
        if not is_several:
            return None
        are_integers = all(self.types.of(item) == INT for item in node.args) and not node.keywords
        if are_integers or self.context.module.is_plain:
            return call(member(name('Math'), function), *self.expressions.spread(node.args))
        if all(is_number(self.types.of(item)) for item in node.args) and not node.keywords:
            result, *others = [self.expressions.lower(item) for item in node.args]
            for other in others:
                result = self.context.helper('smaller' if function == 'min' else 'larger', result, other)
            return result
        gathered = ast.Call(node.func, [ast.copy_location(ast.List(node.args, ast.Load()), node)], node.keywords)
        return self._helper(gathered, function)

    def _builtin_min(self, node: ast.Call) -> ast.expr | None:
        return self._extreme(node, 'min')

    def _builtin_max(self, node: ast.Call) -> ast.expr | None:
        return self._extreme(node, 'max')

    def _builtin_bytes(self, node: ast.Call) -> ast.expr | None:
        if len(node.args) > 1 or node.keywords:
            return self.context.error(node, 'bytes() with an encoding; write text.encode()')
        return new(name('Uint8Array'), *self.expressions.spread(node.args))

    _builtin_bytearray = _builtin_bytes

    def _builtin_callable(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        return py("__typeof__({}) is 'function'", self.expressions.lower(value)) if value is not None else None

    def _builtin_getattr(self, node: ast.Call) -> ast.expr | None:
        if len(node.args) == 2 and isinstance(node.args[1], ast.Constant):
            return self.context.error(node, f'getattr() without a default; write .{node.args[1].value}')
        if len(node.args) == 3 and isinstance(node.args[2], ast.Constant) and node.args[2].value is None:
            # A missing attribute is undefined, which counts as None.
            return py('{}[{}]', *self.expressions.lower_all(node.args[:2]))
        return None

    def _builtin_super(self, node: ast.Call) -> ast.expr:
        return self.context.error(node, 'super() can only be the receiver of a method')

    def _builtin_isinstance(self, node: ast.Call) -> ast.expr:
        if len(node.args) != 2 or node.keywords:
            return self.context.error(node, 'isinstance() takes a value and a class')
        value = self.expressions.lower(node.args[0])
        types = list(node.args[1].elts) if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
        again = value
        if len(types) > 1 and not is_simple(value):
            again = self.context.temporary()
            value = becomes(again, value)
        named = [item.id if isinstance(item, ast.Name) and self.types.is_builtin(item) else '' for item in types]
        if 'float' in named and 'int' in named:
            # Every int except a bool is also a float in the browser, so `int` only has to add `bool`.
            types[named.index('int')] = ast.copy_location(ast.Name('bool', ast.Load()), types[named.index('int')])
        tests = [self.type_test(value if index == 0 else again, item) for index, item in enumerate(types)]
        return chain(ast.Or(), tests)

    def type_test(self, value: ast.expr, type_node: ast.expr) -> ast.expr:
        if isinstance(type_node, ast.Name) and self.types.is_builtin(type_node):
            if type_node.id in TYPE_TESTS:
                return py(TYPE_TESTS[type_node.id], value)
            if type_node.id in TYPE_CLASSES:
                return instance_of(value, name(TYPE_CLASSES[type_node.id]))
            if type_node.id in ('int', 'dict'):
                return self.context.helper(f'is_{type_node.id}', value)
        return instance_of(value, self.expressions.lower(type_node))
