"""The import wizard, on a real planbook through its real widgets: files in, questions answered, written, taken back."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel

from learnerplan.services import classes, import_runs, learners, profiles, waiting
from tests.ui.importing import ROSTER, SURVEY, at, check, commit, names, settled
from ui.dialogs.learner_picker import LearnerPicker
from ui.models.import_lines import Shown
from ui.pages.imports import CHECK, CHOOSE, DONE, WAITING, ImportsPage
from ui.widgets.person_row import PersonRow


@pytest.fixture
def page(import_page):
    return import_page


@pytest.fixture
def file(write_file):
    return write_file


def test_a_roster_is_checked_answered_written_and_taken_back(page, room, file, qtbot):
    model = check(page, qtbot, file("fall.csv", ROSTER))
    assert page.title_label.text() == "Import a roster"
    assert "fall.csv" in page.subtitle_label.text()
    counts = model.counts()
    assert (counts[Shown.ALL], counts[Shown.NEED], counts[Shown.NEW]) == (3, 1, 1)
    assert names(room.store) == {"Ana Lúcia Ferreira", "Minh Nguyễn"}
    assert page.foot_line.go.text() == "Answer 1"
    assert page.foot_line.later.text() == "Import 2, ask me later about 1"

    page.foot_line.go.click()
    rows = page.check.rows.rows
    assert rows.current_line().row.title == "Minh Anh Nguyễn"
    qtbot.keyClick(rows, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: settled(page) and page.foot_line.go.text() == "Import 3")
    page.foot_line.go.click()
    qtbot.waitUntil(lambda: at(page, DONE))
    assert page.done.heading.text() == "1 student came in. 2 students were updated."
    assert names(room.store) == {"Ana Lúcia Ferreira", "Minnie Nguyễn", "Amina Yusuf"}
    assert len(classes.learner_ids(room.store, room.class_id)) == 3

    page.done.undo.click()
    qtbot.waitUntil(lambda: at(page, CHOOSE))
    assert names(room.store) == {"Ana Lúcia Ferreira", "Minh Nguyễn"}


def test_undo_on_the_last_step_takes_back_that_import_and_nothing_else(page, room, file, qtbot):
    learners.change(room.store, room.ana, home_language="Somali")
    check(page, qtbot, file("fall.csv", ROSTER.replace("Minnie", "")))
    commit(page, qtbot)
    room.store.undo()
    page.done.undo.click()
    qtbot.waitUntil(lambda: not page._undoing)
    assert "taken back already" in page._problem.accessibleName()
    assert learners.one(room.store, room.ana).home_language == "Somali"


def test_the_same_file_again_has_nothing_new_and_remembers_its_columns(page, room, file, qtbot):
    path = file("fall.csv", ROSTER.replace("Minnie", ""))
    check(page, qtbot, path)
    commit(page, qtbot)
    check(page, qtbot, path)
    assert page.check.file.columns._origin.text() == "Remembered from earlier today"
    assert page.foot_line.go.text() == "Close"
    page.foot_line.go.click()
    assert at(page, CHOOSE)
    assert len(import_runs.listed(room.store)) == 1


def test_cancel_leaves_nothing(page, room, file, qtbot):
    check(page, qtbot, file("fall.csv", ROSTER))
    before = room.store.undo_status().undo
    page.cancel.click()
    assert at(page, CHOOSE)
    assert page.session is None
    assert names(room.store) == {"Ana Lúcia Ferreira", "Minh Nguyễn"}
    assert room.store.undo_status().undo == before
    assert waiting.listed(room.store) == []


def test_stop_while_it_is_written_leaves_nothing(page, room, file, qtbot):
    rows = "".join(f'{number},"Child{number}, Some",,6,,N\n' for number in range(5000, 8000))
    check(page, qtbot, file("many.csv", ROSTER + rows))
    before = room.store.undo_status().undo
    page.foot_line.import_wanted.emit()
    page.session._work.task.cancel()
    qtbot.waitUntil(lambda: not page.session.writing)
    assert at(page, CHECK)
    assert names(room.store) == {"Ana Lúcia Ferreira", "Minh Nguyễn"}
    assert room.store.undo_status().undo == before
    assert page.foot_line.go.isEnabled()


def test_a_file_that_is_no_table_is_refused_in_place(page, file, qtbot):
    page.begin([file("letter.csv", "{\\rtf1 Dear family}")])
    qtbot.waitUntil(lambda: page._problem is not None and page._problem.isVisible())
    assert at(page, CHOOSE)
    assert "letter.csv" in page._problem.accessibleName()


def test_of_several_files_none_of_which_is_a_table_each_is_named(page, file, qtbot):
    page.begin([file("letter.csv", "{\\rtf1 Dear family}"), file("empty.csv", "")])
    qtbot.waitUntil(lambda: page._problem is not None and page._problem.isVisible())
    said = page._problem.accessibleName()
    assert "Neither of the two files" in said
    assert "letter.csv" in said
    assert "empty.csv" in said


def test_of_several_files_the_good_ones_come_in(page, room, file, qtbot):
    model = check(page, qtbot, file("fall.csv", ROSTER), file("no.csv", "{\\rtf1 no}"), file("voice.csv", SURVEY))
    files = page.check.file.files
    assert files.isVisible()
    assert [row.toolTip().splitlines()[0] for row in files._rows] == ["All together", "fall.csv", "voice.csv"]
    files._rows[2].click()
    assert model.counts()[Shown.ALL] == 2
    assert page.check.file.columns.field(3) is not None
    files._rows[0].click()
    assert model.counts()[Shown.ALL] == 5


def test_a_folder_dropped_on_the_page_begins_an_import(page, file, qtbot, tmp_path):
    file("fall.csv", ROSTER)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "fall.csv"))])
    actions, button = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    held = (actions, data, button, Qt.KeyboardModifier.NoModifier)
    page.dropEvent(QDropEvent(QPointF(50, 50), *held))
    assert not page.choose.drop.lit
    qtbot.waitUntil(lambda: at(page, CHECK))


def test_what_is_asked_later_waits_and_is_decided_from_the_first_step(page, room, file, qtbot):
    check(page, qtbot, file("fall.csv", ROSTER))
    page.foot_line.later.click()
    qtbot.waitUntil(lambda: at(page, DONE))
    page.done.again.click()
    assert page.choose.waiting.isVisible()
    page.choose.decide.click()
    qtbot.waitUntil(lambda: at(page, CHECK) and settled(page))
    assert page.title_label.text() == "Rows that wait for you"
    assert not page.check.file.isVisible()
    qtbot.keyClick(page.check.rows.rows, Qt.Key.Key_2)
    qtbot.waitUntil(lambda: settled(page) and page.foot_line.go.text() == "Save 1")
    page.foot_line.go.click()
    qtbot.waitUntil(lambda: at(page, DONE))
    assert "Minnie Nguyễn" in names(room.store)
    assert waiting.listed(room.store) == []


def test_of_rows_that_wait_those_without_an_answer_stay_in_the_list(page, room, file, qtbot):
    nameless = "\n".join(",".join(line.split(",")[:1] + line.split(",")[3:]) for line in SURVEY.splitlines())
    model = check(page, qtbot, file("voice.csv", nameless))
    page.foot_line.later.click()
    qtbot.waitUntil(lambda: at(page, DONE))
    page.decide_pending()
    qtbot.waitUntil(lambda: at(page, CHECK) and settled(page))
    assert model.counts()[Shown.NEED] == 2
    session = page.session
    session.answer_with(model.line(0).row.key, room.ana, "Ana")
    qtbot.waitUntil(lambda: settled(page) and len(session.files()) == 1)
    counts = model.counts()
    assert (counts[Shown.ALL], counts[Shown.NEED], model.open_count()) == (2, 1, 1)
    assert page.foot_line.go.text() == "Answer 1 more"
    assert page.foot_line.later.text() == "Save 1, ask me later about 1"
    page.foot_line.go.click()
    assert page.check.rows.rows.current_line().open


def test_coming_back_after_an_import_begins_at_the_first_step(page, file, qtbot):
    check(page, qtbot, file("fall.csv", ROSTER))
    page.open("", "")
    assert at(page, CHECK)
    commit(page, qtbot)
    page.open("", "")
    assert at(page, CHOOSE)
    assert page.session is None


def test_a_folder_is_told_in_nouns_and_what_is_not_needed_is_said(page, qtbot, shared_data):
    folder = shared_data / "rosters" / "sds-v1-25-users"
    check(page, qtbot, folder)
    assert page.foot_line.go.text() == "Import 22 students"
    commit(page, qtbot)
    assert page.done.heading.text() == "22 students came in."
    said = [each.text() for each in page.done.findChildren(QLabel)]
    assert "2 classes came in." in said
    assert "44 places in classes came in." in said
    assert "6 rows of teachers and schools are not needed here." in said
    assert not any("nothing new" in words for words in said)


def test_a_file_that_changes_nothing_offers_to_ask_later_and_no_import(page, file, qtbot):
    path = file("fall.csv", ROSTER)
    check(page, qtbot, path)
    commit(page, qtbot)
    check(page, qtbot, path)
    assert page.foot_line.later.text() == "Ask me later"
    assert page.foot_line.go.text() == "Answer 1"


def test_rows_that_wait_can_be_gone_to_directly(page, room, file, qtbot):
    check(page, qtbot, file("fall.csv", ROSTER))
    page.foot_line.later.click()
    qtbot.waitUntil(lambda: at(page, DONE))
    page.open(WAITING, "")
    qtbot.waitUntil(lambda: at(page, CHECK))
    page.leave()
    page.ctx.incoming.hand([file("fall.csv", ROSTER)])
    page.open("", "")
    qtbot.waitUntil(lambda: at(page, CHECK))


def test_an_answer_without_a_name_is_given_to_a_student_who_is_looked_up(page, room, file, qtbot):
    nameless = (
        SURVEY.replace("First name,Last name,", "").replace("Ana Lúcia,Ferreira,", "").replace("Minh,Nguyễn,", "")
    )
    model = check(page, qtbot, file("voice.csv", nameless))
    assert model.open_count() == 2
    page.check.rows.rows.other_wanted.emit(model.line(0).row.key)
    picker = page.check.rows.findChild(LearnerPicker)
    picker.search.setText("minh")
    picker.keep()
    qtbot.waitUntil(lambda: settled(page) and model.open_count() == 1)
    commit(page, qtbot)
    assert [entry.text for entry in profiles.entries(room.store, room.minh)][:1]
    assert len(waiting.listed(room.store)) == 1


def test_whoever_looks_a_student_up_reads_whom_the_row_names(page, file, qtbot):
    model = check(page, qtbot, file("voice.csv", SURVEY.replace("Minh,Nguyễn,", "Zoë,Nobody,")))
    page.check.rows.rows.other_wanted.emit(model.line(0).row.key)
    picker = page.check.rows.findChild(LearnerPicker)
    said = " ".join(each.text() for each in picker.findChildren(QLabel))
    assert "Zoë Nobody" in said


def test_one_answer_settles_all_rows_like_it(page, file, qtbot):
    nameless = (
        SURVEY.replace("First name,Last name,", "").replace("Ana Lúcia,Ferreira,", "").replace("Minh,Nguyễn,", "")
    )
    model = check(page, qtbot, file("voice.csv", nameless))
    rows = page.check.rows.rows
    rows.go(0)
    qtbot.keyClick(rows, Qt.Key.Key_1)
    qtbot.waitUntil(lambda: settled(page))
    qtbot.keyClick(rows, Qt.Key.Key_A)
    qtbot.waitUntil(lambda: settled(page) and model.open_count() == 0)
    assert {line.answer for line in map(model.line, range(2))} == {"skip"}


def test_a_planbook_that_moved_on_gets_a_new_preview_instead(page, room, file, qtbot):
    model = check(page, qtbot, file("fall.csv", ROSTER.replace("Minnie", "")))
    assert model.counts()[Shown.NEW] == 1
    learners.add(room.store, given_name="Amina", family_name="Yusuf", grade="6")
    page.foot_line.import_wanted.emit()
    qtbot.waitUntil(lambda: settled(page) and model.counts()[Shown.NEW] == 0)
    assert at(page, CHECK)
    assert page._problem is not None
    assert page._problem.isVisible()


def test_learners_who_are_missing_from_the_file_are_named(page, file, qtbot):
    check(page, qtbot, file("fall.csv", "\n".join(ROSTER.splitlines()[:2])))
    card = page.check.rows
    assert card.absent_line.isVisible()
    card.see_absent.click()
    assert [row.accessibleName() for row in page.findChildren(PersonRow)] == ["\u2068Minh Nguyễn\u2069"]


def test_what_was_imported_before_is_listed_and_the_last_one_can_be_taken_back(page, room, file, qtbot):
    check(page, qtbot, file("fall.csv", ROSTER.replace("Minnie", "")))
    commit(page, qtbot)
    page.leave()
    assert [(run.name, run.new, run.last) for run in import_runs.listed(room.store)] == [("fall.csv", 1, True)]
    learners.add(room.store, given_name="Someone")
    assert [run.last for run in import_runs.listed(room.store)] == [False]


@pytest.mark.parametrize(("width", "scale"), [(1000, 1.0), (1100, 1.5), (760, 1.0)])
def test_it_fits_narrow_windows_and_large_text(room_ctx, file, qtbot, width, scale):
    room_ctx.theme.scale = scale
    made = ImportsPage(room_ctx)
    qtbot.addWidget(made)
    made.resize(width, 640)
    made.show()
    check(made, qtbot, file("fall.csv", ROSTER))
    drawn = made.check.file.button.isVisible()
    assert drawn == (width / scale < 860)
    if drawn:
        made.check.file.button.click()
        assert made.check.file.content.isVisible()
    assert made.check.rows.rows.width() <= width
    made.leave()
    assert room_ctx.tasks.shut_down()
