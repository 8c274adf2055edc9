"""Frames of outputs with scripts, in each engine: permission, their heights, and that no output can impersonate another."""

from __future__ import annotations

import time

import pytest

pytestmark = pytest.mark.slow

STRICT = "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'; img-src data: blob:"
TALL_SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="30000000"><rect width="10" height="10"/></svg>'
HEIGHTS = '''const frame = document.querySelector('#r-0 iframe'), heights = []; const end = performance.now() + arguments[0];
  while (performance.now() < end) { if (heights.at(-1) !== frame.offsetHeight) heights.push(frame.offsetHeight);
    await new Promise(done => requestAnimationFrame(done)); } return heights;'''


@pytest.mark.parametrize('policy', [STRICT, STRICT + "; frame-src 'none'", STRICT + '; frame-src https://elsewhere.example'])
def test_where_the_policy_forbids_frames_the_output_is_shown_without_scripts(engine, policy):
    engine.open(main=f'<script nonce="abc" src="{engine.root}/js/main.min.js"></script>', headers={'Content-Security-Policy': policy})
    engine.show(['text/html', '<div id=a>a report</div><script>a.textContent = "ran"</script>'])
    engine.wait_for('document.querySelector("#r-0 .media-note")')
    assert engine.run('return document.querySelector("#r-0 .media-note").innerText').startswith('Without scripts: ')
    assert engine.run('return document.querySelector("#r-0 .backendai-html > div").shadowRoot.textContent').strip() == 'a report'
    assert engine.run('return window.length') == 0
    assert ['frame-src' in reason for reason in engine.run('return __errors')] == [True]


def test_a_policy_that_only_reports_forbids_nothing(engine):
    engine.open(headers={'Content-Security-Policy-Report-Only': "frame-src 'none'"})
    engine.show(['text/html', '<p style="height: 777px">x<script>1</script>'])
    engine.wait_for('document.querySelector("#r-0 iframe")?.offsetHeight > 777')


def test_a_frame_is_as_high_as_its_output_and_does_not_oscillate(engine):
    engine.open()
    engine.show(['text/html', '<script>let i = 0; setInterval(() => parent.postMessage({height: i++ % 2 ? 20 : 9000}, "*"), 40)</script>'])
    engine.wait_for('document.querySelector("#r-0 iframe")?.offsetHeight === 9000')
    assert engine.run(HEIGHTS, 3000) == [9000]


def test_a_frame_changes_a_few_times_a_second_however_often_it_asks(engine):
    engine.open()
    engine.show(['text/html', '<script>let i = 0; setInterval(() => parent.postMessage({height: 200 + i++}, "*"), 10)</script>'])
    engine.wait_for('document.querySelector("#r-0 iframe")?.offsetHeight > 200')
    heights = engine.run(HEIGHTS, 2000)
    assert 3 <= len(heights) <= 8 and heights == sorted(heights)


def test_a_frame_shrinks_with_its_output(engine):
    engine.open()
    engine.show(['text/html', '<div id=a style="height: 900px"></div><script>setTimeout(() => a.remove(), 800)</script>'])
    engine.wait_for('document.querySelector("#r-0 iframe")?.offsetHeight > 900')
    engine.wait_for('document.querySelector("#r-0 iframe")?.offsetHeight < 100')


def test_an_output_cannot_speak_for_another(engine):
    engine.open()
    engine.show(['text/html', '<p>victim</p><script>1</script>'], ['text/html', '''<script>const say = place => { try {
        place.postMessage({blocked: "https://bank.example/x", height: 5000}, "*"); for (let i = 0; i < place.length; i++) say(place[i]); } catch (error) {} };
        setInterval(() => { for (let i = 0; i < top.length; i++) if (top[i] !== parent) say(top[i]); }, 50)</script>'''])
    time.sleep(1.5)
    assert engine.run('return document.getElementById("out").innerText').strip() == ''
    assert engine.run('return document.querySelector("#r-0 iframe")?.offsetHeight') < 200


@pytest.mark.parametrize('item', [['image/svg+xml', TALL_SVG], ['image/svg+xml', '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 20000"><rect width="1" height="9"/></svg>'],
                                  ['text/html', '<p style="height: 99999px">x</p>'], ['text/html', '<p style="height: 99999px">x<script>1</script></p>'],
                                  ['text/plain', '\n'.join('abc' * 900)]], ids=['svg', 'svg without size', 'html', 'frame', 'text'])
def test_no_item_is_higher_than_10000_pixels(engine, item):
    engine.open()
    assert engine.show(item)[0]['ok']
    time.sleep(1)
    assert engine.run('return document.getElementById("out").offsetHeight') <= 10_000
    assert engine.run('return document.documentElement.scrollHeight') <= 10_100


def test_scripts_run_only_once_a_person_asks_for_it(engine):
    engine.open()
    engine.show(['text/html', '<p id=a>a report</p><img src="https://elsewhere.example/i.png"><script>a.style.height = "777px"</script>'], ['text/html', '<b>x</b>'],
                options={'scripts': 'ask'})
    assert engine.run('return window.length') == 0
    assert engine.run('return document.querySelector("#r-0 .media-note").innerText') == (
        'The scripts of this output have not run. Run Remote addresses not loaded: 1 (elsewhere.example). Load')
    assert engine.run('return document.querySelectorAll("#r-1 .media-note").length') == 0
    engine.run('document.querySelector("#r-0 button").click()')
    engine.wait_for('document.querySelector("#r-0 iframe")?.offsetHeight > 777')
    engine.wait_for('document.querySelector("#r-0 .media-note")?.innerText === "Remote addresses not loaded: 1 (elsewhere.example). Load"')


def test_of_many_outputs_with_scripts_some_live_and_the_others_are_pictures(visit):
    """The pictures of HTML include canvases and styles, and an output that scrolls into view runs again."""
    markup = ('<style>p { background: rgb(0, 128, 0); height: 40px; margin: 0 }</style><p></p><canvas id="c" width="50" height="50"></canvas>'
              '<script>const g = c.getContext("2d"); g.fillStyle = "rgb(224, 0, 0)"; g.fillRect(0, 0, 50, 50);</script>')
    page = visit.open()
    visit.show(*[['text/html', markup]] * 40)
    page.wait_for_function('document.querySelectorAll("#out iframe").length === 16')
    for index in range(0, 40, 4):
        page.locator(f'#r-{index}').scroll_into_view_if_needed()
        page.wait_for_selector(f'#r-{index} iframe')
        assert page.evaluate('document.querySelectorAll("#out iframe").length') <= 16
    page.wait_for_selector('#r-0 img', state='attached')
    colors = page.evaluate('''() => Promise.all([...document.querySelectorAll('#out img')].map(async image => { await image.decode();
        const canvas = document.createElement('canvas'); canvas.width = image.naturalWidth; canvas.height = image.naturalHeight;
        const context = canvas.getContext('2d'); context.drawImage(image, 0, 0);
        return [[100, 20], [20, 70]].map(([x, y]) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3)); }))''')
    assert len(colors) > 10 and all(each == [[0, 128, 0], [224, 0, 0]] for each in colors), colors
    page.evaluate('scrollTo(0, 0)')
    page.wait_for_selector('#r-0 iframe')
    page.wait_for_function('!document.querySelector("#r-0 img")')
    assert visit.errors == []


def test_more_outputs_in_sight_than_may_live_all_show_what_they_have(visit):
    """24 small outputs: each runs in turn, none stays blank, and a paused one runs again when the pointer enters it."""
    page = visit.open(head='<style>.media-item { float: left; width: 150px }</style>')
    visit.show(*[['text/html', f'<p style="margin: 0; height: 40px; background: rgb(0, {index}, 200)"><script>1</script>'] for index in range(24)])
    page.wait_for_function('document.querySelectorAll("#out img").length === 8 && document.querySelectorAll("#out iframe").length === 16', timeout=30000)
    assert page.evaluate('[...document.querySelectorAll("#out img")].every(each => each.src.startsWith("data:image/png"))')
    resting = page.locator('.media-item:has(img)').first
    place = resting.locator('[id^=r-]').get_attribute('id')
    resting.hover()
    page.wait_for_selector(f'#{place} iframe', timeout=30000)
    page.wait_for_function('id => !document.querySelector(`#${id} img`)', arg=place)
    assert page.evaluate('document.querySelectorAll("#out iframe").length') <= 16


def test_no_engine_has_more_live_frames_than_the_limit(engine):
    """An output out of view is replaced by its picture, and runs again when it returns."""
    engine.open()
    engine.show(*[['text/html', '<p style="margin: 0; height: 200px">x<script>1</script>']] * 24)
    engine.wait_for('document.querySelectorAll("#out iframe").length === 16')
    # Repeatedly, since frames above grow and WebKit does not keep the scroll position.
    engine.wait_for('(document.getElementById("r-23").scrollIntoView(), document.querySelector("#r-23 iframe"))')
    assert engine.run('return document.querySelectorAll("#out iframe").length') <= 16
    engine.wait_for('[...document.querySelectorAll("#out [role=img], #out img")].length > 0')
    gone = engine.run('return document.querySelector("#out [role=img], #out img").closest("[id]").id')
    engine.wait_for(f'(document.getElementById("{gone}").scrollIntoView(), document.querySelector("#{gone} iframe"))')
    assert engine.run('return document.querySelectorAll("#out iframe").length') <= 16


def test_a_frame_whose_server_forbids_scripts_is_reported(visit):
    """As with an extension that sends the policy of the application with every response."""
    page = visit.page

    def forbid(route):
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, 'content-security-policy': "default-src 'self'"})

    page.route('**/frame.html', forbid)
    page.clock.install()
    visit.open()
    page.evaluate('''async () => { [window.outcome] = await BackendAI.Media.handleAll(
        [["text/html", "<p>a report</p><script>1</script>"]], "r", document.getElementById("out")); }''')
    page.wait_for_selector('#r-0 iframe')
    while page.locator('#r-0 .media-note').count() == 0:
        page.clock.run_for(1000)
    assert page.locator('#r-0 .media-note').inner_text().startswith('Without scripts: the page for scripts did not run;')
    assert page.evaluate('outcome.ok') is False and 'did not run' in page.evaluate('outcome.reason')
    assert [(error['ok'], 'frame-src' in error['reason']) for error in visit.errors] == [(False, True)]
