"""Lowering of statements: conditions, exceptions and `with`. Other passes lower the remaining statements."""

from __future__ import annotations

import ast

from toolchain.compiler import nodes
from toolchain.compiler.context import ERRORS
from toolchain.compiler.types import UNKNOWN
from toolchain.compiler.nodes import chain, constant, instance_of, name, new, py
from toolchain.compiler.passes import Lowering
from toolchain.compiler.program import ClassDefinition, is_for_types


CATCH_ALL = ('Exception', 'BaseException')


class Statements(Lowering):
    """Lowers each statement of the source to any number of JavaScript statements."""

    def lower(self, statement: ast.stmt) -> list[ast.stmt]:
        lowered = self.context.lowerers[type(statement).__name__](statement)
        for node in lowered:
            if not hasattr(node, 'lineno'):
                node.lineno = statement.lineno
        return lowered

    def lower_all(self, statements: list[ast.stmt]) -> list[ast.stmt]:
        return [node for statement in statements for node in self.lower(statement)]

    def lower_If(self, node: ast.If) -> list[ast.stmt]:
        if is_for_types(node):
            return self.lower_all(node.orelse)
        return [ast.If(self.expressions.test(node.test), self.lower_all(node.body), self.lower_all(node.orelse))]

    def lower_Return(self, node: ast.Return) -> list[ast.stmt]:
        return [ast.Return(self.expressions.lower(node.value) if node.value else None)]

    def lower_Expr(self, node: ast.Expr) -> list[ast.stmt]:
        if isinstance(node.value, ast.Constant):
            return []
        self.context.statement = node.value  # whose value is not used
        return [ast.Expr(self.expressions.lower(node.value))]

    def lower_Pass(self, node: ast.stmt) -> list[ast.stmt]:
        return []

    lower_Import = lower_ImportFrom = lower_Pass

    def lower_Global(self, node: ast.Global | ast.Nonlocal) -> list[ast.stmt]:
        return [ast.Nonlocal([*map(self.context.js_name, node.names)])]

    lower_Nonlocal = lower_Global

    def lower_Raise(self, node: ast.Raise) -> list[ast.stmt]:
        if node.exc is None:
            if not self.context.frame.caught:
                return [ast.Expr(self.context.error(node, '`raise` alone, outside of an except clause'))]
            return [nodes.Throw(name(self.context.frame.caught[-1]))]
        value = self.expressions.lower(node.exc)
        if self._is_exception_class(node.exc):
            value = new(value)
        elif not isinstance(node.exc, ast.Call):  # a class or an exception, which is only known at run time
            value = self.context.helper('raised', value)
        if node.cause is not None and not (isinstance(node.cause, ast.Constant) and node.cause.value is None):
            value = self.context.helper('caused', value, self.expressions.lower(node.cause))
        return [nodes.Throw(value)]

    def _is_exception_class(self, node: ast.expr) -> bool:
        if isinstance(node, ast.Name) and self.types.is_builtin(node):
            return True
        return isinstance(self.types.definition(node), ClassDefinition)

    def lower_Assert(self, node: ast.Assert) -> list[ast.stmt]:
        arguments = self.expressions.spread([node.msg] if node.msg else [])
        failure = new(self.context.helper_name(ERRORS, 'AssertionError'), *arguments)
        return [ast.If(py('not {}', self.expressions.test(node.test)), [nodes.Throw(failure)], [])]

    def lower_Try(self, node: ast.Try) -> list[ast.stmt]:
        body = self.lower_all(node.body)
        completed = None
        if node.orelse and node.handlers:
            completed = name(self.context.fresh())
            body.append(ast.Assign([completed], constant(True)))
        final = self.lower_all(node.finalbody)
        if not node.handlers:
            body += self.lower_all(node.orelse)
            return [nodes.TryCatch(body, None, [], final)] if final else body
        caught = self.context.fresh()
        handlers = self._handlers(node.handlers, caught)
        if completed is None:
            return [nodes.TryCatch(body, caught, handlers, final)]
        guarded = [ast.Assign([completed], constant(False)), nodes.TryCatch(body, caught, handlers, []),
                   ast.If(completed, self.lower_all(node.orelse), [])]
        return [nodes.TryCatch(guarded, None, [], final)] if final else guarded

    def _handlers(self, handlers: list[ast.ExceptHandler], caught: str) -> list[ast.stmt]:
        self.context.frame.caught.append(caught)
        chain: list[ast.stmt] = [nodes.Throw(name(caught))]
        for handler in reversed(handlers):
            body: list[ast.stmt] = []
            if handler.name:
                target = name(self.context.js_name(handler.name))
                body.append(ast.Assign([target], name(caught)))
            body += self.lower_all(handler.body)
            condition = self._matches(handler.type, caught)
            chain = body if condition is None else [ast.If(condition, body, chain)]
        self.context.frame.caught.pop()
        return chain

    def _matches(self, type_node: ast.expr | None, caught: str) -> ast.expr | None:
        """The test whether the exception is of these classes; None if it always is."""
        types = type_node.elts if isinstance(type_node, ast.Tuple) else [type_node]
        for each in types:
            if each is None or isinstance(each, ast.Name) and each.id in CATCH_ALL and self.types.is_builtin(each):
                return None
        tests = [instance_of(name(caught), self.expressions.lower(each)) for each in types]
        return chain(ast.Or(), tests)

    def lower_With(self, node) -> list[ast.stmt]:
        body = None
        for item in reversed(node.items):
            inner = body
            body = self._with_item(node, item, (lambda: self.lower_all(node.body)) if inner is None else inner)
        return body()

    lower_AsyncWith = lower_With

    def _with_item(self, node, item: ast.withitem, inner):
        def statements() -> list[ast.stmt]:
            is_async = isinstance(node, ast.AsyncWith)
            enter, leave = ('__aenter__', '__aexit__') if is_async else ('__enter__', '__exit__')
            wait = ast.Await if is_async else lambda value: value
            manager, failed, caught = (name(self.context.fresh()) for _ in range(3))
            entered = wait(py(f'{{}}.{enter}()', manager))
            start = [ast.Expr(entered)]
            if item.optional_vars:
                start = self.context.assignments.assign(item.optional_vars, entered, None)
            leave_failed = wait(py(f'{{}}.{leave}({{}}.constructor, {{}}, None)', manager, caught, caught))
            swallowed = self.operations.test(leave_failed, UNKNOWN)
            return [
                ast.Assign([manager], self.expressions.lower(item.context_expr)), *start,
                ast.Assign([failed], constant(False)),
                nodes.TryCatch(
                    inner(), caught.id,
                    [ast.Assign([failed], constant(True)), ast.If(py('not {}', swallowed), [nodes.Throw(caught)], [])],
                    [ast.If(py('not {}', failed), [
                        ast.Expr(wait(py(f'{{}}.{leave}(None, None, None)', manager)))], [])]),
            ]
        return statements
