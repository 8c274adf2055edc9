"""Random git histories for tests, in all shapes that real ones have, and checks of their layouts."""

from __future__ import annotations

import random
import re
from collections import Counter

from media.gitgraph.history import History
from media.gitgraph.lanes import Layout
from media.gitgraph.lines import HALF, ROW, Room, middle_of, path_of

MIME = 'application/vnd.sorna.gitgraph'


def commit(oid: str, *parents: str, message: str = 'x', author: str = 'Ada', branch: str | None = None) -> dict:
    """A commit as the kernel sends it."""
    return {'oid': oid, 'parent_ids': list(parents) or [''], 'author': author, 'message': message, 'branch': branch,
            'parent_branches': [None] * max(1, len(parents))}


def made(seed: int, size: int, heads: int = 8) -> list[dict]:
    """A history of ``size`` commits with branches, merges of two and more, criss-cross merges, and several roots."""
    chance = random.Random(seed)
    open_heads: list[str] = []
    commits = []
    for number in range(size):
        oid = f'{number * 2654435761 % 2 ** 32:08x}'[:chance.choice([7, 7, 8])] + f'{number:x}'
        kind = chance.random()
        if not open_heads or kind < 0.02:
            parents: list[str] = []
            open_heads.append(oid)
        elif kind < 0.15 and len(open_heads) < heads:
            parents = [chance.choice(commits)['oid']]
            open_heads.append(oid)
        elif kind < 0.35 and len(open_heads) > 1:
            parents = chance.sample(open_heads, min(len(open_heads), chance.choice([2, 2, 2, 3, 4])))
            open_heads = [head for head in open_heads if head not in parents[1:] or chance.random() < 0.3]
            open_heads[open_heads.index(parents[0])] = oid
        else:
            parents = [chance.choice(open_heads)]
            open_heads[open_heads.index(parents[0])] = oid
        commits.append(commit(oid, *parents, message=f'{chance.choice(["Fix", "Add", "Test"])} {number}',
                              author=chance.choice(['Ada Lovelace', '홍길동']), branch=chance.choice([None, f'b{number % 5}'])))
    return commits


def spoiled(seed: int, size: int) -> list:
    """A history with errors: missing parents, duplicate ids, cycles, and items that are not commits."""
    chance = random.Random(seed)
    commits = made(seed, size)
    for _ in range(max(1, size // 6)):
        victim = chance.choice(commits)
        match chance.randrange(6):
            case _ if 'parent_ids' not in victim:
                victim['branch'] = 5
            case 0:
                victim['parent_ids'].append(chance.choice(commits)['oid'])
            case 1:
                victim['parent_ids'].append('feedbeef')
            case 2:
                commits.insert(chance.randrange(len(commits)), dict(victim))
            case 3:
                victim['parent_ids'].append(victim['oid'])
            case 4:
                del victim[chance.choice([key for key in victim if key != 'oid'] or ['oid'])]
            case _:
                chance.shuffle(commits)
        commits = [each for each in commits if each]
    commits.insert(0, chance.choice([None, 7, 'text', [], {}, {'oid': 3}]))
    return commits


def assert_true_of(history: History, layout: Layout) -> None:
    """Check that no commit or line is lost, no line meets a foreign dot or line, and the width is minimal."""
    rows = range(len(history.oids))
    assert len(layout.lanes) == len(rows)
    wanted = Counter((row, parent) for row, own in enumerate(history.parents) for parent in own)
    assert Counter(zip(layout.tops, layout.bottoms)) == wanted and set(wanted.values()) <= {1}
    assert layout.tops == sorted(layout.tops)
    occupied: list[set[int]] = [{lane} for lane in layout.lanes]
    goals: dict[tuple[int, int], int] = {}
    for top, bottom, lane in zip(layout.tops, layout.bottoms, layout.edge_lanes):
        assert top < bottom
        occupied[top].add(lane)
        occupied[bottom].add(lane)
        for row in range(top + 1, bottom):
            assert layout.lanes[row] != lane, f'the line {top} to {bottom} meets the dot of {row}'
            occupied[row].add(lane)
        for row in range(top, bottom):  # between this row and the next
            assert goals.setdefault((row, lane), bottom) == bottom, 'two lines to different commits share a lane'
    assert layout.width == max(map(len, occupied), default=0)


def assert_clear_of_dots(layout: Layout, gap: int, last: int) -> None:
    """Check along its SVG path that no line comes closer to the dot of another commit than the dot's radius."""
    dots = [(middle_of(lane, gap), row * ROW + HALF, row) for row, lane in enumerate(layout.lanes)]
    for edge, (top, bottom) in enumerate(zip(layout.tops, layout.bottoms)):
        for x, y in points_of(path_of(layout, edge, 0, last, Room(gap, layout.width, 0))):
            for right, down, row in dots[max(0, int(y // ROW) - 1):int(y // ROW) + 2]:
                assert row in (top, bottom) or (x - right) ** 2 + (y - down) ** 2 >= 5 ** 2, (edge, row)


def points_of(path: str) -> list[tuple[float, float]]:
    """Points along a path of moves, vertical lines and curves, at most two pixels apart."""
    points: list[tuple[float, float]] = []
    for letter, text in re.findall('([MVC])([^MVC]*)', path):
        numbers = [float(number) for number in text.split()]
        if letter == 'M':
            points.append((numbers[0], numbers[1]))
            continue
        x, y = points[-1]
        if letter == 'V':
            numbers = [x, y + (numbers[0] - y) / 3, x, y + (numbers[0] - y) * 2 / 3, x, numbers[0]]
        steps = 2 + int(abs(numbers[4] - x) + abs(numbers[5] - y))
        for step in range(1, steps + 1):
            t = step / steps
            weights = [(1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t ** 3]
            points.append((sum(w * v for w, v in zip(weights, [x, *numbers[0::2]])),
                           sum(w * v for w, v in zip(weights, [y, *numbers[1::2]]))))
    return points
