"""Lowering of a whole module, from imports to exports, to syntax that JavaScript has, with Python's semantics."""

from __future__ import annotations

import ast

from toolchain.compiler import nodes
from toolchain.compiler.arguments import Arguments
from toolchain.compiler.assignments import Assignments
from toolchain.compiler.builtin_calls import BuiltinCalls
from toolchain.compiler.calls import Calls
from toolchain.compiler.comprehensions import Comprehensions
from toolchain.compiler.context import Context, Helpers
from toolchain.compiler.definitions import Definitions
from toolchain.compiler.expressions import Expressions
from toolchain.compiler.loops import Loops
from toolchain.compiler.matching import Matching
from toolchain.compiler.operations import PlainOperations, PythonOperations
from toolchain.compiler.passes import Lowering
from toolchain.compiler.program import (
    BrowserDefinition, ClassDefinition, FunctionDefinition, ImportDefinition, Module, ModuleDefinition, NpmDefinition,
    Program, StyleDefinition, ValueDefinition,
)
from toolchain.compiler.statements import Statements


def lower(program: Program, module: Module, helpers: Helpers, exported: set[str]) -> tuple[ast.Module, list]:
    """The lowered module, and the errors found. ``exported`` has the names that other modules import."""
    context = Context(program, module, helpers)
    _fill(context)
    body = context.statements.lower_all(module.tree.body)
    declarations = context.definitions.declarations(context.scopes.of[module.tree], context.frames[0])
    _check_rebinding(context)
    lowered = [*_imports(context), *declarations, *body]
    names = sorted(name for name in exported if isinstance(
        module.definitions.get(name), (FunctionDefinition, ClassDefinition, ValueDefinition)))
    if names:
        renamed = [name for name in names if context.js_name(name) != name]  # exported as `public`, for example
        lowered.append(nodes.Export([*map(context.js_name, names),
                                     *(f'{context.js_name(name)} as {name}' for name in renamed)]))
    return ast.Module(lowered, []), context.errors


def _fill(context: Context) -> None:
    """Create the passes, and register each method ``lower_X`` of theirs for nodes of the type X."""
    context.operations = PlainOperations(context) if context.module.is_plain else PythonOperations(context)
    context.expressions = Expressions(context)
    context.comprehensions = Comprehensions(context)
    context.calls = Calls(context)
    context.arguments = Arguments(context)
    context.builtin_calls = BuiltinCalls(context)
    context.statements = Statements(context)
    context.loops = Loops(context)
    context.assignments = Assignments(context)
    context.definitions = Definitions(context)
    context.matching = Matching(context)
    for part in vars(context).copy().values():
        for method in dir(part) if isinstance(part, Lowering) else ():
            if method.startswith('lower_') and method[6].isupper():
                context.lowerers[method[6:]] = getattr(part, method)


def file_name(module_name: str) -> str:
    """The name of the file that a module is written to, which keeps the dots of the module's name."""
    return f'{module_name}.js'


def style_name(sheet: str) -> str:
    """The name of the file that a style sheet is copied to, in the folder of the modules that import its text."""
    return f'static.{sheet}.css'


def _imports(context: Context) -> list[ast.stmt]:
    sources: dict[str, list[tuple[str, str]]] = {}
    used = {binding.name for binding in context.scopes.binding.values()
            if binding is not None and isinstance(binding.scope.node, ast.Module)}
    for local, definition in context.module.definitions.items():
        if local not in used:
            continue
        if isinstance(definition, ImportDefinition):
            target = context.program.resolve(definition)
            if isinstance(target, (BrowserDefinition, NpmDefinition)) or target is None:
                if target is not None:
                    context.errors.append(context.module.error(
                        definition.node, f'{local} comes from {definition.source}, which itself imports it; '
                                         'import it from where it is defined'))
                continue
            if isinstance(target, ModuleDefinition):
                sources.setdefault(f'./{file_name(target.target.name)}', []).append(('*', context.js_name(local)))
                continue
            source = f'./{file_name(target.module.name)}'
            sources.setdefault(source, []).append((context.js_name(target.name), context.js_name(local)))
        elif isinstance(definition, ModuleDefinition):
            source = f'./{file_name(definition.target.name)}'
            sources.setdefault(source, []).append(('*', context.js_name(local)))
        elif isinstance(definition, StyleDefinition):
            sources[f'./{style_name(definition.name)}'] = [('default', context.js_name(local))]
        elif isinstance(definition, NpmDefinition):
            sources.setdefault(definition.package, []).append((definition.name, context.js_name(local)))
    for module_name, names in context.helper_imports.items():
        if module_name != context.module.name:
            sources.setdefault(f'./{file_name(module_name)}', []).extend(
                (context.js_name(exported), local) for exported, local in names.items())
    statements: list[ast.stmt] = [nodes.Import(source, sorted(set(pairs))) for source, pairs in sorted(sources.items())]
    if context.module.name in context.helper_imports:  # helpers that this module itself defines
        for exported, local in sorted(context.helper_imports[context.module.name].items()):
            statements.append(ast.Assign([nodes.name(local)], nodes.name(context.js_name(exported))))
    return statements


def _check_rebinding(context: Context) -> None:
    """Report imports of variables that their module rebinds: importers would see the new value, unlike in Python."""
    for local, definition in context.module.definitions.items():
        target = context.program.resolve(definition)
        if not isinstance(definition, ImportDefinition) or not isinstance(target, ValueDefinition):
            continue
        is_rebound = any(isinstance(node, ast.Global) and target.name in node.names
                         for node in ast.walk(target.module.tree))
        if is_rebound:
            context.errors.append(context.module.error(
                definition.node, f'{local} is stored anew by functions of {target.module.name}; '
                                 'import the module, or a function that returns it'))
