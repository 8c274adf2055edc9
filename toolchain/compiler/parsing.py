"""Sources as trees, remembered by their text: the builds of one process parse each module once."""

from __future__ import annotations

import ast
import warnings
from functools import lru_cache


@lru_cache(maxsize=4096)
def parsed(source: str) -> ast.Module:
    """The tree of a module, which nobody may change; SyntaxError for what is no Python."""
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        tree = ast.parse(source)
        compile(source, '<source>', 'exec', dont_inherit=True)  # finds what the grammar alone allows
    return tree


@lru_cache(maxsize=4096)
def nodes_of(tree: ast.Module) -> tuple[ast.AST, ...]:
    """All nodes of such a tree, which many look through."""
    return tuple(ast.walk(tree))
