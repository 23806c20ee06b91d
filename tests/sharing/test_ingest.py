"""Taking in: what makes no sense, does not belong or may not stand is set apart; everything else comes in."""

import gc
import json
from dataclasses import replace

import pytest

from learnerplan.domain.shares import Section
from learnerplan.sharing import ingest, rounds
from learnerplan.sharing.operations import ROW, WHOLE, Unreadable
from learnerplan.sharing.problems import Trouble
from learnerplan.sharing.state import of_text
from tests.sharing.handmade import Handmade
from tests.sharing.sides import SHARE, Side, sides
from tests.sharing.simulator import book as books
from tests.sharing.simulator import scene

TEXT = "SELECT text FROM note WHERE id = 'note-1'"
SET = "UPDATE note SET text = ? WHERE id = 'note-1'"
GOOD = {"learner_id": "learner-1", "text": "good", "mood": None}


def between(*some: Side) -> None:
    for _ in range(2):
        for side in some:
            side.round()


def pending(side: Side) -> list[tuple[str, str]]:
    return side.book.connection.execute("SELECT why, op FROM share_pending ORDER BY n").fetchall()


def kinds(side: Side) -> set[Trouble]:
    return {kind for kind, *_rest in side.troubles()}


BAD = [
    None,
    7,
    "op",
    [],
    ["note"],
    ["Note", "x", "", 1, "s", {}, []],
    ["note", "half \ud800", "text", 1, "0" * 16 + "-" + "0" * 12, "x", []],
    ["note", "note-1", "text", 1, "0" * 16 + "-" + "0" * 12, "half \udc00", []],
    ["note", "note-1", "text", 1, "0" * 16 + "-" + "0" * 12, {"deep": {}}, []],
    ["note", "note-1", "*", 1, "0" * 16 + "-" + "0" * 12, {"no": "state"}, []],
    ["note", "note-1", "*", 1, "0" * 16 + "-" + "0" * 12, None, []],
    ["note", "note-1", "text", -1, "0" * 16 + "-" + "0" * 12, "x", []],
    ["note", "note-1", "text", 1, "me", "x", []],
    ["note", "note-1", "", 1, "0" * 16 + "-" + "0" * 12, "alive", []],
    ["note", "note-1", "text", 1, "0" * 16 + "-" + "0" * 12, "x", [["a", "b"]]],
]


def test_operations_that_make_no_sense_are_set_apart_and_the_others_stand():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put([*BAD, hand.op("note", "note-9", ROW, {"v": GOOD})])
    hand.put([hand.op("note", "note-8", ROW, {"v": {**GOOD, "text": "after it"}})])
    came = owner.round()
    assert came.ended
    assert came.news == 2
    assert owner.value("SELECT text FROM note WHERE id = 'note-9'") == "good"
    assert owner.value("SELECT text FROM note WHERE id = 'note-8'") == "after it"
    assert [why for why, _op in pending(owner)] == ["unreadable"] * len(BAD)
    assert kinds(owner) == {Trouble.UNREADABLE}
    ((_kind, subject, _detail),) = owner.troubles()
    assert subject == f"main/{hand.session}/1"


@pytest.mark.parametrize("payload", [b"no json", b"{}", b"[" * 50_000, b"\xff\xfe\xff", b""])
def test_a_batch_that_makes_no_sense_is_set_apart_and_the_next_one_comes_in(payload):
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put(payload)
    hand.put([hand.op("note", "note-9", ROW, {"v": GOOD})])
    assert owner.round().news == 1
    assert owner.value("SELECT text FROM note WHERE id = 'note-9'") == "good"
    assert kinds(owner) == {Trouble.UNREADABLE}


def test_operations_of_any_depth_do_no_harm():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    for depth in (100, *range(880, 1000, 12)):
        hand.put(b"[" + b"[" * depth + b"]" * depth + b"]")
    assert owner.round().ended
    assert kinds(owner) == {Trouble.UNREADABLE}


def test_rows_that_do_not_belong_to_the_share_are_not_touched():
    owner, tutor = sides("owner", "tutor")
    hand = Handmade(tutor, share=scene.ONE)
    hand.put(
        [
            hand.op("learner", "learner-2", "nick", "Mine now"),
            hand.op("note", "note-2", ROW, {"x": {}}),
            hand.op("learner", "learner-1", "nick", "Ours"),
        ]
    )
    owner.round(scene.ONE)
    assert owner.value("SELECT nick FROM learner WHERE id = 'learner-2'") == "n2"
    assert owner.value("SELECT count(*) FROM note WHERE id = 'note-2'") == 1
    assert owner.value("SELECT nick FROM learner WHERE id = 'learner-1'") == "Ours"
    assert [why for why, _op in pending(owner)] == ["outside", "outside"]
    assert {kind for kind, *_rest in owner.troubles(scene.ONE)} == {Trouble.OUTSIDE}


def test_supports_come_in_their_own_section_alone():
    owner, tutor = sides("owner", "tutor")
    owner.ports = with_restricted(owner)
    hand = Handmade(tutor, share=scene.ONE)
    body = {"learner_id": "learner-1", "text": "quiet room"}
    hand.put([hand.op("support", "support-1", "text", "x"), hand.op("support", "support-9", ROW, {"v": body})])
    other = Handmade(tutor, "b", share=scene.ONE)
    other.put([other.op("support", "support-8", ROW, {"v": body})], section=Section.RESTRICTED)
    owner.round(scene.ONE)
    assert owner.value("SELECT text FROM support WHERE id = 'support-1'") == "quiet room"
    assert owner.value("SELECT count(*) FROM support WHERE id = 'support-9'") == 0
    assert owner.value("SELECT count(*) FROM support WHERE id = 'support-8'") == 1
    assert [why for why, _op in pending(owner)] == ["outside", "outside"]


def with_restricted(side: Side):
    return replace(side.ports, shape=replace(side.ports.shape, restricted=frozenset({"support"})))


def test_a_row_of_one_section_is_not_changed_through_the_other():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put([hand.op("note", "note-1", "text", "hidden")], section=Section.RESTRICTED)
    owner.round()
    assert owner.value(TEXT) == "first"
    assert kinds(owner) == {Trouble.OUTSIDE}


def test_two_rows_of_one_id_that_meet_with_equal_values_are_one():
    owner, ana = sides("owner", "ana")
    for side in (owner, ana):
        side.edit("INSERT INTO note VALUES ('note-9', 'learner-2', 'same', NULL)")
    between(owner, ana)
    assert choices(owner) == choices(ana) == 0
    assert owner.states() == ana.states()


def choices(side: Side) -> object:
    return side.value("SELECT coalesce(sum(choices), 0) FROM share_row")


def no_longer_shared(side: Side, row: str) -> None:
    """As if the row had been here before the share was."""
    with side.book.writing("Forget") as connection:
        connection.execute("DELETE FROM share_row WHERE row_id = ?", (row,))
        connection.execute("DELETE FROM share_scope WHERE row_id = ?", (row,))


@pytest.mark.parametrize(("name", "writes"), [("ana", True), ("reader", False)])
def test_a_row_that_was_here_before_meets_a_different_one_and_nothing_is_lost(name, writes):
    owner, other = sides("owner", name)
    other.edit(SET, "as it was here")
    no_longer_shared(other, "note-1")
    owner.edit(SET, "as it is there")
    owner.round()
    other.book.connection.execute("UPDATE share_meta SET value = (SELECT max(seq) FROM change) WHERE name = 'captured'")
    other.round()
    state = of_text(other.states()["note", "note-1"])
    assert {"as it was here", "as it is there"} <= {head.value for head in state.heads("text", ("text",))}
    assert choices(other) >= 1
    between(owner, other)
    # A reader's own goes to nobody.
    assert (choices(owner) > 0) is writes


def test_an_equal_row_that_was_here_before_is_taken_for_the_same():
    owner, ana = sides("owner", "ana")
    no_longer_shared(ana, "note-3")
    hand = Handmade(owner)
    body = {"learner_id": "learner-3", "text": "first", "mood": "calm"}
    hand.put(
        [
            hand.op("note", "note-3", ROW, {"v": body}),
            hand.op("note", "note-3", WHOLE, {"no": "state"}),
            hand.op("note", "note-9", ROW, {"v": GOOD}),
        ]
    )
    ana.round()
    assert choices(ana) == 0
    assert ana.value("SELECT count(*) FROM share_scope WHERE row_id = 'note-3'") == 1
    assert [why for why, _op in pending(ana)] == ["unreadable"]


def test_what_stays_although_it_was_deleted_is_told_once():
    owner, ana = sides("owner", "ana")
    owner.edit("DELETE FROM note WHERE id = 'note-2'")
    ana.edit("UPDATE note SET text = 'still needed' WHERE id = 'note-2'")
    between(owner, ana)
    notices = "SELECT count(*) FROM share_notice WHERE kind = 'kept' AND row_id = 'note-2'"
    assert owner.value(notices) == ana.value(notices) == 1
    ana.edit("UPDATE note SET text = 'and more' WHERE id = 'note-2'")
    between(ana, owner)
    assert owner.value(notices) == 1
    assert owner.value("SELECT text FROM note WHERE id = 'note-2'") == "and more"


def test_what_comes_through_one_share_is_passed_on_into_the_other():
    owner, tutor, ana = sides("owner", "tutor", "ana")
    tutor.edit(SET, "by the tutor")
    tutor.edit("INSERT INTO note VALUES ('note-9', 'learner-1', 'new by the tutor', NULL)")
    tutor.round(scene.ONE)
    owner.round(scene.ONE)
    owner.round()
    ana.round()
    assert ana.value(TEXT) == "by the tutor"
    assert ana.value("SELECT text FROM note WHERE id = 'note-9'") == "new by the tutor"
    ana.edit(SET, "by Ana")
    ana.round()
    owner.round()
    owner.round(scene.ONE)
    tutor.round(scene.ONE)
    assert tutor.value(TEXT) == "by Ana"
    assert choices(owner) == choices(tutor) == choices(ana) == 0


def test_a_whole_state_of_a_row_sets_the_clock():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    later = (owner.now + 3_600_000) << 16
    born = [later, hand.session, {"v": GOOD}]
    absurd = [1 << 62, f"{'e' * 16}-{'e' * 12}", "absurd"]
    seen = {"": {hand.session: later}, "text": {absurd[1]: absurd[0]}}
    hand.put([hand.op("note", "note-9", WHOLE, {"l": [born], "c": {"text": [absurd]}, "s": seen})])
    hand.put([hand.op("note", "note-7", WHOLE, {"l": [], "c": {}, "s": {}})])
    owner.round()
    assert owner.value("SELECT text FROM note WHERE id = 'note-9'") == "absurd"
    assert later <= int(owner.value("SELECT value FROM share_meta WHERE name = 'hlc'")) < later + (1 << 32)


def test_a_snapshot_with_one_wrong_row_is_taken_for_none():
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "in it")
    owner.round()
    hand = Handmade(owner)
    with ana.book.reading() as connection:
        share = rounds.held(connection, SHARE)
    state = {"l": [], "c": {}, "s": {}}
    for wrong in (["no operation"], hand.op("note", "note-1", WHOLE, {"no": "state"})):
        listed = [hand.op("note", "note-9", WHOLE, state), wrong]
        with pytest.raises(Unreadable), ana.book.writing("Take") as connection:
            ingest.take_states(connection, ana.ports, share, Section.MAIN, listed)
        assert ("note", "note-9") not in ana.states()


def test_what_waits_for_an_update_is_told_and_comes_with_it():
    owner, old = sides("owner", "ana")
    old.book.put_back(books.older(old.book.image()), books.OLD)
    old.launch()
    assert old.round().ended
    owner.edit("UPDATE goal SET words = 'newest' WHERE id = 'goal-1'")
    owner.edit("UPDATE note SET mood = 'glad', text = 'both' WHERE id = 'note-1'")
    between(owner, old)
    assert old.value(TEXT) == "both"
    assert old.value("SELECT count(*) FROM share_row WHERE waits LIKE '%newer%'") > 0
    old.edit("UPDATE note SET text = 'by the old one' WHERE id = 'note-1'")
    between(old, owner)
    assert owner.value("SELECT mood FROM note WHERE id = 'note-1'") == "glad"
    old.book.update()
    old.launch()
    between(old, owner)
    assert old.value("SELECT words FROM goal WHERE id = 'goal-1'") == "newest"
    assert old.value("SELECT mood FROM note WHERE id = 'note-1'") == "glad"
    assert old.states() == owner.states()
    assert old.value("SELECT count(*) FROM share_row WHERE waits LIKE '%newer%'") == 0


def test_what_is_set_apart_can_be_read_again():
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put([["note", "half \ud800"]])
    owner.round()
    ((_why, text),) = pending(owner)
    assert json.loads(text) == ["note", "half \ud800"]


@pytest.mark.parametrize("on", [True, False])
def test_garbage_is_collected_afterwards_as_it_was_before(on):
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "came in")
    owner.round()
    was_on = gc.isenabled()
    try:
        (gc.enable if on else gc.disable)()
        ana.round()
        assert gc.isenabled() is on
    finally:
        (gc.enable if was_on else gc.disable)()
    assert ana.value(TEXT) == "came in"
