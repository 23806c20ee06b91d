"""Plans with goals, steps, measurements and check-ins."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from learnerplan.domain import records
from learnerplan.domain.goals import PaceState
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.errors import UserError
from learnerplan.services import (
    checkins,
    classes,
    goals,
    packet_content,
    plans,
    profiles,
    reflections,
    releases,
    scales,
    steps,
    week,
    years,
)


@pytest.fixture
def goal(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    return goals.add(
        room.store,
        plan,
        kind="grade_level",
        words="Explain ratios with a drawing",
        measure="Exit tickets",
        baseline=1,
        target=6,
        begun_on=date(2026, 10, 19),
        due_on=date(2026, 12, 18),
    )


def test_a_learner_has_one_plan_a_term(room):
    first = plans.start(room.store, room.ana, today=room.today)
    assert plans.start(room.store, room.ana, today=room.today) == first
    sheet = plans.sheet(room.store, room.ana, today=room.today)
    assert [tile.term.name for tile in sheet.tiles] == [f"Term {n}" for n in range(1, 6)]
    assert sheet.term.name == "Term 2"
    assert [tile.plan is not None for tile in sheet.tiles] == [False, True, False, False, False]


def test_who_changes_to_a_class_with_terms_of_its_own_keeps_the_plan_in_sight(room):
    other = classes.add(room.store, "Room 9")
    years.give_class_terms(room.store, other, years.sheet(room.store).years[0].id)
    plan = plans.start(room.store, room.ana, today=room.today)
    with room.store.transaction("Change class") as tx:
        before = tx.value("SELECT id FROM enrolment WHERE learner_id = ?", (room.ana,))
        tx.change(records.Enrolment, before, ends_on=room.today)
        tx.add(records.Enrolment, class_id=other, learner_id=room.ana, starts_on=room.today)
    held = plans.sheet(room.store, room.ana, today=room.today)
    assert held.plan.id == plan
    assert [tile.term.name for tile in held.tiles if tile.plan] == ["Term 2"]
    assert [tile.left for tile in held.tiles].count(True) == 1
    (packet,) = packet_content.collect(room.store, room.store.folder, [room.ana], today=room.today)
    assert (packet.term.name, packet.term.number, packet.term.of) == ("Term 2", 2, 5)
    comic = goals.add(room.store, plan, kind="personal", words="Make a comic")
    steps.add(room.store, comic, text="Draw one page", who="me", due_on=room.today)
    assert [goal.title for goal in week.of_learner(room.store, room.ana, room.today).goals] == ["Make a comic"]
    begun = plans.start(room.store, room.ana, today=room.today)
    assert begun != plan
    assert plans.sheet(room.store, room.ana, today=room.today).plan.id == begun
    assert plans.sheet(room.store, room.ana, today=room.today, term_id=held.term.id).plan.id == plan


def test_now_comes_from_the_newest_measurement(room, goal):
    assert goals.one(room.store, goal).pace(room.today).state is PaceState.NOT_TRACKED
    goals.measure(room.store, goal, measured_on=room.today, value=3)
    goals.measure(room.store, goal, measured_on=room.today - timedelta(10), value=2)
    row = goals.one(room.store, goal)
    assert (row.now, row.now_on) == (3, room.today)
    assert row.pace(room.today).reached == pytest.approx(0.4)


def test_trials_count_as_parts_of_a_hundred(room, goal):
    goals.measure(room.store, goal, measured_on=room.today, value=3, trials=4)
    assert goals.one(room.store, goal).now == 75
    with pytest.raises(UserError, match="5 of 4"):
        goals.measure(room.store, goal, measured_on=room.today, value=5, trials=4)


def test_a_check_in_keeps_progress_words_and_makes_the_next_move_a_dated_step(room, goal):
    levels = scales.progress_levels(room.store)
    talk = checkins.Talk(
        held_on=room.today,
        levels={goal: levels[2].id},
        measures={goal: checkins.Measure(3)},
        words="The boxes work if I don’t rush.",
        next_move="Two problems, slowly",
    )
    checkins.add(room.store, room.ana, talk)
    row = goals.one(room.store, goal)
    assert (row.level, row.level_position, row.now) == ("Getting there", 2, 3)
    (step,) = steps.of_goal(room.store, goal)
    assert (step.text, step.due_on) == ("Two problems, slowly", room.today + timedelta(7))
    assert room.store.undo() == "Check in"
    assert steps.of_goal(room.store, goal) == []
    assert goals.one(room.store, goal).now is None


def test_not_today_is_no_value(room, goal):
    checkins.add(room.store, room.ana, checkins.Talk(held_on=room.today, levels={goal: None}, words="Away in my head"))
    row = goals.one(room.store, goal)
    assert (row.level, row.level_position, row.check_ins) == ("", None, 1)


def test_an_empty_check_in_is_refused(room):
    with pytest.raises(UserError, match="nothing to keep"):
        checkins.add(room.store, room.ana, checkins.Talk(held_on=room.today, words="  "))


def test_steps_that_come_round_are_open_again(room, goal):
    daily = steps.add(room.store, goal, text="Read at home", who="home", repeats="daily")
    steps.tick(room.store, daily, room.today)
    steps.tick(room.store, daily, room.today)
    (row,) = steps.of_goal(room.store, goal)
    assert row.times_done == 1
    assert row.done(room.today)
    assert not row.done(room.today + timedelta(1))
    steps.untick(room.store, daily)
    assert not steps.of_goal(room.store, goal)[0].done(room.today)


def test_removing_a_goal_takes_its_steps_and_undo_brings_them_back(room, goal):
    steps.add(room.store, goal, text="Draw it")
    goals.remove(room.store, goal)
    assert room.store.value("SELECT count(*) FROM step") == 0
    room.store.undo()
    assert [step.text for step in steps.of_goal(room.store, goal)] == ["Draw it"]


def test_a_changed_mind_keeps_the_older_words(room):
    first = profiles.add(
        room.store,
        room.ana,
        facet=Facet.PREFERENCE,
        text="wait for the bell",
        voice=Voice.LEARNER,
        said_on=date(2026, 9, 2),
    )
    second = profiles.supersede(room.store, first, text="draw boxes", said_on=room.today)
    assert [row.id for row in profiles.entries(room.store, room.ana)] == [second]
    both = profiles.entries(room.store, room.ana, current_only=False)
    assert [(row.text, row.supersedes_id) for row in both] == [("draw boxes", first), ("wait for the bell", None)]


def test_the_childs_words_wait_until_an_adult_releases_them(room, goal):
    plan = plans.start(room.store, room.ana, today=room.today)
    profiles.add(room.store, room.ana, facet=Facet.STRENGTH, text="I explain", voice=Voice.LEARNER, said_on=room.today)
    profiles.add(room.store, room.ana, facet=Facet.STRENGTH, text="A note", voice=Voice.TEACHER, said_on=room.today)
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: "The reef", Prompt.HARD: " "}, on=room.today)
    checkins.add(room.store, room.ana, checkins.Talk(held_on=room.today, words="ok"))
    waiting = releases.waiting(room.store, room.ana)
    assert sorted(row.text for row in waiting) == ["I explain", "The reef", "ok"]
    releases.decide(room.store, waiting, releases.Audience.FAMILY)
    assert releases.waiting(room.store, room.ana) == []
    room.store.undo()
    assert len(releases.waiting(room.store, room.ana)) == 3


def test_emptying_a_reflection_removes_it(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: "The reef"}, on=room.today)
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: ""}, on=room.today)
    assert reflections.of_learner(room.store, room.ana) == []
