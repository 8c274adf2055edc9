"""Drawings: data to picture, frames and decoding, compared with hand-written Canvas 2D, @msgpack/msgpack and fabric.

Times are the best of many alternating runs, since other load on the machine only adds to them. The hand-written
programs do the same for just these cases: decode with @msgpack/msgpack, draw every shape, move with the same easing in
the same steps. They check nothing, keep no state, and support no other command.
"""

from __future__ import annotations

import base64
import json
import statistics

from tests.bench.harness import Bench, Table
from tests.support.messagepack import data_of
from toolchain.compiler.transpile import Entry, transpile

PEERS = '''
import { decode } from '@msgpack/msgpack';
import { StaticCanvas, Line, Rect } from 'fabric';

const bytesOf = data => {
  const text = atob(data), bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
};
const canvasIn = (place, width, height) => {
  const canvas = document.createElement('canvas');
  canvas.width = width; canvas.height = height;
  place.append(canvas);
  return canvas;
};

globalThis.decodeByLibrary = bytes => decode(bytes);

globalThis.lines = {
  hand(data, place) {
    const commands = decode(bytesOf(data)), canvas = canvasIn(place, 1000, 1000), pen = canvas.getContext('2d');
    pen.fillStyle = commands[0][4];
    pen.fillRect(0, 0, 1000, 1000);
    pen.lineWidth = 2;
    for (const [, name, , args] of commands) if (name === 'obj') {
      pen.beginPath();
      pen.moveTo(args[1], args[2]);
      pen.lineTo(args[3], args[4]);
      pen.strokeStyle = args[5];
      pen.stroke();
    }
    return canvas;
  },
  async ours(data, place) {
    await BackendAI.Media.handle_all([['application/x-sorna-drawing', data]], 'r', place);
    return place.querySelector('canvas');
  },
  fabric(data, place) {
    const commands = decode(bytesOf(data)), canvas = canvasIn(place, 1000, 1000);
    const drawing = new StaticCanvas(canvas, {renderOnAddRemove: false, backgroundColor: '#fff', enableRetinaScaling: false});
    for (const [, name, , args] of commands) if (name === 'obj') {
      drawing.add(new Line(args.slice(1, 5), {stroke: args[5], strokeWidth: 2, objectCaching: false}));
    }
    drawing.renderAll();
    return canvas;
  },
};

globalThis.spent = [];

// Plays steps as the library does: each moves for 180 milliseconds, by what begin(step) gives, and rests for 120.
const play = async (steps, begin, draw) => {
  for (const step of steps) {
    let began = performance.now();
    const move = begin(step), preparing = performance.now() - began;
    let start, time = 0;
    while (time < 300) {
      const now = await new Promise(requestAnimationFrame);
      began = performance.now() - (start ? 0 : preparing);
      start ??= now;
      const before = time;
      time = now - start;
      if (before < 180) {
        const part = Math.min(1, time / 180);
        move(1 - (1 - part) * (1 - part));
        draw();
      }
      spent.push(performance.now() - began);
    }
  }
};

// Calls make(arguments) for each shape; the steps, each a list of [shape, property, value].
const stepsOf = (data, make) => {
  const shapes = new Map(), steps = [];
  for (const [, name, id, args, value] of decode(bytesOf(data))) {
    if (name === 'obj') shapes.set(id, make(args));
    else if (name === 'begin-group') steps.push([]);
    else if (name === 'update') steps.at(-1).push([shapes.get(id), args, value]);
  }
  return steps;
};

globalThis.moving = {
  async hand(data, place) {
    const pen = canvasIn(place, 800, 600).getContext('2d');
    let order = [];
    const steps = stepsOf(data, ([, x, y, w, h, stroke, fill]) => {
      const shape = {x, y, w, h, stroke, fill};
      order.push(shape);
      return shape;
    });
    await play(steps, step => {
      const moved = new Map();
      for (const [shape, property, value] of step) {
        if (!moved.has(shape)) moved.set(shape, {from: {x: shape.x, y: shape.y}, to: {x: shape.x, y: shape.y}});
        moved.get(shape).to[property] = value;
      }
      order = [...order.filter(shape => !moved.has(shape)), ...moved.keys()];
      return share => {
        for (const [shape, {from, to}] of moved) {
          shape.x = from.x + (to.x - from.x) * share;
          shape.y = from.y + (to.y - from.y) * share;
        }
      };
    }, () => {
      pen.fillStyle = '#fff';
      pen.fillRect(0, 0, 800, 600);
      pen.lineWidth = 2;
      for (const shape of order) {
        pen.beginPath();
        pen.rect(shape.x - shape.w / 2, shape.y - shape.h / 2, shape.w, shape.h);
        pen.fillStyle = shape.fill;
        pen.fill();
        pen.strokeStyle = shape.stroke;
        pen.stroke();
      }
    });
  },
  async ours(data, place) {
    const request = window.requestAnimationFrame;
    window.requestAnimationFrame = call => request(now => {
      const began = performance.now(); call(now); spent.push(performance.now() - began); });
    await BackendAI.Media.handle_all([['application/x-sorna-drawing', data]], 'r', place);
    while (!place.querySelector('[title=Skip]').hidden) await new Promise(request);
    window.requestAnimationFrame = request;
  },
  async fabric(data, place) {
    const drawing = new StaticCanvas(canvasIn(place, 800, 600), {renderOnAddRemove: false, backgroundColor: '#fff', enableRetinaScaling: false});
    const steps = stepsOf(data, ([, left, top, width, height, stroke, fill]) => {
      const shape = new Rect({left, top, width, height, originX: 'center', originY: 'center', stroke, fill, strokeWidth: 2, objectCaching: false});
      drawing.add(shape);
      return shape;
    });
    await play(steps, step => {
      const moves = step.map(([shape, property, value]) => [shape, {x: 'left', y: 'top'}[property], value])
        .map(([shape, property, value]) => [shape, property, shape[property], value]);
      return share => {
        for (const [shape, property, from, to] of moves) shape.set(property, from + (to - from) * share);
      };
    }, () => drawing.renderAll());
  },
};
'''

# The time from the data until a pixel can be read, which requires the whole picture.
PICTURE = '''async ([how, data]) => {
  const place = document.createElement('div');
  out.append(place);
  const start = performance.now();
  const canvas = await lines[how](data, place);
  canvas.getContext('2d').getImageData(500, 500, 1, 1);
  const took = performance.now() - start;
  place.remove();
  return took; }'''

FRAMES = '''async ([how, data]) => {
  const place = document.createElement('div');
  out.append(place);
  spent.length = 0;
  const start = performance.now();
  await moving[how](data, place);
  const took = performance.now() - start;
  place.remove();
  const total = spent.reduce((sum, value) => sum + value, 0);
  return [total / spent.length, 1000 * spent.length / took]; }'''

DECODE = '''([how, data]) => {
  const text = atob(data), bytes = Uint8Array.from(text, character => character.charCodeAt(0));
  let found;
  const start = performance.now();
  for (let turn = 0; turn < 4; turn++) found = how === 'ours' ? decodeByOurs(text) : decodeByLibrary(bytes);
  const took = performance.now() - start;
  return [took / 4, JSON.stringify(found).length]; }'''


# The number of lines of the long drawing, and the time of playback before Skip is pressed.
LONG = 100000
PLAYED_MS = 3000

# Presses a button and returns when the picture is complete, since the next item waits for that.
PRESS = '''async ([title, more]) => {
  const start = performance.now();
  document.querySelector(`#out canvas + div [title=${title}]`).click();
  await BackendAI.Media.handle_all([['application/x-sorna-drawing', more]], null, out);
  document.querySelector('#out canvas').getContext('2d').getImageData(500, 500, 1, 1);
  return performance.now() - start; }'''
PLAY = '''async ([what, time]) => {
  if (what === 'show') await BackendAI.Media.handle_all([['application/x-sorna-drawing', data]], 'r', out);
  else document.querySelector('#out canvas + div [title=Replay]').click();
  await new Promise(done => setTimeout(done, time)); }'''

# The number of warm-up runs until the browser has compiled the code.
WARMING = 3


def run(bench: Bench):
    items = json.loads((bench.root / 'tests' / 'fixtures' / 'drawing.json').read_text(encoding='utf-8'))
    data = items['09_lines_10000'][1]
    decoder = transpile(bench.root, [Entry('media.drawing.messagepack', ('read_commands',))], bench.folder / 'decoder')
    script = bench.script('drawing_peers', PEERS + f'''
        import {{ read_commands as read }} from {json.dumps(str(decoder['media.drawing.messagepack']))};
        globalThis.decodeByOurs = text => {{ const commands = []; read(text, commands); return commands; }};''')
    page = bench.page(scripts=(script,))
    yield _pictures(page, data)
    yield _frames(page)
    yield _long(bench, page)
    yield _decoding(page, {'10,000 lines of integers': data, '1,000 lines of floats': items['10_lines_1000_animated'][1]})
    page.context.close()


def _interleaved(page, expression: str, hows: list[str], data: str, times: int) -> dict[str, list]:
    """The values of each way, measured alternately, after warm-up runs."""
    found: dict[str, list] = {how: [] for how in hows}
    for turn in range(times + WARMING):
        for how in hows if turn % 2 else reversed(hows):
            value = page.evaluate(expression, [how, data])
            if turn >= WARMING:
                found[how].append(value)
    return found


def _pictures(page, data: str) -> Table:
    table = Table('10,000 lines at rest, from base64 to a pixel of the picture', 'ms')
    found = _interleaved(page, PICTURE, ['hand', 'ours'], data, 50)
    hand = min(found['hand'])
    table.add('by hand', hand)
    table.add('handle_all', min(found['ours']), hand)
    table.add('fabric 7, without its caches', min(_interleaved(page, PICTURE, ['fabric'], data, 2)['fabric']), hand)
    return table


def _frames(page) -> Table:
    commands = [[0, 'canvas', 800, 600, '#ffffffff', '#000000ff'], [0, 'stop-anim']]
    commands += [[0, 'obj', number, ['rect', number * 7 % 800, number * 13 % 600, 12, 9, '#000000ff', '#3366ccff', 0]]
                 for number in range(1000)]
    commands.append([0, 'resume-anim'])
    for turn in range(2):
        updates = [[0, 'update', number, name, (number * factor + turn * 97) % size]
                   for number in range(1000) for name, factor, size in (('x', 11, 800), ('y', 5, 600))]
        commands += [[0, 'begin-group'], *updates, [0, 'end-group']]
    data = data_of(commands)
    found = _interleaved(page, FRAMES, ['hand', 'ours'], data, 24)
    found |= _interleaved(page, FRAMES, ['fabric'], data, 2)
    names = {'hand': 'by hand', 'ours': 'handle_all', 'fabric': 'fabric 7, without its caches'}
    table = Table('1,000 rectangles moving, script in each frame', 'ms')
    hand = min(time for time, _ in found['hand'])
    for how, name in names.items():
        table.add(name, min(time for time, _ in found[how]), None if how == 'hand' else hand)
    rates = {how: statistics.median(rate for _, rate in found[how]) for how in names}
    table.remark = 'frames a second: ' + ', '.join(f'{names[how]} {rate:.0f}' for how, rate in rates.items())
    return table


def _long(bench: Bench, page) -> Table:
    """The time of Skip and the longest tasks, for a drawing that takes seconds to paint."""
    commands = [[0, 'canvas', 1000, 1000, '#ffffffff', '#000000ff']]
    commands += [[0, 'obj', number, ['line', number * 7 % 1000, number * 13 % 1000, number * 11 % 1000, number * 5 % 1000, '#3366ccff']]
                 for number in range(LONG)]
    data, more = data_of(commands), data_of([[0, 'stop-anim']])
    page.evaluate('data => { out.replaceChildren(); globalThis.data = data; }', data)
    table = Table(f'A drawing of {LONG:,} lines, played for {PLAYED_MS / 1000:.0f} seconds', 'ms')
    hand = min(page.evaluate(PICTURE, ['hand', data]) for _ in range(3))
    table.add('by hand, at once', hand)
    skips = []
    longest = {}
    for what in ('show', 'replay', 'replay again'):
        longest[f'{what}: the longest task while playing'] = bench.tasks(page, PLAY, [what, PLAYED_MS])[0]
        skips.append(page.evaluate(PRESS, ['Skip', more]))
    table.add('Skip, until the picture is complete', min(skips), hand)
    page.evaluate(PLAY, ['replay', PLAYED_MS])
    longest['skip: the longest task'] = bench.tasks(page, PRESS, ['Skip', more])[0]
    for name, time in longest.items():
        table.add(name, time)
    return table


def _decoding(page, cases: dict[str, str]) -> Table:
    table = Table('Decoding', 'ms')
    for what, data in cases.items():
        found = _interleaved(page, DECODE, ['library', 'ours'], data, 50)
        assert len({length for times in found.values() for _, length in times}) == 1, 'they read differently'
        library = min(time for time, _ in found['library'])
        table.add(f'{what}: @msgpack/msgpack', library)
        table.add(f'{what}: ours', min(time for time, _ in found['ours']), library)
    table.remark = f'{sum(len(base64.b64decode(data)) for data in cases.values()):,} bytes in all'
    return table
