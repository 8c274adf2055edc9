"""Lowering of expressions, but for calls."""

from __future__ import annotations

import ast
import json
import math

from toolchain.compiler import nodes
from toolchain.compiler.context import BUILTINS, ERRORS, Context, Frame
from toolchain.compiler.dialect import REFUSED_NAMES
from toolchain.compiler.kinds import INT, NONE, STR, is_record
from toolchain.compiler.nodes import attribute_name, is_simple, js, name
from toolchain.compiler.operations import Operations
from toolchain.compiler.program import (
    BrowserDefinition, ClassDefinition, IntrinsicDefinition, ModuleDefinition, TypingDefinition,
)
from toolchain.compiler.scopes import FUNCTIONS

# Python's exceptions that are the browser's own under the same or another name.
NATIVE_ERRORS = {
    'Exception': 'Error', 'BaseException': 'Error', 'TypeError': 'TypeError', 'AttributeError': 'TypeError',
    'NameError': 'ReferenceError', 'RecursionError': 'RangeError', 'SyntaxError': 'SyntaxError',
}


class Expressions:
    def __init__(self, context: Context, operations: Operations) -> None:
        self.context = context
        self.kinds = context.kinds
        self.operations = operations
        # Set by lowering, which makes all parts: they call one another.
        self.calls = None
        self.statements = None

    def lower(self, node: ast.expr) -> ast.expr:
        return getattr(self, f'_lower_{type(node).__name__}')(node)

    def lower_all(self, every) -> list[ast.expr]:
        return [self.lower(node) for node in every]

    def test(self, node: ast.expr) -> ast.expr:
        """An expression whose JavaScript truth is ``node``'s truth in Python, for conditions alone."""
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return js('!{}', self.test(node.operand))
        if isinstance(node, ast.BoolOp):
            operator = ' && ' if isinstance(node.op, ast.And) else ' || '
            return js(operator.join('{}' for _ in node.values), *[self.test(value) for value in node.values])
        return self.operations.test(self.lower(node), self.kinds.of(node))

    # Names and constants

    def _lower_Constant(self, node: ast.Constant) -> ast.expr:
        value = node.value
        if isinstance(value, str):
            return nodes.Js([json.dumps(value)], atomic=True)
        if isinstance(value, bool) or value is None:
            return js({True: 'true', False: 'false', None: 'null'}[value], atomic=True)
        if isinstance(value, bytes):
            return js(f'new Uint8Array([{", ".join(map(str, value))}])')
        if isinstance(value, float) and math.isinf(value):
            return js('Infinity', atomic=True)
        return js(f'({value!r})', atomic=True)

    def _lower_Name(self, node: ast.Name) -> ast.expr:
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
                return self.context.refuse(node, f'{node.id} is for annotations only')
            if isinstance(definition, IntrinsicDefinition):
                return self.context.refuse(node, f'{node.id} can only be called')
        if binding.scope.is_class:
            return js(f'{self.context.js_name(binding.scope.node.name)}.prototype.{node.id}', atomic=True)
        return name(self.context.js_name(node.id))

    def _builtin(self, node: ast.Name) -> ast.expr:
        if node.id in NATIVE_ERRORS:
            return name(NATIVE_ERRORS[node.id])
        if node.id in ('min', 'max', 'isinstance', 'super', 'print', 'callable'):
            return self.context.refuse(node, f'{node.id} as a value; write a lambda that calls it')
        for family in (BUILTINS, ERRORS):
            if self.context.helpers.has(family, node.id):
                return self.context.helper_name(family, node.id)
        if node.id == '__name__':
            return nodes.Js([json.dumps(self.context.module.name)], atomic=True)
        if node.id in REFUSED_NAMES:
            return self.context.refuse(node, f'{node.id}: not in the browser; {REFUSED_NAMES[node.id]}')
        return self.context.refuse(
            node, f'{node.id} is not defined; what the page has comes by `from browser import {node.id}`')

    def _lower_Attribute(self, node: ast.Attribute) -> ast.expr:
        owner = self.context.kinds.definition(node.value)
        if isinstance(owner, ModuleDefinition):
            if node.attr not in owner.target.definitions:
                return self.context.refuse(node, f'{owner.target.name} has no {node.attr!r}')
            return js(f'{{}}.{self.context.js_name(node.attr)}', self.lower(node.value), atomic=True)
        if isinstance(owner, ClassDefinition):
            member = owner.member(node.attr)
            if member and member[1].sort == 'attribute':
                return js(f'{{}}.prototype.{attribute_name(node.attr)}', self.lower(node.value), atomic=True)
        class_receiver = self.context.class_receivers.get(self.context.scopes.binding.get(node.value))
        if class_receiver is not None:
            member = class_receiver.member(node.attr)
            if member and member[1].sort == 'attribute':
                return js(f'{{}}.prototype.{attribute_name(node.attr)}', self.lower(node.value), atomic=True)
        kind = self.kinds.of(node.value)
        if kind.name == 'instance' and isinstance(node.ctx, ast.Load):
            member = kind.definition.member(node.attr)
            if member and member[1].sort == 'method':  # taken as a value, it keeps its self
                attribute = nodes.Js([json.dumps(node.attr)], atomic=True)
                return self.context.helper('method', self.lower(node.value), attribute)
            if member and member[1].sort in ('static', 'class'):
                owner_name = name(self.context.js_name(member[0].name))
                return js(f'{{}}.{attribute_name(node.attr)}', owner_name, atomic=True)
        return js(f'{{}}.{attribute_name(node.attr)}', self.lower(node.value), atomic=True)

    def _lower_Call(self, node: ast.Call) -> ast.expr:
        return self.calls.lower(node)

    def _lower_Undefined(self, node: nodes.Undefined) -> ast.expr:
        return js('undefined', atomic=True)

    # Operators

    def _lower_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        is_and = isinstance(node.op, ast.And)
        result = self.lower(node.values[-1])
        for value in reversed(node.values[:-1]):
            kind = self.kinds.of(value)
            operand = self.lower(value)
            if self.operations.is_native_truth(kind):
                result = js('{} && {}' if is_and else '{} || {}', operand, result)
                continue
            if is_simple(operand):
                tested, again = self.operations.test(operand, kind), operand
            else:
                again = self.context.temporary()
                tested = self.operations.test(js('{} = {}', again, operand), kind)
            result = js('{} ? {} : {}', tested, *((result, again) if is_and else (again, result)))
        return result

    def _lower_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        if isinstance(node.op, ast.Not):
            return js('!{}', self.test(node.operand))
        operand = self.lower(node.operand)
        if isinstance(node.op, ast.Invert):
            return self.operations.invert(operand)
        return js('-{}' if isinstance(node.op, ast.USub) else '+{}', operand)

    def _lower_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, ast.Mod) and self.kinds.of(node.left) == STR:
            return self.context.refuse(node, 'formatting with `%`; write an f-string')
        left, right = self.lower(node.left), self.lower(node.right)
        return self.operations.binary(node.op, left, self.kinds.of(node.left), right, self.kinds.of(node.right))

    def _lower_Compare(self, node: ast.Compare) -> ast.expr:
        if len(node.ops) == 1:
            choice = self._membership(node)
            if choice is not None:
                return choice
        comparisons = []
        left, left_node = self.lower(node.left), node.left
        for index, (operator, right_node) in enumerate(zip(node.ops, node.comparators)):
            right = self.lower(right_node)
            is_last = index == len(node.ops) - 1
            if not is_last and not is_simple(right):  # evaluated once, compared twice
                held = self.context.temporary()
                right, again = js('{} = {}', held, right), held
            else:
                again = right
            comparisons.append(self.operations.compare(
                operator, left, self.kinds.of(left_node), right, self.kinds.of(right_node)))
            left, left_node = again, right_node
        if len(comparisons) == 1:
            return comparisons[0]
        return js(' && '.join('{}' for _ in comparisons), *comparisons)

    def _membership(self, node: ast.Compare) -> ast.expr | None:
        """``x in ('a', 'b')`` as comparisons, where the choices are constants."""
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
            item = js('{} = {}', held, item)
        negative = isinstance(operator, ast.NotIn)
        comparisons = []
        for choice in choices.elts:
            sign = ('!=' if negative else '==') + ('' if choice.value is None else '=')
            comparisons.append(js(f'{{}} {sign} {{}}', item if not comparisons else held, self.lower(choice)))
        return js((' && ' if negative else ' || ').join('{}' for _ in comparisons), *comparisons)

    def _lower_IfExp(self, node: ast.IfExp) -> ast.expr:
        return js('{} ? {} : {}', self.test(node.test), self.lower(node.body), self.lower(node.orelse))

    def _lower_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        return js('{} = {}', self.lower(node.target), self.lower(node.value))

    def _lower_Await(self, node: ast.Await) -> ast.expr:
        return js('await {}', self.lower(node.value))

    def _lower_Yield(self, node: ast.Yield) -> ast.expr:
        return js('yield {}', self.lower(node.value)) if node.value else js('yield')

    def _lower_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        return js('yield* {}', self.iterable(node.value))

    # Items and slices

    def _lower_Subscript(self, node: ast.Subscript) -> ast.expr:
        container, kind = self.lower(node.value), self.kinds.of(node.value)
        if isinstance(node.slice, ast.Slice):
            low, high, step = self.slice_bounds(node.slice)
            high_kind = self.kinds.of(node.slice.upper) if node.slice.upper else NONE
            return self.operations.slice(container, kind, low, high, high_kind, step)
        return self.operations.item(container, kind, self.lower(node.slice), self.is_from_front(node.slice))

    def slice_bounds(self, node: ast.Slice) -> list[ast.expr | None]:
        return [bound and self.lower(bound) for bound in (node.lower, node.upper, node.step)]

    def is_from_front(self, node: ast.expr, supposed: frozenset = frozenset()) -> bool:
        """Whether an index is surely an integer that is not negative."""
        if isinstance(node, ast.Constant):
            return isinstance(node.value, int) and node.value >= 0
        if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.Add, ast.Mult, ast.FloorDiv, ast.RShift)):
            return self.is_from_front(node.left, supposed) and self.is_from_front(node.right, supposed)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and self.kinds.is_builtin(node.func):
            return node.func.id in ('len', 'ord')
        binding = self.context.scopes.binding.get(node) if isinstance(node, ast.Name) else None
        if binding is None or binding.is_parameter or not binding.values:
            return False
        if binding in supposed:
            return True
        supposed |= {binding}
        return all(self._stores_from_front(sort, value, supposed) for sort, value in binding.values)

    def _stores_from_front(self, sort: str, value, supposed: frozenset) -> bool:
        if sort == 'is':
            return self.is_from_front(value, supposed)
        if sort == 'augmented':
            return isinstance(value.op, (ast.Add, ast.Mult, ast.FloorDiv)) and self.is_from_front(value.value, supposed)
        if sort == 'element 0':
            sort, value = value
            return sort == 'item' and self._is_call(value, 'enumerate') and len(value.args) == 1
        if sort == 'item' and self._is_call(value, 'range'):
            start = value.args[0] if len(value.args) > 1 else ast.Constant(0)
            step = value.args[2] if len(value.args) > 2 else ast.Constant(1)
            return self.is_from_front(start, supposed) and self.is_from_front(step, supposed)
        return False

    def _is_call(self, node, builtin: str) -> bool:
        return (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == builtin
                and self.kinds.is_builtin(node.func))

    # Displays

    def iterable(self, node: ast.expr) -> ast.expr:
        return self.operations.iterable(self.lower(node), self.kinds.of(node))

    def spread(self, every: list[ast.expr]) -> ast.expr:
        """The inside of an array, or of a call's parentheses: stars become spreads."""
        operands = [self.iterable(node.value) if isinstance(node, ast.Starred) else self.lower(node) for node in every]
        template = ', '.join('...{}' if isinstance(node, ast.Starred) else '{}' for node in every)
        return js(template, *operands, atomic=True)

    def _lower_List(self, node) -> ast.expr:
        return js('[{}]', self.spread(node.elts), atomic=True) if node.elts else js('[]', atomic=True)

    _lower_Tuple = _lower_List

    def _lower_Set(self, node: ast.Set) -> ast.expr:
        return js('new Set([{}])', self.spread(node.elts))

    def _lower_Dict(self, node: ast.Dict) -> ast.expr:
        """A record, which is what the browser calls an object, where all keys are names; a Map otherwise."""
        if self.context.module.is_plain:
            return self._object(node)
        if any(key is None for key in node.keys):
            return self._merged(node)
        if is_record(node):
            return self._object(node)
        pairs = [js('[{}, {}]', self.lower(key), self.lower(value)) for key, value in zip(node.keys, node.values)]
        if not pairs:
            return js('new Map()')
        return js('new Map([' + ', '.join('{}' for _ in pairs) + '])', *pairs)

    def _object(self, node: ast.Dict) -> ast.expr:
        parts: list = ['{']
        for key, value in zip(node.keys, node.values):
            parts += [f'{json.dumps(key.value)}: ', self.lower(value), ', ']
        return nodes.Js([*parts, '}'])

    def _merged(self, node: ast.Dict) -> ast.expr:
        """``{**a, 'b': 1}``: dicts one after the other."""
        parts, pending = [], ([], [])
        for key, value in zip(node.keys, node.values):
            if key is None:
                if pending[0]:
                    parts.append(self._lower_Dict(ast.Dict(*pending)))
                    pending = ([], [])
                parts.append(self.lower(value))
            else:
                pending[0].append(key)
                pending[1].append(value)
        if pending[0]:
            parts.append(self._lower_Dict(ast.Dict(*pending)))
        return self.context.helper('merge', *parts)

    def _lower_Starred(self, node: ast.Starred) -> ast.expr:
        return self.context.refuse(node, 'a star here; it belongs into a list, a call or an assignment')

    # Text

    def _lower_JoinedStr(self, node: ast.JoinedStr) -> ast.expr:
        pieces, operands = [], []
        for value in node.values:
            if isinstance(value, ast.Constant):
                pieces.append(_template_text(value.value))
            else:
                pieces.append('${' + '{}' + '}')
                operands.append(self._formatted(value))
        return js('`' + ''.join(pieces) + '`', *operands, atomic=True)

    def _formatted(self, node: ast.FormattedValue) -> ast.expr:
        value, kind = self.lower(node.value), self.kinds.of(node.value)
        if node.conversion in (ord('r'), ord('a')):
            value, kind = self.context.helper('repr', value, family=BUILTINS), STR
        elif node.conversion == ord('s'):
            value, kind = self.operations.text(value, kind), STR
        if node.format_spec is None:
            return value if kind == INT else self.operations.text(value, kind)
        if len(node.format_spec.values) == 1 and isinstance(node.format_spec.values[0], ast.Constant):
            spec = node.format_spec.values[0].value
            if spec.startswith('.') and spec.endswith('f') and spec[1:-1].isdigit():
                return self.context.helper('fixed', value, name(spec[1:-1]))
        return self.context.helper('format', value, self._lower_JoinedStr(node.format_spec), family=BUILTINS)

    # Functions and comprehensions

    def _lower_Lambda(self, node: ast.Lambda) -> ast.expr:
        return self.statements.function(node)

    def _lower_ListComp(self, node: ast.ListComp) -> ast.expr:
        return self._collected(node, js('[]', atomic=True), lambda result: js(
            '{}.push({})', result, self.lower(node.elt)))

    def _lower_SetComp(self, node: ast.SetComp) -> ast.expr:
        return self._collected(node, js('new Set()'), lambda result: js('{}.add({})', result, self.lower(node.elt)))

    def _lower_DictComp(self, node: ast.DictComp) -> ast.expr:
        return self._collected(node, js('new Map()'), lambda result: js(
            '{}.set({}, {})', result, self.lower(node.key), self.lower(node.value)))

    def _collected(self, node, empty: ast.expr, add) -> ast.expr:
        """A function called at once, that fills a container and returns it."""
        result = name(self.context.fresh())
        self.context.frames.append(Frame())
        loops = self._loops(node.generators, lambda: ast.Expr(add(result)), node)
        body = [nodes.Let(result, empty), *loops, ast.Return(result)]
        return self._called(node, body)

    def _lower_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        first = node.generators[0]
        source = name(self.context.fresh())
        iterable = self.iterable(first.iter)  # evaluated at once, as Python does; the rest as it is asked for
        self.context.frames.append(Frame())
        loops = self._loops(node.generators, lambda: ast.Expr(js('yield {}', self.lower(node.elt))), node, source)
        return self._called(node, loops, (source, iterable))

    def _called(self, node, body: list, source: tuple | None = None) -> ast.expr:
        """The comprehension's own function, called; a generator takes its first iterable as an argument."""
        frame = self.context.frames.pop()
        hoisted = [self.context.js_name(binding.name) for binding in self.context.scopes.of[node].bindings.values()
                   if not binding.is_let and binding.stores]
        declared = [nodes.Var([*hoisted, *frame.temporaries])] if hoisted or frame.temporaries else []
        is_async = any(generator.is_async for generator in node.generators) or contains_await(node)
        if source is not None:
            arrow = nodes.Arrow(nodes.Params([(source[0], None)]), [*declared, *body], is_async, is_generator=True)
            return js('{}({})', arrow, source[1], atomic=True)
        call = js('{}()', nodes.Arrow(nodes.Params([]), [*declared, *body], is_async), atomic=True)
        return js('await {}', call) if is_async else call

    def _loops(self, generators: list[ast.comprehension], innermost, node, source=None) -> list[ast.stmt]:
        """The nested loops of a comprehension; ``source`` stands for the first iterable where it is at hand."""
        def build(index: int) -> list[ast.stmt]:
            if index == len(generators):
                return [innermost()]
            generator = generators[index]

            def inside() -> list[ast.stmt]:
                # Lowered after the loop's target, whose variable the conditions see.
                conditions = [self.test(condition) for condition in generator.ifs]
                inner = build(index + 1)
                for condition in reversed(conditions):
                    inner = [ast.If(condition, inner, [])]
                return inner

            loop = ast.AsyncFor if generator.is_async else ast.For
            statement = ast.copy_location(loop(generator.target, generator.iter, [], []), node)
            return self.statements.loop(statement, inside, source if index == 0 else None)

        return build(0)


def contains_await(node: ast.AST) -> bool:
    """Whether evaluating ``node`` awaits, outside of functions within."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Await) or not isinstance(child, (*FUNCTIONS, ast.Lambda)) and contains_await(child):
            return True
    return False


def _template_text(text: str) -> str:
    """Text as it stands between backquotes; never ``{}``, which marks operands."""
    escaped = json.dumps(text)[1:-1].replace('\\"', '"').replace('`', '\\`').replace('${', '\\${')
    return escaped.replace('{}', '{\\u007d')
