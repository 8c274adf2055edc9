"""Widgets of anywidget: their modules run in frames, and their saved changes and messages go to the kernel."""

from __future__ import annotations

import pytest

from tests.test_plotly import violations
from tests.test_widgets import APPEND, START, VIEW, changed, opened, shown

pytestmark = pytest.mark.slow

COUNTER = '''export default {
  initialize({model}) { model.set('ready', true); },
  render({model, el}) {
    const button = document.createElement('button');
    const show = () => { button.textContent = 'count ' + model.get('value'); };
    button.onclick = () => { model.set('value', model.get('value') + 1); model.save_changes(); };
    model.on('change:value', show); show();
    model.on('msg:custom', (content, buffers) => { el.append(content.text + buffers.length); });
    const other = document.createElement('button'); other.textContent = 'send'; other.className = 'send';
    other.onclick = () => model.send({clicked: 1}, undefined, [new Uint8Array([1, 2, 3]).buffer]);
    const bytes = document.createElement('button'); bytes.textContent = 'bytes'; bytes.className = 'bytes';
    bytes.onclick = () => { model.set('data', {raw: new DataView(new Uint8Array([7]).buffer), name: 'n'}); model.save_changes(); };
    el.append(button, other, bytes);
  }};'''


def anywidget(comm_id: str = 'w', esm: str = COUNTER, css: str = 'button { color: rgb(1, 2, 3) }', **state) -> dict:
    return opened(comm_id, 'Any', _esm=esm, _css=css, _anywidget_id='tests.Counter', **{'value': 3, **state})


@pytest.fixture
def live(visit):
    page = visit.open()
    page.evaluate(START)
    return lambda *messages: page.evaluate(APPEND, list(messages))


def frame_of(page, index: int = 0):
    page.wait_for_selector('#out iframe')
    frame = page.locator('#out iframe').nth(index).element_handle().content_frame().wait_for_selector('iframe').content_frame()
    return frame


def test_a_module_shows_the_state_and_its_changes_go_both_ways(visit, live):
    live(anywidget(), shown('w'))
    frame = frame_of(visit.page)
    button = frame.wait_for_selector('button')
    assert button.text_content() == 'count 3'
    assert button.evaluate('each => getComputedStyle(each).color') == 'rgb(1, 2, 3)'
    button.click()
    frame.wait_for_selector('text=count 4')
    visit.page.wait_for_function('sent.length === 1')
    assert visit.page.evaluate('sent[0].content') == {'comm_id': 'w', 'data': {'method': 'update', 'state': {'ready': True, 'value': 4}, 'buffer_paths': []}}
    live(changed('w', value=9))
    frame.wait_for_selector('text=count 9')
    assert visit.page.evaluate('sent.length') == 1
    assert visit.page.locator('#out iframe').get_attribute('title') == 'Widget tests.Counter'


def test_custom_messages_and_buffers(visit, live):
    live(anywidget(), shown('w'))
    frame = frame_of(visit.page)
    frame.wait_for_selector('.send').click()
    visit.page.wait_for_function('sent.length === 1')
    assert visit.page.evaluate('[sent[0].content.data, [...new Uint8Array(sent[0].buffers[0])]]') == [{'method': 'custom', 'content': {'clicked': 1}}, [1, 2, 3]]
    frame.wait_for_selector('.bytes').click()
    visit.page.wait_for_function('sent.length === 2')
    assert visit.page.evaluate('[sent[1].content.data.state.data, sent[1].content.data.buffer_paths, sent[1].buffers[0].byteLength]') == [
        {'name': 'n'}, [['data', 'raw']], 1]
    visit.page.evaluate('''live.append({msg_type: 'comm_msg', parent_header: {msg_id: 'run'}, buffers: [new Uint8Array(2).buffer],
        content: {comm_id: 'w', data: {method: 'custom', content: {text: 'hello'}}}})''')
    frame.wait_for_selector('text=hello1')


def test_two_views_share_a_model(visit, live):
    live(anywidget(), shown('w'), shown('w'))
    visit.page.locator('#out iframe').nth(1).wait_for()
    first, second = frame_of(visit.page, 0), frame_of(visit.page, 1)
    second.wait_for_selector('button')
    first.wait_for_selector('button').click()
    second.wait_for_selector('text=count 4')


@pytest.mark.parametrize(('esm', 'words'), [
    ('export default {', 'SyntaxError'), ('export default {render() { nothing.there(); }}', 'nothing is not defined'),
    ('import "https://esm.sh/left-pad@1"; export default {render({el}) { el.append("x"); }}', 'Remote addresses not loaded: 1 (esm.sh)')])
def test_what_goes_wrong_is_told(visit, live, esm, words):
    live(anywidget(esm=esm), anywidget('fine'), shown('w'), shown('fine'))
    visit.page.locator('#out .media-note', has_text=words).wait_for()
    frame_of(visit.page, 1).wait_for_selector('text=count 3')


def test_a_module_reaches_neither_the_page_nor_reserved_keys(visit, live):
    live(anywidget(esm='''export default {render({model, el}) { try { top.__pwn = 1; } catch (error) {}
        model.set('_esm', 'x'); model.set('_model_name', 'HTMLModel'); model.set('layout', 'IPY_MODEL_x'); model.set('value', 5); model.save_changes(); }}'''), shown('w'))
    visit.page.wait_for_function('sent.length === 1')
    assert visit.page.evaluate('sent[0].content.data.state') == {'value': 5}
    assert visit.page.evaluate('window.__pwn') is None


def test_a_saved_widget_runs_in_each_engine(engine, assets):
    """The widget is shown from a notebook's saved state, under a strict Content Security Policy."""
    policy = ("default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; "
              f"frame-src {assets.origin}; require-trusted-types-for 'script'; trusted-types 'none'")
    engine.open(main=f'<script nonce="abc" src="{engine.root}/js/main.min.js"></script>', headers={'Content-Security-Policy': policy})
    state = {'_model_name': 'AnyModel', '_model_module': 'anywidget', '_anywidget_id': 'tests.Tall', 'size': 333,
             '_esm': 'export default {render({model, el}) { el.style.height = model.get("size") + "px"; }}'}
    saved = {'version_major': 2, 'version_minor': 0, 'state': {'w': {'model_name': 'AnyModel', 'model_module': 'anywidget', 'state': state}}}
    outcome, = engine.show({'type': VIEW, 'data': {'model_id': 'w'}, 'metadata': {'application/vnd.jupyter.widget-state+json': saved}})
    assert outcome['ok'], outcome
    engine.wait_for('document.getElementById("r-0").shadowRoot.querySelector("iframe")?.offsetHeight >= 333')
    assert violations(engine) == [] and engine.run('return __errors') == []
