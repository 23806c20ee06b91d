"""The wizard by keyboard alone: files are chosen, checked, decided on, imported and taken back without a mouse."""

from __future__ import annotations

import zipfile

import pytest
from PySide6.QtCore import Qt

from learnerplan.services import waiting
from tests.ui.importing import Keys, names
from ui.models.import_kinds import words
from ui.pages.imports import CHECK, CHOOSE, DONE

ROSTER = """Student ID,Name,Pref,Grade,DOB
1001,"Ferreira, Ana Lúcia",,6,
1002,"Nguyễn, Minh Anh",Minnie,6,
1003,"Yusuf, Amina",,6,2014-03-03
"""
SURVEY = """Timestamp,First name,Last name,What are you good at?
2026/09/01 9:00:00 AM GMT,Ana Lúcia,Ferreira,I draw maps and I dont stop
2026/09/01 9:05:00 AM GMT,Noor,Haddad,Explaining games
2026/09/01 9:06:00 AM GMT,Seun,Adeyemi,Running
"""
RESULTS = """StudentID,StudentLastName,StudentFirstName,TermName,Discipline,TestName,TestStartDate,TestRITScore
1001,Ferreira,Ana Lúcia,Fall 2026-2027,Mathematics,Growth: Math 6+,09/14/2026,218
"""


@pytest.fixture
def file(tmp_path):
    def write(name, text):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def keys(window, qtbot):
    return Keys(window, qtbot)


def test_a_roster_from_the_key_to_the_undo(keys, room, file, monkeypatch):
    keys.choose(monkeypatch, file("fall.csv", ROSTER))
    page, rows = keys.page, keys.page.check.rows.rows
    assert rows.hasFocus()
    assert rows.current_line().row.title == "Minh Anh Nguyễn"
    keys.press(Qt.Key.Key_1)
    keys.wait(lambda: page.foot_line.go.text() == "Import 3")
    keys.press(Qt.Key.Key_Backspace)
    keys.wait(lambda: page.foot_line.go.text() == "Answer 1")
    keys.press(Qt.Key.Key_2)
    keys.wait(lambda: page.foot_line.go.text() == "Import 3")
    keys.press(Qt.Key.Key_Return)
    assert page.foot_line.go.hasFocus()
    keys.press(Qt.Key.Key_Space)
    keys.until(DONE)
    assert "Minnie Nguyễn" in names(room.store)
    assert page.done.see.hasFocus()
    keys.press(Qt.Key.Key_Tab)
    keys.tab_to(page.done.undo)
    keys.press(Qt.Key.Key_Space)
    keys.until(CHOOSE)
    assert names(room.store) == {"Ana Lúcia Ferreira", "Minh Nguyễn"}


def test_a_survey_whose_strangers_are_left_out_together(keys, room, file, monkeypatch):
    keys.choose(monkeypatch, file("voice.csv", SURVEY))
    page = keys.page
    model = page.check.rows.model
    assert model.open_count() == 2
    row = page.check.rows.rows.current_line().row
    skip = next(at for at, choice in enumerate(row.choices) if choice.key == "skip")
    keys.press(Qt.Key(Qt.Key.Key_1 + skip))
    keys.wait(lambda: model.open_count() == 1)
    keys.press(Qt.Key.Key_A)
    keys.wait(lambda: model.open_count() == 0)
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Space)
    keys.until(DONE)
    assert waiting.listed(room.store) == []
    assert page.done.heading.text() == "1 survey answer sheet came in."


def test_somebody_is_looked_up_by_keys(keys, room, file, monkeypatch, qtbot):
    keys.choose(monkeypatch, file("voice.csv", SURVEY))
    page = keys.page
    keys.press(Qt.Key.Key_L)
    from ui.dialogs.learner_picker import LearnerPicker

    picker = page.findChild(LearnerPicker)
    qtbot.keyClicks(picker.search, "minh")
    qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    keys.wait(lambda: page.check.rows.model.open_count() == 1)
    assert room.minh in next(iter(page.session.answers.values()))


def test_results_of_a_test(keys, room, file, monkeypatch):
    keys.choose(monkeypatch, file("map.csv", RESULTS))
    page = keys.page
    assert page.title_label.text() == "Import assessment results"
    rows, model = page.check.rows.rows, page.check.rows.model
    while model.open_count():
        before = model.open_count()
        keys.press(Qt.Key.Key_1)
        keys.wait(lambda before=before: model.open_count() < before)
        keys.press(Qt.Key.Key_Return)
    if rows.hasFocus():
        keys.press(Qt.Key.Key_Return)
    keys.press(Qt.Key.Key_Space)
    keys.until(DONE)
    assert page.done.heading.text() == "1 result came in."


SHEETS = {
    "standards": ("standards.csv", "code,statement,grade\n6.RP.A.1,Understand ratios,6\n6.RP.A.2,Unit rates,6\n"),
    "goals": ("goals.csv", "Student,Goal,Measure,Target\nAna Lúcia Ferreira,Read aloud,pages,30\n"),
    "notes": ("notes.csv", "Student,Date,Note\nAna Lúcia Ferreira,2026-09-14,Helped Minh with his map\n"),
    "supports": (
        "supports.csv",
        "Student,Accommodation,Service type,Start date\nAna Lúcia Ferreira,More time,504,2026-09-01\n",
    ),
}


@pytest.mark.parametrize("kind", SHEETS)
def test_a_sheet_of_each_other_kind(keys, room, file, monkeypatch, kind):
    keys.choose(monkeypatch, file(*SHEETS[kind]))
    page = keys.page
    assert page.session.files()[0].kind == kind
    assert page.title_label.text() == f"Import {words(kind).title}"
    model = page.check.rows.model
    while model.open_count():
        before = model.open_count()
        keys.press(Qt.Key.Key_1)
        keys.wait(lambda before=before: model.open_count() < before)
    keys.press(Qt.Key.Key_Return)
    assert page.foot_line.go.hasFocus()
    keys.press(Qt.Key.Key_Space)
    keys.until(DONE)
    assert page.done.heading.text().endswith("came in.")
    assert room.store.undo_status().undo.startswith("Import ")


def test_a_zip_with_several_files(keys, room, file, monkeypatch, tmp_path):
    path = tmp_path / "school.zip"
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("students.csv", ROSTER.replace("Minnie", ""))
        package.writestr("voice.csv", "\n".join(SURVEY.splitlines()[:2]) + "\n")
    keys.choose(monkeypatch, path)
    page = keys.page
    assert {part.kind for part in page.session.parts()} == {"roster", "survey"}
    keys.press(Qt.Key.Key_Return)
    assert page.foot_line.go.hasFocus()
    keys.press(Qt.Key.Key_Space)
    keys.until(DONE)
    assert "Amina Yusuf" in names(room.store)


def test_every_control_of_the_check_is_reached_by_tab(keys, file, monkeypatch):
    keys.choose(monkeypatch, file("fall.csv", ROSTER))
    page = keys.page
    for wanted in (
        page.check.file.columns.field(0).select,
        page.check.rows.tiles["all"],
        page.foot_line.go,
        page.cancel,
    ):
        keys.tab_to(wanted)


def test_the_rows_that_wait_are_decided_by_keys(keys, room, file, monkeypatch):
    keys.choose(monkeypatch, file("fall.csv", ROSTER))
    keys.tab_to(keys.page.foot_line.later)
    keys.press(Qt.Key.Key_Space)
    keys.until(DONE)
    assert len(waiting.listed(room.store)) == 1
    keys.page.decide_pending()
    keys.until(CHECK)
    keys.press(Qt.Key.Key_2)
    keys.wait(lambda: keys.page.foot_line.go.text() == "Save 1")
    keys.press(Qt.Key.Key_Return, Qt.Key.Key_Space)
    keys.until(DONE)
    assert waiting.listed(room.store) == []
