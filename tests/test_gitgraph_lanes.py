"""Reading and laying out histories: invariants of every layout, and equal results in the browser and in CPython."""

from __future__ import annotations

import pytest

from media.gitgraph.history import read_history
from media.gitgraph.lanes import CROWDED, lay_out
from media.gitgraph.lines import BLOCK, Room, edges_within, index_of, path_of, room_for
from media.gitgraph.selection import ancestry, found, thinned, tips
from tests.support.compiled_pages import call, compiled_page, encode
from tests.support.git_histories import assert_clear_of_dots, assert_true_of, commit, made, spoiled

# All values computed from a history, as plain data; runs in CPython and in the browser.
PICTURE = '''
from media.gitgraph.history import read_history
from media.gitgraph.lanes import Layout, lay_out
from media.gitgraph.lines import Room, edges_within, index_of, path_of
from media.gitgraph.selection import ancestry, found, thinned, tips


def laid_out(layout: Layout, first: int, last: int, strong: list):
    paths = []
    for limit in [layout.width, 2]:
        for edge in edges_within(layout, index_of(layout, strong), first, last, limit):
            paths.append(path_of(layout, edge, first, last, Room(9, limit, 0)))
    return [layout.lanes, layout.tops, layout.bottoms, layout.edge_lanes, layout.width, paths]


def picture(items: list, query: str):
    history = read_history(items)
    rows = found(history, query)
    count: int = len(history.oids)
    marked = ancestry(history.parents, count // 3)
    return [history.oids, history.parents, history.missing, history.problems, rows, tips(history), marked,
            laid_out(lay_out(history.parents), count // 4, count // 2, marked),
            laid_out(lay_out(thinned(history.parents, rows)), 0, 5, [])]
'''


@pytest.fixture
def corpus(fixtures) -> dict:
    return {name: item[1] for name, item in fixtures('gitgraph').items()}


@pytest.fixture(scope='module')
def compiled(root, tmp_path_factory, chromium):
    page = compiled_page(chromium, root, tmp_path_factory.mktemp('gitgraph'), {'case': ['picture']}, {'case': PICTURE})
    yield page
    page.close()


def picture(items: list, query: str):
    scope: dict = {}
    exec(PICTURE, scope)
    return encode(scope['picture'](items, query))


def test_every_picture_of_the_corpus_is_true(corpus):
    for name, commits in corpus.items():
        history = read_history(commits)
        assert history.oids == [each['oid'] for each in reversed(commits)], name
        assert (history.problems, history.missing, history.is_tangled) == ([], {}, False), name
        layout = lay_out(history.parents)
        assert_true_of(history, layout)
        assert_clear_of_dots(layout, 14, len(commits))


@pytest.mark.parametrize('heads', [1, 2, 5, 12, 40])
def test_every_picture_of_made_histories_is_true(heads):
    for seed in range(30):
        commits = made(seed, 5 + seed * 3, heads)
        history = read_history(commits)
        assert history.oids == [each['oid'] for each in reversed(commits)]
        assert not history.problems and not history.missing
        layout = lay_out(history.parents)
        assert_true_of(history, layout)
        if seed % 6 == 0:
            assert_clear_of_dots(layout, 5 + seed % 9, len(commits))
        assert vars(lay_out(read_history(commits).parents)) == vars(layout)


def test_of_spoiled_histories_all_is_shown_that_can_be():
    for seed in range(200):
        items = spoiled(seed, 4 + seed % 50)
        history = read_history(items)
        kept = [item for item in items if isinstance(item, dict) and isinstance(item.get('oid'), str)]
        assert sorted(history.oids) == sorted(item['oid'] for item in kept)
        assert 'commit 1 has no id' in history.problems
        assert all(parent > row for row, own in enumerate(history.parents) for parent in own)
        assert_true_of(history, lay_out(history.parents))


def test_what_is_computed_is_the_same_in_the_browser(compiled, corpus):
    cases = [*corpus.values(), *(made(seed, 40 + seed, 2 + seed) for seed in range(12)), *(spoiled(seed, 30) for seed in range(25))]
    for items in cases:
        for query in ['', 'fix']:
            assert call(compiled, 'case', 'picture', items, query) == picture(items, query)


def test_each_window_shows_every_line_that_passes_it():
    for seed in range(40):
        history = read_history(made(seed, 60, 3 + seed))
        layout = lay_out(history.parents)
        whole = {(edge, row) for edge, (top, bottom) in enumerate(zip(layout.tops, layout.bottoms)) for row in range(top, bottom + 1)}
        for first, last in [(0, 59), (7, 20), (30, 31), (50, 59)]:
            shown = edges_within(layout, index_of(layout, []), first, last, layout.width)
            passing = {(layout.edge_lanes[edge], layout.bottoms[edge]) for edge, row in whole if row == first and layout.tops[edge] < first}
            assert {(layout.edge_lanes[edge], layout.bottoms[edge]) for edge in shown if layout.tops[edge] < first} == passing
            assert [edge for edge in shown if layout.tops[edge] >= first] == [
                edge for edge, top in enumerate(layout.tops) if first <= top <= last]
            assert len(shown) <= layout.width + sum(first <= top <= last for top in layout.tops)
    strong = [row % 2 == 1 for row in range(3)]
    layout = lay_out([[2], [2], []])
    layout.edge_lanes = [0, 0]
    assert [edges_within(layout, index_of(layout, each), 2, 2, 9) for each in (strong, [])] == [[1], [0]]


def test_a_path_ends_where_the_window_does():
    layout = lay_out([[1, 2], [2], []])
    room = Room(10, 2, 0)
    assert path_of(layout, 0, 0, 2, room) == 'M12 13V39'
    assert path_of(layout, 1, 0, 2, room) == 'M12 13C12 22 22 17 22 26V52C22 61 12 56 12 65'
    assert path_of(layout, 1, 1, 1, room) == 'M22 0V26'


@pytest.mark.parametrize('heads', [3, 30, 300])
def test_windows_of_long_histories_hold_what_a_look_at_all_lines_finds(heads):
    """The index by blocks of rows misses no line; beyond the limit, one line represents all that pass through."""
    history = read_history(made(7, 1500, heads))
    layout = lay_out(history.parents)
    for strong in ([], ancestry(history.parents, 40)):
        index = index_of(layout, strong)
        for first in [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 700, 1450]:
            last = first + 30
            wanted = {}
            for edge, (top, bottom, lane) in enumerate(zip(layout.tops, layout.bottoms, layout.edge_lanes)):
                if top < first <= bottom and (lane not in wanted or strong and strong[top]):
                    wanted[lane] = edge
            begun = [edge for edge, top in enumerate(layout.tops) if first <= top <= last]
            shown = edges_within(layout, index, first, last, layout.width)
            assert {(layout.edge_lanes[edge], layout.bottoms[edge]) for edge in shown if edge not in begun} == {
                (lane, layout.bottoms[edge]) for lane, edge in wanted.items()}
            assert [edge for edge in shown if edge in set(begun)] == begun
            if strong:
                assert {lane for lane, edge in wanted.items() if strong[layout.tops[edge]]} == {
                    layout.edge_lanes[edge] for edge in shown if edge not in begun and strong[layout.tops[edge]]}
            few = edges_within(layout, index, first, last, 5)
            assert [edge for edge in few if layout.edge_lanes[edge] < 5 or layout.bottoms[edge] <= last or layout.tops[edge] >= first] == [
                edge for edge in shown if edge in few and (layout.edge_lanes[edge] < 5 or layout.bottoms[edge] <= last or layout.tops[edge] >= first)]
            assert sum(layout.bottoms[edge] > last and layout.tops[edge] < first and layout.edge_lanes[edge] >= 5 for edge in few) <= 1
            assert {edge for edge in shown if layout.bottoms[edge] <= last} <= set(few)


@pytest.mark.parametrize('count', [1, 3, 8, 64, 300])
@pytest.mark.parametrize('width', [320, 400, 600, 1000])
def test_lanes_take_a_third_of_a_page_and_a_fifth_of_a_phone_at_most(count, width):
    room = room_for(count, width, 0)
    assert room.width <= width / 3 and (width >= 500 or room.width <= width / 5)
    assert 8 <= room.gap <= 14 and (room.limit == count or 1 <= room.limit < count)
    wide = room_for(count, width, 10 ** 6)
    assert wide.width <= width - 120 and wide.limit >= room.limit


@pytest.mark.parametrize(('commits', 'lanes'), [
    ([], []),
    ([commit('a')], [0]),
    ([commit('a'), commit('b', 'a'), commit('c', 'b')], [0, 0, 0]),
    ([commit('a'), commit('b', 'a'), commit('c', 'a'), commit('m', 'b', 'c')], [0, 0, 1, 0]),
    # Several roots, one below the other, need only one lane.
    ([commit('a'), commit('b'), commit('c', 'b')], [0, 0, 0]),
    # Criss-cross.
    ([commit('a'), commit('b', 'a'), commit('c', 'a'), commit('m', 'b', 'c'), commit('n', 'c', 'b')], [0, 1, 0, 2, 0]),
    # A stash: a merge of a commit with the index, which has no other child.
    ([commit('a'), commit('i', 'a'), commit('w', 'a', 'i'), commit('b', 'a')], [0, 2, 1, 0]),
])
def test_lanes_of_small_histories(commits, lanes):
    history = read_history(commits)
    layout = lay_out(history.parents)
    assert_true_of(history, layout)
    assert dict(zip(history.oids, layout.lanes)) == dict(zip([each['oid'] for each in commits], lanes))


def test_lanes_are_reused_and_many_branches_of_one_commit_join():
    straight = [commit('0')]
    for number in range(1, 400):
        straight += [commit(f'b{number}', straight[-1]['oid']), commit(f'm{number}', straight[-1]['oid'], f'b{number}')]
    assert lay_out(read_history(straight).parents).width == 2
    fan = [commit('root'), *(commit(f'tip{number}', 'root') for number in range(500))]
    assert lay_out(read_history(fan).parents).width == CROWDED + 1


@pytest.mark.parametrize(('items', 'problems'), [
    ([commit('a'), 5, commit('b', 'a')], ['commit 2 has no id']),
    ([commit('a'), {'oid': ''}, {'oid': None}], ['commit 2 has no id', 'commit 3 has no id']),
    ([{'oid': 'a'}], ['commit a has no list of parents']),
    ([{'oid': 'a', 'parent_ids': 'b'}], ['commit a has no list of parents']),
    ([{'oid': 'a', 'parent_ids': [None, 3]}], ['commit a has a parent that is no id'] * 2),
    ([commit('a'), commit('a')], ['commit a comes twice']),
    ([commit('a', 'b'), commit('b', 'c'), commit('c', 'a')], ['commit c is among its own ancestors']),
    ([commit('a', 'a')], ['commit a is among its own ancestors']),
    ([commit('a'), {'oid': 'b'}, commit('c'), {'oid': 'd'}, 5], ['commit b has no list of parents', 'commit d has no list of parents', 'commit 5 has no id']),
    # Valid: children before parents, and a parent that is named twice or missing.
    ([commit('c', 'b'), commit('b', 'a', 'a'), commit('a', 'gone')], []),
])
def test_what_is_wrong_is_named(items, problems):
    history = read_history(items)
    assert history.problems == problems
    assert_true_of(history, lay_out(history.parents))


def test_parents_are_found_by_abbreviated_ids_if_only_one_commit_can_be_meant():
    items = [commit('1234567aa'), commit('1234567bb'), commit('89abcdef01'), commit('x', '1234567a', '89abcde', '1234567', '89abcdef0123')]
    history = read_history(items)
    assert history.parents[0] == [3, 1]
    assert history.missing == {0: ['1234567']}
    assert read_history([commit('12345'), commit('b', '1234', '123456')]).missing == {0: ['1234', '123456']}


def test_a_search_leaves_the_lines_between_what_it_finds():
    for seed in range(40):
        history = read_history(made(seed, 50))
        rows = found(history, 'ADD ')
        assert rows == [row for row, record in enumerate(history.records) if 'Add ' in record['message']]
        parents = thinned(history.parents, rows)
        for place, own in enumerate(parents):
            ancestors = ancestry(history.parents, rows[place])
            assert all(other > place and ancestors[rows[other]] for other in own) and len(set(own)) == len(own)
            direct = {rows.index(parent) for parent in history.parents[rows[place]] if parent in rows}
            assert direct <= set(own)
        layout = lay_out(parents)
        assert len(layout.lanes) == len(rows) and layout.tops == sorted(layout.tops)
    history = read_history([commit('1f', message='Fix the İ'), commit('2e', '1f', author='Ünal'), commit('3d', '2e')])
    assert [found(history, query) for query in ['', 'fix', 'ÜNAL', '2E', 'nothing']] == [[0, 1, 2], [2], [1], [1], []]


def test_ancestry_is_the_commit_and_all_it_was_made_from():
    history = read_history(made(3, 80))
    for row in range(80):
        wanted, path = set(), [row]
        while path:
            each = path.pop()
            if each not in wanted:
                wanted.add(each)
                path += history.parents[each]
        assert {each for each, marked in enumerate(ancestry(history.parents, row)) if marked} == wanted


def test_a_branch_stands_at_its_newest_commit_whatever_it_is_called():
    names = ['hasOwnProperty', '__proto__', 'x<y>', 'master', 'constructor']
    commits = [commit(f'{number}{name}', branch=name) for number in range(3) for name in names]
    assert sorted(tips(read_history([*commits, commit('last')])).items()) == [(row + 1, name) for row, name in enumerate(reversed(names))]
