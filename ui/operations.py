"""The only way from the window to a write: one labelled transaction, its errors said beside their cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Slot

from learnerplan.errors import UserError
from ui.errors import show_error

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from learnerplan.progress import Progress
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction
    from ui.context import Context
    from ui.tasks import Task, Tasks
    from ui.theme.theme import Theme
    from ui.widgets.progress_bar import WorkBar

T = TypeVar("T")
PATIENCE = 400
"""Work that ends within this many milliseconds shows no progress."""


def perform(
    ctx: Context, work: Callable[[Store], T], *, parent: QWidget, toast: str = "", undo: bool = True
) -> T | None:
    """Run a service that writes. Pages refresh by themselves from what it changed.

    A `UserError` is shown in the nearest place around `parent`, and `None` comes back. `toast` is said
    after success, with an Undo button unless `undo` is off.
    """
    try:
        value = work(ctx.store)
    except UserError as error:
        show_error(error, parent, ctx.theme)
        return None
    if toast:
        ctx.toast(toast, undo=undo)
    return value


def change(
    ctx: Context,
    label: str,
    work: Callable[[Transaction], T],
    *,
    parent: QWidget,
    toast: str = "",
    undo: bool = True,
) -> T | None:
    """`perform` for services that take a transaction: all that `work` does is one step of undo, named `label`."""

    def in_transaction(store: Store) -> T:
        with store.transaction(label) as tx:
            return work(tx)

    return perform(ctx, in_transaction, parent=parent, toast=toast, undo=undo)


def undo(ctx: Context, parent: QWidget) -> None:
    """Take back the last transaction and say which."""
    label = perform(ctx, lambda store: store.undo() or "", parent=parent)
    if label:
        ctx.toast(f"Taken back: {label}")


def redo(ctx: Context, parent: QWidget) -> None:
    """Do again what was last taken back and say what."""
    label = perform(ctx, lambda store: store.redo() or "", parent=parent)
    if label:
        ctx.toast(f"Done again: {label}")


class Bench(Protocol):
    """What long work needs of the context, or of the application while no planbook is open."""

    @property
    def tasks(self) -> Tasks:
        """Runs it."""

    @property
    def theme(self) -> Theme:
        """How its bar looks."""


class LongWork(QObject):
    """A task with its progress bar: nothing for the first 0.4 s, then the bar with count and Stop in `host`."""

    def __init__(
        self,
        bench: Bench,
        title: str,
        work: Callable[[Progress], Any],
        *,
        host: QWidget,
        done: Callable[[Any], object],
        failed: Callable[[UserError], object] | None = None,
        stopped: Callable[[], object] | None = None,
    ) -> None:
        super().__init__(host)
        self._bench, self._title, self._host = bench, title, host
        self._on_done, self._on_failed, self._on_stopped = done, failed, stopped
        self._bar: WorkBar | None = None
        self._last = (0, 0, "")
        self.task: Task = bench.tasks.run(work, done=self._done, failed=self._failed)
        self.task.progressed.connect(self._progressed)
        self.task.stopped.connect(self._stopped)
        QTimer.singleShot(PATIENCE, self, self._show)

    @Slot()
    def _show(self) -> None:
        layout = self._host.layout()
        if layout is None or not self.task.running:
            return
        from ui.widgets.progress_bar import WorkBar

        self._bar = WorkBar(self._bench.theme, self._title)
        self._bar.stopped.connect(self.task.cancel)
        self._bar.show_progress(*self._last)
        layout.addWidget(self._bar)
        self._host.show()

    @Slot(int, int, str)
    def _progressed(self, done: int, total: int, what: str) -> None:
        self._last = (done, total, what)
        if self._bar is not None:
            self._bar.show_progress(done, total, what)

    @Slot(object)
    def _done(self, value: object) -> None:
        self._leave()
        self._on_done(value)

    @Slot(object)
    def _failed(self, error: BaseException) -> None:
        self._leave()
        if not isinstance(error, UserError):
            self._bench.tasks.failed_unheard.emit(error)
        elif self._on_failed is not None:
            self._on_failed(error)
        else:
            show_error(error, self._host, self._bench.theme)

    @Slot()
    def _stopped(self) -> None:
        self._leave()
        if self._on_stopped is not None:
            self._on_stopped()

    def _leave(self) -> None:
        if self._bar is not None:
            self._bar.hide()
            self._bar.deleteLater()
            self._bar = None
        self.deleteLater()
