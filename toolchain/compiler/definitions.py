"""Lowering of functions and classes."""

from __future__ import annotations

import ast

from toolchain.compiler import nodes
from toolchain.compiler.context import Frame
from toolchain.compiler.nodes import Spread, call, is_simple, member, name, new, parameters, py
from toolchain.compiler.parsing import is_generator
from toolchain.compiler.passes import Lowering
from toolchain.compiler.program import ClassDefinition
from toolchain.compiler.scopes import FUNCTIONS, Scope


class Definitions(Lowering):
    """Functions, with their parameters and declarations, and classes with their members."""

    def function(self, node) -> ast.expr:
        """A function as an expression. Defaults that must be evaluated only once are evaluated outside of it."""
        outer = []
        arrow = self.arrow(node, self._parameters(node, outer))
        if not outer:
            return arrow
        # The defaults are evaluated immediately, and passed to a function that encloses this one.
        holder = nodes.Arrow(parameters([held.id for held, _ in outer]), arrow)
        return call(holder, *[value for _, value in outer])

    def arrow(self, node, arguments: ast.arguments) -> nodes.Arrow:
        """The function itself, including its variable declarations."""
        self.context.frames.append(Frame())
        if isinstance(node, ast.Lambda):
            body = [ast.Return(self.expressions.lower(node.body))]
        else:
            body = self.context.statements.lower_all(_without_docstring(node.body))
        declared = self.declarations(self.context.scopes.of[node], self.context.frames.pop())
        if isinstance(node, ast.Lambda) and not declared:
            body = body[0].value
        else:
            body = [*declared, *body]
        return nodes.Arrow(arguments, body, isinstance(node, ast.AsyncFunctionDef), is_generator(node))

    def declarations(self, scope: Scope, frame: Frame) -> list[ast.stmt]:
        """A `var` declaration for the variables that are stored by expressions."""
        hoisted = [self.context.js_name(binding.name) for binding in scope.bindings.values()
                   if binding.is_hoisted and not binding.is_parameter]
        return [nodes.Var([*hoisted, *frame.temporaries])] if hoisted or frame.temporaries else []

    def _parameters(self, node, outer: list) -> ast.arguments:
        """Formal parameters; defaults that must be evaluated only once are added to ``outer`` as (name, expression)."""
        arguments = node.args
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
        names, values = [], []
        keyword_only = [*zip(arguments.kwonlyargs, arguments.kw_defaults)]
        both = [*zip(positional, defaults)]
        # Keyword-only parameters precede a rest parameter (only the runtime's functions have both); calls rely on this.
        for argument, default in [*keyword_only, *both] if arguments.vararg else [*both, *keyword_only]:
            names.append(self.context.js_name(argument.arg))
            if default is not None:
                values.append(self._default(default, outer))
            elif values:  # required, after an optional parameter: callers always pass it
                values.append(name('undefined'))
        if arguments.kwarg:
            names.append(self.context.js_name(arguments.kwarg.arg))
            values.append(new(name('Map')))
        return parameters(names, values, arguments.vararg and self.context.js_name(arguments.vararg.arg))

    def _default(self, default: ast.expr, outer: list) -> ast.expr:
        lowered = self.expressions.lower(default)
        if getattr(default, 'is_made_each_time', False):  # of a field of a data class
            return lowered
        if isinstance(default, ast.Constant) or isinstance(default, ast.UnaryOp) and is_simple(lowered):
            return lowered
        if isinstance(default, ast.UnaryOp) and isinstance(default.operand, ast.Constant):
            return lowered
        held = name(self.context.fresh())
        outer.append((held, lowered))
        return held

    def lower_FunctionDef(self, node) -> list[ast.stmt]:
        is_top = isinstance(self.context.scopes.of[node].parent.node, ast.Module)
        target = name(self.context.js_name(node.name))
        if is_top and not node.decorator_list:
            outer: list = []
            arrow = self.arrow(node, self._parameters(node, outer))
            before = [ast.Assign([held], value) for held, value in outer]
            return [*before, type(node)(target.id, arrow.args, arrow.body, [])]
        value = self.function(node)
        for decorator in reversed(node.decorator_list):
            value = call(self.expressions.lower(decorator), value)
        return [ast.Assign([target], value)]

    lower_AsyncFunctionDef = lower_FunctionDef

    def lower_ClassDef(self, node: ast.ClassDef) -> list[ast.stmt]:
        definition = self.context.module.definitions[node.name]
        before: list[ast.stmt] = []
        after: list[ast.stmt] = []
        members: list[nodes.Method] = []
        for attribute, found in definition.members.items():
            if found.kind == 'attribute':
                value = self.expressions.lower(found.node.value)
                owner = name(self.context.js_name(node.name))
                after.append(ast.Assign([member(member(owner, 'prototype'), attribute)], value))
            else:
                method = self._method(found.node, found.kind, before)
                if attribute == '__init__' and getattr(node, 'is_frozen', False):
                    method.arrow.body.append(ast.Expr(py('Object.freeze(this)')))
                if attribute == '__init__' and self._is_final(definition):
                    method.name = 'constructor'
                members.append(method)
                if found.setter is not None:
                    members.append(self._method(found.setter, 'setter', before))
        members += self._protocol(definition)
        if self.types.is_enum(definition):
            attributes = [attribute for attribute, found in definition.members.items() if found.kind == 'attribute']
            declare = member(name(self.context.js_name(node.name)), 'declare_')
            names = nodes.array([*map(ast.Constant, attributes)])
            after.append(ast.Expr(call(declare, ast.Constant(node.name), names)))
        base = self.expressions.lower(node.bases[0]) if node.bases else None
        return [*before, nodes.Class(self.context.js_name(node.name), base, members), *after]

    def _method(self, node, kind: str, before: list[ast.stmt]) -> nodes.Method:
        scope = self.context.scopes.of[node]
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            for use in ast.walk(default) if default else []:
                binding = self.context.scopes.binding.get(use)
                if binding is not None and binding.scope.is_class:
                    self.context.error(default, f'a default that reads {binding.name} of its class, which is not '
                                                 'there yet; use None and read it in the body')
        outer: list = []
        arguments = self._parameters(node, outer)
        before += [ast.Assign([held], value) for held, value in outer]
        prefix = {'static': 'static ', 'class': 'static ', 'property': 'get ', 'setter': 'set '}.get(kind, '')
        if kind == 'static':
            return nodes.Method(node.name, prefix, self.arrow(node, arguments))
        receiver = scope.bindings[[*node.args.posonlyargs, *node.args.args][0].arg]
        arguments.args = arguments.args[1:]
        if kind == 'class':
            self.context.class_receivers[receiver] = self.context.module.definitions[scope.parent.node.name]
        is_aliased = any(use.is_store or self._crosses_generator(use.scope, scope) for use in receiver.uses)
        self.context.receiver_names[receiver] = self.context.js_name(receiver.name) if is_aliased else 'this'
        arrow = self.arrow(node, arguments)
        if is_aliased:
            arrow.body = [ast.Assign([name(self.context.js_name(receiver.name))], name('this')), *arrow.body]
        return nodes.Method(node.name, prefix, arrow)

    def _crosses_generator(self, inner: Scope, outer: Scope) -> bool:
        """Whether a scope is inside of a generator in a method, since a generator has its own `this`."""
        while inner is not outer:
            node = inner.node
            if isinstance(node, ast.GeneratorExp) or isinstance(node, FUNCTIONS) and is_generator(node):
                return True
            inner = inner.parent
        return False

    def _protocol(self, definition: ClassDefinition) -> list[nodes.Method]:
        """The members through which the browser calls Python's special methods."""
        members = []

        def add(method: str, result: ast.expr) -> None:
            members.append(nodes.Method(method, '', nodes.Arrow(parameters([]), [ast.Return(result)])))

        base = definition.base if isinstance(definition.base, ClassDefinition) else None
        is_inherited = base is not None and base.member('__init__')
        if '__init__' in definition.members and not is_inherited and not self._is_final(definition):
            # A constructor for subclasses to inherit: Python's __init__ need not call that of the base first.
            given = Spread(name('$args'))
            passed = [] if self.types.is_map_class(definition) else [given]  # a Map would take them as its entries
            start = [ast.Expr(call(name('super'), *passed))] if definition.node.bases else []
            body = [*start, ast.Expr(call(member(name('this'), '__init__'), given))]
            members.append(nodes.Method('constructor', '', nodes.Arrow(parameters([], rest='$args'), body)))
        if '__iter__' in definition.members:
            add('[Symbol.iterator]', py('this.__iter__()'))
        elif '__getitem__' in definition.members and definition.member('__iter__') is None:
            add('[Symbol.iterator]', self.context.helper('each_item', name('this')))
        if '__next__' in definition.members:
            add('next', self.context.helper('step', name('this')))
        return members

    def _is_final(self, definition: ClassDefinition) -> bool:
        """Whether ``__init__`` may be the constructor: the class neither has nor is a base, and nothing calls it."""
        program = self.context.program
        return not definition.node.bases and not program.calls_init and definition not in program.bases


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return body[1:]
    return body
