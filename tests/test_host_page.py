"""The library shares pages with other code: main and the chunks leave the page's globals unchanged."""

from __future__ import annotations

import pytest

from tests.test_api import ITEM, SVG
from toolchain.build import registry

# The own property names and descriptors of every built-in that is reachable by name from the global: constructors,
# prototypes, namespaces. Functions are compared by identity, as a number that each gets when first seen.
SNAPSHOT = '''(() => {
  const identities = window[Symbol.for('identities')] ??= new Map();
  const identity = value => {
    if (!identities.has(value)) identities.set(value, identities.size);
    return '#' + identities.get(value); };
  const describe = descriptor => ['value', 'get', 'set'].map(part => {
      const value = descriptor[part];
      return typeof value === 'function' || typeof value === 'object' && value !== null ? identity(value) : typeof value === 'symbol'
        ? String(value) : part in descriptor ? typeof value + (part === 'value' && typeof value !== 'number' ? String(value) : '') : ''; })
    .concat(descriptor.writable, descriptor.enumerable, descriptor.configurable).join();
  const found = {};
  const visit = (name, object) => {
    if (object === null || typeof object !== 'object' && typeof object !== 'function') return;
    for (const key of Reflect.ownKeys(object))
      found[name + '.' + String(key)] = describe(Object.getOwnPropertyDescriptor(object, key)); };
  for (const name of Object.getOwnPropertyNames(window)) {
    if (/^\\d+$/.test(name)) continue;  // the frames of outputs
    found[name] = 1;
    if (!/^[A-Z]/.test(name) && name !== 'console' && name !== 'document' || name === 'BackendAI') continue;
    const value = window[name];
    visit(name, value);
    if (value && value.prototype) visit(name + '.prototype', value.prototype); }
  for (const hidden of [async () => {}, function* () {}, async function* () {}, [][Symbol.iterator](), new Map().keys(), /a/g,
                        ''[Symbol.iterator]()])
    visit('hidden' + Object.getPrototypeOf(hidden)[Symbol.toStringTag], Object.getPrototypeOf(hidden));
  for (const key in []) found['for in an array: ' + key] = 1;
  for (const key in {}) found['for in an object: ' + key] = 1;
  for (const key in '') found['for in a text: ' + key] = 1;
  return found; })()'''


# The page itself keeps and compares the snapshots, since transferring ten thousand names is slow.
REMEMBER = f"void (window[Symbol.for('before')] = {SNAPSHOT})"
CHANGES = f'''(() => {{ const before = window[Symbol.for('before')], now = {SNAPSHOT};
  return Object.keys({{...before, ...now}}).filter(name => before[name] !== now[name]).sort(); }})()'''


@pytest.mark.slow
def test_no_built_in_changes_and_no_global_but_ours_appears(visit, root, fixtures):
    """For main, and for each chunk when it is loaded and when it renders, including future chunks."""
    page = visit.open(main='')
    page.evaluate(REMEMBER)
    before = page.evaluate('Object.keys(window[Symbol.for("before")])')
    assert len(before) > 5000 and 'Array.prototype.push' in before and 'document.location' in before
    page.add_script_tag(url=visit.main)
    assert page.evaluate(CHANGES) == ['BackendAI']
    chunks = [handler.chunk for handler in registry.handlers(root)] + registry.features(root)
    assert 'image' in chunks
    for chunk in chunks:
        page.evaluate('chunk => import(`${BackendAI.assetRoot}js/${chunk}.js`)', chunk)
        assert page.evaluate(CHANGES) == ['BackendAI'], chunk
    for handler in registry.handlers(root):
        visit.show(*list(fixtures(handler.chunk).values())[:12], result_id=handler.chunk)
        assert page.evaluate(CHANGES) == ['BackendAI'], handler.chunk


def test_the_comparison_would_notice(visit):
    """The test above can fail: each of these changes is detected."""
    page = visit.open(main='')
    page.evaluate(REMEMBER)
    page.evaluate('''() => { Array.prototype.append = function () {}; window.leak = 1; String.prototype.split = () => [];
        Object.defineProperty(Map.prototype, 'size', {value: 1}); Math.PI2 = 6; }''')
    seen = page.evaluate(CHANGES)
    assert seen == ['Array.prototype.append', 'Map.prototype.size', 'Math.PI2', 'String.prototype.split',
                    'for in an array: append', 'leak']


def test_a_host_with_changed_built_ins_is_no_trouble(visit):
    """Old pages extend prototypes; their additions must not appear in our loops."""
    page = visit.open(main='<script>Array.prototype.last = function () { return this[this.length - 1]; };'
                           'Object.prototype.extra = 1; String.prototype.reverse = function () {};</script>'
                           f'<script src="{visit.main}"></script>')
    outcomes = visit.show(ITEM, SVG)
    assert [outcome['ok'] for outcome in outcomes] == [True, True]
    assert page.evaluate('out.querySelectorAll("img").length') == 2


def test_nothing_is_fetched_but_chunks(visit, fixtures):
    """This includes hostile drawings: the visit fails on any request elsewhere, and the log has those to this server."""
    page = visit.open()
    visit.show(*fixtures('svg').values())
    visit.show(*fixtures('image').values(), result_id='i')
    page.wait_for_timeout(200)
    assert sorted(visit.chunk_requests()) == ['image.js', 'svg.js']
    assert page.evaluate('Object.keys(window).filter(name => name.startsWith("__pwn"))') == []
