"""Values that stay at home: others know that there is one, and whatever they do, it goes on standing here."""

from dataclasses import replace

from learnerplan.sharing import reporting, rounds
from learnerplan.sharing.operations import ROW, STAYS, WHOLE
from learnerplan.sharing.shape import Shape
from tests.sharing.handmade import Handmade
from tests.sharing.sides import SHARE, Side, sides
from tests.sharing.simulator import book as books
from tests.sharing.simulator import scene

MOOD = "SELECT mood FROM note WHERE id = ?"
SET = "UPDATE note SET mood = ? WHERE id = 'note-1'"
ADD = "INSERT INTO note VALUES (?, 'learner-1', 'text', ?)"


def stays(value: object) -> bool:
    return isinstance(value, str) and value.startswith("private")


def shape() -> Shape:
    usual = books.shape(books.NEW)
    return replace(usual, tables={**usual.tables, "note": replace(usual.tables["note"], home={"mood": stays})})


def at_home(*names: str) -> tuple[Side, ...]:
    found = sides(*names)
    for side in found:
        side.ports = replace(side.ports, shape=shape())
    return found


def between(*some: Side) -> None:
    for _ in range(2):
        for side in some:
            for share in (SHARE, scene.ONE):
                if side.value("SELECT 1 FROM share WHERE id = ?", share):
                    side.round(share)


def told(side: Side) -> str:
    """All that a planbook holds of others' words."""
    return " ".join(str(row) for row in side.book.connection.execute("SELECT state FROM share_row").fetchall())


def test_it_goes_to_ones_own_devices_and_to_nobody_else():
    owner, ana, tutor = at_home("owner", "ana", "tutor")
    owner.edit(SET, "private: mine")
    owner.edit(ADD, "note-9", "private: new")
    owner.edit(ADD, "note-8", "for all")
    between(owner, ana, tutor)
    assert (ana.value(MOOD, "note-1"), ana.value(MOOD, "note-9")) == ("private: mine", "private: new")
    assert (tutor.value(MOOD, "note-9"), tutor.value(MOOD, "note-8")) == (None, "for all")
    assert "private" not in told(tutor)
    assert tutor.value("SELECT text FROM note WHERE id = 'note-9'") == "text"


def test_what_others_change_beside_it_leaves_it_standing():
    owner, tutor = at_home("owner", "tutor")
    owner.edit(SET, "private: mine")
    between(owner, tutor)
    tutor.edit("UPDATE note SET text = 'by the tutor' WHERE id = 'note-1'")
    between(tutor, owner)
    assert owner.value("SELECT text FROM note WHERE id = 'note-1'") == "by the tutor"
    assert owner.value(MOOD, "note-1") == "private: mine"


def test_who_holds_the_same_but_for_it_has_the_same_digest():
    owner, tutor = at_home("owner", "tutor")
    owner.edit(SET, "private: mine")
    between(owner, tutor)
    found = set()
    for side in (owner, tutor):
        with side.book.reading() as connection:
            found.add(reporting.digest(connection, side.ports.shape, rounds.held(connection, scene.ONE)))
    assert len(found) == 1


def test_a_whole_row_that_enters_leaves_it_behind():
    owner, tutor = at_home("owner", "tutor")
    owner.edit("INSERT INTO note VALUES ('note-9', 'learner-2', 'text', 'private: mine')")
    between(owner, tutor)
    owner.edit("UPDATE note SET learner_id = 'learner-1' WHERE id = 'note-9'")
    between(owner, tutor)
    assert tutor.value("SELECT text FROM note WHERE id = 'note-9'") == "text"
    assert tutor.value(MOOD, "note-9") is None
    assert owner.value(MOOD, "note-9") == "private: mine"


def test_a_row_that_others_bring_back_has_it_again():
    owner, tutor = at_home("owner", "tutor")
    owner.edit(ADD, "note-9", "private: mine")
    between(owner, tutor)
    tutor.edit("DELETE FROM note WHERE id = 'note-9'")
    between(tutor, owner)
    assert owner.value("SELECT count(*) FROM note WHERE id = 'note-9'") == 0
    tutor.edit(ADD, "note-9", None)
    hand = Handmade(tutor, share=scene.ONE)
    body = {"learner_id": "learner-1", "text": "back", "mood": STAYS}
    hand.put([hand.op("note", "note-9", ROW, {"v": body})])
    between(tutor, owner)
    assert owner.value("SELECT count(*) FROM note WHERE id = 'note-9'") == 1
    assert STAYS not in str(owner.book.connection.execute("SELECT * FROM note").fetchall())


def test_a_row_of_which_it_never_came_has_nothing_there():
    owner, tutor = at_home("owner", "tutor")
    hand = Handmade(owner, share=scene.ONE)
    hand.put([hand.op("note", "note-9", ROW, {"v": {"learner_id": "learner-1", "text": "new", "mood": STAYS}})])
    between(tutor)
    assert tutor.value("SELECT text FROM note WHERE id = 'note-9'") == "new"
    assert tutor.value(MOOD, "note-9") is None


def test_what_comes_with_it_all_the_same_is_not_kept_by_others():
    owner, tutor = at_home("owner", "tutor")
    hand = Handmade(owner, share=scene.ONE)
    seen = {
        "": {hand.session: hand.hlc + 5},
        "mood": {hand.session: hand.hlc + 6},
        "text": {hand.session: hand.hlc + 7},
    }
    body = {"learner_id": "learner-1", "text": "new", "mood": "private: told"}
    whole = {
        "l": [[hand.hlc + 5, hand.session, {"v": body}]],
        "c": {
            "mood": [[hand.hlc + 6, hand.session, "private: told"]],
            "text": [[hand.hlc + 7, hand.session, "newest"]],
        },
        "s": seen,
    }
    hand.put(
        [
            hand.op("note", "note-1", "mood", "private: told"),
            hand.op("note", "note-9", WHOLE, whole),
            hand.op("learner", "learner-1", "nick", "Nick"),
            hand.op("note", "note-3", WHOLE, {"no": "state"}),
        ]
    )
    between(tutor)
    assert "private" not in told(tutor)
    assert tutor.value("SELECT text FROM note WHERE id = 'note-9'") == "newest"
    assert tutor.value("SELECT nick FROM learner WHERE id = 'learner-1'") == "Nick"
