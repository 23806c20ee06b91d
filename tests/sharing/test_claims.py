"""Claims: nobody can have seen what a planbook never wrote; who says so is not believed."""

import pytest

from learnerplan.sharing.clock import Stamp
from learnerplan.sharing.operations import ROW, WHOLE
from learnerplan.sharing.problems import Trouble
from tests.sharing.handmade import Handmade
from tests.sharing.sides import sides

TEXT = "SELECT text FROM note WHERE id = 'note-1'"
SET = "UPDATE note SET text = ? WHERE id = 'note-1'"
BODY = {"learner_id": "learner-1", "text": "theirs", "mood": None}


def claims(hand: Handmade, session: str) -> dict[str, list]:
    never = Stamp((1 << 62) - 1, session)
    seen = {"": {session: never.hlc, hand.session: hand.hlc + 1}}
    whole = {"l": [[hand.hlc + 1, hand.session, {"v": BODY}]], "c": {}, "s": seen}
    return {
        "bases": hand.op("note", "note-1", "text", "theirs", bases=(never,)),
        "covers": hand.op("note", "note-1", ROW, {"x": {}}, covers={"text": (never,)}),
        "state": hand.op("note", "note-1", WHOLE, whole),
    }


@pytest.mark.parametrize("kind", ["bases", "covers", "state"])
def test_what_claims_to_have_seen_our_future_is_set_apart(kind):
    owner, ana = sides("owner", "ana")
    owner.round()
    hand = Handmade(ana)
    hand.put([claims(hand, owner.ports.session)[kind]])
    assert owner.round().news == 0
    assert owner.value(TEXT) == "first"
    assert {found for found, *_rest in owner.troubles()} == {Trouble.FORGED}
    owner.edit(SET, "still heard")
    assert owner.round().ended
    assert owner.value(TEXT) == "still heard"


def test_what_claims_to_be_by_us_and_is_not_is_set_apart():
    owner, ana = sides("owner", "ana")
    owner.round()
    hand = Handmade(ana)
    op = hand.op("note", "note-1", "text", "not by us")
    op[3], op[4] = (1 << 62) - 1, owner.ports.session
    hand.put([op])
    owner.round()
    assert owner.value(TEXT) == "first"


@pytest.mark.parametrize("state", [None, {"s": 3}, {"s": {"text": 3}}, {"s": {"text": {"x": "y"}}}])
def test_a_state_that_is_none_is_told_as_such(state):
    owner, ana = sides("owner", "ana")
    hand = Handmade(ana)
    hand.put([hand.op("note", "note-1", WHOLE, state)])
    owner.round()
    assert {found for found, *_rest in owner.troubles()} == {Trouble.UNREADABLE}
