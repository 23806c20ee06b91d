"""Which plans wait to be agreed, and when anybody hears of it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from learnerplan.domain.plans import Agreer
from learnerplan.services import agreeing, learners, plan_states, plans, terms

AUGUST = date(2026, 8, 24)


@pytest.fixture
def term(room):
    first = terms.listed(room.store, AUGUST)[0]
    for learner in (room.ana, room.minh):
        plans.start(room.store, learner, today=AUGUST, term_id=first.id)
    return first


def count(room, day, class_id=None):
    found = agreeing.waiting(room.store, day, room.class_id if class_id is None else class_id)
    return found.plans if found is not None else 0


def test_drafts_are_counted_until_they_are_agreed(room, term):
    assert count(room, AUGUST) == count(room, AUGUST, "") == 2
    assert count(room, AUGUST, "another") == 0
    plan = plans.of_learner(room.store, room.ana)[0].id
    for who in (Agreer.LEARNER, Agreer.TEACHER):
        plan_states.agree(room.store, plan, who, AUGUST)
    assert count(room, AUGUST) == 1
    learners.set_active(room.store, room.minh, False)
    assert agreeing.waiting(room.store, AUGUST, room.class_id) is None


@pytest.mark.parametrize(("days", "told"), [(-15, 0), (-14, 2), (0, 2), (27, 2), (28, 0)])
def test_it_is_told_while_a_term_begins(room, term, days, told):
    assert count(room, term.starts_on + timedelta(days)) == told


def test_between_two_terms_it_is_the_one_to_come(room, term):
    second = terms.listed(room.store, AUGUST)[1]
    plans.start(room.store, room.ana, today=AUGUST, term_id=second.id)
    found = agreeing.waiting(room.store, term.ends_on + timedelta(1), room.class_id)
    assert (found.term_id, found.plans) == (second.id, 1)
