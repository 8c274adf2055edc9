"""Generated commit histories of up to 200,000 commits."""

from browser import Element, performance, window

from media.gallery.elements import button, make

MIME = 'application/vnd.sorna.gitgraph'


async def start(stage: Element, section) -> None:
    row, took, place = make('p', '', 'row'), make('span', '', 'quiet'), make('div')
    for count in [1000, 20000, 200000]:
        row.append(button(f'{count:,} commits', lambda count=count: show(place, took, count)))
    row.append(took)
    stage.append(row, place)
    await show(place, took, 1000)


async def show(place: Element, took: Element, count: int) -> None:
    item = [MIME, history(count)]
    start = performance.now()
    await window.BackendAI.Media.handleAll([item], 'large-history', place)
    took.textContent = f'{count:,} commits shown in {performance.now() - start:.0f} ms'


def history(count: int) -> list:
    """Return ``count`` commits on up to six parallel branches that are merged again; the result is deterministic."""
    commits = []
    heads: list[int] = [0]
    state = 1
    for number in range(count):
        state = (state * 16807) % 2147483647
        chosen = state % len(heads)
        parents = [name(heads[chosen])] if number else ['']
        if state % 11 == 0 and 1 < len(heads):
            merged = (chosen + 1) % len(heads)
            parents.append(name(heads[merged]))
            heads[chosen] = number
            del heads[merged]
        elif state % 7 == 0 and len(heads) < 6:
            heads.append(number)
        else:
            heads[chosen] = number
        commits.append({
            'oid': name(number), 'parent_ids': parents,
            'author': ['Ada Lovelace', 'Grace Hopper', 'Hedy Lamarr'][state % 3],
            'message': f'{["Add", "Fix", "Test"][state % 3] if len(parents) == 1 else "Merge"} part {number}',
            'branch': None, 'parent_branches': [None for parent in parents]})
    return commits


def name(number: int) -> str:
    return f'{number * 40503 % 16777216:06x}{number % 16:x}'
