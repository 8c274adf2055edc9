"""Which commits: those that a search finds, what is left of the lines between them, the ancestors of one."""

from media.gitgraph.history import History


def found(history: History, query: str) -> list[int]:
    """The rows whose message, author or hash holds a text, in whatever case; all rows for an empty one."""
    wanted = query.lower()
    oids: list[str] = history.oids
    return [row for row, oid in enumerate(oids) if wanted == '' or wanted in (
        f'{field_text(history, row, "message")}\n{field_text(history, row, "author")}\n{oid}').lower()]


def field_text(history: History, row: int, field: str) -> str:
    """A field of a commit; empty where it is missing, or no text."""
    record: dict = history.records[row]
    value = record.get(field)
    return value if isinstance(value, str) else ''


def thinned(parents: list[list[int]], rows: list[int]) -> list[list[int]]:
    """The parents of ``rows``, as places among these alone.

    A line to a commit that is not among them leads on along first parents, to the first one that is.
    """
    places: list[int] = [-1 for _ in parents]
    for place, row in enumerate(rows):
        places[row] = place
    for row in range(len(parents) - 1, -1, -1):
        onward: list[int] = parents[row]
        if places[row] < 0 and onward:
            places[row] = places[onward[0]]
    result: list[list[int]] = []
    for row in rows:
        left: list[int] = []
        for parent in parents[row]:
            place: int = places[parent]
            if place >= 0 and place not in left:
                left.append(place)
        result.append(left)
    return result


def ancestry(parents: list[list[int]], row: int) -> list[bool]:
    """By row, whether it is ``row`` or one of its ancestors; parents are further down."""
    marked: list[bool] = [each == row for each in range(len(parents))]
    for each, own in enumerate(parents):
        if marked[each]:
            for parent in own:
                marked[parent] = True
    return marked


def tips(history: History) -> dict:
    """The names of branches by the rows of their newest commits."""
    rows: dict[str, int] = {}
    oids: list[str] = history.oids
    for row in range(len(oids)):
        branch = field_text(history, row, 'branch')
        if branch != '' and branch not in rows:
            rows[branch] = row
    return {row: branch for branch, row in rows.items()}
