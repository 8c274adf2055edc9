"""The parts of drawings that do not use the DOM: the same cases in CPython and, compiled and minified, in the browser."""

from __future__ import annotations

import base64
import copy
import json
import random
import struct

import pytest

from media.drawing.messagepack import read_commands
from tests.support.compiled_pages import call, compiled_page, encode
from tests.support.messagepack import packed

# Each function returns plain data, so that both sides can be compared.
SOURCE = '''
from media.drawing.clipping import clipped
from media.drawing.colors import color_of, mixed
from media.drawing.fills import outlines_of
from media.drawing.messagepack import read_commands
from media.drawing.playback import Playback
from media.drawing.shapes import Shape, copy_of, move
from media.drawing.labels import label_of
from media.templates import fill


def read(binary: str):
    """The commands in bytes given as text, a character below 256 for each."""
    try:
        commands: list = []
        is_whole = read_commands(binary, commands)
    except Exception as error:
        return [None, str(error)]
    return [commands, is_whole]


def colors(values: list):
    return [color_of(value, 'none') for value in values]


def color_on_the_way(first: str, second: str, shares: list[float]):
    return [mixed(first, second, share) for share in shares]


def outlines(lines: list):
    shapes = []
    for line in lines:
        shape = Shape('', 'line', '#000000ff', '#000000ff')
        shape.x, shape.y, shape.u, shape.v = line[0], line[1], line[2], line[3]
        shapes.append(shape)
    return outlines_of(shapes)


def clips(lines: list):
    return [clipped(line[0], line[1], line[2], line[3]) for line in lines]


def on_the_way(times: list[float]):
    """A shape as it moves, turns and changes color."""
    shape = Shape('', 'rectangle', '#000000ff', '#ff0000ff')
    shape.before = copy_of(shape)
    shape.after = copy_of(shape)
    shape.after.x = 100.0
    shape.after.angle = 90.0
    shape.after.fill = '#0000ffff'
    shape.before.alpha = 0.0
    states = []
    for time in times:
        move(shape, time)
        states.append([shape.x, shape.angle, shape.alpha, shape.fill])
    return states


def _state(playback: Playback):
    scene = playback.scene
    return [scene.width, scene.height, scene.background.fill, scene.foreground, label_of(scene, fill), playback.is_playing(), [
        [shape.kind, shape.x, shape.y, shape.u, shape.v, shape.angle, shape.alpha, shape.stroke, shape.fill,
         [] if shape.outlines is None else shape.outlines]
        for shape in scene.shapes.values()]]


def _feed(playback: Playback, item: list):
    playback.feed(item[0], item[1], lambda: [item[1]])


def played(items: list, moments: list[float]):
    """The states after each of some milliseconds; an item is [result id, commands]."""
    playback = Playback()
    for item in items:
        _feed(playback, item)
    states = []
    for milliseconds in moments:
        playback.advance(milliseconds)
        states.append(_state(playback))
    return states


def finished(items: list, how: str):
    """The state at the end, and the milliseconds that playing took where it was played."""
    playback = Playback()
    time = 0
    for item in items:
        if how == 'interrupted':
            playback.advance(0)
            playback.advance(130)
        _feed(playback, item)
        if how == 'finished each':
            playback.finish()
    if how == 'replayed':
        playback.advance(0)
        playback.advance(70)
        playback.rewind(0)
    while playback.is_playing() and how != 'finished':
        playback.advance(16)
        time += 16
    playback.finish()
    return [_state(playback), time]


def stale_boxes(commands: list, moments: list[float]):
    playback = Playback()
    _feed(playback, ['r', commands])
    found = []
    for milliseconds in moments:
        playback.advance(milliseconds)
        stale = playback.take_stale()
        found.append(None if stale is None else [stale.left, stale.top, stale.right, stale.bottom])
    return found
'''
FUNCTIONS = ['read', 'colors', 'color_on_the_way', 'outlines', 'clips', 'on_the_way', 'played', 'finished', 'stale_boxes']


@pytest.fixture(scope='module')
def page(chromium, root, tmp_path_factory):
    page = compiled_page(chromium, root, tmp_path_factory.mktemp('drawing'), {'case': FUNCTIONS}, {'case': SOURCE})
    yield page
    page.close()


@pytest.fixture(scope='module')
def python() -> dict:
    namespace: dict = {}
    exec(SOURCE, namespace)
    return namespace


@pytest.fixture
def both(page, python):
    """Calls a function in CPython and in the browser; the results must be equal."""
    def run(name: str, *arguments):
        result = python[name](*copy.deepcopy(arguments))
        assert numbers_rounded(call(page, 'case', name, *arguments)) == numbers_rounded(encode(result))
        return result
    return run


def numbers_rounded(value):
    """The value with rounded numbers, since sines may differ in the last of 64 bits between implementations."""
    if isinstance(value, list):
        return [numbers_rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: numbers_rounded(item) for key, item in value.items()}
    return float(f'{value:.12g}') if isinstance(value, (int, float)) and not isinstance(value, bool) else value


def canvas(*commands, size=(100, 100)):
    return [[0, 'canvas', *size, '#ffffffff', '#000000ff'], *([0, *command] for command in commands)]


def line(number: int, *points, color: str = '#000000ff'):
    return ['obj', number, ['line', *points, color]]


# MessagePack


VALUES = [None, True, False, 0, 1, 127, 128, 255, 256, 65535, 65536, 2 ** 32 - 1, 2 ** 32, 2 ** 53, -1, -32, -33, -128, -129,
          -32768, -32769, -2 ** 31, -2 ** 31 - 1, -2 ** 53, 0.5, -0.1, 1e308, 5e-324, 2.2250738585072014e-308, '', 'line', 'x' * 31,
          'x' * 32, 'x' * 300, 'x' * 70000, [], [1, [2, [3]]], list(range(15)), list(range(16)), [None] * 70000]


def test_all_values_are_read(both):
    for value in VALUES:
        [[[found]], is_whole] = both('read', packed([[value]]).decode('latin1'))
        assert (found, is_whole) == (value, True)
    for raw in [b'\xcb' + struct.pack('>d', number) for number in (float('nan'), float('inf'), float('-inf'), -0.0)] + [
            b'\xca' + struct.pack('>f', number) for number in (0.1, -2.5, 1e-45, float('inf'), float('nan'), 3e38)]:
        both('read', (b'\x91\x91' + raw).decode('latin1'))


@pytest.mark.parametrize('raw', [
    packed({'a': [1, 2], 'b': None}), packed({}), packed({number: number for number in range(20)}), packed(b'xyz'), packed(b'x' * 300),
    b'\xd4\x01x', b'\xd8\x01' + b'x' * 16, b'\xc7\x03\x01xyz', b'\xc8\x00\x01\x01x'])
def test_what_no_command_holds_is_stepped_over(both, raw):
    assert both('read', (b'\x92\x92' + raw + b'\x07\x91\x08').decode('latin1')) == [[[None, 7], [8]], True]


def test_what_breaks_off_is_read_as_far_as_it_is_whole(both):
    commands = [[0, 'canvas', 400, 300.5, '#ffffffff'], [0, 'obj', 2 ** 40, ['line', -1, 2, None, True, 'x' * 40]], [0, 'end-fill']]
    data = packed(commands)
    lengths = [len(packed(command)) for command in commands]
    for end in range(1, len(data)):
        whole = sum(1 + sum(lengths[:count + 1]) <= end for count in range(3))
        assert both('read', data[:end].decode('latin1')) == [commands[:whole], False]
    assert both('read', (data + b'more').decode('latin1')) == [commands, True]


def test_what_is_no_list_of_commands_is_refused(both):
    for raw in [b'', b'\x05', b'\xc1', b'\x81\x01\x02', packed('text'), b'\xdd\x00', b'hello']:
        [commands, reason] = both('read', raw.decode('latin1'))
        assert commands is None and reason in ('it is empty', 'its data is not a list of commands')
    assert both('read', '\x90') == [[], True]
    assert both('read', packed([5, None, 'x', {'a': 1}, [], [1]]).decode('latin1')) == [[[], [1]], True]


def test_hostile_lengths_and_depths_end_soon(both):
    for raw in [b'\xdd\xff\xff\xff\xff', b'\x91\xdd\xff\xff\xff\xff', b'\x91' * 100000, b'\xdd\xff\xff\xff\xff' * 5000, b'\x92\x91\x01\xdb\xff\xff\xff\xffx',
                b'\x92\x91\x01\xdf\xff\xff\xff\xff\x01', b'\x92\x91\x01\xc9\xff\xff\xff\xff\x01']:
        [commands, is_whole] = both('read', raw.decode('latin1'))
        assert commands in ([], [[1]]) and not is_whole


def test_random_bytes_are_read_alike(both):
    source = random.Random(1)
    for _ in range(60):
        raw = bytes([0x90 + source.randrange(16)]) + source.randbytes(source.randrange(60))
        both('read', raw.decode('latin1'))


# Colors, fills, clipping, easing


def test_colors(both):
    assert both('colors', ['#12AB34cd', '#12ab34', '#12c-500ff', '#3e80000ff', '#-5-5-5ff', '#-12c0000ff', '#00000012c', '#-50000ff']) == [
        '#12ab34cd', '#12ab34ff', '#ff0000ff', '#ff0000ff', '#000000ff', '#000000ff', '#000000ff', '#000000ff']
    assert both('colors', ['', '#', 'red', '#12345', '#123', '#gg0000ff', '#--0000ff', 'x12345678', None, 5, [], True, '#' * 9,
                           '#1234567é', '#' + '1' * 60]) == ['none'] * 15
    assert both('color_on_the_way', '#000000ff', '#ff8001ff', [0, 0.5, 1]) == ['#000000ff', '#804001ff', '#ff8001ff']
    assert both('color_on_the_way', '#ffffff00', '#000000ff', [0.25]) == ['#bfbfbf40']


SQUARE = [[0, 0, 10, 0], [10, 0, 10, 10], [10, 10, 0, 10], [0, 10, 0, 0]]


def inside(outlines: list, x: float, y: float) -> bool:
    """Whether a point lies inside of outlines, by the even-odd rule."""
    crossings = 0
    for outline in outlines:
        points = list(zip(outline[::2], outline[1::2]))
        for (x0, y0), (x1, y1) in zip(points, points[1:] + points[:1]):
            if (y0 > y) != (y1 > y) and x < x0 + (y - y0) * (x1 - x0) / (y1 - y0):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(('lines', 'filled', 'free'), [
    (SQUARE, [(5, 5), (1, 1), (9, 9)], [(11, 5), (-1, 5), (5, 11)]),
    (SQUARE[:3], [(5, 5)], [(11, 5)]),  # the turtle closes the shape
    (SQUARE[:2], [(6, 2)], [(2, 6)]),
    ([SQUARE[2], SQUARE[0], SQUARE[3], SQUARE[1]], [(5, 5), (1, 9), (9, 1)], [(11, 5), (5, -1)]),  # in any order
    ([SQUARE[0], [10, 10, 10, 0], SQUARE[3], [0, 10, 10, 10]], [(5, 5), (1, 9)], [(11, 5)]),  # in any direction
    ([*SQUARE, *[[x0 + 20, y0, x1 + 20, y1] for x0, y0, x1, y1 in SQUARE]], [(5, 5), (25, 5)], [(15, 5)]),  # two shapes with a jump between
    ([*SQUARE, *[[x0 / 2 + 2.5, y0 / 2 + 2.5, x1 / 2 + 2.5, y1 / 2 + 2.5] for x0, y0, x1, y1 in SQUARE]], [(1, 1)], [(5, 5)]),  # a hole
    ([[0, 0, 10, 0], [10, 10, 0, 10]], [(5, 5)], [(11, 5)]),  # a jump with the pen up is an edge, as in turtle graphics
    ([[0, 0, 10, 0], [10, 0, 20, 0]], [], [(5, 0.1), (5, -0.1)]),
    ([[0, 0, 10, 0], [10 + 1e-9, 1e-12, 10, 10], [10, 10, 1e-13, -1e-13]], [(7, 3)], [(3, 7)]),
    ([], [], [(0, 0)]),
    ([[5, 5, 5, 5]], [], [(5, 5)]),
])
def test_fills(both, lines, filled, free):
    outlines = both('outlines', lines)
    assert all(inside(outlines, *point) for point in filled)
    assert not any(inside(outlines, *point) for point in free)


def test_a_star_is_filled_by_the_even_odd_rule(both):
    tips = [(50, 0), (79, 90), (2, 34), (98, 34), (21, 90)]
    outlines = both('outlines', [[*start, *end] for start, end in zip(tips, tips[1:] + tips[:1])])
    assert inside(outlines, 50, 20) and not inside(outlines, 50, 50)


def test_lines_that_reach_far_out_are_cut_where_they_are(both):
    near, gone, huge, diagonal, upright = both('clips', [
        [0, 0, 1e12, 1e12], [2e5, 2e5, 3e5, 3e5], [1e308, -1e308, 0, 0], [-1e9, 5, 1e9, 5], [7, -1e300, 7, 3]])
    assert near == [0, 0, 1e5, 1e5] and gone == [] and huge == [0, 0, 1e5, -1e5]
    assert diagonal == [-1e5, 5, 1e5, 5] and upright == [7, 3, 7, -1e5]


def test_places_ease_out_and_colors_by_a_cosine(both):
    states = both('on_the_way', [0, 0.25, 0.5, 1])
    assert [state[0] for state in states] == [0, 43.75, 75, 100]
    assert [state[1] for state in states] == [0, 39.375, 67.5, 90]
    assert [state[2] for state in states] == [0, 0.4375, 0.75, 1]
    assert [state[3] for state in states] == ['#ff0000ff', '#ec0013ff', '#b4004bff', '#0000ffff']


# The scene


def shapes(both, *commands):
    return both('finished', [['r', canvas(*commands)]], 'finished')[0][6]


def test_every_object(both):
    found = shapes(both, ['stop-anim'], line(0, 1, 2, 3, 4, color='#ff0000ff'), ['obj', 1, ['circle', 10, 20, 5, '#00ff00ff', '#0000ffff', 30]],
                   ['obj', 2, ['rect', 30, 40, 6, 7, '#010101ff', '#020202ff', 45]], ['obj', 3, ['triangle', 50, 60, 8, 9, None, None, None]])
    assert found == [
        ['line', 1, 2, 3, 4, 0, 1, '#ff0000ff', '#ffffff00', []], ['circle', 10, 20, 5, 5, 30, 1, '#00ff00ff', '#0000ffff', []],
        ['rectangle', 30, 40, 6, 7, 45, 1, '#010101ff', '#020202ff', []], ['triangle', 50, 60, 8, 9, 0, 1, '#000000ff', '#ffffff00', []]]


@pytest.mark.parametrize(('shape', 'name', 'value', 'expected'), [
    ('line', 'x1', 9, {1: 9}), ('line', 'y1', 9, {2: 9}), ('line', 'x2', 9, {3: 9}), ('line', 'y2', 9, {4: 9}),
    ('line', 'x', 9, {1: 8, 3: 10}), ('line', 'y', 9, {2: 8, 4: 10}), ('line', 'color', '#aaaaaaff', {7: '#aaaaaaff'}),
    ('line', 'border', '#aaaaaaff', {7: '#aaaaaaff'}), ('line', 'rotate', 30, {5: 30}), ('line', 'radius', 9, {}),
    ('circle', 'x', 9, {1: 9}), ('circle', 'y', 9.5, {2: 9.5}), ('circle', 'radius', 9, {3: 9, 4: 9}), ('circle', 'angle', 9, {5: 9}),
    ('circle', 'rotate', -9, {5: 1}), ('circle', 'border', '#aaaaaaff', {7: '#aaaaaaff'}), ('circle', 'fill', '#aaaaaa80', {8: '#aaaaaa80'}),
    ('circle', 'x1', 9, {}), ('circle', 'x', None, {1: 0}), ('circle', 'x', True, {1: True}), ('circle', 'x', '9', {}), ('circle', 'x', [9], {}),
    ('circle', 'fill', 'red', {}), ('circle', 'fill', 9, {}), ('circle', 'nothing', 9, {}), ('circle', None, None, {}),
    ('circle', 'x', float('nan'), {}), ('circle', 'rotate', float('inf'), {}),
])
def test_every_property(both, page, python, shape, name, value, expected):
    start = {'line': ['line', 1, 2, 3, 4, '#000000ff'], 'circle': ['circle', 1, 2, 3, '#000000ff', '#ffffff00', 10]}[shape]
    before = {'line': ['line', 1, 2, 3, 4, 0, 1, '#000000ff', '#ffffff00', []], 'circle': ['circle', 1, 2, 3, 3, 10, 1, '#000000ff', '#ffffff00', []]}[shape]
    commands = canvas(['obj', 5, start], ['update', 5, name, value])
    # Arguments are passed to the page as JSON, which has no such numbers.
    run = both if not isinstance(value, float) or value == value and abs(value) != float('inf') else python['finished']
    arguments = ['finished', [['r', commands]], 'finished'] if run is both else [[['r', commands]], 'finished']
    found = run(*arguments)[0][6][0]
    assert found == [expected.get(index, item) for index, item in enumerate(before)]


def test_what_makes_no_sense_is_skipped(both):
    nonsense = [[0], [0, None], [0, 5], [0, 'obj'], [0, 'obj', 1], [0, 'obj', 1, 'line'], [0, 'obj', 1, []], [0, 'obj', 1, ['star', 1, 2]],
                [0, 'obj', [1], ['line', 1, 2, 3, 4]], [0, 'update'], [0, 'update', 7, 'x', 1], [0, 'update', [7], 'x', 1], [0, 'end-group'],
                [0, 'end-fill'], [0, 'whatever', 1], [0, 'bgcolor'], [0, 'bgcolor', 'red'], [0, 'fgcolor', []]]
    items = [['r', [*canvas(line(1, 1, 2, 3, 4)), *nonsense]]]
    assert both('finished', items, 'finished') == both('finished', [['r', canvas(line(1, 1, 2, 3, 4))]], 'finished')


def test_ids_of_any_size_and_sort_are_kept_apart(both):
    found = shapes(both, *[['obj', key, ['line', number, 0, 0, 0]] for number, key in enumerate([0, 2 ** 32, 2 ** 52, '0', -1, None, 'é', 1.5])],
                   ['update', 2 ** 32, 'x1', 91], ['update', '0', 'x1', 92], ['update', 2 ** 52, 'x1', 93])
    assert sorted(shape[1] for shape in found) == [0, 4, 5, 6, 7, 91, 92, 93]


def test_animated_objects_come_to_the_front_and_others_stay(both):
    three = [line(number, number, 0, 0, 0) for number in range(3)]
    assert [shape[1] for shape in shapes(both, *three, ['update', 0, 'y1', 5])] == [1, 2, 0]
    assert [shape[1] for shape in shapes(both, *three, ['stop-anim'], ['update', 0, 'y1', 5])] == [0, 1, 2]
    assert [shape[1] for shape in shapes(both, *three, ['begin-group'], ['update', 1, 'y1', 5], ['update', 0, 'y1', 5], ['end-group'])] == [2, 1, 0]


def test_a_filled_area_lies_below_its_lines_and_above_what_was_there(both):
    triangle = [line(1, 0, 0, 10, 0), line(2, 10, 0, 0, 10), line(3, 0, 10, 0, 0)]
    found = shapes(both, line(0, 1, 1, 2, 2), ['begin-fill', '#00ff00ff'], *triangle, ['end-fill'], line(4, 0, 0, 1, 1))
    assert [shape[0] for shape in found] == ['line', 'filled area', 'line', 'line', 'line', 'line']
    assert found[1][8:] == ['#00ff00ff', [[0, 0, 10, 0, 0, 10, 0, 0]]]
    restarted = shapes(both, ['begin-fill', '#00ff00ff'], line(0, 1, 1, 2, 2), ['begin-fill', '#0000ffff'], *triangle, ['end-fill'], ['end-fill'])
    assert [shape[0] for shape in restarted] == ['line', 'filled area', 'line', 'line', 'line']


def test_colors_of_the_canvas(both):
    state = both('finished', [['r', canvas(['bgcolor', '#112233ff'], ['fgcolor', '#445566ff'], ['obj', 1, ['line', 0, 0, 1, 1]])]], 'finished')[0]
    assert state[2:4] == ['#112233ff', '#445566ff'] and state[6][0][7] == '#445566ff'


def test_the_words(both):
    assert both('finished', [['r', canvas(line(0, 0, 0, 1, 1), line(1, 0, 0, 1, 1), ['begin-fill'], ['end-fill'], ['begin-fill'],
                                          ['obj', 2, ['rect', 0, 0, 1, 1]])]], 'finished')[0][4] == (
        'Drawing, 100 × 100 pixels: 2 lines, 1 rectangle, 1 filled area')
    assert both('finished', [['r', canvas(size=(200.6, 150.25))]], 'finished')[0][4] == 'Drawing, 201 × 150 pixels'


# Playback


def test_steps_take_180_milliseconds_and_rest_for_120(both):
    states = both('played', [['r', canvas(line(0, 0, 0, 100, 0), ['update', 0, 'x2', 50])]], [0, 90, 90, 60, 59, 1, 180, 0])
    assert [state[6][0][3] for state in states] == [0, 75, 100, 100, 100, 100, 50, 50]
    assert [state[5] for state in states] == [True] * 6 + [False] * 2


def test_shapes_fade_in_and_groups_move_together(both):
    group = [['begin-group'], ['obj', 0, ['rect', 0, 0, 10, 10]], line(1, 0, 0, 100, 0), ['update', 0, 'x', 100], ['end-group']]
    states = both('played', [['r', canvas(*group)]], [0, 90, 90])
    assert [[shape[0:4] + shape[6:7] for shape in state[6]] for state in states] == [
        [['line', 0, 0, 0, 1], ['rectangle', 0, 0, 10, 0]], [['line', 0, 0, 75, 1], ['rectangle', 75, 0, 10, 0.75]],
        [['line', 0, 0, 100, 1], ['rectangle', 100, 0, 10, 1]]]
    assert [state[5] for state in states] == [True, True, False]


def test_what_is_not_animated_is_there_at_once(both):
    state, = both('played', [['r', canvas(['stop-anim'], line(0, 0, 0, 100, 0), ['update', 0, 'x2', 50])]], [0])
    assert state[6][0][3] == 50 and not state[5]


def test_groups_that_are_empty_stray_or_open_at_the_end(both):
    items = [['a', canvas(['end-group'], ['begin-group'], ['end-group'], ['begin-group'], line(0, 0, 0, 100, 0))],
             ['b', [[0, 'update', 0, 'y2', 7], [0, 'end-group'], [0, 'end-group']]]]
    together = both('played', items, [0, 180])
    assert together[-1][6][0][3:5] == [100, 7] and not together[-1][5]
    assert both('finished', items, 'interrupted')[0] == both('finished', items, 'finished')[0]


@pytest.mark.parametrize('count', [10, 40, 2000])
def test_nobody_waits_longer_than_ten_seconds(both, count):
    items = [['r', canvas(*[line(number, 0, 0, number, 5) for number in range(count)])]]
    state, time = both('finished', items, 'played')
    assert state[6][-1][3] == count - 1
    assert abs(time - min(count * 300, 10000)) <= 320


def test_what_comes_while_playing_is_not_late(python):
    playback = python['Playback']()
    playback.feed('a', canvas(*[line(number, 0, 0, 1, 1) for number in range(30)]), None)
    playback.advance(0)
    playback.advance(100)
    playback.feed('b', [[0, *line(99, 0, 0, 1, 1)]], None)
    playback.advance(3100)
    assert not playback.is_playing()


def corpus(fixtures) -> dict[str, dict]:
    """The items of each real drawing by canvas, as ``played`` takes them."""
    drawings: dict[str, dict] = {}
    for name, item in fixtures('drawing').items():
        raw = base64.b64decode(item[1])
        commands: list = []
        read_commands(raw.decode('latin1'), commands)
        for command in commands:
            records = drawings.setdefault(name.rsplit('-', 1)[0], {}).setdefault(command[0], {})
            records.setdefault(name, []).append(command)
    return drawings


def test_every_real_drawing_ends_alike_however_it_is_played(fixtures, python, both):
    for name, canvases in corpus(fixtures).items():
        for records in canvases.values():
            items = [list(pair) for pair in records.items()]
            is_long = name == '09_lines_10000'  # which is not animated
            ends = {how: python['finished'](items, how)[0] for how in
                    ['played', 'finished', 'finished each', 'interrupted', 'replayed'][:2 if is_long else None]}
            assert len({repr(end) for end in ends.values()}) == 1, name
            if 'nan' not in json.dumps(items).lower() and len(json.dumps(items)) < 10 ** 5:
                both('finished', items, 'interrupted')


COMMANDS = ['canvas', 'obj', 'obj', 'obj', 'update', 'update', 'update', 'stop-anim', 'resume-anim', 'begin-group', 'end-group', 'bgcolor',
            'fgcolor', 'begin-fill', 'end-fill', 'unknown']


def random_command(source: random.Random) -> list:
    def value():
        return source.choice([0, 1, 5, 50.5, -3, 99, 1e6, -1e300, None, True, '#ff000080', '#12c-500ff', 'x', [], [1, [2]], 2 ** 40])

    def color():
        return source.choice(['#ff0000ff', '#00ff0080', '#ffffff00', None, value()])

    name = source.choice(COMMANDS)
    if name == 'canvas' and source.random() < 0.9:
        name = 'update'
    key = source.randrange(6)
    if name == 'obj':
        kind = source.choice(['line', 'line', 'circle', 'rect', 'triangle', 'star'])
        return [0, name, key, [kind, *[source.choice([source.randrange(100), value()]) for _ in range(4)], color(), color(), value()]]
    if name == 'update':
        prop = source.choice(['x', 'y', 'x1', 'y1', 'x2', 'y2', 'radius', 'angle', 'rotate', 'color', 'border', 'fill', 'z'])
        return [0, name, key, prop, source.choice([source.randrange(100), color(), value()])]
    return [0, name, *[source.choice([value(), color(), 80]) for _ in range(source.randrange(5))]]


def test_random_drawings_end_alike_however_they_are_played(both, python):
    source = random.Random(20)
    for number in range(40):
        items = [[f'{part}', [random_command(source) for _ in range(source.randrange(25))]] for part in range(1, 4)]
        items[0][1].insert(0, canvas()[0])
        ends = [python['finished'](items, how)[0] for how in ['played', 'finished', 'finished each', 'interrupted']]
        assert len({repr(end) for end in ends}) == 1, items
        if number < 15:
            both('finished', items, 'interrupted')


def test_only_what_moves_is_drawn_again(both):
    whole, moving, resting, second, done = both(
        'stale_boxes', canvas(line(0, 10, 10, 20, 10), ['update', 0, 'y2', 20]), [0, 90, 100, 140, 100])
    assert whole[0] < -1e9
    assert -20 < moving[0] < 10 < 20 < moving[2] < 60
    assert resting is not None and second is not None and done is not None
    assert both('stale_boxes', canvas(line(0, 10, 10, 20, 10), ['update', 0, 'y2', 20]), [0, 190, 20, 20])[2:] == [None, None]
