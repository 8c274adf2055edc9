"""Expansion of ``@dataclass`` into methods, as Python source, when a module is parsed."""

from __future__ import annotations

import ast

DECORATOR = 'dataclass'


def expanded(tree: ast.Module) -> ast.Module:
    """The tree with the generated methods of its data classes; the same tree if it has none."""
    names = {alias.asname or alias.name for node in tree.body if isinstance(node, ast.ImportFrom)
             and node.module == 'dataclasses' for alias in node.names if alias.name == DECORATOR}
    if not names:
        return tree
    fields: dict[str, list[ast.AnnAssign]] = {}
    body = [_expanded(node, names, fields) if isinstance(node, ast.ClassDef) else node for node in tree.body]
    return ast.Module(body, tree.type_ignores)


def _expanded(node: ast.ClassDef, names: set[str], known: dict[str, list[ast.AnnAssign]]) -> ast.ClassDef:
    decorator = next((each for each in node.decorator_list if _name(each) in names), None)
    if decorator is None:
        return node
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    options = {each.arg for each in keywords if isinstance(each.value, ast.Constant) and each.value.value}
    own = [each for each in node.body if isinstance(each, ast.AnnAssign) and isinstance(each.target, ast.Name)
           and 'ClassVar' not in ast.unparse(each.annotation)]
    inherited = [each for base in node.bases for each in known.get(_name(base), [])]
    fields = [*(each for each in inherited if each.target.id not in {one.target.id for one in own}), *own]
    known[node.name] = fields
    methods = ast.parse(_source(node.name, fields, options, any(
        isinstance(each, ast.FunctionDef) and each.name == '__post_init__' for each in node.body))).body
    for each in ast.walk(ast.Module(methods, [])):
        if hasattr(each, 'lineno'):
            each.lineno = each.end_lineno = node.lineno
    defaults = methods[0].args
    for default in [*defaults.defaults, *defaults.kw_defaults]:
        if isinstance(default, ast.Call):
            default.is_made_each_time = True
    present = {each.name for each in node.body if isinstance(each, ast.FunctionDef)}
    body = [*(each for each in node.body if each not in own), *(each for each in methods if each.name not in present)]
    others = [each for each in node.decorator_list if each is not decorator]
    made = ast.ClassDef(node.name, node.bases, node.keywords, body, others)
    made.is_frozen = 'frozen' in options
    return ast.copy_location(made, node)


def _name(node: ast.expr) -> str:
    return _name(node.func) if isinstance(node, ast.Call) else node.id if isinstance(node, ast.Name) else ''


def _source(name: str, fields: list[ast.AnnAssign], options: set[str], has_post_init: bool) -> str:
    """The source of the methods, ``__init__`` first; its defaults that are calls are evaluated for each object."""
    parameters, keyword_only, stores, shown, compared = [], [], [], [], []
    for each in fields:
        settings = {}
        if isinstance(each.value, ast.Call) and _name(each.value) == 'field':
            settings = {keyword.arg: ast.unparse(keyword.value) for keyword in each.value.keywords}
        elif each.value is not None:
            settings = {'default': ast.unparse(each.value)}
        field, kind = each.target.id, ast.unparse(each.annotation)
        made = settings.get('default') or ('default_factory' in settings and _called(settings['default_factory']))
        is_parameter = settings.get('init') != 'False'
        if is_parameter:
            named = keyword_only if 'kw_only' in options or settings.get('kw_only') == 'True' else parameters
            named.append(f'{field}: {kind}' + (f' = {made}' if made else ''))
        if is_parameter or made:
            stores.append(f'self.{field}: {kind} = {field if is_parameter else made}')
        shown += [field] if settings.get('repr') != 'False' else []
        compared += [field] if settings.get('compare') != 'False' else []
    if has_post_init:
        stores.append('self.__post_init__()')
    star = ['*', *keyword_only] if keyword_only else []
    text = ', '.join(f'{field}={{self.{field}!r}}' for field in shown)
    mine, others = (f'[{", ".join(f"{owner}.{field}" for field in compared)}]' for owner in ('self', 'other'))
    source = (f'def __init__({", ".join(["self", *parameters, *star])}):\n ' + '\n '.join(stores or ['pass']) +
              f'\ndef __repr__(self):\n return f"{name}({text})"\n')
    source += f'def __eq__(self, other):\n return isinstance(other, {name}) and {mine} == {others}\n'
    return source + (f'def __lt__(self, other):\n return {mine} < {others}\n' if 'order' in options else '')


def _called(factory: str) -> str:
    tree = ast.parse(factory, mode='eval').body
    if isinstance(tree, ast.Lambda):
        return f'({factory})()'
    return f'{factory}()'
