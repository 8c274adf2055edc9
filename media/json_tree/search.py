"""Case-insensitive search in keys and values."""

from media.json_tree import words
from media.slices import Slices
from media.json_tree.moving import reveal
from media.json_tree.view import View
from media.words import say

# The maximum number of matches.
_MAX_MATCHES = 100_000


async def search(view: View) -> None:
    """Search for the text in the field, in time slices, and go to the first match. A later search stops this one."""
    tree = view.tree
    written: str = view.search.value
    query = written.lower()
    view.query = query
    found: list[int] = []
    view.found = found
    view.status.textContent = ''
    view.draw(True)
    if query == '':
        return
    slices = Slices()
    checked = 0
    for node in range(tree.count):
        if (tree.is_member(node) and query in tree.key(node).lower()) or (
                not tree.is_container(node) and query in tree.scalar(node).lower()):
            found.append(node)
            if len(found) == 1:
                await reveal(view, node)
            if len(found) == _MAX_MATCHES:
                break
        if node > checked + 200 and slices.is_over():
            checked = node
            view.status.textContent = say(words.SEARCH_PROGRESS, len(found), node * 100 // tree.count)
            await slices.pause()
            if view.found is not found:
                return
    _tell(view)


def _tell(view: View) -> None:
    count = len(view.found)
    place = view.found.indexOf(view.current) + 1
    more = '+' if count == _MAX_MATCHES else ''
    view.status.textContent = say(words.MATCH_COUNT, place, count, more) if count > 0 else say(words.NOT_FOUND)


async def go_on(view: View, step: int) -> None:
    """Go to the next or previous match, wrapping around."""
    if view.query and not view.found:
        # The tree was replaced after the search.
        await search(view)
        return
    found = view.found
    if found:
        place: int = found.indexOf(view.current) + step
        await reveal(view, found.at(place if place < len(found) else 0))
        _tell(view)
