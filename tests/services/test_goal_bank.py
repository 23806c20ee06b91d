from __future__ import annotations

import json
from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.goals import GoalArea, GoalKind
from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services import goal_bank, goal_bank_files, goal_bank_use, goals, learners, plan_closing, plans, steps
from learnerplan.services.goal_bank import BankStep
from tests.storage.dumps import dump

TODAY = date(2026, 11, 18)


@pytest.fixture
def reading(room):
    """A goal of the bank with places to fill in."""
    return goal_bank.keep(
        room.store,
        title="Read every day",
        kind=GoalKind.GRADE_LEVEL,
        area=GoalArea.ACADEMIC,
        words="I read {book} for {minutes} minutes",
        why="{name} wants to know how it ends",
        unit="minutes",
        target=20,
        steps=[BankStep("Choose {book}", Who.ME, Repeats.ONCE), BankStep("Read at home", Who.HOME, Repeats.DAILY)],
    )


def plan_goals(room, learner):
    return goals.of_learner(room.store, learner)


def test_a_goal_of_the_bank_is_listed_with_its_steps_and_places(room, reading):
    (goal,) = goal_bank.listed(room.store)
    assert goal.places() == ("book", "minutes")
    assert [step.who for step in goal.steps] == [Who.ME, Who.HOME]


def test_many_learners_get_it_in_one_step_with_the_places_filled(room, reading):
    before = dump(room.store)
    words = {"Book": "Momo", "minutes": "20"}
    done = goal_bank_use.apply(room.store, [room.ana, room.minh], [reading], today=TODAY, filled=words)
    assert [len(made) for made in done.made.values()] == [1, 1]
    (goal,) = plan_goals(room, room.minh)
    assert goal.words == "I read Momo for 20 minutes"
    assert goal.why == "Minh wants to know how it ends"
    assert [step.text for step in steps.of_goal(room.store, goal.id)] == ["Choose Momo", "Read at home"]
    again = goal_bank_use.apply(room.store, [room.ana, room.minh], [reading], today=TODAY, filled=words)
    assert again.skipped == (room.ana, room.minh)
    assert len(plan_goals(room, room.ana)) == 1
    room.store.undo()
    assert dump(room.store) == before


def test_a_goal_that_two_people_put_into_a_template_leaves_it_at_once(room, reading):
    drawing = goal_bank.keep(room.store, words="I draw")
    made = goal_bank.keep_plan(room.store, title="Autumn", goal_ids=[reading, drawing])
    with room.store.transaction("The same goal, from the other laptop") as tx:
        tx.add(records.PlanTemplateGoal, plan_template_id=made, goal_template_id=reading, position=2)
    goal_bank.keep_plan(room.store, title="Autumn", goal_ids=[reading, drawing], plan_id=made)
    assert goal_bank.plans_listed(room.store)[0].goal_ids == (reading, drawing)
    goal_bank.keep_plan(room.store, title="Autumn", goal_ids=[drawing], plan_id=made)
    assert goal_bank.plans_listed(room.store)[0].goal_ids == (drawing,)


def test_a_closed_plan_among_many_is_passed_over_and_told_of(room, reading):
    words = {"book": "Momo", "minutes": "20"}
    shut = plans.start(room.store, room.ana, today=TODAY)
    plan_closing.close(room.store, [shut], today=TODAY)
    done = goal_bank_use.apply(room.store, [room.ana, room.minh], [reading], today=TODAY, filled=words)
    assert (done.shut, list(done.made)) == ((room.ana,), [room.minh])
    before = dump(room.store)
    with pytest.raises(UserError, match="closed"):
        goal_bank_use.apply(room.store, [room.ana], [reading], today=TODAY, filled=words)
    assert dump(room.store) == before


def test_the_undo_menu_says_how_many_were_given_it(room, reading):
    words = {"book": "Momo", "minutes": "20"}
    tala = learners.add(room.store, class_id=room.class_id, given_name="Tala")
    everyone = [room.ana, room.minh, tala]
    goal_bank_use.apply(room.store, [room.minh], [reading], today=TODAY, filled=words)
    assert room.store.undo_status().undo == "Add goals"
    plan_closing.close(room.store, [plans.start(room.store, room.ana, today=TODAY)], today=TODAY)
    goal_bank_use.apply(room.store, everyone, [reading], today=TODAY, filled=words)
    assert room.store.undo_status().undo == "Add goals for 1 student", "one has it, another's plan is closed"
    room.store.undo()
    assert room.store.undo_status().redo == "Add goals for 1 student"
    room.store.redo()
    goal_bank_use.apply(room.store, everyone, [reading], today=TODAY, filled=words, vision="To read aloud")
    assert room.store.undo_status().undo == "Change plans", "nobody was given anything else"


def test_a_place_that_nobody_filled_is_asked_for(room, reading):
    before = dump(room.store)
    with pytest.raises(UserError, match="minutes"):
        goal_bank_use.apply(room.store, [room.ana], [reading], today=TODAY, filled={"book": "Momo", "minutes": " "})
    assert dump(room.store) == before


def test_a_childs_goal_goes_into_the_bank_without_the_child(room):
    plan = plans.start(room.store, room.minh, today=TODAY)
    goal = goals.add(
        room.store, plan, kind=GoalKind.PERSONAL, words="Minh plays chess with Ana", baseline=3.0, target=10.0
    )
    steps.add(room.store, goal, text="Ask Minh’s uncle")
    goal_bank.keep_goal(room.store, goal)
    (kept,) = goal_bank.listed(room.store)
    assert kept.words == "{name} plays chess with Ana"
    assert (kept.baseline, kept.target) == (None, 10.0)
    assert kept.steps[0].text == "Ask {name}’s uncle"


def test_a_plan_template_holds_goals_in_order(room, reading):
    other = goal_bank.keep(room.store, words="I tidy my desk")
    plan = goal_bank.keep_plan(room.store, title="Autumn", goal_ids=[other, reading, other])
    assert goal_bank.plans_listed(room.store)[0].goal_ids == (other, reading)
    goal_bank.keep_plan(room.store, title="Autumn", goal_ids=[reading], plan_id=plan)
    assert goal_bank.plans_listed(room.store)[0].goal_ids == (reading,)
    goal_bank.remove(room.store, reading)
    assert goal_bank.plans_listed(room.store)[0].goal_ids == ()


def test_changing_a_goal_of_the_bank_leaves_the_goals_that_were_made_of_it(room, reading):
    goal_bank_use.apply(room.store, [room.ana], [reading], today=TODAY, filled={"book": "Momo", "minutes": "20"})
    goal_bank.keep(room.store, goal_id=reading, words="I read aloud")
    assert goal_bank.listed(room.store)[0].steps == ()
    assert plan_goals(room, room.ana)[0].words == "I read Momo for 20 minutes"


def test_the_bank_travels_without_a_learner_and_comes_back_once(room, reading, store):
    goal_bank_use.apply(room.store, [room.ana], [reading], today=TODAY, filled={"book": "Momo", "minutes": "20"})
    text = goal_bank_files.export(room.store)
    assert "Ana" not in text
    assert room.ana not in text
    assert goal_bank_files.take_in(store, text) == 1
    assert goal_bank_files.take_in(store, text) == 0
    assert json.loads(goal_bank_files.export(store)) == json.loads(text)


def test_a_template_keeps_its_goal_where_two_have_one_title(room, store):
    goal_bank.keep(room.store, title="Read", words="I read at home")
    wanted = goal_bank.keep(room.store, title="Read", words="I read to my cat")
    goal_bank.keep_plan(room.store, title="Spring", goal_ids=[wanted], vision="To read aloud")
    text = goal_bank_files.export(room.store)
    assert goal_bank_files.take_in(store, text) == 2
    (plan,) = goal_bank.plans_listed(store)
    words = {goal.id: goal.words for goal in goal_bank.listed(store)}
    assert ([words[each] for each in plan.goal_ids], plan.vision) == (["I read to my cat"], "To read aloud")


def test_a_template_of_a_goal_that_the_file_lacks_is_refused(store):
    text = '{"format": "learnerplan goal bank 1", "goals": [], "plans": [{"title": "A", "goals": [3]}]}'
    with pytest.raises(UserError, match="no goal bank"):
        goal_bank_files.take_in(store, text)


@pytest.mark.parametrize("text", ["", "{}", '{"format": "other", "goals": []}', "[1]", '{"format": 1}'])
def test_what_is_no_bank_is_refused(store, text):
    with pytest.raises(UserError, match="no goal bank"):
        goal_bank_files.take_in(store, text)


def test_a_goal_without_words_is_refused(store):
    with pytest.raises(UserError, match="needs words"):
        goal_bank.keep(store, title="Empty", words=" ")
