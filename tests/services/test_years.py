from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import grades, records
from learnerplan.domain.goals import GoalKind
from learnerplan.errors import UserError
from learnerplan.services import classes, goals, learners, plan_papers, plans, rail, terms, today, years
from tests.storage.dumps import dump

TODAY = date(2026, 11, 18)


@pytest.fixture
def year(room):
    return years.sheet(room.store).years[0]


def names(room):
    return [(term.name, term.position) for term in years.sheet(room.store).terms]


def test_five_terms_are_there_and_may_be_renamed_and_moved(room):
    first, second = years.sheet(room.store).terms[:2]
    years.change_term(room.store, first.id, name="Autumn", starts_on=date(2026, 8, 20), ends_on=first.ends_on)
    assert names(room)[0] == ("Autumn", 1)
    assert years.sheet(room.store).years[0].starts_on == date(2026, 8, 20), "the year holds its terms"
    with pytest.raises(UserError, match="overlap with Autumn"):
        years.change_term(room.store, second.id, name="Term 2", starts_on=first.ends_on, ends_on=second.ends_on)


def test_a_term_in_between_takes_its_place_by_its_dates(room, year):
    first, second = years.sheet(room.store).terms[:2]
    years.add_term(room.store, year.id, name="Project days", starts_on=date(2026, 10, 17), ends_on=date(2026, 10, 18))
    assert names(room)[:3] == [(first.name, 1), ("Project days", 2), (second.name, 3)]


def test_a_term_with_plans_stays(room):
    plans.start(room.store, room.ana, today=TODAY)
    before = dump(room.store)
    held = next(term for term in years.sheet(room.store).terms if term.plans)
    with pytest.raises(UserError, match="1 plan belongs"):
        years.remove_term(room.store, held.id)
    assert dump(room.store) == before
    years.remove_term(room.store, years.sheet(room.store).terms[-1].id)
    assert len(years.sheet(room.store).terms) == 4


@pytest.mark.parametrize(("name", "ends", "said"), [("X", 1, "before it begins"), (" ", 9, "needs a name")])
def test_odd_terms_are_refused(room, year, name, ends, said):
    with pytest.raises(UserError, match=said):
        years.add_term(room.store, year.id, name=name, starts_on=date(2027, 7, 2), ends_on=date(2027, 7, ends))


def test_a_class_may_have_terms_of_its_own(room, year):
    other = classes.add(room.store, "Room 9")
    zoe = learners.add(room.store, class_id=other, given_name="Zoe")
    years.give_class_terms(room.store, other, year.id)
    theirs = [term for term in years.sheet(room.store).terms if term.class_id == other]
    years.change_term(
        room.store, theirs[0].id, name="Quarter 1", starts_on=theirs[0].starts_on, ends_on=theirs[0].ends_on
    )
    assert terms.listed(room.store, TODAY, learner_id=zoe)[0].name == "Quarter 1"
    assert terms.listed(room.store, TODAY, learner_id=room.ana)[0].name == "Term 1"
    assert len(terms.listed(room.store, TODAY)) == 5
    plan = plans.start(room.store, zoe, today=TODAY)
    assert room.store.value("SELECT term_id FROM plan WHERE id = ?", (plan,)) in {term.id for term in theirs}


def test_days_off_are_days_without_school(room, year):
    made = years.add_day_off(
        room.store, year.id, name="Thanksgiving", starts_on=date(2026, 11, 26), ends_on=date(2026, 11, 27)
    )
    assert years.days_off(room.store, date(2026, 11, 27), date(2026, 12, 4)) == {date(2026, 11, 27)}
    years.remove_day_off(room.store, made)
    assert years.sheet(room.store).days_off == ()
    with pytest.raises(UserError, match="before they begin"):
        years.add_day_off(room.store, year.id, name="", starts_on=date(2026, 11, 27), ends_on=date(2026, 11, 26))


def test_the_next_year_takes_the_class_along_one_grade_up(room, year):
    plan = plans.start(room.store, room.ana, today=TODAY)
    before = dump(room.store)
    done = years.roll_over(room.store, year.id, leaving=[room.minh])
    assert (done.name, done.learners, done.classes) == ("2027–28", 1, 1)
    assert room.store.value("SELECT grade FROM learner WHERE id = ?", (room.ana,)) == "7"
    assert not room.store.value("SELECT active FROM learner WHERE id = ?", (room.minh,))
    fresh = [held for held in classes.listed(room.store) if held.active]
    assert [(held.name, held.grade) for held in fresh] == [("Room 12", "7")]
    assert [row.id for row in learners.roster(room.store, today=TODAY, class_id=fresh[0].id)] == [room.ana]
    later = date(2027, 9, 15)
    assert terms.current(room.store, later).school_year == "2027–28"
    assert plans.sheet(room.store, room.ana, today=later, term_id="").plan is None
    held = plans.of_learner(room.store, room.ana)
    assert [one.id for one in held] == [plan], "what was written stays"
    with pytest.raises(UserError, match="there already"):
        years.roll_over(room.store, year.id)
    room.store.undo()
    assert dump(room.store) == before


@pytest.mark.parametrize("below", ["staying", "leaving"])
def test_a_class_that_nobody_of_moves_up_keeps_its_grade(room, year, below):
    years.roll_over(room.store, year.id, **{below: [room.ana, room.minh]})
    assert [held.grade for held in classes.listed(room.store) if held.active] == ["6"]


@pytest.fixture
def moved_up(room, year):
    """The class has terms of its own and a plan in them, and the next year has begun; gives the new class."""
    years.give_class_terms(room.store, room.class_id, year.id)
    plan = plans.start(room.store, room.ana, today=TODAY)
    goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic")
    years.roll_over(room.store, year.id)
    return next(held.id for held in classes.listed(room.store) if held.active)


def test_after_the_roll_over_the_old_years_plans_are_closed_in_the_terms_that_the_old_class_had(room, moved_up):
    june, september = date(2027, 6, 25), date(2027, 9, 15)
    over = terms.over(room.store, june, moved_up)
    assert over.term_id in {term.id for term in terms.of_class(room.store, june, moved_up)}
    assert over.term_id in {term.id for term in terms.of_class(room.store, september, moved_up, term_id=over.term_id)}
    assert over.term_id in {term.id for term in terms.listed(room.store, june, learner_id=room.ana)}
    assert plans.sheet(room.store, room.ana, today=june, term_id=over.term_id).plan is not None
    assert {term.school_year for term in terms.of_class(room.store, september, moved_up)} == {"2027–28"}
    held = {one.learner_id: one for one in rail.class_plans(room.store, moved_up, over.term_id, june)}
    assert held[room.ana].open_goals == 1
    assert rail.desk(room.store, room.ana, june, term_id=over.term_id).plan.id == held[room.ana].plan_id


def test_a_learner_who_left_keeps_the_terms_of_the_class_that_was(room, year):
    years.give_class_terms(room.store, room.class_id, year.id)
    plan = plans.start(room.store, room.ana, today=TODAY)
    term = room.store.value("SELECT term_id FROM plan WHERE id = ?", (plan,))
    years.roll_over(room.store, year.id, leaving=[room.ana])
    assert term in {held.id for held in terms.listed(room.store, date(2027, 6, 25), learner_id=room.ana)}


def test_a_new_year_still_tells_what_the_last_one_left_open_and_names_it(room, moved_up):
    assert terms.over(room.store, date(2027, 6, 25), moved_up).term == "Term 2"
    assert terms.over(room.store, date(2027, 9, 15), moved_up).term == "Term 2 of 2026–27"
    years.roll_over(room.store, years.sheet(room.store).years[-1].id)
    assert terms.over(room.store, date(2028, 9, 15)) is None, "the year before the last one is history"


def test_a_plan_of_last_year_is_found_from_the_new_one_and_back(room, moved_up):
    september = date(2027, 9, 15)
    (other,) = plans.sheet(room.store, room.ana, today=september).years
    assert other.name == "2026–27"
    old = plans.sheet(room.store, room.ana, today=september, term_id=other.term_id)
    assert old.plan is not None
    assert [year.name for year in old.years] == ["2027–28"]
    assert (
        plans.sheet(room.store, room.ana, today=september, term_id=old.years[0].term_id).term.school_year == "2027–28"
    )
    assert plans.sheet(room.store, room.minh, today=september).years == ()


def test_a_closed_plan_is_named_by_its_term_and_where_two_are_called_alike_by_its_year(room, year):
    first = plans.start(room.store, room.ana, today=TODAY)
    years.roll_over(room.store, year.id)
    second = plans.start(room.store, room.ana, today=date(2027, 11, 17))
    with room.store.transaction("Closed") as tx:
        for plan in (first, second):
            tx.change(records.Plan, plan, state="closed")
    assert plan_papers.closed_in(room.store, room.ana, "term 2") == second
    assert plan_papers.closed_in(room.store, room.ana, "Term 2 2026-27") == first
    assert plan_papers.closed_in(room.store, room.ana, "Term 2 2027–28") == second
    with pytest.raises(UserError, match="No closed plan of Term 2 2028"):
        plan_papers.closed_in(room.store, room.ana, "Term 2 2028-29")


def test_today_counts_the_weeks_of_the_terms_of_the_class(room, year):
    years.give_class_terms(room.store, room.class_id, year.id)
    mine = next(
        term for term in years.sheet(room.store).terms if term.class_id and term.starts_on <= TODAY <= term.ends_on
    )
    years.change_term(room.store, mine.id, name="Trimester", starts_on=mine.starts_on, ends_on=mine.ends_on)
    assert today.overview(room.store, today=TODAY, class_id=room.class_id).term.name == "Trimester"
    assert today.overview(room.store, today=TODAY).term.name == "Term 2"


@pytest.mark.parametrize(
    ("grade", "after"),
    [("6", "7"), ("K", "1"), ("Grade 11", "Grade 12"), ("PK", "K"), ("Year 9", "Year 10"), ("", ""), ("Owls", "Owls")],
)
def test_the_grade_after(grade, after):
    assert grades.following(grade) == after
