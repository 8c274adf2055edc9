"""The lowered tree as readable Python: nodes that Python does not have are shown as calls and definitions."""

from __future__ import annotations

import ast
import keyword
import re

from toolchain.compiler import nodes
from toolchain.compiler.nodes import call, name

_CALLS = {nodes.Coalesce: 'coalesce', nodes.InstanceOf: 'isinstance', nodes.Becomes: 'store', nodes.Delete: 'delete',
          nodes.Void: 'void'}


def print_python(tree: ast.Module, where: str) -> tuple[str, list[int]]:
    """The text of a lowered module, in the form in which ``printer.print_module`` returns JavaScript."""
    shown = ast.fix_missing_locations(_Shown().visit(tree))
    for node in ast.walk(shown):  # names that no Python program can contain get an underscore
        for field in ('id', 'attr', 'arg', 'name', 'asname', 'module', 'names'):
            value = getattr(node, field, None)
            if isinstance(value, str):
                setattr(node, field, re.sub(r'[^\w.*]', '_', value) + ('_' if keyword.iskeyword(value) else ''))
            elif field == 'names' and isinstance(node, ast.Nonlocal):
                node.names = [each.replace('$', '_') for each in value]
    text = ast.unparse(shown)
    return text, [1] * (text.count('\n') + 1)


class _Shown(ast.NodeTransformer):
    def __init__(self) -> None:
        # Functions with statements, which are shown before the statement that contains them.
        self.before: list[list[ast.stmt]] = []
        self.count = 0

    def generic_visit(self, node: ast.AST) -> ast.AST:
        for field, value in ast.iter_fields(node):
            if isinstance(value, list) and value and isinstance(value[0], ast.stmt):
                setattr(node, field, [shown for each in value for shown in self._statement(each)])
            elif isinstance(value, list):
                setattr(node, field, [self.visit(each) if isinstance(each, ast.AST) else each for each in value])
            elif isinstance(value, ast.AST):
                setattr(node, field, self.visit(value))
        return node

    def _statement(self, node: ast.stmt) -> list[ast.stmt]:
        self.before.append([])
        shown = self.visit(node)
        return [*self.before.pop(), shown]

    def _function(self, title: str, arrow: nodes.Arrow, decorators: list[ast.expr]) -> ast.stmt:
        body = arrow.body if isinstance(arrow.body, list) else [ast.Return(arrow.body)]
        kind = ast.AsyncFunctionDef if arrow.is_async else ast.FunctionDef
        return self.generic_visit(kind(title, arrow.args, body or [ast.Pass()], decorators))

    def visit_Arrow(self, node: nodes.Arrow) -> ast.expr:
        if not isinstance(node.body, list):
            return self.generic_visit(ast.Lambda(node.args, node.body))
        self.count += 1
        self.before[-1].append(self._function(f'function_{self.count}', node, []))
        return name(f'function_{self.count}')

    def visit_Class(self, node: nodes.Class) -> ast.stmt:
        decorators = {'': [], 'static ': [name('staticmethod')], 'get ': [name('property')], 'set ': [name('setter')]}
        members = [self._function(each.name.strip('[]').replace('.', '_'), each.arrow, decorators[each.prefix])
                   for each in node.members]
        return ast.ClassDef(node.name, [self.visit(node.base)] if node.base else [], [], members or [ast.Pass()], [])

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        if isinstance(node.op, nodes.HasKey):
            return self.generic_visit(ast.Compare(node.left, [ast.In()], [node.right]))
        if isinstance(node.op, nodes.Becomes) and isinstance(node.left, ast.Name):
            return self.generic_visit(ast.NamedExpr(node.left, node.right))
        shown = _CALLS.get(type(node.op))
        return self.generic_visit(call(name(shown), node.left, node.right) if shown else node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        shown = _CALLS.get(type(node.op))
        return self.generic_visit(call(name(shown), node.operand) if shown else node)

    def visit_Spread(self, node: nodes.Spread) -> ast.expr:
        return self.generic_visit(ast.Starred(node.value, ast.Load()))

    def visit_Var(self, node: nodes.Var) -> ast.stmt:
        return ast.Expr(call(name('var'), *map(name, node.names)))

    def visit_Labelled(self, node: nodes.Labelled) -> ast.stmt:
        return self.generic_visit(ast.With([ast.withitem(call(name('block'), ast.Constant(node.label)))], node.body))

    def visit_Leave(self, node: nodes.Leave) -> ast.stmt:
        return ast.Expr(call(name('leave'), ast.Constant(node.label)))

    def visit_TryCatch(self, node: nodes.TryCatch) -> ast.stmt:
        for handler in node.handlers:
            handler.type, handler.name = name('Exception'), node.caught
            handler.body = handler.body or [ast.Pass()]
        return self.generic_visit(ast.Try(node.body or [ast.Pass()], node.handlers, [], node.finalbody))

    def visit_If(self, node: ast.If) -> ast.stmt:
        node.body = node.body or [ast.Pass()]
        return self.generic_visit(node)

    visit_For = visit_AsyncFor = visit_While = visit_FunctionDef = visit_AsyncFunctionDef = visit_If

    def visit_Throw(self, node: nodes.Throw) -> ast.stmt:
        return self.generic_visit(ast.Raise(node.value))

    def visit_Import(self, node: nodes.Import) -> ast.stmt:
        names = [ast.alias(exported, None if exported in (local, '*') else local) for exported, local in node.pairs]
        source = node.source.removeprefix('./').removesuffix('.js')
        return ast.ImportFrom(re.sub(r'\W+', '.', source).strip('.'), names, 0)

    def visit_Export(self, node: nodes.Export) -> ast.stmt:
        return ast.Assign([name('__all__')], ast.List([*map(ast.Constant, node.names)], ast.Load()))
