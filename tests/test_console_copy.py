"""The highlighted text is copied: with real keys and the real clipboard, in Chromium and in Firefox."""

from __future__ import annotations

import pytest

from tests.test_console import TOOLS

pytestmark = [pytest.mark.slow, pytest.mark.parametrize('_engine', ['chromium', 'firefox'], indirect=True)]

# Shows consoles, each in its own element, and waits for their output.
SHOW = TOOLS + '''
globalThis.showAll = async all => {
  await BackendAI.loadConsole();
  for (const [index, records] of all.entries()) {
    globalThis.con = new BackendAI.Console(`run-${index}`, out.appendChild(document.createElement('div')));
    con.append(records);
    await settled();
  }
  for (let still = 0, height = 0; still < 10; still++) {
    await frames(1);
    if (out.querySelector('[aria-busy]') || out.offsetHeight !== height) still = 0;
    height = out.offsetHeight;
  }
};
globalThis.rowOf = text => [...document.querySelectorAll('.backendai-row')].find(row => row.textContent.includes(text));
globalThis.spotOf = (text, offset = 0) => {
  const walker = document.createTreeWalker(rowOf(text), NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) if (walker.currentNode.data.includes(text)) {
    const range = document.createRange();
    range.setStart(walker.currentNode, walker.currentNode.data.indexOf(text) + offset);
    const box = range.getBoundingClientRect();
    return [box.left, box.top + box.height / 2];
  }
};
globalThis.copyingThere = async () => { while (!con.viewport.copying) await frames(1); };
'''

PASTE = '''() => { const field = document.createElement('textarea');
  document.body.append(field);
  field.addEventListener('paste', event => globalThis.pasted = [event.clipboardData.getData('text/plain'), event.clipboardData.getData('text/html')]);
  field.focus(); }'''


class Copying:
    """A page with consoles, in which a test selects and copies."""

    def __init__(self, engine, *consoles, before: str = '', after: str = '') -> None:
        engine.open(f'{before}<div id="out"></div>{after}')
        self.page = engine.page
        self.page.set_viewport_size({'width': 1000, 'height': 700})
        # Not a script element, whose text would count as content.
        self.page.evaluate(f'{SHOW}; 0')
        self.page.evaluate('all => showAll(all)', list(consoles))

    def pasted(self) -> list[str]:
        """Copy the selection, and return the text and the HTML that are on the clipboard."""
        self.page.keyboard.press('Control+c')
        self.page.evaluate('globalThis.pasted = null')
        self.page.evaluate(PASTE)
        self.page.keyboard.press('Control+v')
        self.page.wait_for_function('globalThis.pasted')
        self.page.evaluate('document.querySelector("body > textarea").remove()')
        return [text.replace('\r\n', '\n') for text in self.page.evaluate('pasted')]

    def copied(self) -> str:
        return self.pasted()[0]

    def drag(self, start: str, end: str, steps: int = 5) -> None:
        """Drag from before the text ``start`` to after the text ``end``."""
        # Click elsewhere first, since a second press at the same place would select words.
        self.page.mouse.click(990, 690)
        self.page.mouse.move(*self.page.evaluate('text => spotOf(text)', start))
        # The pointer shows the tools, which render the rows again.
        self.page.wait_for_function('con.viewport.tools && con.viewport.copying')
        self.page.evaluate('frames(3)')
        self.page.mouse.down()
        self.page.mouse.move(*self.page.evaluate('text => spotOf(text, text.length)', end), steps=steps)
        self.page.mouse.up()
        self.page.wait_for_function('!getSelection().isCollapsed')


@pytest.fixture
def copying(engine):
    return lambda *consoles, **around: Copying(engine, *consoles, **around)


PICTURE = ['media', ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>']]
BETWEEN = {
    'a picture': (PICTURE, '[SVG drawing, 40 × 20 pixels]\n'),
    'HTML': (['html', '<p>some <b>bold</b> words<br>below</p>'], 'some bold words\nbelow\n'),
    'text': (['media', ['text/plain', 'plain \x1b[31mrepr\x1b[m\nof two lines']], 'plain repr\nof two lines\n'),
    'a note': (['note', 'A sentence.'], 'A sentence.\n'),
    'a table': (['html', '<table border="1" class="dataframe"><thead><tr><th></th><th>a</th></tr></thead><tbody>'
                 + ''.join(f'<tr><th>{row}</th><td>{row * 2}</td></tr>' for row in range(90)) + '</tbody></table>'],
                '\ta\n' + ''.join(f'{row}\t{row * 2}\n' for row in range(90))),
}


@pytest.mark.parametrize('name', BETWEEN)
def test_a_drag_over_text_and_something_else_and_text(copying, name):
    record, text = BETWEEN[name]
    page = copying([['stdout', 'alpha\nbeta\n'], record, ['stdout', 'gamma\n\ndelta\n']])
    if name == 'a table':
        page.page.evaluate("""() => { const [first, last] = ['alpha', 'delta'].map(text => rowOf(text).firstChild);
            getSelection().setBaseAndExtent(first, 2, last, 2); }""")
    else:
        page.drag('pha', 'de', steps=12)
    assert page.copied() == f'pha\nbeta\n{text}gamma\n\nde'


def test_everything_on_a_page_before_there_are_tools(copying):
    page = copying([['stdout', 'alpha\n\n  beta\nlast']], [['stdout', 'other\n']], before='<p>above</p>', after='<p>below</p>')
    assert page.page.evaluate('!con.viewport.tools && !con.viewport.copying')
    page.page.keyboard.press('Control+a')
    lines = page.copied().strip('\n').split('\n')
    assert [line for line in lines if line] == ['above', 'alpha', '  beta', 'last', 'other', 'below']
    assert lines[lines.index('alpha'):lines.index('last') + 1] == ['alpha', '', '  beta', 'last']


def test_everything_on_a_page_with_an_item_of_text(copying):
    page = copying(after='<p>below</p>')
    page.page.evaluate('''async () => { await BackendAI.Media.handle_all([['text/plain', 'one\\ntwo'], ['text/plain', 'three']], 'r', out); await frames(3); }''')
    page.page.keyboard.press('Control+a')
    assert [line for line in page.copied().split('\n') if line] == ['one', 'two', 'three', 'below']


def test_everything_on_a_page_with_long_consoles(copying):
    numbers = [''.join(f'{word} {number}\n' for number in range(300)) for word in ('first', 'second')]
    page = copying([['stdout', numbers[0]]], [['stderr', numbers[1]]], before='<p>above</p>', after='<p>below</p>')
    page.page.evaluate('copyingThere()')
    page.page.keyboard.press('Control+a')
    assert page.copied() == f'above\n{numbers[0]}{numbers[1]}below'


def test_long_text_and_html_and_long_text(copying):
    numbers = [''.join(f'{word} {number}\n' for number in range(300)) for word in ('first', 'second')]
    page = copying([['stdout', numbers[0]], ['html', '<i>between</i>'], ['stdout', numbers[1]]])
    page.page.evaluate('copyingThere()')
    page.page.focus('.backendai-viewport')
    page.page.keyboard.press('Control+a')
    assert page.copied() == f'{numbers[0]}between\n{numbers[1]}'
    assert page.page.evaluate('con.text()') == f'{numbers[0]}between\n{numbers[1]}'


def test_a_click_and_a_click_with_shift_after_scrolling(copying):
    page = copying([['stdout', ''.join(f'line {number}.\n' for number in range(400))]])
    page.page.evaluate('copyingThere()')
    page.page.evaluate('con.viewport.element.scrollTop = 0')
    page.page.wait_for_function('rowOf("line 3.")')
    page.page.evaluate('frames(2)')
    page.page.mouse.click(*page.page.evaluate('spotOf("line 3.", 5)'))
    page.page.evaluate('con.viewport.element.scrollTop = 5000')
    page.page.wait_for_function('rowOf("line 270.")')
    page.page.evaluate('frames(2)')
    page.page.keyboard.down('Shift')
    page.page.mouse.click(*page.page.evaluate('spotOf("line 270.", 4)'))
    page.page.keyboard.up('Shift')
    assert page.copied() == '3.\n' + ''.join(f'line {number}.\n' for number in range(4, 270)) + 'line'


def test_only_media_of_text(copying):
    page = copying([['media', ['text/plain', 'only\nthis']]])
    page.page.evaluate('copyingThere()')
    page.page.focus('.backendai-viewport')
    page.page.evaluate('frames(5)')
    page.page.keyboard.press('Control+a')
    assert page.copied().rstrip('\n') == 'only\nthis'
    assert page.page.evaluate('con.text()').rstrip('\n') == 'only\nthis'


def test_colors_go_along_as_html(copying):
    page = copying([['stdout', 'plain \x1b[1;31mred & bold\x1b[m\nand \x1b[44mblue\x1b[m ' + 'wide ' * 60 + '\n'], ['html', '<b style="color: rgb(0, 128, 0)">green</b>']])
    page.page.evaluate('copyingThere()')
    page.page.evaluate('getSelection().selectAllChildren(con.viewport.content)')
    text, html = page.pasted()
    assert text == 'plain red & bold\nand blue ' + ('wide ' * 60).rstrip() + '\ngreen'
    looks = page.page.evaluate('''html => { const shown = new DOMParser().parseFromString(html, 'text/html');
        document.body.replaceChildren(...shown.body.childNodes);
        const look = text => { const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walker.nextNode()) if (walker.currentNode.data.includes(text)) { const style = getComputedStyle(walker.currentNode.parentElement);
            return [style.color, style.backgroundColor, style.fontWeight, style.whiteSpaceCollapse ?? style.whiteSpace]; } };
        return ['red & bold', 'blue', 'green'].map(look); }''', html)
    assert looks[0][0] == 'rgb(204, 34, 34)' and looks[0][2] == '700' and looks[0][3].startswith('pre')
    assert looks[1][1] == 'rgb(34, 102, 221)'
    assert looks[2][0] == 'rgb(0, 128, 0)' and int(looks[2][2]) >= 700


def test_tabs_stay_tabs(copying):
    page = copying([['stdout', 'name\tvalue\t\tend\nlonger name\t2\nwritten \x1b[9Gover\rx\ty\n']])
    assert page.page.evaluate('rows()')[0] == 'name    value           end'
    page.page.evaluate('withTools()')
    page.page.evaluate('copyingThere()')
    page.page.focus('.backendai-viewport')
    page.page.keyboard.press('Control+a')
    assert page.copied() == 'name\tvalue\t\tend\nlonger name\t2\nxritten yver\n'


def test_what_is_filtered_away_is_not_copied(copying):
    page = copying([['log', ['info', '', 'app', 'quiet']], ['log', ['error', '', 'app', 'loud']], ['log', ['info', '', 'app', 'again']]])
    page.page.wait_for_function('con.viewport.tools && con.viewport.copying')
    page.page.evaluate('settled()')
    page.page.select_option('select', label='Errors and up')
    page.page.evaluate('settled()')
    page.page.focus('.backendai-viewport')
    page.page.keyboard.press('Control+a')
    assert page.copied() == 'ERROR   app loud\n'
    assert 'quiet' in page.page.evaluate('con.text()')


def test_all_of_a_field_is_all_of_that_field(copying):
    page = copying([['stdout', 'text\n' * 40]])
    page.page.evaluate('withTools()')
    page.page.fill('.backendai-bar input', 'sought')
    page.page.keyboard.press('Control+a')
    assert page.copied() == 'sought'
    page.page.evaluate('''async () => { globalThis.con = new BackendAI.Console('asking', out, {onInput() {}});
        con.append({status: 'waiting-input', options: {is_password: false}, console: [['stdout', 'name: ']]}); await withTools(); }''')
    page.page.fill('.backendai-prompt input', 'answer')
    page.page.keyboard.press('Control+a')
    assert page.copied() == 'answer'
