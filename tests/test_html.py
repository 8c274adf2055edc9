"""HTML: the appearance of real outputs, in the page and in frames, light and dark; and that neither sends requests."""

from __future__ import annotations

import pytest

from tests.support.pixels import picture_of


# Outputs that are shown in the page itself, each with a text that must be visible.
STILL = {
    'disp_audio_array': '', 'disp_audio_url': '', 'disp_clear_output_wait': '', 'disp_filelinks': 'run_jupyter.py',
    'disp_html_list_value': 'ab', 'disp_update': 'second', 'disp_video_url': '',
    'mpl_anim_html5_video': '', 'mpl_colormap': 'viridis',
    'pandas_styler': 'Styler', 'widgets_html_output': 'x',
    'k142_emit_raw_log': 'raw', 'styler_highlight': '9,411,000',
    'xarray': 'temperature', 'dask_array': '7.63 MiB', 'great_tables': 'of Korea',
    'bokeh_show': '', 'hostile': 'This wants to cover the page',
}
# Outputs that are shown as tables of data, each with a text that must be visible.
TABLES = {
    'geopandas_explore': 'POLYGON ((0 0, 1 0, 1 1, 0 0))', 'old36_pandas_df': '<script>', 'pandas_df': '<script>alert(1)</script>',
    'pandas_df_big': '10000 rows × 40 columns', 'k142_df_display': '이름', 'pandas_wide': 'column_9', 'pandas_multiindex': 'letter',
}
# Outputs that run in a frame, each with a text that its scripts write, and its number of blocked addresses.
FRAMED = {
    'pandas_df_escape_false': ('h', 0), 'altair_html_renderer': ('', 0), 'mpl_anim_jshtml': ('Reflect', 1), 'plotly_show_notebook_connected': ('', 0),
    'plotly_show_notebook_connected_2': ('', 1), 'sklearn_pipeline': ('LogisticRegression', 0), 'folium': ('', 10),
    'bokeh_cdn': ('', 1), 'plotly_cdn': ('', 0), 'altair_page': ('', 0), 'anywidget_embed': ('', 2), 'disp_iframe': ('', 1), 'disp_youtube': ('', 1),
    'plotly_show_iframe': ('', 0), 'pyvis_net': ('', 0),
}
BLOCKED_STILL = {'hostile': 1, 'disp_audio_url': 1, 'disp_video_url': 1}

ROOT_TEXT = '''index => { const root = document.querySelector(`#r-${index} > .backendai-html > div`)?.shadowRoot;
  return root ? [...root.childNodes].map(each => each.innerText ?? each.textContent).join('') : null; }'''


def show(visit, markup: str, options: dict | None = None, result_id: str = 'r') -> None:
    visit.page.evaluate('([markup, id, options]) => BackendAI.Media.handle_all([["text/html", markup]], id, out, options)',
                        [markup, result_id, options])


def inner(visit, index: int = 0, result_id: str = 'r'):
    """The document of an output in a frame, which is nested in the frame's own page."""
    # Frames share a process, which the libraries of other outputs keep busy.
    handle = visit.page.wait_for_selector(f'#{result_id}-{index} iframe', timeout=30000)
    return handle.content_frame().wait_for_selector('iframe', timeout=30000).content_frame()


def note(visit, index: int = 0) -> str:
    return visit.page.locator(f'#r-{index} .media-note').inner_text()


def test_every_fixture_has_its_place_in_these_tests(fixtures):
    assert set(fixtures('html')) == {*STILL, *TABLES, *FRAMED}


def test_real_outputs_in_the_page(visit, fixtures):
    page = visit.open()
    outcomes = visit.show(*(fixtures('html')[name] for name in STILL))
    assert all(outcome['ok'] for outcome in outcomes)
    for index, name in enumerate(STILL):
        text = page.evaluate(ROOT_TEXT, index)
        assert text is not None and STILL[name] in text, name
        blocked = BLOCKED_STILL.get(name, 0)
        assert page.locator(f'#r-{index} .media-note').count() == (blocked > 0), name
        assert not blocked or note(visit, index).startswith('Remote addresses not loaded: 1 ('), name
    assert page.locator('iframe').count() == 0
    assert visit.errors == []


def test_real_tables_of_data(visit, fixtures):
    page = visit.open()
    outcomes = visit.show(*(fixtures('html')[name] for name in TABLES))
    assert all(outcome['ok'] for outcome in outcomes)
    for index, text in enumerate(TABLES.values()):
        page.wait_for_function('([index, text]) => document.querySelector(`#r-${index}.backendai-table`)?.innerText.includes(text)', arg=[index, text])
    assert visit.errors == []


@pytest.mark.slow
def test_real_outputs_in_frames(visit, fixtures):
    page = visit.open()
    page.set_viewport_size({'width': 1000, 'height': 4000})
    outcomes = visit.show(*(fixtures('html')[name] for name in FRAMED))
    assert all(outcome['ok'] for outcome in outcomes)
    for index, (text, blocked) in enumerate(FRAMED.values()):
        frame = inner(visit, index)
        assert frame.locator('iframe:not([srcdoc])').count() == 0  # blocked documents leave no blank frame
        frame.wait_for_function('text => document.body.innerText.includes(text)', arg=text)
        if blocked:
            page.wait_for_function('([index, count]) => document.querySelector(`#r-${index} .media-note`)?.innerText.startsWith(`Remote addresses not loaded: ${count} (`)',
                                   arg=[index, str(blocked)])
    assert visit.errors == []


def test_the_forms_in_which_it_comes(visit):
    page = visit.open()
    texts = ['<b>word</b>', ['<b>wo', 'rd</b>'], 'data:text/html,<b>word</b>', 'data:text/html;charset=utf-8;base64,PGI+d29yZDwvYj4=',
             '<!doctype html><html><head><title>t</title><style>b{color:red}</style></head><body class=x><b>word</b></body></html>',
             '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><body><b>word</b></body></html>', '<b>word', 'word', '<p>word</b>']
    outcomes = visit.show(*(['text/html', text] for text in texts), ['application/xhtml+xml', 'data:application/xhtml+xml,<b>word</b>'])
    assert all(outcome['ok'] for outcome in outcomes)
    assert [page.evaluate(ROOT_TEXT, index).strip() for index in range(len(outcomes))] == ['word'] * len(outcomes)
    for data in (None, 5, {}):
        outcome, = visit.show(['text/html', data], result_id='bad')
        assert outcome['reason'] == 'its data is not text'
    show(visit, 'newer')
    assert page.evaluate(ROOT_TEXT, 0) == 'newer' and page.locator('#r-0').count() == 1


def test_text_like_attributes_stays_as_it_is(visit):
    page = visit.open()
    text = 'a style = 5, "onclick=" and /onload=x; one only'
    show(visit, f'<p title=\'x style="y"\' style="color:rgb(1, 2, 3)">{text}</p><pre>\n  style=1</pre>')
    root = 'document.querySelector("#r-0 > .backendai-html > div").shadowRoot'
    assert page.evaluate(f'{root}.querySelector("p").textContent') == text
    assert page.evaluate(f'{root}.querySelector("p").title') == 'x style="y"'
    assert page.evaluate(f'getComputedStyle({root}.querySelector("p")).color') == 'rgb(1, 2, 3)'
    assert page.evaluate(f'{root}.querySelector("pre").textContent') == '  style=1'


def test_links_lead_out_safely_and_places_stay_inside(visit):
    page = visit.open('<div style="height: 3000px">host</div><div id="out"></div>')
    show(visit, '<a href="https://example.com/x">a</a><a href="MAILTO:x@example.com">b</a><a href="ftp://example.com/">c</a>'
                '<a href="relative">d</a><a href="//example.com/y" target="_top">e</a><a href="#place" target="_top">f</a>'
                '<p style="height: 2000px">x</p><p id="place">here</p>')
    root = 'document.querySelector("#r-0 > .backendai-html > div").shadowRoot'
    links = page.evaluate(f'[...{root}.querySelectorAll("a")].map(link => [link.getAttribute("href"), link.target, link.rel])')
    assert [link[0] for link in links] == ['https://example.com/x', 'MAILTO:x@example.com', None, None, 'https://example.com/y', '#place']
    assert [link[1] for link in links] == ['_blank'] * 5 + ['']
    assert {link[2] for link in links} == {'noreferrer'}
    page.locator('#r-0 a', has_text='f').click()
    page.wait_for_function(f'{root}.getElementById("place").getBoundingClientRect().top < innerHeight')
    assert page.evaluate('location.hash') == ''


def test_styles_ids_and_fields_stay_inside(visit):
    page = visit.open('<style>p{color:rgb(9, 9, 9)}</style><p id="p">host</p><form id="f"><input name="n"></form><div id="out"></div>')
    show(visit, '<style>p,#p,body,:root{color:red!important;display:none}</style><p id="p">x</p><label for="n">y</label>'
                '<button form="f">send</button><input type="checkbox" checked><input id="n"><form action="/sent"><input name="q"></form>')
    assert page.evaluate('getComputedStyle(document.querySelector("p")).color') == 'rgb(9, 9, 9)'
    assert page.evaluate('document.querySelectorAll("#p, #n").length') == 1
    root = 'document.querySelector("#r-0 > .backendai-html > div").shadowRoot'
    assert page.evaluate(f'{root}.querySelector("form")') is None
    assert page.evaluate(f'[...{root}.querySelectorAll("button, input")].map(field => field.disabled)') == [True, False, True, True]
    assert page.evaluate('getComputedStyle(document.querySelector("#r-0 > .backendai-html")).contain') == 'content'


def test_images_elsewhere_wait_for_the_person(visit, assets):
    assets.pages['/pixel.svg'] = (b'<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>', {'Content-Type': 'image/svg+xml'})
    page = visit.open()
    address = f'{assets.origin}/pixel.svg'
    show(visit, f'<img alt="one" src="{address}"><p style="background:url({address}?2)">x</p><style>p{{border-image:url("{address}?3")}}</style>'
                '<img src="relative.png">')
    assert note(visit) == f'Remote addresses not loaded: 3 ({address[7:-10]}). Load'
    page.wait_for_timeout(50)
    assert not [path for path in assets.log if 'pixel' in path]
    page.click('#r-0 .media-note button')
    page.wait_for_function('document.querySelector("#r-0 > .backendai-html > div").shadowRoot.querySelector("img").naturalWidth === 7')
    page.wait_for_function('performance.getEntriesByType("resource").filter(entry => entry.name.includes("/pixel.svg?")).length === 2')
    assert page.locator('.media-note').count() == 0
    assert 'relative' not in ''.join(visit.site.log)


def test_scripts_elsewhere_wait_for_the_person(visit, assets):
    assets.pages['/library.js'] = (b'document.body.append("the library ran")', {'Content-Type': 'text/javascript'})
    page = visit.open()
    show(visit, f'<body>before <script src="{assets.origin}/library.js"></script> after</body>')
    inner(visit).wait_for_function('document.body.innerText.includes("after")')
    page.wait_for_selector('#r-0 .media-note')
    assert '/library.js' not in assets.log and 'ran' not in inner(visit).inner_text('body')
    page.click('#r-0 .media-note button')
    page.wait_for_function('document.querySelectorAll(".media-note").length === 0')
    inner(visit).wait_for_function('document.body.innerText.includes("the library ran")')


def test_an_address_that_looks_like_an_allowed_one_is_not(visit, assets):
    """The part before an @ is not the host, even if quotes and brackets make it look like the end of an address."""
    page = visit.open()
    allowed, evil = 'https://allowed.example', assets.origin.removeprefix('http://')
    for number, address in enumerate([f"{allowed}'@{evil}/x", f'{allowed}\\"@{evil}/x', f'{allowed}\\")@{evil}/x', f'{allowed}@{evil}/x', f'{allowed}.{evil}/x']):
        show(visit, f'<style>p{{background:url("{address}")}} b{{--x:url("{address}");background:var(--x)}}</style><p>x</p><b>y</b>',
             {'remote': [allowed]}, f'a{number}')
    page.wait_for_timeout(100)
    assert [path for path in assets.log if path.startswith('/x')] == []


def test_strings_and_comments_hide_no_address(visit, assets):
    page = visit.open()
    url = f'url({assets.origin}/x)'
    for number, value in enumerate([f'"url(data:image/png," {url}', f"'url(' {url}", f'/*"*/{url}/*"*/', f'u\\72l({assets.origin}/x)', url.upper(),
                                    f'var(--none, {url})', f'image-set("{assets.origin}/x" 1x)', f'url("data:image/png,x") , {url}']):
        show(visit, f'<style>p{{--x:{value};background:{value};content:{value}}} p:before{{content:{value}}} b{{background:var(--x);border-image:var(--x)}}'
                    f'</style><p>x</p><b style="--x:{value}">y</b>'.replace('\\\\', '\\'), None, f'a{number}')
    page.wait_for_timeout(100)
    assert [path for path in assets.log if path.lower().startswith('/x')] == []


def test_the_host_widens_and_narrows_and_a_kernel_cannot(visit, assets):
    assets.pages['/pixel.svg'] = (b'<svg xmlns="http://www.w3.org/2000/svg" width="7" height="7"/>', {'Content-Type': 'image/svg+xml'})
    page = visit.open()
    image = f'<img src="{assets.origin}/pixel.svg">'
    loaded = 'id => document.querySelector(`#${id}-0 > .backendai-html > div`).shadowRoot.querySelector("img").naturalWidth === 7'
    for name, options in [('a', {'remote': 'load'}), ('b', {'remote': [f'{assets.origin}/']})]:
        show(visit, image, options, name)
        page.wait_for_function(loaded, arg=name)
        assert page.locator(f'#{name}-0 .media-note').count() == 0
    show(visit, image, {'remote': ['https://example.com']}, 'c')
    assert page.locator('#c-0 .media-note button').count() == 1
    show(visit, image, {'remote': 'block'}, 'd')
    assert page.inner_text('#d-0 .media-note').endswith('.') and page.locator('#d-0 button').count() == 0
    show(visit, '<b>still</b><script>document.body.append("ran")</script>', {'scripts': 'never'}, 'e')
    assert page.locator('#e-0 iframe').count() == 0
    show(visit, '<script>1</script>', {'sandbox': ['allow-downloads', 'allow-same-origin', 'allow-top-navigation', 'allow-modals']}, 'f')
    assert page.get_attribute('#f-0 iframe', 'sandbox') == 'allow-scripts allow-downloads allow-modals'
    inner(visit, result_id='f')
    log = list(assets.log)
    visit.show(['text/html', image, {'remote': 'load', 'options': {'remote': 'load'}, 'text/html': {'remote': 'load'}}],
               {'type': 'text/html', 'data': image, 'remote': 'load', 'options': {'remote': 'load'}}, result_id='g')
    assert page.locator('#g-0 .media-note, #g-1 .media-note').count() == 2
    assert assets.log == log


def test_a_frame_has_no_origin_and_a_policy_of_its_own(visit, assets):
    page = visit.open('<script>window.secret = 1</script><div id="out"></div>')
    show(visit, '<script>1</script>')
    frame = inner(visit)
    assert page.get_attribute('#r-0 iframe', 'sandbox') == 'allow-scripts'
    assert frame.evaluate('[origin, location.protocol, document.baseURI]') == ['null', 'about:', 'about:srcdoc']
    for reach in ['top.secret', 'parent.document', 'localStorage', 'document.cookie', 'indexedDB.open("x")', 'fetch(`${address}/x`)',
                  'new Promise((done, fail) => { const i = new Image(); i.onload = done; i.onerror = fail; i.src = `${address}/x.png` })',
                  'new RTCPeerConnection()', 'navigator.serviceWorker.register("x.js")']:
        assert frame.evaluate(f'address => (async () => {reach})().then(() => "reached", () => "no")', assets.origin) == 'no', reach
    assert [path for path in assets.log if path.startswith('/x')] == []


def test_height_follows_within_bounds(visit):
    page = visit.open()
    show(visit, '<style>body{margin:0}</style><div id="d" style="height:222px"></div><script>addEventListener("message", e => '
                'd.style.height = e.data)</script>')
    height = 'height => Math.abs(document.querySelector("#r-0 iframe").offsetHeight - height) < 2'
    page.wait_for_function(height, arg=222)
    for wanted, shown in [('777px', 777), ('111px', 111), ('50000px', 10000)]:
        inner(visit).evaluate('wanted => { d.style.height = wanted }', wanted)
        page.wait_for_function(height, arg=shown)


def test_a_frame_goes_with_its_item(visit):
    page = visit.open()
    show(visit, '<script>document.write("first")</script>')
    inner(visit).wait_for_function('document.body.innerText.includes("first")')
    show(visit, '<p>still</p>')
    assert page.evaluate('window.length') == 0
    show(visit, '<script>document.write("second")</script>')
    inner(visit).wait_for_function('document.body.innerText.includes("second")')
    page.evaluate('out.replaceChildren()')
    assert page.evaluate('window.length') == 0
    page.wait_for_function('() => true')
    assert len(page.frames) == 1


def test_a_frame_that_is_moved_shows_its_output_again(visit):
    page = visit.open()
    show(visit, '<script>document.write("here")</script>')
    inner(visit).wait_for_function('document.body.innerText.includes("here")')
    page.evaluate('document.body.prepend(out)')
    inner(visit).wait_for_function('document.body.innerText.includes("here")')


def test_without_frame_src_the_output_is_shown_still(visit):
    visit.open(main=f'<script nonce="abc" src="{visit.main}"></script>',
               headers={'Content-Security-Policy': "default-src 'none'; script-src 'nonce-abc' 'strict-dynamic'"})
    show(visit, '<p>a report</p><script>1</script>')
    visit.page.wait_for_selector('#r-0 .media-note')
    assert 'frame-src' in visit.errors[0]['reason'] and visit.page.evaluate(ROOT_TEXT, 0).strip() == 'a report'
    assert 'frame-src' in note(visit)
    assert {violation.split()[0] for violation in visit.violations} == {'frame-src'}


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_tables_read_well_in_light_and_dark(visit, fixtures, scheme):
    page = visit.open(head='<meta name="color-scheme" content="light dark">')
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({'width': 320, 'height': 700})
    items = fixtures('html')
    visit.show(*(items[name] for name in ['pandas_wide', 'styler_highlight', 'pandas_styler', 'dask_array']))
    page.wait_for_timeout(50)
    assert page.evaluate('document.documentElement.scrollWidth') <= 320
    assert page.evaluate('(box => box.scrollWidth > box.clientWidth)(document.querySelector("#r-0 > [role=grid]"))')
    shot = picture_of(page.locator('#r-0 > [role=grid]')).convert('L')
    darkest, lightest = shot.getextrema()
    assert (shot.resize((1, 1)).getpixel((0, 0)) > 128) == (scheme == 'light') and lightest - darkest > 200
    colors = page.evaluate('''[...document.querySelectorAll(".backendai-html")].flatMap(box => [...box.firstChild.shadowRoot.querySelectorAll("td")]
        .map(cell => [getComputedStyle(cell).color, getComputedStyle(cell).backgroundColor]))''')
    assert ['rgb(0, 0, 0)', 'rgb(255, 255, 0)'] in colors
    for color, back in colors:
        red, green, blue = (int(part) for part in color.strip('rgba()').split(',')[:3])
        if back == 'rgba(0, 0, 0, 0)':
            assert (red + green + blue < 384) == (scheme == 'light'), (color, back)


def test_html_without_scripts_needs_nothing_of_the_frames(visit):
    visit.open()
    show(visit, '<b>x</b>')
    assert sorted(visit.chunk_requests()) == ['html.js', 'sanitizer.js']
    show(visit, '<script>1</script>')
    inner(visit)
    assert sorted(visit.chunk_requests()) == ['frame.html', 'html.js', 'html_frame.js', 'presence.js', 'sanitizer.js']


def test_drawings_that_multiply_are_cut(visit):
    """Nine levels of ten uses each would block the page forever; the glyphs of a plot are one level."""
    page = visit.open()
    levels = ''.join(f'<g id="a{level}">{f"""<use xlink:href="#a{level - 1}"/><use href="#%61{level - 1}"/>""" * 5}</g>' for level in range(1, 10))
    show(visit, f'<svg width="9" height="9"><g id="a0"><rect width="9" height="9" fill="red"/></g><defs>{levels}</defs><use href="#a9"/>'
                '<g id="text"><use href="#a0" transform="scale(2)"/></g></svg>')
    root = 'document.querySelector("#r-0 > .backendai-html > div").shadowRoot'
    assert page.evaluate(f'[...{root}.querySelectorAll("use")].filter(use => {root}.querySelector(use.getAttribute("href")).querySelector("use")).length') == 0
    assert page.evaluate(f'{root}.querySelectorAll(`[href="#a0"]`).length') == 6
    assert picture_of(page.locator('#r-0 svg')).getpixel((4, 4)) == (255, 0, 0)


@pytest.mark.parametrize('scheme', ['light', 'dark'])
def test_texts_that_would_be_lost_are_mended(visit, scheme):
    """Text colors without backgrounds, and backgrounds without text colors; legible text keeps its colors."""
    page = visit.open(head='<meta name="color-scheme" content="light dark">')
    page.emulate_media(color_scheme=scheme)
    show(visit, '<p style="color:rgba(0, 0, 0, .87)">1</p><p style="color:#222">2</p><p style="color:#eee">3</p><p style="background:#ff0">4</p>'
                '<p style="background:#003">5 <b>6</b></p><p style="color:#080">7</p><svg width="20" height="20"><text y="15" fill="#111">8</text></svg>'
                '<table border="1"><tr><td>9</td></tr></table>')
    root = 'document.querySelector("#r-0 > .backendai-html > div").shadowRoot'
    page.evaluate('new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))')
    colors = page.evaluate(f'[...{root}.querySelectorAll("p, b")].map(each => getComputedStyle(each).color)')
    black, white = 'rgb(0, 0, 0)', 'rgb(255, 255, 255)'
    canvas = black if scheme == 'light' else white
    assert colors == (['rgba(0, 0, 0, 0.87)', 'rgb(34, 34, 34)', black, black, white, white, 'rgb(0, 136, 0)'] if scheme == 'light' else
                       [white, white, 'rgb(238, 238, 238)', black, white, white, 'rgb(0, 136, 0)'])
    assert page.evaluate(f'{root}.querySelector("svg").style.background') == ('' if scheme == 'light' else 'rgb(255, 255, 255)')
    assert page.evaluate(f'(cell => [getComputedStyle(cell).color, getComputedStyle(cell).borderTopWidth])({root}.querySelector("td"))') == [canvas, '0px']


def test_a_light_place_in_a_dark_page(visit, fixtures):
    """The actual background of an output decides, not only the page's color scheme."""
    page = visit.open('<div style="background:#fafafa;color:#222"><div id="out"></div></div>', '<meta name="color-scheme" content="dark">')
    # The heading prevents the frame from being shown as a table of data.
    visit.show(['text/html', '<h4>Frame</h4>' + fixtures('html')['pandas_df_big'][1]], fixtures('html')['xarray'])
    page.wait_for_function('[...document.querySelectorAll(".backendai-html")].every(box => box.style.colorScheme === "light")')
    for index in (0, 1):
        darkest, lightest = picture_of(page.locator(f'#r-{index} > .backendai-html')).convert('L').getextrema()
        assert darkest < 80 and lightest > 240
    assert page.evaluate('''[...document.querySelectorAll(".backendai-html")].flatMap(box => [...box.firstChild.shadowRoot.querySelectorAll("td, th")]
        .map(cell => getComputedStyle(cell).color)).filter(color => color !== "rgb(34, 34, 34)").length''') == 0
