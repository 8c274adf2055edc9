"""Lowering of ``match``: each case becomes a condition that also stores what its pattern captures."""

from __future__ import annotations

import ast

from toolchain.compiler.types import UNKNOWN
from toolchain.compiler.nodes import array, becomes, chain, constant, member, name, py
from toolchain.compiler.passes import Lowering


class Matching(Lowering):
    """Lowers ``match`` to a chain of conditions, each of which may store captures."""

    def lower_Match(self, node: ast.Match) -> list[ast.stmt]:
        subject = name(self.context.fresh())
        chain: list[ast.stmt] = []
        for case in reversed(node.cases):
            tests = self._tests(case.pattern, subject)
            if case.guard is not None:
                tests.append(self.expressions.test(case.guard))
            body = self.context.statements.lower_all(case.body)
            chain = [ast.If(_all(tests), body, chain)] if tests else body
        return [ast.Assign([subject], self.expressions.lower(node.subject)), *chain]

    def _tests(self, pattern, subject: ast.expr) -> list[ast.expr]:
        """The tests of a pattern, in order; captures are stored by tests that are always true."""
        return getattr(self, f'_{type(pattern).__name__}')(pattern, subject)

    def _MatchValue(self, pattern, subject) -> list[ast.expr]:
        value = self.expressions.lower(pattern.value)
        return [self.operations.equal(False, subject, UNKNOWN, value, self.types.of(pattern.value))]

    def _MatchSingleton(self, pattern, subject) -> list[ast.expr]:
        if pattern.value is None:
            return [py('{} == None', subject)]
        return [py(f'{{}} is {pattern.value}', subject)]

    def _MatchAs(self, pattern, subject) -> list[ast.expr]:
        tests = self._tests(pattern.pattern, subject) if pattern.pattern is not None else []
        return [*tests, self._capture(pattern.name, subject)] if pattern.name else tests

    def _capture(self, target: str, value: ast.expr) -> ast.expr:
        return array([becomes(name(self.context.js_name(target)), value)])  # an array is true

    def _MatchOr(self, pattern, subject) -> list[ast.expr]:
        choices = [_all(self._tests(choice, subject)) for choice in pattern.patterns]
        return [chain(ast.Or(), choices)]

    def _MatchSequence(self, pattern, subject) -> list[ast.expr]:
        parts = pattern.patterns
        star = next((index for index, part in enumerate(parts) if isinstance(part, ast.MatchStar)), None)
        tests = [py('Array.isArray({})', subject)]
        if star is None:
            tests.append(py(f'{{}}.length is {len(parts)}', subject))
        else:
            tests.append(py(f'{{}}.length >= {len(parts) - 1}', subject))
        for index, part in enumerate(parts):
            if index == star:
                if part.name:
                    after = len(parts) - star - 1
                    tests.append(self._capture(
                        part.name, py(f'{{}}.slice({star}, {{}}.length - {after})', subject, subject)))
            elif star is not None and index > star:
                place = py(f'{{}}[{{}}.length - {len(parts) - index}]', subject, subject)
                tests += self._tests(part, place)
            else:
                tests += self._tests(part, py(f'{{}}[{index}]', subject))
        return tests

    def _MatchMapping(self, pattern, subject) -> list[ast.expr]:
        if pattern.rest:
            self.context.error(pattern, '`**rest` in a pattern; name the keys')
        tests = [self.context.helper('is_dict', subject)]
        for key, part in zip(pattern.keys, pattern.patterns):
            lowered = self.expressions.lower(key)
            tests.append(self.context.helper('contains', lowered, subject))
            tests += self._tests(part, self.context.helper('item', subject, lowered))
        return tests

    def _MatchClass(self, pattern, subject) -> list[ast.expr]:
        tests = [self.context.builtin_calls.type_test(subject, pattern.cls)]
        is_builtin = isinstance(pattern.cls, ast.Name) and self.context.types.is_builtin(pattern.cls)
        if pattern.patterns and (not is_builtin or len(pattern.patterns) > 1):
            self.context.error(pattern, 'positional patterns of a class; name the attributes')
        elif pattern.patterns:
            tests += self._tests(pattern.patterns[0], subject)
        for attribute, part in zip(pattern.kwd_attrs, pattern.kwd_patterns):
            tests += self._tests(part, member(subject, attribute))
        return tests


def _all(tests: list[ast.expr]) -> ast.expr:
    return chain(ast.And(), tests) if tests else constant(True)

