"""Choosing: one value stands instead of all, for everybody; paragraphs of two people go together where they can."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.sharing import choosing
from learnerplan.sharing.choosing import merged
from learnerplan.sharing.rows import Key
from tests.sharing.sides import SHARE, Side, sides
from tests.sharing.simulator import scene

TEXT = "SELECT text FROM note WHERE id = 'note-1'"
SET = "UPDATE note SET text = ? WHERE id = 'note-1'"
NOTE = Key("note", "note-1")


def between(*some: Side) -> None:
    for _ in range(2):
        for side in some:
            side.round()


def open_ones(side: Side) -> list[tuple[Key, str, list[str]]]:
    with side.book.reading() as connection:
        found = choosing.open_choices(connection, side.ports)
    return [(key, cell, [head.value for head in heads]) for key, cell, heads in found]


def choose(side: Side, key: Key, cell: str, value: object) -> None:
    side.now += 1000
    with side.book.editing("Choose") as connection:
        choosing.choose(connection, side.ports, key, cell, value)


def differing() -> tuple[Side, Side]:
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "mine")
    ana.edit(SET, "theirs")
    between(owner, ana)
    return owner, ana


def test_both_see_the_same_choice_with_the_shown_value_first():
    owner, ana = differing()
    assert open_ones(owner) == open_ones(ana)
    ((key, cell, values),) = open_ones(owner)
    assert (key, cell) == (NOTE, "text")
    assert values[0] == owner.value(TEXT) == ana.value(TEXT)
    assert set(values) == {"mine", "theirs"}


def test_what_one_chooses_stands_for_both():
    owner, ana = differing()
    choose(ana, NOTE, "text", "mine")
    assert ana.value(TEXT) == "mine"
    assert open_ones(ana) == []
    between(ana, owner)
    assert owner.value(TEXT) == "mine"
    assert open_ones(owner) == []
    assert owner.states() == ana.states()


def test_a_group_of_columns_is_chosen_as_one():
    owner, ana = sides("owner", "ana")
    owner.edit("UPDATE learner SET given = 'Noor' WHERE id = 'learner-2'")
    ana.edit("UPDATE learner SET family = 'Said' WHERE id = 'learner-2'")
    between(owner, ana)
    ((key, cell, _values),) = open_ones(owner)
    assert cell == "name"
    choose(owner, key, cell, {"given": "Noor", "family": "Said"})
    between(owner, ana)
    for side in (owner, ana):
        assert side.book.connection.execute("SELECT given, family FROM learner WHERE id = 'learner-2'").fetchall() == [
            ("Noor", "Said")
        ]


def test_a_version_that_comes_in_after_the_choice_is_a_choice_again():
    owner, ana = differing()
    (ben,) = (Side("ben", owner.files),)
    ben.edit(SET, "a third")
    choose(owner, NOTE, "text", "mine")
    between(ben, owner, ana)
    ((_key, _cell, values),) = open_ones(owner)
    assert set(values) == {"mine", "a third"}
    assert open_ones(ana) == open_ones(owner) == open_ones(ben)


def test_two_who_choose_differently_at_once_have_a_choice_again():
    owner, ana = differing()
    choose(owner, NOTE, "text", "mine")
    choose(ana, NOTE, "text", "theirs")
    between(owner, ana)
    assert len(open_ones(owner)) == len(open_ones(ana)) == 1


def test_taking_a_choice_back_is_a_change_like_any_other():
    owner, ana = differing()
    shown = owner.value(TEXT)
    other = "mine" if shown == "theirs" else "theirs"
    choose(owner, NOTE, "text", other)
    owner.edit(SET, shown)
    between(owner, ana)
    assert ana.value(TEXT) == shown
    assert open_ones(ana) == []


def test_what_was_typed_before_choosing_is_not_lost():
    owner, ana = differing()
    owner.edit(SET, "typed since")
    choose(owner, NOTE, "text", "mine")
    assert owner.value(TEXT) == "mine"
    between(owner, ana)
    assert ana.value(TEXT) == "mine"


def test_a_choice_goes_into_every_share_that_the_row_is_in_and_a_readers_into_none():
    owner, ana = differing()
    choose(owner, NOTE, "text", "mine")
    found = owner.book.connection.execute("SELECT DISTINCT share FROM share_out ORDER BY share").fetchall()
    assert found == [(SHARE,), (scene.ONE,)]
    (reader,) = (Side("reader", owner.files),)
    reader.round()
    reader.edit(SET, "by a reader")
    ana.edit(SET, "by Ana")
    between(ana, reader)
    choose(reader, NOTE, "text", "by a reader")
    assert reader.value(TEXT) == "by a reader"
    assert reader.value("SELECT count(*) FROM share_out") == 0


def test_a_row_that_is_in_no_share_has_nothing_to_choose():
    (owner,) = sides("owner")
    with pytest.raises(LookupError), owner.book.editing("Choose") as connection:
        choosing.choose(connection, owner.ports, Key("note", "nobody's"), "text", "x")


@pytest.mark.parametrize(
    ("was", "mine", "theirs", "both"),
    [
        ("a\nb\nc", "A\nb\nc", "a\nb\nC", "A\nb\nC"),
        ("a\nb\nc", "a\nb\nC", "A\nb\nc", "A\nb\nC"),
        ("a\nb\nc", "a\nc", "a\nb\nc\nd", "a\nc\nd"),
        ("a\nb\nc", "x\na\nb\nc", "a\nb\nc\ny", "x\na\nb\nc\ny"),
        ("a\nb\nc", "A\nb\nc", "A\nb\nc", "A\nb\nc"),
        ("a\nb\nc", "A\nb\nc", "A\nb\nC", "A\nb\nC"),
        ("a\nb\nc", "A\nb\nc", "B\nb\nc", None),
        ("a\nb\nc", "A\nb\nc", "a\nB\nc", None),
        ("a\nb\nc", "a\nb\nc\nd", "a\nb\nc\ne", None),
        ("a\nb\nc", "a\nx\nb\nc", "a\ny\nb\nc", None),
        ("a", "a", "a", "a"),
    ],
)
def test_paragraphs(was, mine, theirs, both):
    assert merged(was, mine, theirs) == both


_LINES = st.lists(st.sampled_from("abcdef"), min_size=1, max_size=7).map("\n".join)


@given(_LINES, _LINES, _LINES)
def test_a_merged_text_does_not_depend_on_whose_it_is_and_takes_every_change(was, mine, theirs):
    both = merged(was, mine, theirs)
    assert both == merged(was, theirs, mine)
    assert merged(was, mine, was) == mine
    assert merged(was, was, theirs) == theirs
    if both is not None:
        assert set(both.split("\n")) <= set(was.split("\n")) | set(mine.split("\n")) | set(theirs.split("\n"))
        fresh = (set(mine.split("\n")) | set(theirs.split("\n"))) - set(was.split("\n"))
        assert fresh <= set(both.split("\n"))
