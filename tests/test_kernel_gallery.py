"""Real producers, run through the gallery in its live kernel: their output, in both forms of results."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass

import pytest

from tests.support import servers
from tests.support.pixels import picture_of
from tests.support.widget_cases import CASES as CASES_OF_WIDGETS
from tests.support.widget_cases import SETUP
from tests.support.widget_recordings import FIXTURE, act

pytestmark = pytest.mark.slow

# All visible text of an element, including shadow roots.
DEEP = '''function deep(node) {
  if (node.nodeType === Node.TEXT_NODE) return node.data;
  if (node.nodeType !== Node.ELEMENT_NODE && !(node instanceof ShadowRoot)) return '';
  if (node.matches?.('style, script, select, .backendai-announcer, annotation') || node instanceof Element && getComputedStyle(node).display === 'none') return '';
  const inner = [...(node.shadowRoot ?? node).childNodes].map(deep).join('');
  return node.matches?.('div, p, tr, pre, li, h1, h2') ? inner + '\\n' : inner;
}
globalThis.deep = deep;'''

OUTPUT = '.kernel-outputs article:first-child > :not(pre)'


@dataclass
class Case:
    """Code, with texts and elements that must or must not be visible after it has run."""

    name: str
    code: str
    text: tuple[str, ...] = ()
    selector: str = ''
    without: tuple[str, ...] = ('Cannot show', 'cannot be shown')
    forms: tuple[str, ...] = ('jupyter', 'backendai')


JUPYTER = ('jupyter',)
DISPLAY = 'from IPython.display import *\n'
PANDAS = 'import pandas as pd, numpy as np\n'
PLOT = 'import matplotlib.pyplot as plt\n'
PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

CASES = [
    Case('print', 'print("hello")\nprint("world", end="")', ('hello\nworld',)),
    Case('result', '[1, "two", None]', ("[1, 'two', None]",)),
    Case('result without newline after print', 'print("a", end="")\n"b"', ('a', "'b'")),
    Case('nothing', 'x = 5'),
    Case('unicode', 'print("한국어 😀 é ﷽")', ('한국어 😀 é ﷽',)),
    Case('stderr', 'import sys\nprint("bad", file=sys.stderr)', ('bad',), '.backendai-stderr'),
    Case('colors', 'print("\\x1b[31mred\\x1b[0m plain")', ('red plain',), '.backendai-row span[style*=color]'),
    Case('progress', 'import time\nfor n in range(5):\n    print(f"\\r{n * 25:3} %", end="", flush=True); time.sleep(.05)', ('100 %',), without=(' 75 %',)),
    Case('backspaces', 'print("abc\\b\\b\\bxyz")', ('xyz',), without=('abc',)),
    Case('subprocess', '!echo from a shell', ('from a shell',)),
    Case('long output', 'for n in range(3000): print("line", n)', ('line 2999',)),
    Case('one long line', 'print("x" * 100000 + "end")', ('end',)),
    Case('warning', 'import warnings\nwarnings.warn("careful")', ('UserWarning: careful',), '.backendai-stderr'),
    Case('logging', 'import logging\nlogging.error("it broke")', ('it broke',)),
    Case('error', 'def f():\n    return 1 / 0\nf()', ('ZeroDivisionError', 'division by zero', 'return 1 / 0')),
    Case('syntax error', 'x = = 1', ('SyntaxError', 'invalid syntax')),
    Case('chained error', 'try:\n    {}["a"]\nexcept KeyError as e:\n    raise ValueError("outer") from e', ('KeyError', 'direct cause', 'ValueError: outer')),
    Case('error group', 'raise ExceptionGroup("several", [ValueError("one"), TypeError("two")])', ('ExceptionGroup: several', 'ValueError: one', 'TypeError: two')),
    Case('system exit', 'raise SystemExit("bye")', ('SystemExit', 'bye')),
    Case('error in repr', 'class A:\n    def _repr_html_(self): raise ValueError("in repr")\n    def __repr__(self): return "plain A"\nA()', ('ValueError: in repr', 'plain A')),
    Case('recursion', 'def f(): f()\nf()', ('RecursionError',)),
    Case('empty message', 'raise KeyboardInterrupt', ('KeyboardInterrupt',)),
    Case('html', DISPLAY + 'HTML("<b id=x>bold</b> <i>italic</i>")', ('bold italic',)),
    Case('html script', DISPLAY + 'HTML("<p>before</p><script>document.write(1)</script>")', selector='iframe'),
    Case('svg', DISPLAY + "SVG('<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"30\"><circle r=\"10\"/></svg>')", selector='img'),
    Case('png', DISPLAY + f'import base64\nImage(base64.b64decode("{PIXEL}"), width=50)', selector='img'),
    Case('png with metadata', DISPLAY + f'import base64\nImage(base64.b64decode("{PIXEL}"), width=77, alt="A dot")', selector='img[alt="A dot"]', forms=JUPYTER),
    Case('markdown', DISPLAY + 'Markdown("# Title\\n\\n- one\\n- *two*")', ('Title', 'one', 'two'), 'h1', forms=JUPYTER),
    Case('math', DISPLAY + 'Math(r"\\frac{a}{b}")', selector='math mfrac', forms=JUPYTER),
    Case('latex', DISPLAY + 'Latex(r"Text and $x^2$")', selector='math msup', forms=JUPYTER),
    Case('json', DISPLAY + 'JSON({"a": [1, {"b": None}], "big": 12345678901234567890})', ('a: [] 2 items', 'big: 12345678901234567890'), '[role=tree]', forms=JUPYTER),
    Case('json expanded', DISPLAY + 'JSON({"a": {"b": {"c": "deep"}}}, expanded=True, root="data")', ('data: {} 1 key', 'c: "deep"'), forms=JUPYTER),
    Case('json falsy', DISPLAY + 'display({"application/json": 0}, raw=True)\ndisplay({"application/json": False}, raw=True)\ndisplay({"application/json": ""}, raw=True)', ('0', 'false', '""'), forms=JUPYTER),
    Case('json of an unknown type', 'from IPython.display import display\ndisplay({"application/ld+json": {"@type": "Person"}}, raw=True)', ('@type: "Person"',), '[role=tree]', forms=JUPYTER),
    Case('unknown type', 'from IPython.display import display\ndisplay({"application/x-nobody": "?"}, raw=True)', ('application/x-nobody',), without=(), forms=JUPYTER),
    Case('unknown type with text', 'from IPython.display import display\ndisplay({"application/x-nobody": "?", "text/plain": "in words"}, raw=True)', ('in words',), forms=JUPYTER),
    Case('richest of a bundle', 'from IPython.display import display\ndisplay({"text/plain": "poor", "text/html": "<b>rich</b>"}, raw=True)', ('rich',), without=('poor',)),
    Case('damaged first choice', 'from IPython.display import display\ndisplay({"image/png": "AAAA", "text/plain": "instead"}, raw=True)', ('instead',), without=(), forms=JUPYTER),
    Case('data frame', PANDAS + 'pd.DataFrame({"a": [1, 2], "b": ["x", None]})', ('a', 'b', 'x', 'NaN')),
    Case('large data frame', PANDAS + 'pd.DataFrame(np.arange(4000).reshape(1000, 4), columns=list("wxyz"))', ('1000 rows × 4 columns',)),
    Case('styled data frame', PANDAS + 'pd.DataFrame({"a": [1, 2]}).style.background_gradient().set_caption("Shaded")', ('Shaded',), 'table'),
    Case('series', PANDAS + 'pd.Series([1.5, np.nan], name="n")', ('1.5', 'NaN', 'Name: n')),
    Case('array', 'import numpy as np\nnp.eye(2)', ('array([[1., 0.],\n       [0., 1.]])',)),
    Case('plot', PLOT + 'plt.plot([1, 3, 2]);', selector='img'),
    Case('two plots and text between', PLOT + 'plt.plot([1, 2]); plt.show(); print("between"); plt.bar([1, 2], [3, 4]); plt.show()', ('between',), 'img'),
    Case('svg plot', 'from matplotlib_inline.backend_inline import set_matplotlib_formats as use\nuse("svg")\n' + PLOT + 'plt.plot([1, 2]); plt.show()\nuse("png")', selector='img'),
    Case('plot with retina', 'from matplotlib_inline.backend_inline import set_matplotlib_formats as use\nuse("retina")\n' + PLOT + 'plt.figure(figsize=(3, 2)); plt.plot([1, 2]); plt.show()\nuse("png")', selector='img'),
    Case('plotly', 'import plotly.graph_objects as go\ngo.Figure(go.Bar(x=["a", "b"], y=[2, 3])).show()', forms=JUPYTER),
    Case('altair', PANDAS + 'import altair as alt\nalt.renderers.enable("mimetype")\nalt.Chart(pd.DataFrame({"a": [1, 2]})).mark_bar().encode(x="a:Q")', selector='.backendai-vega canvas', forms=JUPYTER),
    Case('display updated', DISPLAY + 'h = display(HTML("<b>first</b>"), display_id=True)\nh.update(HTML("<b>second</b>"))', ('second',), without=('first',), forms=JUPYTER),
    Case('two displays of one id', DISPLAY + 'display(HTML("<b>old</b>"), display_id="same"); display(HTML("<b>old</b>"), display_id="same")\nupdate_display(HTML("<b>new</b>"), display_id="same")', ('new', 'new'), without=('old',), forms=JUPYTER),
    Case('clear output', DISPLAY + 'print("gone")\nclear_output()\nprint("stays")', ('stays',), without=('gone',), forms=JUPYTER),
    Case('clear output later', DISPLAY + 'print("gone")\nclear_output(wait=True)\nprint("stays")', ('stays',), without=('gone',), forms=JUPYTER),
    Case('help', 'len?', ('Return the number of items in a container.',), forms=JUPYTER),
    Case('thread that prints late', 'import threading, time\nthreading.Thread(target=lambda: (time.sleep(.6), print("late"))).start()', ('late',)),
    Case('asyncio', 'import asyncio\nawait asyncio.sleep(.01)\n"awaited"', ("'awaited'",)),
    Case('widget', 'import ipywidgets\nipywidgets.IntSlider(value=7, description="Size")', ('Size', '7'), 'input[type=range]', forms=JUPYTER),
    Case('many displays', DISPLAY + 'for n in range(300): display(HTML(f"<i>item {n}</i>"))', ('item 0', 'item 299')),
    Case('hostile html', DISPLAY + 'HTML("<img src=x onerror=\\"top.hacked = 1\\"><a href=\\"javascript:top.hacked=1\\">link</a>safe")', selector='iframe'),
    Case('video', DISPLAY + 'Video(data=b"no video", embed=True, mimetype="video/mp4")'),
]


@pytest.fixture(scope='module')
def page(chromium, root):
    with servers.gallery(root) as address:
        context = chromium.new_context(viewport={'width': 1000, 'height': 900})
        page = context.new_page()
        page.set_default_timeout(30000)
        page.add_init_script(DEEP)
        page.goto(address)
        page.wait_for_selector('textarea.code')
        yield page
        context.close()


def wait_for_state(page, text: str) -> None:
    page.wait_for_function('text => document.querySelector(".kernel-state").innerText.startsWith(text)', arg=text)


def start(page, code: str, form: str = 'jupyter') -> None:
    page.select_option('[aria-label="Form of the results"]', form)
    page.fill('textarea.code', code)
    page.press('textarea.code', 'Shift+Enter')
    page.wait_for_function('''code => document.querySelector('.kernel-outputs article:first-child pre').textContent === code
        && document.querySelector('.kernel-outputs article:first-child').dataset.over''', arg=code)
    page.evaluate('document.querySelector(".kernel-outputs article:first-child").scrollIntoView({block: "end"})')


def output(page) -> str:
    return page.evaluate(f'deep(document.querySelector({OUTPUT!r}))')


def wait_to_read(page, *texts: str, without: tuple[str, ...] = ()) -> None:
    """Wait until the newest output has all of ``texts`` and none of ``without``."""
    deadline = time.monotonic() + 15
    while not all(text in output(page) for text in texts) or any(text in output(page) for text in without):
        assert time.monotonic() < deadline, output(page)
        page.wait_for_timeout(50)


@pytest.mark.parametrize(('case', 'form'), [
    pytest.param(case, form, id=f'{case.name}-{form}') for case in CASES for form in case.forms])
def test_what_a_person_sees(page, case, form):
    start(page, case.code, form)
    wait_to_read(page, *case.text, without=case.without)
    if case.selector:
        page.locator(f'{OUTPUT} {case.selector}').first.wait_for()
    if 'img' in case.selector:
        page.wait_for_function(f'''() => {{ const image = document.querySelector({OUTPUT + " img"!r}); return image.complete && image.naturalWidth > 0; }}''')
    assert page.evaluate('globalThis.hacked') is None


def test_there_are_at_least_forty_producers():
    assert len(CASES) >= 40


def test_a_plot_has_its_colors(page):
    start(page, PLOT + 'plt.imshow([[0, 1], [1, 0]], cmap="bwr"); plt.axis("off");')
    image = page.locator(f'{OUTPUT} img')
    image.wait_for()
    page.wait_for_function(f'document.querySelector({OUTPUT + " img"!r}).complete')
    colors = {color for _, color in picture_of(image).getcolors(10 ** 6)}
    assert {(255, 0, 0), (0, 0, 255)} <= colors


@pytest.mark.parametrize('form', ['jupyter', 'backendai'])
def test_input_is_asked_for_and_answered(page, form):
    page.select_option('[aria-label="Form of the results"]', form)
    page.fill('textarea.code', 'import getpass\nname = input("Name? ")\nkey = getpass.getpass("Key? ")\nprint(name, len(key))')
    page.press('textarea.code', 'Shift+Enter')
    wait_for_state(page, 'Waiting for input')
    page.fill(f'{OUTPUT} .backendai-prompt input', 'Ada')
    page.press(f'{OUTPUT} .backendai-prompt input', 'Enter')
    page.fill(f'{OUTPUT} .backendai-prompt input[type=password]', 'sesame')
    page.press(f'{OUTPUT} .backendai-prompt input', 'Enter')
    wait_to_read(page, 'Ada 6')
    assert 'sesame' not in output(page)
    wait_for_state(page, 'Idle')


@pytest.mark.parametrize('form', ['jupyter', 'backendai'])
def test_interrupt_and_restart_and_death_are_visible(page, form):
    page.select_option('[aria-label="Form of the results"]', form)
    page.fill('textarea.code', 'kept = 1\nprint("on", flush=True)\nwhile True: pass')
    page.press('textarea.code', 'Shift+Enter')
    wait_to_read(page, 'on')
    wait_for_state(page, 'Busy')
    page.click('text=Interrupt')
    wait_to_read(page, 'KeyboardInterrupt')
    wait_for_state(page, 'Idle')
    start(page, 'print(kept + 1)', form)
    wait_to_read(page, '2')
    page.click('button:text-is("Restart")')
    wait_for_state(page, 'Idle, restarted')
    start(page, 'kept', form)
    wait_to_read(page, 'NameError')
    page.fill('textarea.code', 'import os\nos._exit(3)')
    page.press('textarea.code', 'Shift+Enter')
    wait_for_state(page, 'Died (exit status 3): press Restart')
    wait_to_read(page, 'The kernel died.')
    page.click('button:text-is("Restart")')
    wait_for_state(page, 'Idle, restarted')
    start(page, 'print("again")', form)
    wait_to_read(page, 'again')


def test_widgets_are_live(page):
    start(page, 'import ipywidgets\nipywidgets.interact(lambda x: print("x is", x * 100), x=(0, 4));')
    wait_to_read(page, 'x is 200')
    page.press(f'{OUTPUT} input[type=range]', 'ArrowRight')
    wait_to_read(page, 'x is 300', without=('x is 200',))
    wait_for_state(page, 'Idle')
    start(page, PLOT + """import ipywidgets as w
def draw(size):
    plt.figure(figsize=(size, 2)); plt.plot([1, 3, 2]); plt.show()
w.interact(draw, size=(2, 6, 2));""")
    plot = page.locator(f'{OUTPUT} img')
    address = plot.get_attribute('src')
    page.press(f'{OUTPUT} input[type=range]', 'ArrowRight')
    page.locator(f'{OUTPUT} img:not([src="{address}"])').wait_for()
    assert plot.evaluate('image => image.decode().then(() => image.naturalWidth)') > 450
    start(page, """import ipywidgets as w
from IPython.display import display
out, button = w.Output(), w.Button(description="Print")
button.on_click(out.capture()(lambda clicked: print("printed")))
display(button, out)""")
    page.click(f'{OUTPUT} button:text-is("Print")')
    page.locator(f'{OUTPUT} .widget-Output').get_by_text('printed').wait_for()
    start(page, 'from tqdm.notebook import tqdm\nfor n in tqdm(range(20), desc="work"): pass')
    wait_to_read(page, '100%', '20/20')
    page.locator(f'{OUTPUT} [role=progressbar][aria-valuenow="20"]').wait_for()


def test_every_model_is_live(page):
    """All cases of the recordings in one run; at the end the kernel has what the recorded kernel had."""
    recorded = {each['name']: each['after'] for each in json.loads(FIXTURE.read_text(encoding='utf-8'))}
    # The value of a DatetimePicker depends on the time zone.
    cases = [case for case in CASES_OF_WIDGETS if case.name != 'DatetimePicker']
    start(page, f'''{SETUP}
import json
spaces = {{}}
for name, code in {[(case.name, case.code) for case in cases]!r}:
    spaces[name] = dict(globals())
    exec(code, spaces[name])''')
    place = page.locator(OUTPUT)
    for case in cases:
        for step in case.steps:
            act(place, step)
    page.wait_for_timeout(1000)  # outputs are sent back when nothing more is captured
    wait_for_state(page, 'Idle')
    start(page, f'''wrong = 0
for name, expression, expected in {[(case.name, case.after, recorded[case.name]) for case in cases]!r}:
    found = json.loads(json.dumps(eval(expression, spaces[name]), default=repr))
    if found != expected:
        wrong += 1
        print(name, found, expected)
print('wrong:', wrong)''')
    wait_to_read(page, 'wrong: 0')


def test_a_figure_widget_of_plotly_is_as_wide_as_its_place(page):
    start(page, 'import plotly.graph_objects as go\nfigure = go.FigureWidget(go.Bar(x=["a", "b"], y=[2, 3]))\nfigure')
    outer = page.locator(f'{OUTPUT} iframe').element_handle().content_frame()
    plot = outer.wait_for_selector('iframe').content_frame().wait_for_selector('.main-svg')
    plot.wait_for_element_state('visible')
    assert plot.bounding_box()['width'] > 500
    start(page, 'figure.add_bar(x=["a"], y=[1], name="more"); print(len(figure.data))')
    wait_to_read(page, '2')


def test_a_module_of_anywidget_is_live(page):
    start(page, """import anywidget, traitlets
class Counter(anywidget.AnyWidget):
    _esm = 'export default {render({model, el}) { el.textContent = "count"; el.onclick = () => { model.set("value", model.get("value") + 1); model.save_changes(); }; }}'
    value = traitlets.Int(41).tag(sync=True)
counter = Counter()
counter.observe(lambda change: print("kernel has", change["new"]), "value")
counter""")
    outer = page.locator(f'{OUTPUT} iframe').element_handle().content_frame()
    outer.wait_for_selector('iframe').content_frame().wait_for_selector('text=count').click()
    wait_to_read(page, 'kernel has 42')


def test_code_that_the_kernel_suggests_comes_into_the_field(page):
    page.fill('textarea.code', '%%writefile suggested.py\nprint("from a file")')
    page.press('textarea.code', 'Shift+Enter')
    start(page, '%load suggested.py')
    page.wait_for_function('document.querySelector("textarea.code").value.includes("from a file")')


def test_outputs_of_interleaved_runs_stay_in_their_places(page):
    for number in (1, 2, 3):
        page.fill('textarea.code', f'import time\nprint("start {number}", flush=True)\ntime.sleep(.3)\nprint("end {number}")')
        page.press('textarea.code', 'Shift+Enter')
    wait_to_read(page, 'end 3')
    places = page.evaluate('[...document.querySelectorAll(".kernel-outputs article")].slice(0, 3).map(place => deep(place.lastElementChild).match(/(start|end) ./g))')
    assert places == [['start 3', 'end 3'], ['start 2', 'end 2'], ['start 1', 'end 1']]


def test_keys_of_the_field(page):
    field = page.locator('textarea.code')
    field.fill('')
    field.press_sequentially('for x in y:')
    field.press('Enter')
    field.press_sequentially('a')
    field.press('Enter')
    field.press('Tab')
    field.press_sequentially('b')
    assert field.input_value() == 'for x in y:\n    a\n        b'
    field.press('Shift+Tab')
    assert field.input_value() == 'for x in y:\n    a\n    b'
    field.press('ControlOrMeta+a')
    field.press('Tab')
    assert field.input_value() == '    for x in y:\n        a\n        b'
    field.press('ControlOrMeta+z')
    assert field.input_value() == 'for x in y:\n    a\n    b'
    field.press('Escape')
    field.press('Tab')
    assert page.evaluate('document.activeElement.textContent') == 'Run'


def test_the_kernel_goes_on_when_the_gallery_reloads(page):
    start(page, 'survivor = "here"')
    page.reload()
    page.wait_for_selector('textarea.code')
    start(page, 'survivor')
    wait_to_read(page, 'here')


def test_every_example_runs(page):
    names = page.locator('.examples button').all_inner_texts()
    for name in names:
        page.click(f'.examples button:text-is("{name}")')
        if name == 'Input':
            page.fill(f'{OUTPUT} .backendai-prompt input', 'Ada')
            page.press(f'{OUTPUT} .backendai-prompt input', 'Enter')
        if name == 'Endless loop':
            wait_to_read(page, '1')
            page.click('text=Interrupt')
        page.wait_for_function('document.querySelector(".kernel-outputs article:first-child").dataset.over')
        if name not in ('Error', 'Endless loop'):
            assert 'Traceback' not in output(page), name
