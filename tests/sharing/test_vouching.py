"""Vouching: what was taken in good faith from somebody who was let go since comes to everybody after all."""

import pytest

from learnerplan.domain.shares import Role, Section
from learnerplan.sharing import joined, members, rights, vouching
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.operations import ROW
from learnerplan.sharing.problems import Trouble
from tests.sharing.handmade import Handmade
from tests.sharing.sides import SHARE, Side, sides

GOOD = {"learner_id": "learner-1", "text": "in good faith", "mood": None}
COUNT = "SELECT count(*) FROM note WHERE id = ?"


def between(*some: Side) -> None:
    for _ in range(2):
        for side in some:
            side.round()


def let_go(owner: Side, who: Side) -> None:
    owner.now += 1000
    with owner.book.writing("Let go") as connection:
        person = members.load(connection, SHARE).people[who.device.id]
        joined.let_go(connection, owner.ports, SHARE, [person], EntryKind.REVOKED)


def birth(hand: Handmade, row: str) -> list:
    return hand.op("note", row, ROW, {"v": GOOD})


def test_what_only_one_took_before_hearing_of_it_is_given_in_their_own_name():
    owner, ana, ben = sides("owner", "ana", "ben")
    hand = Handmade(ben)
    hand.put([birth(hand, "note-8")])
    between(owner, ana)
    hand.put([birth(hand, "note-9")])
    ana.round()
    let_go(owner, ben)
    owner.round()
    assert owner.value(COUNT, "note-8") == 1
    assert owner.value(COUNT, "note-9") == 0
    between(ana, owner, ana)
    assert owner.value(COUNT, "note-9") == 1
    assert owner.states() == ana.states()
    hand.put([birth(hand, "note-7")])
    between(owner, ana)
    for side in (owner, ana):
        assert side.value(COUNT, "note-7") == 0
        assert Trouble.NOT_ALLOWED in {kind for kind, *_rest in side.troubles()}


def test_it_is_given_once():
    owner, ana, ben = sides("owner", "ana", "ben")
    hand = Handmade(ben)
    hand.put([birth(hand, "note-9")])
    ana.round()
    let_go(owner, ben)
    owner.round()
    ana.round()
    with ana.book.writing("Again") as connection:
        assert vouching.vouch(connection, ana.ports, SHARE, members.load(connection, SHARE)) == 0


@pytest.mark.parametrize("payload", [b"no json", b'{"no": "list"}', b'[["no operation"]]'])
def test_what_made_no_sense_when_it_came_needs_no_word(payload):
    owner, ana, ben = sides("owner", "ana", "ben")
    hand = Handmade(ben)
    hand.put(payload)
    hand.put([birth(hand, "note-9")])
    ana.round()
    let_go(owner, ben)
    between(owner, ana, owner)
    assert owner.value(COUNT, "note-9") == 1


def test_what_could_not_be_unpacked_when_it_came_stops_nothing():
    owner, ana, ben = sides("owner", "ana", "ben")
    hand = Handmade(ben)
    hand.put_unpackable()
    hand.put([birth(hand, "note-9")])
    ana.round()
    let_go(owner, ben)
    between(owner, ana, owner)
    assert ana.round().ended
    assert owner.value(COUNT, "note-9") == 1


def test_an_operation_outside_of_the_share_is_not_vouched_for():
    owner, ana, ben = sides("owner", "ana", "ben")
    hand = Handmade(ben)
    hand.put([hand.op("note", "note-1", "text", "hidden")], section=Section.RESTRICTED)
    ana.round()
    let_go(owner, ben)
    between(owner, ana, owner)
    assert owner.value("SELECT text FROM note WHERE id = 'note-1'") == "first"


def test_a_reader_cannot_vouch():
    owner, reader, ben = sides("owner", "reader", "ben")
    hand = Handmade(ben)
    hand.put([birth(hand, "note-9")])
    reader.round()
    let_go(owner, ben)
    between(owner, reader)
    assert reader.value(COUNT, "note-9") == 1
    assert owner.value(COUNT, "note-9") == 0
    assert reader.value("SELECT count(*) FROM share_out") == 0


def troubles(side: Side) -> list[tuple[str, str]]:
    return [(subject, detail) for kind, subject, detail in side.troubles() if kind is Trouble.ALONE]


def demoted(owner: Side, who: Side, role: Role = Role.READER) -> None:
    with owner.book.writing("Change") as connection:
        person = members.load(connection, SHARE).people[who.device.id]
        rights.change(connection, owner.ports, SHARE, person._replace(role=role))


def test_who_only_reads_is_told_once_of_what_they_may_hold_alone_until_it_is_everybodys():
    owner, ana, reader = sides("owner", "ana", "reader")
    ana.edit("UPDATE note SET text = 'seen by a reader alone' WHERE id = 'note-2'")
    ana.round()
    reader.round()
    demoted(owner, ana)
    owner.round()
    reader.round()
    assert troubles(reader) == [(ana.device.id, "1")]
    assert troubles(owner) == []
    with reader.book.writing("Seen") as connection:
        connection.execute("UPDATE share_problem SET gone = 'seen'")
    demoted(owner, Side("ben", owner.files))
    owner.round()
    reader.round()
    assert troubles(reader) == []
    with reader.book.writing("Not seen after all") as connection:
        connection.execute("UPDATE share_problem SET gone = NULL WHERE kind = 'alone'")
    demoted(owner, reader, Role.EDITOR)
    for side in (owner, reader, owner):
        side.round()
    assert troubles(reader) == []
    assert owner.states() == reader.states()


def test_nobody_is_told_that_their_own_changes_stand_alone_here():
    owner, ana = sides("owner", "ana")
    ana.edit("UPDATE note SET text = 'mine' WHERE id = 'note-2'")
    ana.round()
    demoted(owner, ana)
    owner.round()
    ana.round()
    assert troubles(ana) == []
    assert Trouble.RIGHTS in {kind for kind, *_rest in ana.troubles()}
