"""A form is open while somebody else's change to the same record comes in."""

from __future__ import annotations

import threading
from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind
from learnerplan.domain.reflections import Prompt
from learnerplan.domain.steps import Who
from learnerplan.services import goals, learners, plans, reflections, steps
from ui.dialogs.learner_edit import LearnerDialog
from ui.dialogs.meanwhile_set import MeanwhileSet
from ui.dialogs.reflection import ReflectionDialog
from ui.dialogs.step_edit import StepEditDialog
from ui.widgets.meanwhile_note import MeanwhileNote

NAME = "Tomáš Novák"


@pytest.fixture
def goal(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    return goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic")


@pytest.fixture
def step(room, goal):
    return steps.add(room.store, goal, text="Draw one page", who=Who.ME, due_on=date(2026, 11, 20))


@pytest.fixture
def dialog(room, room_ctx, goal, step, host, qtbot):
    row = steps.of_goal(room.store, goal)[0]
    made = StepEditDialog(room_ctx, row, host)
    made.open()
    return made


def arrives(room, table, row_id, **values):
    """A change that somebody else made comes in."""
    with room.store.transaction("Take in", origin="share", actor=NAME) as tx:
        tx.change(table, row_id, **values)


def test_what_is_written_while_the_button_waits_for_its_turn_is_seen_first(dialog, room, room_ctx, goal, step):
    begun, looked = threading.Event(), threading.Event()

    def take_in():
        with room.store.transaction("Take in", origin="share", actor=NAME) as tx:
            tx.change(records.Step, step, text="Draw two pages")
            begun.set()
            looked.wait(1)  # a form that looks before its turn has seen the old words by then

    def look():
        looked.set()
        return ()

    dialog.hear(MeanwhileSet(room_ctx, "step", look, tuple, lambda _ids: None, dialog))
    looked.clear()
    dialog.text.setText("Draw three pages")
    other = threading.Thread(target=take_in)
    other.start()
    begun.wait()
    dialog.keep()
    other.join()
    assert stored(room, goal).text == "Draw two pages"
    assert any("Draw two pages" in note for note in notes(dialog))


def stored(room, goal):
    return steps.of_goal(room.store, goal)[0]


def notes(dialog):
    return [one.accessibleName() for one in dialog.findChildren(MeanwhileNote) if not one.isHidden()]


def test_a_field_that_nobody_typed_in_takes_what_came_in(dialog, room, goal, step):
    arrives(room, records.Step, step, text="Draw two pages", due_on=date(2026, 12, 1))
    assert dialog.text.value() == "Draw two pages"
    assert dialog.due.value() == date(2026, 12, 1)
    assert len(notes(dialog)) == 2
    assert NAME in notes(dialog)[0]
    dialog.who.choose(Who.TEACHER.value)
    dialog.primary.click()
    held = stored(room, goal)
    assert (held.text, held.who, held.due_on) == ("Draw two pages", Who.TEACHER, date(2026, 12, 1))


def test_what_came_in_is_no_reason_to_warn_on_leaving(dialog, room, step):
    arrives(room, records.Step, step, text="Draw two pages")
    dialog.reject()
    assert not dialog.isVisible()


def test_what_was_typed_stays_and_the_other_text_is_shown_beside_it(dialog, room, goal, step):
    dialog.text.setText("Draw one page with colours")
    arrives(room, records.Step, step, text="Draw two pages")
    assert dialog.text.value() == "Draw one page with colours"
    assert "Draw two pages" in notes(dialog)[0]
    dialog.primary.click()
    assert stored(room, goal).text == "Draw one page with colours"


def test_the_other_text_can_be_taken(dialog, room, step):
    dialog.text.setText("Draw one page with colours")
    arrives(room, records.Step, step, text="Draw two pages")
    dialog.findChild(MeanwhileNote).take.click()
    assert dialog.text.value() == "Draw two pages"
    assert notes(dialog) == []


def test_the_same_change_on_both_sides_needs_no_word(dialog, room, step):
    dialog.text.setText("Draw two pages")
    arrives(room, records.Step, step, text="Draw two pages")
    assert notes(dialog) == []


def test_a_record_that_went_meanwhile_is_said(dialog, room, step):
    dialog.text.setText("Draw one page with colours")
    with room.store.transaction("Take in", origin="share", actor=NAME) as tx:
        tx.delete(records.Step, step)
    assert "removed this" in dialog._sentence.text()
    assert dialog.text.value() == "Draw one page with colours"


def test_a_choice_is_told_in_its_own_words(room, room_ctx, host, qtbot):
    dialog = LearnerDialog(room_ctx, learners.one(room.store, room.ana), host)
    dialog.open()
    dialog.order.choose("family")
    dialog.consent.setChecked(True)
    arrives(room, records.Learner, room.ana, name_order="family", pronouns="she/her", photo_consent=True)
    assert dialog.pronouns.value() == "she/her"
    assert len(notes(dialog)) == 1


def said(room, prompt):
    return next((one.text for one in reflections.of_learner(room.store, room.ana) if one.prompt is prompt), "")


@pytest.fixture
def looking_back(room, room_ctx, host, qtbot):
    plans.start(room.store, room.ana, today=room.today)
    plan = plans.of_learner(room.store, room.ana)[0]
    reflections.write(room.store, room.ana, plan.id, {Prompt.PROUD: "My comic", Prompt.NEXT: "Ink"}, on=room.today)
    made = ReflectionDialog(room_ctx, learners.one(room.store, room.ana), plan, host)
    made.open()
    return made, plan.id


def test_answers_that_nobody_typed_here_stay_as_they_are_by_now(looking_back, room):
    dialog, plan = looking_back
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: "My comic about cats"}, on=room.today)
    dialog.boxes[Prompt.NEXT].setPlainText("Colours")
    dialog.primary.click()
    assert (said(room, Prompt.PROUD), said(room, Prompt.NEXT)) == ("My comic about cats", "Colours")


def test_an_answer_of_both_is_told_before_one_takes_the_place_of_the_other(looking_back, room):
    dialog, plan = looking_back
    reflections.write(
        room.store, room.ana, plan, {Prompt.PROUD: "My comic about cats", Prompt.NEXT: "Paper"}, on=room.today
    )
    dialog.boxes[Prompt.PROUD].setPlainText("My long comic")
    dialog.primary.click()
    assert "My comic about cats" in dialog._sentence.text()
    assert said(room, Prompt.PROUD) == "My comic about cats"
    dialog.primary.click()
    assert (said(room, Prompt.PROUD), said(room, Prompt.NEXT)) == ("My long comic", "Paper")
