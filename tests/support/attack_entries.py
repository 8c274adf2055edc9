"""The entry points of a kernel's text, as functions from attacks to a batch: ``(items, result id, options)``."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

from tests.support import jupyter
from tests.support.messagepack import drawing as commands
from toolchain.build import registry

GIF = 'data:image/gif;base64,R0lGODlhEAAQAIAAAP+AAP///ywAAAAAEAAQAAACDoSPqcvtD6OctNqLsz4FADs='

# Properties of fixtures that are kept, because attacks in other places would not be reached without them.
KEPT = ('type', 'cell_type', 'output_type', 'model_id', 'model_name', 'model_module', 'model_module_version', 'nbformat')
# The properties of a widget's layout and style.
LAYOUT = ('width', 'height', 'margin', 'border', 'border_top', 'display', 'flex', 'grid_area', 'grid_template_areas', 'visibility', 'overflow', 'object_position')
STYLE = ('button_color', 'background', 'description_width', 'font_family', 'font_size', 'text_color', 'bar_color', 'handle_color')


def _data_uri(text: str) -> str:
    return f'data:text/html;base64,{base64.b64encode(text.encode("utf-8", "surrogatepass")).decode()}'


def _drawing(text: str) -> str:
    return text if '<svg' in text else f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{text}</svg>'


def _titled(text: str) -> str:
    escaped = text.replace('&', '&amp;').replace('<', '&lt;')
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>{escaped}</title></svg>'


def _histories(texts: list) -> list:
    """Git graphs, each short enough to show all of its commits."""
    return [['application/vnd.sorna.gitgraph', [
        {'oid': text, 'parent_ids': texts[start + index - 1:start + index] + ['missing ' + text], 'author': text, 'message': text, 'branch': text,
         'parent_branches': [text, None]} for index, text in enumerate(texts[start:start + 8])]] for start in range(0, len(texts), 8)]


def _canvases(texts: list) -> list:
    """Drawings with these texts as canvases, objects, properties and colors."""
    return [item for text in texts for item in (
        commands([text, 'canvas', 9, 9, text, text], [text, 'obj', text, ['rect', 1, 1, text, text, text, text, 0]], [text, 'update', text, text, text],
                 [text, text, text], [text, 'bgcolor', text]),
        commands([text, 'canvas', text, text, text, text], [0, 'obj', 0, [text, text]]), commands(text))]


def _notebooks(texts: list) -> list:
    def cells(text: str) -> list:
        outputs = [{'output_type': 'stream', 'name': text, 'text': text}, {'output_type': 'error', 'ename': text, 'evalue': text, 'traceback': [text]},
                   {'output_type': 'display_data', 'data': {text: text, 'image/svg+xml': _drawing(text)}, 'metadata': {text: text}}]
        return [{'cell_type': 'markdown', 'source': text, 'metadata': {}, 'attachments': {text: {'image/png': text}}},
                {'cell_type': 'code', 'source': text, 'metadata': {'tags': [text]}, 'execution_count': text, 'outputs': outputs, 'id': text},
                {'cell_type': 'raw', 'source': text, 'metadata': {'format': text}}, {'cell_type': text, 'source': text, 'metadata': text}]
    return [['application/x-ipynb+json', {'nbformat': 4, 'nbformat_minor': 5, 'metadata': {'language_info': {'name': texts[start]}, 'title': texts[start]},
                                          'cells': [cell for text in texts[start:start + 5] for cell in cells(text)]}] for start in range(0, len(texts), 5)]


def _markdown(text: str) -> list:
    line = text.replace('\n', ' ')
    return [['text/markdown', text], ['text/markdown', f'# {line}\n\n[x]({line}) [y](<{line}>) ![z]({line} "{line}") <{line}> `{line}` ${line}$ [r][1] [^1]\n\n'
                                      f'| {line} | a |\n|--|--|\n| b | {line} |\n\n```{line}\n{line}\n```\n\n[1]: <{line}> "{line}"\n\n[^1]: {line}\n\n- [ ] {line}\n']]


def _math(text: str) -> list:
    return [['text/latex', text], ['text/latex', f'$$\\href{{{text}}}{{\\text{{{text}}}}} \\url{{{text}}} \\includegraphics{{{text}}}$$'],
            ['text/latex', f'$\\htmlStyle{{{text}}}{{x}} \\htmlData{{x={text}}}{{x}} \\htmlId{{{text}}}{{x}} \\color{{{text}}} \\def\\a{{{text}}}\\a$']]


def _figure(texts: list) -> list:
    """A Plotly figure with these texts in every place that accepts text."""
    numbers = list(range(len(texts)))
    return ['application/vnd.plotly.v1+json', {
        'data': [{'type': 'scatter', 'mode': 'text+markers', 'x': numbers, 'y': numbers, 'text': texts, 'hovertext': texts, 'customdata': texts,
                  'hovertemplate': texts[0], 'name': texts[0], 'meta': texts, 'ids': texts},
                 *({'type': text, 'x': [text], 'y': [text], 'name': text, 'text': text, 'marker': {'color': text}} for text in texts[:20])],
        'layout': {'title': {'text': texts[0]}, 'annotations': [{'text': text, 'x': 0, 'y': 0, 'hovertext': text} for text in texts],
                   'images': [{'source': text, 'x': 0, 'y': 0, 'sizex': 1, 'sizey': 1} for text in texts], 'height': 400,
                   'xaxis': {'title': {'text': texts[-1]}, 'ticktext': texts, 'tickvals': numbers}},
        'config': {'plotlyServerURL': texts[0], 'topojsonURL': texts[0], 'locale': texts[0], 'showLink': True, 'linkText': texts[0]}}]


def _diagrams(texts: list) -> list:
    """Mermaid diagrams with these texts as names, links and source."""
    safe = [' '.join(text.split()).replace('"', '#quot;') for text in texts]
    return [['text/vnd.mermaid', '\n'.join(['graph TD', *(f'  N{index}["{text}"]\n  click N{index} href "{text}"' for index, text in enumerate(safe[start:start + 20]))])]
            for start in range(0, len(safe), 20)] + [['text/vnd.mermaid', text] for text in texts[:5]]


def _charts(texts: list) -> list:
    """Vega and Vega-Lite charts with these texts in every place that accepts text."""
    values = [{'text': text, 'place': index} for index, text in enumerate(texts)]
    place = {'field': 'place', 'type': 'quantitative'}
    return [
        ['application/vnd.vegalite.v6.json', {
            'title': {'text': texts[0], 'subtitle': texts[-1]}, 'description': texts[0], 'data': {'values': values}, 'width': 300, 'height': 200,
            'mark': {'type': 'text', 'tooltip': {'content': 'data'}, 'cursor': texts[0], 'font': texts[0]},
            'params': [{'name': 'p', 'value': texts[0], 'bind': {'input': 'select', 'options': texts[:20], 'name': texts[0]}}],
            'encoding': {'x': place, 'y': {**place, 'title': texts[0]}, 'text': {'field': 'text'}, 'href': {'field': 'text'},
                         'url': {'field': 'text'}, 'color': {'field': 'text', 'scale': {'range': texts[:9]}}}}],
        ['application/vnd.vega.v6+json', {
            'width': 99, 'height': 99, 'background': texts[0], 'data': [{'name': 'd', 'values': values}, {'name': 'e', 'url': texts[0]}],
            'signals': [{'name': 'cursor', 'value': texts[0]}, {'name': 's', 'value': 0, 'bind': {'input': texts[0], 'element': texts[0], 'style': texts[0]}}],
            'marks': [{'type': kind, 'from': {'data': 'd'}, 'encode': {'enter': {
                name: {'field': 'text'} for name in ('url', 'href', 'text', 'fill', 'stroke', 'cursor', 'tooltip', 'path', 'shape')}}}
                for kind in ('image', 'path', 'symbol', 'text')]}],
        *(['application/vnd.vega.v6+json', {'signals': [{'name': 's', 'update': text}], 'marks': []}] for text in texts[:10])]


def _geography(texts: list) -> list:
    """A map with these texts as properties, types and colors."""
    return ['application/geo+json', {'type': 'FeatureCollection', 'features': [
        {'type': 'Feature', 'properties': {'name': text, text: text, 'fill': text, 'stroke': text, 'marker-color': text},
         'geometry': {'type': 'Point', 'coordinates': [index % 90, index % 60]}} for index, text in enumerate(texts)] + [
        {'type': text, 'geometry': {'type': text, 'coordinates': text}} for text in texts]}]


def _script(texts: list) -> list:
    """A script that inserts these texts into its own document, so that their scripts run there."""
    return ['application/javascript', f'for (const text of {json.dumps(texts)}) element.append(document.createRange().createContextualFragment(text));']


def filled(value, text: str):
    """A fixture with each of its texts replaced by an attack, which is also added as a property name."""
    if isinstance(value, str):
        return value if value.startswith('IPY_MODEL_') else text
    if isinstance(value, list):
        return [filled(each, text) for each in value]
    if not isinstance(value, dict):
        return value
    changed = {name: each if name in KEPT or name.startswith(('_model', '_view')) else filled(each, text) for name, each in value.items()}
    kind = str(value.get('model_name', ''))
    if 'state' in changed and kind.endswith(('LayoutModel', 'StyleModel')):
        changed['state'] = {**changed['state'], **dict.fromkeys(LAYOUT + STYLE, text)}
    return {**changed, text: text}


def _item(fixture, text: str):
    """An item with the attack in its data and metadata."""
    mime, data, *more = fixture if isinstance(fixture, list) else (fixture['type'], fixture['data'], fixture.get('metadata'))
    if isinstance(data, str) and data[:1] in ('{', '['):
        try:
            data = json.dumps(filled(json.loads(data), text))
        except ValueError:
            data = text
    else:
        data = filled(data, text)
    return [mime, data, *(filled(each, text) for each in more)]


def _handler_entry(root: Path, handler) -> Callable:
    """The entry of any handler: each text as data of its first type, and in all places of one of its fixtures."""
    fixtures = list(json.loads((root / 'tests' / 'fixtures' / f'{handler.chunk}.json').read_text(encoding='utf-8')).values())
    fixtures = [each for each in fixtures if len(json.dumps(each)) < 20_000]
    return lambda texts: ([item for index, text in enumerate(texts) for item in (
        [handler.mime_types[0], text], *([_item(fixtures[index % len(fixtures)], text)] if fixtures else []))], 'r', {'scripts': 'never'})


def _console(records: list) -> tuple:
    return [{'status': 'continued', 'console': records}], 'r', {'rows': 9}


def _messages(texts: list) -> tuple:
    """Jupyter messages of each kind."""
    return [each for text in texts for each in (
        jupyter.stream(text + '\n', text), jupyter.display({'text/html': text, 'text/plain': text, text: text}, {text: text}), jupyter.error(text, text, [text]),
        jupyter.message('execute_reply', {'status': text, 'payload': [{'source': 'page', 'data': {'text/plain': text}}, {'source': 'set_next_input', 'text': text}]}),
        jupyter.message('input_request', {'prompt': text, 'password': text}), jupyter.message(text, {text: text}),
        jupyter.message('comm_open', {'comm_id': text, 'target_name': 'jupyter.widget', 'data': {'state': {'_model_name': text, 'description': text}}}))], 'r', {'rows': 9}


def entries(root: Path) -> dict[str, Callable]:
    """All entries by name, including those of future handlers. Names that begin with ``console`` show responses."""
    found = {
        'text/html': lambda texts: ([['text/html', text] for text in texts], 'r', None),
        'text/html, without scripts': lambda texts: ([['text/html', _data_uri(text)] for text in texts], 'r', {'scripts': 'never'}),
        'image/svg+xml': lambda texts: ([['image/svg+xml', _drawing(text)] for text in texts], 'r', None),
        'titles of drawings': lambda texts: ([['image/svg+xml', _titled(text)] for text in texts], 'r', None),
        'descriptions': lambda texts: ([['image/gif', GIF, {'alt': text, 'width': text}] for text in texts], 'r', None),
        'MIME names': lambda texts: ([[text, text] for text in texts], 'r', None),
        'bundles': lambda texts: ([{'data': {text: text, 'text/html': text, 'text/plain': text}, 'metadata': {text: text, 'text/html': {text: text}}}
                                   for text in texts], 'r', {'scripts': 'never'}),
        'console: html': lambda texts: _console([['html', text] for text in texts]),
        'console: text': lambda texts: _console([[kind, text + '\n'] for text in texts for kind in ('stdout', 'stderr')]),
        'console: links': lambda texts: _console([['stdout', f'\x1b]8;;{text}\x1b\\a link\x1b]8;;\x1b\\ https://example.com/{text} mailto:{text}\n']
                                                  for text in texts]),
        'console: logs': lambda texts: _console([['log', fields] for text in texts
                                                 for fields in ([text, text, text, text], text, ['info', '2026-01-01T00:00:00', text, text])]),
        'console: media': lambda texts: _console([['media', item] for text in texts for item in (text, [text, text], ['image/gif', GIF])]),
        'console: status': lambda texts: ([{'status': text, 'msg': text, 'options': {'is_password': text}, 'console': [['stdout', text]]}
                                           for text in texts], 'r', {'onInput': 1}),
        'console: messages': _messages,
        'handler: gitgraph': lambda texts: (_histories(texts), 'r', None),
        'handler: drawing': lambda texts: (_canvases(texts), 'r', None),
        'handler: notebook': lambda texts: (_notebooks(texts), 'r', {'scripts': 'never'}),
        'handler: markdown': lambda texts: ([item for text in texts for item in _markdown(text)], 'r', {'scripts': 'never'}),
        'handler: math': lambda texts: ([item for text in texts for item in _math(text)], 'r', None),
        'handler: plotly': lambda texts: ([_figure(texts)], 'r', None),
        'handler: vega': lambda texts: (_charts(texts), 'r', None),
        'handler: geo': lambda texts: ([_geography(texts)], 'r', None),
        'handler: mermaid': lambda texts: (_diagrams(texts), 'r', None),
        'handler: javascript': lambda texts: ([_script(texts)], 'r', None),
        'result ids': lambda texts: ([['image/gif', GIF], ['text/html', '<b>x</b>'], ['x', 1]], ' '.join(texts), None),
    }
    of_others = {'html', 'svg', 'image'}  # listed by their types above
    for handler in registry.handlers(root):
        name = f'handler: {handler.chunk}'
        if handler.chunk not in of_others and name not in found:
            found[name] = _handler_entry(root, handler)
    return found
