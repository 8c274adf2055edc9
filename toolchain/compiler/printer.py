"""Transcrypt's code generator, extended to print the lowered tree.

Transcrypt walks the tree, prints Python's own nodes and records the line of Python for each line of output. The
visitors here print JavaScript syntax that Python does not have, and nodes for which Transcrypt would use its runtime.
"""

from __future__ import annotations

import ast
import importlib
import json
import sys
import types
from pathlib import Path

from toolchain.compiler import nodes
from toolchain.errors import BuildError


def _import_transcrypt():
    """Import Transcrypt's compiler, without unused parts that have expensive imports (a type checker, Java)."""
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

# Transcrypt's encoding of the numbers in source maps.
base64_vlq = _sourcemaps.base64VlqConverter

# The options that Transcrypt's command line would set: line numbers on, and all optional conversions off.
_OPTIONS = {
    'map': True, 'nomin': True, 'anno': False, 'docat': False, 'xglobs': False, 'kwargs': False, 'opov': False,
    'iconv': False, 'tconv': False, 'keycheck': False, 'jscall': True, 'jskeys': False, 'jsmod': True, 'fcall': False,
    'dassert': True, 'verbose': False, 'dlog': False, 'esv': None, 'xreex': False, 'alimod': False, 'dextex': False,
}
_utils.commandArgs.__dict__.update(_OPTIONS)
# Transcrypt's error reports read this, and only its command line sets it. Without it, they hide the actual error.
_utils.nrOfExtraLines = 0


class _Module:
    """The attributes of a module and its program that Transcrypt's generator reads."""

    def __init__(self, tree: ast.Module, where: str) -> None:
        self.parseTree = tree
        self.sourcePath = where
        self.name = self.__name__ = where
        self.program = types.SimpleNamespace(
            envir=types.SimpleNamespace(transpiler_name='transcrypt'), symbols=[], moduleDict={})


# JavaScript's operators, with precedences for Transcrypt's table; the parentheses do not depend on them.
_OPERATORS = {nodes.Becomes: ('=', 2), nodes.Coalesce: ('??', 4), nodes.InstanceOf: ('instanceof', 11),
              nodes.HasKey: ('in', 11), nodes.Delete: ('delete ', 16), nodes.Void: ('void ', 16)}

# Expressions that are always printed in parentheses; the minifier removes unnecessary ones.
_LOOSE = (ast.BinOp, ast.BoolOp, ast.Compare, ast.UnaryOp, ast.Await, ast.Yield, ast.YieldFrom, ast.Dict, nodes.Arrow)
_LOOSE_CALLS = ('__typeof__', '__postinc__')


class JsPrinter(_compiler.Generator):
    """Transcrypt's generator: its visitors print the syntax that both languages share, and these print the rest."""

    def visit(self, node: ast.AST) -> None:
        if isinstance(node, ast.stmt):
            self.adaptLineNrString(node)
        if _is_loose(node):
            self.write('(')
            super().visit(node)
            self.write(')')
        else:
            super().visit(node)

    def generic_visit(self, node: ast.AST) -> None:
        raise TypeError(f'no visitor writes {type(node).__name__}')  # Transcrypt would omit the node

    def write(self, text: str) -> None:
        """Print text unchanged; Transcrypt's ``emit`` would interpret braces as fields."""
        if text:
            self.emit('{}', text)

    def filterId(self, identifier: str) -> str:
        """Keep names unchanged; Transcrypt's aliases would rename ``type``, ``keys`` and other DOM attributes."""
        return identifier

    def getTemp(self, purpose: str) -> str | None:
        """Transcrypt's temporary variables, except for caught exceptions, which lowering names."""
        return self.caught[-1] if purpose == 'except' else super().getTemp(purpose)

    def block(self, body: list[ast.stmt]) -> None:
        self.write('{\n')
        self.indent()
        self.emitBody(body)
        self.dedent()
        self.write('}')

    # Modules

    def visit_Module(self, node: ast.Module) -> None:
        self.operators.update(_OPERATORS)
        self.allowJavaScriptKeys = True
        self.caught: list[str | None] = []
        self.inscope(ast.FunctionDef())  # in the scope of a module, Transcrypt would export every name
        self.adaptLineNrString()
        self.emitBody(node.body)

    def visit_Import(self, node: nodes.Import) -> None:
        named = [pair for pair in node.pairs if pair[0] != '*']
        for exported, local in node.pairs:
            if exported == '*':
                self.write(f'import * as {local} from "{node.source}";\n')
        if named:
            names = ', '.join(local if exported == local else f'{exported} as {local}' for exported, local in named)
            self.write(f'import {{{names}}} from "{node.source}"')

    def visit_Export(self, node: nodes.Export) -> None:
        self.write(f'export {{{", ".join(node.names)}}}')

    # Functions and classes

    def visit_FunctionDef(self, node, anAsync: bool = False) -> None:
        super().visit_FunctionDef(node, anAsync)
        # Off by one if Transcrypt has inserted the star of a generator.
        self.fragmentIndex = len(self.targetFragments)

    def visit_arguments(self, node: ast.arguments) -> None:
        """Print parameters and the start of the body; for defaults and rest, Transcrypt would use its runtime."""
        self.parameters(node)
        self.write(' {\n')
        self.indent()

    def parameters(self, node: ast.arguments) -> None:
        first = len(node.args) - len(node.defaults)
        self.write('(')
        for index, parameter in enumerate(node.args):
            self.emitComma(index)
            self.visit(parameter)
            if index >= first:
                self.write(' = ')
                self.visit(node.defaults[index - first])
        if node.vararg:
            self.emitComma(len(node.args))
            self.write(f'...{node.vararg.arg}')
        self.write(')')

    def inscope(self, node: ast.AST) -> None:
        """Enter the scope of a function, in which its parameters count as declared."""
        super().inscope(node)
        if hasattr(node, 'args'):
            self.getScope().nonlocals.update(parameter.arg for parameter in node.args.args)

    def visit_Arrow(self, node: nodes.Arrow) -> None:
        self.write(f'{"async " if node.is_async else ""}{"function* " if node.is_generator else ""}')
        self.parameters(node.args)
        self.write(' ' if node.is_generator else ' => ')
        self._body(node)

    def _body(self, node: nodes.Arrow) -> None:
        outer, self.allowJavaScriptIter = self.allowJavaScriptIter, False
        self.inscope(ast.FunctionDef(args=node.args))
        if isinstance(node.body, list):
            self.block(node.body)
        else:
            self.visit(node.body)
        self.descope()
        self.allowJavaScriptIter = outer

    def visit_Class(self, node: nodes.Class) -> None:
        self.write(f'class {node.name} ')
        if node.base is not None:
            self.write('extends ')
            self.visit(node.base)
        self.write(' {\n')
        self.indent()
        for member in node.members:
            arrow = member.arrow
            self.adaptLineNrString(arrow.body[0] if arrow.body else node)
            self.write(member.prefix + ('async ' if arrow.is_async else '') + ('*' if arrow.is_generator else ''))
            self.write(f'{member.name} ')
            self.parameters(arrow.args)
            self._body(arrow)
            self.write('\n')
        self.dedent()
        self.write('}')

    # Statements

    def visit_Assign(self, node: ast.Assign) -> None:
        target = node.targets[0]
        if isinstance(target, ast.List):  # a pattern, which Transcrypt would split into separate stores
            self.write('var ')
            self.visit(target)
            self.write(' = ')
            self.visit(node.value)
            return
        super().visit_Assign(node)
        if isinstance(target, ast.Name):  # one declaration is enough
            self.getScope().nonlocals.add(target.id)

    def visit_Var(self, node: nodes.Var) -> None:
        self.write(f'var {", ".join(node.names)}')
        self.getScope().nonlocals.update(node.names)

    def visit_AsyncFor(self, node: ast.AsyncFor) -> None:
        """Print ``for await``, which Transcrypt does not support."""
        self.write('for await (var ')
        self.visit(node.target)
        self.write(' of ')
        self.visit(node.iter)
        self.write(') ')
        self.skipTemp('break')
        self.block(node.body)
        self.prevTemp('break')

    def visit_TryCatch(self, node: nodes.TryCatch) -> None:
        self.caught.append(node.caught)
        self.visit_Try(node)
        self.caught.pop()

    def visit_Labelled(self, node: nodes.Labelled) -> None:
        self.write(f'{node.label}: ')
        self.block(node.body)

    def visit_Leave(self, node: nodes.Leave) -> None:
        self.write(f'break {node.label}')

    def visit_Throw(self, node: nodes.Throw) -> None:
        self.write('throw ')
        self.visit(node.value)

    # Expressions

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and '\\U' in repr(node.value):  # an escape that JavaScript does not have
            self.write(json.dumps(node.value))
            return
        if not hasattr(ast.Constant, 's'):  # Transcrypt reads these attributes, which Python removed in 3.14
            node.s = node.n = node.value
        super().visit_Constant(node)

    def visit_Dict(self, node: ast.Dict) -> None:
        """Print an object. Only with this option, which also changes loops, does Transcrypt not call ``dict``."""
        outer, self.allowJavaScriptIter = self.allowJavaScriptIter, True
        super().visit_Dict(node)
        self.allowJavaScriptIter = outer

    def visit_Spread(self, node: nodes.Spread) -> None:
        self.write('...')
        self.visit(node.value)


def _is_loose(node: ast.AST) -> bool:
    if isinstance(node, ast.Constant):
        return type(node.value) in (int, float)
    if isinstance(node, ast.Call):
        return isinstance(node.func, ast.Name) and node.func.id in _LOOSE_CALLS
    return isinstance(node, _LOOSE)


def print_module(tree: ast.Module, where: str) -> tuple[str, list[int]]:
    """The JavaScript of a lowered module, and for each of its lines the line in ``where`` that it comes from."""
    try:
        printer = JsPrinter(_Module(tree, where))
    except _utils.Error as error:  # formatting Transcrypt's own message requires its command line
        raise BuildError(f'{where}: {error.__context__}') from error
    lines, origins = [], []
    for line in ''.join(printer.targetFragments).split('\n'):
        number = line[-_sourcemaps.lineNrLength:]
        lines.append(line[:-_sourcemaps.lineNrLength])
        origins.append(int(number) if number.isdigit() else 1)
    return '\n'.join(lines), origins
