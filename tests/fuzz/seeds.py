"""What is mutated: the fixtures of all handlers, by type, and real responses of the execute API."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass
from pathlib import Path

from toolchain.build import registry

# Larger fixtures would make most of the time go into copying them, and mutations would miss the places that matter.
MAX_SEED_CHARACTERS = 20_000


@dataclass(frozen=True)
class Seed:
    """A value that is fine: an item ``[mime, data, …]``, or a response."""

    name: str
    value: object


@dataclass(frozen=True)
class Seeds:
    """``items`` by handler, so that each handler gets as many cases however many fixtures it has."""

    items: dict[str, list[Seed]]
    responses: list[Seed]
    output: list[Seed]


def load(root: Path) -> Seeds:
    """All seeds; a handler without a fixture is an error, since it would not be tested."""
    folder = root / 'tests' / 'fixtures'
    items = {}
    for handler in registry.handlers(root):
        fixtures = json.loads((folder / f'{handler.chunk}.json').read_text(encoding='utf-8'))
        found = [Seed(f'{handler.chunk}: {name}', item) for name, item in fixtures.items() if _is_small(item)]
        # Each type that the handler shows, with data of every fixture.
        plain = [seed for seed in found if isinstance(seed.value, list) and len(seed.value) > 1]
        found += [Seed(f'{handler.chunk}: {mime}', [mime, *plain[number % len(plain)].value[1:]])
                  for number, mime in enumerate(handler.mime_types) if plain]
        if not found:
            raise ValueError(f'tests/fixtures/{handler.chunk}.json has no item of at most {MAX_SEED_CHARACTERS} characters')
        items[handler.chunk] = found
    responses = [Seed(path.stem, result) for path in sorted((folder / 'console').glob('*.json'))
                 for kind in ('api_results', 'api_v1')
                 for result in json.loads(path.read_text(encoding='utf-8')).get(kind) or [] if _is_small(result)]
    output = [Seed(path.stem, ''.join(base64.b64decode(piece).decode('latin-1') for _, piece in steps))
              for path in sorted((folder / 'webterm').glob('*.json'))
              if _is_small(steps := _steps(path))]
    return Seeds(items, responses, output)


def _steps(path: Path) -> list:
    """The output of a recorded terminal: ``[seconds, base64]``."""
    steps = json.loads(path.read_text(encoding='utf-8'))
    return [step for step in steps if len(step) == 2 and isinstance(step[1], str)] if isinstance(steps, list) else []


def _is_small(value) -> bool:
    return len(json.dumps(value)) <= MAX_SEED_CHARACTERS
