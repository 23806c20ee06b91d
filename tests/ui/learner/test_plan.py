"""The plan: goals of both kinds, steps that are ticked, measurements, check-ins, each with its way back."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.reflections import Prompt
from learnerplan.domain.steps import Repeats, Who
from learnerplan.services import checkins, goals, plan_closing, plans, reflections, scales, steps
from tests.ui.classday import TODAY, dialog
from tests.ui.learner.conftest import choose
from ui.pages.learner.goal import about
from ui.pages.learner.goal_room import GoalRoom
from ui.pages.learner.step_line import StepLine

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)


def lines(page):
    return {line.step_id: line for line in page.plan.findChildren(StepLine) if line.isVisible()}


def card(page, goal_id):
    return next(one for one in page.plan.cards if one.goal.id == goal_id)


def press(qtbot, line):
    qtbot.mouseClick(line.focusProxy(), Qt.MouseButton.LeftButton)


def test_a_step_is_ticked_and_unticked_and_each_is_one_step_of_undo(page, planned, room, qtbot):
    press(qtbot, lines(page)[planned.teachers])
    assert room.store.undo_status().undo == "Tick step"
    assert lines(page)[planned.teachers].focusProxy().isChecked()
    press(qtbot, lines(page)[planned.teachers])
    assert room.store.undo_status().undo == "Untick step"
    assert not lines(page)[planned.teachers].focusProxy().isChecked()
    room.store.undo()
    assert lines(page)[planned.teachers].focusProxy().isChecked()


def test_the_keyboard_stays_on_the_step_that_it_ticked(page, planned, qtbot):
    box = lines(page)[planned.mine].focusProxy()
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Space)
    focus = page.focusWidget()
    assert focus is lines(page)[planned.mine].focusProxy()
    assert focus.isChecked()


def test_a_home_step_is_never_late(page, planned):
    said = {step_id: line.focusProxy().accessibleName() for step_id, line in lines(page).items()}
    assert "was due 16 Nov" in said[planned.mine]
    assert "10 Nov" in said[planned.homes]
    assert "was due" not in said[planned.homes]
    assert "today" in said[planned.teachers]


def test_steps_are_added_one_after_the_other_without_leaving_the_keyboard(page, planned, room, qtbot):
    card(page, planned.own).add_step.click()
    adder = card(page, planned.own).adder
    qtbot.keyClicks(adder.text, "Book the scanner")
    adder.who.choose("teacher")
    qtbot.keyClick(adder.text, Qt.Key.Key_Return)
    again = card(page, planned.own).adder
    assert again is not None
    assert again.text.text() == ""
    assert page.focusWidget() is again.text
    qtbot.keyClicks(again.text, "Redraw page 5")
    qtbot.keyClick(again.text, Qt.Key.Key_Return)
    assert [step.text for step in steps.of_goal(room.store, planned.own)] == ["Book the scanner", "Redraw page 5"]
    qtbot.keyClick(card(page, planned.own).adder.text, Qt.Key.Key_Escape)
    assert card(page, planned.own).adder is None
    assert page.focusWidget() is card(page, planned.own).add_step


def test_a_step_without_words_is_told_in_place(page, planned, qtbot):
    card(page, planned.own).add_step.click()
    adder = card(page, planned.own).adder
    qtbot.keyClick(adder.text, Qt.Key.Key_Return)
    assert adder._error.isVisible()
    assert "needs words" in adder._error.text()


def test_a_removed_step_hands_the_keyboard_to_the_next(page, planned, qtbot):
    menu = lines(page)[planned.mine].menu
    menu.setFocus()
    choose(menu, "Remove the step")
    assert planned.mine not in lines(page)
    focus = page.focusWidget()
    assert focus is lines(page)[planned.teachers].focusProxy()


def test_a_step_is_changed(page, planned, room, qtbot):
    choose(lines(page)[planned.mine].menu, "Change the step…")
    made = dialog()
    made.text.setText("Draw groups of three")
    made.due.line.setText("2026-11-25")
    made.primary.click()
    held = next(step for step in steps.of_goal(room.store, planned.everyone) if step.id == planned.mine)
    assert (held.text, held.due_on) == ("Draw groups of three", date(2026, 11, 25))
    assert "next Wed" in lines(page)[planned.mine].focusProxy().accessibleName()


def test_pace_comes_from_dated_measurements(page, planned, room, qtbot):
    own = card(page, planned.own)
    assert "Not tracked yet" in own._state.accessibleName()
    choose(more(own), "Add a measurement…")
    made = dialog()
    qtbot.keyClicks(made.value, "8")
    qtbot.keyClick(made.value, Qt.Key.Key_Return)
    assert not made.isVisible()
    own = card(page, planned.own)
    assert own._state.accessibleName() == "On pace"
    assert "now 8" in own.track.accessibleName()
    room.store.undo()
    assert "Not tracked yet" in card(page, planned.own)._state.accessibleName()


def test_a_slip_in_a_measurement_is_told_and_an_old_one_taken_out(page, planned, room, qtbot):
    goals.measure(room.store, planned.own, measured_on=date(2026, 11, 10), value=80)
    choose(more(card(page, planned.own)), "Add a measurement…")
    made = dialog()
    made.value.setText("eight")
    made.primary.click()
    assert made.isVisible()
    assert "digits" in made.form._fields["value"].error()
    made._remove(goals.measurements(room.store, planned.own)[0].id)
    assert goals.measurements(room.store, planned.own) == []
    made.value.clear()
    made.reject()
    assert not made.isVisible()


def more(goal_card):
    return next(one for one in goal_card.findChildren(object) if getattr(one, "_choices", None) == goal_card._choices)


def test_a_goal_ends_and_is_removed_and_comes_back(page, planned, room, qtbot):
    choose(more(card(page, planned.own)), "How it ended…")
    made = dialog()
    next(one for one in made.options.buttons() if one.value == "partly").click()
    made.primary.click()
    assert goals.one(room.store, planned.own).status is GoalStatus.PARTLY
    assert card(page, planned.own)._state.accessibleName() == "Partly met"
    choose(more(card(page, planned.own)), "Remove the goal")
    assert [one.goal.id for one in page.plan.cards] == [planned.everyone]
    room.store.undo()
    assert {one.goal.id for one in page.plan.cards} == {planned.everyone, planned.own}


def test_a_goal_of_the_missing_kind_has_its_room(page, planned, room, qtbot):
    goals.remove(room.store, planned.everyone)
    (empty,) = [one for one in page.plan.findChildren(GoalRoom) if one.isVisible()]
    qtbot.mouseClick(empty, Qt.MouseButton.LeftButton)
    made = dialog()
    assert made.kind.value() == "grade_level"
    qtbot.keyClicks(made.words, "Read two chapters a week")
    made.measure.target.setText("12")
    made.steps.line(0)[0].setText("Choose a book")
    made.primary.click()
    assert not made.isVisible()
    (added,) = [one for one in goals.of_plan(room.store, planned.plan) if one.kind is GoalKind.GRADE_LEVEL]
    assert (added.words, added.baseline, added.target) == ("Read two chapters a week", 0, 12)
    assert added.due_on == plans.sheet(room.store, room.ana, today=TODAY).term.ends_on
    assert [step.text for step in steps.of_goal(room.store, added.id)] == ["Choose a book"]
    assert room.store.undo() == "Add goal"
    assert steps.of_goal(room.store, added.id) == []


def test_a_goal_that_cannot_be_kept_says_why_at_its_fields(page, planned, qtbot):
    page.plan.add_goal.click()
    made = dialog()
    made.measure.baseline.setText("six")
    made.due_on.line.setText("1 May 2020")
    made.primary.click()
    fields = made.form._fields
    assert "needs words" in fields["words"].error()
    assert "no number" in fields["baseline"].error()
    assert "before it begins" in fields["until"].error()
    made.words.setPlainText("Something")
    made.reject()
    assert made.isVisible(), "typed words are not thrown away at the first Escape"
    made.reject()
    assert not made.isVisible()


def test_a_plan_starts_with_a_pair_of_goals_in_one_step(page, room, qtbot):
    assert page.plan.cards == []
    page.plan.goal_actions.start()
    made = dialog()
    made.primary.click()
    assert "at least one" in made.form._fields[GoalKind.GRADE_LEVEL].error()
    made.words[GoalKind.GRADE_LEVEL].setPlainText("Explain ratios")
    made.words[GoalKind.PERSONAL].setPlainText("Make a comic")
    made.why.setText("someone needs it")
    made.primary.click()
    assert [one.goal.title for one in page.plan.cards] == ["Explain ratios", "Make a comic"]
    assert "someone needs it" in "".join(about(page.plan.cards[1].goal))
    assert room.store.undo() == "Start plan"
    assert page.plan.cards == []


def test_a_check_in_by_keyboard_alone(page, planned, room, qtbot):
    page.check_in_button.click()
    made = dialog()
    qtbot.keyClick(made.talks[0].rating, Qt.Key.Key_2)
    assert made.focusWidget() is made.talks[1].rating.focusProxy()
    qtbot.keyClick(made.talks[1].rating, Qt.Key.Key_3)
    assert made.focusWidget() is made.said
    qtbot.keyClicks(made.said, "The boxes work")
    made.next_move.setText("two problems, slowly")
    made.talks[0].value.setText("3")
    qtbot.keyClick(made.said, Qt.Key.Key_Return)
    assert not made.isVisible()
    rows = checkins.of_learner(room.store, room.ana)
    assert {(row.goal_id, row.level) for row in rows} == {
        (planned.everyone, "Getting there"),
        (planned.own, "Almost"),
    }
    assert rows[0].words == "The boxes work"
    assert goals.one(room.store, planned.everyone).now == 3
    move = steps.of_goal(room.store, planned.everyone)[-1]
    assert (move.text, move.due_on) == ("two problems, slowly", date(2026, 11, 25))
    assert "checked in today" in page.subtitle_label.text()
    assert room.store.undo() == "Check in"
    assert checkins.of_learner(room.store, room.ana) == []


def test_not_today_is_no_value(page, planned, room, qtbot):
    page.check_in_button.click()
    made = dialog()
    qtbot.keyClick(made.talks[0].rating, Qt.Key.Key_0)
    qtbot.keyClick(made.talks[1].rating, Qt.Key.Key_Minus)
    made.feeling.choose("hard")
    made.primary.click()
    levels = scales.progress_levels(room.store)
    rows = checkins.of_learner(room.store, room.ana)
    assert [(row.goal_id, row.level) for row in rows] == [(planned.everyone, levels[0].name)]
    assert rows[0].feeling == "hard"
    assert goals.one(room.store, planned.own).check_ins == 0


def test_an_empty_check_in_is_not_kept(page, planned, room):
    page.check_in_button.click()
    made = dialog()
    made.primary.click()
    assert made.isVisible()
    assert "nothing to keep" in made._sentence.text()
    made.reject()


def test_a_check_in_of_tomorrow_is_refused(page, planned, room):
    page.check_in_button.click()
    made = dialog()
    made.said.setPlainText("Soon")
    made.held_on.line.setText("2026-11-19")
    made.primary.click()
    assert "still to come" in made.form._fields["day"].error()
    assert checkins.of_learner(room.store, room.ana) == []


def test_a_wrong_measure_in_a_check_in_is_told_at_its_goal(page, planned, room):
    page.check_in_button.click()
    made = dialog()
    made.talks[1].value.setText("lots")
    made.primary.click()
    assert made.isVisible()
    assert made.talks[1]._error.isVisible()
    assert checkins.of_learner(room.store, room.ana) == []
    made.talks[1].value.clear()
    made.reject()


def test_the_log_shows_what_was_said_and_its_words_are_let_home(page, planned, room, qtbot):
    talk = checkins.Talk(held_on=TODAY, words="It works", next_move="more", levels={planned.own: None})
    checkins.add(room.store, room.ana, talk)
    log = page.plan.log
    assert log.every.text() == "All 1"
    (mark,) = [one for one in log.findChildren(object) if getattr(one, "_sign", "")]
    choose(mark, "May go home")
    assert checkins.of_learner(room.store, room.ana)[0].audience == "family"
    (mark,) = [one for one in log.findChildren(object) if getattr(one, "_sign", "") and one.isVisible()]
    assert "Goes home" in mark.accessibleName()
    choose(mark, "Remove the check-in")
    assert checkins.of_learner(room.store, room.ana) == []
    assert log._none.isVisible()


def test_a_reflection_is_written_and_changed(page, planned, room):
    page.plan.reflection.write.click()
    made = dialog()
    made.boxes[Prompt.PROUD].setPlainText("I finished page 5")
    made.primary.click()
    assert page.plan.reflection.write.text() == "Change"
    page.plan.reflection.write.click()
    again = dialog()
    assert again.boxes[Prompt.PROUD].value() == "I finished page 5"
    again.boxes[Prompt.PROUD].setPlainText("")
    again.boxes[Prompt.NEXT].setPlainText("A second comic")
    again.primary.click()
    assert [(row.prompt, row.text) for row in reflections.of_learner(room.store, room.ana)] == [
        (Prompt.NEXT, "A second comic")
    ]


def test_other_terms_are_looked_at_by_their_tiles(page, planned, room, qtbot):
    tiles = plans.sheet(room.store, room.ana, today=TODAY).tiles
    page.plan.strip._tiles[tiles[2].term.id].click()
    assert page.plan.cards == []
    page.plan.goal_actions.start()
    made = dialog()
    made.words[GoalKind.PERSONAL].setPlainText("Sing on stage")
    made.primary.click()
    assert [one.goal.title for one in page.plan.cards] == ["Sing on stage"]
    assert page.plan.cards[0].goal.begun_on == tiles[2].term.starts_on
    page.plan.strip._tiles[tiles[1].term.id].click()
    assert len(page.plan.cards) == 2


def test_nothing_is_built_anew_that_has_not_changed(page, planned, room, qtbot):
    own = card(page, planned.own)
    press(qtbot, lines(page)[planned.mine])
    assert card(page, planned.own) is own


@pytest.mark.parametrize(("width", "drawn"), [(1200, False), (960, True)])
def test_the_log_becomes_a_drawer_where_there_is_little_room(page, planned, qtbot, width, drawn):
    page.resize(width, 700)
    qtbot.waitUntil(lambda: page.plan.columns.drawer_button.isVisible() is drawn)
    page.go("profile")
    assert not page.plan.columns.drawer_button.isVisible()


def test_in_a_closed_plan_no_step_is_late_and_nothing_goes_on(page, planned, room):
    weekly = steps.add(room.store, planned.own, text="Read a page aloud", who=Who.HOME, repeats=Repeats.WEEKLY)
    steps.tick(room.store, weekly, date(2026, 11, 12))
    steps.change(room.store, planned.teachers, due_on=date(2026, 11, 17))
    page.plan.reload()
    running = {step_id: line.focusProxy().accessibleName() for step_id, line in lines(page).items()}
    assert "was due" in running[planned.teachers]
    assert "1 time so far" in running[weekly]
    for goal in (planned.everyone, planned.own):
        goals.change(room.store, goal, status=GoalStatus.MET)
    plan_closing.close(room.store, [planned.plan], today=TODAY)
    page.plan.reload()
    closed = {step_id: line.focusProxy().accessibleName() for step_id, line in lines(page).items()}
    assert not [name for name in closed.values() if "was due" in name or "so far" in name]
    assert "17 Nov" in closed[planned.teachers]
    assert "every week, 1 time" in closed[weekly]


def test_plans_of_an_earlier_year_are_one_press_away_and_so_is_the_way_back(page, planned, room, qtbot):
    assert not page.plan.years.isVisible()
    with room.store.transaction("Last year") as tx:
        year = tx.add(records.SchoolYear, name="2025–26", starts_on=date(2025, 8, 25), ends_on=date(2026, 6, 12))
        first, last = (
            tx.add(records.Term, school_year_id=year, name=name, position=at, starts_on=begins, ends_on=ends)
            for at, (name, begins, ends) in enumerate(
                [("Autumn", date(2025, 8, 25), date(2025, 12, 19)), ("Spring", date(2026, 1, 5), date(2026, 6, 12))], 1
            )
        )
    plans.start(room.store, room.ana, today=TODAY, term_id=first)
    old = plans.start(room.store, room.ana, today=TODAY, term_id=last)
    goals.add(room.store, old, kind=GoalKind.PERSONAL, words="Learn to whistle")
    qtbot.waitUntil(page.plan.years.isVisible)
    (go,) = page.plan.years.findChildren(QPushButton)
    assert "2025–26" in go.text()
    qtbot.mouseClick(go, Qt.MouseButton.LeftButton)
    assert [one.goal.words for one in page.plan.cards] == ["Learn to whistle"]
    (back,) = [one for one in page.plan.years.findChildren(QPushButton) if "2026–27" in one.text()]
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert {one.goal.id for one in page.plan.cards} == {planned.everyone, planned.own}
