"""Asking a survey again from its page."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine
from PySide6.QtWidgets import QApplication, QLabel

from learnerplan.services import own_surveys, survey_answers, survey_rounds
from learnerplan.services.survey_answers import Said, Sheet
from ui.dialogs.survey_again import SurveyAgainDialog
from ui.pages.survey import SurveyPage
from ui.widgets.chip import Chip


@pytest.fixture
def page(room, room_ctx, qtbot):
    with time_machine.travel("2027-03-15 10:00:00+00:00"):
        survey = own_surveys.one(room.store, own_surveys.add_ready(room.store, "grades-4-8"))
        words = next(one for one in survey.questions if not one.options)
        sheet = Sheet(room.ana, {words.id: Said("Dogs")})
        survey_answers.keep(room.store, survey.id, [sheet], on=date(2026, 9, 9))
        made = SurveyPage(room_ctx)
        qtbot.addWidget(made)
        made.resize(1280, 900)
        made.show()
        made.open(survey.id, "answers")
        made.reload()
        yield made
        room_ctx.tasks.shut_down()


def words_on(page):
    QApplication.processEvents()
    return " | ".join(one.text() for one in page.findChildren(QLabel) if one.isVisibleTo(page))


def test_who_answered_in_the_fall_waits_again_in_the_spring(page, room):
    assert "1 of 2 answered" in words_on(page)
    page.answered.again.click()
    (asking,) = page.findChildren(SurveyAgainDialog)
    asking.day.show_value(date(2027, 3, 20))
    asking.primary.click()
    assert "This day is still to come." in words_on(asking)
    asking.day.show_value(date(2027, 3, 1))
    asking.primary.click()
    assert "0 of 2 answered" in words_on(page)
    assert "asked again 1 Mar" in words_on(page)
    assert "Not yet, 2" in words_on(page)
    assert [chip.accessibleName() for chip in page.answered.findChildren(Chip)] == ["Before: 9 Sep 2026"]
    assert len(survey_rounds.begun(room.store, page.survey.id)) == 1
    room.store.undo()
    assert "1 of 2 answered" in words_on(page)


def test_a_survey_that_nobody_answered_offers_no_second_round(page, room):
    other = own_surveys.add_ready(room.store, "grades-1-3")
    page.open(other, "answers")
    page.reload()
    assert not page.answered.again.isVisibleTo(page)
