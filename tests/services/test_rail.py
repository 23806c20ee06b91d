"""The rail: a child's screen in few queries, drafts of what is typed, a class's plans, a sheet typed in."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import AbsenceKind, Mode
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import Agreer
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services import (
    check_in_grids,
    checkins,
    class_sheets,
    classes,
    goals,
    learners,
    plan_states,
    plans,
    profiles,
    rail,
    rota,
    scales,
    search,
    steps,
    terms,
    today,
    typing_drafts,
    years,
)
from learnerplan.services.check_in_grids import GridRow
from learnerplan.services.rail import Ask, AskKind

TODAY = date(2026, 11, 18)


@pytest.fixture
def plan(room):
    return plans.start(room.store, room.ana, today=TODAY)


@pytest.fixture
def goal(room, plan):
    return goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic", measure="Pages", target=12)


def say(room, text, day, **values):
    return profiles.add(room.store, room.ana, facet=Facet.HOPE, text=text, voice=Voice.LEARNER, said_on=day, **values)


def test_a_screen_has_all_that_a_talk_needs(room, plan, goal):
    done = steps.add(room.store, goal, text="Done last week", who=Who.ME)
    steps.tick(room.store, done, date(2026, 11, 11))
    now = steps.add(room.store, goal, text="Done today", who=Who.ME)
    steps.tick(room.store, now, TODAY)
    daily = steps.add(room.store, goal, text="Each day", who=Who.ME, repeats=Repeats.DAILY)
    checkins.add(room.store, room.ana, checkins.Talk(date(2026, 11, 4), words="First"))
    checkins.add(room.store, room.ana, checkins.Talk(date(2026, 11, 11), words="Then", next_move="Go on"))
    say(room, "I want to draw", date(2026, 9, 1))
    desk = rail.desk(room.store, room.ana, TODAY)
    assert [one.id for one in desk.open_goals()] == [goal]
    assert [step.id for step in desk.open_steps(goal, TODAY)] == [now, daily]
    assert (desk.last.words, desk.last.next_move) == ("Then", "Go on")
    assert (desk.quote.text, desk.quote.profile_on) == ("I want to draw", date(2026, 9, 1))


def test_a_screen_asks_few_queries(room, plan, goal):
    class Counting:
        count = 0

        def rows(self, row_type, sql, parameters=()):
            self.count += 1
            return room.store.rows(row_type, sql, parameters)

        def value(self, sql, parameters=()):
            self.count += 1
            return room.store.value(sql, parameters)

    view = Counting()
    rail.desk(view, room.ana, TODAY)
    assert view.count <= 7


def test_what_is_worth_asking(room, plan, goal):
    desk = rail.desk(room.store, room.ana, TODAY)
    assert desk.asks(TODAY) == [
        Ask(AskKind.PROFILE),
        Ask(AskKind.EVIDENCE, goal="Make a comic"),
        Ask(AskKind.MEASURE, goal="Make a comic"),
    ]
    say(room, "Old", date(2026, 8, 20))
    goals.measure(room.store, goal, measured_on=TODAY, value=2)
    assert rail.desk(room.store, room.ana, TODAY).asks(TODAY)[0] == Ask(AskKind.PROFILE, date(2026, 8, 20))
    say(room, "New", TODAY)
    assert [ask.kind for ask in rail.desk(room.store, room.ana, TODAY).asks(TODAY)] == [AskKind.EVIDENCE]


@pytest.mark.parametrize("audience", [Audience.NOT_HOME, Audience.SAFEGUARDING])
def test_what_may_go_nowhere_is_not_on_the_screen(room, audience):
    entry = say(room, "A secret", TODAY)
    profiles.set_audience(room.store, [entry], audience)
    talk = checkins.add(room.store, room.ana, checkins.Talk(TODAY, words="Another secret"))
    checkins.set_audience(room.store, talk, audience)
    desk = rail.desk(room.store, room.ana, TODAY)
    assert desk.quote is None
    assert desk.last.words == ""


def test_a_closed_goal_is_not_talked_of(room, plan, goal):
    goals.change(room.store, goal, status=GoalStatus.MET)
    assert rail.desk(room.store, room.ana, TODAY).open_goals() == []


def test_drafts_are_in_no_journal_and_found_by_no_search(room):
    before = room.store.undo_status()
    typing_drafts.keep(room.store, "check-in:x", "Zebra words")
    typing_drafts.keep(room.store, "check-in:y", "More")
    typing_drafts.keep(room.store, "note:x", "Elsewhere")
    assert room.store.undo_status() == before
    assert [row.name for row in typing_drafts.held(room.store, "check-in:")] == ["check-in:x", "check-in:y"]
    assert room.store.value("SELECT count(*) FROM change WHERE tbl = 'draft'") == 0
    assert search.search(room.store, "Zebra") == []
    typing_drafts.keep(room.store, "check-in:x", "")
    assert typing_drafts.read(room.store, "check-in:x") == ""


def test_keeping_a_talk_lets_its_draft_go(room):
    name = rail.DRAFT + room.ana
    typing_drafts.keep(room.store, name, "{}")
    with pytest.raises(UserError):
        rail.keep(room.store, room.ana, checkins.Talk(TODAY))
    assert typing_drafts.read(room.store, name) == "{}", "what was refused stays"
    rail.keep(room.store, room.ana, checkins.Talk(TODAY, words="Well"))
    assert typing_drafts.read(room.store, name) == ""
    assert room.store.undo_status().undo == "Check in"


def test_how_the_plans_of_a_class_stand(room, plan, goal):
    term = terms.current(room.store, TODAY)

    def standing():
        return {one.learner_id: one for one in rail.class_plans(room.store, room.class_id, term.id, TODAY)}

    assert not standing()[room.ana].agreed
    assert standing()[room.minh].plan_id == ""
    for who in (Agreer.LEARNER, Agreer.TEACHER):
        plan_states.agree(room.store, plan, who, TODAY)
    assert standing()[room.ana].agreed
    assert not standing()[room.ana].ready
    goals.change(room.store, goal, status=GoalStatus.MET)
    assert standing()[room.ana].ready
    assert not standing()[room.minh].ready


def test_due_by_the_interval_of_the_class(room):
    def due(class_id=room.class_id):
        return today.overview(room.store, today=TODAY, class_id=class_id).due

    assert due() == (2, 2), "nobody was ever seen"
    checkins.add(room.store, room.ana, checkins.Talk(date(2026, 11, 11), words="a"))
    checkins.add(room.store, room.minh, checkins.Talk(date(2026, 11, 3), words="b"))
    assert due() == (2, 1)
    rota.set_rota(room.store, room.class_id, weekdays={2}, every=14)
    assert due() == (1, 1)
    assert due("") == (2, 1), "without a class a week is the interval"
    rota.miss(room.store, room.minh, TODAY, AbsenceKind.AWAY)
    assert due() == (0, 1)
    checkins.add(room.store, room.minh, checkins.Talk(TODAY, words="c"))
    assert due() == (0, 0)


def test_a_sheet_is_one_step_of_undo_and_all_or_nothing(room, plan, goal):
    step = steps.add(room.store, goal, text="Draw", who=Who.ME)
    level = scales.progress_levels(room.store)[2]
    rows = [
        GridRow(room.ana, {goal: level.id}, [(step, goal)], words="Well", next_move="Ink it", goal_of_move=goal),
        GridRow(room.minh),
    ]
    assert check_in_grids.keep(room.store, rows, held_on=TODAY, by="Ms. Okoye") == 1
    (kept,) = checkins.of_learner(room.store, room.ana)
    assert (kept.mode, kept.level, kept.by) == (Mode.PAPER, level.name, "Ms. Okoye")
    assert [one.text for one in steps.of_goal(room.store, goal)] == ["Draw", "Ink it"]
    assert checkins.of_learner(room.store, room.minh) == []
    room.store.undo()
    assert checkins.of_learner(room.store, room.ana) == []
    assert [(one.text, one.done_on) for one in steps.of_goal(room.store, goal)] == [("Draw", None)]
    with pytest.raises(UserError):
        check_in_grids.keep(room.store, [GridRow(room.minh)], held_on=TODAY, by="")
    wrong = [GridRow(room.minh, words="Fine"), GridRow(room.ana, {"gone": level.id})]
    with pytest.raises(UserError):
        check_in_grids.keep(room.store, wrong, held_on=TODAY, by="")
    assert checkins.of_learner(room.store, room.minh) == []


def test_a_step_alone_makes_a_check_in(room, plan, goal):
    step = steps.add(room.store, goal, text="Draw", who=Who.ME)
    check_in_grids.keep(room.store, [GridRow(room.ana, steps=[(step, goal)])], held_on=TODAY, by="")
    (kept,) = checkins.of_learner(room.store, room.ana)
    assert (kept.goal_id, kept.level_position) == (goal, None)


def test_the_sheet_begins_with_who_waits_longest(room, plan, goal):
    open_ = steps.add(room.store, goal, text="Draw", who=Who.ME)
    steps.tick(room.store, steps.add(room.store, goal, text="Done", who=Who.ME), date(2026, 11, 1))
    checkins.add(room.store, room.ana, checkins.Talk(date(2026, 11, 4), words="a"))
    sheet = class_sheets.collect(room.store, room.class_id, today=TODAY)
    assert [row.learner_id for row in sheet.rows] == [room.minh, room.ana]
    assert sheet.rows[1].steps() == [(open_, "Draw", goal)]
    assert (sheet.room, sheet.week, sheet.rows[1].days) == ("Room 12", 5, 14)
    with pytest.raises(UserError):
        class_sheets.collect(room.store, "no such class", today=TODAY)


def test_a_class_goes_by_its_own_terms_wherever_else_its_learners_sit(room):
    other = classes.add(room.store, "Reading group")
    with room.store.transaction("Both classes") as tx:
        tx.add(records.Enrolment, class_id=other, learner_id=room.ana)
    year = years.sheet(room.store).years[0].id
    years.give_class_terms(room.store, other, year)
    school = {row.id for row in terms.of_class(room.store, room.today, room.class_id)}
    own = {row.id for row in terms.of_class(room.store, room.today, other)}
    assert len(school) == len(own) == 5
    assert not school & own
    assert {row.id for row in terms.listed(room.store, room.today, learner_id=room.ana)} == own


def test_the_plan_of_who_goes_by_the_terms_of_another_class_is_that_of_the_day(room, plan, goal):
    other = classes.add(room.store, "Reading group")
    with room.store.transaction("Both classes") as tx:
        tx.add(records.Enrolment, class_id=other, learner_id=room.ana)
    years.give_class_terms(room.store, other, years.sheet(room.store).years[0].id)
    shown = terms.current_of(terms.of_class(room.store, TODAY, room.class_id), TODAY)
    held = {one.learner_id: one for one in rail.class_plans(room.store, room.class_id, shown.id, TODAY)}
    assert held[room.ana].plan_id == plan == rail.desk(room.store, room.ana, TODAY, term_id=shown.id).plan.id
    assert held[room.minh].plan_id == ""


def test_the_first_term_that_is_over_with_plans_that_run_is_told(room):
    after = date(2027, 1, 20)
    first = plans.start(room.store, room.ana, today=room.today)
    assert terms.over(room.store, after, room.class_id) is None, "a plan without a goal has nothing to close"
    goals.add(room.store, first, kind=GoalKind.PERSONAL, words="Make a comic")
    assert terms.over(room.store, room.today, room.class_id) is None
    found = terms.over(room.store, after, room.class_id)
    assert (found.term, found.plans) == ("Term 2", 1)
    assert terms.over(room.store, after, "another") is None
    learners.set_active(room.store, room.ana, False)
    assert terms.over(room.store, after) is None
