"""Today: the few numbers and names of the first page."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from learnerplan.domain.checkins import Staleness, staleness
from learnerplan.services import classes, conferences, learners, terms, today, years
from tests.bench import planbooks

TODAY = date.today()


@pytest.fixture(scope="module")
def school(tmp_path_factory):
    """A class of sixty with plans and check-ins, and nine learners of another class."""
    store = planbooks.filled(tmp_path_factory.mktemp("school") / "planbook", 60)
    other = classes.add(store, "Room 14")
    for number in range(9):
        learners.add(store, class_id=other, given_name=f"Other {number}", family_name="Åberg")
    yield store
    store.close()


@pytest.mark.parametrize("name", ["Room 12", "Room 14", ""])
def test_the_numbers_and_names_agree_with_the_roster(school, name):
    room = classes.named(school, name).id if name else ""
    held = today.overview(school, today=TODAY, class_id=room)
    roster = learners.roster(school, today=TODAY, class_id=room)
    fresh = [row for row in roster if staleness(row.last_check_in, TODAY)[0] is Staleness.FRESH]
    look = [row for row in roster if row.goal_needs_look]
    assert (held.learners, held.seen, held.needing_look) == (len(roster), len(fresh), len(look))
    assert [row.id for row in held.faces] == [row.id for row in roster]
    assert [row.last_check_in for row in held.faces] == [row.last_check_in for row in roster]
    assert {row.id for row in held.need_look} <= {row.id for row in look}
    assert len(held.need_look) == min(today.NEED_A_LOOK, len(look))
    waiting = sorted(row.last_check_in or date.min for row in roster if row not in fresh)
    assert [row.last_check_in or date.min for row in held.longest] == waiting[: today.LONGEST]


def test_only_meetings_from_today_on_are_shown_with_the_name_that_the_learner_likes(room):
    for day in (-1, 0, 3):
        conferences.plan(
            room.store, room.minh, held_at=datetime.combine(room.today, datetime.min.time()) + timedelta(day)
        )
    held = today.overview(room.store, today=room.today)
    assert [(one.called, (one.at.date() - room.today).days) for one in held.meetings] == [("Minh", 0), ("Minh", 3)]


def test_the_checklist_asks_whether_there_is_any(room, tmp_path):
    held = today.overview(room.store, today=room.today)
    assert held.start.learners is True
    assert held.start.check_ins is False
    assert not held.start.finished
    assert held.term == terms.current(room.store, room.today)


def test_a_class_whose_own_terms_end_early_does_not_go_on_with_the_schools(room):
    held = years.sheet(room.store)
    years.give_class_terms(room.store, room.class_id, held.years[0].id)
    own = [term for term in years.sheet(room.store).terms if term.class_id]
    for term in own[3:]:
        years.remove_term(room.store, term.id)
    after = today.overview(room.store, today=own[2].ends_on + timedelta(1), class_id=room.class_id)
    assert (after.resting, after.following) == (True, None)
    assert not after.year_over, "the others of the school go on"
    assert (
        today.overview(room.store, today=own[1].ends_on + timedelta(2), class_id=room.class_id).following
        == (terms.of_class(room.store, own[2].starts_on, room.class_id)[2])
    )
    assert today.overview(room.store, today=held.years[0].ends_on + timedelta(1), class_id=room.class_id).year_over
