"""Rounds over the shares: soon after opening, when a folder changes, after an edit, every half minute, on a button.

Where nothing is shared, nothing of this runs: no timer, no watcher, no thread, and no library of keys is loaded.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QTimer, Slot

from learnerplan.errors import UserError
from learnerplan.services import share_presence

if TYPE_CHECKING:
    from PySide6.QtCore import QFileSystemWatcher

    from learnerplan.domain.changes import Changes
    from learnerplan.domain.shares import RoundReport
    from learnerplan.progress import Progress
    from ui.context import Context
    from ui.tasks import Task

FIRST = 2500
"""Milliseconds after the window was made until it is asked whether anything is shared: the first paint comes first."""
EVERY = 30_000
SETTLE = 250
"""Milliseconds from the last change of a folder to a round: a carrier puts many files there at once."""
AFTER_EDIT = 1500
"""Milliseconds from the first edit to the round that takes it out, with those that follow it."""
LIVE = frozenset({"on", "asking"})
"""The states of `domain.shares.ShareState` in which the folder is looked at; by their values, so that a start without
shares loads nothing of sharing."""


class Found(NamedTuple):
    """What a round brought: its reports, how much waits for a person, and the directories to watch from now on.

    Without `live` nothing is shared any more.
    """

    reports: list[RoundReport]
    waiting: int
    watched: frozenset[str]
    live: bool


class SharingRounds(QObject):
    """Answers `ctx.sharing`. Rounds run one after another on a thread of the pool, never two at once."""

    def __init__(self, ctx: Context, parent: QObject) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._task: Task | None = None
        self._again = self._stopped = False
        self._watcher: QFileSystemWatcher | None = None
        self._soon: QTimer | None = None
        self._edited: QTimer | None = None
        self._every: QTimer | None = None
        ctx.sharing.round_wanted.connect(self.begin)
        ctx.sharing.stop_wanted.connect(self._stop_round)
        QTimer.singleShot(FIRST, self, self.begin)

    @property
    def running(self) -> bool:
        """Whether rounds are on, which they are while something is shared."""
        return self._every is not None

    @Slot()
    def begin(self) -> None:
        """Begin with rounds where something is shared, and do one now."""
        if self._stopped:
            return
        if self._every is None and share_presence.is_known(self._ctx.store):
            self._start()
        self.round()

    def stop(self) -> None:
        """No rounds any more: the window goes, and soon the Learnerplan folder is closed."""
        self._stopped = True
        self._stop_round()
        self._rest()

    @Slot()
    def round(self) -> None:
        """Do a round now; while one is under way, once more after it."""
        if self._stopped or self._every is None:
            return
        if self._task is not None:
            self._again = True
            return
        for timer in (self._soon, self._edited):
            if timer is not None:
                timer.stop()
        store = self._ctx.store

        def work(progress: Progress) -> Found:
            from learnerplan.services import share_health, share_places, share_sync, shares

            reports = share_sync.sync(store, progress=progress)
            live = [one for one in shares.list_shares(store) if one.state in LIVE]
            paths = (path for one in live for path in share_places.watched(Path(one.folder), one.id))
            return Found(reports, share_health.badge(store), frozenset(map(str, paths)), bool(live))

        self._again = False
        self._task = self._ctx.tasks.run(work, done=self._done, failed=self._failed)
        self._task.progressed.connect(self._ctx.sharing.progressed)
        self._task.stopped.connect(self._halted)
        self._ctx.sharing.begin()

    def _start(self) -> None:
        from PySide6.QtCore import QFileSystemWatcher

        self._watcher = QFileSystemWatcher(self)
        self._soon, self._edited, self._every = (self._timer(one) for one in (SETTLE, AFTER_EDIT, EVERY))
        self._every.setSingleShot(False)
        self._watcher.directoryChanged.connect(self._soon.start)
        self._ctx.changes.changed.connect(self._on_changes)
        self._every.start()

    def _rest(self) -> None:
        """Watch and wait no more."""
        if self._every is None:
            return
        self._ctx.changes.changed.disconnect(self._on_changes)
        for held in (self._watcher, self._soon, self._edited, self._every):
            if held is not None:
                if isinstance(held, QTimer):
                    held.stop()
                held.deleteLater()
        self._watcher = self._soon = self._edited = self._every = None
        self._ctx.sharing.tell_count(0)

    def _timer(self, milliseconds: int) -> QTimer:
        made = QTimer(self)
        made.setSingleShot(True)
        made.setInterval(milliseconds)
        made.timeout.connect(self.round)
        return made

    def _watch(self, wanted: frozenset[str]) -> None:
        """Hear of changes of the directories that matter; new ones come with rounds."""
        if self._watcher is None:
            return
        held = set(self._watcher.directories())
        if held - wanted:
            self._watcher.removePaths(sorted(held - wanted))
        if wanted - held:
            self._watcher.addPaths(sorted(wanted - held))

    @Slot(object)
    def _on_changes(self, _changes: Changes) -> None:
        """An edit goes out soon. What a round itself wrote is no reason for another."""
        if self._task is None and self._edited is not None and not self._edited.isActive():
            self._edited.start()

    @Slot()
    def _stop_round(self) -> None:
        if self._task is not None:
            self._task.cancel()

    @Slot(object)
    def _done(self, found: Found) -> None:
        self._task = None
        if found.live:
            self._watch(found.watched)
        else:
            self._rest()
        self._ctx.sharing.tell_count(found.waiting)
        self._ctx.sharing.end(found.reports)
        if self._again and self._soon is not None:
            self._soon.start()

    @Slot()
    def _halted(self) -> None:
        self._task = None
        self._ctx.sharing.end(None)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        """A sentence waits on the page. A bug is reported once, and rounds rest until somebody asks for one."""
        self._task = None
        self._ctx.sharing.end(None, str(error) if isinstance(error, UserError) else "")
        if not isinstance(error, UserError):
            self._rest()
            self._ctx.tasks.failed_unheard.emit(error)
