"""Watching a folder for new exports, while the teacher wants it: Qt says when to look, a task looks."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QFileSystemWatcher, QObject, Qt, QTimer, Slot
from PySide6.QtGui import QGuiApplication

from learnerplan.errors import UserError
from learnerplan.services import import_runs, watching

if TYPE_CHECKING:
    from learnerplan.domain.changes import Changes
    from learnerplan.progress import Progress
    from learnerplan.services.watching import Folder, Offer
    from ui.context import Context

AGAIN = 2000
"""Milliseconds until a file that is still being written is looked at again."""


class Looked(NamedTuple):
    """What one look found; `problem` says why nothing could be seen."""

    offers: tuple[Offer, ...] = ()
    problem: str = ""


class FolderWatch(QObject):
    """Fills `ctx.incoming` from the folder of the settings. Nothing is read on the window's thread."""

    def __init__(self, ctx: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._folder: Folder | None = None
        self._looking = self._once_more = False
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self.look)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(AGAIN)
        self._soon.timeout.connect(self.look)
        ctx.preferences.changed.connect(self.follow)
        ctx.changes.changed.connect(self._on_changes)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.applicationStateChanged.connect(self._on_state)
        self.follow()

    @Slot()
    def follow(self) -> None:
        """Watch the folder that the settings name, or none."""
        held = self._ctx.preferences.value
        path = Path(held.watch_folder) if held.watching and held.watch_folder else None
        if (self._folder.path if self._folder is not None else None) == path:
            return
        if self._watcher.directories():
            self._watcher.removePaths(self._watcher.directories())
        self._soon.stop()
        self._ctx.incoming.leave_all()
        incoming = self._ctx.incoming
        if path is None:
            self._folder = None
            self._keep(replace(incoming.said, since=0))
            return
        if not incoming.said.since or self._folder is not None:
            self._keep(replace(incoming.said, since=time.time_ns()))
        self._folder = watching.Folder(path, incoming.said.since)
        self.look()

    def stop(self) -> None:
        """Look no more."""
        self._soon.stop()
        self._folder = None

    @Slot()
    def look(self) -> None:
        """Look at the folder now; while a look is under way, once more after it."""
        folder, ctx = self._folder, self._ctx
        if folder is None:
            return
        if self._looking:
            self._once_more = True
            return
        self._looking = True
        store, never = ctx.store, frozenset(ctx.incoming.said.never)

        def work(progress: Progress) -> Looked:
            try:
                resting = folder.look(watching.seen_in(folder.path))
            except UserError as error:
                return Looked(problem=str(error))
            settled = never | import_runs.digests(store) if resting else never
            found = []
            for done, path in enumerate(resting):
                progress.step(done, len(resting), "Looking at new files")
                found.append(watching.examine(path, settled))
            return Looked(tuple(offer for offer in found if offer is not None))

        task = ctx.tasks.run(work, done=self._looked)
        task.finished.connect(self._rest)

    @Slot(object)
    def _looked(self, found: Looked) -> None:
        folder, incoming = self._folder, self._ctx.incoming
        if folder is None:
            return
        incoming.tell(found.problem)
        incoming.add(found.offers)
        incoming.drop({offer.sha256 for offer in incoming.offers if not offer.path.exists()})
        if found.problem:
            return
        if str(folder.path) not in self._watcher.directories():
            self._watcher.addPath(str(folder.path))
        if folder.restless:
            self._soon.start()
        elif folder.newest > incoming.said.since:
            self._keep(replace(incoming.said, since=folder.newest))

    @Slot()
    def _rest(self) -> None:
        self._looking = False
        if self._once_more:
            self._once_more = False
            self.look()

    @Slot(object)
    def _on_changes(self, changes: Changes) -> None:
        """What was imported is no longer on offer."""
        incoming = self._ctx.incoming
        if "import_run" in changes.tables and incoming.offers:
            incoming.drop(import_runs.digests(self._ctx.store))

    @Slot(object)
    def _on_state(self, state: Qt.ApplicationState) -> None:
        """Not every file system tells of its changes: look when the window is come back to."""
        if state is Qt.ApplicationState.ApplicationActive:
            self.look()

    def _keep(self, said: watching.Remembered) -> None:
        try:
            self._ctx.incoming.keep(said)
        except UserError as error:
            self._ctx.incoming.tell(str(error))
