"""The register of a row: the same state in any order, no value lost that nobody replaced."""

import json
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.sharing import state as states
from learnerplan.sharing.clock import Stamp
from learnerplan.sharing.operations import ROW, WHOLE, Operation, Unreadable, read, write, write_whole
from learnerplan.sharing.state import RowState, loaded, of_text

CELLS = {"title": ("title",), "dates": ("starts", "ends")}
BODY = {"title": "Read", "starts": "1", "ends": "2"}


def session(device: int, launch: int = 0) -> str:
    return f"{device:016x}-{launch:012x}"


class Author:
    """A planbook that holds the row, edits it by what it sees, and keeps all it did."""

    def __init__(self, number: int) -> None:
        self.session = session(number)
        self.state = RowState()
        self.hlc = 0
        self.known: list[Operation] = []

    def take(self, op: Operation) -> None:
        self.hlc = max(self.hlc, op.hlc)
        self.state.absorb(op)
        self.known.append(op)

    def do(self, cell: str, value, **more) -> Operation:
        self.hlc += 1
        op = Operation("goal", "g", cell, self.hlc, self.session, value, **more)
        self.take(op)
        return op

    def born(self, body=BODY) -> Operation:
        return self.do(ROW, {"v": dict(body)}, bases=tuple(head.stamp for head in self.state.lives))

    def edit(self, cell: str, value) -> Operation:
        return self.do(cell, value, bases=tuple(head.stamp for head in self.state.heads(cell, CELLS[cell])))

    def delete(self) -> Operation:
        covers = {cell: tuple(head.stamp for head in heads) for cell, heads in self.state.cells.items()}
        bases = tuple(head.stamp for head in self.state.lives)
        return self.do(ROW, {"x": self.state.shown(CELLS) or {}}, bases=bases, covers=covers or None)


def together(ops) -> RowState:
    state = RowState()
    for op in ops:
        state.absorb(op)
    return state


def test_an_edit_replaces_what_its_author_saw():
    author = Author(1)
    author.born()
    author.edit("title", "Read more")
    assert author.state.shown(CELLS) == {**BODY, "title": "Read more"}
    assert author.state.choices(CELLS) == []


def test_two_edits_at_once_are_both_kept_and_the_newest_is_shown():
    one, two = Author(1), Author(2)
    two.take(one.born())
    mine, theirs = one.edit("title", "Mine"), two.edit("title", "Theirs")
    one.take(theirs)
    two.take(mine)
    assert one.state.dumped() == two.state.dumped()
    assert [head.value for head in one.state.heads("title", ("title",))] == ["Theirs", "Mine"]
    assert one.state.choices(CELLS) == ["title"]
    two.take(one.edit("title", "Mine"))
    assert two.state.choices(CELLS) == []
    assert two.state.shown(CELLS)["title"] == "Mine"


def test_equal_values_are_no_choice():
    one, two = Author(1), Author(2)
    two.take(one.born())
    theirs = two.edit("title", "Same")
    one.edit("title", "Same")
    one.take(theirs)
    assert len(one.state.heads("title", ("title",))) == 2
    assert one.state.choices(CELLS) == []


def test_columns_of_one_group_move_together():
    one, two = Author(1), Author(2)
    two.take(one.born())
    theirs = two.edit("dates", {"starts": "3", "ends": "4"})
    mine = one.edit("dates", {"starts": "5", "ends": "6"})
    one.take(theirs)
    two.take(mine)
    shown = one.state.shown(CELLS)
    assert (shown["starts"], shown["ends"]) in (("3", "4"), ("5", "6"))
    assert one.state.choices(CELLS) == two.state.choices(CELLS) == ["dates"]


def test_a_change_that_the_deletion_had_not_seen_keeps_the_row():
    one, two = Author(1), Author(2)
    two.take(one.born())
    edit, death = one.edit("title", "Still needed"), two.delete()
    assert not two.state.is_alive()
    one.take(death)
    two.take(edit)
    assert one.state.survived()
    assert two.state.survived()
    assert one.state.shown(CELLS) == two.state.shown(CELLS) == {**BODY, "title": "Still needed"}
    two.take(one.delete())
    assert not two.state.is_alive()
    two.take(one.born({**BODY, "title": "Again"}))
    assert two.state.is_alive()
    assert not two.state.survived()
    assert two.state.shown(CELLS)["title"] == "Again"


def test_what_was_replaced_before_it_came_still_tells_what_it_had_replaced():
    one, two, three = Author(1), Author(2), Author(3)
    birth = one.born()
    two.take(birth)
    first = one.edit("title", "First")
    two.take(first)
    second = two.edit("title", "Second")
    three.take(birth)
    three.take(first)
    three.take(second)
    death = three.delete()
    late = together([birth, death, first])
    assert late.is_alive()
    late.absorb(second)
    assert not late.is_alive()


def test_a_whole_state_takes_away_the_values_that_it_has_seen_replaced():
    one, two = Author(1), Author(2)
    two.take(one.born())
    two.take(one.edit("title", "Read more"))
    two.delete()
    assert one.state.join(of_text(two.state.dumped()))
    assert not one.state.is_alive()
    assert one.state.cells == {}
    assert one.state.dumped() == two.state.dumped()


def test_a_row_that_two_deleted_is_shown_as_the_newer_found_it():
    one, two = Author(1), Author(2)
    two.take(one.born())
    two.take(one.edit("title", "Newest"))
    deaths = one.delete(), two.delete()
    state = together([*one.known, deaths[1]])
    assert not state.is_alive()
    assert len(state.lives) == 2
    assert state.shown(CELLS) == {**BODY, "title": "Newest"}


def test_a_row_of_which_only_a_cell_has_come_is_not_shown_yet():
    one = Author(1)
    one.born()
    edit = one.edit("title", "Early")
    state = together([edit])
    assert state.is_alive()
    assert state.shown(CELLS) is None
    assert state.choices(CELLS) == []


def test_two_births_differ_in_cells():
    one, two = Author(1), Author(2)
    mine, theirs = one.born(), two.born({**BODY, "title": "Other"})
    one.take(theirs)
    two.take(mine)
    assert one.state.choices(CELLS) == ["title"]
    pick = one.edit("title", "Read")
    two.take(pick)
    assert two.state.choices(CELLS) == []
    assert two.state.shown(CELLS)["title"] == "Read"


def test_cells_of_a_later_version_come_along():
    author = Author(1)
    author.born({**BODY, "colour": "red"})
    author.do("mood", "calm")
    assert author.state.shown(CELLS) == {**BODY, "colour": "red", "mood": "calm"}
    assert author.state.choices(CELLS) == []


def histories(seed: int) -> tuple[list[Operation], list[Author]]:
    """Some authors who edit, delete and bring back, and hear of each other now and then, in any order."""
    chance = random.Random(seed)
    authors = [Author(number) for number in range(1, chance.randint(2, 4) + 1)]
    made: list[Operation] = []
    for _step in range(chance.randint(1, 24)):
        author = chance.choice(authors)
        deed = chance.random()
        if deed < 0.35:
            theirs = chance.choice(authors)
            # What a session did comes in its order.
            for op in theirs.known[: chance.randint(0, len(theirs.known))]:
                if op not in author.known:
                    author.take(op)
        elif not author.state.is_alive():
            made.append(author.born({**BODY, "title": f"b{len(made)}"}))
        elif deed < 0.5:
            made.append(author.delete())
        elif author.state.shown(CELLS) is not None:
            cell = chance.choice(list(CELLS))
            value = f"v{len(made)}" if cell == "title" else {"starts": f"v{len(made)}", "ends": "e"}
            made.append(author.edit(cell, value))
    return made, authors


@given(st.integers(0, 1 << 30), st.randoms(use_true_random=False))
@settings(max_examples=150, deadline=None)
def test_any_order_and_any_number_of_times_gives_one_state(seed, chance):
    made, authors = histories(seed)
    ordered = together(made).dumped()
    shuffled = [*made, *chance.sample(made, len(made) // 2)]
    chance.shuffle(shuffled)
    assert together(shuffled).dumped() == ordered
    joined = RowState()
    parts = [author.state for author in authors]
    chance.shuffle(parts)
    for part in [*parts, *parts]:
        joined.join(of_text(part.dumped()))
    for op in shuffled:
        joined.absorb(op)
    assert joined.dumped() == ordered


@given(st.integers(0, 1 << 30))
@settings(max_examples=150, deadline=None)
def test_the_values_that_stand_are_those_that_nobody_who_saw_them_replaced(seed):
    made, _authors = histories(seed)
    state = together(made)
    for cell in CELLS:
        replaced = {stamp for op in made if op.cell == cell for stamp in op.bases}
        replaced |= {stamp for op in made for stamp in (op.covers or {}).get(cell, ())}
        standing = {Stamp(op.hlc, op.session) for op in made if op.cell == cell} - replaced
        assert {head.stamp for head in state.cells.get(cell, ())} == standing


@given(st.integers(0, 1 << 30))
@settings(max_examples=60, deadline=None)
def test_to_have_seen_something_twice_is_to_have_seen_it(seed):
    made, _authors = histories(seed)
    assert together(op._replace(bases=(*op.bases, *op.bases)) for op in made).dumped() == together(made).dumped()


@given(st.integers(0, 1 << 30))
@settings(max_examples=60, deadline=None)
def test_operations_and_states_go_through_json(seed):
    made, _authors = histories(seed)
    assert [read(write(op)) for op in made] == made
    state = together(made)
    text = state.dumped()
    assert of_text(text).dumped() == text
    assert loaded(json.loads(text)).dumped() == text
    whole = Operation("goal", "g", WHOLE, 0, session(9), json.loads(text))
    assert write_whole("goal", "g", session(9), text) == write(whole)
    fresh = RowState()
    assert fresh.absorb(whole) == bool(made)
    assert not fresh.absorb(whole)
    assert fresh.dumped() == text


LIFE = [[5, session(1), {"v": {}}]]


@pytest.mark.parametrize(
    "parts",
    [
        None,
        {},
        {"l": [], "c": {}, "s": {}, "x": 1},
        {"l": 3, "c": {}, "s": {}},
        {"l": [], "c": [], "s": {}},
        {"l": [], "c": {}, "s": []},
        {"l": [], "c": {"": LIFE}, "s": {}},
        {"l": [], "c": {"*": [[5, session(1), "x"]]}, "s": {"*": {session(1): 5}}},
        {"l": [], "c": {"title": []}, "s": {}},
        {"l": [], "c": {"title": ["x"]}, "s": {}},
        {"l": [[5, session(1)]], "c": {}, "s": {"": {session(1): 5}}},
        {"l": LIFE, "c": {}, "s": {}},
        {"l": LIFE, "c": {}, "s": {"": {session(1): 4}}},
        {"l": LIFE, "c": {}, "s": {"": 5}},
        {"l": LIFE, "c": {}, "s": {"": {"x": 5}}},
        {"l": LIFE, "c": {}, "s": {"": {session(1): -5}}},
        {"l": [[5, session(1), "no life"]], "c": {}, "s": {"": {session(1): 5}}},
        {"l": [], "c": {"title": [[5, session(1), [1]]]}, "s": {"title": {session(1): 5}}},
    ],
)
def test_a_state_that_is_none_is_refused(parts):
    with pytest.raises(Unreadable):
        loaded(parts)


def test_the_order_of_stamps_is_the_same_everywhere():
    heads = [states.Head(5, session(device), str(device)) for device in (3, 1, 2)]
    state = RowState()
    for head in heads:
        state.absorb(Operation("goal", "g", "title", head.hlc, head.session, head.value))
    assert [head.value for head in state.heads("title", ("title",))] == ["3", "2", "1"]
