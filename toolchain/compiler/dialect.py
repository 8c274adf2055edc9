"""The syntax that browser Python may contain: an allow-list, with suggestions in place of what is not on it.

Code that passes this check compiles with Python's own semantics. Code that could not is reported, with its line,
before any code is generated. Names, arguments and imports are checked later, once they are resolved.
"""

from __future__ import annotations

import ast

from toolchain.compiler.program import Module, is_for_types
from toolchain.errors import DialectError

ALLOWED = (
    ast.Module, ast.Import, ast.ImportFrom, ast.alias, ast.Expr, ast.Pass,
    ast.FunctionDef, ast.AsyncFunctionDef, ast.Lambda, ast.arguments, ast.arg, ast.Return, ast.ClassDef,
    ast.Assign, ast.AnnAssign, ast.AugAssign, ast.NamedExpr, ast.Delete, ast.Global, ast.Nonlocal,
    ast.If, ast.For, ast.AsyncFor, ast.While, ast.Break, ast.Continue,
    ast.Try, ast.ExceptHandler, ast.Raise, ast.Assert, ast.With, ast.AsyncWith, ast.withitem,
    ast.Match, ast.match_case, ast.MatchValue, ast.MatchSingleton, ast.MatchSequence, ast.MatchMapping,
    ast.MatchClass, ast.MatchStar, ast.MatchAs, ast.MatchOr,
    ast.Name, ast.Attribute, ast.Subscript, ast.Slice, ast.Starred, ast.Constant, ast.JoinedStr, ast.FormattedValue,
    ast.Call, ast.keyword, ast.Await, ast.Yield, ast.YieldFrom, ast.IfExp,
    ast.List, ast.Tuple, ast.Set, ast.Dict, ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp,
    ast.comprehension, ast.BinOp, ast.UnaryOp, ast.BoolOp, ast.Compare,
    ast.expr_context, ast.operator, ast.unaryop, ast.boolop, ast.cmpop,
)

REFUSED = {
    'TryStar': '`except*`; catch one exception with `except`',
    'MatMult': 'the operator `@`; call a function',
    'TypeAlias': 'a `type` statement; write the type where it is used',
    'TemplateStr': 'a t-string; use an f-string',
}

# Builtin names that would need Python itself at run time, with what to write instead.
REFUSED_NAMES = {
    'eval': 'the page runs no code from text', 'exec': 'the page runs no code from text',
    'compile': 'the page runs no code from text', 'globals': 'name the variable', 'locals': 'name the variable',
    'vars': 'name the attribute, or keep a dict', 'dir': 'name the attribute, or keep a dict',
    'type': 'use isinstance()', 'id': 'compare with `is`', 'hash': 'use the value itself as a key',
    'input': 'use an <input> element', 'open': 'the page has no files', 'complex': 'keep two floats',
    'memoryview': 'use a Uint8Array and its subarray()', 'issubclass': 'use isinstance()',
    'NotImplemented': 'return False', 'UnboundLocalError': 'a variable that was not stored yet is None',
    '__import__': 'use importlib.import_module()', 'breakpoint': 'set it in the browser',
    'object': 'a class without a base needs none', 'delattr': 'write `del thing.name`', 'slice': 'write `xs[a:b]`',
}

SPECIAL_METHODS = (
    '__init__', '__len__', '__bool__', '__iter__', '__next__', '__contains__', '__getitem__', '__setitem__',
    '__delitem__', '__missing__', '__post_init__', '__eq__', '__lt__', '__str__', '__repr__', '__enter__', '__exit__',
    '__aenter__', '__aexit__',
)

# Python's types that are the browser's own types here, so that no class can inherit from them.
BUILTIN_BASES = ('str', 'list', 'dict', 'set', 'tuple', 'frozenset', 'int', 'float', 'bool', 'bytes', 'bytearray')

METHOD_DECORATORS = ('staticmethod', 'classmethod', 'property')

# Larger integers are not exact in the browser, where all numbers are floats.
LARGEST_INTEGER = 2 ** 53


def check(module: Module) -> list[DialectError]:
    """All errors in one module."""
    checker = _Checker(module)
    checker.visit(module.tree)
    return checker.errors


class _Checker(ast.NodeVisitor):
    def __init__(self, module: Module) -> None:
        self.module = module
        self.errors: list[DialectError] = []
        self.functions: list[ast.AST] = []
        self.classes: list[ast.ClassDef] = []
        # The last node with a line number; operators have none.
        self.place: ast.AST = module.tree

    def error(self, node: ast.AST, message: str) -> None:
        self.errors.append(self.module.error(node if hasattr(node, 'lineno') else self.place, message))

    def visit(self, node: ast.AST) -> None:
        if hasattr(node, 'lineno'):
            self.place = node
        kind = type(node).__name__
        if kind in REFUSED:
            self.error(node, f'{REFUSED[kind]}: the dialect has no such thing')
        elif not isinstance(node, ALLOWED):
            self.error(node, f'{kind}: the dialect has no such thing')
        else:
            super().visit(node)

    def _inside(self, node) -> None:
        self.functions.append(node)
        self.generic_visit(node)
        self.functions.pop()

    def visit_FunctionDef(self, node) -> None:
        arguments = node.args
        if arguments.vararg and arguments.kwonlyargs and not self.module.name.startswith('media.runtime.'):
            self.error(node, f'{node.name}() takes both *{arguments.vararg.arg} and keyword-only parameters; '
                              'take a list in place of the star')
        if arguments.vararg and arguments.kwarg:
            self.error(node, f'{node.name}() takes both *{arguments.vararg.arg} and **{arguments.kwarg.arg}; '
                              'take a list or a dict in place of one')
        is_method = bool(self.classes) and not self.functions
        if is_method:
            self._check_method(node)
        self._inside(node)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._inside(node)

    def _check_method(self, node) -> None:
        if node.name.startswith('__') and node.name.endswith('__') and node.name not in SPECIAL_METHODS:
            self.error(node, f'{node.name}: the browser would never call it; write an ordinary method '
                              f'(special ones are {", ".join(SPECIAL_METHODS)})')
        if node.name == 'constructor':
            self.error(node, 'a method called `constructor`, which JavaScript would run for every new object')
        if node.name == '__init__' and isinstance(node, ast.AsyncFunctionDef):
            self.error(node, 'an async __init__; write an async function that makes the object')
        for decorator in node.decorator_list:
            known = (isinstance(decorator, ast.Name) and decorator.id in METHOD_DECORATORS
                     or isinstance(decorator, ast.Attribute) and decorator.attr == 'setter')
            if not known:
                self.error(decorator, f'a decorator on the method {node.name}; methods take '
                                       f'{", ".join(METHOD_DECORATORS)} and setters only')
        is_static = any(isinstance(item, ast.Name) and item.id == 'staticmethod' for item in node.decorator_list)
        if not is_static and not [*node.args.posonlyargs, *node.args.args]:
            self.error(node, f'the method {node.name} takes no self')

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        if self.functions or self.classes:
            self.error(node, f'the class {node.name} inside of another definition; move it to the top level')
        if len(node.bases) > 1:
            self.error(node, f'the class {node.name} has several bases; JavaScript knows one')
        for base in node.bases[:1] if len(node.bases) == 1 else ():
            if isinstance(base, ast.Name) and base.id in BUILTIN_BASES and base.id not in self.module.definitions:
                self.error(node, f'the class {node.name} inherits from {base.id}; keep one in an attribute')
        if node.keywords:
            self.error(node, f'the class {node.name} has a metaclass or class arguments; JavaScript has none')
        if node.decorator_list:
            self.error(node, f'a decorator on the class {node.name}; write out what it adds')
        for statement in node.body:
            is_docstring = isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant)
            is_attribute = (isinstance(statement, ast.AnnAssign) and isinstance(statement.target, ast.Name)
                            or isinstance(statement, ast.Assign) and len(statement.targets) == 1
                            and isinstance(statement.targets[0], ast.Name))
            if not (is_docstring or is_attribute or isinstance(
                    statement, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Pass))):
                self.error(statement, f'a statement in the class {node.name}; a class holds methods and attributes')
        self.classes.append(node)
        self.generic_visit(node)
        self.classes.pop()

    def visit_Import(self, node) -> None:
        if not any(node is each or is_for_types(each) and node in each.body for each in self.module.tree.body):
            self.error(node, 'an import below the top level; move it to the top of the module')

    visit_ImportFrom = visit_Import

    def visit_Delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if not isinstance(target, (ast.Subscript, ast.Attribute)):
                self.error(node, '`del` of a variable; assign None, or let it go out of scope')
        self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> None:
        if isinstance(node.slice, ast.Tuple):
            self.error(node, 'a tuple in square brackets: tuples are arrays here and make no keys; '
                              'use a str, or nested dicts')
        self.generic_visit(node)

    def visit_Constant(self, node: ast.Constant) -> None:
        value = node.value
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) > LARGEST_INTEGER:
            self.error(node, f'{value}: integers are exact up to 2**53 only; use a float or a str')
        elif isinstance(value, complex):
            self.error(node, 'a complex number; keep two floats')
        elif value is Ellipsis:
            self.error(node, '`...`; write `pass`')

    def visit_Name(self, node: ast.Name) -> None:
        if node.id.startswith('__') and node.id.endswith('__') and node.id != '__name__':
            self.error(node, f'{node.id} has no meaning in the browser')

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if node.attr.startswith('__') and node.attr.endswith('__') and node.attr not in (*SPECIAL_METHODS, '__cause__'):
            self.error(node, f'.{node.attr}; keep what is needed in an attribute of your own')
        self.generic_visit(node)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self.visit(node.target)
        if node.value is not None:
            self.visit(node.value)

    def visit_arg(self, node: ast.arg) -> None:
        pass  # annotations are read by the type inference, which ignores those that it does not know

    def visit_arguments(self, node: ast.arguments) -> None:
        for default in [*node.defaults, *node.kw_defaults]:
            if default is not None:
                self.visit(default)

    def generic_visit(self, node: ast.AST) -> None:
        for name, value in ast.iter_fields(node):
            if name in ('returns', 'annotation', 'type_params', 'ctx'):
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.AST):
                    self.visit(child)

