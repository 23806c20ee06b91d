"""The start: light until the first paint, a sentence where there is no screen, the right window for what is there."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QLabel, QWidget

from learnerplan import paths, settings
from learnerplan.services import planbooks
from learnerplan.storage.folder import Folder
from learnerplan.storage.lock import OpenedTwice, WindowLock
from ui import __main__ as entry
from ui.app import Desk
from ui.main_window import MainWindow
from ui.welcome_window import WelcomeWindow

HEAVY = (
    "sqlmodel",
    "sqlalchemy",
    "reportlab",
    "alembic",
    "python_calamine",
    "cryptography",
    "PIL",
    "pypdfium2",
    "rapidfuzz",
    "zxingcpp",
    "PySide6.QtMultimedia",
    "learnerplan.imports.kinds",
)
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def desk(home, qapp, qtbot):
    made = Desk(qapp)
    yield made
    if made.window is not None:
        made.window.close()
        made.window.deleteLater()
    made.close()
    made.deleteLater()
    qapp.setStyleSheet("")


def make(path, *, teacher="Ms. Okoye"):
    planbooks.create(path, today=date(2026, 11, 18), teacher=teacher).close()
    return path


def test_painting_the_first_window_loads_nothing_heavy(home):
    make(paths.default_planbook())
    code = f"""
import sys
from PySide6.QtWidgets import QApplication
from ui.app import Desk
app = QApplication([])
desk = Desk(app)
desk.start(None, "usual")
app.processEvents()
assert desk.window.isVisible() and desk.ctx is not None
print([name for name in {HEAVY!r} if name in sys.modules])
desk.close()
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert done.stdout.strip() == "[]", done.stdout + done.stderr


def test_the_command_line_never_loads_qt():
    code = """
import sys
sys.argv = ["learnerplan", "--version"]
from ui.__main__ import main
code = main()
print(code, "PySide6" in sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[-1] == "0 False", done.stdout + done.stderr


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux has sessions without a display")
def test_without_a_screen_one_sentence_names_another_way(home):
    kept = {
        key: value for key, value in os.environ.items() if key not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }
    done = subprocess.run([sys.executable, "-m", "ui"], cwd=ROOT, env=kept, capture_output=True, text=True, timeout=60)
    assert done.returncode == 1
    assert "make demo" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_arguments_of_the_window_are_told_from_commands(monkeypatch):
    opened = []
    monkeypatch.setattr(entry, "open_window", lambda named, start="usual": opened.append((named, start)) or 0)
    for arguments in ([], ["--sample"], ["--sample-if-new"], ["--planbook", "somewhere"]):
        monkeypatch.setattr(sys, "argv", ["learnerplan", *arguments])
        assert entry.main() == 0
    assert opened == [(None, "usual"), (None, "sample"), (None, "sample-if-new"), (Path("somewhere"), "usual")]


def test_without_a_planbook_the_welcome_page_shows(desk):
    desk.start(None, "usual")
    assert isinstance(desk.window, WelcomeWindow)


def test_starting_empty_makes_a_planbook_and_remembers_it(desk):
    desk.start(None, "usual")
    desk.window.page.empty_wanted.emit()
    assert isinstance(desk.window, MainWindow)
    assert desk.window.stack.place.page == "class"
    assert settings.load().planbook == str(paths.default_planbook())
    assert Folder(paths.default_planbook()).exists()


def test_the_planbook_of_last_time_opens_again(desk, tmp_path):
    path = make(tmp_path / "elsewhere")
    desk.preferences.save(planbook=str(path))
    desk.start(None, "sample-if-new")
    assert desk.ctx.store.folder.path == path


def test_a_planbook_that_is_gone_is_said_on_the_welcome_page(desk, tmp_path):
    desk.preferences.save(planbook=str(tmp_path / "gone"))
    desk.start(None, "usual")
    assert isinstance(desk.window, WelcomeWindow)
    words = " ".join(label.text() for label in desk.window.findChildren(QLabel) if not label.isHidden())
    assert "There is no Learnerplan folder" in words


def test_leaving_the_sample_class_leads_back_to_ones_own(desk):
    make(paths.default_planbook(), teacher="Own")
    sample = make(paths.sample_planbook())
    store = planbooks.Store.open(sample)
    with store.transaction("Mark") as tx:
        planbooks.set_setting(tx, planbooks.SAMPLE, "1")
    store.close()
    desk.start(None, "sample")
    assert desk.window.windowTitle().startswith("Sample class")
    assert settings.load().planbook == ""
    desk.ctx.shell.planbook_wanted.emit("")
    assert planbooks.about(desk.ctx.store).teacher == "Own"
    desk.ctx.shell.planbook_wanted.emit("")
    assert isinstance(desk.window, WelcomeWindow)


def test_the_look_follows_the_settings_at_once(desk):
    make(paths.default_planbook())
    desk.start(None, "usual")
    desk.preferences.save(theme="dark")
    assert desk.theme.dark
    stack = desk.window.stack
    desk.preferences.save(text_scale=150)
    assert desk.theme.scale == 1.5
    assert desk.window.stack is not stack
    assert settings.load().text_scale == 150


def test_a_backup_is_restored_from_the_welcome_page(desk, qtbot, tmp_path, monkeypatch):
    from learnerplan.services import backups

    path = make(tmp_path / "old", teacher="Before")
    store = planbooks.Store.open(path)
    file = backups.backup(store, tmp_path / "kept.zip")
    store.close()
    desk.start(None, "usual")
    monkeypatch.setattr("ui.dialogs.backups.choose_backup", lambda _parent: file)
    desk.window.page.restore_wanted.emit()
    qtbot.waitUntil(lambda: desk.ctx is not None, timeout=20_000)
    assert planbooks.about(desk.ctx.store).teacher == "Before"


def test_settings_are_kept_as_they_are_changed(desk, qtbot):
    make(paths.default_planbook())
    desk.start(None, "usual")
    desk.ctx.navigate("settings")
    page = desk.window.current_page()
    assert page.teacher.text() == "Ms. Okoye"
    page.school.setText("Cedar Grove School")
    page.school.editingFinished.emit()
    assert planbooks.about(desk.ctx.store).school == "Cedar Grove School"
    assert desk.ctx.store.undo_status().undo == "Change your name or school"


def test_the_folder_is_backed_up_with_a_word_at_the_end(desk, qtbot, tmp_path):
    from ui.dialogs import backups

    make(paths.default_planbook())
    desk.start(None, "usual")
    desk.ctx.navigate("settings")
    page = desk.window.current_page()
    with qtbot.waitSignal(desk.ctx.shell.toast_wanted, timeout=20_000) as told:
        backups.back_up_to(desk.ctx, tmp_path / "mine.zip", page.work_place)
    assert "mine.zip" in told.args[0]
    assert (tmp_path / "mine.zip").stat().st_size > 0


def test_a_planbook_opens_in_one_window_at_a_time(desk, tmp_path):
    path = make(tmp_path / "mine")
    with WindowLock(Folder(path)):
        desk.open(path)
        assert isinstance(desk.window, WelcomeWindow)
        assert any("opened twice" in words.text() for words in desk.window.findChildren(QLabel))
    desk.open(path)
    assert isinstance(desk.window, MainWindow)
    with pytest.raises(OpenedTwice):
        WindowLock(Folder(path)).take()
    desk.close()
    WindowLock(Folder(path)).take()


def named(path):
    """A folder with one change of the teacher's own."""
    store = planbooks.Store.open(make(path))
    with store.transaction("Name the school") as tx:
        planbooks.set_setting(tx, planbooks.SCHOOL, "Cedar Grove School")
    store.close()
    return path


def test_each_folder_is_backed_up_when_it_is_left(desk, tmp_path):
    from learnerplan.services import backups

    first, second = named(tmp_path / "first"), named(tmp_path / "second")
    desk.open(first)
    assert desk._backup_timer.isActive()
    desk.open(second)
    assert desk._backup_timer.isActive()
    assert len(backups.listed(first)) == 1
    assert backups.listed(second) == []
    desk.close()
    assert not desk._backup_timer.isActive()
    assert len(backups.listed(second)) == 1


def test_leaving_a_large_folder_does_not_wait_for_a_backup(desk, tmp_path, monkeypatch):
    from learnerplan.services import backups

    monkeypatch.setattr("ui.app.SMALL", 100)
    path = named(tmp_path / "large")
    desk.open(path)
    desk.close()
    assert backups.listed(path) == []


def test_the_class_is_remembered_in_each_folder(desk, tmp_path):
    from learnerplan.services import classes

    path, other = make(tmp_path / "mine"), make(tmp_path / "other")
    store = planbooks.Store.open(path)
    for name in ("Room 12", "Room 14"):
        classes.add(store, name)
    store.close()
    desk.open(path)
    second = next(one.id for one in classes.listed(desk.ctx.store) if one.id != desk.ctx.room.class_id)
    desk.ctx.room.choose(second)
    undo = desk.ctx.store.undo_status()
    desk.open(other)
    desk.open(path)
    assert desk.ctx.room.class_id == second
    assert desk.ctx.store.undo_status() == undo
    desk.ctx.room.choose("")
    desk.open(other)
    desk.open(path)
    assert desk.ctx.room.class_id == ""


class Windows(QObject):
    """Notes each widget that shows as a window."""

    def __init__(self) -> None:
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(type(watched).__name__)
        return False


def test_no_page_flashes_a_window_that_would_take_the_keys(desk, qapp, tmp_path):
    from learnerplan.services import learners

    desk.open(make(tmp_path / "mine"))
    learner = learners.add(desk.ctx.store, given_name="Ana", family_name="Ferreira")
    windows = Windows()
    qapp.installEventFilter(windows)
    try:
        for page, target, part in (
            *(("learner", learner, part) for part in ("profile", "plan", "evidence")),
            *((page, "", "") for page in ("class", "conferences", "import", "settings")),
        ):
            desk.ctx.navigate(page, target, part)
    finally:
        qapp.removeEventFilter(windows)
    assert windows.seen == []
