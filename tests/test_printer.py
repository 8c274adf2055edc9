"""Transcrypt writes the JavaScript: how much of it, and each behavior that lowering relies on."""

from __future__ import annotations

import ast
from importlib import metadata

import pytest

from toolchain.build import modules
from toolchain.compiler import nodes, printer
from toolchain.compiler.nodes import call, constant, item, member, name, new, py
from toolchain.compiler.transpile import Entry, transpile
from toolchain.errors import BuildError

pytestmark = pytest.mark.slow


def test_transcrypts_visitors_write_nine_of_ten_nodes_of_a_release(root, tmp_path, monkeypatch):
    visited, written = [], set()
    own_visit = printer.JsPrinter.visit

    def visit(self, node):
        visited.append(node)
        own_visit(self, node)

    def counted(original):
        def visitor(self, node, *rest, **options):
            written.add(id(node))
            return original(self, node, *rest, **options)
        return visitor

    monkeypatch.setattr(printer.JsPrinter, 'visit', visit)
    for attribute, original in vars(printer._compiler.Generator).copy().items():
        if attribute.startswith('visit_'):
            monkeypatch.setattr(printer._compiler.Generator, attribute, counted(original))
    modules.transpiled(root, modules.entries(root), tmp_path, cache={})
    share = sum(id(node) in written for node in visited) / len(visited)
    assert len(visited) > 30_000
    assert share >= 0.9, f'{share:.1%}'


def printed(*statements: ast.stmt) -> str:
    """The printed statements, in a single line."""
    text, _ = printer.print_module(ast.Module(list(statements), []), 'case')
    return ' '.join(text.split())


def expression(node: ast.expr) -> str:
    return printed(assign('value', node)).removeprefix('var value =').removesuffix(';').strip()


def assign(target: str, value: ast.expr) -> ast.Assign:
    return ast.Assign([name(target)], value)


def test_the_version_is_the_one_whose_habits_are_tested_here():
    assert metadata.version('transcrypt') == '3.9.5'


@pytest.mark.parametrize(('node', 'expected'), [
    (new(member(name('window'), 'Blob'), name('x')), 'new window.Blob (x)'),
    (py('__typeof__({})', name('x')), '(typeof x)'),
    (py('__postinc__({})', name('x')), '(x++)'),
    (py('{} is {}', name('x'), name('y')), '(x === y)'),
    (py('{} is not {}', name('x'), name('y')), '(x !== y)'),
    (py('{} == {}', name('x'), constant(None)), '(x == null)'),
    (py('{} // {}', name('x'), name('y')), '(Math.floor (x / y))'),
    (py('{} ** {}', name('x'), name('y')), '(Math.pow (x, y))'),
    (py('{} % {}', name('x'), name('y')), '(x % y)'),
    (py('not {}', name('x')), '(!(x))'),
    (py('({} + {}) * {}', name('x'), name('y'), name('z')), '(((x + y)) * z)'),
    (nodes.becomes(item(name('x'), constant(0)), name('y')), '(x [(0)] = y)'),
    (nodes.infix(name('x'), nodes.Coalesce(), name('y')), '(x ?? y)'),
    (nodes.infix(constant('k'), nodes.HasKey(), name('y')), "('k' in y)"),
    (nodes.instance_of(name('x'), name('Y')), '(x instanceof Y)'),
    (ast.UnaryOp(nodes.Delete(), member(name('x'), 'y')), '(delete (x.y))'),
    (call(name('f'), nodes.Spread(name('x'))), 'f (...x)'),
    (nodes.array([nodes.Spread(name('x'))]), '[...x]'),
    (ast.IfExp(name('x'), name('y'), name('z')), '(x ? y : z)'),
    (ast.Dict([constant('type')], [name('x')]), "({'type': x})"),
    (constant('{}\n\'"\u2028'), "'{}\\n\\'\"\\u2028'"),
    (constant('\U000e0001'), '"\\udb40\\udc01"'),  # Python's repr() has an escape that JavaScript does not have
    (call(member(name('x'), 'conjugate')), "x ['conjugate'] ()"),  # Transcrypt treats the attribute as that of complex numbers
    (call(member(name('super'), 'f'), name('x')), 'super.f (x)'),
    (call(nodes.Arrow(nodes.parameters(['a', 'b'], [constant(1)], 'c'), name('a'))), '((a, b = (1), ...c) => a) ()'),
], ids=lambda value: value if isinstance(value, str) else '')
def test_expressions(node, expected):
    assert expression(node) == expected


@pytest.mark.parametrize('identifier', ['type', 'keys', 'name', 'get', 'default', 'update', 'arguments', 'Infinity'])
def test_no_name_is_changed_by_transcrypts_aliases(identifier):
    assert expression(member(name('x'), identifier)) == f'x.{identifier}'
    assert expression(name(identifier)) == identifier


def test_variables_are_declared_once_and_parameters_not_at_all():
    body = [assign('a', constant(1)), assign('b', constant(2)), assign('b', constant(3))]
    function = ast.FunctionDef('f', nodes.parameters(['a']), body, [])
    assert printed(function).startswith('var f = function (a) { a = (1); var b = (2); b = (3); }')
    inner = [ast.Nonlocal(['a']), assign('a', constant(1))]
    assert 'var a' not in printed(ast.FunctionDef('f', nodes.parameters([]), inner, []))


def test_a_counting_loop_and_one_over_a_pattern():
    loop = ast.For(name('i'), call(name('range'), constant(5), name('stop'), ast.UnaryOp(ast.USub(), constant(2))), [], [])
    assert printed(loop).startswith('for (var i = (5); i > stop; i -= 2) {')
    pattern = ast.For(nodes.array([name('a'), name('b')]), name('pairs'), [ast.Break()], [])
    assert printed(pattern).startswith('for (var [a, b] of pairs) { break; }')


def test_a_break_in_an_asynchronous_loop_within_another_sets_no_variable():
    inner = ast.AsyncFor(name('b'), name('a'), [ast.Break()], [])
    assert printed(ast.For(name('a'), name('x'), [inner, ast.Break()], [])).startswith(
        'for (var a of x) { for await (var b of a) { break; }; break; }')


def test_exceptions_are_caught_under_the_names_that_lowering_gives():
    inner = nodes.TryCatch([ast.Expr(name('a'))], '$2', [nodes.Throw(name('$2'))], [])
    outer = nodes.TryCatch([ast.Expr(name('b'))], '$1', [inner, nodes.Throw(name('$1'))], [ast.Expr(name('c'))])
    assert printed(outer).replace(' ;', ';').startswith(
        'try { b; } catch ($1) { try { a; } catch ($2) { throw $2; }; throw $1; } finally { c; }')


def test_generators_get_their_star_and_what_follows_stays_in_order():
    generator = ast.FunctionDef('f', nodes.parameters([]), [ast.Expr(ast.Yield(name('x')))], [])
    text = printed(generator, generator, ast.Expr(name('last')))
    assert text.count('var f = function* () {') == 2
    assert text.rstrip('; ').endswith('last')


def test_a_loop_within_a_function_within_an_object_walks_with_of():
    arrow = nodes.Arrow(nodes.parameters([]), [ast.For(name('a'), name('x'), [], [])])
    assert 'for (var a of x)' in expression(ast.Dict([constant('k')], [arrow]))


def test_what_no_visitor_writes_is_an_error_that_names_it():
    with pytest.raises(BuildError, match='case: no visitor writes Starred'):
        expression(nodes.array([ast.Starred(name('x'), ast.Load())]))


def test_names_that_transcrypt_calls_its_own_can_be_used(root, tmp_path):
    names = ['type', 'property', 'globals', 'range']
    source = '\n'.join(f'def of_{each}({each}):\n    return {each}(1)\n' for each in names)
    path = transpile(root, [Entry('case', tuple(f'of_{each}' for each in names))], tmp_path, {'case': source})['case']
    text = ' '.join(path.read_text(encoding='utf-8').split())
    for each in names:
        assert f'var of_{each} = function ({each}$) {{ return {each}$ ((1)); }}' in text
