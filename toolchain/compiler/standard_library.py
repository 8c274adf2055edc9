"""Modules of CPython's standard library: those with a counterpart here, and suggestions in place of the others."""

from __future__ import annotations

STANDARD_MODULES = {name: f'media.runtime.{name}' for name in (
    'collections', 'dataclasses', 'enum', 'functools', 'itertools', 'json', 'math', 're', 'string', 'textwrap')}

# Suggestions by module, or by module and name.
SUBSTITUTES = {
    'abc': 'raise NotImplementedError in the method', 'asyncio': '`await` promises; use setTimeout from browser',
    'base64': 'use btoa and atob from browser', 'bisect': 'write the search as a loop',
    'copy': 'use structuredClone from browser', 'csv': 'use papaparse from npm', 'datetime': 'use Date from browser',
    'decimal': 'round where numbers are shown', 'hashlib': 'use crypto.subtle from browser', 'heapq': 'sort the list',
    'html': 'set textContent', 'io': 'collect a list of str', 'logging': 'use console from browser',
    'operator': 'write a lambda', 'os': 'the page has no files', 'os.path': 'use URL from browser',
    'pathlib': 'use URL from browser', 'pickle': 'use json',
    'random': 'use Math.random, or crypto.getRandomValues, from browser', 'statistics': 'write it out',
    'struct': 'use DataView from browser', 'sys': 'the page has no interpreter',
    'threading': 'use Worker from browser', 'time': 'use performance.now() or Date from browser',
    'traceback': 'use error.stack', 'types': 'write a class', 'unicodedata': 'use text.normalize()',
    'urllib.parse': 'use URL and URLSearchParams from browser', 'uuid': 'use crypto.randomUUID() from browser',
    'warnings': 'use console.warn from browser', 'zlib': 'use DecompressionStream from browser',
    'collections.namedtuple': 'write a class, or use dataclass', 'collections.ChainMap': 'write {**first, **second}',
    'dataclasses.fields': 'name the fields', 'enum.IntEnum': 'use Enum and .value',
    'enum.StrEnum': 'use Enum and .value', 'enum.Flag': 'use integers', 'enum.IntFlag': 'use integers',
    'functools.cached_property': 'compute it in __init__', 'functools.singledispatch': 'use isinstance()',
    'functools.total_ordering': 'sort with a key', 'itertools.tee': 'use list()',
    'json.load': 'use loads(await response.text())', 'json.dump': 'use dumps()',
    're.X': 'write the pattern without spaces', 're.VERBOSE': 'write the pattern without spaces',
    'string.Template': 'use an f-string', 'textwrap.wrap': 'let the page wrap', 'textwrap.fill': 'let the page wrap',
    'textwrap.shorten': 'use the style text-overflow',
}
