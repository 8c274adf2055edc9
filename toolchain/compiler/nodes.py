"""Syntax that JavaScript has and Python has not: what lowering leaves and the generator writes.

They are ``ast`` nodes, so that the tree stays one tree and Transcrypt's visitor walks it.
"""

from __future__ import annotations

import ast
import keyword


class Js(ast.expr):
    """A JavaScript expression: text with expressions between. ``atomic`` needs no parentheses."""

    _fields = ('parts',)

    def __init__(self, parts: list, atomic: bool = False) -> None:
        super().__init__()
        self.parts = parts
        self.atomic = atomic
        # Whether evaluating it twice is free of effects and cheap: arithmetic on names.
        self.is_repeatable = False


class Undefined(ast.expr):
    """An argument left out in the middle, so that its default is taken."""

    _fields = ()


class Arrow(ast.expr):
    """A function expression. ``body`` is a list of statements, or an expression to return."""

    _fields = ('body',)

    def __init__(self, params: Params, body, is_async: bool = False, is_generator: bool = False) -> None:
        super().__init__()
        self.params = params
        self.body = body
        self.is_async = is_async
        self.is_generator = is_generator


class Params:
    """Formal parameters: ``(name or pattern, default or None)`` pairs, then an optional rest name."""

    def __init__(self, pairs: list, rest: str | None = None) -> None:
        self.pairs = pairs
        self.rest = rest


class Function(ast.stmt):
    """A function declaration: hoisted, and dropped by the bundler when nothing calls it."""

    _fields = ('arrow',)

    def __init__(self, name: str, arrow: Arrow) -> None:
        super().__init__()
        self.name = name
        self.arrow = arrow


class Method(ast.stmt):
    """A member of a class; ``prefix`` is '', 'static ', 'get ' or 'set '."""

    _fields = ('arrow',)

    def __init__(self, name: str, prefix: str, arrow: Arrow) -> None:
        super().__init__()
        self.name = name
        self.prefix = prefix
        self.arrow = arrow


class Class(ast.stmt):
    _fields = ('members',)

    def __init__(self, name: str, base: ast.expr | None, members: list[Method]) -> None:
        super().__init__()
        self.name = name
        self.base = base
        self.members = members


class Let(ast.stmt):
    """``let target = value``: the first store of a variable that lives in this block alone."""

    _fields = ('target', 'value')

    def __init__(self, target: ast.expr, value: ast.expr) -> None:
        super().__init__()
        self.target = target
        self.value = value


class Var(ast.stmt):
    """``var a, b``: variables that Python keeps for the whole function."""

    _fields = ()

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names


class ForOf(ast.stmt):
    """``for (let target of iter) body``; ``declare`` says whether the target is declared here."""

    _fields = ('target', 'iter', 'body')

    def __init__(self, target, iterable, body, declare: bool, is_async: bool = False) -> None:
        super().__init__()
        self.target = target
        self.iter = iterable
        self.body = body
        self.declare = declare
        self.is_async = is_async


class ForCount(ast.stmt):
    """``for (let counter = start, limit = stop; counter < limit; counter += step) body``."""

    _fields = ('start', 'stop', 'body')

    def __init__(self, counter: str, limit: str | None, start, stop, step: int, body) -> None:
        super().__init__()
        self.counter = counter
        self.limit = limit
        self.start = start
        self.stop = stop
        self.step = step
        self.body = body


class Labelled(ast.stmt):
    """A block that ``break label`` leaves: how Python's ``else`` of a loop is skipped."""

    _fields = ('body',)

    def __init__(self, label: str, body: list) -> None:
        super().__init__()
        self.label = label
        self.body = body


class Jump(ast.stmt):
    """``break`` or ``continue``, with a label where the plain word would mean another loop."""

    _fields = ()

    def __init__(self, word: str, label: str | None = None) -> None:
        super().__init__()
        self.word = word
        self.label = label


class TryCatch(ast.stmt):
    """``try``, with one catch clause for everything and an optional ``finally``."""

    _fields = ('body', 'catch_body', 'finally_body')

    def __init__(self, body, catch_name: str | None, catch_body, finally_body) -> None:
        super().__init__()
        self.body = body
        self.catch_name = catch_name
        self.catch_body = catch_body
        self.finally_body = finally_body


class Throw(ast.stmt):
    _fields = ('value',)

    def __init__(self, value: ast.expr) -> None:
        super().__init__()
        self.value = value


class Import(ast.stmt):
    """``import {exported as local, …} from 'source'``, or ``import * as local from 'source'``."""

    _fields = ()

    def __init__(self, source: str, pairs: list[tuple[str, str]]) -> None:
        super().__init__()
        self.source = source
        self.pairs = pairs


class Export(ast.stmt):
    _fields = ()

    def __init__(self, names: list[str]) -> None:
        super().__init__()
        self.names = names


def js(template: str, *operands, atomic: bool = False) -> Js:
    """An expression from text with ``{}`` where the operands go, in order of evaluation."""
    pieces = template.split('{}')
    if len(pieces) != len(operands) + 1:
        raise ValueError(f'{template!r} does not take {len(operands)} operands')
    parts: list = [pieces[0]]
    for operand, piece in zip(operands, pieces[1:]):
        parts += [operand, piece]
    return Js([part for part in parts if part != ''], atomic)


def member(owner: ast.expr, attribute: str) -> Js:
    """``owner.attribute``, under the name the browser has for it."""
    return js(f'{{}}.{attribute_name(attribute)}', owner, atomic=True)


def chain(operator: str, operands: list[ast.expr]) -> ast.expr:
    """Operands with an operator between: ``a && b && c``; a single one as it is."""
    return js(f' {operator} '.join('{}' for _ in operands), *operands) if len(operands) > 1 else operands[0]


def array(elements: list[ast.expr]) -> Js:
    """``[a, b]``: an array, or a pattern that takes one apart."""
    return js('[' + ', '.join('{}' for _ in elements) + ']', *elements, atomic=True)


def name(identifier: str) -> ast.Name:
    """A JavaScript name, as it is."""
    return ast.Name(identifier, ast.Load())


def is_simple(node: ast.AST) -> bool:
    """Whether evaluating ``node`` twice is free of effects and cost: a name, a constant, a sum of such."""
    if isinstance(node, Js):
        return node.is_repeatable or node.atomic and all(isinstance(part, str) for part in node.parts)
    return isinstance(node, (ast.Name, ast.Constant))


def attribute_name(attribute: str) -> str:
    """The property an attribute means: ``Array.from_`` is ``from``, a word that Python keeps for itself."""
    return attribute[:-1] if attribute.endswith('_') and keyword.iskeyword(attribute[:-1]) else attribute
