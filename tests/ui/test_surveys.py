"""Surveys on the screen: the list, one survey, typing sheets, printing."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton

from learnerplan.domain import records
from learnerplan.domain.profiles import Made, Voice
from learnerplan.domain.surveys import QuestionKind
from learnerplan.services import own_surveys, profiles, survey_answers, survey_grids
from learnerplan.services.survey_answers import Said, Sheet
from tests.ui.survey_pages import opened, pictures, shown, window
from tests.ui.test_accessibility import controls
from ui.dialogs.survey_edit import SurveyEditDialog
from ui.dialogs.survey_question import SurveyQuestionDialog
from ui.widgets.survey_line import SurveyLine

__all__ = ("pictures", "window")
FALL, SPRING = date(2025, 9, 9), date(2026, 3, 10)


def test_the_list_tells_who_answered_and_offers_what_is_ready(window, room_ctx, room, qtbot):
    page = shown(window, room_ctx, "surveys")
    page.take_over("grades-1-3")
    assert window.current_page().title_label.text() == "All about me in pictures"
    page = shown(window, room_ctx, "surveys")
    names = [line.accessibleName() for line in page.ours.findChildren(SurveyLine)]
    assert len(names) == 1
    assert "0 of 2 answered" in names[0]
    line = page.ours.findChildren(SurveyLine)[0]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert window.current_page().survey.title == "All about me in pictures"
    page = shown(window, room_ctx, "surveys")
    page.take_over("grades-1-3")  # not a second time: it opens
    assert [each.title for each in own_surveys.listed(room.store)] == ["All about me in pictures"]
    assert window.current_page().survey.title == "All about me in pictures"


def test_two_surveys_of_one_title_are_told_apart(window, room_ctx, room):
    for band in ("1-3", "4-8"):
        own_surveys.add(room.store, title="All about me", band=band)
    page = shown(window, room_ctx, "surveys")
    names = sorted(line.accessibleName() for line in page.ours.findChildren(SurveyLine))
    assert ["Grades 1 to 3" in names[0], "Grades 4 to 8" in names[1]] == [True, True]
    page = shown(window, room_ctx, "survey", own_surveys.listed(room.store)[1].id)
    assert "Grades" in page.subtitle_label.text()


@pytest.mark.parametrize("width", [1024, 1280])
def test_what_stands_under_the_title_is_not_cut(window, room_ctx, width, qapp):
    page = shown(window, room_ctx, "surveys")
    window.resize(width, 700)
    qapp.processEvents()
    needed = page.subtitle_label.fontMetrics().horizontalAdvance(page.subtitle_label.text())
    assert page.subtitle_label.width() >= needed


def test_a_new_survey_needs_a_title_and_opens(window, room_ctx, room):
    page = shown(window, room_ctx, "surveys")
    page.make()
    dialog = opened(window, SurveyEditDialog)
    dialog.primary.click()
    assert own_surveys.listed(room.store) == []
    dialog.title.setText("How I am")
    dialog.respondent.choose(Voice.FAMILY.value)
    dialog.primary.click()
    (made,) = own_surveys.listed(room.store)
    assert (made.title, made.respondent, made.band, made.language) == ("How I am", Voice.FAMILY, "family", "en")
    assert window.current_page().survey.id == made.id


def test_a_question_is_written_with_a_live_preview(window, room_ctx, room, pictures, qtbot):
    page = shown(window, room_ctx, "survey", pictures.id)
    page.questions.add_question()
    dialog = opened(window, SurveyQuestionDialog)
    dialog.words.setPlainText("Which pet?")
    dialog.kind.choose(QuestionKind.PICTURES.value)
    first = dialog.options.lines[0].words
    first.setText("Cat")
    dialog.options.lines[0].picture.choose("animals")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    dialog.options.lines[1].words.setText("Dog")
    qtbot.keyClick(dialog.options.lines[1].words, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    from ui.widgets.survey_preview import OptionTile

    tiles = [tile.accessibleName() for tile in dialog.preview.findChildren(OptionTile) if tile.parent() is not None]
    assert tiles[-2:] == ["Dog", "Cat"]
    dialog.primary.click()
    question = own_surveys.one(room.store, pictures.id).questions[-1]
    assert [(option.text, option.picture) for option in question.options] == [("Dog", ""), ("Cat", "animals")]


def test_questions_are_moved_and_removed_by_keyboard(window, room_ctx, room, pictures, qtbot):
    page = shown(window, room_ctx, "survey", pictures.id)
    line = page.questions.lines[1]
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_Up, Qt.KeyboardModifier.ControlModifier)
    again = own_surveys.one(room.store, pictures.id).questions
    assert [question.id for question in again[:2]] == [pictures.questions[1].id, pictures.questions[0].id]
    assert page.questions.lines[0].hasFocus()
    qtbot.keyClick(page.questions.lines[0], Qt.Key.Key_Delete)
    assert len(own_surveys.one(room.store, pictures.id).questions) == len(pictures.questions) - 1


def test_what_was_answered_stays_and_says_so(window, room_ctx, room, pictures, qtbot):
    where = pictures.questions[0]
    sheet = Sheet(room.ana, {where.id: Said(picks=(where.options[0].id,))})
    survey_answers.keep(room.store, pictures.id, [sheet], on=FALL)
    page = shown(window, room_ctx, "survey", pictures.id)
    qtbot.keyClick(page.questions.lines[0], Qt.Key.Key_Delete)
    assert len(page.questions.lines) == len(pictures.questions)
    qtbot.keyClick(page.questions.lines[0], Qt.Key.Key_Return)
    dialog = opened(window, SurveyQuestionDialog)
    assert not dialog.kind.isEnabled()
    dialog.reject()


def test_the_survey_is_copied_and_saved_as_text(window, room_ctx, pictures, tmp_path):
    page = shown(window, room_ctx, "survey", pictures.id)
    page.copy_text()
    assert "1. Where do you learn best?" in QGuiApplication.clipboard().text()
    page.save_text_to(tmp_path / "a.txt")
    assert (tmp_path / "a.txt").read_text(encoding="utf-8") == own_surveys.as_text(pictures)
    page.save_text_to(tmp_path / "none" / "a.txt")
    assert not (tmp_path / "none").exists()


def test_sheets_are_typed_with_the_keyboard_alone(window, room_ctx, room, pictures, qtbot):
    page = shown(window, room_ctx, "survey-sheets", pictures.id)
    table = page.table
    table.setFocus()
    for key in ("2", "1"):  # one answer each: on to the next question
        qtbot.keyClick(table, key)
    for key in ("1", "3", "1"):  # several: a second press takes it away
        qtbot.keyClick(table, key)
    assert table.currentIndex().column() == 2
    qtbot.keyClick(table, Qt.Key.Key_Return)
    assert (table.currentIndex().row(), table.currentIndex().column()) == (1, 2)
    qtbot.keyClick(table, "9")
    assert "There is no answer 9" in page._problem.accessibleName() or page._problem.isVisible()
    page.day.show_value(FALL)
    page.keep_sheets()
    asked = {row.question: row.text for row in answers(room)}
    assert asked == {
        "Where do you learn best?": "With one friend",
        "How do you like your room?": "Quiet",
        "What do you like to do?": "Read",
    }
    entries = profiles.entries(room.store, room.ana)
    assert {entry.made for entry in entries} == {Made.PICKED}
    assert window.current_page().tabs.value() == "answers"
    assert room.store.undo() == "Answer survey"


def test_a_digit_and_tab_go_on_by_one_question(window, room_ctx, pictures, qtbot):
    table = shown(window, room_ctx, "survey-sheets", pictures.id).table
    table.setFocus()
    places = []
    for key in ("2", Qt.Key.Key_Tab, "1", Qt.Key.Key_Tab, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
        qtbot.keyClick(table, key)
        places.append(table.currentIndex().column())
    assert places == [1, 1, 2, 2, 3, 2]


def test_a_toast_leaves_the_foot_with_the_digits_free(window, room_ctx, pictures, qapp):
    page = shown(window, room_ctx, "survey-sheets", pictures.id)
    qapp.processEvents()
    room_ctx.toast("1 sheet kept", undo=True)
    digits = page._offered
    top = digits.mapTo(window, digits.rect().topLeft()).y()
    assert digits.isVisible()
    assert window.toast.geometry().bottom() < top


def answers(room):
    from learnerplan.services import surveys

    return surveys.answers(room.store, room.ana)


def test_keys_of_the_window_are_typed_in_the_table(window, room_ctx, room, pictures, qtbot):
    page = shown(window, room_ctx, "survey-sheets", pictures.id)
    page.table.setFocus()
    qtbot.keyClick(page.table, "2")
    page.table.setCurrentIndex(page.model.index(0, 0))
    qtbot.keyClick(page.table, Qt.Key.Key_Backspace)
    assert window.current_page() is page
    assert page.model.filled() == 0
    hope = [question.text.startswith("What do you want") for question in pictures.questions].index(True)
    page.table.setCurrentIndex(page.model.index(0, hope))
    qtbot.keyClick(page.table, "/")
    assert window.current_page() is page
    assert page.model.index(0, hope).data() in ("/", "")
    assert page.table.state() is page.table.State.EditingState


def test_words_are_kept_while_they_are_typed(window, room_ctx, room, pictures, qtbot):
    page = shown(window, room_ctx, "survey-sheets", pictures.id)
    hope = [question.text.startswith("What do you want") for question in pictures.questions].index(True)
    index = page.model.index(0, hope)
    page.table.setCurrentIndex(index)
    page.table.edit(index)
    editor = page.table.indexWidget(index) or page.table.viewport().findChild(type(page.day.line).__mro__[1])
    qtbot.keyClicks(editor, "swim")
    page.keep_draft()  # as the timer does a second later, with the editor still open
    (said,) = survey_grids.draft(room.store, pictures, room.class_id).cells.values()
    assert said.text == "swim"
    room_ctx.navigate("today")
    again = shown(window, room_ctx, "survey-sheets", pictures.id)
    assert again.model.index(0, hope).data() == "swim"
    assert again.keep.accessibleName() == "Keep 1 sheet"
    again.clear.click()
    again.keep_draft()
    assert room.store.value("SELECT count(*) FROM draft") == 0


def test_an_empty_table_and_a_day_to_come_are_refused(window, room_ctx, room, pictures):
    page = shown(window, room_ctx, "survey-sheets", pictures.id)
    page.keep_sheets()
    assert page._problem.isVisible()
    page.table.setCurrentIndex(page.model.index(0, 0))
    page.model.pick(page.model.index(0, 0), 1)
    page.day.show_value(date(2999, 1, 1))
    page.keep_sheets()
    assert room.store.value("SELECT count(*) FROM response") == 0
    assert page.model.filled() == 1


def test_who_answered_and_fall_beside_spring(window, room_ctx, room, pictures):
    where = pictures.questions[0]
    for option, day in ((0, FALL), (2, SPRING)):
        said = {where.id: Said(picks=(where.options[option].id,))}
        survey_answers.keep(room.store, pictures.id, [Sheet(room.ana, said)], on=day)
    page = shown(window, room_ctx, "survey", pictures.id, "changes")
    from PySide6.QtWidgets import QLabel

    said = [each.text() for each in page.changed.group.findChildren(QLabel)]
    assert "From “Just me” to “In a small group”: 1 student" in said
    assert page.changed.who.value() == room.ana
    page = shown(window, room_ctx, "survey", pictures.id, "answers")
    assert page.answered.waiting.title.text() == "Not yet, 1"
    assert page.answered.done.title.text() == "Answered, 1"


def test_an_imported_survey_is_read_not_edited(window, room_ctx, room):
    with room.store.transaction("Import") as tx:
        survey = tx.add(records.Survey, title="Form")
        tx.add(records.Question, survey_id=survey, position=0, text="How are you?")
    page = shown(window, room_ctx, "survey", survey)
    assert page.type.isHidden()
    assert page.print.isHidden()
    assert page.questions.add.isHidden()
    assert len(page.questions.lines) == 1


def test_no_survey_and_no_class_say_what_to_do(ctx, theme, qtbot):
    from ui.pages.surveys import SurveysPage

    page = SurveysPage(ctx)
    qtbot.addWidget(page)
    page.show()
    assert page.imported.isHidden()
    assert page.ours.findChildren(SurveyLine) == []


@pytest.mark.parametrize(
    ("page", "part"),
    [("surveys", ""), ("survey", "questions"), ("survey", "answers"), ("survey", "changes"), ("survey-sheets", "")],
)
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_filled_pages_name_every_control_and_cut_nothing(window, room_ctx, room, pictures, qapp, page, part, scale):
    where = pictures.questions[0]
    for option, day in ((0, FALL), (2, SPRING)):
        said = {where.id: Said(picks=(where.options[option].id,))}
        survey_answers.keep(room.store, pictures.id, [Sheet(room.ana, said)], on=day)
    room_ctx.theme.set_look(room_ctx.theme.tokens, scale, reading_font=False)
    here = shown(window, room_ctx, page, pictures.id, part)
    for _ in range(3):  # what is new is laid out when its turn comes
        qapp.processEvents()
    held = controls(here)
    assert [type(one).__name__ for one in held if not one.accessibleName()] == []
    buttons = [one for one in held if isinstance(one, QAbstractButton)]
    assert [one.accessibleName() for one in buttons if min(one.width(), one.height()) < 26] == []
    assert [one.accessibleName() for one in buttons if one.width() < one.minimumSizeHint().width()] == []


def test_a_cell_says_whose_sheet_it_is_and_what_it_holds(window, room_ctx, room, pictures):
    page = shown(window, room_ctx, "survey-sheets", pictures.id)
    cell = page.model.index(0, 0)
    page.model.pick(cell, 2)
    assert cell.data(Qt.ItemDataRole.AccessibleTextRole) == ("Ana Lúcia, Where do you learn best?: 2 With one friend")
    assert page.model.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole).endswith("empty")
