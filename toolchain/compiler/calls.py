"""Lowering of calls: builtins, methods of Python's types, classes, keyword arguments, the browser's constructors."""

from __future__ import annotations

import ast

from toolchain.compiler.context import BUILTINS, DISPATCH, ERRORS, METHODS, RECEIVERS, Context
from toolchain.compiler.expressions import NATIVE_ERRORS, Expressions
from toolchain.compiler.kinds import INT, STR, UNKNOWN, Kind, is_number
from toolchain.compiler.nodes import Undefined, attribute_name, is_simple, js, name
from toolchain.compiler.operations import Operations
from toolchain.compiler.program import (
    BrowserDefinition, ClassDefinition, Definition, FunctionDefinition, IntrinsicDefinition, ModuleDefinition,
    NpmDefinition, Signature, signature_of,
)
from toolchain.compiler.scopes import FUNCTIONS

# Capitalised functions of the browser that make no object by `new`.
NOT_CONSTRUCTORS = {'Symbol', 'BigInt', 'String', 'Number', 'Boolean', 'Object'}

# What a type in isinstance() looks like to the browser; whole floats count as int there.
TYPE_TESTS = {
    'str': "typeof {} === 'string'",
    'bool': "typeof {} === 'boolean'",
    'float': "typeof {} === 'number'",
    'list': 'Array.isArray({})',
    'tuple': 'Array.isArray({})',
    'bytes': '{} instanceof Uint8Array',
    'bytearray': '{} instanceof Uint8Array',
    'set': '{} instanceof Set',
    'frozenset': '{} instanceof Set',
}

# Methods of known receivers that the browser has, by kind of receiver, name and number of arguments. What the
# arguments must be for the browser to do the same: '' nothing, 's' a str, 't' a text known and not empty, 'n' an
# integer not negative, 'r' a constant text without the signs that String.replaceAll reads in its replacement.
NATIVE_METHODS = {
    ('str', 'upper', 0): ('{}.toUpperCase()', ''),
    ('str', 'lower', 0): ('{}.toLowerCase()', ''),
    ('str', 'startswith', 1): ('{}.startsWith({})', 's'),
    ('str', 'endswith', 1): ('{}.endsWith({})', 's'),
    ('str', 'find', 1): ('{}.indexOf({})', 's'),
    ('str', 'find', 2): ('{}.indexOf({}, {})', 'tn'),
    ('str', 'rfind', 1): ('{}.lastIndexOf({})', 's'),
    ('str', 'replace', 2): ('{}.replaceAll({}, {})', 'sr'),
    ('list', 'append', 1): ('{}.push({})', ''),
    ('list', 'reverse', 0): ('{}.reverse()', ''),
    ('list', 'copy', 0): ('{}.slice()', ''),
    ('set', 'add', 1): ('{}.add({})', ''),
    ('set', 'discard', 1): ('{}.delete({})', ''),
    ('set', 'clear', 0): ('{}.clear()', ''),
    ('map', 'get', 1): ('{}.get({})', ''),
    ('map', 'clear', 0): ('{}.clear()', ''),
    ('map', 'items', 0): ('[...{}]', ''),
    ('map', 'keys', 0): ('[...{}.keys()]', ''),
    ('map', 'values', 0): ('[...{}.values()]', ''),
}


class Calls:
    def __init__(self, context: Context, operations: Operations, expressions: Expressions) -> None:
        self.context = context
        self.kinds = context.kinds
        self.operations = operations
        self.expressions = expressions

    def lower(self, node: ast.Call) -> ast.expr:
        function = node.func
        if isinstance(function, ast.Name) and self.kinds.is_builtin(function):
            return self._builtin(node, function.id)
        definition = self.kinds.definition(function)
        if definition is not None and not isinstance(definition, ModuleDefinition):
            return self._defined(node, definition)
        if isinstance(function, ast.Attribute):
            return self._method(node, function)
        binding = self.context.scopes.binding.get(function)
        if binding in self.context.class_receivers:
            return self._construct(node, self.context.class_receivers[binding], self.expressions.lower(function))
        signature = self._local_signature(function)
        return self._call(self.expressions.lower(function), node, signature, _described(function))

    def _call(self, function: ast.expr, node: ast.Call, signature: Signature | None, what: str) -> ast.expr:
        return js('{}({})', function, self.arguments(node, signature, what), atomic=True)

    # Arguments

    def arguments(self, node: ast.Call, signature: Signature | None, what: str) -> ast.expr:
        """What stands between the parentheses: keyword arguments in the places of their parameters."""
        if signature is None:
            if node.keywords:
                keyword = node.keywords[0].arg or '**'
                return self.context.refuse(
                    node, f'a keyword argument ({keyword}) to {what}, whose parameters the build does not know; '
                          'pass it by position, or in a dict where the browser takes options')
            return self.expressions.spread(node.args)
        placed = self._placed(node, signature, what)
        return self.expressions.spread(placed) if placed else js('', atomic=True)

    def _placed(self, node: ast.Call, signature: Signature, what: str) -> list[ast.expr]:
        """Positional arguments, from positional and keyword ones, with the gaps filled by `undefined`."""
        positional = [parameter for parameter in signature.parameters if not parameter.keyword_only]
        parameters = signature.parameters
        has_star = any(isinstance(argument, ast.Starred) for argument in node.args)
        if not signature.rest and not has_star and len(node.args) > len(positional):
            self.context.refuse(node, f'{what} takes {len(positional)} arguments, not {len(node.args)}')
            return node.args[:len(positional)]
        placed: list[ast.expr | None] = [*node.args]
        extra: list[ast.keyword] = []
        if node.keywords and has_star:
            self.context.refuse(node, f'a star and keyword arguments in one call of {what}; write them out')
            return placed
        names = [parameter.name for parameter in parameters]
        last = -1
        in_order = True
        for keyword in node.keywords:
            if keyword.arg is None:
                if not signature.keywords or len(node.keywords) > 1:
                    self.context.refuse(node, f'`**` in a call of {what}; write the arguments out')
                    return placed
                extra.append(keyword)
            elif keyword.arg not in names or parameters[names.index(keyword.arg)].positional_only:
                if not signature.keywords:
                    known = ', '.join(names) or 'none'
                    self.context.refuse(node, f'{what} has no parameter {keyword.arg!r} (it has: {known})')
                    return placed
                extra.append(keyword)
            else:
                index = names.index(keyword.arg)
                if index < len(placed) and placed[index] is not None:
                    self.context.refuse(node, f'{what} gets {keyword.arg!r} twice')
                    return placed
                in_order = in_order and index > last
                last = index
                placed += [None] * (index + 1 - len(placed))
                placed[index] = keyword.value
        if not in_order and sum(not isinstance(argument, ast.Constant) for argument in placed if argument) > 1:
            self.context.refuse(node, f'keyword arguments to {what} out of the order of its parameters, '
                                      'which would change the order of evaluation; sort them')
        if not has_star:
            self._check_required(node, signature, placed, what)
        if extra:
            placed += [None] * (len(parameters) - len(placed))
            placed.append(extra[0].value if extra[0].arg is None else ast.Dict(
                [ast.Constant(keyword.arg) for keyword in extra], [keyword.value for keyword in extra]))
        return [Undefined() if argument is None else argument for argument in placed]

    def _check_required(self, node: ast.Call, signature: Signature, placed: list, what: str) -> None:
        for index, parameter in enumerate(signature.parameters):
            is_given = index < len(placed) and placed[index] is not None
            if not is_given and parameter.default is None:
                self.context.refuse(node, f'{what} is called without its argument {parameter.name!r}')

    def _local_signature(self, function: ast.expr) -> Signature | None:
        """The parameters of a function defined in this function, under a name that means nothing else."""
        binding = self.context.scopes.binding.get(function)
        if binding is None or len(binding.stores) != 1:
            return None
        definition = binding.stores[0].node
        if not isinstance(definition, FUNCTIONS) or definition.decorator_list:
            return None
        return signature_of(definition.args)

    # Names with a definition

    def _defined(self, node: ast.Call, definition: Definition) -> ast.expr:
        function = self.expressions.lower(node.func) if not isinstance(definition, IntrinsicDefinition) else None
        if isinstance(definition, FunctionDefinition):
            return self._call(function, node, definition.signature, f'{definition.name}()')
        if isinstance(definition, ClassDefinition):
            return self._construct(node, definition, function)
        if isinstance(definition, IntrinsicDefinition):
            return js('import({})', self.expressions.spread(node.args), atomic=True)
        if isinstance(definition, (BrowserDefinition, NpmDefinition)):
            if definition.name == 'typeof' and isinstance(definition, BrowserDefinition):
                return js('typeof {}', self.expressions.lower(node.args[0]))
            if definition.name[:1].isupper() and definition.name not in NOT_CONSTRUCTORS:
                return js('new {}({})', function, self.arguments(node, None, f'{definition.name}()'), atomic=True)
            return self._call(function, node, None, f'{definition.name}()')
        return self._call(function, node, None, f'{definition.name}()')

    def _construct(self, node: ast.Call, definition: ClassDefinition, function: ast.expr) -> ast.expr:
        member = definition.member('__init__')
        base: Definition | None = definition
        while isinstance(base, ClassDefinition) and base.node.bases:
            base = base.base
        is_rooted_here = isinstance(base, ClassDefinition)  # no base of the browser's or of Python's above
        signature = member[1].signature if member else Signature([]) if is_rooted_here else None
        return js('new {}({})', function, self.arguments(node, signature, f'{definition.name}()'), atomic=True)

    # Methods

    def _method(self, node: ast.Call, function: ast.Attribute) -> ast.expr:
        owner = function.value
        if isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name) and owner.func.id == 'super':
            return self._super(node, function.attr)
        definition = self.kinds.definition(owner)
        if isinstance(definition, ModuleDefinition):
            if function.attr not in definition.target.definitions:
                return self.context.refuse(node, f'{definition.target.name} has no {function.attr!r}')
        if isinstance(definition, ClassDefinition):
            return self._class_method(node, function, definition)
        kind = self.kinds.of(owner)
        if kind.name == 'instance':
            return self._instance_method(node, function, kind.definition)
        if not self.context.module.is_plain:
            lowered = self._python_method(node, function, kind)
            if lowered is not None:
                return lowered
        if kind.name == 'native' and self._is_constructor_path(owner, function.attr):
            callee = js(f'{{}}.{attribute_name(function.attr)}', self.expressions.lower(owner), atomic=True)
            return js('new {}({})', callee, self.arguments(node, None, f'{function.attr}()'), atomic=True)
        callee = js(f'{{}}.{attribute_name(function.attr)}', self.expressions.lower(owner), atomic=True)
        return self._call(callee, node, None, f'.{function.attr}()')

    def _is_constructor_path(self, owner: ast.expr, attribute: str) -> bool:
        """`window.MutationObserver(…)`: a capitalised member of something that came from the browser or npm."""
        return (attribute[:1].isupper() and not attribute.isupper()
                and isinstance(self.kinds.definition(owner), (BrowserDefinition, NpmDefinition)))

    def _super(self, node: ast.Call, attribute: str) -> ast.expr:
        if node.func.value.args or self._class_around(node) is None:
            return self.context.refuse(node, 'super() with arguments or outside of a class; write super() in a method')
        if attribute == '__init__' and not self._base_initialiser(node):
            return self._native_initialiser(node)
        return js(f'super.{attribute}({{}})', self.arguments(node, self._super_signature(node, attribute),
                                                               f'super().{attribute}()'), atomic=True)

    def _class_around(self, node: ast.AST) -> ClassDefinition | None:
        for definition in self.context.module.definitions.values():
            if isinstance(definition, ClassDefinition) and any(child is node for child in ast.walk(definition.node)):
                return definition
        return None

    def _base_member(self, node: ast.Call, attribute: str):
        definition = self._class_around(node)
        base = definition.base if definition else None
        return base.member(attribute) if isinstance(base, ClassDefinition) else None

    def _base_initialiser(self, node: ast.Call):
        return self._base_member(node, '__init__')

    def _native_initialiser(self, node: ast.Call) -> ast.expr:
        """`super().__init__(…)` where the base is the browser's: its constructor has run with all arguments."""
        if not node.args:
            return js('undefined', atomic=True)
        return js('this.message = {}', self._builtin_str(ast.Call(node.func, node.args[:1], [])))

    def _super_signature(self, node: ast.Call, attribute: str) -> Signature | None:
        member = self._base_member(node, attribute)
        return member[1].signature if member and member[1].sort == 'method' else None

    def _class_method(self, node: ast.Call, function: ast.Attribute, definition: ClassDefinition) -> ast.expr:
        member = definition.member(function.attr)
        owner = self.expressions.lower(function.value)
        what = f'{definition.name}.{function.attr}()'
        if member is None:
            return self._call(js(f'{{}}.{attribute_name(function.attr)}', owner, atomic=True), node, None, what)
        if member[1].sort == 'method':  # called with the object as its first argument
            callee = js(f'{{}}.prototype.{attribute_name(function.attr)}.call', owner, atomic=True)
            return self._call(callee, node, signature_of(member[1].node.args), what)
        signature = member[1].signature if member[1].sort in ('static', 'class') else None
        return self._call(js(f'{{}}.{attribute_name(function.attr)}', owner, atomic=True), node, signature, what)

    def _instance_method(self, node: ast.Call, function: ast.Attribute, definition: ClassDefinition) -> ast.expr:
        member = definition.member(function.attr)
        what = f'{definition.name}.{function.attr}()'
        if member and member[1].sort in ('static', 'class'):
            owner = name(self.context.js_name(member[0].name)) if self._is_known(member[0]) else js(
                '{}.constructor', self.expressions.lower(function.value), atomic=True)
            callee = js(f'{{}}.{attribute_name(function.attr)}', owner, atomic=True)
            return self._call(callee, node, member[1].signature, what)
        signature = member[1].signature if member and member[1].sort == 'method' else None
        callee = js(f'{{}}.{attribute_name(function.attr)}', self.expressions.lower(function.value), atomic=True)
        return self._call(callee, node, signature, what)

    def _is_known(self, definition: ClassDefinition) -> bool:
        found = self.context.module.definitions.get(definition.name)
        return self.context.program.resolve(found) is definition

    def _python_method(self, node: ast.Call, function: ast.Attribute, kind: Kind) -> ast.expr | None:
        """A method of Python's own types: of the receiver's, or of whatever the receiver turns out to be."""
        attribute, helpers = function.attr, self.context.helpers
        kinds = [kind.name] if kind != UNKNOWN else list(RECEIVERS)
        owners = [owner for owner in kinds if helpers.has(METHODS, f'{owner}_{attribute}')]
        native = self._native_method(node, function, kind)
        if native is not None or not owners:
            return native
        what = f'.{attribute}()'
        if kind != UNKNOWN:
            callee = self.context.helper_name(METHODS, f'{owners[0]}_{attribute}')
            signature = self._method_signature(owners[0], attribute)
        else:
            callee = self.context.helper_name(DISPATCH, attribute)
            signature = self._method_signature(owners[0], attribute) if node.keywords and len(owners) == 1 else None
        receiver = self.expressions.lower(function.value)
        if not (node.args or node.keywords):
            return js('{}({})', callee, receiver, atomic=True)
        return js('{}({}, {})', callee, receiver, self.arguments(node, signature, what), atomic=True)

    def _method_signature(self, owner: str, attribute: str) -> Signature:
        signature = self.context.helpers.signature(METHODS, f'{owner}_{attribute}')
        signature.parameters = signature.parameters[1:]
        return signature

    def _native_method(self, node: ast.Call, function: ast.Attribute, kind: Kind) -> ast.expr | None:
        name_of_kind = 'map' if kind.is_map else kind.name
        template, needs = NATIVE_METHODS.get((name_of_kind, function.attr, len(node.args)), (None, ''))
        if template is None or node.keywords or any(isinstance(item, ast.Starred) for item in node.args):
            return None
        if not all(self._meets(need, argument) for need, argument in zip(needs, node.args)):
            return None
        receiver = self.expressions.lower(function.value)
        return js(template, receiver, *self.expressions.lower_all(node.args), atomic=True)

    def _meets(self, need: str, argument: ast.expr) -> bool:
        if need == 'n':
            return self.expressions.is_from_front(argument)
        if need in ('r', 't'):
            text = argument.value if isinstance(argument, ast.Constant) else None
            return isinstance(text, str) and ('$' not in text if need == 'r' else text != '')
        return self.kinds.of(argument) == STR

    # Builtins

    def _builtin(self, node: ast.Call, builtin: str) -> ast.expr:
        special = getattr(self, f'_builtin_{builtin}', None)
        if special is not None:
            lowered = special(node)
            if lowered is not None:
                return lowered
        if builtin in NATIVE_ERRORS or self.context.helpers.has(ERRORS, builtin):
            function = self.expressions.lower(node.func)
            return js('new {}({})', function, self.arguments(node, None, f'{builtin}()'), atomic=True)
        if self.context.helpers.has(BUILTINS, builtin):
            signature = self.context.helpers.signature(BUILTINS, builtin)
            return self._call(self.context.helper_name(BUILTINS, builtin), node, signature, f'{builtin}()')
        return self.expressions.lower(node.func)  # which refuses it, with the reason

    def _single(self, node: ast.Call) -> ast.expr | None:
        """The one argument of a call that has just one."""
        is_single = len(node.args) == 1 and not node.keywords and not isinstance(node.args[0], ast.Starred)
        return node.args[0] if is_single else None

    def _builtin_print(self, node: ast.Call) -> ast.expr:
        if node.keywords:
            return self.context.refuse(node, 'print() writes one line to the console; it takes no keyword arguments')
        return js('console.log({})', self.expressions.spread(node.args), atomic=True)

    def _builtin_len(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        if value is None:
            return None
        kind = self.kinds.of(value)
        if self.context.module.is_plain or kind.name in ('str', 'list', 'bytes', 'native'):
            return js('{}.length', self.expressions.lower(value), atomic=True)
        if kind.name == 'set' or kind.is_map:
            return js('{}.size', self.expressions.lower(value), atomic=True)
        return None

    def _builtin_bool(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        return js('!!{}', self.expressions.test(value)) if value is not None else None

    def _builtin_str(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        if value is None:
            return None
        if self.context.module.is_plain:
            return js('String({})', self.expressions.lower(value), atomic=True)
        return self.operations.text(self.expressions.lower(value), self.kinds.of(value))

    def _builtin_int(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        if value is not None and (self.context.module.is_plain or self.kinds.of(value) == INT):
            return js('Math.trunc({})', self.expressions.lower(value), atomic=True)
        return None

    def _builtin_float(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        if value is not None and is_number(self.kinds.of(value)):
            return self.expressions.lower(value)
        return None

    def _builtin_abs(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        return js('Math.abs({})', self.expressions.lower(value), atomic=True) if value is not None else None

    def _extreme(self, node: ast.Call, function: str) -> ast.expr | None:
        is_several = len(node.args) > 1 or any(isinstance(item, ast.Starred) for item in node.args)
        if not is_several:
            return None
        are_integers = all(self.kinds.of(item) == INT for item in node.args) and not node.keywords
        if are_integers or self.context.module.is_plain:
            return js(f'Math.{function}({{}})', self.expressions.spread(node.args), atomic=True)
        gathered = ast.Call(node.func, [ast.copy_location(ast.List(node.args, ast.Load()), node)], node.keywords)
        signature = self.context.helpers.signature(BUILTINS, function)
        return self._call(self.context.helper_name(BUILTINS, function), gathered, signature, f'{function}()')

    def _builtin_min(self, node: ast.Call) -> ast.expr | None:
        return self._extreme(node, 'min')

    def _builtin_max(self, node: ast.Call) -> ast.expr | None:
        return self._extreme(node, 'max')

    def _builtin_bytes(self, node: ast.Call) -> ast.expr | None:
        if len(node.args) > 1 or node.keywords:
            return self.context.refuse(node, 'bytes() with an encoding; write text.encode()')
        return js('new Uint8Array({})', self.expressions.spread(node.args), atomic=True)

    _builtin_bytearray = _builtin_bytes

    def _builtin_callable(self, node: ast.Call) -> ast.expr | None:
        value = self._single(node)
        return js("typeof {} === 'function'", self.expressions.lower(value)) if value is not None else None

    def _builtin_getattr(self, node: ast.Call) -> ast.expr | None:
        if len(node.args) == 2 and isinstance(node.args[1], ast.Constant):
            return self.context.refuse(node, f'getattr() without a default; write .{node.args[1].value}')
        if len(node.args) == 3 and isinstance(node.args[2], ast.Constant) and node.args[2].value is None:
            # What is missing is undefined, and undefined is None.
            return js('{}[{}]', *self.expressions.lower_all(node.args[:2]), atomic=True)
        return None

    def _builtin_super(self, node: ast.Call) -> ast.expr:
        return self.context.refuse(node, 'super() can only be the receiver of a method')

    def _builtin_isinstance(self, node: ast.Call) -> ast.expr:
        if len(node.args) != 2 or node.keywords:
            return self.context.refuse(node, 'isinstance() takes a value and a class')
        value = self.expressions.lower(node.args[0])
        types = node.args[1].elts if isinstance(node.args[1], ast.Tuple) else [node.args[1]]
        again = value
        if len(types) > 1 and not is_simple(value):
            again = self.context.temporary()
            value = js('{} = {}', again, value)
        tests = [self.type_test(value if index == 0 else again, item) for index, item in enumerate(types)]
        return js(' || '.join('{}' for _ in tests), *tests) if len(tests) > 1 else tests[0]

    def type_test(self, value: ast.expr, type_node: ast.expr) -> ast.expr:
        if isinstance(type_node, ast.Name) and self.kinds.is_builtin(type_node):
            if type_node.id in TYPE_TESTS:
                return js(TYPE_TESTS[type_node.id], value)
            if type_node.id in ('int', 'dict'):
                return self.context.helper(f'is_{type_node.id}', value)
        return js('{} instanceof {}', value, self.expressions.lower(type_node))


def _described(function: ast.expr) -> str:
    return f'{function.id}()' if isinstance(function, ast.Name) else 'this call'
