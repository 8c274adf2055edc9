"""Bundling with esbuild: one minified file from the transpiled modules of each entry."""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from toolchain.errors import BuildError

# The oldest browsers that the library supports: esbuild rewrites newer JavaScript and CSS. docs/browsers.md names them.
BASELINE = {'chrome': '109', 'firefox': '115', 'safari': '16.4'}
TARGET = ','.join(f'{browser}{version}' for browser, version in BASELINE.items())

# The target of main, which says in each slot of an older browser that it is too old: the syntax of 2018. The dynamic
# imports in it are newer, so the oldest browsers that run it are Chrome 71, Firefox 67 and Safari 12.1.
MAIN_TARGET = 'es2018'

# The suffix of esbuild's metafiles, which list the inputs of each output and are written beside it.
METAFILE = '.meta'

# A cache for this process: from the bytes of a style sheet to its minified bytes and its metafile.
_MINIFIED: dict[bytes, tuple[bytes, bytes]] = {}


@dataclass(frozen=True)
class Bundle:
    """A file to write: ``format`` is iife (a classic script) or esm (an importable chunk).

    Imports that match ``external``, such as ``./js/*``, stay imports in the file.
    ``syntax`` is esbuild's target. Globals with the names that the module ``injected`` exports refer to its exports.
    """

    source: Path
    target: Path
    format: str
    external: tuple[str, ...] = ()
    syntax: str = TARGET
    injected: Path | None = None

    @property
    def charset(self) -> str:
        return 'utf8' if self.target.stem.startswith('locale_') else 'ascii'


def executable(root: Path) -> Path:
    """The esbuild binary for this machine, from a separate npm package; it runs without Node.js."""
    system = {'linux': 'linux', 'darwin': 'darwin', 'win32': 'win32'}.get(sys.platform, sys.platform)
    machine = platform.machine().lower()
    processor = {'x86_64': 'x64', 'amd64': 'x64', 'aarch64': 'arm64', 'arm64': 'arm64'}.get(machine, machine)
    name = 'esbuild.exe' if system == 'win32' else 'bin/esbuild'
    path = root / 'node_modules' / '@esbuild' / f'{system}-{processor}' / name
    if not path.is_file():
        raise BuildError(f'esbuild for {system}-{processor} is not in node_modules; run `python3 build.py setup`')
    return path


def bundle(root: Path, bundles: list[Bundle], source_map: str = 'external',
           packages: Sequence[Path] = ()) -> dict[Path, list[Path]]:
    """Write all files, each with its source map beside it, and metafiles; return the inputs of each target.

    ``source_map`` is esbuild's option: with ``linked``, the file refers to its map; with ``external``, it does not.
    ``packages`` has the folders to search for npm packages, by default the project's node_modules. Output is ASCII,
    since a browser reads a classic script in the encoding of its page. The texts of other languages are in modules,
    which are always UTF-8.
    """
    for folder in sorted({each.source.parent for each in bundles}):
        minify_sheets(root, folder)
    groups: dict[tuple, list[Bundle]] = {}
    for each in bundles:
        groups.setdefault((each.format, each.external, each.syntax, each.charset, each.injected), []).append(each)
    # Sequentially: each run uses all processors, so two concurrent runs would not be faster.
    made = [_make(root, group, source_map, packages) for group in groups.values()]
    return {target: parts for each in made for target, parts in each.items()}


def _make(root: Path, group: list[Bundle], source_map: str, packages: Sequence[Path]) -> dict[Path, list[Path]]:
    """Write files of one format in one run of esbuild, which reads shared modules once and works in parallel."""
    first = group[0]
    folder = Path(os.path.commonpath([each.target.parent for each in group]))
    metafile = folder / f'{first.target.stem}{METAFILE}'
    names = {each: each.target.relative_to(folder).with_suffix('').as_posix() for each in group}
    _esbuild(root, [
        *(f'{name}={each.source}' for each, name in names.items()), '--bundle', '--minify', f'--format={first.format}',
        f'--target={first.syntax}', '--supported:dynamic-import=true', '--platform=browser',
        # Libraries look for Node.js, and would find the elements of a page that are called `process`.
        '--legal-comments=none', '--loader:.css=text', f'--charset={first.charset}', '--define:process=undefined',
        f'--sourcemap={source_map}', f'--outdir={folder}', f'--metafile={metafile}',
        *(f'--external:{pattern}' for pattern in first.external),
        *([f'--inject:{first.injected}'] if first.injected else []),
    ], packages)
    description = json.loads(metafile.read_text(encoding='utf-8'))
    entries = {(root / name).resolve(): output['entryPoint'] for name, output in description['outputs'].items()
               if 'entryPoint' in output}
    paths = {name: (root / name).resolve() for name in description['inputs']}
    injected = [name for name, path in paths.items() if first.injected is not None and path == first.injected.resolve()]
    return {each.target: sorted(paths[name] for name in _reachable(
        description['inputs'], [entries[each.target.resolve()], *injected])) for each in group}


def _reachable(inputs: dict[str, dict], starts: list[str]) -> set[str]:
    """Some files and all that they import, directly or indirectly, by esbuild's metafile; including unused ones."""
    found, waiting = set(starts), list(starts)
    while waiting:
        for imported in inputs[waiting.pop()]['imports']:
            name = imported['path']
            if name in inputs and name not in found:
                found.add(name)
                waiting.append(name)
    return found


def tidy_map(path: Path) -> None:
    """Write the paths of sources relative to the project, so that they do not depend on the build's folder."""
    head, key, rest = path.read_text(encoding='utf-8').partition('"sources": ')
    sources, end = json.JSONDecoder().raw_decode(rest)  # only this list, since a whole map may have megabytes
    named = [source[source.find('media/'):] if 'media/' in source else source.rsplit('/', 1)[-1] for source in sources]
    path.write_text(f'{head}{key}{json.dumps(named)}{rest[end:]}', encoding='utf-8')


def minify_sheets(root: Path, folder: Path) -> None:
    """Minify the style sheets in a folder of modules, with the npm sheets that they @import; they are bundled as text.

    Fonts that our sheets refer to are inlined. Fonts that a package's sheet refers to are removed, with their rules,
    since a shadow root ignores font rules in its sheets, and a release contains no font files.
    """
    for sheet in sorted(folder.glob('static.*.css')):
        metafile, source = Path(f'{sheet}{METAFILE}'), sheet.read_bytes()
        if source not in _MINIFIED:
            _esbuild(root, [sheet, '--bundle', '--minify', f'--target={TARGET}', '--allow-overwrite',
                            f'--outfile={sheet}', f'--metafile={metafile}', '--external:fonts/*',
                            '--loader:.woff2=dataurl'])
            sheet.write_bytes(re.sub(rb'@font-face\{[^}]*url\(fonts/[^}]*\}', b'', sheet.read_bytes()))
            _MINIFIED[source] = sheet.read_bytes(), metafile.read_bytes()
            _MINIFIED[sheet.read_bytes()] = _MINIFIED[source]  # minifying its output again changes nothing
        minified, description = _MINIFIED[source]
        if minified != source:
            sheet.write_bytes(minified)
        metafile.write_bytes(description)


def _esbuild(root: Path, arguments: list, packages: Sequence[Path] = ()) -> None:
    """Run esbuild, which searches ``packages`` for npm packages, wherever the bundled files are."""
    command = [str(argument) for argument in [executable(root), *arguments, '--log-level=error', '--color=false',
                                          '--log-override:css-syntax-error=error']]
    places = packages or [root / 'node_modules']
    environment = {'NODE_PATH': os.pathsep.join(map(str, places)), 'PATH': ''}
    try:
        done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=root, check=False)
    except PermissionError:
        raise BuildError(f'{command[0]} cannot be run; make it executable, or delete the folder node_modules and run '
                         'the command again.') from None
    if done.returncode:
        raise BuildError(_in_python_terms(done.stderr.strip()) or f'esbuild failed on {Path(command[1]).name}')


def _in_python_terms(report: str) -> str:
    """An esbuild report with the files of the project instead of those that the build makes from them."""
    def place(match: re.Match) -> str:
        path, line = Path(match[1]), int(match[2])
        origin = _origin(path, line)
        return origin or match[0]
    report = re.sub(r'[^\s:]*\bstatic\.(\w+)\.css\b', r'static/\1.css', report)
    return re.sub(r'([^\s:]+\.js):(\d+)(?::\d+)?', place, report)


def _origin(path: Path, line: int) -> str | None:
    """The Python position that a line of a transpiled file comes from, by the file's inline source map."""
    from toolchain.compiler import sourcemap
    try:
        return sourcemap.origin(path.read_text(encoding='utf-8'), line)
    except (OSError, ValueError):
        return None
