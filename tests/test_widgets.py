"""Widgets: their appearance and user input, and each message to the kernel."""

from __future__ import annotations

import pytest

from tests.support.pixels import picture_of
from tests.test_removal import counts

VIEW = 'application/vnd.jupyter.widget-view+json'

# Creates a console whose widgets send their messages to window.sent.
START = '''async () => {
  window.sent = [];
  await BackendAI.loadConsole();
  window.live = new BackendAI.Console('live', out, {onComm: message => { sent.push(message); }}); }'''

APPEND = 'messages => { for (const message of messages) live.append(message); }'


def opened(comm_id: str, name: str, buffer_paths=(), **state) -> dict:
    return {'msg_type': 'comm_open', 'parent_header': {'msg_id': 'run'}, 'content': {
        'comm_id': comm_id, 'target_name': 'jupyter.widget',
        'data': {'state': {'_model_name': f'{name}Model', **state}, 'buffer_paths': list(buffer_paths)}}}


def changed(comm_id: str, method: str = 'update', parent: str = 'run', **state) -> dict:
    return {'msg_type': 'comm_msg', 'parent_header': {'msg_id': parent},
            'content': {'comm_id': comm_id, 'data': {'method': method, 'state': state, 'buffer_paths': []}}}


def shown(comm_id: str, text: str = 'a widget') -> dict:
    return {'msg_type': 'display_data', 'parent_header': {'msg_id': 'run'}, 'content': {
        'data': {'text/plain': text, VIEW: {'version_major': 2, 'version_minor': 0, 'model_id': comm_id}}, 'metadata': {}}}


def idle(parent: str) -> dict:
    return {'msg_type': 'status', 'parent_header': {'msg_id': parent}, 'content': {'execution_state': 'idle'}}


def printed(text: str, parent: str = 'run') -> dict:
    return {'msg_type': 'stream', 'parent_header': {'msg_id': parent}, 'content': {'name': 'stdout', 'text': text}}


@pytest.fixture
def live(visit):
    """A page with a console whose widgets are live; ``live(messages…)`` appends."""
    page = visit.open()
    page.evaluate(START)

    def append(*messages: dict) -> None:
        page.evaluate(APPEND, list(messages))

    append.page = page
    append.sent = lambda: page.evaluate(
        'sent.map(message => [message.content.comm_id, message.content.data.method, message.content.data.state ?? message.content.data.content])')
    append.id = lambda at: page.evaluate('at => sent.at(at).header.msg_id', at)
    return append


def test_the_fixtures(visit, fixtures):
    visit.open()
    items = fixtures('widget')
    outcomes = dict(zip(items, visit.show(*items.values())))
    assert all(outcome['ok'] for outcome in outcomes.values()), outcomes
    page = visit.page
    assert page.get_by_role('slider', name='Count').input_value() == '30'
    assert [page.get_by_role('slider', name=f'Range, {end}').input_value() for end in ('minimum', 'maximum')] == ['2.5', '7.5']
    assert page.get_by_role('combobox', name='Model').input_value() == 'quadratic'
    assert page.get_by_role('checkbox', name='Normalize').is_checked()
    assert page.get_by_role('textbox', name='City').input_value() == '서울'
    assert page.get_by_role('tab', selected=True).inner_text() == 'Report'
    assert page.get_by_text('train: <epoch 3> 60%').is_visible()
    assert page.get_by_role('progressbar').first.get_attribute('aria-valuenow') == '6'
    assert page.locator('#out .tag').all_inner_texts() == ['alpha\n✕', 'beta\n✕']
    page.get_by_text('epoch 2').wait_for()
    picture = page.locator('#out img.blob')
    assert picture.evaluate('async image => { await image.decode(); return image.naturalWidth; }') == 8


def test_without_a_kernel_nothing_can_be_changed(visit, fixtures):
    visit.open()
    visit.show(fixtures('widget')['a form'])
    assert visit.page.get_by_role('slider', name='Count').is_disabled()
    assert visit.page.get_by_role('button', name='Fit').is_disabled()


def test_markup_in_words_is_text_and_in_html_is_sanitized(visit, fixtures):
    visit.open()
    visit.show(fixtures('widget')['hostile words'])
    visit.page.get_by_text('safe').wait_for()
    assert visit.page.get_by_role('button').inner_text() == '<img src=x onerror=alert(1)>'
    assert visit.page.locator('#out script').count() == 0
    assert visit.page.evaluate('typeof window.alerted') == 'undefined'


def test_a_slider_goes_both_ways(live):
    live(opened('s', 'IntSlider', value=3, min=0, max=10, description='n'), shown('s'), idle('run'))
    slider = live.page.get_by_role('slider', name='n')
    assert slider.input_value() == '3'
    slider.fill('7')
    assert live.sent() == [['s', 'update', {'value': 7}]]
    live(changed('s', value=5))
    assert slider.input_value() == '5' and live.page.get_by_text('5', exact=True).is_visible()


def test_one_message_is_under_way_and_echoes_of_older_values_are_ignored(live):
    """A slow kernel never makes the slider jump back."""
    live(opened('s', 'IntSlider', value=0, min=0, max=100, description='n'), shown('s'))
    slider = live.page.get_by_role('slider', name='n')
    for value in ('10', '20', '30'):
        slider.fill(value)
    assert live.sent() == [['s', 'update', {'value': 10}]]
    first = live.id(0)
    live(changed('s', 'echo_update', first, value=10))
    assert slider.input_value() == '30'
    live(idle(first))
    live.page.wait_for_function('sent.length === 2')
    assert live.sent()[1] == ['s', 'update', {'value': 30}]
    live(changed('s', 'echo_update', live.id(1), value=30), changed('s', 'update', live.id(1), value=25), idle(live.id(1)))
    assert slider.input_value() == '25'


def test_selections_go_by_index_and_clicks_as_custom_messages(live):
    live(opened('d', 'Dropdown', _options_labels=['a', 'b'], index=0, description='pick'), shown('d'),
         opened('b', 'Button', description='go'), shown('b'))
    live.page.get_by_role('combobox', name='pick').select_option('b')
    live.page.get_by_role('button', name='go').click()
    assert live.sent() == [['d', 'update', {'index': 1}], ['b', 'custom', {'event': 'click'}]]


def test_an_output_captures_before_it_is_shown(live):
    """As in interact, whose first output arrives before its box."""
    live(opened('o', 'Output', outputs=[], msg_id=''), changed('o', msg_id='run'), printed('captured\n'), changed('o', msg_id=''),
         printed('outside\n'), shown('o'))
    live.page.locator('.widget-Output').get_by_text('captured').wait_for()
    assert live.page.locator('.widget-Output').get_by_text('outside').count() == 0
    live.page.get_by_text('outside').wait_for()
    live(changed('o', msg_id='run'), {'msg_type': 'clear_output', 'parent_header': {'msg_id': 'run'}, 'content': {'wait': True}},
         printed('again\n'), changed('o', msg_id=''))
    live.page.locator('.widget-Output').get_by_text('again').wait_for()
    assert live.page.locator('.widget-Output').get_by_text('captured').count() == 0
    live.page.wait_for_function('sent.length > 0')
    live(idle(live.id(0)))
    live.page.wait_for_function('JSON.stringify(sent.at(-1).content).includes("again")')
    assert live.sent()[-1] == ['o', 'update', {'outputs': [{'output_type': 'stream', 'name': 'stdout', 'text': 'again\n'}]}]


def test_what_an_output_has_captured_goes_back_even_if_it_came_before_the_widget(live):
    live(opened('o', 'Output', outputs=[], msg_id='run'), printed('early\n'), changed('o', msg_id=''), shown('o'))
    live.page.wait_for_function('sent.length > 0')
    assert live.sent() == [['o', 'update', {'outputs': [{'output_type': 'stream', 'name': 'stdout', 'text': 'early\n'}]}]]


def test_a_change_that_the_kernel_has_is_not_sent_again(live):
    """At the end of a drag, the browser reports the same value again."""
    live(opened('s', 'IntSlider', value=0, description='n'), shown('s'))
    live.page.get_by_role('slider', name='n').fill('5')
    live(idle(live.id(0)))
    live.page.get_by_role('slider', name='n').dispatch_event('change')
    assert live.sent() == [['s', 'update', {'value': 5}]]


def test_a_drag_under_a_slow_kernel_never_jumps_back(live):
    """Each echo arrives two moves late; the thumb stays where the mouse has put it."""
    live(opened('s', 'IntSlider', value=0, min=0, max=100, description='n'), shown('s'))
    slider = live.page.get_by_role('slider', name='n')
    box = slider.bounding_box()
    middle = box['y'] + box['height'] / 2
    live.page.mouse.move(box['x'] + 8, middle)
    live.page.mouse.down()
    answered, places = 0, []
    for share in range(1, 10):
        live.page.mouse.move(box['x'] + box['width'] * share / 10, middle)
        slider.evaluate('(input, place) => new Promise(done => { const look = () => input.value > place ? done() : setTimeout(look, 5); look(); })',
                        places[-1] if places else 0)
        if share % 3 == 0:
            sent = live.sent()
            live(changed('s', 'echo_update', live.id(answered), value=sent[answered][2]['value']), idle(live.id(answered)))
            answered += 1
        places.append(int(slider.input_value()))
    live.page.mouse.up()
    assert places == sorted(set(places)), places
    last = live.sent()[-1][2]['value']
    live(changed('s', 'echo_update', live.id(-1), value=last), idle(live.id(-1)))
    assert live.sent()[-1][2]['value'] == places[-1] == int(slider.input_value())


def test_the_track_of_a_range_is_filled_between_its_thumbs(live):
    live(opened('s', 'IntRangeSlider', value=[40, 60], min=0, max=100, description='r'), shown('s'))
    track = live.page.locator('#out .track')
    picture = picture_of(track)
    middle = picture.height // 2
    start, inside, end = (picture.getpixel((int(picture.width * share), middle)) for share in (.2, .5, .8))
    assert start == end != inside


def test_classes_are_parts_that_the_page_can_style(live):
    live.page.add_style_tag(content='::part(wide) { width: 432px; }')
    live(opened('s', 'IntSlider', value=1, description='n', _dom_classes=['wide']), shown('s'))
    assert live.page.locator('#out .widget').bounding_box()['width'] == 432


def test_a_gamepad_opens_models_for_its_buttons_and_axes(live):
    live.page.evaluate('navigator.getGamepads = () => [window.pad ?? null]')
    live(opened('c', 'Controller', index=0, connected=False, buttons=[], axes=[]), shown('c'))
    live.page.get_by_text('Connect a gamepad and press one of its buttons.').wait_for()
    live.page.evaluate('''pad = {connected: true, id: 'Pad', mapping: 'standard', timestamp: 1, axes: [-0.5], buttons: [{value: 1, pressed: true}]};
        dispatchEvent(new Event('gamepadconnected'));''')
    live.page.get_by_text('Pad').wait_for()
    live.page.wait_for_function('sent.length >= 5')
    button, axis = live.page.evaluate('sent.slice(0, 2).map(({content}) => [content.comm_id, content.data.state._model_name])')
    assert (button[1], axis[1]) == ('ControllerButtonModel', 'ControllerAxisModel')
    assert live.sent()[2] == ['c', 'update', {'connected': True, 'name': 'Pad', 'mapping': 'standard', 'buttons': [f'IPY_MODEL_{button[0]}'], 'axes': [f'IPY_MODEL_{axis[0]}']}]
    assert [button[0], 'update', {'value': 1, 'pressed': True}] in live.sent() and [axis[0], 'update', {'value': -0.5}] in live.sent()
    assert live.page.locator('#out meter').evaluate_all('all => all.map(each => each.value)') == [1, -0.5]


@pytest.mark.slow
def test_five_hundred_widgets_and_what_is_left_when_they_are_closed(live):
    live(opened('first', 'Label', value='first'), shown('first'))
    live.page.get_by_text('first').wait_for()
    tools = live.page.context.new_cdp_session(live.page)
    tools.send('Performance.enable')

    before = counts(live.page, tools)
    numbers = range(500)
    live(*(opened(f'l{n}', 'Layout', width='400px') for n in numbers),
         *(opened(f's{n}', 'IntSlider', value=n % 100, description=f'number {n}', layout=f'IPY_MODEL_l{n}') for n in numbers),
         opened('all', 'VBox', children=[f'IPY_MODEL_s{n}' for n in numbers]), shown('all'))
    live.page.get_by_role('slider', name='number 499').wait_for()
    assert live.page.locator('#out input[type=range]').count() == 500
    live(changed('s250', value=77), changed('l250', width='222px'))
    middle = live.page.get_by_role('slider', name='number 250')
    assert middle.input_value() == '77' and live.page.locator('#out .widget-IntSlider').nth(250).bounding_box()['width'] == 222
    live(*({'msg_type': 'comm_close', 'parent_header': {'msg_id': 'run'}, 'content': {'comm_id': comm_id, 'data': {}}}
           for comm_id in ['all', *(f'{kind}{n}' for kind in 'sl' for n in numbers)]))
    assert live.page.locator('#out input[type=range]').count() == 0
    live.page.evaluate('new Promise(done => setTimeout(done, 100))')
    after = counts(live.page, tools)
    assert after['Nodes'] - before['Nodes'] < 100 and after['JSEventListeners'] - before['JSEventListeners'] < 20, (before, after)


@pytest.mark.slow
def test_widgets_are_live_in_each_engine(engine):
    engine.open()
    messages = [opened('s', 'IntSlider', value=3, max=10, description='n'), opened('r', 'IntRangeSlider', value=[2, 6], max=10),
                opened('p', 'DatePicker', value=None), opened('v', 'VBox', children=['IPY_MODEL_s', 'IPY_MODEL_r', 'IPY_MODEL_p']), shown('v')]
    engine.run('''window.sent = [];
      await BackendAI.loadConsole();
      window.live = new BackendAI.Console('live', document.getElementById('out'), {onComm: message => { sent.push(message); }});
      for (const message of arguments[0]) live.append(message);''', messages)
    root = '[...document.querySelectorAll("#out *")].map(each => each.shadowRoot).find(each => each?.querySelector("input[type=date]"))'
    engine.wait_for(root)
    assert engine.run(f'''const [slider, low, high, day] = {root}.querySelectorAll('input');
      for (const [input, value] of [[slider, 7], [high, 8], [day, '2026-03-04']]) {{
        input.value = value;
        for (const kind of ['input', 'change']) input.dispatchEvent(new Event(kind));
      }}
      live.append(arguments[0]);
      return [sent.map(({{content}}) => [content.comm_id, content.data.state.value]), low.value, slider.value];''', changed('s', value=4)) == [
        [['s', 7], ['r', [2, 8]], ['p', {'year': 2026, 'month': 2, 'date': 4}]], '2', '4']


def test_linked_values_are_copied_on_the_page(live):
    live(opened('a', 'IntSlider', value=1, max=10, description='one'), opened('b', 'IntSlider', value=1, max=10, description='other'),
         opened('l', 'Link', source=['IPY_MODEL_a', 'value'], target=['IPY_MODEL_b', 'value']), shown('a'), shown('b'))
    live.page.get_by_role('slider', name='one').fill('6')
    assert live.page.get_by_role('slider', name='other').input_value() == '6'
    assert live.sent() == [['a', 'update', {'value': 6}], ['b', 'update', {'value': 6}]]


def test_layouts_and_the_color_scheme_of_the_page(live):
    """A header above two columns as in AppLayout; a border as in ipywidgets 7, which has no keys for its sides."""
    live(opened('lh', 'Layout', grid_area='header', grid_row=None, border='3px solid red', border_top=None), opened('lc', 'Layout', grid_area='center', grid_column=None),
         opened('lg', 'Layout', grid_template_areas='"header header"\n". center"', grid_template_columns='100px 1fr'),
         opened('h', 'Button', description='h', layout='IPY_MODEL_lh'), opened('c', 'Button', description='c', layout='IPY_MODEL_lc'),
         opened('g', 'GridBox', children=['IPY_MODEL_h', 'IPY_MODEL_c'], layout='IPY_MODEL_lg'), shown('g'))
    header, center = (live.page.get_by_role('button', name=name, exact=True) for name in 'hc')
    above, below = header.bounding_box(), center.bounding_box()
    assert below['y'] >= above['y'] + above['height'] and below['x'] >= above['x'] + 90
    assert header.evaluate('each => getComputedStyle(each.parentNode).borderTopWidth') == '3px'
    live(changed('lh', border=None))
    assert header.evaluate('each => getComputedStyle(each.parentNode).borderTopWidth') == '0px'
    live.page.evaluate('document.documentElement.style.colorScheme = "dark"')
    assert header.evaluate('each => getComputedStyle(each).backgroundColor') == 'rgb(33, 38, 45)'


def test_tabs_by_keyboard(live):
    live(opened('x', 'Label', value='first'), opened('y', 'Label', value='second'),
         opened('t', 'Tab', children=['IPY_MODEL_x', 'IPY_MODEL_y'], titles=['A', 'B'], selected_index=0), shown('t'))
    live.page.get_by_role('tab', name='A').press('ArrowRight')
    assert live.page.get_by_role('tab', selected=True).inner_text() == 'B'
    assert live.page.get_by_text('second').is_visible() and not live.page.get_by_text('first').is_visible()
    assert live.sent() == [['t', 'update', {'selected_index': 1}]]


def test_files_travel_as_buffers(live):
    live(opened('f', 'FileUpload', accept='.txt', multiple=False, value=[], description='file'), shown('f'))
    live.page.get_by_label('file').set_input_files({'name': 'a.txt', 'mimeType': 'text/plain', 'buffer': b'abc'})
    live.page.wait_for_function('sent.length > 0')
    assert live.page.evaluate('sent[0].content.data.buffer_paths') == [['value', 0, 'content']]
    assert live.page.evaluate('[...new Uint8Array(sent[0].buffers[0])]') == [97, 98, 99]
    state = live.sent()[0][2]['value'][0]
    assert (state['name'], state['type'], state['size']) == ('a.txt', 'text/plain', 3)


def test_closed_widgets_go_and_those_of_a_restarted_kernel_stay_disabled(live):
    live(opened('s', 'IntSlider', value=1, description='kept'), shown('s'), opened('g', 'IntSlider', value=1, description='gone'), shown('g'))
    live.page.get_by_role('slider', name='gone').wait_for()
    live({'msg_type': 'comm_close', 'parent_header': {'msg_id': 'run'}, 'content': {'comm_id': 'g', 'data': {}}})
    assert live.page.get_by_role('slider', name='gone').count() == 0
    live({'msg_type': 'status', 'parent_header': {}, 'content': {'execution_state': 'restarting'}})
    assert live.page.get_by_role('slider', name='kept').is_disabled()


def test_a_model_that_is_unknown_is_named_beside_its_text(live, visit):
    live(opened('m', 'MapView'), shown('m', 'MapView(center=[0, 0])'))
    live.page.get_by_text('MapView(center=[0, 0])').wait_for()
    assert live.page.get_by_text('MapViewModel has no view here.').is_visible()
    assert [error['reason'] for error in visit.errors] == ['no view draws the widget model MapViewModel']


# Every model that has a view, and Layout and Style, which have none.
MODELS = """Button ToggleButton Checkbox Valid IntText FloatText BoundedIntText BoundedFloatText IntProgress FloatProgress IntSlider FloatSlider
    FloatLogSlider SelectionSlider IntRangeSlider FloatRangeSlider SelectionRangeSlider Dropdown Select SelectMultiple RadioButtons ToggleButtons
    Text Password Textarea Combobox Label HTML HTMLMath Box HBox VBox GridBox Accordion Tab Stack Output Image Audio Video Play DatePicker Time
    Datetime NaiveDatetime ColorPicker FileUpload TagsInput ColorsInput IntsInput FloatsInput Controller ControllerButton ControllerAxis""".split()
KEYS = """value description tooltip placeholder _options_labels options index children titles _titles selected_index layout style min max step base
    orientation readout_format rows icon icons tooltips button_style bar_style box_style tag_style format width height accept error outputs msg_id
    allowed_tags interval playing description_allow_html source target disabled""".split()
HOSTILE = ['<img src=x onerror="top.alerted = 1"><script>top.alerted = 1</script>', 'url(https://example.com/x) }', {'length': 1e9, '0': None}, [None, {}, [[]], '__proto__'],
           -1e308, True, {'year': 'x', 'hours': {}}]


@pytest.mark.slow
@pytest.mark.parametrize('value', HOSTILE, ids=range(len(HOSTILE)))
def test_hostile_values_in_every_key_of_every_model(live, value):
    """No script runs, nothing is fetched, and the widget beside them works. Each widget that fails says so in its place."""
    hostile = dict.fromkeys(KEYS, value)
    live(*(opened(name, name, **hostile) for name in MODELS), opened('lay', 'Layout', **{key: 'url(https://example.com/y)' for key in ('border', 'grid_area', 'width', 'overflow')}),
         opened('s', 'IntSlider', value=3, max=9, description='beside', layout='IPY_MODEL_lay'),
         opened('all', 'VBox', children=[*(f'IPY_MODEL_{name}' for name in MODELS), 'IPY_MODEL_s']), shown('all'))
    live(*(changed(name, **hostile) for name in MODELS))
    slider = live.page.get_by_role('slider', name='beside')
    slider.wait_for()
    live(changed('s', value=5))
    assert slider.input_value() == '5'
    assert live.page.evaluate('[typeof window.alerted, document.querySelectorAll("script").length]') == ['undefined', 1]
    assert live.page.locator('#out .widget').count() > len(MODELS)


def test_hostile_ids_and_buffers(live):
    """Ids that are names of the language, and buffers at places that do not exist."""
    ids = ['__proto__', 'constructor', 'hasOwnProperty', '<img src=x onerror="top.alerted = 1">', '']
    live(*(opened(each, 'Label', value=f'label {at}') for at, each in enumerate(ids)),
         *(shown(each) for each in ids))
    for at in range(len(ids)):
        live.page.get_by_text(f'label {at}').wait_for()
    live.page.evaluate('''() => {
      const paths = [['__proto__', 'polluted'], [], ['value', 'x', 'y'], 'text', 5, null, ['a', '__proto__', 'polluted'], [{}], ['value', -1]];
      const buffers = paths.map(() => new Uint8Array([60, 98, 62]).buffer);
      for (const name of ['Image', 'Label', 'Output', 'FileUpload'])
        live.append({msg_type: 'comm_open', parent_header: {msg_id: 'run'}, buffers, content: {comm_id: 'b' + name, target_name: 'jupyter.widget',
          data: {state: {_model_name: name + 'Model', value: [1], format: 'svg'}, buffer_paths: paths}}});
      for (const buffer_paths of [5, 'x', {length: 9}, null]) live.append({msg_type: 'comm_msg', parent_header: {msg_id: 'run'}, buffers: null,
          content: {comm_id: 'bLabel', data: {method: 'update', state: {value: 'after'}, buffer_paths}}});
    }''')
    live(*(shown(f'b{name}') for name in ('Image', 'Label', 'Output', 'FileUpload')))
    live.page.get_by_text('after', exact=True).wait_for()
    assert live.page.evaluate('[({}).polluted, typeof window.alerted]') == [None, 'undefined']


def test_children_that_contain_themselves_end(live):
    live(opened('b', 'VBox', children=['IPY_MODEL_b', 'IPY_MODEL_b']), shown('b'))
    live.page.get_by_text('Too many widgets are nested.').first.wait_for()
    assert live.page.evaluate('document.querySelectorAll("*").length') < 30000


def test_a_notebook_shows_the_widgets_whose_state_it_holds(visit, fixtures):
    item = fixtures('widget')['a form']
    state = item['metadata']['application/vnd.jupyter.widget-state+json']
    output = {'output_type': 'display_data', 'metadata': {}, 'data': {'text/plain': 'VBox(...)', item['type']: item['data']}}
    notebook = {'nbformat': 4, 'nbformat_minor': 5, 'metadata': {'widgets': {'application/vnd.jupyter.widget-state+json': state}},
                'cells': [{'cell_type': 'code', 'source': 'form', 'metadata': {}, 'execution_count': 1, 'outputs': [output]}]}
    page = visit.open()
    visit.show(['application/x-ipynb+json', notebook])
    page.get_by_role('slider', name='Count').wait_for()
    assert page.get_by_role('slider', name='Count').is_disabled() and page.get_by_text('VBox(...)').count() == 0
    # Another notebook does not have these widgets.
    visit.show(['application/x-ipynb+json', {**notebook, 'metadata': {}}], result_id='other')
    page.get_by_text('VBox(...)').wait_for()
