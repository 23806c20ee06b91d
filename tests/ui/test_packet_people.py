"""Who gets a packet, and whose is looked at."""

from __future__ import annotations

import pytest

from learnerplan.services.learners import NameRow
from ui.models.packet_order import Scope
from ui.models.packet_people import People


def row(learner_id, given, family):
    return NameRow(learner_id, given, family, "", "", "given", True)


KNOWN = {one.id: one for one in (row("1", "Ana", "Ferreira"), row("2", "Minh", "Nguyễn"), row("3", "Bo", "Adams"))}
ROOM = People(KNOWN, "Room 12", ("1", "2"), learner_id="1")


def test_arrows_step_round_the_class_of_the_learner():
    assert ROOM.stepped(1).learner_id == "2"
    assert ROOM.stepped(1).stepped(1).learner_id == "1"
    assert ROOM.looking_at("3").stepped(1).learner_id == "1"
    assert ROOM.place == "1 of 2"


def test_everyone_is_in_the_order_of_family_names():
    assert ROOM.scoped(Scope.EVERYONE).whose() == ("3", "1", "2")


def test_another_scope_looks_at_somebody_of_it():
    assert ROOM.looking_at("3").scoped(Scope.CLASS).learner_id == "1"
    assert ROOM.scoped(Scope.CLASS).looking_at("3").scope is Scope.ONE


@pytest.mark.parametrize(
    ("held", "whose"),
    [
        (People(scope=Scope.CHOSEN, chosen=("2", "9"), learner_id="2"), ("2",)),
        (People(scope=Scope.CHOSEN, chosen=("9",), learner_id="9"), ("2",)),
        (People(learner_id="9"), ("2",)),
        (People(learner_id="3"), ("3",)),
        (People(scope=Scope.CLASS, learner_id="3"), ("1", "2")),
    ],
)
def test_the_choice_is_carried_over_and_the_next_conference_leads(held, whose):
    assert held.renewed(KNOWN, "Room 12", ("1", "2"), ("3", "2")).whose() == whose


def test_a_class_that_is_gone_leaves_one_learner():
    gone = ROOM.scoped(Scope.CLASS).renewed(KNOWN, "", (), ())
    assert (gone.scope, gone.learner_id) == (Scope.ONE, "1")
    assert [scope for scope, _words in gone.scopes] == [Scope.ONE, Scope.EVERYONE]


def test_without_learners_nobody_gets_a_packet():
    nobody = ROOM.renewed({}, "", (), ())
    assert (nobody.whose(), nobody.name, nobody.called, nobody.place) == ((), "", "", "")


def test_at_most_three_scopes_stand_side_by_side():
    chosen = People(KNOWN, "Room 12", ("1", "2"), chosen=("1", "2"), scope=Scope.CHOSEN, learner_id="1")
    assert [words for _scope, words in chosen.scopes] == ["Student", "2 chosen", "Class"]
