"""Files from outside: dropped anywhere in the window, pasted, chosen from the palette, offered from a folder."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from learnerplan.services import import_runs
from learnerplan.services.watching import Offer
from tests.ui.importing import check, commit
from ui.pages.imports import CHECK
from ui.widgets.drop_cover import DropCover
from ui.widgets.offer_strip import OfferStrip

ROSTER = "Student ID,First Name,Last Name,Grade\n1001,Amina,Yusuf,6\n"


@pytest.fixture
def standards(tmp_path):
    path = tmp_path / "math.csv"
    path.write_text("Code,Statement,Grade\n3.NF.A.1,Understand a fraction,3\n6.RP.A.1,Understand ratios,6\n", "utf-8")
    return path


def test_after_standards_one_button_leads_to_where_they_are_listed(window, room_ctx, standards, qtbot):
    room_ctx.navigate("import")
    page = window.current_page()
    check(page, qtbot, standards)
    commit(page, qtbot)
    assert page.done.see.text() == "See the standards"
    page.done.see.click()
    settings = window.current_page()
    assert settings.title_label.text() == "Settings"
    qtbot.waitUntil(lambda: 0 <= settings.standards.mapTo(settings, QPoint(0, 0)).y() < 300)
    assert "math.csv" in [each.text() for each in settings.standards.findChildren(QLabel)]


@pytest.fixture
def roster(tmp_path):
    path = tmp_path / "roster.csv"
    path.write_text(ROSTER, encoding="utf-8")
    return path


def files(*paths: Path):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def send(window, kind, data, at=None):
    point = at or window.rect().center()
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    event = QDropEvent(QPointF(point), *held) if kind is QDropEvent else kind(point, *held)
    event.ignore()
    QApplication.sendEvent(window.windowHandle(), event)
    return event


def cover(window):
    return window.findChild(DropCover)


def checking(window):
    page = window.current_page()
    return type(page).__name__ == "ImportsPage" and page._stack.currentIndex() == CHECK


def test_a_drop_on_any_page_says_what_it_will_do_and_leads_to_the_check(window, roster, qtbot):
    data = files(roster)
    assert send(window, QDragEnterEvent, data).isAccepted()
    assert cover(window).isVisible()
    assert cover(window).accessibleName().startswith("Drop to import. roster.csv. You see what will happen")
    assert send(window, QDragMoveEvent, data).isAccepted()
    assert send(window, QDropEvent, data).isAccepted()
    assert not cover(window).isVisible()
    qtbot.waitUntil(lambda: checking(window))
    assert window.current_page().title_label.text() == "Import a roster"


def test_the_cover_goes_when_the_files_leave(window, roster):
    send(window, QDragEnterEvent, files(roster))
    QApplication.sendEvent(window.windowHandle(), QDragLeaveEvent())
    assert not cover(window).isVisible()


def test_files_over_a_field_for_text_are_imported_not_typed(window, room_ctx, roster, qtbot):
    room_ctx.navigate("settings")
    field = window.current_page().teacher
    at = field.mapTo(window, QPoint(20, 10))
    assert send(window, QDragEnterEvent, files(roster), at).isAccepted()
    send(window, QDropEvent, files(roster), at)
    qtbot.waitUntil(lambda: checking(window))
    assert field.text() == "Ms. Okoye"


def test_the_evidence_of_a_learner_keeps_the_files_that_are_dropped_on_it(window, room_ctx, room, roster):
    room_ctx.navigate("learner", room.ana, "evidence")
    page = window.current_page()
    at = page.mapTo(window, QPoint(page.width() // 2, page.height() // 2))
    send(window, QDragEnterEvent, files(roster), at)
    assert cover(window) is None
    assert send(window, QDragEnterEvent, files(roster), QPoint(60, 600)).isAccepted()
    assert cover(window).isVisible()


def test_nothing_but_files_is_taken_and_nothing_while_it_is_switched_off(window, roster):
    words = QMimeData()
    words.setText("roster.csv")
    assert not send(window, QDragEnterEvent, words).isAccepted()
    window.files.allowed = False
    assert not send(window, QDragEnterEvent, files(roster)).isAccepted()
    window.files.allowed = True
    window.current_page().takes_no_files = True
    assert not send(window, QDragEnterEvent, files(roster)).isAccepted()
    assert cover(window) is None


def test_copied_files_are_pasted_on_any_page(window, roster, qtbot):
    QGuiApplication.clipboard().setMimeData(files(roster))
    window.current_page().setFocus()
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: checking(window))


def test_a_paste_of_words_goes_nowhere(window, qtbot):
    QGuiApplication.clipboard().setText("roster.csv")
    qtbot.keyClick(window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.place.page == "today"


def test_import_files_is_an_action_with_a_key(window, roster, monkeypatch, qtbot):
    action = window.actions_by_id["import"]
    assert [keys.toString() for keys in action.shortcuts()] == ["Ctrl+O"]
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_args: ([str(roster)], ""))
    action.trigger()
    qtbot.waitUntil(lambda: checking(window))


def test_more_files_are_added_to_those_that_are_checked_and_answers_stay(window, roster, room_ctx, tmp_path, qtbot):
    window.files.take([roster])
    qtbot.waitUntil(lambda: checking(window))
    other = tmp_path / "goals.csv"
    other.write_text("Student,Goal,Target\nAna Lúcia Ferreira,Read aloud,3\n", encoding="utf-8")
    page = window.current_page()
    page.session.class_name = "Room 12"
    send(window, QDragEnterEvent, files(other), QPoint(60, 600))
    send(window, QDropEvent, files(other), QPoint(60, 600))
    qtbot.waitUntil(lambda: checking(window) and len(page.session.parts()) == 2)
    assert page.session.class_name == "Room 12"


@pytest.fixture
def watched(room_ctx, tmp_path, window):
    """A folder that is watched, and a way to look at it as if time had passed."""
    folder = tmp_path / "Downloads"
    folder.mkdir()
    room_ctx.preferences.save(watching=True, watch_folder=str(folder))
    return folder


def settle(window, qtbot, path, name):
    """Put a file into the folder and look until it rests."""
    watch = window.files._watch
    shutil.copyfile(path, name)
    for _look in range(2):
        watch.look()
        qtbot.waitUntil(lambda: not watch._looking)


def strip(window):
    return window.findChild(OfferStrip)


def test_a_new_export_in_the_folder_is_offered_and_never_taken(window, watched, roster, room, qtbot):
    settle(window, qtbot, roster, watched / "students.csv")
    qtbot.waitUntil(lambda: strip(window).isVisible())
    assert strip(window).accessibleName() == (
        "“\u2068students.csv\u2069” in \u2068Downloads\u2069 looks like a class list."
    )
    assert import_runs.listed(room.store) == []
    strip(window).look.click()
    qtbot.waitUntil(lambda: checking(window))
    assert not strip(window).isVisible()


def test_not_now_is_quiet_and_today_still_names_it(window, watched, roster, room_ctx, qtbot):
    settle(window, qtbot, roster, watched / "students.csv")
    qtbot.waitUntil(lambda: strip(window).isVisible())
    strip(window).later.click()
    assert not strip(window).isVisible()
    assert [offer.path.name for offer in room_ctx.incoming.offers] == ["students.csv"]
    today = window.current_page()
    names = {button.accessibleName() for button in today.findChildren(type(strip(window).look))}
    assert "Look at students.csv" in names


def test_never_holds_for_the_bytes_of_the_file(window, watched, roster, room_ctx, qtbot):
    settle(window, qtbot, roster, watched / "students.csv")
    qtbot.waitUntil(lambda: strip(window).isVisible())
    strip(window).never.click()
    assert room_ctx.incoming.offers == ()
    settle(window, qtbot, roster, watched / "students (1).csv")
    assert room_ctx.incoming.offers == ()


def test_what_was_imported_is_no_longer_offered(window, watched, roster, room, room_ctx, qtbot):
    from learnerplan.services import imports

    settle(window, qtbot, roster, watched / "students.csv")
    qtbot.waitUntil(lambda: bool(room_ctx.incoming.offers))
    imports.commit(room.store, imports.plan(room.store, [roster]), today=room.today)
    qtbot.waitUntil(lambda: not room_ctx.incoming.offers)
    assert not strip(window).isVisible()
    settle(window, qtbot, roster, watched / "students (1).csv")
    assert room_ctx.incoming.offers == ()


def test_a_folder_that_goes_away_is_a_quiet_sentence_in_settings(window, watched, room_ctx, qtbot):
    watched.rmdir()
    watch = window.files._watch
    watch.look()
    qtbot.waitUntil(lambda: "is not there any more" in room_ctx.incoming.problem)
    room_ctx.navigate("settings")
    from ui.pages.watch_card import WatchCard

    card = window.current_page().findChild(WatchCard)
    assert card._problem.isVisible()
    card.switch.click()
    assert not room_ctx.preferences.value.watching
    assert not card._problem.isVisible()


def test_a_window_that_closes_looks_no_more(window, watched, roster, room_ctx, qtbot):
    settle(window, qtbot, roster, watched / "students.csv")
    qtbot.waitUntil(lambda: bool(room_ctx.incoming.offers))
    window.close()
    window.files._watch.look()
    assert not window.files._watch._looking


def test_offers_wait_for_nobody_when_there_are_none(window, room_ctx, tmp_path):
    assert not strip(window).isVisible()
    room_ctx.incoming.add(
        [Offer(tmp_path / "a.csv", "a" * 64, "roster"), Offer(tmp_path / "b.csv", "b" * 64, "survey")]
    )
    assert "b.csv" in strip(window).accessibleName()
    room_ctx.incoming.drop({"b" * 64})
    assert "a.csv" in strip(window).accessibleName()
