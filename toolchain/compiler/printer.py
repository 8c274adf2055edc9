"""Transcrypt's code generator, writing the tree that lowering leaves.

Transcrypt walks the tree, indents, and remembers for each line of output the line of Python it comes from. What it
would write for Python's own constructs is left to it where that is right; lowering has replaced the rest by nodes
of its own, which are written here. Everything in parentheses that could need them: the minifier takes them out.
"""

from __future__ import annotations

import ast
import importlib
import sys
import types
from pathlib import Path

from toolchain.compiler import nodes
from toolchain.errors import BuildError


def _import_transcrypt():
    """Transcrypt's compiler, without the parts of it that are not used and import much (a type checker, Java)."""
    try:
        package = importlib.import_module('transcrypt')
    except ImportError:
        raise BuildError('Transcrypt is not installed here; run `python3 build.py setup`') from None
    modules = Path(next(iter(package.__path__))) / 'modules'
    if str(modules) not in sys.path:
        sys.path.append(str(modules))
    for unused in ('type_check', 'static_check', 'minify'):
        sys.modules.setdefault(f'org.transcrypt.{unused}', types.ModuleType(f'org.transcrypt.{unused}'))
    return [importlib.import_module(f'org.transcrypt.{name}') for name in ('compiler', 'sourcemaps', 'utils')]


_compiler, _sourcemaps, _utils = _import_transcrypt()

# The options that Transcrypt's command line would set: line numbers, and none of the conversions it offers.
_OPTIONS = {
    'map': True, 'nomin': True, 'anno': False, 'docat': False, 'xglobs': False, 'kwargs': False, 'opov': False,
    'iconv': False, 'tconv': False, 'keycheck': False, 'jscall': True, 'jskeys': False, 'jsmod': True, 'fcall': False,
    'dassert': True, 'verbose': False, 'dlog': False, 'esv': None, 'xreex': False, 'alimod': False,
}
_utils.commandArgs.__dict__.update(_OPTIONS)


class _Module:
    """What Transcrypt's generator asks of a module and of the program around it."""

    def __init__(self, tree: ast.Module, where: str) -> None:
        self.parseTree = tree
        self.sourcePath = where
        self.name = self.__name__ = where
        self.program = types.SimpleNamespace(
            envir=types.SimpleNamespace(transpiler_name='transcrypt'), symbols=[], moduleDict={})


class JsPrinter(_compiler.Generator):
    def write(self, text: str) -> None:
        """Text as it is: Transcrypt's ``emit`` reads braces as fields."""
        if text:
            self.emit('{}', text)

    def write_in_parentheses(self, node: ast.expr) -> None:
        if _is_atomic(node):
            self.visit(node)
        else:
            self.write('(')
            self.visit(node)
            self.write(')')

    def statements(self, body: list[ast.stmt]) -> None:
        for statement in body:
            self.visit(statement)

    def block(self, body: list[ast.stmt]) -> None:
        self.write('{\n')
        self.indent()
        self.statements(body)
        self.dedent()
        self.write('}')

    # Modules

    def visit_Module(self, node: ast.Module) -> None:
        self.adaptLineNrString()
        self.statements(node.body)

    def visit_Import(self, node: nodes.Import) -> None:
        self.adaptLineNrString(node)
        named = [pair for pair in node.pairs if pair[0] != '*']
        for exported, local in node.pairs:
            if exported == '*':
                self.write(f'import * as {local} from "{node.source}";\n')
        if named:
            names = ', '.join(local if exported == local else f'{exported} as {local}' for exported, local in named)
            self.write(f'import {{{names}}} from "{node.source}";\n')

    def visit_Export(self, node: nodes.Export) -> None:
        self.write(f'export {{{", ".join(node.names)}}};\n')

    # Functions and classes

    def visit_Arrow(self, node: nodes.Arrow) -> None:
        if node.is_generator:
            self.write(f'{"async " if node.is_async else ""}function* ')
            self._parameters(node.params)
            self.block(node.body)
            return
        self.write('async ' if node.is_async else '')
        self._parameters(node.params)
        self.write('=> ')
        if isinstance(node.body, list):
            self.block(node.body)
        else:
            self.write('(')
            self.visit(node.body)
            self.write(')')

    def _parameters(self, params: nodes.Params) -> None:
        self.write('(')
        for index, (target, default) in enumerate(params.pairs):
            self.write(', ' if index else '')
            self.visit(target)
            if default is not None:
                self.write(' = ')
                self.visit(default)
        if params.rest:
            self.write(f'{", " if params.pairs else ""}...{params.rest}')
        self.write(') ')

    def visit_Function(self, node: nodes.Function) -> None:
        self.adaptLineNrString(node)
        arrow = node.arrow
        self.write(f'{"async " if arrow.is_async else ""}function{"*" if arrow.is_generator else ""} {node.name} ')
        self._parameters(arrow.params)
        self.block(arrow.body)
        self.write('\n')

    def visit_Class(self, node: nodes.Class) -> None:
        self.adaptLineNrString(node)
        self.write(f'class {node.name} ')
        if node.base is not None:
            self.write('extends ')
            self.write_in_parentheses(node.base)
            self.write(' ')
        self.write('{\n')
        self.indent()
        for member in node.members:
            arrow = member.arrow
            self.adaptLineNrString(arrow.body[0] if arrow.body else node)
            self.write(member.prefix + ('async ' if arrow.is_async else '') + ('*' if arrow.is_generator else ''))
            self.write(f'{member.name} ')
            self._parameters(arrow.params)
            self.block(arrow.body)
            self.write('\n')
        self.dedent()
        self.write('}\n')

    # Statements

    def visit_Let(self, node: nodes.Let) -> None:
        self.adaptLineNrString(node)
        self.write('let ')
        self.visit(node.target)
        self.write(' = ')
        self.visit(node.value)
        self.write(';\n')

    def visit_Var(self, node: nodes.Var) -> None:
        self.write(f'var {", ".join(node.names)};\n')

    def visit_Expr(self, node: ast.Expr) -> None:
        self.adaptLineNrString(node)
        self.write('(')
        self.visit(node.value)
        self.write(');\n')

    def visit_Return(self, node: ast.Return) -> None:
        self.adaptLineNrString(node)
        self.write('return')
        if node.value is not None:
            self.write(' (')
            self.visit(node.value)
            self.write(')')
        self.write(';\n')

    def visit_If(self, node: ast.If) -> None:
        self.adaptLineNrString(node)
        self.write('if (')
        self.visit(node.test)
        self.write(') ')
        self.block(node.body)
        if node.orelse:
            self.write(' else ')
            if len(node.orelse) == 1 and isinstance(node.orelse[0], ast.If):
                self.visit(node.orelse[0])
                return
            self.block(node.orelse)
        self.write('\n')

    def visit_While(self, node: ast.While) -> None:
        self.adaptLineNrString(node)
        self.write('while (')
        self.visit(node.test)
        self.write(') ')
        self.block(node.body)
        self.write('\n')

    def visit_ForOf(self, node: nodes.ForOf) -> None:
        self.adaptLineNrString(node)
        self.write(f'for {"await " if node.is_async else ""}({"let " if node.declare else ""}')
        self.visit(node.target)
        self.write(' of ')
        self.write_in_parentheses(node.iter)
        self.write(') ')
        self.block(node.body)
        self.write('\n')

    def visit_ForCount(self, node: nodes.ForCount) -> None:
        self.adaptLineNrString(node)
        self.write(f'for (let {node.counter} = ')
        self.visit(node.start)
        if node.limit is not None:
            self.write(f', {node.limit} = ')
            self.visit(node.stop)
        self.write(f'; {node.counter} {"<" if node.step > 0 else ">"} ')
        if node.limit is not None:
            self.write(node.limit)
        else:
            self.visit(node.stop)
        steps = {1: f'{node.counter}++', -1: f'{node.counter}--'}
        self.write(f'; {steps.get(node.step, f"{node.counter} += {node.step}")}) ')
        self.block(node.body)
        self.write('\n')

    def visit_Labelled(self, node: nodes.Labelled) -> None:
        self.write(f'{node.label}: ')
        self.block(node.body)
        self.write('\n')

    def visit_Jump(self, node: nodes.Jump) -> None:
        self.adaptLineNrString(node)
        self.write(f'{node.word}{" " + node.label if node.label else ""};\n')

    def visit_TryCatch(self, node: nodes.TryCatch) -> None:
        self.adaptLineNrString(node)
        self.write('try ')
        self.block(node.body)
        if node.catch_name is not None:
            self.write(f' catch ({node.catch_name}) ')
            self.block(node.catch_body)
        if node.finally_body is not None:
            self.write(' finally ')
            self.block(node.finally_body)
        self.write('\n')

    def visit_Throw(self, node: nodes.Throw) -> None:
        self.adaptLineNrString(node)
        self.write('throw ')
        self.write_in_parentheses(node.value)
        self.write(';\n')

    # Expressions

    def visit_Js(self, node: nodes.Js) -> None:
        if len(node.parts) == 1 and not isinstance(node.parts[0], str):
            self.visit(node.parts[0])
            return
        for part in node.parts:
            if isinstance(part, str):
                self.write(part)
            else:
                self.write_in_parentheses(part)

    def visit_Name(self, node: ast.Name) -> None:
        self.write(node.id)

    def visit_Call(self, node: ast.Call) -> None:
        self.write_in_parentheses(node.func)
        self.write('(')
        for index, argument in enumerate(node.args):
            self.write(', ' if index else '')
            self.write_in_parentheses(argument)
        self.write(')')


def _is_atomic(node: ast.AST) -> bool:
    if isinstance(node, nodes.Js):
        return node.atomic or len(node.parts) == 1 and not isinstance(node.parts[0], str) and _is_atomic(node.parts[0])
    return isinstance(node, (ast.Name, ast.Call))


def print_module(tree: ast.Module, where: str) -> tuple[str, list[int]]:
    """JavaScript for a lowered module, and for each of its lines the line of ``where`` it comes from."""
    printer = JsPrinter(_Module(tree, where))
    lines, origins = [], []
    for line in ''.join(printer.targetFragments).split('\n'):
        number = line[-_sourcemaps.lineNrLength:]
        lines.append(line[:-_sourcemaps.lineNrLength])
        origins.append(int(number) if number.isdigit() else 1)
    return '\n'.join(lines), origins
