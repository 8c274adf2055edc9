"""Running many cases: in batches, those of a failing batch one by one, and each failing one made small."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.fuzz.batches import Failure, Runner
from tests.fuzz.cases import Case, case
from tests.fuzz.seeds import Seeds
from tests.fuzz.shrinking import shrink

BATCH_SIZE = 100
# How often, and for how long, a failing case is run to make it smaller. One that hangs takes minutes each time.
SHRINKING_ATTEMPTS = 40
SHRINKING_TIME_S = 20
# Of failures of one kind, handler and entry so many are made small; the others are only counted.
MAX_SHRUNK = 2


@dataclass
class Finding:
    """A failing case, as small as it became, and what went wrong with it."""

    case: Case
    failures: list[Failure]


@dataclass
class Session:
    """``run`` appends to ``findings``; ``count`` is how many cases were run."""

    runner: Runner
    seeds: Seeds
    seed: int
    report: Callable[[Finding], None]
    progress: Callable[[int], None] = lambda count: None
    findings: list[Finding] = field(default_factory=list)
    count: int = 0
    # Batches with a failure that no case had alone: of the machine, or of several cases together.
    lost: int = 0
    _groups: dict[tuple, int] = field(default_factory=dict)

    def run(self, start: int, items: int, until: float = float('inf')) -> None:
        """Run ``items`` cases from number ``start`` on, or as many as there is time for until ``time.monotonic()``."""
        number = start
        while number < start + items and time.monotonic() < until:
            batch = [case(self.seeds, self.seed, each) for each in range(number, min(number + BATCH_SIZE, start + items))]
            if self.runner.failures(batch):
                self._find(batch)
            number += len(batch)
            self.count += len(batch)
            self.progress(self.count)

    def _find(self, batch: list[Case]) -> bool:
        """Which cases of a failing batch fail alone, by halves; whether any does."""
        if len(batch) == 1:
            failures = self.runner.failures(batch)
            if failures:
                self._add(batch[0], failures)
            return bool(failures)
        middle = len(batch) // 2
        failing = [half for half in (batch[:middle], batch[middle:]) if self.runner.failures(half)]
        found = [self._find(half) for half in failing]
        if not any(found):
            self.lost += 1
        return any(found)

    def _add(self, failing: Case, failures: list[Failure]) -> None:
        kinds = {failure.kind for failure in failures}
        group = (failing.entry, failing.origin.split(':')[0], *sorted(kinds))
        self._groups[group] = self._groups.get(group, 0) + 1
        if self._groups[group] <= MAX_SHRUNK:
            until = time.monotonic() + SHRINKING_TIME_S
            small = shrink(failing.value, lambda value: time.monotonic() < until and bool(kinds & {
                failure.kind for failure in self.runner.failures([failing.with_value(value)])}), SHRINKING_ATTEMPTS)
            failing = failing.with_value(small)
        self._note(Finding(failing, failures))

    def _note(self, finding: Finding) -> None:
        self.findings.append(finding)
        self.report(finding)
