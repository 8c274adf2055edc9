"""``build.py doctor``: checks a deployed release as a browser would and suggests fixes.

Each file is fetched like an import() from another origin. A fault prevents pages from working; advice makes them
faster, or prevents failures in the future.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

from toolchain import arguments
from toolchain.build import integrity, manifest
from toolchain.deployment.inspection import Note, inspect, of_the_whole
from toolchain.deployment.probe import Unreachable, fetch
from toolchain.deployment.remedies import recognised, remedy
from toolchain.progress import say


@dataclass(frozen=True)
class Finding:
    """A note, with all files that it applies to, and the kinds of server that were recognized."""

    note: Note
    files: tuple[str, ...]
    servers: tuple[str, ...]

    def text(self) -> str:
        more = f' and {len(self.files) - 1} more' if len(self.files) > 1 else ''
        line = f'{"×" if self.note.is_fault else "!"} {self.files[0]}{more}: {self.note.what}'
        return '\n      '.join([line, *remedy(self.note.kind, self.servers)])


@dataclass(frozen=True)
class Diagnosis:
    """All findings about the release at ``root``, faults first; its ``files``, and those that are ``imports``."""

    root: str
    findings: tuple[Finding, ...]
    files: tuple[str, ...] = ()
    imports: tuple[str, ...] = ()

    @property
    def faults(self) -> list[Finding]:
        return [finding for finding in self.findings if finding.note.is_fault]

    def report(self) -> str:
        broken = {file for finding in self.faults for file in finding.files}
        working = sum(file not in broken for file in self.imports)
        whole = (f'{len(self.files)} files, {working} of {len(self.imports)} imports work; {len(self.faults)} to fix, '
                 f'{len(self.findings) - len(self.faults)} to improve.' if self.files else 'no release was found.')
        return '\n'.join([*(f'  {finding.text()}' for finding in self.findings), f'{self.root}: {whole}'])


def check(address: str) -> int:
    """Examine a deployed asset root and print the findings; return 1 if pages cannot use it."""
    diagnosis = examine(arguments.asset_root(address))
    say(diagnosis.report())
    return 1 if diagnosis.faults else 0


def examine(root: str, found: dict[str, dict] | None = None) -> Diagnosis:
    """Fetch all files in the manifest of the release at ``root``; ``found`` is the manifest if it is known."""
    if found is None:
        found, findings = _manifest(root)
        if found is None:
            return Diagnosis(root, findings)
    entries = [*found.values(), {'file': manifest.NAME, 'contentType': 'application/json'}]
    with ThreadPoolExecutor(8) as workers:
        seen = [each for some in workers.map(lambda entry: _examined(root, entry), entries) for each in some]
    imports = [found[key]['file'] for key in found[manifest.ENTRY].get('dynamicImports', [])]
    # Problems with CORS that are reported for files are not repeated for the whole release.
    said = {note.kind for _, note, _ in seen} & {'cors', 'vary'}
    seen += [each for each in _whole(root) if not (said and each[1].kind == 'vary')]
    return Diagnosis(root, _gathered(seen), tuple(entry['file'] for entry in entries), tuple(imports))


def _manifest(root: str) -> tuple[dict[str, dict] | None, tuple[Finding, ...]]:
    """The deployed manifest, or a finding on why it cannot be used."""
    known = {'file': manifest.NAME, 'contentType': 'application/json'}
    try:
        answer = fetch(f'{root}/{manifest.NAME}')
    except Unreachable as error:
        return None, (Finding(_unreachable(error), (root,), ()),)
    servers = recognised(answer.headers)
    if answer.status != 200:
        return None, _gathered([(manifest.NAME, note, servers) for note in inspect(answer, known)])
    try:
        found = json.loads(answer.body or b'')
        if all('file' in entry and 'contentType' in entry for entry in [found[manifest.ENTRY], *found.values()]):
            return found, ()
    except (ValueError, KeyError, TypeError, AttributeError):
        pass
    return None, (Finding(Note(True, 'files', 'no manifest of a release'), (manifest.NAME,), servers),)


def _examined(root: str, entry: dict) -> list[tuple[str, Note, tuple[str, ...]]]:
    """The notes about one file, with its name and the kinds of server."""
    try:
        answer = fetch(f'{root}/{entry["file"]}')
    except Unreachable as error:
        return [(entry['file'], _unreachable(error), ())]
    return [(entry['file'], note, recognised(answer.headers)) for note in inspect(answer, entry)]


def _whole(root: str) -> list[tuple[str, Note, tuple[str, ...]]]:
    """The notes about the release as a whole."""
    try:
        missing = fetch(f'{root}/js/no-such-chunk.js')
        plain = fetch(f'{root}/{integrity.MAIN_FILE}', origin=None)
    except Unreachable:
        return []
    return [(root, note, recognised(plain.headers)) for note in of_the_whole(urlsplit(root), missing, plain)]


def _unreachable(error: Unreachable) -> Note:
    return Note(True, 'reach', f'cannot be reached ({error})')


def _gathered(seen: list[tuple[str, Note, tuple[str, ...]]]) -> tuple[Finding, ...]:
    """One finding for all files with the same note and server; faults first."""
    groups: dict[tuple, list[str]] = {}
    for file, note, servers in seen:
        groups.setdefault((note, servers), []).append(file)
    found = [Finding(note, tuple(files), servers) for (note, servers), files in groups.items()]
    return tuple(sorted(found, key=lambda finding: not finding.note.is_fault))
