"""Lowering of comprehensions: each is an immediately called function, since it has variables of its own."""

from __future__ import annotations

import ast

from toolchain.compiler import nodes
from toolchain.compiler.context import Frame
from toolchain.compiler.nodes import array, call, name, new, parameters, py
from toolchain.compiler.parsing import contains_await
from toolchain.compiler.passes import Lowering


class Comprehensions(Lowering):
    """List, set and dict comprehensions, and generator expressions."""

    def lower_ListComp(self, node: ast.ListComp) -> ast.expr:
        return self._mapped(node) or self._collected(node, array([]), lambda result: py(
            '{}.push({})', result, self.expressions.lower(node.elt)))

    def _mapped(self, node: ast.ListComp) -> ast.expr | None:
        """A list comprehension over a list as `map` or `filter`, where the difference cannot be observed.

        The expression for each item must not call anything, since that might change the list, and must not be a
        function, which in Python would share the variable with the functions of other items.
        """
        generator = node.generators[0]
        target, conditions = generator.target, generator.ifs
        is_same = isinstance(node.elt, ast.Name) and isinstance(target, ast.Name) and node.elt.id == target.id
        if (len(node.generators) > 1 or generator.is_async or not isinstance(target, ast.Name)
                or self.types.of(generator.iter).name != 'list' or len(conditions) != (1 if is_same else 0)
                or not all(_is_plain(part) for part in [node.elt, *conditions])):
            return None
        source = self.expressions.lower(generator.iter)
        self.context.frames.append(Frame())
        value = self.expressions.test(conditions[0]) if is_same else self.expressions.lower(node.elt)
        temporaries = self.context.frames.pop().temporaries
        body = [nodes.Var(temporaries), ast.Return(value)] if temporaries else value
        item = parameters([self.context.js_name(target.id)])
        method = 'filter' if is_same else 'map'
        return py(f'{{}}.{method}({{}})', source, nodes.Arrow(item, body))

    def lower_SetComp(self, node: ast.SetComp) -> ast.expr:
        return self._collected(node, new(name('Set')), lambda result: py(
            '{}.add({})', result, self.expressions.hashed(node.elt)))

    def lower_DictComp(self, node: ast.DictComp) -> ast.expr:
        return self._collected(node, new(name('Map')), lambda result: py(
            '{}.set({}, {})', result, self.expressions.hashed(node.key), self.expressions.lower(node.value)))

    def _collected(self, node, empty: ast.expr, add) -> ast.expr:
        """An immediately called function that fills a container and returns it."""
        result = name(self.context.fresh())
        self.context.frames.append(Frame())
        loops = self._loops(node.generators, lambda: ast.Expr(add(result)), node)
        body = [ast.Assign([result], empty), *loops, ast.Return(result)]
        return self._called(node, body)

    def lower_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        first = node.generators[0]
        source = name(self.context.fresh())
        # The first iterable is evaluated immediately, as in Python; the rest is evaluated lazily.
        iterable = self.expressions.iterable(first.iter)
        self.context.frames.append(Frame())

        def innermost() -> ast.stmt:
            return ast.Expr(ast.Yield(self.expressions.lower(node.elt)))

        return self._called(node, self._loops(node.generators, innermost, node, source), (source, iterable))

    def _called(self, node, body: list, source: tuple | None = None) -> ast.expr:
        """A call of the comprehension's own function; a generator gets its first iterable as an argument."""
        frame = self.context.frames.pop()
        hoisted = [self.context.js_name(binding.name) for binding in self.context.scopes.of[node].bindings.values()
                   if binding.is_hoisted]
        declared = [nodes.Var([*hoisted, *frame.temporaries])] if hoisted or frame.temporaries else []
        is_async = any(generator.is_async for generator in node.generators) or contains_await(node)
        if source is not None:
            arrow = nodes.Arrow(parameters([source[0].id]), [*declared, *body], is_async, is_generator=True)
            return call(arrow, source[1])
        called = call(nodes.Arrow(parameters([]), [*declared, *body], is_async))
        return ast.Await(called) if is_async else called

    def _loops(self, generators: list[ast.comprehension], innermost, node, source=None) -> list[ast.stmt]:
        """The nested loops of a comprehension; ``source`` is the first iterable if it is already evaluated."""
        def build(index: int) -> list[ast.stmt]:
            if index == len(generators):
                return [innermost()]
            generator = generators[index]

            def inside() -> list[ast.stmt]:
                # Lowered after the loop's target, whose variable the conditions see.
                conditions = [self.expressions.test(condition) for condition in generator.ifs]
                inner = build(index + 1)
                for condition in reversed(conditions):
                    inner = [ast.If(condition, inner, [])]
                return inner

            loop = ast.AsyncFor if generator.is_async else ast.For
            statement = ast.copy_location(loop(generator.target, generator.iter, [], []), node)
            return self.context.loops.loop(statement, inside, source if index == 0 else None)

        return build(0)


def _is_plain(node: ast.AST) -> bool:
    """Whether evaluating ``node`` only reads and computes, without side effects."""
    acting = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Lambda, ast.GeneratorExp, ast.SetComp,
              ast.DictComp)
    return not any(isinstance(child, acting) for child in ast.walk(node))
