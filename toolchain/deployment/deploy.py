"""``build.py deploy``: uploads a built release to a bucket, so that pages work at every moment of the upload.

A release has its own folder, so pages that use older ones are not affected. Chunks are uploaded first, then styles,
fonts and texts, then main, which requests them, then the manifest, which marks the release as complete. Objects that
exist with the same bytes and headers are skipped, so an interrupted deployment is resumed by running it again.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timezone
from pathlib import Path

from toolchain.build import contenthash, integrity, manifest
from toolchain.build.contenttypes import content_type
from toolchain.deployment import doctor, retention
from toolchain.deployment.bucket import Bucket
from toolchain.errors import BuildError
from toolchain.progress import Step, say

# A release never changes, so browsers and caches may keep it forever; the list of releases changes.
FOREVER = 'public, max-age=31536000, immutable'
ASK_AGAIN = 'no-cache'

POINTER = 'releases.json'
WORKERS = 8


@dataclass(frozen=True)
class Piece:
    """One object of a release: ``key`` is relative to the bucket's prefix, ``step`` its position in the upload order.

    ``action`` is ``upload``, ``replace`` or ``skip``.
    """

    key: str
    data: bytes
    content_type: str
    step: int
    action: str = 'upload'


def deploy(assets: Path, bucket: Bucket, public: str | None = None, is_dry: bool = False,
           policy: retention.Policy | None = None) -> None:
    """Upload the release in ``assets`` to ``bucket`` and check that browsers can use it.

    ``public`` is the address of a CDN in front of the bucket; the default is the bucket's own. Raises BuildError with
    a sentence for any problem.
    """
    try:
        tree = newest(assets)
        found = manifest.read(tree)
        release = pieces(tree, found)
    except OSError as error:
        raise BuildError(f'{error.filename or assets} cannot be read ({error.strerror}); look at the disk and at its '
                         'rights, and build again.') from None
    bucket.require()
    with Step('Looking what is there') as step:
        planned = []
        for piece in _each(lambda piece: _compared(bucket, piece), release):
            planned.append(piece)
            step.status(f'{len(planned)} of {len(release)} files')
    if is_dry:
        for piece in planned:
            say(f'    {piece.action:<8} {bucket.prefix}{piece.key}')
        retention.apply(bucket, tree.name, policy, is_dry=True)
        say('Nothing was written.')
        return
    _upload(bucket, planned)
    root = f'{public.rstrip("/")}/{tree.name}' if public else bucket.address_of(tree.name)
    _verify(root, found)
    _make_newest(bucket, planned[-1])
    _point(bucket, tree.name)
    retention.apply(bucket, tree.name, policy)
    say(f'\n{integrity.snippet(root, found)}\n\nBACKENDAI_ASSET_ROOT = "{root}"')


def newest(assets: Path) -> Path:
    """The folder of the only release in ``assets``. Raises BuildError unless it is complete and unchanged."""
    trees = [path for path in assets.iterdir() if contenthash.is_hash(path.name)] if assets.is_dir() else []
    if len(trees) != 1:
        state = f'{len(trees)} releases' if trees else 'no release'
        raise BuildError(f'{assets.name}/ holds {state}; run `python3 build.py build`, which leaves one.')
    tree, = trees
    found = manifest.read(tree)
    problems = manifest.differences(tree, found)
    if not problems and contenthash.content_hash(tree) != tree.name:
        problems = ['its bytes are not those that its name stands for']
    if problems:
        raise BuildError(f'{assets.name}/{tree.name} is not as it was built ({"; ".join(problems)}); '
                         'run `python3 build.py build` again.')
    return tree


def pieces(tree: Path, found: dict[str, dict]) -> list[Piece]:
    """All files of a release in the order of uploading: a file comes after those that it requests."""
    def turn(name: str) -> int:
        if name == manifest.NAME:
            return 3
        if name == found[manifest.ENTRY]['file']:
            return 2
        return 0 if name.endswith('.js') else 1
    names = [entry['file'] for entry in found.values()] + [manifest.NAME]
    return [Piece(f'{tree.name}/{name}', (tree / name).read_bytes(), content_type(name), turn(name))
            for name in sorted(names, key=lambda name: (turn(name), name))]


def _compared(bucket: Bucket, piece: Piece) -> Piece:
    there = bucket.find(piece.key)
    if there is None:
        return piece
    return replace(piece, action='skip' if there.is_same(piece.data, piece.content_type, FOREVER) else 'replace')


def _upload(bucket: Bucket, planned: list[Piece]) -> None:
    wanted = [piece for piece in planned if piece.action != 'skip']
    size = sum(len(piece.data) for piece in wanted)
    with Step(f'Uploading {len(wanted)} of {len(planned)} files, {size / 1000:,.0f} kB') as step:
        for _, some in itertools.groupby(wanted, lambda piece: piece.step):
            for piece in _each(lambda piece: _put(bucket, piece), list(some)):
                size -= len(piece.data)
                step.status(f'{size / 1000:,.0f} kB to go, {piece.key}')


def _put(bucket: Bucket, piece: Piece) -> Piece:
    bucket.put(piece.key, piece.data, piece.content_type, FOREVER)
    return piece


def _each(action: Callable[[Piece], Piece], some: list[Piece]) -> Iterator[Piece]:
    """Yield the results of ``action``, in order, with several calls in parallel; stops at the first failure."""
    with ThreadPoolExecutor(WORKERS) as workers:
        futures = [workers.submit(action, piece) for piece in some]
        try:
            for future in futures:
                yield future.result()
        except BaseException:
            workers.shutdown(cancel_futures=True)
            raise


def _verify(root: str, found: dict[str, dict]) -> None:
    """Download everything as pages of another origin would, and report problems."""
    with Step(f'Reading all back from {root}'):
        diagnosis = doctor.examine(root, found)
    if diagnosis.faults:
        say(diagnosis.report())
        raise BuildError('Everything is uploaded, but browsers cannot use it yet; fix what is reported above, or name '
                         'the address of your CDN with --url, and run the command again.')
    for advice in diagnosis.findings:
        say(f'  {advice.text()}')


def _make_newest(bucket: Bucket, last: Piece) -> None:
    """Renew the date of a release that is older than others, for example after a rollback, since pruning uses dates."""
    dates = {f'{each.hash}/{manifest.NAME}': each.date for each in retention.releases(bucket)}
    if last.key in dates and dates[last.key] < max(dates.values()):
        _put(bucket, last)


def _point(bucket: Bucket, current: str) -> None:
    """Write the list of all complete releases, newest first, which helps to choose one for a rollback."""
    listed = []
    # Dates have whole seconds, so two deployments may have the same date.
    for each in sorted(retention.releases(bucket), key=lambda each: each.hash != current):
        if each.is_complete:
            entry = json.loads(bucket.read(f'{each.hash}/{manifest.NAME}'))[manifest.ENTRY]
            listed.append({'hash': each.hash, 'version': entry.get('version'), 'integrity': entry.get('integrity'),
                           'deployed': each.date.astimezone(timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')})
    text = json.dumps({'latest': current, 'releases': listed}, indent=2) + '\n'
    bucket.put(POINTER, text.encode(), content_type(POINTER), ASK_AGAIN)
