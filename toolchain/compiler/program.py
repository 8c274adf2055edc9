"""The modules that an entry needs, and the definitions of their top-level names.

Modules refer to each other only through imports, which are static. A call of an imported function can therefore
be checked at build time, and its keyword arguments turned into positional ones.
"""

from __future__ import annotations

import ast
import json
import os
from dataclasses import dataclass, field, replace
from pathlib import Path

from toolchain.compiler.parsing import calls_init, parsed
from toolchain.compiler.standard_library import STANDARD_MODULES, SUBSTITUTES
from toolchain.errors import DialectError, DialectErrors

PLAIN = 'plain'


# Imports that only tools read; they are not in the bundle.
TYPING_MODULES = ('__future__', 'typing', 'collections.abc')


@dataclass
class Parameter:
    name: str
    default: ast.expr | None = None
    annotation: ast.expr | None = None
    keyword_only: bool = False
    positional_only: bool = False


@dataclass
class Signature:
    parameters: list[Parameter]
    rest: str | None = None
    keywords: str | None = None
    # Whether the function is part of the runtime, which calls the functions that it is passed.
    is_runtime: bool = False


@dataclass(eq=False)
class Definition:
    """The meaning of a name at the top level of a module."""

    name: str
    module: Module | None = None
    node: ast.AST | None = None


class FunctionDefinition(Definition):
    @property
    def signature(self) -> Signature:
        return replace(signature_of(self.node.args), is_runtime=self.module.name.startswith('media.runtime.'))


class ClassDefinition(Definition):
    """A class; ``base`` is the definition of its base class, or None."""

    base: Definition | None = None

    def member(self, attribute: str):
        """The method, property or class attribute of that name, here or in a base class: (class, member)."""
        definition: Definition | None = self
        while isinstance(definition, ClassDefinition):
            if attribute in definition.members:
                return definition, definition.members[attribute]
            definition = definition.base
        return None

    @property
    def members(self) -> dict[str, Member]:
        if not hasattr(self, '_members'):
            self._members = _members(self.node)
        return self._members


@dataclass
class Member:
    """``kind`` is method, static, class, property or attribute."""

    kind: str
    node: ast.stmt
    setter: ast.FunctionDef | None = None

    @property
    def signature(self) -> Signature:
        return signature_of(self.node.args, bound=self.kind != 'static')


class ValueDefinition(Definition):
    """A variable of a module."""


class BrowserDefinition(Definition):
    """A global of the browser."""


@dataclass(eq=False)
class NpmDefinition(Definition):
    """An export of an npm package; ``package`` is its name as npm knows it."""

    package: str = ''


class StyleDefinition(Definition):
    """The text of a style sheet of static/, minified; ``name`` is that of the sheet."""


@dataclass(eq=False)
class ModuleDefinition(Definition):
    """A name for a whole module."""

    target: Module | None = None


@dataclass(eq=False)
class ImportDefinition(Definition):
    """A name that another module of the program, ``source``, defines."""

    source: str = ''


class IntrinsicDefinition(Definition):
    """An imported name that is part of the language, such as ``import()``."""


class TypingDefinition(Definition):
    """A name for annotations only."""


@dataclass(eq=False)
class Module:
    name: str
    where: str
    tree: ast.Module
    source: str
    definitions: dict[str, Definition] = field(default_factory=dict)
    is_linked: bool = False

    @property
    def is_plain(self) -> bool:
        """Whether operators and methods in the module have JavaScript's own semantics, as in media/runtime."""
        return literal(self.tree, 'DIALECT') == PLAIN

    def error(self, node: ast.AST, message: str) -> DialectError:
        return DialectError(self.where, getattr(node, 'lineno', 1), message)


class Program:
    """All modules of a build, parsed once.

    ``root`` contains the ``media`` folder, ``generated`` maps additional module names to their source text and
    ``packages`` has the names of the npm packages that chunks may import.
    """

    def __init__(self, root: Path, generated: dict[str, str] | None = None, packages: tuple[str, ...] = ()) -> None:
        self.root = root
        self.generated = generated or {}
        self.packages = {_importable(package): package for package in packages}
        self.modules: dict[str, Module] = {}
        self.errors: list[DialectError] = []
        # The classes that others inherit from, and whether an ``__init__`` is called other than by ``super()``.
        self.bases: set[Definition] = set()
        self.calls_init = False
        # A cache of folder listings: for each folder, its names, and whether each is a folder.
        self._listed: dict[str, dict[str, bool]] = {}

    def load(self, name: str) -> Module:
        """The module of that dotted name, with all that it imports; errors are added to ``errors``."""
        module = self.parse(name)
        self._link()
        return module

    def has(self, name: str) -> bool:
        if name in self.generated:
            return True
        folder, file = os.path.split(self._path(name))
        return file in self._list(folder)

    def resolve(self, definition: Definition | None) -> Definition | None:
        """The definition that an import leads to, through any number of modules."""
        seen = set()
        while isinstance(definition, ImportDefinition):
            if definition in seen:
                return None
            seen.add(definition)
            definition = self.modules[definition.source].definitions.get(definition.name)
        return definition

    def _link(self) -> None:
        """Check imported names and find base classes, once all modules are parsed, since imports may be circular."""
        for module in self.modules.values():
            if module.is_linked:
                continue
            module.is_linked = True
            for definition in module.definitions.values():
                if isinstance(definition, ImportDefinition) and self.resolve(definition) is None:
                    source = definition.source.removeprefix('media.runtime.')
                    instead = SUBSTITUTES.get(f'{source}.{definition.name}')
                    self.errors.append(module.error(
                        definition.node, f'{source} has no {definition.name!r} to import' + (
                            f'; {instead}' if instead else '')))
                elif isinstance(definition, ClassDefinition) and definition.node.bases:
                    base = definition.node.bases[0]
                    if isinstance(base, ast.Name):
                        definition.base = self.resolve(module.definitions.get(base.id))
                        self.bases |= {definition.base} - {None}

    def _path(self, name: str) -> str:
        *packages, last = name.split('.')
        folder = os.path.join(self.root, *packages)
        is_package = self._list(folder).get(last)
        return os.path.join(folder, last, '__init__.py') if is_package else os.path.join(folder, f'{last}.py')

    def _list(self, folder: str) -> dict[str, bool]:
        if folder not in self._listed:
            try:
                with os.scandir(folder) as entries:
                    self._listed[folder] = {entry.name: entry.is_dir() for entry in entries}
            except OSError:
                self._listed[folder] = {}
        return self._listed[folder]

    def parse(self, name: str) -> Module:
        """The module of that dotted name, with its definitions, but without checking its imports."""
        if name in self.modules:
            return self.modules[name]
        if name in self.generated:
            source, where = self.generated[name], f'(generated) {name}'
        else:
            path = Path(self._path(name))
            source, where = path.read_text(encoding='utf-8'), path.relative_to(self.root).as_posix()
        try:
            tree = parsed(source)
        except SyntaxError as error:
            raise DialectErrors([DialectError(where, error.lineno or 1, f'not valid Python: {error.msg}')]) from None
        module = Module(name, where, tree, source)
        self.modules[name] = module
        self.calls_init |= calls_init(tree)
        for statement in tree.body:
            self._define(module, statement)
        return module

    def _define(self, module: Module, statement: ast.stmt) -> None:
        if isinstance(statement, ast.ImportFrom):
            self._import_from(module, statement)
        elif isinstance(statement, ast.Import):
            self._import(module, statement)
        elif isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            kind = ValueDefinition if statement.decorator_list else FunctionDefinition
            self._add(module, statement, kind(statement.name, module, statement))
        elif is_for_types(statement):
            self._import_types(module, statement)
        elif isinstance(statement, ast.ClassDef):
            self._add(module, statement, ClassDefinition(statement.name, module, statement))
        else:
            for node in ast.walk(statement):
                if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                    module.definitions.setdefault(node.id, ValueDefinition(node.id, module, statement))
                elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                    self.errors.append(module.error(
                        node, f'{node.name} is defined under a condition; define it at the top level'))

    def _import_types(self, module: Module, statement: ast.If) -> None:
        """Define imports under ``if TYPE_CHECKING``, which only annotations use; a missing module is not an error."""
        for each in statement.body:
            known = len(self.errors)
            self._define(module, each)
            if self.errors[known:]:
                del self.errors[known:]
                for alias in getattr(each, 'names', []):
                    module.definitions[alias.asname or alias.name] = TypingDefinition(alias.name)
        for each in statement.orelse:
            self._define(module, each)

    def _add(self, module: Module, node: ast.AST, definition: Definition) -> None:
        if isinstance(module.definitions.get(definition.name), (FunctionDefinition, ClassDefinition)):
            self.errors.append(module.error(node, f'{definition.name} is defined twice; give one another name'))
        module.definitions[definition.name] = definition

    def _import_from(self, module: Module, node: ast.ImportFrom) -> None:
        source = node.module or ''
        if node.level:
            self.errors.append(module.error(node, 'a relative import; write the whole name, as in '
                                                  '`from media.loader import load_chunk`'))
            return
        for alias in node.names:
            local = alias.asname or alias.name
            if alias.name == '*':
                self.errors.append(module.error(node, f'`from {source} import *`; name what is imported'))
            elif source in TYPING_MODULES:
                module.definitions[local] = TypingDefinition(alias.name)
            elif source == 'browser':
                module.definitions[local] = BrowserDefinition(alias.name)
            elif source == 'importlib' and alias.name == 'import_module':
                module.definitions[local] = IntrinsicDefinition('import_module')
            elif source == 'dataclasses' and alias.name in ('dataclass', 'field'):
                module.definitions[local] = TypingDefinition(alias.name)  # the parsed tree contains the expansion
            elif source.startswith('static.'):
                self._import_style(module, node, source.removeprefix('static.'), alias.name, local)
            elif source.startswith('npm.'):
                package = self._package(source.removeprefix('npm.'))
                if package is None:
                    known = ', '.join(sorted(f'npm.{name}' for name in self.packages)) or 'none'
                    self.errors.append(module.error(
                        node, f'no npm package {source!r} in the dependencies of package.json (there: {known})'))
                else:
                    module.definitions[local] = NpmDefinition(alias.name, package=package)
            else:
                self._import_name(module, node, STANDARD_MODULES.get(source, source), alias.name, local)

    def _package(self, dotted: str) -> str | None:
        """The npm package of that dotted name, or the path of one of its files; None if there is no such package."""
        parts = dotted.split('.')
        for length in range(len(parts), 0, -1):
            package = self.packages.get('.'.join(parts[:length]))
            if package is not None:
                path = '/'.join([package, *parts[length:]])
                description = self.root / 'node_modules' / package / 'package.json'
                if length == len(parts) or not description.is_file():
                    return path
                exports = json.loads(description.read_text(encoding='utf-8')).get('exports', {})
                if f'.{path.removeprefix(package)}' in exports:
                    return path
                # File names may contain dots, too: pdfjs-dist/build/pdf.worker.mjs.
                dotted_name = '/'.join([package, *parts[length:-2], '.'.join(parts[-2:])])
                files = [f'{each}{ending}' for each in (path, dotted_name) for ending in ('.js', '.mjs')]
                return next((each for each in files if (self.root / 'node_modules' / each).is_file()), files[0])
        return None

    def _import_style(self, module: Module, node: ast.AST, sheet: str, exported: str, local: str) -> None:
        if exported != 'css':
            self.errors.append(module.error(node, f'`import {exported}` of a style sheet, which offers `css`'))
        elif not (self.root / 'static' / f'{sheet}.css').is_file():
            self.errors.append(module.error(node, f'no style sheet static/{sheet}.css'))
        else:
            module.definitions[local] = StyleDefinition(sheet)

    def _import_name(self, module: Module, node: ast.AST, source: str, exported: str, local: str) -> None:
        if self.has(f'{source}.{exported}'):
            module.definitions[local] = ModuleDefinition(local, target=self.parse(f'{source}.{exported}'))
        elif not self.has(source):
            self.errors.append(module.error(node, _no_module(source)))
        else:
            self.parse(source)
            module.definitions[local] = ImportDefinition(exported, module, node, source)

    def _import(self, module: Module, node: ast.Import) -> None:
        for alias in node.names:
            source = STANDARD_MODULES.get(alias.name, alias.name)
            if alias.name in TYPING_MODULES:
                module.definitions[alias.asname or alias.name] = TypingDefinition(alias.name)
            elif not self.has(source):
                self.errors.append(module.error(node, _no_module(alias.name)))
            elif '.' in alias.name and not alias.asname:
                self.errors.append(module.error(node, f'`import {alias.name}`; write '
                                                      f'`from {alias.name} import …` or `import {alias.name} as …`'))
            else:
                local = alias.asname or alias.name
                module.definitions[local] = ModuleDefinition(local, target=self.parse(source))


def is_for_types(statement: ast.stmt) -> bool:
    """Whether a statement is ``if TYPE_CHECKING:``."""
    test = statement.test if isinstance(statement, ast.If) else None
    return 'TYPE_CHECKING' in (getattr(test, 'id', None), getattr(test, 'attr', None))


def literal(tree: ast.Module, name: str, default=None):
    """The value of a top-level ``name = literal``, or the default if it is absent or computed."""
    for statement in tree.body:
        if isinstance(statement, ast.Assign) and any(
                isinstance(target, ast.Name) and target.id == name for target in statement.targets):
            try:
                return ast.literal_eval(statement.value)
            except ValueError:
                return default
    return default


def signature_of(arguments: ast.arguments, bound: bool = False) -> Signature:
    """The parameters that a caller passes; ``bound`` omits the first, which is the receiver."""
    positional = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(positional) - len(arguments.defaults)) + list(arguments.defaults)
    parameters = [
        Parameter(argument.arg, default, argument.annotation, positional_only=argument in arguments.posonlyargs)
        for argument, default in zip(positional, defaults)
    ]
    parameters = parameters[1:] if bound else parameters
    parameters += [
        Parameter(argument.arg, default, argument.annotation, keyword_only=True)
        for argument, default in zip(arguments.kwonlyargs, arguments.kw_defaults)
    ]
    return Signature(parameters, arguments.vararg and arguments.vararg.arg, arguments.kwarg and arguments.kwarg.arg)


def _members(node: ast.ClassDef) -> dict[str, Member]:
    members: dict[str, Member] = {}
    for statement in node.body:
        if isinstance(statement, (ast.FunctionDef, ast.AsyncFunctionDef)):
            kind = 'method'
            for decorator in statement.decorator_list:
                if isinstance(decorator, ast.Name):
                    kind = {'staticmethod': 'static', 'classmethod': 'class', 'property': 'property'}.get(
                        decorator.id, kind)
                elif isinstance(decorator, ast.Attribute) and decorator.attr == 'setter':
                    kind = 'setter'
            if kind == 'setter' and statement.name in members:
                members[statement.name].setter = statement
            else:
                members[statement.name] = Member(kind, statement)
        elif isinstance(statement, ast.Assign) and isinstance(statement.targets[0], ast.Name):
            members[statement.targets[0].id] = Member('attribute', statement)
        elif isinstance(statement, ast.AnnAssign) and statement.value and isinstance(statement.target, ast.Name):
            members[statement.target.id] = Member('attribute', statement)
    return members


def _no_module(source: str) -> str:
    if source in SUBSTITUTES:
        return f'the module {source!r} is not in the browser; {SUBSTITUTES[source]}'
    return (f'no module {source!r} in the browser; what the page has comes by `from browser import …`, '
            'npm packages by `from npm.… import …`, our own modules by `from media.… import …`')


def _importable(package: str) -> str:
    """The name of an npm package in Python imports, without ``npm.``: ``@xterm/addon-fit`` is ``xterm.addon_fit``."""
    return package.removeprefix('@').replace('/', '.').replace('-', '_')
