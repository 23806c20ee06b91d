"""The class page: search, pills, choosing many, opening one."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QEvent, QItemSelectionModel, QObject, QRect, Qt
from PySide6.QtWidgets import QAbstractButton

from learnerplan.domain import records
from learnerplan.services import checkins, learners
from ui.dialogs.learner_merge import MergeDialog
from ui.models import learners as model
from ui.models import marks
from ui.widgets.roster_table import found_at


@pytest.mark.parametrize(
    ("name", "word", "found"),
    [
        ("Leilani Kahale", "an", "an"),
        ("Minh Anh Nguyễn", "nguyen", "Nguyễn"),
        ("Kováčová", "vac", "váč"),
        ("Ana", "x", ""),
    ],
)
def test_marked_letters_are_those_of_the_name(name, word, found):
    assert "".join(name[start:end] for start, end in found_at(name, (word,))) == found


def row(**values):
    held = {
        "id": "1",
        "given_name": "Ana",
        "family_name": "Ferreira",
        "preferred_name": "",
        "other_name": "",
        "name_order": "given",
        "grade": "6",
        "last_check_in": None,
        "last_moved": None,
        "open_goals": 1,
        "goal_needs_look": False,
        "next_conference": None,
        "newest_words": None,
    }
    return learners.RosterRow(**{**held, **values})


TODAY = date(2026, 11, 18)


@pytest.mark.parametrize(
    ("days", "words", "tone"), [(7, None, None), (8, "8 days", "warn"), (14, "14 days", "warn"), (15, "15 days", "bad")]
)
def test_a_check_in_that_is_due_is_a_chip_with_its_days(days, words, tone):
    mark = marks.seen_mark(TODAY - timedelta(days), TODAY)
    assert (mark and mark.text, mark and mark.tone) == (words, tone)


def test_a_row_says_itself_as_a_sentence():
    held = row(last_check_in=TODAY - timedelta(5), last_moved=TODAY, next_conference="2026-11-20T15:30:00")
    assert model.sentence(held, TODAY) == ("Ana Ferreira, last check-in 5 days ago, goals moved today, Conference Fri")


def test_search_needs_neither_accents_nor_case_and_finds_the_name_in_its_own_script(qtmodeltester):
    rows = model.RosterModel(lambda: TODAY)
    rows.show_learners([row(), row(id="2", given_name="Layla", family_name="Haddad", other_name="ليلى حداد")])
    rows.search("FERREIRA an")
    assert [held.id for held in rows.rows()] == ["1"]
    rows.search("ليلى")
    assert [held.id for held in rows.rows()] == ["2"]
    rows.search("")
    qtmodeltester.check(rows)


@pytest.fixture
def page(room_ctx, qtbot):
    from ui.pages.roster import RosterPage

    made = RosterPage(room_ctx)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def names_in(page):
    return [held.name for held in page.model.rows()]


def test_typing_narrows_the_list_and_escape_brings_it_back(page, qtbot):
    page.search.setFocus()
    qtbot.keyClicks(page.search, "nguyen")
    assert names_in(page) == ["Minh Nguyễn"]
    assert page.rest.text() == "1 more student doesn’t match “nguyen”."
    qtbot.keyClick(page.search, Qt.Key.Key_Escape)
    assert len(names_in(page)) == 2


def test_chosen_learners_stay_chosen_while_the_search_hides_them(page, qtbot):
    page.table.selectRow(0)
    page.search.setText("nguyen")
    assert page.table.chosen_ids() == []
    assert page.bulk.isVisible()
    page.search.clear()
    assert len(page.table.chosen_ids()) == 1


def test_all_who_are_chosen_stay_chosen_when_the_list_is_read_anew(page, room):
    page.table.selectAll()
    learners.change(room.store, room.ana, grade="7")
    assert len(page.table.chosen_ids()) == 2
    page.search.setText("nguyen")
    page.search.clear()
    assert len(page.table.chosen_ids()) == 2


def test_archiving_the_chosen_is_one_step_that_undo_takes_back(page, room):
    page.table.selectAll()
    page._archive()
    assert names_in(page) == []
    assert room.store.undo() == "Archive students"
    assert len(names_in(page)) == 2


def test_after_archiving_the_keys_stay_in_the_table(page, qtbot):
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.table.selectRow(0)
    (archive,) = (one for one in page.bulk.findChildren(QAbstractButton) if one.text() == "Archive")
    archive.setFocus()
    archive.click()
    assert page.focusWidget() is page.table


def test_two_who_are_chosen_can_be_laid_side_by_side(page, room):
    page.table.selectRow(0)
    assert not page.merge.isVisibleTo(page.bulk)
    page.table.selectAll()
    assert page.merge.isVisibleTo(page.bulk)
    page.merge.click()
    dialog = page.findChild(MergeDialog)
    assert dialog is not None
    dialog.reject()
    assert len(names_in(page)) == 2


class Painted(QObject):
    """Notes which parts of a widget are painted."""

    def __init__(self, widget) -> None:
        super().__init__(widget)
        self.areas: list[QRect] = []
        widget.installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            self.areas.append(event.rect())
        return False


def test_the_ring_leaves_the_whole_row_that_was_current(page, qtbot):
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, model.NAME))
    viewport = page.table.viewport()
    viewport.repaint()
    painted = Painted(viewport)
    page.table.selectionModel().setCurrentIndex(
        page.model.index(1, model.CHECK), QItemSelectionModel.SelectionFlag.NoUpdate
    )
    qtbot.waitUntil(lambda: bool(painted.areas))
    assert max(area.width() for area in painted.areas) == viewport.width()


def test_the_list_follows_what_is_written_elsewhere(page, room):
    with room.store.transaction("Elsewhere") as tx:
        tx.change(records.Learner, room.ana, preferred_name="Annie")
    assert "Annie Ferreira" in names_in(page)
    checkins.add(room.store, room.ana, checkins.Talk(held_on=date.today(), words="ok"))
    assert page.model.rows()[0].last_check_in == date.today()


def test_enter_opens_the_learner(page, qtbot, room):
    page.table.setFocus()
    page.table.setCurrentIndex(page.model.index(0, model.NAME))
    with qtbot.waitSignal(page.ctx.shell.place_wanted) as wanted:
        qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert (wanted.args[0].page, wanted.args[0].target) == ("learner", room.ana)


def test_the_pill_for_who_was_not_seen_keeps_those(page, room):
    checkins.add(room.store, room.ana, checkins.Talk(held_on=date.today(), words="ok"))
    page._pills["not_seen"].click()
    assert names_in(page) == ["Minh Nguyễn"]
