"""Lowering of calls: functions, classes, methods of Python's types, the browser's constructors."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from string import Formatter

from toolchain.compiler.context import DISPATCH, METHODS, RECEIVERS
from toolchain.compiler.expressions import SPECIAL_VALUES
from toolchain.compiler.types import STR, UNKNOWN, Type, is_hashable
from toolchain.compiler.nodes import Spread, Void, array, becomes, call, is_simple, member, name, new, py
from toolchain.compiler.passes import Lowering
from toolchain.compiler.program import (
    STANDARD_MODULES, BrowserDefinition, ClassDefinition, Definition, FunctionDefinition, IntrinsicDefinition,
    ModuleDefinition, NpmDefinition, Signature, signature_of,
)


# Capitalized browser functions that are not called with `new`.
NOT_CONSTRUCTORS = {'Symbol', 'BigInt', 'String', 'Number', 'Boolean', 'Object'}

# Python methods with an equivalent in the browser, by type of receiver, name and number of arguments. The second string
# has one requirement per argument for the browser to behave the same: '' anything, 's' a str, 't' a constant nonempty
# str, 'h' a hashable value, 'n' a nonnegative integer, 'r' a constant str without `$`, which replaceAll interprets.
NATIVE_METHODS = {
    ('str', 'upper', 0): ('{}.toUpperCase()', ''),
    ('str', 'lower', 0): ('{}.toLowerCase()', ''),
    ('str', 'startswith', 1): ('{}.startsWith({})', 's'),
    ('str', 'endswith', 1): ('{}.endsWith({})', 's'),
    ('str', 'find', 1): ('{}.indexOf({})', 's'),
    ('str', 'find', 2): ('{}.indexOf({}, {})', 'tn'),
    ('str', 'rfind', 1): ('{}.lastIndexOf({})', 's'),
    ('str', 'replace', 2): ('{}.replaceAll({}, {})', 'sr'),
    ('str', 'ljust', 1): ('{}.padEnd({})', ''),
    ('str', 'rjust', 1): ('{}.padStart({})', ''),
    ('str', 'split', 1): ('{}.split({})', 't'),
    ('list', 'append', 1): ('{}.push({})', ''),
    ('list', 'reverse', 0): ('{}.reverse()', ''),
    ('list', 'copy', 0): ('{}.slice()', ''),
    ('set', 'add', 1): ('{}.add({})', 'h'),
    ('set', 'discard', 1): ('{}.delete({})', ''),
    ('set', 'clear', 0): ('{}.clear()', ''),
    ('map', 'get', 1): ('{}.get({})', ''),
    ('map', 'clear', 0): ('{}.clear()', ''),
    ('map', 'items', 0): ('*{}', ''),
    ('map', 'keys', 0): ('*{}.keys()', ''),
    ('map', 'values', 0): ('*{}.values()', ''),
}
# The methods above that return None in Python, but something else in the browser.
RETURN_NONE = {('list', 'append'), ('list', 'reverse'), ('set', 'add'), ('set', 'discard'), ('set', 'clear'),
               ('dict', 'clear')}

# Python's types by the names of ours: a method that only Python's type has is an error, with a suggestion from INSTEAD.
PYTHON_TYPES = {'str': str, 'list': list, 'dict': dict, 'set': set, 'bytes': bytearray}
# Names that, on a receiver of unknown type, mean a method of something else. bytearray has resize() since Python 3.14,
# and the errors must not depend on the Python version of the build.
NOT_MEANT = {'translate', 'resize'}
INSTEAD = {
    'isnumeric': 'use isdigit()', 'isascii': 'compare each ord()', 'translate': 'use replace()',
    'maketrans': 'use replace()', 'format_map': 'use an f-string', 'casefold': 'use lower()',
    'expandtabs': 'use replace()',
    'swapcase': 'write a comprehension', 'fromkeys': 'write {key: value for key in keys}',
    'append': 'bytes have a fixed size; collect ints in a list',
    'extend': 'bytes have a fixed size; collect ints in a list',
}

# Functions of the module math that are identical to those of the browser's Math.
MATH = STANDARD_MODULES['math']
REGULAR_EXPRESSIONS = STANDARD_MODULES['re']
BROWSER_MATH = {'floor', 'ceil', 'trunc', 'sqrt', 'sin', 'cos', 'tan', 'asin', 'acos', 'atan', 'atan2', 'hypot', 'exp',
                'log2', 'log10'}

# Methods that are left to the browser if the type of the receiver is unknown, since its own objects have them.
NOT_DISPATCHED = {'close'}
# Methods of the browser's objects that share the name of a Python method which has no helper.
BROWSERS_OWN = {'join', 'reverse', 'find'}
# Methods whose first argument is a key or an item of a set.
TAKE_KEY = {'get', 'pop', 'setdefault', 'add', 'discard', 'remove'}


class Calls(Lowering):
    """Calls of names, of attributes and of the results of other expressions."""

    def lower_Call(self, node: ast.Call) -> ast.expr:
        function = node.func
        if isinstance(function, ast.Name) and self.types.is_builtin(function):
            return self.context.builtin_calls.builtin(node, function.id)
        definition = self.types.definition(function)
        if definition is not None and not isinstance(definition, ModuleDefinition):
            return self._defined(node, definition)
        if isinstance(function, ast.Attribute):
            return self._method(node, function)
        binding = self.context.scopes.binding.get(function)
        if binding in self.context.class_receivers:
            return self._construct(node, self.context.class_receivers[binding], self.expressions.lower(function))
        signature = self.context.arguments.local_signature(function)
        return self.call(self.expressions.lower(function), node, signature, _described(function))

    def construct(self, function: ast.expr, node: ast.Call, signature: Signature | None, what: str) -> ast.expr:
        return new(function, *self.context.arguments.arguments(node, signature, what))

    def call(self, function: ast.expr, node: ast.Call, signature: Signature | None, what: str) -> ast.expr:
        return call(function, *self.context.arguments.arguments(node, signature, what))

    def _defined(self, node: ast.Call, definition: Definition) -> ast.expr:
        function = self.expressions.lower(node.func) if not isinstance(definition, IntrinsicDefinition) else None
        if isinstance(definition, FunctionDefinition):
            if definition.module.name == REGULAR_EXPRESSIONS and definition.name != 'escape':
                self._check_pattern(node)
            if definition.module.name == MATH and definition.name in BROWSER_MATH:
                function = py(f'Math.{definition.name}')
            return self.call(function, node, definition.signature, f'{definition.name}()')
        if isinstance(definition, ClassDefinition):
            return self._construct(node, definition, function)
        if isinstance(definition, IntrinsicDefinition):
            return call(name('import'), *self.expressions.spread(node.args))
        if isinstance(definition, (BrowserDefinition, NpmDefinition)):
            if definition.name == 'typeof' and isinstance(definition, BrowserDefinition):
                return py('__typeof__({})', self.expressions.lower(node.args[0]))
            if is_class_name(definition.name):
                return self.construct(function, node, None, f'{definition.name}()')
        return self.call(function, node, None, f'{definition.name}()')

    def _check_pattern(self, node: ast.Call) -> None:
        """Report a constant regular expression whose syntax has no counterpart in the browser."""
        pattern = node.args[0].value if node.args and isinstance(node.args[0], ast.Constant) else None
        try:
            if isinstance(pattern, str):
                self.context.helpers.translate(pattern)
        except (ValueError, IndexError) as error:
            self.context.error(node, f'{error}; use RegExp from browser')

    def _construct(self, node: ast.Call, definition: ClassDefinition, function: ast.expr) -> ast.expr:
        if self.types.is_enum(definition):
            return call(member(function, 'call_'), *self.expressions.spread(node.args))
        initializer = definition.member('__init__')
        base: Definition | None = definition
        while isinstance(base, ClassDefinition) and base.node.bases:
            base = base.base
        is_rooted_here = isinstance(base, ClassDefinition)  # no base class of the browser's or of Python's
        signature = initializer[1].signature if initializer else Signature([]) if is_rooted_here else None
        return self.construct(function, node, signature, f'{definition.name}()')

    def _method(self, node: ast.Call, function: ast.Attribute) -> ast.expr:
        owner = function.value
        if isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name) and owner.func.id == 'super':
            return self._super(node, function.attr)
        definition = self.types.definition(owner)
        if function.attr in SPECIAL_VALUES and not isinstance(definition, ClassDefinition):
            value = self.expressions.lower(function)
            if not isinstance(value, ast.Attribute):
                return call(value, *self.expressions.spread(node.args))
        if isinstance(definition, ModuleDefinition):
            if function.attr not in definition.target.definitions:
                return self.context.error(node, f'{definition.target.name} has no {function.attr!r}')
        if isinstance(definition, ClassDefinition):
            return self._class_method(node, function, definition)
        if self.expressions.is_of_builtin(function):
            helper = f'{owner.id}_{function.attr}'
            is_there = self.context.helpers.has(METHODS, helper)
            signature = self.context.helpers.signature(METHODS, helper) if is_there else None
            return self.call(self.expressions.lower(function), node, signature, f'{owner.id}.{function.attr}()')
        type_ = self.types.of(owner)
        if type_.name == 'instance' or type_.definition is not None and type_.definition.member(function.attr):
            return self._instance_method(node, function, type_.definition)
        if isinstance(self.types.definition(owner), FunctionDefinition) and function.attr == 'from_iterable':
            return self.context.error(node, 'chain.from_iterable(); write chain(*iterables)')
        if not self.context.module.is_plain:
            lowered = self._python_method(node, function, type_)
            if lowered is not None:
                return lowered
        callee = member(self.expressions.lower(owner), function.attr)
        if is_class_name(function.attr):
            return self.construct(callee, node, None, f'{function.attr}()')
        return self.call(callee, node, None, f'.{function.attr}()')

    def _super(self, node: ast.Call, attribute: str) -> ast.expr:
        if node.func.value.args or self._class_around(node) is None:
            return self.context.error(node, 'super() with arguments or outside of a class; write super() in a method')
        if attribute == '__init__' and not self._base_member(node, '__init__'):
            return self._native_initializer(node)
        found = self._base_member(node, attribute)
        signature = found[1].signature if found and found[1].kind == 'method' else None
        return self.call(member(name('super'), attribute), node, signature, f'super().{attribute}()')

    def _class_around(self, node: ast.AST) -> ClassDefinition | None:
        for definition in self.context.module.definitions.values():
            if isinstance(definition, ClassDefinition) and any(child is node for child in ast.walk(definition.node)):
                return definition
        return None

    def _base_member(self, node: ast.Call, attribute: str):
        definition = self._class_around(node)
        base = definition.base if definition else None
        return base.member(attribute) if isinstance(base, ClassDefinition) else None

    def _native_initializer(self, node: ast.Call) -> ast.expr:
        """`super().__init__(…)` with a base class of the browser's, whose constructor has already run."""
        if not node.args:
            return name('undefined')
        text = self.operations.text(self.expressions.lower(node.args[0]), self.types.of(node.args[0]))
        return becomes(py('this.message'), text)

    def _class_method(self, node: ast.Call, function: ast.Attribute, definition: ClassDefinition) -> ast.expr:
        found = definition.member(function.attr)
        owner = self.expressions.lower(function.value)
        what = f'{definition.name}.{function.attr}()'
        if found and found[1].kind == 'method':  # called with the object as its first argument
            callee = member(member(member(owner, 'prototype'), function.attr), 'call')
            return self.call(callee, node, signature_of(found[1].node.args), what)
        signature = found[1].signature if found and found[1].kind in ('static', 'class') else None
        return self.call(member(owner, function.attr), node, signature, what)

    def _instance_method(self, node: ast.Call, function: ast.Attribute, definition: ClassDefinition) -> ast.expr:
        found = definition.member(function.attr)
        what = f'{definition.name}.{function.attr}()'
        if found and found[1].kind in ('static', 'class'):
            known = self.context.program.resolve(self.context.module.definitions.get(found[0].name))
            owner = name(self.context.js_name(found[0].name)) if known is found[0] else member(
                self.expressions.lower(function.value), 'constructor')
            return self.call(member(owner, function.attr), node, found[1].signature, what)
        signature = found[1].signature if found and found[1].kind == 'method' else None
        return self.call(member(self.expressions.lower(function.value), function.attr), node, signature, what)

    def _python_method(self, node: ast.Call, function: ast.Attribute, type_: Type) -> ast.expr | None:
        """A call of a method of Python's types: of the receiver's type, or dispatched at run time if it is unknown."""
        attribute, helpers = function.attr, self.context.helpers
        types = [type_.name] if type_ != UNKNOWN else list(RECEIVERS)
        owners = [owner for owner in types if helpers.has(METHODS, f'{owner}_{attribute}')]
        if type_.name in ('dict', 'set') and node.args and attribute in TAKE_KEY:
            self.expressions.check_key(node.args[0])
        if type_ == UNKNOWN and attribute in NOT_DISPATCHED:
            owners = []
        native = self._joined(node, function, type_) or self._formatted(node, function) or self._native_method(
            node, function, type_)
        if native is not None or not owners:
            return native or self._missing_method(function, type_)
        what = f'.{attribute}()'
        if type_ != UNKNOWN:
            callee = self.context.helper_name(METHODS, f'{owners[0]}_{attribute}')
            signature = self._method_signature(owners[0], attribute)
        else:
            callee = self.context.helper_name(DISPATCH, attribute)
            signature = self._method_signature(owners[0], attribute) if node.keywords and len(owners) == 1 else None
        receiver = self.expressions.lower(function.value)
        arguments = self.context.arguments.arguments(node, signature, what) if node.args or node.keywords else ()
        return call(callee, receiver, *arguments)

    def _missing_method(self, function: ast.Attribute, type_: Type) -> ast.expr | None:
        """Report a method that Python's type has, but neither ours nor the browser's has."""
        known = PYTHON_TYPES.get(type_.name)
        names = dir(known) if known else set().union(*map(dir, PYTHON_TYPES.values())) - NOT_MEANT
        if (function.attr not in names or function.attr in BROWSERS_OWN or type_.name not in (*PYTHON_TYPES, 'unknown')
                or self.context.helpers.is_method(function.attr) and known is None):
            return None
        instead = INSTEAD.get(function.attr, 'write out what it does')
        owner = type_.name if known else 'str, dict or set'
        return self.context.error(function, f'.{function.attr}() of a {owner}: not in the browser; {instead}')

    def _formatted(self, node: ast.Call, function: ast.Attribute) -> ast.expr | None:
        """``'{} {}'.format(a, b)`` with a constant text, as the equivalent f-string."""
        text = function.value.value if isinstance(function.value, ast.Constant) else None
        has_star = any(isinstance(item, ast.Starred) for item in node.args)
        if function.attr != 'format' or not isinstance(text, str) or has_star:
            return None
        values = {keyword.arg: keyword.value for keyword in node.keywords}
        values.update((str(index), value) for index, value in enumerate(node.args))
        try:
            return self.expressions.lower(f_string(text, values, iter(map(str, range(len(node.args))))))
        except (ValueError, LookupError, StopIteration) as error:
            return self.context.error(node, f'.format() with fields that its arguments do not fill ({error})')

    def _method_signature(self, owner: str, attribute: str) -> Signature:
        signature = self.context.helpers.signature(METHODS, f'{owner}_{attribute}')
        signature.parameters = signature.parameters[1:]
        return signature

    def _native_method(self, node: ast.Call, function: ast.Attribute, type_: Type) -> ast.expr | None:
        type_name = 'map' if type_.is_map else type_.name
        template, needs = NATIVE_METHODS.get((type_name, function.attr, len(node.args)), (None, ''))
        if template is None or node.keywords or any(isinstance(item, ast.Starred) for item in node.args):
            return None
        if not all(self._meets(need, argument) for need, argument in zip(needs, node.args)):
            return None
        receiver = self.expressions.lower(function.value)
        lowered = py(template.removeprefix('*'), receiver, *self.expressions.lower_all(node.args))
        if template.startswith('*'):
            return array([Spread(lowered)])
        is_used = (type_.name, function.attr) in RETURN_NONE and node is not self.context.statement
        return ast.UnaryOp(Void(), lowered) if is_used else lowered

    def _joined(self, node: ast.Call, function: ast.Attribute, type_: Type) -> ast.expr | None:
        """``separator.join(texts)`` with a list of str; in the browser, join() is a method of the list."""
        if function.attr != 'join' or type_ != STR or len(node.args) != 1 or node.keywords:
            return None
        separator = self.expressions.lower(function.value)
        if self.types.of(node.args[0]) != Type('list', STR) or not is_simple(separator):
            return None
        return py('{}.join({})', self.expressions.lower(node.args[0]), separator)

    def _meets(self, need: str, argument: ast.expr) -> bool:
        if need == 'n':
            return self.expressions.is_from_front(argument)
        if need in ('r', 't'):
            text = argument.value if isinstance(argument, ast.Constant) else None
            return isinstance(text, str) and ('$' not in text if need == 'r' else text != '')
        if need == 'h':
            return is_hashable(self.types.of(argument))
        return self.types.of(argument) == STR


def is_class_name(attribute: str) -> bool:
    """Whether a name looks like a class by the conventions of the browser and npm, so that it is called with `new`."""
    return attribute[:1].isupper() and (not attribute.isupper() or attribute == 'URL') and (
        attribute not in NOT_CONSTRUCTORS)


def _described(function: ast.expr) -> str:
    return f'{function.id}()' if isinstance(function, ast.Name) else 'this call'


def f_string(text: str, values: dict[str, ast.expr], positions: Iterator[str]) -> ast.JoinedStr:
    """The f-string equivalent to ``text.format(…)``; ``positions`` yields the names of fields without one."""
    parts: list[ast.expr] = []
    for literal, field, spec, conversion in Formatter().parse(text):
        if literal:
            parts.append(ast.Constant(literal))
        if field is None:
            continue
        head = re.match(r'[^.[]*', field)[0]
        rest = field[len(head):]
        value = values[head or next(positions)]
        if rest:
            raise ValueError(f'{field}: write an f-string')
        inner = f_string(spec, values, positions) if spec else None
        parts.append(ast.FormattedValue(value, ord(conversion) if conversion else -1, inner))
    return ast.JoinedStr(parts)
