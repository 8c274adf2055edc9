"""Sets of commits: search results, their simplified parents, and the ancestors of a commit."""

from media.gitgraph.history import STEP, History, finished


def found(history: History, query: str) -> list[int]:
    """Return the search results in all branches, without pauses."""
    return finished(finding(history, query, []))


def finding(history: History, query: str, marked: list[bool]):
    """Find the rows whose message, author or hash contains a text, ignoring case; all rows for an empty text.

    If ``marked`` is not empty, only the rows that it marks are searched.
    """
    wanted = query.lower()
    rows: list[int] = []
    oids: list[str] = history.oids
    for row, oid in enumerate(oids):
        if row % STEP == 0:
            yield None
        if (not marked or marked[row]) and (wanted == '' or wanted in (
                f'{field_text(history, row, "message")}\n{field_text(history, row, "author")}\n{oid}').lower()):
            rows.append(row)
    yield rows


def field_text(history: History, row: int, field: str) -> str:
    """A field of a commit; empty if it is missing or not a text."""
    record: dict = history.records[row]
    value = record.get(field)
    return value if isinstance(value, str) else ''


def thinned(parents: list[list[int]], rows: list[int]) -> list[list[int]]:
    """Return the parents of some rows, without pauses."""
    return finished(thinning(parents, rows))


def thinning(parents: list[list[int]], rows: list[int]):
    """Find the parents of ``rows`` as indexes into ``rows``.

    A parent outside ``rows`` is replaced by the first commit in ``rows`` along its first parents.
    """
    places: list[int] = []
    for row in range(len(parents)):
        if row % STEP == 0:
            yield None
        places.append(-1)
    for place, row in enumerate(rows):
        places[row] = place
    for row in range(len(parents) - 1, -1, -1):
        if row % STEP == 0:
            yield None
        onward: list[int] = parents[row]
        if places[row] < 0 and onward:
            places[row] = places[onward[0]]
    result: list[list[int]] = []
    for number, row in enumerate(rows):
        if number % STEP == 0:
            yield None
        left: list[int] = []
        for parent in parents[row]:
            place: int = places[parent]
            if place >= 0 and place not in left:
                left.append(place)
        result.append(left)
    yield result


def ancestry(parents: list[list[int]], row: int) -> list[bool]:
    """Mark a row and its ancestors, without pauses."""
    return finished(marking(parents, row))


def marking(parents: list[list[int]], row: int):
    """Compute for each row whether it is ``row`` or one of its ancestors; parents are below their children."""
    marked: list[bool] = []
    for each in range(len(parents)):
        if each % STEP == 0:
            yield None
        marked.append(each == row)
    for each in range(row, len(parents)):
        if each % STEP == 0:
            yield None
        if marked[each]:
            own: list[int] = parents[each]
            for parent in own:
                marked[parent] = True
    yield marked


def tips(history: History) -> dict:
    """Return the names of branches, without pauses."""
    return finished(naming(history))


def naming(history: History):
    """Find the names of branches by the rows of their newest commits."""
    rows: dict[str, int] = {}
    oids: list[str] = history.oids
    for row in range(len(oids)):
        if row % STEP == 0:
            yield None
        branch = field_text(history, row, 'branch')
        if branch != '' and branch not in rows:
            rows[branch] = row
    yield {row: branch for branch, row in rows.items()}
