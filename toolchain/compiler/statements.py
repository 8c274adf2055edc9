"""Lowering of statements and functions."""

from __future__ import annotations

import ast

from toolchain.compiler import nodes
from toolchain.compiler.context import ERRORS, Context, Frame
from toolchain.compiler.expressions import Expressions
from toolchain.compiler.kinds import UNKNOWN
from toolchain.compiler.matching import Matching
from toolchain.compiler.nodes import attribute_name, is_simple, js, name
from toolchain.compiler.operations import Operations
from toolchain.compiler.program import ClassDefinition
from toolchain.compiler.scopes import FUNCTIONS, Scope

CATCH_ALL = ('Exception', 'BaseException')


class Statements:
    def __init__(self, context: Context, operations: Operations, expressions: Expressions) -> None:
        self.context = context
        self.kinds = context.kinds
        self.operations = operations
        self.expressions = expressions
        self.matching = Matching(context, expressions, self)
        # What `break` and `continue` must say in the loops around, innermost last; None is the plain word.
        self._labels: list[str | None] = []
        # The names under which the exceptions being handled were caught, innermost last.
        self._caught: list[str] = []

    def lower(self, statement: ast.stmt) -> list[ast.stmt]:
        lowered = getattr(self, f'_lower_{type(statement).__name__}')(statement)
        for node in lowered:
            if not hasattr(node, 'lineno'):
                node.lineno = statement.lineno
        return lowered

    def lower_all(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        return [node for statement in statements for node in self.lower(statement)]

    # Functions

    def function(self, node) -> ast.expr:
        """A function as an expression. Defaults that must be evaluated once are, outside of it."""
        outer = []
        parameters = self._parameters(node, outer)
        arrow = self.arrow(node, parameters)
        if not outer:
            return arrow
        # The defaults are evaluated here and now, and held by a function around the function.
        holder = nodes.Arrow(nodes.Params([(held, None) for held, _ in outer]), [ast.Return(arrow)])
        return js('{}(' + ', '.join('{}' for _ in outer) + ')', holder, *[value for _, value in outer], atomic=True)

    def arrow(self, node, parameters: nodes.Params) -> nodes.Arrow:
        """The function itself, with its declarations."""
        scope = self.context.scopes.of[node]
        self.context.frames.append(Frame())
        labels, self._labels, caught, self._caught = self._labels, [], self._caught, []
        if isinstance(node, ast.Lambda):
            body = [ast.Return(self.expressions.lower(node.body))]
        else:
            body = self.lower_all(_without_docstring(node.body))
        self._labels, self._caught = labels, caught
        declared = self.declarations(scope, self.context.frames.pop())
        if isinstance(node, ast.Lambda) and not declared:
            body = body[0].value
        else:
            body = [*declared, *body]
        return nodes.Arrow(parameters, body, isinstance(node, ast.AsyncFunctionDef), is_generator(node))

    def declarations(self, scope: Scope, frame: Frame) -> list[ast.stmt]:
        """`var` for the variables that no `let` declares."""
        hoisted = [self.context.js_name(binding.name) for binding in scope.bindings.values()
                   if not binding.is_let and not binding.is_parameter and binding.stores
                   and not self._is_declared_by_itself(binding)]
        return [nodes.Var([*hoisted, *frame.temporaries])] if hoisted or frame.temporaries else []

    def _is_declared_by_itself(self, binding) -> bool:
        """Whether the binding is a function or class of the module, whose statement declares it."""
        store = binding.stores[0].node
        return isinstance(binding.scope.node, ast.Module) and (
            isinstance(store, ast.ClassDef) or isinstance(store, FUNCTIONS) and not store.decorator_list)

    def _parameters(self, node, outer: list) -> nodes.Params:
        """Formal parameters; defaults to be evaluated once go into ``outer`` as (name, expression)."""
        arguments = node.args
        positional = [*arguments.posonlyargs, *arguments.args]
        defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
        pairs = []
        for argument, default in [*zip(positional, defaults), *zip(arguments.kwonlyargs, arguments.kw_defaults)]:
            pairs.append((name(self.context.js_name(argument.arg)), default and self._default(default, outer)))
        if arguments.kwarg:
            pairs.append((name(self.context.js_name(arguments.kwarg.arg)), js('new Map()')))
        rest = arguments.vararg and self.context.js_name(arguments.vararg.arg)
        return nodes.Params(pairs, rest)

    def _default(self, default: ast.expr, outer: list) -> ast.expr:
        lowered = self.expressions.lower(default)
        if isinstance(default, ast.Constant) or isinstance(default, ast.UnaryOp) and is_simple(lowered):
            return lowered
        if isinstance(default, ast.UnaryOp) and isinstance(default.operand, ast.Constant):
            return lowered
        held = name(self.context.fresh())
        outer.append((held, lowered))
        return held

    def _lower_FunctionDef(self, node) -> list[ast.stmt]:
        is_top = isinstance(self._scope_of(node).node, ast.Module)
        target = name(self.context.js_name(node.name))
        if is_top and not node.decorator_list:
            outer: list = []
            parameters = self._parameters(node, outer)
            before = [nodes.Let(held, value) for held, value in outer]
            return [*before, nodes.Function(target.id, self.arrow(node, parameters))]
        value = self.function(node)
        for decorator in reversed(node.decorator_list):
            value = js('{}({})', self.expressions.lower(decorator), value, atomic=True)
        return [self._store(node, target, value)]

    _lower_AsyncFunctionDef = _lower_FunctionDef

    def _scope_of(self, node) -> Scope:
        return self.context.scopes.of[node].parent

    def _store(self, use: ast.AST, target: ast.expr, value: ast.expr) -> ast.stmt:
        """A store to a variable: its declaration, where this is the first and may declare."""
        binding = self.context.scopes.binding.get(use)
        if binding is not None and binding.is_let and binding.uses[0].node is use:
            return nodes.Let(target, value)
        return ast.Expr(js('{} = {}', target, value))

    def _lower_ClassDef(self, node: ast.ClassDef) -> list[ast.stmt]:
        definition = self.context.module.definitions[node.name]
        before: list[ast.stmt] = []
        after: list[ast.stmt] = []
        members: list[nodes.Method] = []
        for attribute, member in definition.members.items():
            if member.sort == 'attribute':
                value = self.expressions.lower(member.node.value)
                owner = name(self.context.js_name(node.name))
                after.append(ast.Expr(js(f'{{}}.prototype.{attribute} = {{}}', owner, value)))
            else:
                members.append(self._method(member.node, member.sort, before))
                if member.setter is not None:
                    members.append(self._method(member.setter, 'setter', before))
        members += self._protocol(definition)
        base = self.expressions.lower(node.bases[0]) if node.bases else None
        return [*before, nodes.Class(self.context.js_name(node.name), base, members), *after]

    def _method(self, node, sort: str, before: list[ast.stmt]) -> nodes.Method:
        scope = self.context.scopes.of[node]
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            for use in ast.walk(default) if default else []:
                binding = self.context.scopes.binding.get(use)
                if binding is not None and binding.scope.is_class:
                    self.context.refuse(default, f'a default that reads {binding.name} of its class, which is not '
                                                 'there yet; use None and read it in the body')
        outer: list = []
        parameters = self._parameters(node, outer)
        before += [nodes.Let(held, value) for held, value in outer]
        prefix = {'static': 'static ', 'class': 'static ', 'property': 'get ', 'setter': 'set '}.get(sort, '')
        if sort == 'static':
            return nodes.Method(node.name, prefix, self.arrow(node, parameters))
        receiver = scope.bindings[[*node.args.posonlyargs, *node.args.args][0].arg]
        parameters.pairs = parameters.pairs[1:]
        if sort == 'class':
            self.context.class_receivers[receiver] = self.context.module.definitions[scope.parent.node.name]
        is_aliased = any(use.is_store or self._crosses_generator(use.scope, scope) for use in receiver.uses)
        self.context.receiver_names[receiver] = self.context.js_name(receiver.name) if is_aliased else 'this'
        arrow = self.arrow(node, parameters)
        if is_aliased:
            arrow.body = [nodes.Let(name(self.context.js_name(receiver.name)), name('this')), *arrow.body]
        return nodes.Method(node.name, prefix, arrow)

    def _crosses_generator(self, inner: Scope, outer: Scope) -> bool:
        """Whether a scope lies in a generator within a method: a generator has a `this` of its own."""
        while inner is not outer:
            node = inner.node
            if isinstance(node, ast.GeneratorExp) or isinstance(node, FUNCTIONS) and is_generator(node):
                return True
            inner = inner.parent
        return False

    def _protocol(self, definition: ClassDefinition) -> list[nodes.Method]:
        """What makes the browser call Python's special methods."""
        members = []

        def add(method: str, body: list[ast.stmt], parameters=()) -> None:
            members.append(nodes.Method(method, '', nodes.Arrow(nodes.Params(list(parameters)), body)))

        base = definition.base if definition.node.bases else None
        if definition.member('__init__') and not isinstance(base, ClassDefinition):
            start = [ast.Expr(js('super(...$args)'))] if definition.node.bases else []
            members.append(nodes.Method('constructor', '', nodes.Arrow(
                nodes.Params([], '$args'), [*start, ast.Expr(js('this.__init__(...$args)'))])))
        elif '__init__' in definition.members and not definition.base.member('__init__'):
            members.append(nodes.Method('constructor', '', nodes.Arrow(
                nodes.Params([], '$args'), [ast.Expr(js('super(...$args)')), ast.Expr(js('this.__init__(...$args)'))])))
        if '__iter__' in definition.members:
            add('[Symbol.iterator]', [ast.Return(js('this.__iter__()', atomic=True))])
        if '__next__' in definition.members:
            add('next', [ast.Return(self.context.helper('step', name('this')))])
        return members

    # Assignment

    def _lower_Assign(self, node: ast.Assign) -> list[ast.stmt]:
        if len(node.targets) == 1:
            return self.assign(node.targets[0], self.expressions.lower(node.value), node.value)
        value = self.expressions.lower(node.value)
        before = []
        if not isinstance(node.value, (ast.Constant, ast.Name)):
            held = name(self.context.fresh())
            before, value = [nodes.Let(held, value)], held
        stores = [statement for target in node.targets for statement in self.assign(target, value, node.value)]
        return [*before, *stores]

    def _lower_AnnAssign(self, node: ast.AnnAssign) -> list[ast.stmt]:
        if node.value is None:
            return []
        return self.assign(node.target, self.expressions.lower(node.value), node.value)

    def assign(self, target: ast.expr, value: ast.expr, source: ast.expr | None) -> list[ast.stmt]:
        """Statements that store a lowered ``value``; ``source`` is what it was lowered from, if it is known."""
        if isinstance(target, ast.Name):
            return [self._store(target, self.expressions.lower(target), value)]
        if isinstance(target, ast.Attribute):
            return [ast.Expr(js('{} = {}', self.expressions.lower(target), value))]
        if isinstance(target, ast.Subscript):
            return [ast.Expr(self._store_subscript(target, value))]
        return self._unpack(target.elts, value, source)

    def _store_subscript(self, target: ast.Subscript, value: ast.expr) -> ast.expr:
        container, kind = self.expressions.lower(target.value), self.kinds.of(target.value)
        if isinstance(target.slice, ast.Slice):
            bounds = [bound or name('null') for bound in self.expressions.slice_bounds(target.slice)]
            return self.context.helper('store_slice', container, *bounds, value)
        return self.operations.store_item(
            container, kind, self.expressions.lower(target.slice), self.kinds.of(target.slice), value,
            self.expressions.is_from_front(target.slice))

    def _unpack(self, targets: list[ast.expr], value: ast.expr, source: ast.expr | None) -> list[ast.stmt]:
        """``a, b = value`` as a pattern where all targets are names or attributes, else part by part."""
        star = next((index for index, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
        is_exact = star is None and self._has_length(source, len(targets))
        if not is_exact:
            kind = self.kinds.of(source) if source is not None else UNKNOWN
            value = self.operations.unpacked(value, kind, len(targets), star)
        plain = [target.value if isinstance(target, ast.Starred) else target for target in targets]
        if all(isinstance(target, (ast.Name, ast.Attribute)) for target in plain):
            pattern = self.pattern(plain)
            first = next((target for target in plain if isinstance(target, ast.Name)), None)
            return [self._store(first, pattern, value)] if first is not None else [
                ast.Expr(js('{} = {}', pattern, value))]
        held = name(self.context.fresh())
        statements: list[ast.stmt] = [nodes.Let(held, value)]
        for index, target in enumerate(plain):
            part = js(f'{{}}[{index}]', held, atomic=True)
            statements += self.assign(target, part, None)
        return statements

    def pattern(self, targets: list[ast.expr]) -> ast.expr:
        lowered = [self.expressions.lower(target) for target in targets]
        return js('[' + ', '.join('{}' for _ in lowered) + ']', *lowered, atomic=True)

    def _has_length(self, source: ast.expr | None, count: int) -> bool:
        """Whether a value surely has as many parts as there are targets."""
        if self.context.module.is_plain:
            return True
        return (isinstance(source, (ast.Tuple, ast.List)) and len(source.elts) == count
                and not any(isinstance(element, ast.Starred) for element in source.elts))

    def _lower_AugAssign(self, node: ast.AugAssign) -> list[ast.stmt]:
        target, kind = node.target, self.kinds.of(node.target)
        right, right_kind = self.expressions.lower(node.value), self.kinds.of(node.value)
        if isinstance(target, ast.Name):
            place = self.expressions.lower(target)
            result = self.operations.augmented(node.op, place, kind, right, right_kind)
            return [ast.Expr(js('{} = {}', place, result))]
        owner = self.expressions.lower(target.value)
        before: list[ast.stmt] = []
        if not is_simple(owner) and owner is not None:
            held = name(self.context.fresh())
            before.append(nodes.Let(held, owner))
            owner = held
        if isinstance(target, ast.Attribute):
            place = js(f'{{}}.{attribute_name(target.attr)}', owner, atomic=True)
            result = self.operations.augmented(node.op, place, kind, right, right_kind)
            return [*before, ast.Expr(js('{} = {}', place, result))]
        if isinstance(target.slice, ast.Slice):
            return [ast.Expr(self.context.refuse(node, 'an operator and `=` on a slice; write it out'))]
        key = self.expressions.lower(target.slice)
        if not is_simple(key):
            held = name(self.context.fresh())
            before.append(nodes.Let(held, key))
            key = held
        owner_kind = self.kinds.of(target.value)
        from_front = self.expressions.is_from_front(target.slice)
        current = self.operations.item(owner, owner_kind, key, from_front)
        result = self.operations.augmented(node.op, current, kind, right, right_kind)
        key_kind = self.kinds.of(target.slice)
        return [*before, ast.Expr(self.operations.store_item(owner, owner_kind, key, key_kind, result, from_front))]

    def _lower_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        statements: list[ast.stmt] = []
        for target in node.targets:
            if isinstance(target, ast.Attribute):
                statements.append(ast.Expr(js('delete {}', self.expressions.lower(target))))
                continue
            container, kind = self.expressions.lower(target.value), self.kinds.of(target.value)
            if isinstance(target.slice, ast.Slice):
                bounds = [bound or name('null') for bound in self.expressions.slice_bounds(target.slice)]
                deletion = self.context.helper('store_slice', container, *bounds, js('[]', atomic=True))
            else:
                deletion = self.operations.delete_item(container, kind, self.expressions.lower(target.slice))
            statements.append(ast.Expr(deletion))
        return statements

    # Control flow

    def _lower_If(self, node: ast.If) -> list[ast.stmt]:
        return [ast.If(self.expressions.test(node.test), self.lower_all(node.body), self.lower_all(node.orelse))]

    def _lower_While(self, node: ast.While) -> list[ast.stmt]:
        test = self.expressions.test(node.test)
        return self._with_else(node, lambda: [ast.While(test, self.lower_all(node.body), [])])

    def _lower_For(self, node) -> list[ast.stmt]:
        return self._with_else(node, lambda: self.loop(node, lambda: self.lower_all(node.body)))

    _lower_AsyncFor = _lower_For

    def _with_else(self, node, loop) -> list[ast.stmt]:
        """A loop; with an ``else``, in a block that `break` leaves."""
        label = self.context.fresh() if node.orelse else None
        self._labels.append(label)
        statements = loop()
        self._labels.pop()
        if label is None:
            return statements
        return [nodes.Labelled(label, [*statements, *self.lower_all(node.orelse)])]

    def _lower_Break(self, node: ast.Break) -> list[ast.stmt]:
        return [nodes.Jump('break', self._labels[-1])]

    def _lower_Continue(self, node: ast.Continue) -> list[ast.stmt]:
        return [nodes.Jump('continue')]

    def loop(self, node, body, source: ast.expr | None = None) -> list[ast.stmt]:
        """A ``for``; ``body()`` lowers its body, ``source`` is its iterable where that is at hand already."""
        if source is not None:
            return self._for_of(node, source, node.iter, body)
        call = node.iter
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and self.kinds.is_builtin(call.func):
            has_stars = any(isinstance(argument, ast.Starred) for argument in call.args)
            if call.func.id == 'range' and isinstance(node.target, ast.Name) and not has_stars and not call.keywords:
                counted = self._for_count(node, call, body)
                if counted is not None:
                    return counted
            if call.func.id == 'enumerate' and len(call.args) in (1, 2) and not has_stars and not call.keywords:
                if isinstance(node.target, ast.Tuple) and len(node.target.elts) == 2 and not isinstance(
                        node.target.elts[0], ast.Starred):
                    return self._for_enumerate(node, call, body)
        return self._for_of(node, self.expressions.iterable(node.iter), node.iter, body)

    def _for_of(self, node, iterable: ast.expr, source: ast.expr, body) -> list[ast.stmt]:
        is_async = isinstance(node, ast.AsyncFor)
        target = node.target
        if isinstance(target, ast.Name):
            binding = self.context.scopes.binding.get(target)
            is_declared = binding is not None and binding.is_let and binding.uses[0].node is target
            return [nodes.ForOf(self.expressions.lower(target), iterable, body(), is_declared, is_async)]
        if isinstance(target, ast.Tuple) and self._items_have_length(source, len(target.elts)) and all(
                isinstance(element, ast.Name) for element in target.elts):
            binding = self.context.scopes.binding.get(target.elts[0])
            is_declared = binding.is_let and binding.uses[0].node is target.elts[0]
            return [nodes.ForOf(self.pattern(target.elts), iterable, body(), is_declared, is_async)]
        held = name(self.context.fresh())
        stores = self.assign(target, held, None)
        return [nodes.ForOf(held, iterable, [*stores, *body()], True, is_async)]

    def _items_have_length(self, source: ast.expr, count: int) -> bool:
        if self.context.module.is_plain:
            return True
        if not isinstance(source, ast.Call):
            return False
        if isinstance(source.func, ast.Attribute):
            return source.func.attr == 'items' and not source.args and count == 2 and self.kinds.of(
                source.func.value).name in ('dict', 'unknown')
        return (isinstance(source.func, ast.Name) and self.kinds.is_builtin(source.func)
                and source.func.id == 'zip' and len(source.args) == count)

    def _for_enumerate(self, node, call: ast.Call, body) -> list[ast.stmt]:
        """A counter beside the loop, in place of a pair made for each turn."""
        counter, item = name(self.context.fresh()), name(self.context.fresh())
        start = self.expressions.lower(call.args[1]) if len(call.args) == 2 else js('0', atomic=True)
        iterable = self.expressions.iterable(call.args[0])
        index_target, item_target = node.target.elts
        # A pattern declares all its names or none; here each is stored by itself.
        stores = self._store_part(index_target, js('{}++', counter))
        if isinstance(item_target, ast.Name):
            stores += self._store_part(item_target, item)
        else:
            stores += self.assign(item_target, item, None)
        return [nodes.Let(counter, start),
                nodes.ForOf(item, iterable, [*stores, *body()], True, isinstance(node, ast.AsyncFor))]

    def _store_part(self, target: ast.expr, value: ast.expr) -> list[ast.stmt]:
        return self.assign(target, value, None)

    def _for_count(self, node, call: ast.Call, body) -> list[ast.stmt] | None:
        """A counting loop, with the limit evaluated once and the variable set anew each turn, as in Python."""
        if not 1 <= len(call.args) <= 3:
            return None
        step = _constant_step(call.args[2]) if len(call.args) == 3 else 1
        if not step:
            return None
        start = self.expressions.lower(call.args[0]) if len(call.args) > 1 else js('0', atomic=True)
        stop_node = call.args[1] if len(call.args) > 1 else call.args[0]
        stop = self.expressions.lower(stop_node)
        limit = None if isinstance(stop_node, ast.Constant) else self.context.fresh()
        target = node.target
        binding = self.context.scopes.binding.get(target)
        is_own = binding is not None and binding.is_let and binding.uses[0].node is target
        if is_own and len(binding.stores) == 1:
            counter = self.context.js_name(target.id)
            inner = body()
        else:
            counter = self.context.fresh()
            inner = [*self.assign(target, name(counter), None), *body()]
        return [nodes.ForCount(counter, limit, start, stop, step, inner)]

    def _lower_Return(self, node: ast.Return) -> list[ast.stmt]:
        return [ast.Return(self.expressions.lower(node.value) if node.value else None)]

    def _lower_Expr(self, node: ast.Expr) -> list[ast.stmt]:
        if isinstance(node.value, ast.Constant):
            return []
        return [ast.Expr(self.expressions.lower(node.value))]

    def _lower_Pass(self, node: ast.stmt) -> list[ast.stmt]:
        return []

    _lower_Global = _lower_Nonlocal = _lower_Import = _lower_ImportFrom = _lower_Pass

    def _lower_Match(self, node) -> list[ast.stmt]:
        return self.matching.lower(node)

    # Exceptions

    def _lower_Raise(self, node: ast.Raise) -> list[ast.stmt]:
        if node.exc is None:
            if not self._caught:
                return [ast.Expr(self.context.refuse(node, '`raise` alone, outside of an except clause'))]
            return [nodes.Throw(name(self._caught[-1]))]
        value = self.expressions.lower(node.exc)
        if self._is_exception_class(node.exc):
            value = js('new {}()', value, atomic=True)
        elif not isinstance(node.exc, ast.Call):  # a class or an exception: only the browser can tell
            value = self.context.helper('raised', value)
        if node.cause is not None and not (isinstance(node.cause, ast.Constant) and node.cause.value is None):
            value = self.context.helper('caused', value, self.expressions.lower(node.cause))
        return [nodes.Throw(value)]

    def _is_exception_class(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name) and self.kinds.is_builtin(node):
            return True
        return isinstance(self.kinds.definition(node), ClassDefinition)

    def _lower_Assert(self, node: ast.Assert) -> list[ast.stmt]:
        arguments = self.expressions.spread([node.msg]) if node.msg else js('', atomic=True)
        failure = js('new {}({})', self.context.helper_name(ERRORS, 'AssertionError'), arguments, atomic=True)
        return [ast.If(js('!{}', self.expressions.test(node.test)), [nodes.Throw(failure)], [])]

    def _lower_Try(self, node: ast.Try) -> list[ast.stmt]:
        body = self.lower_all(node.body)
        completed = None
        if node.orelse and node.handlers:
            completed = name(self.context.fresh())
            body.append(ast.Expr(js('{} = true', completed)))
        final = self.lower_all(node.finalbody) if node.finalbody else None
        if not node.handlers:
            return [nodes.TryCatch([*body, *self.lower_all(node.orelse)], None, None, final)]
        caught = self.context.fresh()
        handlers = self._handlers(node.handlers, caught)
        if completed is None:
            return [nodes.TryCatch(body, caught, handlers, final)]
        guarded = [nodes.Let(completed, js('false', atomic=True)), nodes.TryCatch(body, caught, handlers, None),
                   ast.If(completed, self.lower_all(node.orelse), [])]
        return guarded if final is None else [nodes.TryCatch(guarded, None, None, final)]

    def _handlers(self, handlers: list[ast.ExceptHandler], caught: str) -> list[ast.stmt]:
        self._caught.append(caught)
        chain: list[ast.stmt] = [nodes.Throw(name(caught))]
        for handler in reversed(handlers):
            body: list[ast.stmt] = []
            if handler.name:
                body.append(self._store(handler, name(self.context.js_name(handler.name)), name(caught)))
            body += self.lower_all(handler.body)
            condition = self._matches(handler.type, caught)
            chain = body if condition is None else [ast.If(condition, body, chain)]
        self._caught.pop()
        return chain

    def _matches(self, type_node: ast.expr | None, caught: str) -> ast.expr | None:
        """Whether an exception is of a class; None where it surely is."""
        types = type_node.elts if isinstance(type_node, ast.Tuple) else [type_node]
        for each in types:
            if each is None or isinstance(each, ast.Name) and each.id in CATCH_ALL and self.kinds.is_builtin(each):
                return None
        tests = [js('{} instanceof {}', name(caught), self.expressions.lower(each)) for each in types]
        return js(' || '.join('{}' for _ in tests), *tests) if len(tests) > 1 else tests[0]

    def _lower_With(self, node) -> list[ast.stmt]:
        body = None
        for item in reversed(node.items):
            inner = body
            body = self._with_item(node, item, (lambda: self.lower_all(node.body)) if inner is None else inner)
        return body()

    _lower_AsyncWith = _lower_With

    def _with_item(self, node, item: ast.withitem, inner):
        def statements() -> list[ast.stmt]:
            is_async = isinstance(node, ast.AsyncWith)
            enter, leave = ('__aenter__', '__aexit__') if is_async else ('__enter__', '__exit__')
            wait = 'await ' if is_async else ''
            manager, failed, caught = (name(self.context.fresh()) for _ in range(3))
            entered = js(f'{wait}{{}}.{enter}()', manager)
            start = self.assign(item.optional_vars, entered, None) if item.optional_vars else [ast.Expr(entered)]
            leave_failed = js(f'{wait}{{}}.{leave}({{}}.constructor, {{}}, null)', manager, caught, caught)
            swallowed = self.operations.test(leave_failed, UNKNOWN)
            return [
                nodes.Let(manager, self.expressions.lower(item.context_expr)), *start,
                nodes.Let(failed, js('false', atomic=True)),
                nodes.TryCatch(
                    inner(), caught.id,
                    [ast.Expr(js('{} = true', failed)), ast.If(js('!{}', swallowed), [nodes.Throw(caught)], [])],
                    [ast.If(js('!{}', failed), [ast.Expr(js(f'{wait}{{}}.{leave}(null, null, null)', manager))], [])]),
            ]
        return statements


def is_generator(node: ast.AST) -> bool:
    """Whether a function yields, itself."""
    if isinstance(node, ast.Lambda):
        return _yields([node.body])
    return _yields(node.body)


def _yields(every) -> bool:
    for node in every:
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (*FUNCTIONS, ast.Lambda, ast.ClassDef)) and _yields(ast.iter_child_nodes(node)):
            return True
    return False


def _without_docstring(body: list[ast.stmt]) -> list[ast.stmt]:
    first = body[0]
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant) and isinstance(first.value.value, str):
        return body[1:]
    return body


def _constant_step(node: ast.expr) -> int | None:
    try:
        step = ast.literal_eval(node)
    except ValueError:
        return None
    return step if isinstance(step, int) else None

