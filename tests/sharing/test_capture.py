"""From the journal to operations: what was done here goes out as it was meant, and nothing else does."""

import json
from dataclasses import replace

from learnerplan.sharing import capture, rounds
from learnerplan.sharing.state import of_text
from tests.sharing.sides import SHARE, Side, sides
from tests.sharing.simulator import book as books
from tests.sharing.simulator import scene

TEXT = "SELECT text FROM note WHERE id = 'note-1'"
SET = "UPDATE note SET text = ? WHERE id = 'note-1'"
ADD = "INSERT INTO note VALUES (?, ?, ?, NULL)"


def between(*some: Side) -> None:
    for _ in range(2):
        for side in some:
            side.round()


def made(side: Side, share: str = SHARE) -> list[list]:
    """What a round makes of what was done since the last."""
    with side.book.writing("Capture") as connection:
        before = connection.execute("SELECT coalesce(max(n), 0) FROM share_out").fetchone()[0]
        capture.capture(connection, side.ports)
        found = connection.execute("SELECT op FROM share_out WHERE n > ? AND share = ? ORDER BY n", (before, share))
        return [json.loads(text) for (text,) in found.fetchall()]


def let_go(side, learner):
    """Delete a learner with all that is shared of them."""
    for table in ("goal", "note", "support"):
        side.edit(f"DELETE FROM {table} WHERE learner_id = ?", learner)
    side.edit("DELETE FROM learner WHERE id = ?", learner)


def test_several_edits_of_a_cell_are_one_operation_with_the_last_value():
    (owner,) = sides("owner")
    owner.edit(SET, "one")
    owner.edit(SET, "two")
    ((table, row, cell, hlc, session, value, bases, *_rest),) = made(owner)
    assert (table, row, cell, value) == ("note", "note-1", "text", "two")
    assert hlc >> 16 == owner.now
    assert session == owner.ports.session
    assert len(bases) == 1
    assert made(owner) == []


def test_what_is_as_it_was_before_goes_nowhere():
    (owner,) = sides("owner")
    was = owner.value(TEXT)
    owner.edit(SET, "changed")
    owner.edit(SET, was)
    assert made(owner) == []


def test_columns_of_a_group_go_together():
    (owner,) = sides("owner")
    owner.edit("UPDATE learner SET given = 'Noor' WHERE id = 'learner-1'")
    ((_table, _row, cell, _hlc, _session, value, *_rest),) = made(owner)
    assert (cell, value) == ("name", {"given": "Noor", "family": "n1"})


def test_a_text_of_several_paragraphs_brings_along_what_it_was():
    (owner,) = sides("owner")
    owner.edit(SET, "one\ntwo")
    made(owner)
    owner.edit(SET, "one\nthree")
    ((*_parts, covers, was),) = made(owner)
    assert (covers, was) == (None, "one\ntwo")


def test_a_row_that_came_and_one_that_went():
    owner, ana = sides("owner", "ana")
    owner.edit(ADD, "note-9", "learner-2", "new")
    owner.edit("DELETE FROM goal WHERE id = 'goal-1'")
    between(owner, ana)
    assert ana.value("SELECT text FROM note WHERE id = 'note-9'") == "new"
    assert ana.value("SELECT count(*) FROM goal") == 0
    assert ana.states() == owner.states()


def test_a_row_that_came_and_went_between_two_rounds_is_nobodys_business():
    (owner,) = sides("owner")
    owner.edit(ADD, "note-9", "learner-2", "short")
    owner.edit("DELETE FROM note WHERE id = 'note-9'")
    assert made(owner) == []


def test_a_row_that_went_and_came_back_unchanged_is_no_change():
    (owner,) = sides("owner")
    owner.edit("DELETE FROM note WHERE id = 'note-2'")
    owner.edit("INSERT INTO note VALUES ('note-2', 'learner-2', 'first', 'calm')")
    assert made(owner) == []


def test_undoing_a_deletion_after_it_went_out_brings_the_row_back_everywhere():
    owner, ana = sides("owner", "ana")
    owner.edit("DELETE FROM note WHERE id = 'note-2'")
    between(owner, ana)
    assert ana.value("SELECT count(*) FROM note WHERE id = 'note-2'") == 0
    owner.edit("INSERT INTO note VALUES ('note-2', 'learner-2', 'first', 'calm')")
    between(owner, ana)
    assert ana.value("SELECT text FROM note WHERE id = 'note-2'") == "first"
    assert ana.states() == owner.states()


def test_an_undo_after_a_change_came_in_replaces_that_change():
    owner, ana = sides("owner", "ana")
    owner.edit(SET, "mine")
    between(owner, ana)
    ana.edit(SET, "theirs")
    between(ana, owner)
    assert owner.value(TEXT) == "theirs"
    owner.edit(SET, "first")
    between(owner, ana)
    assert ana.value(TEXT) == "first"
    assert choices(owner) == choices(ana) == 0


def choices(side: Side) -> object:
    return side.value("SELECT coalesce(sum(choices), 0) FROM share_row")


def test_a_link_that_only_waits_is_not_taken_for_an_emptied_one():
    owner, ana = sides("owner", "ana")
    owner.edit(ADD, "note-9", "learner-1", "new")
    between(owner, ana)
    owner.edit("UPDATE goal SET about_id = 'note-9' WHERE id = 'goal-1'")
    ana.edit("DELETE FROM note WHERE id = 'note-9'")
    between(owner, ana)
    assert ana.value("SELECT about_id FROM goal WHERE id = 'goal-1'") is None
    ana.edit("DELETE FROM goal WHERE id = 'goal-1'")
    ana.edit("INSERT INTO goal VALUES ('goal-1', 'learner-1', 'anew', NULL, 'a', 'b')")
    between(ana, owner)
    assert owner.value("SELECT words FROM goal WHERE id = 'goal-1'") == "anew"
    owner.edit(ADD, "note-9", "learner-1", "back")
    between(owner, ana)
    for side in (owner, ana):
        assert side.value("SELECT about_id FROM goal WHERE id = 'goal-1'") == "note-9"


def test_a_deleted_row_that_is_kept_goes_when_the_last_one_that_needs_it_is_deleted_here():
    owner, ana = sides("owner", "ana")
    let_go(owner, "learner-1")
    ana.edit(ADD, "note-9", "learner-1", "about one who goes")
    between(owner, ana)
    assert owner.value("SELECT count(*) FROM learner WHERE id = 'learner-1'") == 1
    ana.edit("DELETE FROM note WHERE id = 'note-9'")
    between(ana, owner)
    for side in (owner, ana):
        assert side.value("SELECT count(*) FROM learner WHERE id = 'learner-1'") == 0


def test_a_deleted_row_that_is_kept_goes_when_the_last_one_is_given_to_another_here():
    owner, ana = sides("owner", "ana")
    owner.edit(ADD, "note-9", "learner-2", "one more")
    between(owner, ana)
    let_go(owner, "learner-1")
    ana.edit("UPDATE note SET learner_id = 'learner-1' WHERE id = 'note-9'")
    between(owner, ana)
    assert owner.value("SELECT count(*) FROM learner WHERE id = 'learner-1'") == 1
    ana.edit("UPDATE note SET learner_id = 'learner-2' WHERE id = 'note-9'")
    between(ana, owner)
    for side in (owner, ana):
        assert side.value("SELECT count(*) FROM learner WHERE id = 'learner-1'") == 0


def test_a_kept_row_that_is_deleted_again_here_has_nothing_new_to_say():
    owner, ana = sides("owner", "ana")
    ana.edit("INSERT INTO aid VALUES ('aid-1', 'learner-3', 'mine')")
    let_go(owner, "learner-3")
    between(owner, ana)
    assert ana.value("SELECT count(*) FROM learner WHERE id = 'learner-3'") == 1
    ana.edit("DELETE FROM aid")
    ana.edit("DELETE FROM learner WHERE id = 'learner-3'")
    assert made(ana) == []
    assert ana.states() == owner.states()


def test_a_table_that_is_not_shared_goes_nowhere():
    (owner,) = sides("owner")
    owner.ports = replace(owner.ports, shape=books.shape(books.OLD))
    owner.edit("UPDATE goal SET words = 'write' WHERE id = 'goal-1'")
    assert made(owner) == []


def test_a_row_that_belongs_to_a_share_and_is_not_here_enters_when_it_comes():
    (owner,) = sides("owner")
    ghost = ("note", "note-9", "main")
    owner.ports = replace(owner.ports, entering=lambda _connection, _share, changed: [ghost] if changed else [])
    owner.edit(SET, "anything")
    assert [parts[1] for parts in made(owner)] == ["note-1"]
    owner.edit(ADD, "note-9", "learner-2", "came")
    assert [parts[1] for parts in made(owner)] == ["note-9"]


def test_private_rows_go_nowhere():
    (owner,) = sides("owner")
    owner.edit("INSERT INTO aid VALUES ('aid-1', 'learner-1', 'between me and me')")
    assert made(owner) == []


def test_what_a_reader_changes_stays_beside_what_comes():
    owner, reader = sides("owner", "reader")
    reader.edit(SET, "by a reader")
    assert made(reader) == []
    owner.edit(SET, "by the owner")
    between(owner, reader)
    state = of_text(reader.states()["note", "note-1"])
    assert {head.value for head in state.heads("text", ("text",))} == {"by a reader", "by the owner"}
    assert choices(reader) == 1
    assert choices(owner) == 0


def test_a_row_in_two_shares_goes_into_both_and_a_new_one_enters_both():
    (owner,) = sides("owner")
    owner.edit(SET, "for both")
    with owner.book.writing("Capture") as connection:
        capture.capture(connection, owner.ports)
        where = connection.execute("SELECT share FROM share_out ORDER BY share").fetchall()
    assert where == [(SHARE,), (scene.ONE,)]
    owner.edit(ADD, "note-9", scene.FIRST, "new in both")
    owner.edit(ADD, "note-8", "learner-2", "new in one")
    assert [parts[1] for parts in made(owner, scene.ONE)] == ["note-9"]


def test_nothing_is_captured_for_a_share_that_was_left():
    (owner,) = sides("owner")
    with owner.book.writing("Leave") as connection:
        connection.execute("UPDATE share SET state = 'left'")
    owner.edit(SET, "for myself")
    assert made(owner) == []
    with owner.book.writing("Come back") as connection:
        connection.execute("UPDATE share SET state = 'on'")
    assert made(owner) == []
    assert rounds.held(owner.book.connection, SHARE).may_write


def test_clocks_do_not_stand_in_the_way_of_what_is_newer():
    owner, ana = sides("owner", "ana")
    owner.now += 5 * 365 * 24 * 3_600_000
    owner.edit(SET, "from the future")
    between(owner, ana)
    ana.edit(SET, "after it")
    between(ana, owner)
    assert owner.value(TEXT) == ana.value(TEXT) == "after it"
    owner.now -= 10 * 365 * 24 * 3_600_000
    owner.edit(SET, "from the past")
    between(owner, ana)
    assert owner.value(TEXT) == ana.value(TEXT) == "from the past"
    assert choices(owner) == choices(ana) == 0
