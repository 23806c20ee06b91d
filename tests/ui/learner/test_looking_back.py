"""Looking back: reflections by grade and voice, a profile on two days, and wording that is worth another look."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtWidgets import QPlainTextEdit

from learnerplan.domain.checkins import Feeling
from learnerplan.domain.goals import GoalKind
from learnerplan.domain.profiles import Facet, Voice
from learnerplan.domain.reflections import Prompt, Style
from learnerplan.services import goals, learners, own_surveys, profiles, reflections, survey_answers
from learnerplan.services.survey_answers import Said, Sheet
from tests.ui.classday import dialog
from ui.dialogs.goal_edit import GoalEditDialog
from ui.widgets.text import Quote
from ui.widgets.wording_note import WordingNote

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing the keyboard)", extend=True)

SEPTEMBER, OCTOBER = date(2026, 9, 2), date(2026, 10, 14)


@pytest.fixture
def profile(page):
    page.go("profile")
    return page.profile


def said(room):
    return {(row.voice, row.goal_id, row.prompt): row.text for row in reflections.of_learner(room.store, room.ana)}


def shown(made):
    return [prompt for prompt, field in made._fields.items() if not field.isHidden()]


def test_the_questions_go_by_grade_and_can_be_others(page, planned, room):
    page.plan.reflection.write.click()
    made = dialog()
    assert shown(made) == [Prompt.PROUD, Prompt.HARD, Prompt.NEXT]
    made.boxes[Prompt.HARD].setPlainText("Starting")
    made.style_choice._segments[1].click()
    assert made.style_choice.value() == Style.STARS
    assert Prompt.SECOND_STAR in shown(made)
    assert Prompt.HARD in shown(made)  # what is typed stays to be seen
    made.style_choice._segments[2].click()
    made.face.choose(Feeling.GOOD.value)
    made.primary.click()
    assert said(room) == {
        (Voice.LEARNER, None, Prompt.HARD): "Starting",
        (Voice.LEARNER, None, Prompt.FACE): "It’s going well",
    }
    learners.change(room.store, room.ana, grade="4")
    page.plan.reflection.write.click()
    again = dialog()
    assert again.style_choice.value() == Style.FACES
    assert again.face.value() == Feeling.GOOD.value
    again.reject()


def test_a_fourth_grader_is_asked_for_two_stars_and_a_wish(page, planned, room):
    learners.change(room.store, room.ana, grade="4")
    page.plan.reflection.write.click()
    made = dialog()
    assert shown(made) == [Prompt.PROUD, Prompt.SECOND_STAR, Prompt.NEXT]
    assert made._fields[Prompt.NEXT].control.accessibleName() == "A wish"
    made.reject()


def test_the_family_says_its_own_and_both_are_one_step_of_undo(page, planned, room):
    page.plan.reflection.write.click()
    made = dialog()
    made.boxes[Prompt.PROUD].setPlainText("I finished it")
    made.voice._segments[1].click()
    assert made.boxes[Prompt.PROUD].value() == ""
    made.boxes[Prompt.PROUD].setPlainText("She never gave up")
    made.primary.click()
    assert said(room) == {
        (Voice.LEARNER, None, Prompt.PROUD): "I finished it",
        (Voice.FAMILY, None, Prompt.PROUD): "She never gave up",
    }
    words = [quote.plain() for quote in page.plan.reflection.findChildren(Quote)]
    assert words == ["“I finished it”", "“She never gave up”"]
    room.store.undo()
    assert said(room) == {}


def test_a_goal_has_a_look_back_of_its_own(page, planned, room):
    card = next(card for card in page.plan.cards if card.goal.id == planned.own)
    card.reflect_wanted.emit()
    made = dialog()
    made.boxes[Prompt.PROUD].setPlainText("The last page")
    made.primary.click()
    assert said(room) == {(Voice.LEARNER, planned.own, Prompt.PROUD): "The last page"}
    page.plan.reflection.write.click()
    assert dialog().boxes[Prompt.PROUD].value() == ""
    dialog().reject()


def test_two_days_of_a_profile_stand_side_by_side(profile, room):
    old = profiles.add(
        room.store, room.ana, facet=Facet.CHALLENGE, text="I wait", voice=Voice.LEARNER, said_on=SEPTEMBER
    )
    profiles.supersede(room.store, old, text="I draw boxes", said_on=OCTOBER)
    profile.then_and_now.look.click()
    made = dialog()
    words = [quote.plain() for quote in made.findChildren(Quote)]
    assert words == ["“I wait”", "“I draw boxes”"]
    made.then.show_value(OCTOBER)
    made.then.changed.emit()
    assert [entry.text for entry in made.shown.then] == ["I draw boxes"]
    assert made.shown.still
    made.then.line.setText("soon")
    made.look()
    assert made.form._fields["then"].error()
    made.primary.click()


def test_what_was_asked_twice_is_shown_with_it(profile, room):
    survey = own_surveys.one(room.store, own_surveys.add_ready(room.store, "grades-1-3"))
    where = survey.questions[0]
    for at, day in ((0, SEPTEMBER), (2, OCTOBER)):
        sheet = Sheet(room.ana, {where.id: Said(picks=(where.options[at].id,))})
        survey_answers.keep(room.store, survey.id, [sheet], on=day)
    assert [title for title, _pairs in survey_answers.asked_twice(room.store, room.ana)] == ["All about me in pictures"]
    profile.then_and_now.look.click()
    words = [quote.plain() for quote in dialog().findChildren(Quote)]
    assert "“Just me”" in words
    assert "“In a small group”" in words
    dialog().reject()


def test_wording_is_looked_at_while_an_adult_writes_and_never_a_childs(profile, room):
    profile.entry_actions.add(Facet.CHALLENGE, Voice.TEACHER)
    made = dialog()
    made.words.setPlainText("\U0001f600 He is lazy")
    assert not made.wording.isHidden()
    assert "lazy" in made.wording._words.text()
    (line,) = made.words.extraSelections()
    assert line.cursor.selectedText() == "lazy"
    made.voice._segments[0].click()
    assert made.wording.isHidden()
    assert made.words.extraSelections() == []
    made.voice._segments[1].click()
    made.primary.click()  # it never blocks
    assert [entry.text for entry in profiles.entries(room.store, room.ana)] == ["\U0001f600 He is lazy"]


def test_a_goals_plan_words_are_looked_at_and_not_the_learners(page, planned, room):
    goal = next(one for one in goals.of_plan(room.store, planned.plan) if one.kind is GoalKind.PERSONAL)
    page.plan.goal_actions.edit(goal)
    made = dialog()
    assert isinstance(made, GoalEditDialog)
    made.words.setPlainText("I am lazy")
    assert made.words.extraSelections() == []
    assert all(note.isHidden() for note in made.findChildren(WordingNote))
    made.statement.setText("Stops failing")
    assert [note.isHidden() for note in made.findChildren(WordingNote)].count(False) == 1
    assert isinstance(made.words, QPlainTextEdit)
    made._first = made.state()
    made.reject()


def test_words_of_others_that_were_replaced_stay_readable_with_who_and_when(profile, room):
    profiles.add(room.store, room.ana, facet=Facet.HOPE, text="To swim", voice=Voice.LEARNER, said_on=SEPTEMBER)
    old = profiles.add(
        room.store, room.ana, facet=Facet.STRENGTH, text="Sees it first", voice=Voice.TEACHER, said_on=SEPTEMBER,
        said_by="Ms. Okoye",
    )  # fmt: skip
    profiles.supersede(room.store, old, text="Says it aloud too", said_on=OCTOBER)
    profile.open_words()
    from PySide6.QtWidgets import QLabel

    shown_words = [each.text() for each in profile._words.findChildren(QLabel)]
    assert any("Sees it first" in text for text in shown_words)
    assert any("Ms. Okoye" in text and "2 Sep" in text for text in shown_words)
    assert not any("Says it aloud too" in text for text in shown_words)
