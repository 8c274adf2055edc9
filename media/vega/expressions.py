"""Evaluates Vega's expressions from their syntax trees without eval.

Each tree is compiled to a function once; rare operators and functions are left to vega-interpreter. No expression
gets a function, an element, a window or the View as a value, so it can only call and access what Vega provides.
"""

from browser import (
    Math, NaN, Number, Object, RangeError, Reflect, RegExp, String, TypeError, typeof, undefined,
)

from media.vega import words
from media.vega.limits import count_of_times, may_hang
from media.templates import fill

DIALECT = 'plain'

# The maximum number of values that one call may produce.
MAX_LENGTH = 1000000

_CHECKED = ['pad', 'regexp', 'sequence', 'test', 'timeSequence', 'utcSequence']

_EVENT_FUNCTIONS = ['view', 'item', 'group', 'xy', 'x', 'y']

_OPERATORS = {
    '+': lambda a, b: a + b, '-': lambda a, b: a - b, '*': lambda a, b: a * b, '/': lambda a, b: a / b,
    '<': lambda a, b: a < b, '<=': lambda a, b: a <= b, '>': lambda a, b: a > b, '>=': lambda a, b: a >= b,
    '===': lambda a, b: a == b, '!==': lambda a, b: a != b,
}


def evaluator(interpreter):
    """Return the option ``expr`` of a View. ``interpreter`` is the one of vega-interpreter."""

    def build(node):
        """Compile a tree to a function of ``{fn, params, datum, event, item}``."""
        kind = node.type
        if kind == 'Literal':
            return _literal(node)
        if kind == 'Identifier':
            return _identifier(node.name)
        if kind == 'MemberExpression':
            owner = build(node.object)
            if not node.computed:
                name = node.property.name
                return lambda scope: _member(owner(scope), name)
            key = build(node.property)
            return lambda scope: _member(owner(scope), key(scope))
        if kind == 'CallExpression':
            return call(node)
        if kind == 'ArrayExpression':
            parts = node.elements.map(build)
            return lambda scope: parts.map(lambda part: part(scope))
        if kind == 'BinaryExpression':
            left = build(node.left)
            right = build(node.right)
            operator = _own(_OPERATORS, node.operator) or rare(node, 'left', 'right')
            return lambda scope: operator(left(scope), right(scope))
        if kind == 'UnaryExpression':
            operand = build(node.argument)
            if node.operator == '!':
                return lambda scope: not operand(scope)
            if node.operator == '-':
                return lambda scope: -operand(scope)
            operator = rare(node, 'argument', 'argument')
            return lambda scope: operator(operand(scope))
        if kind == 'ConditionalExpression':
            return _conditional([node.test, node.consequent, node.alternate].map(build))
        if kind == 'LogicalExpression':
            left = build(node.left)
            right = build(node.right)
            if node.operator == '&&':
                return lambda scope: left(scope) and right(scope)
            return lambda scope: left(scope) or right(scope)
        if kind == 'ObjectExpression':
            return record(node.properties)
        raise TypeError(kind)

    def rare(node, first, second):
        """Return an operator that is evaluated by vega-interpreter."""
        def operate(a, b):
            given = Object.assign({}, node)
            given[second] = {'type': 'Literal', 'value': b}
            given[first] = {'type': 'Literal', 'value': a}
            return interpreter.operator({'functions': {}}, {'ast': given})({})
        return operate

    def call(node):
        name = node.callee.name
        name = name.slice(1) if name[0] == '_' else name
        given = node.arguments.map(build)
        if name == 'if':
            return _conditional(given)
        if _EVENT_FUNCTIONS.includes(name):
            return lambda scope: _guarded(scope.event.vega[name](*given.map(lambda each: each(scope))))
        fast = _own(Math, name)
        is_checked = _CHECKED.includes(name)

        def apply(scope):
            values = given.map(lambda each: each(scope))
            if is_checked:
                _check(name, values)
            function = scope.fn[name]
            if function:
                return _guarded(Reflect.apply(function, scope.fn, values))
            if fast:
                return fast(*values)
            literals = values.map(lambda value: {'type': 'Literal', 'value': value})
            tree = {'type': 'CallExpression', 'callee': {'name': name}, 'arguments': literals}
            return interpreter.operator({'functions': {}}, {'ast': tree})({})

        return apply

    def record(properties):
        names = properties.map(lambda each: each.key.name if each.key.type == 'Identifier' else String(each.key.value))
        values = properties.map(lambda each: build(each.value))

        def make(scope):
            made = {}
            for index in range(names.length):
                # Skip names such as toString, which browsers would call.
                if not Reflect.has(Object.prototype, names[index]):
                    made[names[index]] = values[index](scope)
            return made

        return make

    def operator(context, expression):
        run = build(expression.ast)
        return lambda params: run({'fn': context.functions, 'params': params})

    def parameter(context, expression):
        run = build(expression.ast)
        return lambda datum, params: run({'fn': context.functions, 'params': params, 'datum': datum})

    def event(context, expression):
        run = build(expression.ast)
        return lambda event: run({'fn': context.functions, 'params': {}, 'event': event})

    def handler(context, expression):
        run = build(expression.ast)
        return lambda params, event: run({
            'fn': context.functions, 'params': params, 'event': event, 'datum': event.item and event.item.datum})

    def encode(context, encoding):
        names = Object.keys(encoding.channels)
        runs = names.map(lambda name: build(encoding.channels[name].ast))
        is_spatial = encoding.marktype != 'rule'
        swaps = ['group', 'image', 'rect'].includes(encoding.marktype)

        def apply(item, params):
            scope = {'fn': context.functions, 'params': params, 'datum': item.datum, 'item': item}
            is_changed = 0
            for index in range(names.length):
                value = runs[index](scope)
                if item[names[index]] != value:
                    item[names[index]] = value
                    is_changed = 1
            if is_spatial:
                _arrange(item, encoding.channels, swaps)
            return is_changed

        return apply

    return {'operator': operator, 'parameter': parameter, 'event': event, 'handler': handler, 'encode': encode}


def _own(table, name):
    return table[name] if Object.hasOwn(table, name) and typeof(table[name]) == 'function' else None


def _literal(node):
    value = node.value
    if node.regex:
        _check('regexp', [node.regex.pattern])
        return lambda scope: RegExp(node.regex.pattern, node.regex.flags)
    return lambda scope: value


def _identifier(name):
    if name == 'datum':
        return lambda scope: scope.datum
    if name == 'event':
        return lambda scope: scope.event
    if name == 'item':
        return lambda scope: scope.item
    constant = NaN if name == 'NaN' else Math[name] if typeof(Math[name]) == 'number' else (
        Number[name] if name == 'MIN_VALUE' or name == 'MAX_VALUE' else undefined)
    if typeof(constant) == 'number':
        return lambda scope: constant
    signal = '$' + name
    return lambda scope: scope.params[signal]


def _conditional(parts):
    test, consequent, alternate = parts
    return lambda scope: consequent(scope) if test(scope) else alternate(scope)


def _member(owner, key):
    return undefined if key == '__proto__' else _guarded(owner[key])


def _guarded(value):
    """Return a value, or undefined if it is a function, an event target or part of a View."""
    kind = typeof(value)
    if kind == 'function' or kind == 'object' and value and (
            typeof(value.addEventListener) == 'function' or typeof(value.fork) == 'function'):
        return undefined
    return value


def _check(name, values):
    """Raise a RangeError if a call would keep the page busy."""
    length = 0
    if name == 'sequence':
        start, stop, step = values if values.length > 1 else [0, values[0]]
        length = (stop - start) / (step or 1)
    if name == 'timeSequence' or name == 'utcSequence':
        length = count_of_times(values[1], values[2], values[0], values[3])
    if name == 'pad':
        length = values[1]
    if Math.abs(length) > MAX_LENGTH:
        raise RangeError(fill(words.TOO_MANY_VALUES, name, MAX_LENGTH))
    if (name == 'regexp' or name == 'test') and may_hang(values[0].source or values[0]):
        raise RangeError(words.NESTED_REPETITION)


def _arrange(item, channels, swaps):
    """Set the position and size of an item from combinations of channels, as Vega does."""
    if channels.x2:
        if channels.x:
            if swaps and item.x > item.x2:
                start = item.x
                item.x = item.x2
                item.x2 = start
            item.width = item.x2 - item.x
        else:
            item.x = item.x2 - (item.width or 0)
    if channels.xc:
        item.x = item.xc - (item.width or 0) / 2
    if channels.y2:
        if channels.y:
            if swaps and item.y > item.y2:
                start = item.y
                item.y = item.y2
                item.y2 = start
            item.height = item.y2 - item.y
        else:
            item.y = item.y2 - (item.height or 0)
    if channels.yc:
        item.y = item.yc - (item.height or 0) / 2
