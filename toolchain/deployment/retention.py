"""Retention: the releases in a bucket that can be deleted, since pages and cached pages no longer request them."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from toolchain import arguments
from toolchain.build import contenthash, manifest
from toolchain.deployment.bucket import Bucket
from toolchain.progress import Step, say


@dataclass(frozen=True)
class Policy:
    """Releases that were replaced more than ``days`` ago are deleted, except for the ``keep`` newest."""

    days: float
    keep: int


def policy(days: float | None, keep: int | None) -> Policy | None:
    """The policy for the options; None without options. Raises BuildError if one is missing or invalid."""
    arguments.pruning(days, keep)
    return None if days is None or keep is None else Policy(days, keep)


@dataclass(frozen=True)
class Deployed:
    """A release in a bucket: ``date`` is that of its last written object, ``keys`` has all its objects."""

    hash: str
    date: datetime
    keys: tuple[str, ...]

    @property
    def is_complete(self) -> bool:
        return f'{self.hash}/{manifest.NAME}' in self.keys


def releases(bucket: Bucket) -> list[Deployed]:
    """All releases in a bucket, newest first, including incomplete ones; other objects are ignored."""
    found: dict[str, list] = {}
    for key, date in bucket.entries():
        first, _, rest = key.partition('/')
        if rest and contenthash.is_hash(first):
            found.setdefault(first, []).append((key, date))
    listed = [Deployed(each, max(date for _, date in entries), tuple(key for key, _ in entries))
              for each, entries in found.items()]
    return sorted(listed, key=lambda each: (each.date, each.hash), reverse=True)


def superfluous(listed: list[Deployed], given: Policy, now: datetime) -> list[Deployed]:
    """The releases in ``listed`` (newest first) that the policy deletes; never the first.

    The age of a release does not matter, only the time since a newer one exists: until then, pages used it.
    """
    return [old for position, (newer, old) in enumerate(itertools.pairwise(listed), 1)
            if position >= given.keep and now - newer.date > timedelta(days=given.days)]


def apply(bucket: Bucket, current: str, given: Policy | None, is_dry: bool = False) -> None:
    """Delete releases by the policy, or none without one. ``current`` is the release in use, which is kept."""
    if given is None:
        return
    now = datetime.now(timezone.utc)
    others = [each for each in releases(bucket) if each.hash != current]
    for old in superfluous([Deployed(current, now, ()), *others], given, now):
        if is_dry:
            say(f'    delete   {bucket.prefix}{old.hash}/ ({len(old.keys)} files, of {old.date:%Y-%m-%d})')
            continue
        with Step(f'Deleting {old.hash}, {len(old.keys)} files of {old.date:%Y-%m-%d}'):
            # The manifest is deleted last, so that after an interruption the rest still counts as a release.
            last = f'{old.hash}/{manifest.NAME}'
            bucket.delete([key for key in old.keys if key != last])
            bucket.delete([last] if last in old.keys else [])
