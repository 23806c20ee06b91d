"""A write and back: one door, one announcement, screens that reload themselves, undo that says what it takes back."""

from __future__ import annotations

import threading

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from learnerplan.errors import UserError
from learnerplan.services import learners, planbooks
from learnerplan.storage.store import Store
from ui import operations
from ui.errors import CrashGuard
from ui.refresh import keep_fresh
from ui.widgets.page_frame import PageFrame
from ui.widgets.problem_dialog import CrashDialog, ProblemDialog


class Page(PageFrame):
    """Counts how often it reads."""

    def __init__(self, ctx) -> None:
        super().__init__(ctx.theme, "Page")
        self.reads = 0
        self.problems = []
        keep_fresh(self, ctx, frozenset({"learner"}), self.reload)

    def reload(self):
        self.reads += 1


@pytest.fixture
def page(room_ctx, qtbot):
    made = Page(room_ctx)
    qtbot.addWidget(made)
    return made


def rename(ctx, name):
    return lambda store: learners.change(store, learners.all_names(ctx.store)[0].id, preferred_name=name)


def test_a_write_reloads_the_page_once_and_offers_undo(room_ctx, page, qtbot):
    page.show()
    assert page.reads == 1
    with qtbot.waitSignal(room_ctx.shell.toast_wanted) as told:
        operations.perform(room_ctx, rename(room_ctx, "Mimi"), parent=page, toast="Name changed")
    assert told.args == ["Name changed", True]
    assert page.reads == 2


def test_a_hidden_page_reads_once_at_its_next_showing(room_ctx, page):
    page.show()
    page.hide()
    for name in ("Mimi", "Mo"):
        operations.perform(room_ctx, rename(room_ctx, name), parent=page)
    assert page.reads == 1
    page.show()
    assert page.reads == 2


def test_tables_that_a_page_does_not_read_leave_it_alone(room_ctx, page):
    page.show()
    operations.change(
        room_ctx, "Name the school", lambda tx: planbooks.set_about(tx, school="Cedar", teacher=""), parent=page
    )
    assert page.reads == 1


def test_another_class_makes_pages_read_again(room_ctx, page):
    page.show()
    room_ctx.room.choose("")
    assert page.reads == 2


def test_writes_on_other_threads_arrive_on_the_windows_thread(room_ctx, page, qtbot):
    page.show()
    worker = threading.Thread(target=lambda: rename(room_ctx, "Mimi")(room_ctx.store))
    with qtbot.waitSignal(room_ctx.changes.changed):
        worker.start()
    worker.join()
    assert page.reads == 2


def test_writes_of_other_programs_are_found(room_ctx, page, qtbot):
    page.show()
    other = Store.open(room_ctx.store.folder.path)
    rename(room_ctx, "Mimi")(other)
    other.close()
    with qtbot.waitSignal(room_ctx.changes.changed):
        assert room_ctx.store.poll() is not None
    assert page.reads == 2


def test_undo_and_redo_say_what_they_do(room_ctx, page, qtbot):
    operations.perform(room_ctx, rename(room_ctx, "Mimi"), parent=page)
    label = room_ctx.store.undo_status().undo
    with qtbot.waitSignal(room_ctx.shell.toast_wanted) as told:
        operations.undo(room_ctx, page)
    assert told.args == [f"Taken back: {label}", False]
    with qtbot.waitSignal(room_ctx.shell.toast_wanted) as told:
        operations.redo(room_ctx, page)
    assert told.args == [f"Done again: {label}", False]
    with qtbot.assertNotEmitted(room_ctx.shell.toast_wanted):
        operations.redo(room_ctx, page)


def refuse(_store):
    raise UserError("There is no name.", "Give at least one name.")


def test_a_problem_is_said_on_the_page_and_nothing_is_announced(room_ctx, page, qtbot):
    page.show()
    inner = QLabel("inner", page)
    with qtbot.assertNotEmitted(room_ctx.shell.toast_wanted):
        assert operations.perform(room_ctx, refuse, parent=inner, toast="Done") is None
    words = [one.text() for one in page.findChildren(QLabel) if one.isVisible()]
    assert {"There is no name.", "Give at least one name."} <= set(words)
    page.clear_problem()
    assert "There is no name." not in [one.text() for one in page.findChildren(QLabel) if one.isVisible()]


def test_a_problem_without_a_place_gets_a_small_dialog(room_ctx, qtbot):
    alone = QWidget()
    qtbot.addWidget(alone)
    operations.perform(room_ctx, refuse, parent=alone)
    dialog = alone.findChild(ProblemDialog)
    assert dialog.isVisible()
    dialog.accept()


def test_a_bug_gets_a_report_without_names(theme, qtbot, qapp, monkeypatch, tmp_path):
    monkeypatch.setattr("learnerplan.paths.log_folder", lambda: tmp_path)
    guard = CrashGuard(theme)
    try:
        raise KeyError("Layla Haddad")
    except KeyError as error:
        guard.report(error)
        guard.report(error)
    dialogs = [one for one in qapp.topLevelWidgets() if isinstance(one, CrashDialog)]
    assert len(dialogs) == 1
    dialogs[0]._put_on_clipboard()
    copied = qapp.clipboard().text()
    assert "KeyError" in copied
    assert "Layla" not in copied + (tmp_path / "learnerplan.log").read_text(encoding="utf-8")
    dialogs[0].accept()
