from __future__ import annotations

import pytest

from learnerplan.errors import UserError
from learnerplan.services import learners, plans, terms, year_preview, years


def test_it_says_who_comes_along_and_changes_nothing(room):
    year = years.sheet(room.store).years[0]
    before = years.sheet(room.store)
    held = year_preview.preview(room.store, year.id)
    assert (held.name, held.terms, held.classes) == ("2027–28", 5, 1)
    assert [(one.name, one.grade, one.next_grade) for one in held.learners] == [
        ("Ana Lúcia Ferreira", "6", "7"),
        ("Minh Nguyễn", "6", "7"),
    ]
    assert years.sheet(room.store) == before


def test_what_it_promises_is_what_is_done(room):
    year = years.sheet(room.store).years[0]
    held = year_preview.preview(room.store, year.id)
    done = years.roll_over(room.store, year.id, leaving=[room.minh])
    assert (done.name, done.learners, done.classes) == (held.name, len(held.learners) - 1, held.classes)
    assert learners.one(room.store, room.ana).grade == "7"
    assert not learners.one(room.store, room.minh).active


def test_an_archived_learner_and_a_gone_year(room):
    year = years.sheet(room.store).years[0]
    learners.set_active(room.store, room.minh, False)
    assert [one.id for one in year_preview.preview(room.store, year.id).learners] == [room.ana]
    with pytest.raises(UserError, match="no longer there"):
        year_preview.preview(room.store, "nobody")


def test_a_class_with_its_own_terms_keeps_its_plans_in_sight(room):
    year = years.sheet(room.store).years[0]
    plan = plans.start(room.store, room.ana, today=room.today)
    years.give_class_terms(room.store, room.class_id, year.id)
    assert plans.sheet(room.store, room.ana, today=room.today).plan.id == plan
    now = terms.current(room.store, room.today, learner_id=room.ana)
    assert now.id == plans.of_learner(room.store, room.ana)[0].term_id
    years.drop_class_terms(room.store, room.class_id, year.id)
    assert plans.sheet(room.store, room.ana, today=room.today).plan.id == plan
    assert all(term.class_id is None for term in years.sheet(room.store).terms)


def test_a_plan_in_a_term_that_the_school_lacks_stays_with_the_class(room):
    year = years.sheet(room.store).years[0]
    years.give_class_terms(room.store, room.class_id, year.id)
    last = years.sheet(room.store).terms[4]
    years.remove_term(room.store, last.id)
    own = [term for term in years.sheet(room.store).terms if term.class_id][-1]
    plans.start(room.store, room.ana, today=room.today, term_id=own.id)
    with pytest.raises(UserError, match="Plans belong to"):
        years.drop_class_terms(room.store, room.class_id, year.id)
