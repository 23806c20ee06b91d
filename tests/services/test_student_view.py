"""What one child may see: a planbook full of secrets, and rows that hold none of them."""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from datetime import date, timedelta

import pytest

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Feeling
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.profiles import Facet, Made, Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.domain.steps import Repeats, Who
from learnerplan.services import (
    checkins,
    goals,
    learners,
    own_surveys,
    plans,
    profiles,
    releases,
    scales,
    steps,
    student_view,
    student_words,
    survey_answers,
)
from learnerplan.services.survey_answers import Said, Sheet
from tests.services.secrets import SECRET, fill


def texts(value):
    """All texts in rows of rows."""
    if isinstance(value, str):
        yield value
    elif is_dataclass(value):
        for field in fields(value):
            yield from texts(getattr(value, field.name))
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from texts(key)
            yield from texts(each)


@pytest.fixture
def plan(room):
    return plans.start(room.store, room.ana, today=room.today)


@pytest.fixture
def goal(room, plan):
    return goals.add(
        room.store, plan, kind=GoalKind.PERSONAL, words="Draw a comic", baseline=0, target=12, unit="pages"
    )


def test_no_secret_is_in_any_row(room):
    fill(room)
    store, me = room.store, room.ana
    plan = student_view.plan(store, me, today=room.today)
    seen = [
        tuple(student_view.me(store, me)),
        plan,
        student_view.words(store, me),
        student_view.looked_back(store, me, plan.id),
        student_view.surveys(store),
        [student_view.survey(store, each) for each, _title in student_view.surveys(store)],
        student_words.script(store, me),
    ]
    found = list(texts(seen))
    assert "Ana Lúcia" in found
    assert "Build a kite" in found
    assert not [text for text in found if SECRET in text]


def test_each_field_that_a_goal_shows_is_for_the_child(room, goal):
    levels = scales.progress_levels(room.store)
    talk = checkins.Talk(room.today, {goal: levels[2].id}, {goal: checkins.Measure(8)})
    checkins.add(room.store, room.ana, talk)
    (shown,) = student_view.plan(room.store, room.ana, today=room.today).goals
    assert (shown.words, shown.stops[shown.stop], shown.counted) == ("Draw a comic", levels[2].name, "8 of 12")


def test_a_goal_that_nobody_has_judged_has_no_stop(room, goal):
    (shown,) = student_view.plan(room.store, room.ana, today=room.today).goals
    assert (shown.stop, shown.counted, shown.feeling) == (None, "", None)


def test_what_was_dropped_or_is_kept_from_home_is_not_shown(room, plan, goal):
    goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Kept", audience=Audience.NOT_HOME)
    with room.store.transaction("Drop") as tx:
        tx.change(records.Goal, goal, status=GoalStatus.DROPPED)
    assert student_view.plan(room.store, room.ana, today=room.today).goals == ()


def test_only_own_steps_of_this_week_are_to_tick(room, goal):
    add = {
        "Today": {"due_on": room.today},
        "Late": {"due_on": room.today - timedelta(9)},
        "Soon": {"due_on": room.today + timedelta(1)},
        "Far": {"due_on": room.today + timedelta(8)},
        "Daily": {"repeats": Repeats.DAILY},
        "Theirs": {"who": Who.TEACHER},
    }
    ids = {text: steps.add(room.store, goal, text=text, **values) for text, values in add.items()}
    steps.tick(room.store, ids["Daily"], room.today)
    (shown,) = student_view.plan(room.store, room.ana, today=room.today).goals
    assert [(step.text, step.when, step.done) for step in shown.steps] == [
        ("Today", "Today", False),
        ("Late", "Today", False),
        ("Soon", "Tomorrow", False),
        ("Daily", "Every day", True),
    ]
    assert student_view.ticked(room.store, room.ana, ids["Daily"], today=room.today) is True
    assert student_view.ticked(room.store, room.ana, ids["Theirs"], today=room.today) is None
    assert student_view.ticked(room.store, room.minh, ids["Today"], today=room.today) is None


def test_without_a_plan_or_a_person_there_is_none(room):
    assert student_view.plan(room.store, room.minh, today=room.today) is None
    learners.set_active(room.store, room.minh, False)
    assert student_view.me(room.store, room.minh) is None
    assert student_view.me(room.store, "nobody") is None
    assert student_view.survey(room.store, "nothing") is None


def test_a_survey_for_others_or_out_of_use_is_not_asked(room):
    home = own_surveys.add_ready(room.store, "families")
    old = own_surveys.add_ready(room.store, "grades-4-8")
    own_surveys.change(room.store, old, active=False)
    assert student_view.surveys(room.store) == []
    assert student_view.survey(room.store, home) is None
    assert student_view.survey(room.store, old) is None


@pytest.mark.parametrize(("grade", "young"), [("1", True), ("4", False), ("9", False), ("", False)])
def test_few_words_follow_the_grade(room, grade, young):
    learners.change(room.store, room.ana, grade=grade)
    assert student_view.me(room.store, room.ana).young is young


def test_a_face_is_a_reflection_and_not_a_check_in(room, goal):
    for feeling in (Feeling.STUCK, Feeling.GOOD):
        student_words.feel(room.store, room.ana, goal, feeling, on=room.today)
    assert student_words.felt(room.store, room.ana, goal, on=room.today) is Feeling.GOOD
    assert student_words.felt(room.store, room.ana, goal, on=room.today + timedelta(1)) is None
    assert checkins.of_learner(room.store, room.ana) == []
    (waits,) = releases.waiting(room.store, room.ana)
    assert waits.text == "It’s going well"


def test_the_youngest_look_back_with_a_face(room, plan):
    for feeling in (Feeling.STUCK, Feeling.EASY):
        student_words.look_back(room.store, room.ana, plan, {Prompt.FACE: feeling}, on=room.today)
    assert student_view.looked_back(room.store, room.ana, plan) == {Prompt.FACE: "It’s easy"}
    assert room.store.value("SELECT feeling || ' ' || made FROM reflection") == "easy picked"


def test_words_wait_for_an_ok_and_new_ones_wait_again(room, plan):
    def say(text):
        student_words.look_back(room.store, room.ana, plan, {Prompt.PROUD: text}, on=room.today)

    say("My kite")
    releases.decide(room.store, releases.waiting(room.store, room.ana), Audience.FAMILY)
    say("My kite")
    assert releases.waiting(room.store, room.ana) == []
    say("My kite flew")
    assert [row.text for row in releases.waiting(room.store, room.ana)] == ["My kite flew"]
    assert student_view.looked_back(room.store, room.ana, plan) == {Prompt.PROUD: "My kite flew"}
    say("")
    assert student_view.looked_back(room.store, room.ana, plan) == {}


def test_what_is_kept_from_home_stays_so_when_the_child_goes_on(room, plan):
    student_words.be_proud(room.store, room.ana, "One", on=room.today)
    releases.decide(room.store, releases.waiting(room.store, room.ana), Audience.NOT_HOME)
    assert student_words.proud(room.store, room.ana, on=room.today) == ""
    student_words.be_proud(room.store, room.ana, "Two", on=room.today)
    assert [row.text for row in releases.waiting(room.store, room.ana)] == ["Two"]


def test_the_script_and_the_proud_thing_do_not_meet(room):
    student_words.be_proud(room.store, room.ana, "My kite", on=room.today)
    student_words.write_script(room.store, room.ana, {Prompt.PROUD: "the kite", Prompt.NEXT: "sew"}, on=room.today)
    assert student_words.proud(room.store, room.ana, on=room.today) == "My kite"
    assert student_words.script(room.store, room.ana) == {Prompt.PROUD: "the kite", Prompt.HARD: "", Prompt.NEXT: "sew"}
    student_words.write_script(room.store, room.ana, {Prompt.PROUD: ""}, on=room.today)
    assert student_words.script(room.store, room.ana)[Prompt.PROUD] == ""
    assert student_words.proud(room.store, room.ana, on=room.today) == "My kite"


def test_own_words_alone_stand_in_the_profile(room):
    for text, voice in (("I like kites", Voice.LEARNER), ("Needs help", Voice.TEACHER), ("Shy", Voice.FAMILY)):
        profiles.add(room.store, room.ana, facet=Facet.INTEREST, text=text, voice=voice, said_on=room.today)
    assert [row.text for row in student_view.words(room.store, room.ana)] == ["I like kites"]


def test_a_survey_is_answered_from_the_day_on_that_one_asks_for(room):
    survey = own_surveys.add_ready(room.store, "grades-1-3")
    question = own_surveys.one(room.store, survey).questions[0]
    sheet = Sheet(room.ana, {question.id: Said(picks=(question.options[0].id,), made=Made.PICKED)})
    yesterday = room.today - timedelta(days=1)
    survey_answers.keep(room.store, survey, [sheet], on=yesterday)
    assert student_view.answered(room.store, room.ana, survey, since=yesterday)
    assert not student_view.answered(room.store, room.ana, survey, since=room.today)
    assert not student_view.answered(room.store, room.minh, survey, since=yesterday)
    assert not student_view.answered(room.store, room.ana, "another", since=yesterday)


def test_an_answer_of_this_minute_counts_as_todays(room):
    survey = own_surveys.add_ready(room.store, "grades-1-3")
    question = own_surveys.one(room.store, survey).questions[0]
    sheet = Sheet(room.ana, {question.id: Said(picks=(question.options[0].id,), made=Made.PICKED)})
    survey_answers.keep(room.store, survey, [sheet], on=date.today())
    assert student_view.answered(room.store, room.ana, survey, since=date.today())
