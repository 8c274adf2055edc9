"""Lowering of loops."""

from __future__ import annotations

import ast

from toolchain.compiler import nodes
from toolchain.compiler.nodes import constant, is_simple, name, py
from toolchain.compiler.passes import Lowering


class Loops(Lowering):
    """`for`, `while`, `break` and `continue`."""

    def lower_While(self, node: ast.While) -> list[ast.stmt]:
        test = self.expressions.test(node.test)
        return self._with_else(node, lambda: [ast.While(test, self.context.statements.lower_all(node.body), [])])

    def lower_For(self, node) -> list[ast.stmt]:
        return self._with_else(node, lambda: self.loop(node, lambda: self.context.statements.lower_all(node.body)))

    lower_AsyncFor = lower_For

    def _with_else(self, node, loop) -> list[ast.stmt]:
        """A loop. With an ``else``, it is in a labelled block, which `break` leaves."""
        label = self.context.fresh() if node.orelse else None
        self.context.frame.labels.append(label)
        statements = loop()
        self.context.frame.labels.pop()
        if label is None:
            return statements
        return [nodes.Labelled(label, [*statements, *self.context.statements.lower_all(node.orelse)])]

    def lower_Break(self, node: ast.Break) -> list[ast.stmt]:
        label = self.context.frame.labels[-1]
        return [nodes.Leave(label) if label else ast.Break()]

    def lower_Continue(self, node: ast.Continue) -> list[ast.stmt]:
        return [ast.Continue()]

    def loop(self, node, body, source: ast.expr | None = None) -> list[ast.stmt]:
        """A ``for`` loop; ``body()`` lowers its body, ``source`` is its iterable if that is already lowered."""
        if source is not None:
            return self._for_of(node, source, node.iter, body)
        call = node.iter
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and self.types.is_builtin(call.func):
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
        loop = ast.AsyncFor if is_async else ast.For
        assignments = self.context.assignments
        if isinstance(target, ast.Name) and assignments.is_declared([target]):
            return [loop(self.expressions.lower(target), iterable, body(), [])]
        if (isinstance(target, ast.Tuple) and self._items_have_length(source, len(target.elts))
                and assignments.is_declared(target.elts)):
            return [loop(assignments.pattern(target.elts), iterable, body(), [])]
        held = name(self.context.fresh())
        stores = assignments.assign(target, held, None)
        return [loop(held, iterable, [*stores, *body()], [])]

    def _items_have_length(self, source: ast.expr, count: int) -> bool:
        if self.context.module.is_plain:
            return True
        if not isinstance(source, ast.Call):
            return False
        if isinstance(source.func, ast.Attribute):
            return source.func.attr == 'items' and not source.args and count == 2 and self.types.of(
                source.func.value).name in ('dict', 'unknown')
        return (isinstance(source.func, ast.Name) and self.types.is_builtin(source.func)
                and source.func.id == 'zip' and len(source.args) == count)

    def _for_enumerate(self, node, call: ast.Call, body) -> list[ast.stmt]:
        """A loop with a separate counter, which avoids creating a pair for each iteration."""
        counter, item = name(self.context.fresh()), name(self.context.fresh())
        start = self.expressions.lower(call.args[1]) if len(call.args) == 2 else constant(0)
        iterable = self.expressions.iterable(call.args[0])
        index_target, item_target = node.target.elts
        # A pattern declares all of its names or none, so each target is stored separately.
        stores = self._store_part(index_target, py('__postinc__({})', counter))
        if isinstance(item_target, ast.Name):
            stores += self._store_part(item_target, item)
        else:
            stores += self.context.assignments.assign(item_target, item, None)
        return [ast.Assign([counter], start),
                (ast.AsyncFor if isinstance(node, ast.AsyncFor) else ast.For)(item, iterable, [*stores, *body()], [])]

    def _store_part(self, target: ast.expr, value: ast.expr) -> list[ast.stmt]:
        return self.context.assignments.assign(target, value, None)

    def _for_count(self, node, call: ast.Call, body) -> list[ast.stmt] | None:
        """A counting loop that evaluates the limit once and sets the variable in each iteration, as in Python.

        Transcrypt writes a counting loop for ``range`` with a constant step, but evaluates the limit in each iteration.
        """
        if not 1 <= len(call.args) <= 3:
            return None
        step = _constant_step(call.args[2]) if len(call.args) == 3 else 1
        if not step:
            return None
        start = self.expressions.lower(call.args[0]) if len(call.args) > 1 else constant(0)
        stop_node = call.args[1] if len(call.args) > 1 else call.args[0]
        stop = self.expressions.lower(stop_node)
        before: list[ast.stmt] = []
        if not isinstance(stop_node, ast.Constant):
            if not is_simple(start):
                start, value = name(self.context.fresh()), start
                before.append(ast.Assign([start], value))
            stop, value = name(self.context.fresh()), stop
            before.append(ast.Assign([stop], value))
        if self._counts_itself(node):
            counter = self.expressions.lower(node.target)
            inner = body()
        else:
            counter = name(self.context.fresh())
            inner = [*self.context.assignments.assign(node.target, counter, None), *body()]
        by = constant(step) if step > 0 else ast.UnaryOp(ast.USub(), constant(-step))
        return [*before, ast.For(counter, nodes.call(name('range'), start, stop, by), inner, [])]

    def _counts_itself(self, node) -> bool:
        """Whether the variable can be the counter: it is used only in the loop, and not stored or captured there."""
        binding = self.context.scopes.binding.get(node.target)
        inside = set(ast.walk(node))
        return self.context.scopes.is_own(node.target) and len(binding.stores) == 1 and all(
            use.node in inside and not use.is_captured for use in binding.uses)


def _constant_step(node: ast.expr) -> int | None:
    try:
        step = ast.literal_eval(node)
    except ValueError:
        return None
    return step if isinstance(step, int) else None

