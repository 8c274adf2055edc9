"""Parsed sources, cached by their text, so that the builds of one process parse each module once."""

from __future__ import annotations

import ast
import warnings
from functools import lru_cache

from toolchain.compiler import dataclasses

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@lru_cache(maxsize=4096)
def parsed(source: str) -> ast.Module:
    """The tree of a module, which must not be changed. Raises SyntaxError if the source is not valid Python."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        tree = ast.parse(source)
        compile(source, '<source>', 'exec', dont_inherit=True)  # finds errors that the grammar alone does not exclude
    return dataclasses.expanded(tree)


@lru_cache(maxsize=4096)
def nodes_of(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All nodes of a tree from ``parsed``, cached since many functions search them."""
    return tuple(ast.walk(tree))


@lru_cache(maxsize=4096)
def calls_init(tree: ast.Module) -> bool:
    """Whether a tree from ``parsed`` calls an ``__init__`` other than by ``super()``."""
    return any(isinstance(node, ast.Attribute) and node.attr == '__init__' and not isinstance(node.value, ast.Call)
               for node in nodes_of(tree))


def is_generator(node: ast.AST) -> bool:
    """Whether a function itself contains a ``yield``, outside of nested functions."""
    if isinstance(node, ast.Lambda):
        return _yields([node.body])
    return _yields(node.body)


def _yields(every) -> bool:
    for node in every:
        if isinstance(node, (ast.Yield, ast.YieldFrom)):
            return True
        if not isinstance(node, (*_FUNCTIONS, ast.ClassDef)) and _yields(ast.iter_child_nodes(node)):
            return True
    return False


def contains_await(node: ast.AST) -> bool:
    """Whether ``node`` contains an ``await``, outside of nested functions."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Await) or not isinstance(child, _FUNCTIONS) and contains_await(child):
            return True
    return False
