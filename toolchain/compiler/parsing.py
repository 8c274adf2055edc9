"""Sources as trees, remembered by their text: the builds of one process parse each module once."""

from __future__ import annotations

import ast
import warnings
from functools import lru_cache

from toolchain.compiler import dataclasses

_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda)


@lru_cache(maxsize=4096)
def parsed(source: str) -> ast.Module:
    """The tree of a module, which nobody may change; SyntaxError for what is no Python."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        tree = ast.parse(source)
        compile(source, '<source>', 'exec', dont_inherit=True)  # finds what the grammar alone allows
    return dataclasses.expanded(tree)


@lru_cache(maxsize=4096)
def nodes_of(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All nodes of such a tree, which many look through."""
    return tuple(ast.walk(tree))


def is_generator(node: ast.AST) -> bool:
    """Whether a function yields, itself."""
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
    """Whether evaluating ``node`` awaits, outside of functions within."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Await) or not isinstance(child, _FUNCTIONS) and contains_await(child):
            return True
    return False
