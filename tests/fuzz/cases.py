"""The numbered cases of a seed: a mutated value, and the entry that it is given to."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.fuzz.mutators import mutate
from tests.fuzz.seeds import Seed, Seeds

# How a value reaches the page, and how often: see ``ENTRIES`` in batches.py.
WEIGHTS = {'items': 30, 'handle': 5, 'again': 12, 'bundle': 10, 'console': 12, 'records': 8, 'response': 14, 'terminal': 5, 'list': 4}

# How long a list may become: each of its items is shown at once, and takes its time.
MAX_ITEMS = 500


@dataclass(frozen=True)
class Case:
    """``number`` and ``origin`` are where it comes from: its number, and the name of the fixture."""

    number: int
    entry: str
    origin: str
    value: object

    def with_value(self, value) -> Case:
        return Case(self.number, self.entry, self.origin, value)


def case(seeds: Seeds, seed: int, number: int) -> Case:
    """Case ``number`` of a seed, whatever else is run."""
    rng = random.Random(f'{seed}:{number}')
    entry = rng.choices(list(WEIGHTS), list(WEIGHTS.values()))[0]

    def item() -> Seed:
        return rng.choice(seeds.items[rng.choice(list(seeds.items))])

    def mutated(found: Seed):
        return mutate(found.value, rng, [each.value for each in (item(), item(), rng.choice(seeds.responses))])

    if entry == 'response':
        found = rng.choice(seeds.responses)
        return Case(number, entry, found.name, mutated(found))
    if entry == 'terminal':
        found = rng.choice(seeds.output)
        return Case(number, entry, found.name, mutated(found))
    found = item()
    value = mutated(found)
    if entry == 'list' and isinstance(value, list):
        value = value[:MAX_ITEMS]
    if entry == 'again':
        # The second one is of the same handler, unless a mutation has changed its type.
        second = rng.choice(seeds.items[found.name.split(':')[0]])
        return Case(number, entry, f'{found.name}, then {second.name}', [value, mutated(second)])
    if entry == 'bundle':
        others = [item().value for _ in range(rng.randrange(3))]
        data = {each[0]: each[1] for each in (value, *others)
                if isinstance(each, list) and len(each) > 1 and isinstance(each[0], str)}
        value = {'data': data, 'metadata': value[2] if isinstance(value, list) and len(value) > 2 else {}}
    return Case(number, entry, found.name, value)
