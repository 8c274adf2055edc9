"""Browser Python in the browser: compiled, minified, and called from a test."""

from __future__ import annotations

import math
from pathlib import Path

from playwright.sync_api import Browser, Page

from toolchain.build import bundle
from toolchain.compiler.transpile import Entry, transpile

# Values as JSON, the same from both sides; values that JSON lacks are represented by name.
ENCODE = '''
export const encode = value => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : {number: String(value)};
  if (typeof value === 'boolean' || typeof value === 'string') return value;
  if (Array.isArray(value)) return value.map(encode);
  if (value instanceof Map) return {dict: [...value].map(pair => pair.map(encode))};
  if (value instanceof Set) return {set: [...value].map(encode).sort()};
  if (value instanceof Uint8Array) return {bytes: [...value]};
  if (typeof value === 'function') return {function: true};
  return {dict: Object.entries(value).map(([key, item]) => [key, encode(item)])};
};
'''


def encode(value):
    """Encode a value of CPython in the way ``ENCODE`` encodes its counterpart in the browser."""
    if value is None or isinstance(value, (str, bool, int)):
        return value
    if isinstance(value, float):
        names = {math.inf: 'Infinity', -math.inf: '-Infinity'}
        return value if math.isfinite(value) else {'number': names.get(value, 'NaN')}
    if isinstance(value, (list, tuple)):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {'dict': [[encode(key), encode(item)] for key, item in value.items()]}
    if isinstance(value, (set, frozenset)):
        return {'set': sorted(encode(item) for item in value)}
    if isinstance(value, bytes):
        return {'bytes': list(value)}
    assert callable(value), value
    return {'function': True}


def compiled_page(browser: Browser, root: Path, folder: Path, functions: dict[str, list[str]],
                  sources: dict[str, str] | None = None) -> Page:
    """A page with the script from ``compiled_script``."""
    page = browser.new_page()
    page.add_script_tag(path=compiled_script(root, folder, functions, sources))
    return page


def compiled_script(root: Path, folder: Path, functions: dict[str, list[str]], sources: dict[str, str] | None = None) -> Path:
    """Build a script whose ``run(module, function, arguments)`` calls compiled functions and encodes their results.

    ``functions`` maps modules to the names of the functions, ``sources`` holds modules that do not exist as files.
    """
    entries = [Entry(module, tuple(names)) for module, names in functions.items()]
    paths = transpile(root, entries, folder / 'py', sources)
    imports = [f'import * as module{index} from "./{path.name}";' for index, path in enumerate(paths.values())]
    table = ', '.join(f'"{module}": module{index}' for index, module in enumerate(paths))
    entry = folder / 'py' / 'all.js'
    entry.write_text('\n'.join(imports) + ENCODE + f'const modules = {{{table}}};\nglobalThis.run = async ([module, name, '
                     'values]) => encode(await modules[module][name](...values ?? []));\n', encoding='utf-8')
    bundle.bundle(root, [bundle.Bundle(entry, folder / 'all.js', 'iife')])
    return folder / 'all.js'


def call(page: Page, module: str, name: str, *arguments):
    """Call a compiled function; returns its encoded result. Arguments are passed as JSON."""
    return page.evaluate('call => run(call)', [module, name, list(arguments)])
