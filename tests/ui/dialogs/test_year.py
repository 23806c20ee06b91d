from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from learnerplan.domain import records
from learnerplan.services import classes, learners, plans, year_preview, years
from ui import days
from ui.dialogs.roll_over import LEAVES, STAYS, UP, RollOverDialog
from ui.dialogs.year import YearDialog
from ui.main_window import MainWindow
from ui.pages.year_card import YearCard
from ui.sections import SECTIONS
from ui.widgets.bidi import plain


@pytest.fixture
def dialog(room_ctx, qtbot, host):
    made = YearDialog(room_ctx, host)
    made.open()
    return made


def terms(room):
    return years.sheet(room.store).terms


def test_a_term_is_renamed_and_moved_by_leaving_its_fields(dialog, room):
    line = dialog.lines[0]
    line.name.setText("Autumn")
    line.name.editingFinished.emit()
    assert terms(room)[0].name == "Autumn"
    line.ends_on.line.setText("2026-10-15")
    line.ends_on.line.editingFinished.emit()
    assert terms(room)[0].ends_on == date(2026, 10, 15)
    assert dialog.lines[0] is line, "the line that is typed in stays the same"


def test_an_overlap_is_said_beside_the_term_and_keeps_what_was_typed(dialog, room):
    line = dialog.lines[1]
    line.starts_on.line.setText("2026-10-01")
    line.starts_on.line.editingFinished.emit()
    assert "overlap with Term 1" in line.problem.text()
    assert line.starts_on.value() == date(2026, 10, 1)
    assert terms(room)[1].starts_on == date(2026, 10, 19)
    dialog.primary.click()
    assert dialog.isVisible(), "a refused field keeps the dialog open"


def test_terms_are_added_and_removed_but_not_those_with_plans(dialog, room):
    dialog.add_term.click()
    assert [term.name for term in terms(room)][-1] == "Term 6"
    dialog.lines[-1].remove.click()
    assert len(terms(room)) == 5
    plans.start(room.store, room.ana, today=room.today)
    dialog.lines[1].remove.click()
    assert "1 plan belongs to this term" in dialog.lines[1].problem.text()
    assert len(terms(room)) == 5


def test_a_school_year_that_is_added_by_a_double_click_has_its_five_terms(room, room_ctx, qtbot, host):
    with room.store.transaction("Nothing yet") as tx:
        for term in terms(room):
            tx.delete(records.Term, term.id)
        tx.delete(records.SchoolYear, years.sheet(room.store).years[0].id)
    dialog = YearDialog(room_ctx, host)
    dialog.open()
    qtbot.mouseClick(dialog.add_term, Qt.MouseButton.LeftButton)
    qtbot.mouseDClick(dialog.add_term, Qt.MouseButton.LeftButton)
    qtbot.mouseRelease(dialog.add_term, Qt.MouseButton.LeftButton)
    assert len(years.sheet(room.store).years) == 1
    assert len(terms(room)) == 5


def test_a_class_gets_its_own_terms_and_goes_back(dialog, room):
    dialog.whose.choose(room.class_id)
    dialog.whose.chosen.emit(room.class_id)
    assert dialog.lines == []
    dialog.own.click()
    assert len(dialog.lines) == 5
    dialog.common.click()
    assert dialog.lines == []
    assert all(term.class_id is None for term in terms(room))


def test_days_off_come_and_go(dialog, room):
    off = dialog.days_off
    off.add.click()
    assert "first day" in off.problem.text()
    off.name.setText("Winter break")
    off.starts_on.show_value(date(2026, 12, 21))
    off.ends_on.show_value(date(2027, 1, 1))
    off.add.click()
    assert [held.name for held in years.sheet(room.store).days_off] == ["Winter break"]
    assert not off.problem.isVisible()


def test_the_next_year_begins_with_those_who_were_chosen(room, room_ctx, qtbot, host):
    year = years.sheet(room.store).years[0]
    dialog = RollOverDialog(room_ctx, year.id, host)
    dialog.open()
    assert dialog.primary.text() == "Begin 2027–28, move 2 up"
    for line, what in zip(dialog.lines, (STAYS, LEAVES), strict=True):
        line.what.choose(what)
        line.what.chosen.emit(what)
    assert dialog.primary.text() == "Begin 2027–28"
    dialog.primary.click()
    assert [held.name for held in years.sheet(room.store).years] == ["2026–27", "2027–28"]
    assert learners.one(room.store, room.ana).grade == "6"
    assert not learners.one(room.store, room.minh).active
    room.store.undo()
    assert len(years.sheet(room.store).years) == 1


def test_one_choice_for_everyone_or_for_those_who_are_found(room, room_ctx, qtbot, host):
    year = years.sheet(room.store).years[0]
    dialog = RollOverDialog(room_ctx, year.id, host)
    pick(dialog.everyone, LEAVES)
    assert [line.what.value() for line in dialog.lines] == [LEAVES, LEAVES]
    assert dialog.primary.text() == "Begin 2027–28"
    dialog.search.setText("minh")
    assert dialog.everyone.value() == "", "it is chosen anew for those who are found"
    pick(dialog.everyone, UP)
    assert [line.what.value() for line in dialog.lines] == [LEAVES, UP]
    pick(dialog.lines[1].what, STAYS)
    assert dialog.everyone.value() == ""
    assert ">1 stays in the grade, 1 leaves for the archive, where nothing is lost.<" in dialog.about.text()


def test_a_year_that_is_still_to_come_is_ready(room, room_ctx, qtbot, host):
    dialog = RollOverDialog(room_ctx, years.sheet(room.store).years[0].id, host)
    said = []
    room_ctx.shell.toast_wanted.connect(lambda words, *_more: said.append(words))
    dialog.primary.click()
    begun = dialog.preview.starts_on <= date.today()
    assert said[0].startswith("2027–28 has begun." if begun else "2027–28 is ready and begins 23 Aug")


def pick(select, value):
    """Choose as a person does."""
    select.choose(value)
    select.chosen.emit(value)


def test_what_is_refused_comes_into_view(room, room_ctx, qtbot):
    small = QWidget()
    qtbot.addWidget(small)
    small.resize(640, 480)
    small.show()
    made = YearDialog(room_ctx, small)
    made.open()
    qtbot.waitExposed(made)
    line = made.lines[3]
    line.starts_on.line.setText("2026-08-25")
    line.starts_on.line.editingFinished.emit()
    assert not line.problem.isHidden()

    def seen():
        top = line.problem.mapTo(made._area.viewport(), line.problem.rect().topLeft()).y()
        return 0 <= top <= made._area.viewport().height() - line.problem.height()

    qtbot.waitUntil(seen)


def test_without_a_year_there_is_one_way_on(ctx, qtbot):
    host = QWidget()
    qtbot.addWidget(host)
    host.resize(1280, 800)
    host.show()
    made = YearDialog(ctx, host)
    made.open()
    assert not made.roll.isEnabled()
    assert "school year" in made.add_term.text()
    made.add_term.click()
    assert len(made.lines) == 5
    assert made.roll.isEnabled()
    assert made.add_term.text() == "Add a term"
    ctx.tasks.shut_down()


def test_what_to_think_of_before_the_next_year_is_said(room, room_ctx, qtbot, host):
    year = years.sheet(room.store).years[0]
    quiet = RollOverDialog(room_ctx, year.id, host)
    plans.start(room.store, room.ana, today=room.today)
    asking = RollOverDialog(room_ctx, year.id, host)
    said = [" ".join(each.text() for each in one.findChildren(QLabel)) for one in (quiet, asking)]
    assert "not closed yet" not in said[0]
    assert "1 plan of this year is not closed yet" in said[1]
    far = (year_preview.preview(room.store, year.id).starts_on - date.today()).days // 7
    assert (f"begins in {far} weeks" in said[1]) is (far >= 13)


def test_the_window_goes_along_into_the_new_year_and_back(room, room_ctx, qtbot):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    qtbot.waitUntil(lambda: room_ctx.room.class_id == room.class_id)
    years.roll_over(room.store, years.sheet(room.store).years[0].id)
    qtbot.waitUntil(lambda: room_ctx.room.class_id != room.class_id)
    now = {row.id: row for row in classes.listed(room.store)}
    assert now[room_ctx.room.class_id].active
    assert now[room_ctx.room.class_id].learners == 2
    room_ctx.room.choose(room.class_id)  # an earlier year may be looked at
    assert room_ctx.room.class_id == room.class_id
    room_ctx.room.choose(next(one.id for one in now.values() if one.active))
    room.store.undo()
    qtbot.waitUntil(lambda: room_ctx.room.class_id == room.class_id)
    room_ctx.tasks.shut_down()


def test_the_card_counts_days_off_and_opens_the_dialog(room, room_ctx, qtbot, host):
    card = YearCard(room_ctx, host)
    card.show()
    year = years.sheet(room.store).years[0]
    years.add_day_off(room.store, year.id, name="", starts_on=date(2026, 11, 26), ends_on=date(2026, 11, 27))
    assert any("Days off: 1" in words.text() for words in card.findChildren(type(card.title)))
    card.change.click()


def test_after_the_roll_over_the_card_shows_the_new_year_below_the_one_that_is_on(room, room_ctx, qtbot, host):
    card = YearCard(room_ctx, host)
    card.show()
    year = years.sheet(room.store).years[0]
    years.roll_over(room.store, year.id)

    def said():
        return [plain(words.text()) for words in card.findChildren(type(card.title)) if words.text()]

    qtbot.waitUntil(lambda: "2027–28" in said())
    assert said().index(year.name) < said().index("2027–28")
    assert said().count("Term 1") == 2
    begins = years.sheet(room.store).years[1].starts_on
    assert f"Begins {days.short(begins, date.today())}" in said()


def test_settings_open_the_school_year_where_it_is_asked_for(room, room_ctx, qtbot):
    window = MainWindow(room_ctx, SECTIONS)
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.actions_by_id["school-year"].trigger()
    qtbot.waitUntil(lambda: window.findChild(YearDialog) is not None)
    assert window.findChild(YearDialog).isVisible()
    room_ctx.tasks.shut_down()
