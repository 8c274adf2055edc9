"""The interface of a module for its importers: names, signatures, annotations, constants and classes, but no bodies.

The interface must include everything that lowering one module reads from another: a module is lowered again only if
its own text changed, or the interface of a module that it imports directly or indirectly.
"""

from __future__ import annotations

import ast
from collections import Counter
from functools import lru_cache

from toolchain.compiler.parsing import is_generator, nodes_of
from toolchain.compiler.scopes import FUNCTIONS


@lru_cache(maxsize=4096)
def interface(tree: ast.Module) -> str:
    """A text that is equal for equal interfaces. ``tree`` must come from ``parsed``, whose trees never change."""
    names = [node for node in nodes_of(tree) if isinstance(node, ast.Name)]
    stored = Counter(node.id for node in names if isinstance(node.ctx, ast.Store))
    rebound = {name for node in nodes_of(tree) if isinstance(node, ast.Global) for name in node.names}
    at_top = {node.id for statement in tree.body if not isinstance(statement, (*FUNCTIONS, ast.ClassDef))
              for node in ast.walk(statement) if isinstance(node, ast.Name)}
    # A variable counts as a constant only if nothing else in its module stores that name.
    counts = sorted((name, stored[name], name in rebound) for name in at_top)
    return '\n'.join([*map(_described, tree.body), str(counts)])


def _described(statement: ast.stmt) -> str:
    if isinstance(statement, FUNCTIONS):
        parts = [statement.args, statement.returns, *statement.decorator_list]
        kind = 'generator' if is_generator(statement) else type(statement).__name__
        return ' '.join([kind, statement.name, *map(_dump, parts)])
    if isinstance(statement, ast.ClassDef):
        heads = [*statement.bases, *statement.keywords, *statement.decorator_list]
        fields = [part for node in ast.walk(statement) if isinstance(node, ast.AnnAssign)
                  for part in (node.target, node.annotation)]
        parts = [*map(_dump, heads), *map(_described, statement.body), *map(_dump, fields)]
        return '\n '.join([f'class {statement.name}', *parts])
    return _dump(statement)


def _dump(node: ast.AST | None) -> str:
    is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    return '' if node is None or is_docstring else ast.dump(node)
