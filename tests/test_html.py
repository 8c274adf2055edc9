"""HTML: what a person sees of real outputs, in the page and in frames, light and dark; that neither reaches anything."""

from __future__ import annotations

# What is shown in the page itself, by a text that is seen there.
STILL = {
    'disp_audio_array': '', 'disp_audio_url': '', 'disp_clear_output_wait': '', 'disp_filelinks': 'run_jupyter.py',
    'disp_html_list_value': 'ab', 'disp_iframe': '', 'disp_update': 'second', 'disp_video_url': '', 'disp_youtube': '',
    'geopandas_explore': 'POLYGON ((0 0, 1 0, 1 1, 0 0))', 'mpl_anim_html5_video': '', 'mpl_colormap': 'viridis',
    'old36_pandas_df': '<script>', 'pandas_df': '<script>alert(1)</script>', 'pandas_df_big': '10000 rows × 40 columns',
    'pandas_styler': 'Styler', 'plotly_show_iframe': '', 'pyvis_net': '', 'widgets_html_output': 'x',
    'k142_df_display': '이름', 'k142_emit_raw_log': 'raw', 'styler_highlight': '9,411,000', 'pandas_wide': 'column_39',
    'pandas_multiindex': 'letter', 'xarray': 'temperature', 'dask_array': '7.63 MiB', 'great_tables': 'of Korea',
    'bokeh_show': '', 'hostile': 'This wants to cover the page',
}
# What runs in a frame, by a text that its scripts leave there, and how many addresses it is not allowed to load.
FRAMED = {
    'pandas_df_escape_false': ('h', 0), 'altair_html_renderer': ('', 1), 'mpl_anim_jshtml': ('Reflect', 1), 'plotly_show_notebook_connected': ('', 1),
    'plotly_show_notebook_connected_2': ('', 2), 'sklearn_pipeline': ('LogisticRegression', 0), 'folium': ('', 10),
    'bokeh_cdn': ('', 1), 'plotly_cdn': ('', 1), 'altair_page': ('', 3), 'anywidget_embed': ('', 2),
}
BLOCKED_STILL = {'hostile': 1, 'disp_audio_url': 1, 'disp_iframe': 1, 'disp_video_url': 1, 'disp_youtube': 1}

ROOT_TEXT = '''index => { const root = document.querySelector(`#r-${index} > .backendai-html > div`)?.shadowRoot;
  return root ? [...root.children].map(each => each.innerText).join('') : null; }'''


def show(visit, markup: str, options: dict | None = None, result_id: str = 'r') -> None:
    visit.page.evaluate('([markup, id, options]) => BackendAI.Media.handle_all([["text/html", markup]], id, out, options)',
                        [markup, result_id, options])


def inner(visit, index: int = 0):
    """The document of an output in a frame: the one inside of the frame's own page."""
    handle = visit.page.wait_for_selector(f'#r-{index} iframe')
    return handle.content_frame().wait_for_selector('iframe').content_frame()


def note(visit, index: int = 0) -> str:
    return visit.page.locator(f'#r-{index} .media-note').inner_text()


def test_every_fixture_has_its_place_in_these_tests(fixtures):
    assert set(fixtures('html')) == {*STILL, *FRAMED}


def test_real_outputs_in_the_page(visit, fixtures):
    page = visit.open()
    outcomes = visit.show(*(fixtures('html')[name] for name in STILL))
    assert all(outcome['ok'] for outcome in outcomes)
    for index, name in enumerate(STILL):
        text = page.evaluate(ROOT_TEXT, index)
        assert text is not None and STILL[name] in text, name
        blocked = BLOCKED_STILL.get(name, 0)
        assert page.locator(f'#r-{index} .media-note').count() == (blocked > 0), name
        assert not blocked or note(visit, index).startswith('1 remote address was not loaded'), name
    assert page.locator('iframe').count() == 0
    assert visit.errors == []


def test_real_outputs_in_frames(visit, fixtures):
    page = visit.open()
    page.set_viewport_size({'width': 1000, 'height': 4000})
    outcomes = visit.show(*(fixtures('html')[name] for name in FRAMED))
    assert all(outcome['ok'] for outcome in outcomes)
    for index, (text, blocked) in enumerate(FRAMED.values()):
        frame = inner(visit, index)
        frame.wait_for_function('text => document.body.innerText.includes(text)', arg=text)
        if blocked:
            page.wait_for_function('([index, count]) => document.querySelector(`#r-${index} .media-note`)?.innerText.startsWith(count + " ")',
                                   arg=[index, str(blocked)])
    assert visit.errors == []
