"""The nodes that lowering produces: Python's own, and a few for JavaScript syntax that Python does not have.

Python's nodes stand for the JavaScript that Transcrypt writes for them: ``is`` is ``===``, a ``for`` iterates with
``for … of``, and a call is a plain call. All are ``ast`` nodes, so that Transcrypt's visitor can walk the tree.
"""

from __future__ import annotations

import ast
import keyword
from functools import lru_cache


class Spread(ast.expr):
    """``...value`` in an array or a call; Transcrypt supports it only in calls."""

    _fields = ('value',)


class Becomes(ast.operator):
    """``target = value`` as an expression, whose target may also be an attribute, an item or a pattern."""


class Coalesce(ast.operator):
    """``a ?? b``."""


class InstanceOf(ast.operator):
    """``value instanceof class``."""


class HasKey(ast.operator):
    """``key in object``; for Python's ``in``, Transcrypt calls its runtime."""


class Delete(ast.unaryop):
    """``delete owner.key`` as an expression."""


class Void(ast.unaryop):
    """``void value``: undefined, for a call that returns None in Python."""


class Arrow(ast.expr):
    """A function expression that keeps ``this``. ``body`` is a list of statements, or an expression to return."""

    _fields = ('args', 'body', 'is_async', 'is_generator')
    is_async = is_generator = False


class Method(ast.stmt):
    """A member of a class; ``prefix`` is '', 'static ', 'get ' or 'set '."""

    _fields = ('name', 'prefix', 'arrow')


class Class(ast.stmt):
    """A JavaScript class; Transcrypt's own classes need its runtime."""

    _fields = ('name', 'base', 'members')


class Var(ast.stmt):
    """``var a, b``: declares variables that are stored by expressions, which cannot declare them."""

    _fields = ('names',)


class Labelled(ast.stmt):
    """A labelled block that ``Leave`` exits, to skip the ``else`` of a Python loop."""

    _fields = ('label', 'body')


class Leave(ast.stmt):
    """``break label``."""

    _fields = ('label',)


class TryCatch(ast.Try):
    """A ``try`` with at most one handler, which catches everything under a name that lowering chooses."""

    _fields = ('body', 'handlers', 'orelse', 'finalbody')

    def __init__(self, body: list, caught: str | None, handler: list, final: list) -> None:
        handlers = [] if caught is None else [ast.ExceptHandler(None, None, handler)]
        super().__init__(body, handlers, [], final)
        self.caught = caught


class Throw(ast.stmt):
    """``throw value``; Transcrypt's ``raise`` overwrites the cause."""

    _fields = ('value',)


class Import(ast.stmt):
    """``import {exported as local, …} from 'source'``, or ``import * as local from 'source'``, as (exported, local)."""

    _fields = ('source', 'pairs')


class Export(ast.stmt):
    """``export {name, …}``; Transcrypt exports every name of a module."""

    _fields = ('names',)


_HOLE = '_hole_'


@lru_cache(maxsize=256)
def _template(text: str) -> ast.expr:
    return ast.parse(text.replace('{}', _HOLE), mode='eval').body


def py(template: str, *operands: ast.expr) -> ast.expr:
    """Parse an expression from Python text with ``{}`` in place of the operands, in order of evaluation."""
    rest = iter(operands)

    def filled(node):
        if isinstance(node, list):
            return [filled(each) for each in node]
        if not isinstance(node, ast.expr):
            return node
        if isinstance(node, ast.Name):
            return next(rest) if node.id == _HOLE else name(node.id)
        return type(node)(*(filled(getattr(node, field, None)) for field in node._fields))

    return filled(_template(template))


def name(identifier: str) -> ast.Name:
    """A JavaScript name, unchanged."""
    return ast.Name(identifier, ast.Load())


def constant(value) -> ast.Constant:
    return ast.Constant(value)


def call(function: ast.expr, *arguments: ast.expr) -> ast.Call:
    return ast.Call(function, list(arguments), [])


def new(function: ast.expr, *arguments: ast.expr) -> ast.Call:
    """``new function(arguments)``, in Transcrypt's notation."""
    return call(name('__new__'), call(function, *arguments))


def member(owner: ast.expr, attribute: str) -> ast.expr:
    """``owner.attribute``, with the browser's name of the attribute."""
    if attribute == 'conjugate':  # Transcrypt handles calls of `conjugate` itself
        return item(owner, constant(attribute))
    return ast.Attribute(owner, attribute_name(attribute), ast.Load())


def item(owner: ast.expr, key: ast.expr) -> ast.Subscript:
    return ast.Subscript(owner, key, ast.Load())


def infix(left: ast.expr, operator: ast.operator, right: ast.expr) -> ast.BinOp:
    return ast.BinOp(left, operator, right)


def becomes(target: ast.expr, value: ast.expr) -> ast.BinOp:
    """An assignment as an expression."""
    return infix(target, Becomes(), value)


def instance_of(value: ast.expr, of_class: ast.expr) -> ast.BinOp:
    return infix(value, InstanceOf(), of_class)


def same(negative: bool, left: ast.expr, right: ast.expr) -> ast.Compare:
    """``left === right``, or ``!==``."""
    return ast.Compare(left, [ast.IsNot() if negative else ast.Is()], [right])


def chain(operator: ast.boolop, operands: list[ast.expr]) -> ast.expr:
    """Operands joined with an operator: ``a and b and c``; a single operand is returned unchanged."""
    return ast.BoolOp(operator, operands) if len(operands) > 1 else operands[0]


def array(elements: list[ast.expr]) -> ast.List:
    """``[a, b]``: an array, or a destructuring pattern."""
    return ast.List(elements, ast.Load())


def parameters(names: list[str], defaults: list[ast.expr] | None = None, rest: str | None = None) -> ast.arguments:
    """Formal parameters; ``defaults`` belong to the last of them, ``rest`` collects all further arguments."""
    return ast.arguments([], [ast.arg(each) for each in names], ast.arg(rest) if rest else None, [], [], None,
                         defaults or [])


def is_simple(node: ast.AST) -> bool:
    """Whether ``node`` can be evaluated twice without effects or cost: names, constants, and arithmetic on them."""
    if isinstance(node, ast.BinOp):
        return not isinstance(node.op, (Becomes, Coalesce)) and is_simple(node.left) and is_simple(node.right)
    if isinstance(node, ast.Compare):
        return is_simple(node.left) and is_simple(node.comparators[0])
    return isinstance(node, (ast.Name, ast.Constant))


def attribute_name(attribute: str) -> str:
    """The JavaScript property for an attribute: ``Array.from_`` is ``from``, which is a keyword in Python."""
    return attribute[:-1] if attribute.endswith('_') and keyword.iskeyword(attribute[:-1]) else attribute
