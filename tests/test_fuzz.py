"""Mutated fixtures of all handlers through every entry: see tests/fuzz."""

from __future__ import annotations

import json

import pytest

from tests.fuzz import seeds
from tests.fuzz.batches import Runner
from tests.fuzz.cases import WEIGHTS, Case, case
from tests.fuzz.session import Session
from tests.fuzz.shrinking import shrink
from toolchain.build import registry
from toolchain.setup.browser import ensure as ensure_browser

pytestmark = pytest.mark.slow

# `build.py fuzz` can run more.
ITEMS = 3000


@pytest.fixture(scope='module')
def runner(chromium, built, root):
    runner = Runner(chromium.browser_type, ensure_browser(root), built.directory)
    yield runner
    runner.close()


def test_mutated_fixtures_break_nothing(runner, root):
    session = Session(runner, seeds.load(root), seed=1, report=lambda finding: None)
    session.run(0, ITEMS)
    assert session.count == ITEMS
    assert [(finding.case.number, finding.failures, json.dumps(finding.case.value)[:300]) for finding in session.findings] == []


def test_every_handler_and_every_entry_gets_cases(root):
    known = seeds.load(root)
    cases = [case(known, 1, number) for number in range(ITEMS)]
    assert {each.entry for each in cases} == set(WEIGHTS)
    origins = {each.origin.split(':')[0] for each in cases}
    assert {handler.chunk for handler in registry.handlers(root)} <= origins
    again = case(known, 1, 17)
    assert (again.entry, again.value) == (cases[17].entry, cases[17].value)
    assert case(known, 2, 17).value != again.value


@pytest.mark.parametrize(('kind', 'entry'), [
    ('throws', '() => { throw new Error("x"); }'),
    ('rejection', '() => Promise.reject(new Error("x"))'),
    ('rejection', '() => { Promise.reject(new Error("x")); }'),
    ('page error', '() => new Promise(done => { setTimeout(done, 20); setTimeout(() => { throw new Error("x"); }); })'),
    ('long task', '() => { const end = performance.now() + 2000; while (performance.now() < end); }'),
    ('request', '() => fetch("/elsewhere").then(() => {})'),
    ('request', '() => fetch("http://elsewhere.example/").catch(() => {})'),
    ('changes outside', '() => { document.body.append("x"); }'),
    ('changes outside', '() => { document.title = "x"; }'),
    ('changes outside', '() => { window.leaked = 1; }'),
    ('crash', None),
])
def test_what_goes_wrong_is_noticed(runner, kind, entry):
    runner.failures([])  # opens the page
    page = runner._visit.page
    if entry is None:
        devtools = page.context.new_cdp_session(page)
        page.evaluate('() => { fuzz.entries.items = () => new Promise(() => {}); }')
        page.on('console', lambda message: devtools.send('Page.crash') if message.text == 'now' else None)
        page.evaluate('() => { setTimeout(() => console.log("now"), 100); }')
    else:
        page.evaluate(f'() => {{ fuzz.entries.items = {entry}; }}')
    found = {failure.kind for failure in runner.failures([Case(0, 'items', 'none', 'value')])}
    runner._open()
    assert kind in found


def test_a_failing_value_becomes_small():
    value = ['text/html', 'a' * 5000 + '<needle>' + 'b' * 5000, {'width': 5}]
    small = shrink(value, lambda each: any('<needle>' in str(part) for part in each), 400)
    assert small[-1].count('<needle>') == 1 and len(json.dumps(small)) < 100
