"""A history as kernels send it, converted to rows: the newest commit at the top, parents as row numbers.

The format is that of the git kernel's ``%show graph``: one ``git log --all --topo-order --reverse``, so parents
precede their children. A history in another order is sorted; a commit among its own ancestors loses the line that
closes the cycle. Nothing is dropped silently: ``problems`` names each invalid commit.

Long computations are generators, which yield None regularly to keep the page responsive, and finally their result.
"""

from media.gitgraph import words
from media.templates import fill

# Git does not abbreviate ids to fewer characters by default; shorter ids match only exactly.
SHORTEST_ID = 7

# How many commits are processed between two points where the work can pause.
STEP = 512

# If more ids than this have the same beginning, an abbreviation counts as ambiguous without further comparison.
MAX_ALIKE = 100


class History:
    """By row: the ``records`` as they were sent, their ``oids``, and their ``parents`` as lists of rows.

    ``missing`` maps rows to the ids of parents that were not sent, as in a shallow clone. ``is_tangled`` is True if
    some parents are not below their children.
    """

    def __init__(self, records: list[dict], oids: list[str], problems: list[str]):
        self.records: list[dict] = records
        self.oids: list[str] = oids
        self.parents: list[list[int]] = []
        self.missing: dict = {}
        self.problems: list[str] = problems
        self.is_tangled: bool = False


def finished(steps):
    """Run a generator without pauses; returns its first value that is not None."""
    for value in steps:
        if value is not None:
            return value


def read_history(items: list) -> History:
    """Return the history of a list of commits, without pauses."""
    return finished(reading(items))


def reading(items: list):
    """Read the history of a list of commits, each ``{oid, parent_ids, author, message, branch, parent_branches}``."""
    problems: list[str] = []
    records: list[dict] = []
    oids: list[str] = []
    for place, item in enumerate(items):
        if place % STEP == 0:
            yield None
        record: dict = item
        oid = record.get('oid') if isinstance(item, dict) else None
        if isinstance(oid, str) and oid != '':
            oids.append(oid)
            records.append(record)
        else:
            problems.append(fill(words.COMMIT_WITHOUT_ID, len(records) + len(problems) + 1))
    records.reverse()
    oids.reverse()
    history = History(records, oids, problems)
    yield from _relating(history)
    if history.is_tangled:
        order: list[int] = []
        yield from _sorting(history.parents, order)
        history = History([records[row] for row in order], [oids[row] for row in order], problems)
        yield from _relating(history)
        for row, own in enumerate(history.parents):
            below: list[int] = [parent for parent in own if parent > row]
            if len(below) < len(own):
                history.problems.append(fill(words.COMMIT_IN_CYCLE, history.oids[row]))
                history.parents[row] = below
    yield history


def _relating(history: History):
    """Find the parents of all commits, in any order of rows."""
    oids: list[str] = history.oids
    # Collected from the newest commit on, and reversed below, because people read such lists from the oldest.
    problems: list[str] = []
    missing = {}
    known = {}
    for row, oid in enumerate(oids):
        if row % STEP == 0:
            yield None
        if oid in known:
            problems.append(fill(words.REPEATED_COMMIT, oid))
        known[oid] = row
    beginnings = {}

    def row_of(name: str) -> int:
        """The row of the commit with that id, abbreviated or not; -1 if there is none, or if it is ambiguous."""
        if name in known:
            return known.get(name)
        if not beginnings:
            for row, oid in enumerate(oids):
                start: str = oid[:SHORTEST_ID]
                if start not in beginnings:
                    beginnings[start] = []
                begun: list[int] = beginnings.get(start)
                if len(begun) <= MAX_ALIKE:
                    begun.append(row)
        begun = beginnings.get(name[:SHORTEST_ID], [])
        if len(begun) > MAX_ALIKE:
            return -1
        alike = [row for row in begun if oids[row].startswith(name) or name.startswith(oids[row])]
        return alike[0] if len(alike) == 1 else -1

    for row, record in enumerate(history.records):
        if row % STEP == 0:
            yield None
        own: list[int] = []
        gone: list[str] = []
        history.parents.append(own)
        sent = record.get('parent_ids')
        if not isinstance(sent, list):
            problems.append(fill(words.COMMIT_WITHOUT_PARENTS, oids[row]))
            continue
        names: list = sent
        seen = {}
        for name in names:
            if not isinstance(name, str):
                problems.append(fill(words.INVALID_PARENT, oids[row]))
            elif name != '':  # the parents of a root commit are sent as one empty id
                parent: int = row_of(name)
                if parent < 0:
                    gone.append(name)
                elif parent not in seen:
                    seen[parent] = True
                    own.append(parent)
                    history.is_tangled = history.is_tangled or parent <= row
        if gone:
            missing[row] = gone
    history.missing = missing
    problems.reverse()
    history.problems = [*problems, *history.problems]


def _sorting(parents: list[list[int]], order: list[int]):
    """Fill ``order`` with the rows, children before their parents, except for commits among their own ancestors."""
    # 0: not visited; 1: on the current path; 2: in the order.
    states: list[int] = [0 for _ in parents]
    for start in range(len(parents) - 1, -1, -1):
        if start % STEP == 0:
            yield None
        path: list[int] = [start]
        while path:
            row: int = path[-1]
            if states[row] == 0:
                states[row] = 1
                for parent in parents[row]:
                    if states[parent] == 0:
                        path.append(parent)
            else:
                del path[-1]
                if states[row] == 1:
                    states[row] = 2
                    order.append(row)
    order.reverse()
