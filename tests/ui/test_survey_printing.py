"""Printing surveys and sheets to look back on, and who was given them."""

from __future__ import annotations

from datetime import date

import pypdfium2
import pytest
from PySide6.QtWidgets import QLabel

from learnerplan.domain import records
from learnerplan.domain.reflections import Style
from learnerplan.services import learners, own_surveys, survey_given
from tests.ui.survey_pages import opened, pictures, shown, window
from ui.dialogs.reflection_print import ReflectionPrintDialog
from ui.dialogs.survey_given import SurveyGivenDialog
from ui.dialogs.survey_print import BLANK, SurveyPrintDialog
from ui.widgets.person_row import PersonRow

__all__ = ("pictures", "window")


@pytest.mark.parametrize("blank", [True, False])
def test_sheets_print_blank_or_with_names(window, room_ctx, room, pictures, qtbot, tmp_path, blank):
    page = shown(window, room_ctx, "survey", pictures.id)
    page.print_sheets()
    dialog = opened(window, SurveyPrintDialog)
    if blank:
        dialog.whose.choose(BLANK)
    out = tmp_path / "sheets.pdf"
    with qtbot.waitSignal(dialog.accepted):
        dialog.print_to(out)
    held = pypdfium2.PdfDocument(out)
    assert ("Ana Lúcia" in held[0].get_textpage().get_text_bounded()) is not blank
    assert len(held) == (3 if blank else 8)


def test_a_family_survey_is_printed_for_contacts_in_their_language(window, room_ctx, room, qtbot):
    with room.store.transaction("Add contacts") as tx:
        for name, language, held in (
            ("Rosa", "Spanish", {}), ("Noor", "Arabic", {}), ("Luis", "Spanish", {"must_not_receive": True}),
        ):  # fmt: skip
            tx.add(records.Contact, learner_id=room.ana, name=name, relation="Home", language=language, **held)
    survey = own_surveys.add_ready(room.store, "families")
    page = shown(window, room_ctx, "survey", survey)
    page.print_sheets()
    dialog = opened(window, SurveyPrintDialog)
    assert [sheet.name for sheet in dialog.sheets()] == ["Rosa", "Noor"]
    assert [sheet.language for sheet in dialog.sheets()] == ["es", "en"]
    assert "1 contact reads it in English" in dialog._note.text()
    for box in dialog.boxes.values():
        box.setChecked(False)
    dialog.primary.click()
    assert dialog.isVisible()
    dialog.reject()


def test_whom_a_family_survey_went_to_is_noted_and_shown(window, room_ctx, room, qtbot, tmp_path):
    with room.store.transaction("Add contacts") as tx:
        for name, language in (("Rosa", "Spanish"), ("Noor", "Arabic")):
            tx.add(records.Contact, learner_id=room.ana, name=name, relation="Mother", language=language)
    survey = own_surveys.one(room.store, own_surveys.add_ready(room.store, "families"))
    page = shown(window, room_ctx, "survey", survey.id, "answers")
    page.print_sheets()
    dialog = opened(window, SurveyPrintDialog)
    rosa, noor = dialog.people
    dialog.boxes[noor.key].setChecked(False)
    with qtbot.waitSignal(dialog.accepted):
        dialog.print_to(tmp_path / "a.pdf")
    names = [row.accessibleName() for row in page.answered.findChildren(PersonRow)]
    assert ["Given on" in name and "in Spanish" in name for name in names] == [True, False]
    page.print_sheets()
    again = opened(window, SurveyPrintDialog)
    assert [("Given on" in each.text()) for each in again._people.findChildren(QLabel)].count(True) == 1
    again.reject()
    page.note_given()
    noting = opened(window, SurveyGivenDialog)
    assert [noting.boxes[each.who].isChecked() for each in (rosa, noor)] == [False, True]
    noting.day.show_value(date(2999, 1, 1))
    noting.primary.click()
    assert noting.isVisible()
    noting.day.show_value(date.today())
    noting.primary.click()
    assert set(survey_given.given(room.store, survey.id)) == {rosa.who, noor.who}


def test_a_blank_sheet_is_given_to_nobody(window, room_ctx, room, pictures, qtbot, tmp_path):
    page = shown(window, room_ctx, "survey", pictures.id)
    page.print_sheets()
    dialog = opened(window, SurveyPrintDialog)
    dialog.whose.choose(BLANK)
    with qtbot.waitSignal(dialog.accepted):
        dialog.print_to(tmp_path / "a.pdf")
    assert survey_given.given(room.store, pictures.id) == {}


def test_sheets_to_look_back_on_are_printed_by_grade_or_blank(window, room_ctx, room, tmp_path):
    learners.change(room.store, room.minh, grade="2")
    page = shown(window, room_ctx, "surveys")
    page.print_reflections()
    dialog = opened(window, ReflectionPrintDialog)
    assert [(sheet.name, sheet.style) for sheet in dialog.sheets()] == [
        ("Ana Lúcia Ferreira", Style.THREE), ("Minh Nguyễn", Style.FACES),
    ]  # fmt: skip
    dialog.questions.choose(Style.STARS.value)
    assert {sheet.style for sheet in dialog.sheets()} == {Style.STARS}
    dialog.whose.choose(BLANK)
    assert [(sheet.name, sheet.style) for sheet in dialog.sheets()] == [("", Style.STARS)]
    assert not dialog.print_to(tmp_path / "none" / "a.pdf")
    assert dialog.isVisible()
    assert dialog.print_to(tmp_path / "a.pdf")
    assert len(pypdfium2.PdfDocument(tmp_path / "a.pdf")) == 1
    dialog.reject()
