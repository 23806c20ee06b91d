"""The composition root: the one place that makes settings, theme, store, tasks and windows."""

from __future__ import annotations

import gc
import hashlib
import logging
import sys
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, QSettings, QTimer, Slot
from PySide6.QtWidgets import QApplication, QMainWindow

from learnerplan import paths
from learnerplan import settings as settings_file
from learnerplan.errors import UserError
from learnerplan.services import planbooks
from learnerplan.services.student_sessions import FILE as STUDENT_SESSION
from learnerplan.storage.folder import Folder
from learnerplan.storage.lock import WindowLock
from learnerplan.storage.store import Store
from ui import sections
from ui.context import ChangeHub, Context, Preferences, Room, Shell
from ui.errors import CrashGuard, show_error
from ui.main_window import MainWindow
from ui.operations import LongWork
from ui.tasks import Tasks
from ui.theme import fonts
from ui.theme.theme import QT_STYLE, SCHEMES, Theme, apply_theme, tokens_for

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.progress import Progress
    from ui.welcome_window import WelcomeWindow

WARM_AFTER = 1500
"""Milliseconds after the window is shown; loading any sooner would hold up the first paint."""
BACK_UP_AFTER = 20_000
"""Milliseconds after a folder was opened until the day's backup begins, where one is due."""
SMALL = 20_000_000
"""Up to so many bytes a folder is backed up while it is closed; more would hold up whoever leaves."""
Start = Literal["usual", "sample", "sample-if-new"]


class Desk(QObject):
    """Holds what lives as long as the application, and opens and closes planbooks."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self.preferences = Preferences(settings_file.load())
        held = self.preferences.value
        app.styleHints().setColorScheme(SCHEMES[held.theme])
        self.theme = Theme(
            tokens_for(app, held.theme), held.text_scale / 100, reading_font=held.reading_font, motion=held.motion
        )
        fonts.load_fonts()
        apply_theme(app, self.theme)
        self.tasks = Tasks(self)
        self.guard = CrashGuard(self.theme, self)
        self.tasks.failed_unheard.connect(self.guard.report)
        self.window: QMainWindow | None = None
        self.ctx: Context | None = None
        self._lock: WindowLock | None = None
        self._warm = False
        self._backup_timer = QTimer(self)
        self._backup_timer.setSingleShot(True)
        self._backup_timer.setInterval(BACK_UP_AFTER)
        self._backup_timer.timeout.connect(self._back_up)
        self.theme.changed.connect(self._put_on)
        self.preferences.changed.connect(self._look)
        app.styleHints().colorSchemeChanged.connect(self._look)
        app.aboutToQuit.connect(self.close)

    def start(self, named: Path | None, start: Start) -> None:
        """Open the window on the planbook that is meant, or on the welcome page where there is none."""
        last = self.preferences.value.planbook
        own = Path(last) if last else paths.default_planbook()
        if named is not None:
            self.open(named)
        elif start == "sample" or (start == "sample-if-new" and not Folder(own).exists()):
            self.open_sample()
        elif last or Folder(own).exists():
            self.open(own)
        else:
            self.welcome()

    def open(self, path: Path, page: str = "") -> None:
        """Show a planbook, at `page` where one is named. What goes wrong is said on the welcome page."""
        if self.ctx is not None and self.ctx.store.folder.path.absolute() == path.absolute():
            self.ctx.navigate(page or self._first_page())
            return
        lock = WindowLock(Folder(path))
        try:
            if Folder(path).exists():
                lock.take()
            store = Store.open(path)
        except UserError as error:
            lock.release()
            self._fail(error)
            return
        self._leave_planbook()
        self._lock = lock
        hub = ChangeHub()
        hub.follow(store)
        self.ctx = Context(store, self.preferences, self.tasks, self.theme, hub, Room(), Shell())
        self.ctx.shell.planbook_wanted.connect(self._planbook_wanted)
        sample = planbooks.about(store).is_sample
        if not sample and self.preferences.value.planbook != str(path):
            self._keep_path(path)
        window = MainWindow(self.ctx, sections.SECTIONS, sample=sample, class_id=_class_before(path))
        room = self.ctx.room
        room.changed.connect(lambda: _kept_place().setValue(_class_key(path), room.class_id))
        window.closing.connect(lambda: _kept_place().setValue("geometry", window.saveGeometry()))
        self.ctx.navigate(page or self._first_page())
        held = (store.folder.path / STUDENT_SESSION).exists()
        self._show(window, seen=not held)
        if held:
            self._give_back(window)
        QTimer.singleShot(WARM_AFTER, self, self._warm_up)
        if not sample:
            self._backup_timer.start()

    def _give_back(self, window: MainWindow) -> None:
        """A child had the laptop when the application ended: straight back into student mode, or to the teacher."""
        from ui.student.mode import StudentMode

        if self.ctx is not None and not StudentMode(self.ctx, window).resume():
            window.show()

    def _first_page(self) -> str:
        return next((at for at in sections.FIRST if any(at == one.id for one in sections.SECTIONS)), "")

    def open_sample(self) -> None:
        """Show the sample class; the first time it is made, which takes some seconds."""
        path = paths.sample_planbook()
        if Folder(path).exists():
            self.open(path)
            return
        window = self.welcome()

        def make(progress: Progress) -> None:
            from learnerplan.services import sample

            sample.create(path, progress=progress)

        LongWork(
            self,
            "Making the sample class",
            make,
            host=window.work_place,
            done=lambda _none: self.open(path),
        )

    def welcome(self) -> WelcomeWindow:
        """Show the welcome page."""
        from ui.welcome_window import WelcomeWindow

        self._leave_planbook()
        window = WelcomeWindow(
            self.theme,
            self.preferences,
            {
                "sample_wanted": self.open_sample,
                "roster_wanted": partial(self._start_own, "import"),
                "empty_wanted": partial(self._start_own, "class"),
                "open_wanted": self._choose_folder,
                "restore_wanted": self._restore,
            },
        )
        self._show(window)
        return window

    @Slot()
    def close(self) -> None:
        """Stop all work and close the planbook; nothing is half written."""
        self._leave_planbook()

    @Slot(str)
    def _planbook_wanted(self, path: str) -> None:
        """Another planbook, or none: leaving the sample class leads back to one's own."""
        if path:
            self.open(Path(path))
            return
        left_sample = self.ctx is not None and planbooks.about(self.ctx.store).is_sample
        last = self.preferences.value.planbook
        own = Path(last) if last else paths.default_planbook()
        if left_sample and Folder(own).exists():
            self.open(own)
        else:
            self.welcome()

    def _start_own(self, page: str) -> None:
        path = paths.default_planbook()
        try:
            if not Folder(path).exists():
                planbooks.create(path, today=date.today()).close()
        except UserError as error:
            self._fail(error)
            return
        self.open(path, page)

    @Slot()
    def _choose_folder(self) -> None:
        from PySide6.QtWidgets import QFileDialog

        folder = QFileDialog.getExistingDirectory(self.window, "Open a Learnerplan folder", str(paths.data_folder()))
        if folder:
            self.open(Path(folder))

    @Slot()
    def _restore(self) -> None:
        from ui.dialogs import backups

        file = backups.choose_backup(self.window)
        if file is not None and self.window is not None:
            path = paths.default_planbook()
            host = getattr(self.window, "work_place", self.window)
            backups.restore_to(self, file, path, host=host, done=lambda: self.open(path))

    def _fail(self, error: UserError) -> None:
        window = self.window
        if window is None:
            window = self.welcome()
        show_error(error, window, self.theme)

    def _keep_path(self, path: Path) -> None:
        try:
            self.preferences.save(planbook=str(path))
        except (UserError, OSError) as error:
            # The planbook is open; that it will have to be named again next time is worth a sentence, not a stop.
            problem = error if isinstance(error, UserError) else UserError("Your settings could not be kept.")
            QTimer.singleShot(0, self, lambda: show_error(problem, self.window, self.theme))

    def _leave_planbook(self) -> None:
        self._backup_timer.stop()
        self.tasks.shut_down()
        if self.ctx is not None:
            store = self.ctx.store
            self.ctx.changes.leave()
            self.ctx = None
            try:
                _back_up_on_leaving(store)
            finally:
                store.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _show(self, window: QMainWindow, *, seen: bool = True) -> None:
        """Put a window in the place of the one before; one that is not `seen` waits for the teacher."""
        old, self.window = self.window, window
        if old is not None:
            window.setGeometry(old.geometry())
        elif (geometry := _kept_place().value("geometry")) is not None:
            window.restoreGeometry(geometry)
        window.setVisible(seen)
        if old is not None:
            old.close()
            old.deleteLater()

    @Slot()
    def _look(self) -> None:
        """Take the colours and sizes that the settings and the system ask for."""
        held = self.preferences.value
        self._app.styleHints().setColorScheme(SCHEMES[held.theme])
        tokens = tokens_for(self._app, held.theme)
        self.theme.motion = held.motion
        self.theme.set_look(tokens, held.text_scale / 100, reading_font=held.reading_font)

    @Slot()
    def _put_on(self) -> None:
        apply_theme(self._app, self.theme)

    @Slot()
    def _warm_up(self) -> None:
        """When the first screen stands: load on a thread what the first write will need."""
        if self._warm:
            return
        self._warm = True
        self.tasks.run(_load_records)

    @Slot()
    def _back_up(self) -> None:
        """Make the day's backup, where one is due, while the teacher works."""
        if self.ctx is None:
            return
        store = self.ctx.store

        def work(progress: Progress) -> None:
            from learnerplan.services import backups

            backups.backup_if_due(store, progress=progress)

        self.tasks.run(work, failed=self._backup_failed)

    @Slot(object)
    def _backup_failed(self, error: BaseException) -> None:
        if isinstance(error, UserError) and self.ctx is not None:
            self.ctx.toast(f"No automatic backup was made. {error}")
        else:
            self.tasks.failed_unheard.emit(error)


def _kept_place() -> QSettings:
    """Where the window was and which class it showed; nothing else is kept this way, and none of it is undone."""
    return QSettings(str(paths.config_folder() / "window.ini"), QSettings.Format.IniFormat)


def _class_key(path: Path) -> str:
    """One name for each folder; a path itself cannot be a name in such a file on every system."""
    return "class/" + hashlib.sha256(str(path.absolute()).encode()).hexdigest()[:16]


def _class_before(path: Path) -> str | None:
    """The class that was looked at in this folder last time, empty for everyone."""
    held = _kept_place().value(_class_key(path))
    return None if held is None else str(held)


def _back_up_on_leaving(store: Store) -> None:
    """Make the day's backup of a small folder whose day was too short for the one while working.

    A folder that is larger has its turn soon after the next opening. So has one whose backup fails: nobody would
    read a sentence in a window that is going.
    """
    from learnerplan.services import backups

    if planbooks.about(store).is_sample or not _is_small(store.folder):
        return
    try:
        backups.backup_if_due(store)
    except UserError:
        logging.getLogger(__name__).warning("no backup was made on leaving", exc_info=True)


def _is_small(folder: Folder) -> bool:
    size = 0
    for file in (folder.database, *folder.artifacts.rglob("*")):
        size += file.stat().st_size if file.is_file() else 0
        if size > SMALL:
            return False
    return True


def _load_records(_progress: Progress) -> None:
    from learnerplan.domain import records

    _ = records.Learner


def _collect_garbage() -> None:
    """Collect from now on, and leave alone what the start has made: it stays as long as the window."""
    gc.freeze()
    gc.enable()


def run(arguments: Sequence[str], named: Path | None = None, start: Start = "usual") -> int:
    """Open the window and stay until it is closed; gives the exit code."""
    app = QApplication([sys.argv[0], *QT_STYLE, *arguments])
    app.setApplicationName("Learnerplan")
    app.setDesktopFileName("learnerplan")
    desk = Desk(app)
    desk.guard.install()
    desk.start(named, start)
    QTimer.singleShot(WARM_AFTER, _collect_garbage)
    return app.exec()
