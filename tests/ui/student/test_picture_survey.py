"""The picture survey of the youngest through a year: on paper in fall, in student mode later, read side by side."""

from __future__ import annotations

from datetime import date

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from learnerplan.domain.profiles import Made, Voice
from learnerplan.services import own_surveys, profiles
from learnerplan.services.student_sessions import Opens
from tests.ui.student.conftest import begin, go, leave
from ui.dialogs.survey_print import SurveyPrintDialog

FALL = date(2025, 9, 9)


def said(page):
    return " | ".join(each.text() for each in page.findChildren(QLabel))


def test_a_year_of_the_picture_survey(room, room_ctx, main, mode, qtbot, tmp_path):
    room_ctx.navigate("surveys")
    main.current_page().take_over("grades-1-3")
    survey = main.current_page().survey
    main.current_page().copy_text()
    assert "( ) With one friend" in QGuiApplication.clipboard().text()

    main.current_page().print_sheets()
    printing = next(each for each in main.findChildren(SurveyPrintDialog) if each.isVisible())
    with qtbot.waitSignal(printing.accepted):
        printing.print_to(tmp_path / "sheets.pdf")
    paper = pypdfium2.PdfDocument(tmp_path / "sheets.pdf")
    assert "Ana Lúcia" in paper[0].get_textpage().get_text_bounded()

    main.current_page().type_sheets()
    sheets = main.current_page()
    sheets.day.show_value(FALL)
    sheets.table.setFocus()
    for key in "21":  # with one friend, quiet
        QTest.keyClick(sheets.table, key)
    sheets.keep_sheets()
    fall = profiles.entries(room.store, room.ana)
    assert {(each.text, each.voice, each.made) for each in fall} == {
        ("With one friend", Voice.LEARNER, Made.PICKED), ("Quiet", Voice.LEARNER, Made.PICKED),
    }  # fmt: skip

    window = begin(mode, room.ana, surveys=(survey.id,))
    screen = go(window, Opens.SURVEY)
    for key in "31":  # in a small group, quiet as before
        QTest.keyClick(screen.answers.cards[0], key)
        QTest.keyClick(screen.answers.cards[0], Qt.Key.Key_Return)
    while window.screen_shown is screen:
        screen.unsure.click()
    leave(mode)

    now = {each.text for each in profiles.entries(room.store, room.ana)}
    assert {"In a small group", "Quiet"} <= now
    every = {each.text: each.current for each in profiles.entries(room.store, room.ana, current_only=False)}
    assert every["With one friend"] is False, "what was said in fall stays readable"
    room_ctx.navigate("survey", survey.id, "changes")
    page = main.current_page()
    qtbot.waitUntil(lambda: "From “With one friend” to “In a small group”: 1 student" in said(page.changed))
    assert "1 answered twice, all said the same" in said(page.changed), "the room is as quiet as it was"
    assert own_surveys.one(room.store, survey.id).responses == 2
