"""Lowering of comprehensions: each is a function called where it stands, since its variables are its own."""

from __future__ import annotations

import ast

from toolchain.compiler import nodes
from toolchain.compiler.context import Frame
from toolchain.compiler.nodes import js, name
from toolchain.compiler.passes import Lowering
from toolchain.compiler.scopes import FUNCTIONS


class Comprehensions(Lowering):
    """List, set and dict comprehensions, and generator expressions."""

    def lower_ListComp(self, node: ast.ListComp) -> ast.expr:
        return self._mapped(node) or self._collected(node, js('[]', atomic=True), lambda result: js(
            '{}.push({})', result, self.expressions.lower(node.elt)))

    def _mapped(self, node: ast.ListComp) -> ast.expr | None:
        """One over a list as the list's own `map` or `filter`, where nothing can tell the difference.

        What is evaluated for each item may neither call something, which might change the list, nor be a function,
        which would share the variable with those of other items.
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
        item = nodes.Params([(name(self.context.js_name(target.id)), None)])
        method = 'filter' if is_same else 'map'
        return js(f'{{}}.{method}({{}})', source, nodes.Arrow(item, body), atomic=True)

    def lower_SetComp(self, node: ast.SetComp) -> ast.expr:
        return self._collected(node, js('new Set()'), lambda result: js(
            '{}.add({})', result, self.expressions.lower(node.elt)))

    def lower_DictComp(self, node: ast.DictComp) -> ast.expr:
        return self._collected(node, js('new Map()'), lambda result: js(
            '{}.set({}, {})', result, self.expressions.lower(node.key), self.expressions.lower(node.value)))

    def _collected(self, node, empty: ast.expr, add) -> ast.expr:
        """A function called at once, that fills a container and returns it."""
        result = name(self.context.fresh())
        self.context.frames.append(Frame())
        loops = self._loops(node.generators, lambda: ast.Expr(add(result)), node)
        body = [nodes.Let(result, empty), *loops, ast.Return(result)]
        return self._called(node, body)

    def lower_GeneratorExp(self, node: ast.GeneratorExp) -> ast.expr:
        first = node.generators[0]
        source = name(self.context.fresh())
        # The first iterable is evaluated at once, as Python does; the rest as it is asked for.
        iterable = self.expressions.iterable(first.iter)
        self.context.frames.append(Frame())

        def innermost() -> ast.stmt:
            return ast.Expr(js('yield {}', self.expressions.lower(node.elt)))

        return self._called(node, self._loops(node.generators, innermost, node, source), (source, iterable))

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
    """Whether evaluating ``node`` reads and computes, and does nothing else."""
    acting = (ast.Call, ast.Await, ast.Yield, ast.YieldFrom, ast.NamedExpr, ast.Lambda, ast.GeneratorExp, ast.SetComp,
              ast.DictComp)
    return not any(isinstance(child, acting) for child in ast.walk(node))


def contains_await(node: ast.AST) -> bool:
    """Whether evaluating ``node`` awaits, outside of functions within."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Await) or not isinstance(child, (*FUNCTIONS, ast.Lambda)) and contains_await(child):
            return True
    return False
