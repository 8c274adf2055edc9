"""The dialect has Python's semantics: each case runs in CPython and, compiled and minified, in the browser."""

from __future__ import annotations

import asyncio
import importlib.util
import inspect
import re
import sys
import threading
import types
import warnings
from pathlib import Path

import pytest

from tests.support.compiled_pages import call, compiled_page, compiled_script, encode
from tests.support.dialect_fuzz import Maker
from toolchain.compiler.transpile import Entry, transpile

CASES = Path(__file__).parent / 'dialect_cases'

def load(path: Path):
    specification = importlib.util.spec_from_file_location(f'dialect_{path.stem}', path)
    module = sys.modules[specification.name] = importlib.util.module_from_spec(specification)  # data classes look it up there
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')  # cases compare literals on purpose
        specification.loader.exec_module(module)
    return module


MODULES = {path.stem: load(path) for path in sorted(CASES.glob('*.py'))}
SOURCES = {stem: (CASES / f'{stem}.py').read_text(encoding='utf-8') for stem in MODULES}
NAMES = [(stem, name) for stem, module in MODULES.items() for name in vars(module) if name.startswith('case_')]


def in_cpython(function):
    """The result of a case. A coroutine runs in another thread, since Playwright has an event loop in this one."""
    result = function()
    if not inspect.iscoroutine(result):
        return result
    box: list = []
    thread = threading.Thread(target=lambda: box.append(asyncio.run(result)))
    thread.start()
    thread.join()
    return box[0]


@pytest.fixture(scope='module')
def compiled(root, tmp_path_factory, chromium):
    """A page with all cases, compiled and minified."""
    functions = {stem: [name for owner, name in NAMES if owner == stem] for stem in MODULES}
    page = compiled_page(chromium, root, tmp_path_factory.mktemp('dialect'), functions, SOURCES)
    yield page
    page.close()


@pytest.mark.parametrize(('stem', 'name'), NAMES, ids=[f'{stem}-{name[5:]}' for stem, name in NAMES])
def test_browser_and_cpython_agree(compiled, stem, name):
    expected = encode(in_cpython(getattr(MODULES[stem], name)))
    assert call(compiled, stem, name) == expected


@pytest.mark.slow
def test_all_engines_agree(root, tmp_path, _engine, site):
    """Chromium, Firefox and WebKit run all cases and some random programs, except those that are coroutines in CPython."""
    modules = {'random_cases': Maker(seed=20).module(250)}
    functions = {stem: [name for owner, name in NAMES if owner == stem] for stem in MODULES}
    functions['random_cases'] = [f'case_{number}' for number in range(250)]
    script = compiled_script(root, tmp_path, functions, {**SOURCES, **modules})
    site.pages['/cases.js'] = (script.read_bytes(), {'Content-Type': 'text/javascript'})
    _engine.get(site.add_page('/cases.html', '<!doctype html><meta charset="utf-8"><title>test</title><script src="/cases.js"></script>'))
    calls = [[module, name, []] for module, names in functions.items() for name in names]
    given = _engine.run('return Promise.all(arguments[0].map(call => run(call).catch(String)))', calls)
    fresh = {path.stem: load(path) for path in sorted(CASES.glob('*.py'))}  # reloaded, since some cases change their module
    random = types.ModuleType('random_cases')
    with warnings.catch_warnings():
        warnings.simplefilter('ignore')
        exec(compile(modules['random_cases'], 'random_cases', 'exec'), vars(random))
    expected = [encode(in_cpython(getattr(fresh.get(module, random), name))) for module, name, _ in calls]
    differences = [(call, one, other) for call, one, other in zip(calls, expected, given) if one != other]
    assert not differences


@pytest.mark.slow
def test_random_programs_agree(root, tmp_path, chromium):
    """2,000 programs; all differences are reported together, with both results."""
    modules = {f'random_{seed}': Maker(seed).module(250) for seed in range(8)}
    names = [f'case_{number}' for number in range(250)]
    page = compiled_page(chromium, root, tmp_path, {name: names for name in modules}, modules)
    differences = []
    for name, source in modules.items():
        module = types.ModuleType(name)
        with warnings.catch_warnings():
            warnings.simplefilter('ignore')
            exec(compile(source, name, 'exec'), vars(module))
        calls = [[name, case, []] for case in names]
        given = page.evaluate('calls => Promise.all(calls.map(call => run(call).catch(String)))', calls)
        expected = [encode(getattr(module, case)()) for case in names]
        differences += [(name, case, one, other) for case, one, other in zip(names, expected, given) if one != other]
    page.close()
    assert not differences


# Code that is rejected, with a part of the message, which names the problem and the alternative.
REFUSED = {
    'from browser import *': 'name what is imported',
    'from . import loader': 'write the whole name',
    'import os': "the module 'os' is not in the browser; the page has no files",
    'import nothing': "no module 'nothing' in the browser",
    'from datetime import datetime': 'use Date from browser',
    'from random import choice': 'use Math.random',
    'from collections import namedtuple': 'write a class, or use dataclass',
    'from enum import IntEnum': 'use Enum and .value',
    'import re\nx = re.search("a++", "b")': 'possessive',
    'import re\nx = re.compile(r"(?>a)")': 'use RegExp from browser',
    'from itertools import chain\nx = chain.from_iterable([])': 'write chain(*iterables)',
    'from media.errors import nothing': "media.errors has no 'nothing' to import",
    'from npm.leftpad import pad': "no npm package 'npm.leftpad'",
    'import media.errors': 'write `from media.errors import …`',
    'print(undefined_name)': 'undefined_name is not defined; what the page has comes by `from browser import undefined_name`',
    'document.title = "x"': 'document is not defined',
    'x = 1\ndel x': '`del` of a variable',
    'eval("1")': 'eval: not in the browser; the page runs no code from text',
    'print(type(1))': 'type: not in the browser; use isinstance()',
    'print(globals())': 'globals: not in the browser',
    'x = 1 @ 2': 'the operator `@`',
    'x = 2 ** 3 + 90071992547409931': 'integers are exact up to 2**53 only',
    'x = 1j': 'a complex number',
    'x = ...': 'write `pass`',
    'x = "%s" % 5': 'write an f-string',
    'table = {}\ntable[1, 2] = 3': 'a tuple in square brackets',
    'table = {(1, 2): 3}': 'a tuple or list as a key',
    'def f():\n    import math': 'move it to the top of the module',
    'def f(a, b=1): pass\nf(1, c=2)': "f() has no parameter 'c' (it has: a, b)",
    'def f(a, b=1): pass\nf()': "f() is called without its argument 'a'",
    'def f(a): pass\nf(1, 2)': 'f() takes 1 arguments, not 2',
    'def f(a): pass\nf(1, a=2)': "f() gets 'a' twice",
    'def f(a, b): pass\ndef g(): return 1\nf(b=g(), a=g())': 'out of the order of its parameters',
    'def f(g): g(x=1)': 'a keyword argument (x) to g(), whose parameters the build does not know',
    'def f(thing): thing.method(x=1)': 'a keyword argument (x) to .method()',
    'def f(*a, b=1): pass': 'both *a and keyword-only parameters',
    'def f(*a, **b): pass': 'both *a and **b',
    'def f(a, b): pass\nx = {}\nf(**x)': '`**` in a call of f()',
    'async def f(): pass\ndef g(): await f()': "'await' outside async function",
    'raise': '`raise` alone, outside of an except clause',
    'class A:\n    class B: pass': 'move it to the top level',
    'class A(int, str): pass': 'several bases',
    'class A(dict): pass': 'the class A inherits from dict; keep one in an attribute',
    'class A(metaclass=type): pass': 'a metaclass',
    'class A:\n    def __add__(self, other): pass': '__add__: the browser would never call it',
    'class A:\n    def constructor(self): pass': 'a method called `constructor`',
    'class A:\n    def f(): pass': 'the method f takes no self',
    'class A:\n    @decorate\n    def f(self): pass': 'a decorator on the method f',
    'class A:\n    x = 1\n    if x: pass': 'a statement in the class A',
    'class A:\n    x = 1\n    def f(self, y=x): pass': 'a default that reads x of its class',
    '@decorate\nclass A: pass': 'a decorator on the class A',
    'def f(): pass\ndef f(): pass': 'f is defined twice',
    'if True:\n    def f(): pass': 'define it at the top level',
    'table = dict.fromkeys("ab")': 'dict.fromkeys: not in the browser; write {key: value for key in keys}',
    'number = int.from_bytes(b"a")': 'int.from_bytes: not in the browser',
    'class A:\n    def f(self): return self.__class__': 'keep what is needed in an attribute',
    'x = __file__': '__file__ has no meaning',
    'try: pass\nexcept* ValueError: pass': '`except*`',
    'x = callable': 'callable as a value; write a lambda',
    'x = "5" - 2': 'the operator Sub of a str and int',
    'x = -"5"': 'a sign before a str',
    'name: str = "a"\nname //= 2': 'the operator FloorDiv of a str and int',
    'x = "a" + None': 'the operator Add of a str and none',
    'seen = set()\nseen.add((1, 2))': 'a tuple or list as a key or in a set',
    'seen = {(1, 2), (3, 4)}': 'a tuple or list as a key or in a set',
    'places = {(x, 1): x for x in range(3)}': 'a tuple or list as a key or in a set',
    'table = {}\nplace = (1, 2)\ntable[place] = 3': 'a tuple or list as a key or in a set',
    'table = {}\nx = table.get((1, 2))': 'a tuple or list as a key or in a set',
    'x = (1, 2) in {1, 2}': 'a tuple or list as a key or in a set',
    'def f(a, b): return a.items() & b.items()': 'compare the keys',
    'x = "a".casefold()': '.casefold() of a str: not in the browser; use lower()',
    'x = "a".isnumeric()': '.isnumeric() of a str: not in the browser; use isdigit()',
    'x = "a".translate({})': '.translate() of a str: not in the browser; use replace()',
    'def f(x): return x.isascii()': '.isascii()',
    'x = bytearray()\nx.append(1)': 'bytes have a fixed size; collect ints in a list',
    'x = "{} {}".format(1)': 'fields that its arguments do not fill',
    'x = "{0.name}".format(1)': 'write an f-string',
    'raise ValueError("a", 2)': 'it has a single message',
    'try: pass\nexcept ValueError as error: print(error.args)': 'str(error)',
    'x = issubclass(int, str)': 'issubclass: not in the browser; use isinstance()',
    'class A:\n    def __init__(self, a): pass\nclass B(A):\n    def __init__(self, **rest):\n        super().__init__(**rest)':
        'write the arguments out',
    'x = getattr(min, "y")': 'getattr() without a default; write .y',
    'print(1, end="")': 'print() writes one line',
    'x = bytes("a", "utf-8")': 'write text.encode()',
    'super().f()': 'write super() in a method',
    'from typing import Any\nprint(Any)': 'Any is for annotations only',
    'x = [1]\nx[0:1] += [2]': 'an operator and `=` on a slice',
    'match 1:\n    case {"a": 1, **rest}: pass': '`**rest` in a pattern',
    'class P: pass\nmatch 1:\n    case P(1): pass': 'positional patterns of a class',
    'def f(x): return x\nf(*[1], x=2)': 'a star and keyword arguments in one call',
    'x = (yield)': "'yield' outside function",
    'break': "'break' outside loop",
    'if True:\n    import math': 'move it to the top of the module',
}


@pytest.mark.parametrize('source', REFUSED, ids=[re.sub(r'\W+', '-', source)[:50] for source in REFUSED])
def test_what_has_no_translation_is_refused_with_its_line(root, tmp_path, source):
    from toolchain.errors import DialectErrors
    if 'except*' in source and not hasattr(__import__('ast'), 'TryStar'):
        pytest.skip('`except*` came with Python 3.11')
    with pytest.raises(DialectErrors) as caught:
        transpile(root, [Entry('case')], tmp_path, {'case': f'"""A module."""\n{source}\n'})
    lines = [error for error in caught.value.errors if REFUSED[source] in error.message]
    assert lines, str(caught.value)
    assert lines[0].where == '(generated) case'
    assert 2 <= lines[0].line <= 2 + source.count('\n')


def test_all_refusals_are_reported_at_once(root, tmp_path):
    from toolchain.errors import DialectErrors
    with pytest.raises(DialectErrors) as caught:
        transpile(root, [Entry('case')], tmp_path, {'case': 'x = 1 @ 2\ny = 1j\nclass A(int, str): pass\n'})
    assert [error.line for error in caught.value.errors] == [1, 2, 3]


def test_a_syntax_error_names_file_and_line(root, tmp_path):
    from toolchain.errors import DialectErrors
    with pytest.raises(DialectErrors, match=r'\(generated\) case:2: not valid Python'):
        transpile(root, [Entry('case')], tmp_path, {'case': 'x = 1\ny = = 2\n'})


def test_annotated_constants_of_other_modules_have_their_kind(root, tmp_path):
    """A str or list with an annotation at its definition needs no helper that checks the type at run time."""
    paths = transpile(root, [Entry('user', ('first',))], tmp_path, {
        'constants': 'WORDS: list[str] = ["a", "b"]\n',
        'user': 'from constants import WORDS\n\ndef first(index: int):\n    return WORDS[index].upper()\n'})
    text = paths['user'].read_text(encoding='utf-8')
    assert '$sequence_item (WORDS, index).toUpperCase ()' in text


# The documented differences in docs/dialect.md: code, CPython's result, the browser's result.
DIFFERENCES = {
    'whole floats': ('str(2.0)', '2.0', '2'),
    'beyond 2**53': ('2 ** 53 + 1 == 2 ** 53', False, True),
    'division by zero': ('divide(1, 0)', 'ZeroDivisionError', {'number': 'Infinity'}),
    'lengths in UTF-16': ("[len('\U0001f600'), len(list('\U0001f600'))]", [1, 1], [2, 1]),
    'tuples are lists': ('[(1,) == [1], str((1, 2)), isinstance((1,), list)]', [False, '(1, 2)', False], [True, '[1, 2]', True]),
    'tuples make no keys': ('keyed((1, 2))', 'found', 'TypeError'),
    'a bool beside a number': ('same(True)', True, False),
    'a number and a text': ("attempt(lambda: 1 + 'a')", 'TypeError', '1a'),
    'a number and a text, unknown': ("attempt(lambda: unknown(1) + unknown('a'))", 'TypeError', 'TypeError'),
    'a missing attribute': ('attempt(lambda: Thing().missing is None)', 'TypeError', True),
    'a bool as a key': ("[{1: 'a'}.get(True), len({1, True})]", ['a', 1], [None, 2]),
    'formatting with %': ("attempt(lambda: unknown('%s') % unknown(3))", '3', 'TypeError'),
    'None in arithmetic': ('attempt(lambda: unknown(None) + 1)', 'TypeError', 1),
    'a sign before a text': ("attempt(lambda: -unknown('5'))", 'TypeError', -5),
    'a variable before its store': ('attempt(unbound)', 'UnboundLocalError', None),
    'a dict that changes under a loop': ('attempt(growing)', 'RuntimeError', 3),
    'a class called by way of a variable': ('attempt(lambda: [make() for make in [Thing]].count(None))', 0, 'TypeError'),
    'digits of other scripts': ("attempt(lambda: int('\u0661'))", 1, 'ValueError'),
    'a view of keys': ('view()', ['a', 'b'], ['a']),
    'a coroutine starts at once': ('started()', [], ['started']),
}

DIFFERENCE_HEAD = '''
"""What differs."""


class Thing:
    pass


def divide(a, b):
    try:
        return a / b
    except ZeroDivisionError:
        return 'ZeroDivisionError'


def keyed(key):
    try:
        table = {}
        table[key] = 'found'
        return table[key]
    except TypeError:
        return 'TypeError'


def same(value):
    return value == 1


def attempt(action):
    try:
        return action()
    except (TypeError, AttributeError):
        return 'TypeError'
    except ValueError:
        return 'ValueError'
    except RuntimeError:
        return 'RuntimeError'
    except NameError:
        return 'UnboundLocalError'


def unbound():
    if unknown(False):
        value = 1
    return value


def growing():
    table = {'a': 1, 3: 2}
    for key in table:
        if len(table) < 3:
            table['c'] = 3
    return len(table)


def unknown(value):
    return value


def view():
    table = {'a': 1}
    keys = table.keys()
    table['b'] = 2
    return list(keys)


def started():
    log = []

    async def work():
        log.append('started')

    pending = work()
    if hasattr(pending, 'close'):
        pending.close()
    return log

'''


def test_the_differences_are_those_that_the_docs_admit(root, tmp_path, chromium):
    cases = '\n\n'.join(f'def case_{number}():\n    return {code}\n' for number, (code, _, _) in enumerate(DIFFERENCES.values()))
    source = DIFFERENCE_HEAD + '\n' + cases
    names = [f'case_{number}' for number in range(len(DIFFERENCES))]
    page = compiled_page(chromium, root, tmp_path, {'differences': names}, {'differences': source})
    module = types.ModuleType('differences')
    exec(compile(source, 'differences', 'exec'), vars(module))
    for name, (sort, (_, in_python, in_browser)) in zip(names, DIFFERENCES.items()):
        assert encode(getattr(module, name)()) == in_python, sort
        assert call(page, 'differences', name) == in_browser, sort
    page.close()
