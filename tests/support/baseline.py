"""Finds features in a release that browsers of the baseline lack, using MDN's browser compatibility data.

Syntax is checked by a parser for the edition of the standard that all of these browsers support. Interfaces, functions
and CSS are looked up by name: a name counts as missing if a browser lacks every feature with that name.
"""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

from toolchain.build import release
from toolchain.build.bundle import BASELINE

# The edition of ECMAScript whose syntax all browsers of the baseline support, and that of main, which also runs in older ones.
EDITION = 2022
MAIN_EDITION = 2018

SCAN = r"""
import { createRequire } from 'node:module';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const [modules, folder, maps, edition, mainEdition, baseline] = process.argv.slice(1), oldest = JSON.parse(baseline);
const require = createRequire(join(modules, 'any.js')), acorn = require('acorn'), data = require('@mdn/browser-compat-data');

// The data: which names a browser of the baseline lacks.
const parts = version => version.replace('≤', '').split('.').map(Number);
const isUpTo = (one, other) => { const [a, b] = [parts(one), parts(other)]; return a[0] !== b[0] ? a[0] < b[0] : (a[1] ?? 0) <= (b[1] ?? 0); };
const has = (support, version) => [support].flat().some(each => /\d/.test(each?.version_added) && !each.flags && !each.prefix &&
  !each.alternative_name && isUpTo(each.version_added, version) && !(/\d/.test(each.version_removed) && isUpTo(each.version_removed, version)));
const lacking = compat => Object.keys(oldest).filter(browser => !has(compat.support[browser], oldest[browser]));
const below = node => Object.entries(node ?? {}).filter(([name, value]) => !name.startsWith('__') && typeof value === 'object');
const gather = () => { const map = new Map(); return [map, (name, node) => { if (node?.__compat) (map.get(name) ?? map.set(name, []).get(name)).push(node.__compat); }]; };
const [members, addMember] = gather(), [globals, addGlobal] = gather(), [functions, addFunction] = gather();
for (const [owner, node] of [...below(data.api), ...below(data.javascript.builtins)]) {
  addGlobal(owner, node);
  for (const [name, member] of below(node)) addMember(name.replace(/_(event|static)$/, ''), member);
}
(function walk(node) { for (const [name, inner] of below(node)) { addFunction(name, inner); walk(inner); } })(data.css.types);
const isMissing = (map, name) => map.has(name) && map.get(name).every(compat => lacking(compat).length);
const isLacking = node => Boolean(node?.__compat && lacking(node.__compat).length);

// Where something comes from: the map of a chunk says it of each column of its only line.
const digits = new Map([...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].map((letter, index) => [letter, index]));
function segments(path) {
  let map; try { map = JSON.parse(readFileSync(path, 'utf8')); } catch { return null; }
  let source = 0; const lines = map.mappings.split(';').map(line => { let column = 0; return line ? line.split(',').map(text => {
    const values = []; let value = 0, shift = 0;
    for (const letter of text) { const digit = digits.get(letter); value |= (digit & 31) << shift; if (digit & 32) shift += 5; else { values.push(value & 1 ? -(value >> 1) : value >> 1); value = shift = 0; } }
    column += values[0]; source += values[1] ?? 0; return [column, map.sources[source]]; }) : []; });
  return (line, column) => { const all = lines[line] ?? []; let low = 0, high = all.length;
    while (high - low > 1) { const middle = (low + high) >> 1; if (all[middle][0] <= column) low = middle; else high = middle; }
    return all[low]?.[1] ?? ''; };
}

const found = [];
let file, origin, starts;
const seen = new Set();
function flag(kind, name, offset) {
  let line = 0; while (starts[line + 1] <= offset) line += 1;
  const source = origin?.(line, offset - starts[line]) ?? '', key = [kind, name, file, source].join();
  if (!seen.has(key)) { seen.add(key); found.push([kind, name, file, source]); }
}
function css(text, at) {
  const plain = text.replace(/\/\*[^]*?\*\//g, '').replace(/url\([^)]*\)|"[^"]*"|'[^']*'/g, '""');
  for (const [, name] of plain.matchAll(/@([-a-z]+)/g)) if (isLacking(data.css['at-rules'][name])) flag('css', `@${name}`, at);
  for (const part of plain.split(/(?<=[{};])/)) {
    const body = part.replace(/[{};]$/, '');
    if (part.endsWith('{')) {
      if (body.includes('&')) flag('css', 'nesting', at);
      if (!body.trim().startsWith('@')) for (const [, name] of body.matchAll(/:([-a-z]+)/g)) if (isLacking(data.css.selectors[name])) flag('css', `:${name}`, at);
      continue;
    }
    const [, property, value] = body.match(/^\s*(-?-?[a-z][-a-z0-9]*)\s*:([^]*)$/) ?? [];
    if (property) declaration(property, value, at);
  }
}
function declaration(property, value, at) {
  const known = data.css.properties[property];
  if (isLacking(known)) flag('css', property, at);
  for (const [, name] of value.matchAll(/(?<![-\w#.])([a-z][-a-z]*)(?![-\w(])/g)) if (known && isLacking(known[name]) && !isLacking(known)) flag('css', `${property}: ${name}`, at);
  for (const [, name] of value.matchAll(/([a-z][-a-z]*)\(/g)) if (isMissing(functions, name)) flag('css', `${name}()`, at);
  if (/\((from|from )/.test(value)) flag('css', 'relative colors', at);
}
function text(value, at) {
  if (/\{[^}]*:[^}]*\}/.test(value)) css(value, at);
  else if (/^[a-z-]+\(/.test(value)) declaration('', value, at);
  if (value.length < 200 && /^[^{}]*:[a-z-]+/.test(value)) css(value + '{}', at);
}
function script(code, type) {
  let tree;
  try { tree = acorn.parse(code, { ecmaVersion: edition, sourceType: type}); if (file === 'js/main.min.js') acorn.parse(code.replace('import(', 'load('), { ecmaVersion: mainEdition }); }
  catch (error) { flag('syntax', error.message, 0); return; }
  const stack = [tree];
  while (stack.length) {
    const node = stack.pop();
    if (node.type === 'MemberExpression' && !node.computed) {
      const name = node.property.name, isStyle = node.object.property?.name === 'style';
      const property = isStyle && data.css.properties[name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)];
      if (property ? isLacking(property) : isMissing(members, name)) flag(isStyle ? 'css' : 'member', name, node.property.start);
    } else if (node.type === 'Identifier') { if (isMissing(globals, node.name)) flag('global', node.name, node.start); }
    else if (node.type === 'Literal') {
      if (typeof node.value === 'string' && !(file.startsWith('js/') && node.value.length > 5000 && node.value.includes('function'))) text(node.value, node.start);
    } else if (node.type === 'TemplateElement') text(node.value.cooked ?? '', node.start);
    for (const key in node) { const inner = node[key];
      if (inner && typeof inner === 'object' && key !== 'regex' && key !== 'value' || inner?.type) {
        if (Array.isArray(inner)) { for (const each of inner) if (each) stack.push(each); } else if (inner.type) stack.push(inner); } }
  }
}
// Libraries are not ours to change: of those, the syntax is enough.
for (const name of readdirSync(join(folder, 'js')).sort()) {
  const code = readFileSync(join(folder, 'js', name), 'utf8'), framed = /^export const shared=\{script:("[^]*")\};\n$/.exec(code);
  [file, origin, starts] = [`js/${name}`, segments(join(maps, `${name}.map`)), [0]];
  for (const { index } of code.matchAll(/\n/g)) starts.push(index + 1);
  if (!framed && code.length < 900000) script(code, name === 'main.min.js' ? 'script' : 'module');
  else try { acorn.parse(framed ? JSON.parse(framed[1]) : code, { ecmaVersion: edition, sourceType: framed ? 'script' : 'module' }); }
    catch (error) { flag('syntax', error.message, 0); }
}
console.log(JSON.stringify(found));
"""


def missing(root: Path, built: release.Release, node: Path) -> list[tuple[str, str, str, str]]:
    """Return the features that a browser of the baseline lacks: the kind, the name, the chunk, and the source file.

    Kinds are syntax, member, global and css. Our own sources begin with ``media/`` or ``static``.
    """
    done = subprocess.run([node, '--input-type=module', '-e', SCAN, root / 'tests' / 'node_modules', built.directory, built.maps,
                           str(EDITION), str(MAIN_EDITION), json.dumps(BASELINE)], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    return [tuple(each) for each in json.loads(done.stdout)]
