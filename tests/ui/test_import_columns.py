"""What a file is and what its columns mean: proposed, looked at, changed, remembered, searched."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt

from learnerplan.imports.kinds import KINDS
from learnerplan.services import classes, import_runs, learners, profiles
from tests.ui.importing import ROSTER, SURVEY, at, check, commit, settled
from ui.models.import_columns import LEAVE_OUT
from ui.models.import_kinds import offered
from ui.pages.import_columns import remembered_words
from ui.pages.import_source import NEW_CLASS
from ui.pages.imports import DONE
from ui.widgets.option_card import OptionCard
from ui.widgets.text import Elided


@pytest.fixture
def page(import_page):
    return import_page


@pytest.fixture
def file(write_file):
    return write_file


def test_sensitive_columns_are_left_out_until_somebody_takes_them(page, file, qtbot):
    check(page, qtbot, file("fall.csv", ROSTER))
    field = page.check.file.columns.field(5)
    assert field.select.value() == LEAVE_OUT
    assert field.select.accessibleDescription() == "Sensitive. Not needed here."


def test_another_use_of_a_column_changes_what_will_happen_at_once(page, file, qtbot):
    model = check(page, qtbot, file("fall.csv", ROSTER))
    assert model.open_count() == 1
    field = page.check.file.columns.field(2)
    field.select.choose(LEAVE_OUT)
    field.select.chosen.emit(LEAVE_OUT)
    qtbot.waitUntil(lambda: settled(page) and model.open_count() == 0)
    assert page.foot_line.go.text() == "Import 3"


def test_a_plain_list_goes_into_the_class_that_is_chosen(page, room, file, qtbot):
    check(page, qtbot, file("fall.csv", ROSTER.replace("Minnie", "")))
    source = page.check.file.source
    assert source.room.value() == "Room 12"
    source.room.choose(NEW_CLASS)
    source.room.chosen.emit(NEW_CLASS)
    source.new_room.setText("Room 14")
    source.new_room.editingFinished.emit()
    qtbot.waitUntil(lambda: settled(page) and page.session.class_name == "Room 14")
    commit(page, qtbot)
    made = classes.named(room.store, "room 14")
    assert made is not None
    assert made.learners == 3


def test_a_survey_becomes_profile_entries_under_the_facet_that_was_chosen(page, room, file, qtbot):
    model = check(page, qtbot, file("voice.csv", SURVEY))
    columns = page.check.file.columns
    church = columns.field(4)
    assert church.select.value() == LEAVE_OUT
    assert "religion" in church.select.accessibleDescription()
    assert model.open_count() == 0
    good = columns.field(3).select
    good.choose("question:skill")
    good.chosen.emit("question:skill")
    qtbot.waitUntil(lambda: settled(page))
    commit(page, qtbot)
    entries = profiles.entries(room.store, room.ana)
    assert [(str(entry.facet), entry.text) for entry in entries if entry.facet == "skill"] == [
        ("skill", "I draw maps and I dont stop")
    ]
    assert not any("Mary" in entry.text for entry in entries)


def test_dates_that_read_two_ways_are_asked_about_once(page, room, file, qtbot):
    dates = "Name,Date of birth\nAna Lúcia Ferreira,03/04/2014\nAmina Yusuf,05/06/2014\n"
    check(page, qtbot, file("dates.csv", dates))
    cards = page.check.file.source.findChildren(OptionCard)
    assert [card.accessibleName() for card in cards] == ["Day first", "Month first"]
    assert not any(card.isChecked() for card in cards)
    foot = page.foot_line
    assert (foot.go.text(), foot.later.text()) == ("Answer 1", "Import 1 without unclear dates")
    foot.go.click()
    assert cards[0].hasFocus()
    cards[0].click()
    qtbot.waitUntil(lambda: settled(page) and not page.session.files()[0].questions)
    commit(page, qtbot)
    amina = next(row for row in learners.all_names(room.store) if row.given_name == "Amina")
    assert learners.one(room.store, amina.id).birth_date == date(2014, 6, 5)


def test_unclear_dates_of_one_of_several_files_are_asked_about(page, room, file, qtbot):
    dates = file("dates.csv", "Name,Date of birth\nAna Lúcia Ferreira,03/04/2014\nAmina Yusuf,05/06/2014\n")
    check(page, qtbot, file("list.csv", "Student ID,Name\n1001,Noor Haddad\n"), dates)
    foot = page.foot_line
    assert foot.go.text() == "Answer 1"
    foot.go.click()
    shown = page.session.parts()[page.check.file.files.value()]
    assert shown.name == "dates.csv"
    qtbot.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: settled(page) and not page.session.asking())
    assert foot.go.text().startswith("Import")
    assert not foot.later.isVisible()


def test_without_the_answer_unclear_dates_are_left_out(page, room, file, qtbot):
    check(page, qtbot, file("dates.csv", "Name,Date of birth\nAmina Yusuf,05/06/2014\n"))
    page.foot_line.later.click()
    qtbot.waitUntil(lambda: at(page, DONE))
    amina = next(row for row in learners.all_names(room.store) if row.given_name == "Amina")
    assert learners.one(room.store, amina.id).birth_date is None


def test_the_teacher_can_say_that_a_file_is_something_else(page, file, qtbot):
    check(page, qtbot, file("list.csv", "Name,What do you like?\nAna Lúcia Ferreira,Drawing birds\n"))
    source = page.check.file.source
    first = page.session.files()[0].kind
    other = "survey" if first == "roster" else "roster"
    source._otherwise.click()
    assert source.kind.isVisible()
    source.kind.choose(other)
    source.kind.chosen.emit(other)
    qtbot.waitUntil(lambda: settled(page) and page.session.files()[0].kind == other)
    assert page.title_label.text() == f"Import a {other}"


def test_a_file_that_cannot_be_what_was_said_stays_what_it_was(page, file, qtbot):
    check(page, qtbot, file("list.csv", "Student ID,Name\n1001,Amina Yusuf\n"))
    page.check.file.source.kind.chosen.emit("export")
    qtbot.waitUntil(lambda: page._problem is not None and page._problem.isVisible() and settled(page))
    assert [each.kind for each in page.session.files()] == ["roster"]
    assert page.session.kinds == {}


def test_of_several_files_one_can_be_said_to_be_something_else(page, room, file, qtbot):
    roster = file("list.csv", "Student ID,Name\n1001,Amina Yusuf\n")
    other = file("more.csv", "Name,What do you like?\nAna Lúcia Ferreira,Drawing birds\n")
    check(page, qtbot, roster, other)
    kinds = {each.path.name: each.kind for each in page.session.files()}
    said = "notes" if kinds["more.csv"] != "notes" else "survey"
    at = next(at for at, part in enumerate(page.session.parts()) if part.name == "more.csv")
    page.check.file.files._rows[at + 1].click()
    source = page.check.file.source
    source._otherwise.click()
    source.kind.choose(said)
    source.kind.chosen.emit(said)
    qtbot.waitUntil(lambda: settled(page) and {each.kind for each in page.session.files()} == {"roster", said})
    parts = page.session.parts()
    assert parts[page.check.file.files.value()].name == "more.csv"
    assert page.check.rows.model.rowCount() == 1
    assert {each.path.name: each.kind for each in page.session.files()} == {"list.csv": "roster", "more.csv": said}
    learners.change(room.store, room.minh, grade="7")
    commit(page, qtbot)
    assert {run.kind for run in import_runs.listed(room.store)[0].held} == {"roster", said}


def test_who_answered_a_survey_can_be_said(page, room, file, qtbot):
    check(page, qtbot, file("voice.csv", SURVEY))
    voice = page.check.file.source.voice
    assert voice.isVisible()
    voice.choose("family")
    voice.chosen.emit("family")
    qtbot.waitUntil(lambda: settled(page) and page.session.files()[0].mapping.voice == "family")
    commit(page, qtbot)
    assert {str(entry.voice) for entry in profiles.entries(room.store, room.ana)} == {"family"}


def wide(columns):
    """A table with two columns that are known and many that are not."""
    extra = [f"Extra {number}" for number in range(columns)]
    rows = [
        ",".join([str(1001 + at), name, *(["x"] * columns)]) for at, name in enumerate(("Ana Ferreira", "Noor Haddad"))
    ]
    return "\n".join([",".join(["Student ID", "Name", *extra]), *rows]) + "\n"


def test_many_columns_are_folded_and_found_by_a_search(page, file, qtbot):
    check(page, qtbot, file("wide.csv", wide(140)))
    columns = page.check.file.columns
    assert sorted(columns._fields) == [0, 1]
    assert columns._rest.text() == "140 more columns are left out"
    columns._rest.click()
    assert len(columns._fields) == 27
    columns.search.setText("extra 139")
    assert list(columns._fields) == [141]
    columns.search.setText("nothing like it")
    assert columns._none.isVisible()
    columns.search.clear()
    columns._fold.click()
    assert sorted(columns._fields) == [0, 1]


def test_a_column_that_was_found_can_be_used(page, file, qtbot):
    check(page, qtbot, file("wide.csv", wide(20)))
    columns = page.check.file.columns
    columns.search.setText("extra 3")
    field = columns.field(5)
    assert field.select.count() == 1
    qtbot.keyClick(field.select, "g")
    assert field.select.count() > 5
    field.select.choose("grade")
    field.select.chosen.emit("grade")
    qtbot.waitUntil(lambda: settled(page) and page.session.files()[0].mapping.columns[5].use == "grade")
    columns.search.clear()
    assert columns.field(5) is not None


def test_the_samples_stand_beside_their_column(page, file, qtbot):
    check(page, qtbot, file("fall.csv", ROSTER))
    field = page.check.file.columns.field(0)
    said = [each.text() for each in field.findChildren(Elided)]
    assert "\u20681001\u2069  ·  \u20681002\u2069  ·  \u20681003\u2069" in said


def test_start_over_goes_back_to_what_is_proposed(page, file, qtbot):
    check(page, qtbot, file("fall.csv", ROSTER))
    columns = page.check.file.columns
    assert not columns.reset.isVisible()
    columns.field(2).select.choose(LEAVE_OUT)
    columns.field(2).select.chosen.emit(LEAVE_OUT)
    qtbot.waitUntil(lambda: settled(page) and columns.reset.isVisible())
    columns.reset.click()
    qtbot.waitUntil(lambda: settled(page) and columns.field(2).select.value() == "preferred_name")
    assert not columns.reset.isVisible()


def test_every_kind_can_be_said_in_words_of_its_own():
    said = dict(offered())
    assert set(said) == set(KINDS)
    assert len(set(said.values())) == len(said)


@pytest.mark.parametrize(
    ("used", "words"),
    [
        (date(2026, 11, 18), "Remembered from earlier today"),
        (date(2026, 9, 3), "Remembered from 3 September"),
        (date(2025, 9, 3), "Remembered from 3 September 2025"),
        (None, "Remembered from last time"),
    ],
)
def test_when_the_columns_were_remembered_is_said(used, words):
    assert remembered_words(used, date(2026, 11, 18)) == words
