"""Each model of ipywidgets: what a kernel has sent is replayed, and a person acts as the cases say.

What is drawn after each message, and what goes back after each action, has to equal the recording.
"""

from __future__ import annotations

import json

import pytest

from tests.support.widget_cases import CASES
from tests.support.widget_recordings import FIXTURE, TOOLS, expected_back, replay
from tests.test_accessibility import AXE, violations

pytestmark = pytest.mark.slow


@pytest.fixture(scope='module')
def recordings() -> dict[str, dict]:
    return {each['name']: each for each in json.loads(FIXTURE.read_text(encoding='utf-8'))}


def test_every_case_is_recorded(recordings):
    assert list(recordings) == [case.name for case in CASES]


def test_replays_draw_the_same_and_send_the_same(new_visit, recordings):
    visit = new_visit(timezone_id='Asia/Seoul')
    page = visit.open()
    page.evaluate(f'() => {{{TOOLS}}}')
    wrong = {}
    for case in CASES:
        drawn, back = replay(page, case, recordings[case.name])
        expected = recordings[case.name]['drawn'], expected_back(case, recordings[case.name])
        if (drawn, back) != expected:
            wrong[case.name] = {'drawn': drawn, 'back': back, 'expected': expected}
    assert wrong == {}


def test_all_models_at_once_have_names_and_leave_nothing_behind(new_visit, recordings):
    """By axe-core, live; afterwards only the links between models still listen, since another view may come."""
    page = new_visit().open('<main><h1>Widgets</h1></main>', head='<meta name="viewport" content="width=device-width">')
    page.evaluate(f'() => {{{TOOLS}}}')
    page.evaluate('begin().then(() => { document.querySelector("main").append(place); })')
    for recording in recordings.values():
        page.evaluate('messages => take(messages, {})', recording['messages'])
    page.evaluate(AXE.read_text(encoding='utf-8'))
    assert violations(page) == []
    listeners = '''async () => [...(await BackendAI.load('messages')).shared.kernel_of({kernel: 'replayed'}).models.values()]
        .reduce((sum, model) => sum + model.listeners.length, 0)'''
    assert page.evaluate(listeners) > 100
    page.evaluate('end()')
    assert page.evaluate(listeners) == 3
