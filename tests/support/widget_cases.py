"""Widgets of a real kernel, what a person does with them, and what then goes back to the kernel, for each model."""

from __future__ import annotations

from dataclasses import dataclass, field

# The type, an expression for the widget in the kernel, and a changed state or the content of a custom message.
Back = tuple[str, str, dict]


def update(widget: str, **state) -> Back:
    return ('update', widget, state)


def custom(widget: str, content: dict) -> Back:
    return ('custom', widget, content)


def outputs(widget: str, *texts: str) -> Back:
    """What an Output widget sends back after it has captured text."""
    return update(widget, outputs=[{'output_type': 'stream', 'name': 'stdout', 'text': text} for text in texts])


@dataclass
class Step:
    """What a person does, ``method role:name arguments``, or nothing, and the messages that the page then sends."""

    do: tuple | None
    back: list[Back]
    # The contents of files, which are sent as buffers.
    paths: list = field(default_factory=list)
    buffers: list[bytes] = field(default_factory=list)


@dataclass
class Case:
    """``after`` is an expression for what the kernel then has."""

    name: str
    code: str
    steps: list[Step] = field(default_factory=list)
    after: str = 'None'


def one(name: str, code: str, *steps: tuple[tuple, list[Back]], after: str) -> Case:
    """A case that displays the widgets of ``after``'s variable ``a``."""
    return Case(name, f'a = {code}\ndisplay(a)', [Step(do, back) for do, back in steps], after)


PIXEL = "base64.b64decode('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==')"
SETUP = ('import base64, datetime, ipywidgets as w\nfrom IPython.display import clear_output, display\n'
         'from tqdm.notebook import tqdm\nUTC = datetime.timezone.utc')

CASES = [
    one('IntSlider', "w.IntSlider(3, 0, 10, description='whole')", (('fill', 'slider:whole', '7'), [update('a', value=7)]), after='a.value'),
    one('FloatSlider', "w.FloatSlider(2.5, max=4, description='real')", (('fill', 'slider:real', '3.1'), [update('a', value=3.1)]), after='a.value'),
    one('FloatLogSlider', "w.FloatLogSlider(10, description='log')", (('fill', 'slider:log', '2'), [update('a', value=100)]), after='a.value'),
    one('IntRangeSlider', "w.IntRangeSlider(value=(2, 6), max=10, description='wholes')",
        (('fill', 'slider:wholes, maximum', '8'), [update('a', value=[2, 8])]),
        (('fill', 'slider:wholes, minimum', '4'), [update('a', value=[4, 8])]), after='a.value'),
    one('FloatRangeSlider', "w.FloatRangeSlider(value=(2, 6), max=10, description='reals')",
        (('fill', 'slider:reals, minimum', '1.5'), [update('a', value=[1.5, 6])]), after='a.value'),
    one('SelectionSlider', "w.SelectionSlider(options=['low', 'mid', 'high'], description='level')",
        (('fill', 'slider:level', '2'), [update('a', index=2)]), after='a.value'),
    one('SelectionRangeSlider', "w.SelectionRangeSlider(options=list('abcd'), index=(1, 2), description='letters')",
        (('fill', 'slider:letters, maximum', '3'), [update('a', index=[1, 3])]), after='a.value'),
    one('continuous_update', "w.IntSlider(3, 0, 10, description='late', continuous_update=False)",
        (('fill', 'slider:late', '7'), [update('a', value=7)]), after='a.value'),
    Case('IntProgress', "a = w.IntProgress(0, 0, 4, description='load')\ndisplay(a)\na.value = 2\na.bar_style = 'success'\na.value = 4"),
    Case('tqdm', "for step in tqdm(range(3), desc='steps', mininterval=0, bar_format='{desc} {n}/{total}{bar}{percentage:.0f} %'): pass"),
    one('Text', "w.Text('old', description='text')",
        (('fill', 'textbox:text', 'new'), [update('a', value='new')]),
        (('press', 'textbox:text', 'Enter'), [custom('a', {'event': 'submit'})]), after='a.value'),
    Case('text not continuous', "a = w.Text(description='entered', continuous_update=False)\ndisplay(a)",
         [Step(('fill', 'textbox:entered', 'new'), []), Step(('press', 'textbox:entered', 'Tab'), [update('a', value='new')])], 'a.value'),
    one('Password', "w.Password(description='secret')", (('fill', 'label:secret', 'abc'), [update('a', value='abc')]), after='a.value'),
    one('Textarea', "w.Textarea('one', description='lines', rows=3)", (('fill', 'textbox:lines', 'one\ntwo'), [update('a', value='one\ntwo')]), after='a.value'),
    one('Combobox', "w.Combobox(options=['Seoul', 'Busan'], ensure_option=True, description='city')",
        (('fill', 'combobox:city', 'Nowhere'), []), (('fill', 'combobox:city', 'Busan'), [update('a', value='Busan')]), after='a.value'),
    one('IntText', "w.IntText(1, description='count')", (('fill', 'spinbutton:count', '12'), []),
        (('press', 'spinbutton:count', 'Tab'), [update('a', value=12)]), after='a.value'),
    one('FloatText', "w.FloatText(1, description='amount')", (('fill', 'spinbutton:amount', '1.25'), []),
        (('press', 'spinbutton:amount', 'Tab'), [update('a', value=1.25)]), after='a.value'),
    one('BoundedFloatText', "w.BoundedFloatText(1, max=10, description='share')", (('fill', 'spinbutton:share', '99'), []),
        (('press', 'spinbutton:share', 'Tab'), [update('a', value=99)]), after='a.value'),
    one('BoundedIntText', "w.BoundedIntText(1, 0, 10, description='seats')", (('press', 'spinbutton:seats', 'ArrowUp'), [update('a', value=2)]), after='a.value'),
    one('Checkbox', "w.Checkbox(description='agree')", (('check', 'checkbox:agree'), [update('a', value=True)]), after='a.value'),
    one('ToggleButton', "w.ToggleButton(description='bold', icon='check')", (('click', 'button:✓ bold'), [update('a', value=True)]), after='a.value'),
    Case('Valid', "a = w.Valid(True, description='form')\ndisplay(a)\na.value = False"),
    one('Dropdown', "w.Dropdown(options=[('one', 1), ('two', 2)], description='pick')",
        (('select_option', 'combobox:pick', 'two'), [update('a', index=1)]), after='a.value'),
    one('Select', "w.Select(options=['x', 'y', 'z'], description='list')", (('select_option', 'listbox:list', 'z'), [update('a', index=2)]), after='a.value'),
    one('SelectMultiple', "w.SelectMultiple(options=['x', 'y', 'z'], value=['x'], description='some')",
        (('select_option', 'listbox:some', ['x', 'z']), [update('a', index=[0, 2])]), after='a.value'),
    one('RadioButtons', "w.RadioButtons(options=['tea', 'milk'], description='drink')", (('check', 'radio:milk'), [update('a', index=1)]), after='a.value'),
    one('ToggleButtons', "w.ToggleButtons(options=['left', 'right'], description='side')", (('check', 'radio:right'), [update('a', index=1)]), after='a.value'),
    Case('Button', """o = w.Output()
a = w.Button(description='Print')
a.on_click(o.capture()(lambda button: print('clicked')))
display(a, o)""", [Step(('click', 'button:Print'), [custom('a', {'event': 'click'})]), Step(None, [outputs('o', 'clicked\n')])], 'o.outputs'),
    Case('Label and HTML', "a = w.Label('a <b>')\nb = w.HTML('plain &lt;i&gt;')\ndisplay(a, b)\na.value = 'c & d'\nb.value = 'x &amp; y'"),
    Case('boxes', """a, b = w.Label('first'), w.Label('second')
c = w.HBox([a, w.VBox([b])])
display(c, w.GridBox([w.Label('in a grid')], layout=w.Layout(grid_template_columns='1fr 1fr')))
c.children = [b, a]
c.children = []"""),
    one('Accordion', "w.Accordion([w.Label('inner'), w.Label('other')], titles=['Part 1', 'Part 2'])",
        (('click', 'button:Part 2'), [update('a', selected_index=1)]), (('click', 'button:Part 2'), [update('a', selected_index=None)]), after='a.selected_index'),
    one('Tab', "w.Tab([w.Label('on A'), w.Label('on B')], titles=['A', 'B'])",
        (('click', 'tab:B'), [update('a', selected_index=1)]), (('press', 'tab:B', 'ArrowLeft'), [update('a', selected_index=0)]), after='a.selected_index'),
    Case('Stack', "a = w.Stack([w.Label('lower'), w.Label('upper')], selected_index=0)\ndisplay(a)\na.selected_index = 1\na.selected_index = None"),
    Case('Image', f"a = w.Image(value={PIXEL}, format='png', width=20)\ndisplay(a)\na.width = 40"),
    one('Play', "w.Play(description='Run', interval=1000000)", (('click', 'button:Play'), [update('a', playing=True)]),
        (('click', 'button:Stop'), [update('a', playing=False, value=0)]),
        (('click', 'button:Repeat'), [update('a', repeat=True)]), after='[a.playing, a.value, a.repeat]'),
    Case('jslink', """a, b = w.IntSlider(3, description='source'), w.IntSlider(description='target')
l = w.jslink((a, 'value'), (b, 'value'))
display(a, b)""", [
        # As in JupyterLab, the page makes both equal as soon as it has the link.
        Step(None, [update('b', value=3)]),
        Step(('fill', 'slider:source', '9'), [update('a', value=9), update('b', value=9)]),
        Step(('fill', 'slider:target', '4'), [update('b', value=4), update('a', value=4)])], '[a.value, b.value]'),
    Case('jsdlink', """a, b = w.IntSlider(description='from'), w.IntProgress(description='to')
l = w.jsdlink((a, 'value'), (b, 'value'))
display(a, b)""", [Step(('fill', 'slider:from', '9'), [update('a', value=9), update('b', value=9)])], '[a.value, b.value]'),
    one('DatePicker', "w.DatePicker(value=datetime.date(2026, 2, 3), description='day')",
        (('fill', 'label:day', '2027-12-31'), [update('a', value={'year': 2027, 'month': 11, 'date': 31})]),
        (('fill', 'label:day', ''), [update('a', value=None)]), after='str(a.value)'),
    one('TimePicker', "w.TimePicker(value=datetime.time(9, 30), description='hour')",
        (('fill', 'label:hour', '23:05'), [update('a', value={'hours': 23, 'minutes': 5, 'seconds': 0, 'milliseconds': 0})]), after='str(a.value)'),
    one('NaiveDatetimePicker', "w.NaiveDatetimePicker(value=datetime.datetime(2026, 2, 3, 4, 5), description='moment')",
        (('fill', 'label:moment', '2026-03-04T05:06'), [update('a', value={
            'year': 2026, 'month': 2, 'date': 4, 'hours': 5, 'minutes': 6, 'seconds': 0, 'milliseconds': 0})]), after='str(a.value)'),
    one('DatetimePicker', "w.DatetimePicker(value=datetime.datetime(2026, 2, 3, 4, 5, tzinfo=UTC), description='instant')",
        (('fill', 'label:instant', '2026-03-04T05:06'), [update('a', value={
            'year': 2026, 'month': 2, 'date': 3, 'hours': 20, 'minutes': 6, 'seconds': 0, 'milliseconds': 0})]), after='a.value.timestamp()'),
    one('ColorPicker', "w.ColorPicker(value='blue', description='paint')", (('fill', 'css:.widget-ColorPicker input.text', 'teal'), []),
        (('press', 'css:.widget-ColorPicker input.text', 'Tab'), [update('a', value='teal')]), after='a.value'),
    Case('FileUpload', "a = w.FileUpload(description='files')\ndisplay(a)", [Step(
        ('set_input_files', 'label:files', {'name': 'a.txt', 'mimeType': 'text/plain', 'buffer': b'abc'}),
        [update('a', value=[{'name': 'a.txt', 'type': 'text/plain', 'size': 3, 'last_modified': 1700000000000}])],
        [['value', 0, 'content']], [b'abc'])], '[a.value[0].name, bytes(a.value[0].content)]'),
    one('TagsInput', "w.TagsInput(value=['red'], allowed_tags=['red', 'blue'], description='tags')",
        (('fill', 'label:Add to tags', 'green'), []), (('press', 'label:Add to tags', 'Enter'), []),
        (('fill', 'label:Add to tags', 'blue'), []), (('press', 'label:Add to tags', 'Enter'), [update('a', value=['red', 'blue'])]),
        (('click', 'button:Remove red'), [update('a', value=['blue'])]), after='a.value'),
    one('ColorsInput', "w.ColorsInput(value=['navy', '#00ff00'])", (('click', 'button:Remove navy'), [update('a', value=['#00ff00'])]), after='a.value'),
    one('FloatsInput', "w.FloatsInput(value=[1.5], description='values')", (('fill', 'label:Add to values', '2.5'), []),
        (('press', 'label:Add to values', 'Enter'), [update('a', value=[1.5, 2.5])]), after='a.value'),
    one('IntsInput', "w.IntsInput(value=[1, 2], description='numbers')", (('press', 'label:Add to numbers', 'Backspace'), [update('a', value=[1])]), after='a.value'),
    Case('Output', """a = w.Output()
with a:
    print('before it is shown')
display(a)
with a:
    clear_output(wait=True)
    print('captured', 1)
    print('captured', 2)
print('not captured')""", [Step(None, [outputs('a', 'captured 1\ncaptured 2\n')])], 'a.outputs'),
    Case('outputs set by the kernel', "a = w.Output()\ndisplay(a)\na.append_stdout('one')\na.append_stdout('two')\na.outputs = ()", after='a.outputs'),
    Case('interact', "a = w.interact(lambda x: print('x is', x * 100), x=(0, 4)).widget", [
        Step(None, [outputs('a.children[-1]', 'x is 200\n')]),
        Step(('fill', 'slider:x', '3'), [update('a.children[0]', value=3)]),
        Step(None, [outputs('a.children[-1]', 'x is 300\n')])], '[a.children[0].value, a.children[-1].outputs]'),
    Case('interact_manual', "a = w.interact_manual(lambda y: print('y is', y), y=False).widget", [
        Step(('check', 'checkbox:y'), [update('a.children[0]', value=True)]),
        Step(('click', 'button:Run Interact'), [custom('a.children[1]', {'event': 'click'})]),
        Step(None, [outputs('a.children[-1]', 'y is True\n')])], 'a.children[-1].outputs'),
    Case('two views', "a = w.IntSlider(1, 0, 5, description='twin')\ndisplay(a)\ndisplay(a)\na.value = 4\na.description = 'twins'"),
    Case('close', "a, b = w.Label('stays'), w.Label('goes')\ndisplay(a, b)\nb.close()"),
]
