"""The details of one commit, below the list: its whole message, and its parents, as buttons that go to them."""

from browser import Element

from media.gitgraph import words
from media.gitgraph.dates import date_of, minute_of
from media.gitgraph.elements import make
from media.gitgraph.history import History
from media.gitgraph.selection import field_text
from media.gitgraph.view import View
from media.words import say

# The maximum number of parents shown, of each kind.
MAX_PARENTS = 200


def describe(view: View, row: int) -> None:
    history: History = view.history
    details: Element = view.details
    details.replaceChildren()
    head = make(details, 'p')
    make(head, 'code', history.oids[row])
    make(head, 'small', field_text(history, row, 'author'))
    make(head, 'time', minute_of(date_of(history.records[row])))
    branch = field_text(history, row, 'branch')
    if branch != '':
        make(head, 'b', branch)
    make(details, 'p', field_text(history, row, 'message'))
    own: list[int] = history.parents[row]
    missing: list[str] = history.missing.get(row, [])
    parents = make(details, 'p', f'{say(words.PARENTS)} ' if own or missing else say(words.NO_PARENTS))
    for parent in own[:MAX_PARENTS]:
        button = make(parents, 'button', history.oids[parent])
        button.type = 'button'
        button.dataset.row = parent
    for oid in missing[:MAX_PARENTS]:
        make(parents, 'small', say(words.MISSING_PARENT, oid))
