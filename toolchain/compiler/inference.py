"""Inference of the types of expressions, where they are certain.

A known type lets an operation compile to the browser's own operator (``a + b`` of two numbers) where the general case
needs a helper (``+`` also joins lists). Types come from literals, from operators and builtins, and from annotations,
which are trusted as mypy would trust them. An uncertain type is UNKNOWN, which is always correct.
"""

from __future__ import annotations

import ast
from dataclasses import replace

from toolchain.compiler.builtin_types import (
    ANNOTATIONS, BROWSER_ATTRIBUTES, BROWSER_CONTAINERS, BROWSER_FUNCTIONS, BROWSER_LIST_METHODS, BROWSER_METHODS,
    BROWSER_TEXT_METHODS, BUILTIN_RESULTS, ONLY_STR, STR_METHODS,
)
from toolchain.compiler.types import (
    BOOL, BYTES, DICT, FLOAT, FUNCTION, GENERATOR, INT, LIST, MAP, NATIVE, NONE, NOTHING, SET, STR, UNKNOWN, Type,
    is_number, join,
)
from toolchain.compiler.parsing import contains_await, is_generator
from toolchain.compiler.program import (
    BrowserDefinition, ClassDefinition, Definition, FunctionDefinition, Module, ModuleDefinition, NpmDefinition,
    Program, StyleDefinition, TypingDefinition, ValueDefinition,
)
from toolchain.compiler.scopes import FUNCTIONS, Binding, Scopes



class TypeInference:
    """The types of one module's expressions."""

    def __init__(self, program: Program, module: Module, scopes: Scopes) -> None:
        self.program = program
        self.module = module
        self.scopes = scopes
        self._bindings: dict[Binding, Type] = {}
        # The types of variables may depend on each other. For each variable being inferred, the type assumed so far;
        # and the index of the outermost such variable whose assumed type was used.
        self._supposed: dict[Binding, Type] = {}
        self._reached = 0
        # The class of each method, by the binding of ``self``.
        self.receivers: dict[Binding, ClassDefinition] = {}
        self._find_receivers()

    def _find_receivers(self) -> None:
        for statement in self.module.tree.body:
            if isinstance(statement, ast.ClassDef):
                definition = self.module.definitions[statement.name]
                for method in statement.body:
                    if isinstance(method, FUNCTIONS) and method.args.args and not _is_without_object(method):
                        self.receivers[self.scopes.of[method].bindings[method.args.args[0].arg]] = definition

    def definition(self, node: ast.AST) -> Definition | None:
        """The definition that a top-level name or ``module.name`` refers to, through imports."""
        if isinstance(node, ast.Name):
            binding = self.scopes.binding.get(node)
            if binding is not None and isinstance(binding.scope.node, ast.Module):
                return self.program.resolve(self.module.definitions.get(node.id))
        elif isinstance(node, ast.Attribute):
            owner = self.definition(node.value)
            if isinstance(owner, ModuleDefinition):
                return self.program.resolve(owner.target.definitions.get(node.attr))
        return None

    def of_annotation(self, node: ast.expr | None, module: Module | None = None) -> Type:
        module = module or self.module
        if isinstance(node, ast.Constant):
            if isinstance(node.value, str):
                try:
                    return self.of_annotation(ast.parse(node.value, mode='eval').body, module)
                except SyntaxError:
                    return UNKNOWN
            return NONE if node.value is None else UNKNOWN
        if isinstance(node, ast.Subscript):
            outer = self.of_annotation(node.value, module)
            if outer.name in ('list', 'set', 'dict'):
                arguments = node.slice.elts if isinstance(node.slice, ast.Tuple) else [node.slice]
                types = [self.of_annotation(argument, module) for argument in arguments
                         if not (isinstance(argument, ast.Constant) and argument.value is Ellipsis)]
                if outer.name == 'dict':
                    return replace(outer, item=types[-1] if types else UNKNOWN)
                item = types[0] if types else UNKNOWN
                for type_ in types[1:]:
                    item = join(item, type_)
                return Type(outer.name, item)
            return outer
        if isinstance(node, ast.Name):
            definition = self.program.resolve(module.definitions.get(node.id))
            if isinstance(definition, ClassDefinition):
                return self.instance(definition)
            if isinstance(definition, BrowserDefinition):
                return BROWSER_CONTAINERS.get(definition.name, NATIVE)
            if isinstance(definition, ValueDefinition) and is_alias(definition.module, definition.node):
                return self.of_annotation(definition.node.value, definition.module)
            return ANNOTATIONS.get(node.id, UNKNOWN)
        return UNKNOWN

    def instance(self, definition: ClassDefinition) -> Type:
        """The type of an object of one of our classes; a subclass of the browser's Map is a dict."""
        is_map = self.is_map_class(definition)
        return Type('dict', UNKNOWN, definition, is_map=True) if is_map else Type('instance', None, definition)

    def is_map_class(self, definition: ClassDefinition) -> bool:
        base: Definition | None = definition
        while isinstance(base, ClassDefinition):
            base = base.base
        return isinstance(base, BrowserDefinition) and base.name == 'Map'

    def is_enum(self, definition: ClassDefinition) -> bool:
        base = definition.base
        return isinstance(base, ClassDefinition) and (base.module.name, base.name) == ('media.runtime.enum', 'Enum')

    def of_binding(self, binding: Binding) -> Type:
        """The common type of all values that are stored in a variable."""
        if binding in self._bindings:
            return self._bindings[binding]
        order = list(self._supposed)
        if binding in self._supposed:
            self._reached = min(self._reached, order.index(binding))
            return self._supposed[binding]
        outer, self._reached = self._reached, len(order)
        type_ = NOTHING
        while True:
            self._supposed[binding] = type_
            found = join(type_, self._infer(binding))
            if found == type_:
                break
            type_ = found
        del self._supposed[binding]
        type_ = UNKNOWN if type_ == NOTHING else type_
        if self._reached >= len(order):  # no assumption about an outer variable was used, so this is final
            self._bindings[binding] = type_
        self._reached = min(outer, self._reached)
        return type_

    def _infer(self, binding: Binding) -> Type:
        if binding in self.receivers:
            return Type('instance', None, self.receivers[binding])
        if binding.is_parameter:
            arguments = binding.scope.node.args
            for starred, kind in ((arguments.vararg, 'list'), (arguments.kwarg, 'dict')):
                if starred and starred.arg == binding.name:
                    return Type(kind, self.of_annotation(binding.annotation))
            if _defaults_to_none(arguments, binding.name):
                return UNKNOWN
        if binding.annotation is not None:
            declared = self.of_annotation(binding.annotation)
            declared = UNKNOWN if declared == NONE else declared
            are_maps = declared.name == 'dict' and binding.values and not binding.is_parameter and all(
                kind == 'is' and self.of(value).is_map for kind, value in binding.values)
            return replace(declared, is_map=True) if are_maps else declared
        if binding.is_parameter or not binding.values:
            return UNKNOWN
        types = [self._of_stored(kind, node) for kind, node in binding.values]
        result = types[0]
        for type_ in types[1:]:
            result = join(result, type_)
        return result

    def _of_stored(self, kind: str, value) -> Type:
        if kind == 'is':
            return self.of(value)
        if kind == 'item':
            return self.item_of(value)
        if kind == 'entered':
            return self._of_entered(value)
        if kind == 'list':
            return LIST
        if kind == 'augmented':
            return self._binary(value.op, self.of(value.target), self.of(value.value))
        if kind.startswith('element '):
            return self._element(int(kind.split()[1]), *value)
        return UNKNOWN

    def _of_entered(self, manager: ast.expr) -> Type:
        """The type that ``with manager as name`` stores: the annotated return type of ``__enter__``."""
        type_ = self.of(manager)
        for method in ('__enter__', '__aenter__') if type_.name == 'instance' else ():
            member = type_.definition.member(method)
            if member:
                return self.of_annotation(member[1].node.returns, member[0].module)
        return UNKNOWN

    def _element(self, index: int, kind: str, value) -> Type:
        """The type of the element at ``index`` of a value that is unpacked."""
        if kind == 'is' and isinstance(value, (ast.Tuple, ast.List)) and index < len(value.elts):
            if not any(isinstance(element, ast.Starred) for element in value.elts):
                return self.of(value.elts[index])
        if kind == 'item' and isinstance(value, ast.Call):
            if isinstance(value.func, ast.Name) and self.is_builtin(value.func):
                if value.func.id == 'enumerate' and value.args:
                    return INT if index == 0 else self.item_of(value.args[0])
                if value.func.id == 'zip' and index < len(value.args):
                    return self.item_of(value.args[index])
            if isinstance(value.func, ast.Attribute) and value.func.attr == 'items' and index == 1:
                receiver = self.of(value.func.value)
                return receiver.item if receiver.name == 'dict' else UNKNOWN
        if kind in ('is', 'item'):
            type_ = self.of(value) if kind == 'is' else self.item_of(value)
            return type_.item if type_.name == 'list' else UNKNOWN
        return UNKNOWN

    def item_of(self, node: ast.expr) -> Type:
        """The type of the items when iterating over ``node``."""
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and self.is_builtin(node.func):
            if node.func.id == 'range':
                return INT
            if node.func.id in ('enumerate', 'zip'):
                return LIST
            if node.func.id in ('reversed', 'sorted', 'list', 'tuple', 'iter') and node.args:
                return self.item_of(node.args[0])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == 'values':
            receiver = self.of(node.func.value)
            return receiver.item if receiver.name == 'dict' else UNKNOWN
        type_ = self.of(node)
        if type_ == STR:
            return STR
        return type_.item if type_.name in ('list', 'set', 'bytes') else UNKNOWN

    def is_builtin(self, node: ast.Name) -> bool:
        """Whether a name refers to a builtin, since nothing in this module binds it."""
        return self.scopes.binding.get(node) is None

    def of(self, node: ast.expr) -> Type:
        """The type of an expression of the module's source."""
        method = getattr(self, f'_of_{type(node).__name__}', None)
        return method(node) if method else UNKNOWN

    def _of_Constant(self, node: ast.Constant) -> Type:
        kinds = {bool: BOOL, int: INT, float: FLOAT, str: STR, bytes: BYTES, type(None): NONE}
        return kinds.get(type(node.value), UNKNOWN)

    def _of_Name(self, node: ast.Name) -> Type:
        binding = self.scopes.binding.get(node)
        if binding is None:
            return FUNCTION if node.id in BUILTIN_RESULTS else UNKNOWN
        if isinstance(binding.scope.node, ast.Module):
            definition = self.module.definitions.get(node.id)
            resolved = self.program.resolve(definition)
            if isinstance(resolved, (FunctionDefinition, ClassDefinition)):
                return FUNCTION
            if isinstance(resolved, StyleDefinition):
                return STR
            if isinstance(resolved, (BrowserDefinition, NpmDefinition)):
                return NATIVE
            if resolved is not definition and isinstance(resolved, ValueDefinition):
                return self._of_constant_of(resolved)
        return self.of_binding(binding)

    def _of_constant_of(self, definition: ValueDefinition) -> Type:
        """The type of a constant of another module; certain if stored once, as a literal or with an annotation."""
        stores = [node for node in ast.walk(definition.module.tree)
                  if isinstance(node, ast.Name) and node.id == definition.name and isinstance(node.ctx, ast.Store)]
        statement = definition.node
        if len(stores) == 1 and isinstance(statement, ast.AnnAssign):
            return self.of_annotation(statement.annotation, definition.module)
        if len(stores) != 1 or not isinstance(statement, ast.Assign):
            return UNKNOWN
        value = statement.value
        if isinstance(value, ast.Constant):
            return {bool: BOOL, int: INT, float: FLOAT, str: STR}.get(type(value.value), UNKNOWN)
        return {ast.List: LIST, ast.Tuple: LIST, ast.Dict: DICT, ast.Set: SET}.get(type(value), UNKNOWN)

    def _of_Attribute(self, node: ast.Attribute) -> Type:
        definition = self.definition(node)
        if isinstance(definition, (FunctionDefinition, ClassDefinition)):
            return FUNCTION
        if isinstance(definition, ValueDefinition):
            return self._of_constant_of(definition)
        receiver = self.of(node.value)
        if receiver == NATIVE:
            return BROWSER_ATTRIBUTES.get(node.attr, UNKNOWN)
        if receiver.name == 'instance':
            return self._of_field(receiver.definition, node.attr)
        return UNKNOWN

    def _of_field(self, definition: ClassDefinition, attribute: str) -> Type:
        """The type of an attribute that its class annotates, in the class body or at a store in one of its methods."""
        found: Definition | None = definition
        while isinstance(found, ClassDefinition):
            for node in ast.walk(found.node):
                if isinstance(node, ast.AnnAssign):
                    target = node.target
                    if (isinstance(target, ast.Name) and target.id == attribute
                            or isinstance(target, ast.Attribute) and target.attr == attribute
                            and isinstance(target.value, ast.Name)):
                        return self.of_annotation(node.annotation, found.module)
            found = found.base
        member = definition.member(attribute)
        if member and member[1].kind == 'property':
            return self.of_annotation(member[1].node.returns, member[0].module)
        return FUNCTION if member and member[1].kind != 'attribute' else UNKNOWN

    def _of_Call(self, node: ast.Call) -> Type:
        function = node.func
        if isinstance(function, ast.Name) and self.is_builtin(function):
            if function.id in ('abs', 'sum', 'min', 'max') and node.args:
                return self._of_reduction(function.id, node)
            if function.id == 'round':
                return FLOAT if len(node.args) > 1 else INT
            return BUILTIN_RESULTS.get(function.id, UNKNOWN)
        definition = self.definition(function)
        if isinstance(definition, FunctionDefinition):
            if isinstance(definition.node, ast.AsyncFunctionDef):
                return NATIVE
            if is_generator(definition.node):
                return GENERATOR
            return self.of_annotation(definition.node.returns, definition.module)
        if isinstance(definition, ClassDefinition):
            return self.instance(definition)
        if isinstance(definition, (BrowserDefinition, NpmDefinition)):
            made = NATIVE if definition.name[:1].isupper() else UNKNOWN
            return BROWSER_CONTAINERS.get(definition.name) or BROWSER_FUNCTIONS.get(definition.name, made)
        if isinstance(function, ast.Attribute):
            return self._of_method(node, function)
        binding = self.scopes.binding.get(function)
        local = binding.stores[0].node if binding is not None and len(binding.stores) == 1 else None
        if isinstance(local, ast.FunctionDef) and not local.decorator_list:
            return GENERATOR if is_generator(local) else self.of_annotation(local.returns)
        return UNKNOWN

    def _of_reduction(self, name: str, node: ast.Call) -> Type:
        if name == 'abs' or len(node.args) > 1 and name != 'sum':
            result = self.of(node.args[0])
            for argument in node.args[1:]:
                result = join(result, self.of(argument))
            return result if is_number(result) or result == STR else UNKNOWN
        item = self.item_of(node.args[0])
        return item if is_number(item) else UNKNOWN

    def _of_method(self, node: ast.Call, function: ast.Attribute) -> Type:
        receiver = self.of(function.value)
        if receiver == NATIVE:
            return BROWSER_METHODS.get(function.attr, UNKNOWN)
        if receiver == STR and function.attr in BROWSER_TEXT_METHODS:
            return BROWSER_TEXT_METHODS[function.attr]
        if receiver == STR or function.attr in ONLY_STR and receiver == UNKNOWN:
            return STR_METHODS.get(function.attr, UNKNOWN)
        if receiver.name == 'instance':
            member = receiver.definition.member(function.attr)
            if member and isinstance(member[1].node, ast.FunctionDef):
                if is_generator(member[1].node):
                    return GENERATOR
                return self.of_annotation(member[1].node.returns, member[0].module)
        if receiver.name == 'list' and function.attr in BROWSER_LIST_METHODS:
            return BROWSER_LIST_METHODS[function.attr]
        if receiver.name == 'list' and function.attr == 'pop':
            return receiver.item
        if receiver.name in ('list', 'dict', 'set') and function.attr == 'copy':
            return receiver
        if receiver.name == 'dict' and function.attr in ('keys', 'values', 'items'):
            return LIST
        return UNKNOWN

    def _of_Await(self, node: ast.Await) -> Type:
        if isinstance(node.value, ast.Call):
            definition = self.definition(node.value.func)
            if isinstance(definition, FunctionDefinition) and isinstance(definition.node, ast.AsyncFunctionDef):
                return self.of_annotation(definition.node.returns, definition.module)
        return UNKNOWN

    def _of_BinOp(self, node: ast.BinOp) -> Type:
        return self._binary(node.op, self.of(node.left), self.of(node.right))

    def _binary(self, operator: ast.operator, left: Type, right: Type) -> Type:
        if isinstance(operator, (ast.Div, ast.Pow)):
            return FLOAT
        if NOTHING in (left, right):
            return NOTHING
        if isinstance(operator, ast.Sub) and is_number(left) and is_number(right):
            return join(left, right)
        if isinstance(operator, (ast.FloorDiv, ast.Mod)) and STR not in (left, right):
            return join(left, right) if is_number(left) and is_number(right) else UNKNOWN
        if isinstance(operator, (ast.LShift, ast.RShift)):
            return INT
        if isinstance(operator, (ast.BitAnd, ast.BitOr, ast.BitXor)):
            return INT if left == INT and right == INT else left if left.name in ('set', 'dict') else UNKNOWN
        if isinstance(operator, ast.Add):
            if STR in (left, right):
                return STR
            if left.name == right.name == 'bytes':
                return left
            if 'list' in (left.name, right.name):
                return join(left, right) if left.name == right.name else LIST
            return join(left, right) if is_number(left) and is_number(right) else UNKNOWN
        if isinstance(operator, ast.Mult):
            if is_number(left) and is_number(right):
                return join(left, right)
            for type_ in (left, right):
                if type_.name in ('str', 'list'):
                    return type_
        return UNKNOWN

    def _of_UnaryOp(self, node: ast.UnaryOp) -> Type:
        if isinstance(node.op, ast.Not):
            return BOOL
        operand = self.of(node.operand)
        return operand if is_number(operand) or operand == NOTHING else UNKNOWN

    def _of_BoolOp(self, node: ast.BoolOp) -> Type:
        result = self.of(node.values[0])
        for value in node.values[1:]:
            result = join(result, self.of(value))
        return result

    def _of_IfExp(self, node: ast.IfExp) -> Type:
        return join(self.of(node.body), self.of(node.orelse))

    def _of_Compare(self, node: ast.Compare) -> Type:
        return BOOL

    def _of_NamedExpr(self, node: ast.NamedExpr) -> Type:
        return self.of(node.value)

    def _of_JoinedStr(self, node: ast.JoinedStr) -> Type:
        return STR

    def _of_Lambda(self, node: ast.Lambda) -> Type:
        return FUNCTION

    def _of_List(self, node) -> Type:
        return LIST

    _of_Tuple = _of_ListComp = _of_List

    def _of_GeneratorExp(self, node: ast.GeneratorExp) -> Type:
        is_async = any(generator.is_async for generator in node.generators) or contains_await(node)
        return UNKNOWN if is_async else GENERATOR

    def _of_Dict(self, node: ast.Dict) -> Type:
        if None in node.keys or is_record(node):
            return DICT
        return MAP

    def _of_DictComp(self, node) -> Type:
        return MAP

    def _of_Set(self, node) -> Type:
        return SET

    _of_SetComp = _of_Set

    def _of_Subscript(self, node: ast.Subscript) -> Type:
        receiver = self.of(node.value)
        if isinstance(node.slice, ast.Slice):
            return receiver if receiver.name in ('str', 'list', 'bytes', 'native') else UNKNOWN
        if receiver == STR:
            return STR
        return receiver.item if receiver.name in ('list', 'dict', 'bytes') else UNKNOWN


def is_record(node: ast.Dict) -> bool:
    """Whether a dict display becomes a record: all keys are names, whose order and meaning an object preserves."""
    return bool(node.keys) and all(
        isinstance(key, ast.Constant) and isinstance(key.value, str) and key.value != '__proto__'
        and not key.value.isdigit() for key in node.keys)


def is_alias(module: Module, statement: ast.stmt | None) -> bool:
    """Whether a statement defines a type alias: ``Rows = list[list[str]]``."""
    return isinstance(statement, (ast.Assign, ast.AnnAssign)) and statement.value is not None and _is_type(
        module, statement.value)


def _is_type(module: Module, node: ast.expr) -> bool:
    if isinstance(node, ast.Subscript):
        return _is_type(module, node.value) or isinstance(node.value, ast.Name) and (
            node.value.id in ANNOTATIONS and node.value.id not in module.definitions)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.BitOr):
        return any(_is_type(module, side) or isinstance(side, ast.Name) and side.id in ANNOTATIONS and (
            side.id not in module.definitions) for side in (node.left, node.right))
    return isinstance(node, ast.Name) and isinstance(module.definitions.get(node.id), TypingDefinition)


def _is_without_object(function) -> bool:
    """Whether a method does not take an object as its first argument."""
    return any(isinstance(item, ast.Name) and item.id in ('staticmethod', 'classmethod')
               for item in function.decorator_list)


def _defaults_to_none(arguments: ast.arguments, name: str) -> bool:
    positional = [*arguments.posonlyargs, *arguments.args]
    pairs = list(zip(reversed(positional), reversed(arguments.defaults)))
    pairs += list(zip(arguments.kwonlyargs, arguments.kw_defaults))
    return any(argument.arg == name and isinstance(default, ast.Constant) and default.value is None
               for argument, default in pairs)
