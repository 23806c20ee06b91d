"""Long work on other threads, with progress and Stop. Tasks belong to the application, never to a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal, Slot

from learnerplan.progress import Cancelled, Progress

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


class Task(QObject):
    """One piece of work. All its signals arrive on the window's thread."""

    progressed = Signal(int, int, str)
    """(done, total, what) as the work reports it."""
    finished = Signal()
    """The task is over, however it ended; `done`, `failed` and `stopped` say how."""
    done = Signal(object)
    failed = Signal(object)
    """The exception."""
    stopped = Signal()

    _ended = Signal(str, object)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.progress = Progress(self.progressed.emit)
        self.running = True
        self._ended.connect(self._end)

    def cancel(self) -> None:
        """Ask the work to stop at its next step. A task that stops leaves nothing behind."""
        self.progress.cancel()

    @Slot(str, object)
    def _end(self, how: str, value: object) -> None:
        self.running = False
        if how == "done":
            self.done.emit(value)
        elif how == "failed":
            self.failed.emit(value)
        else:
            self.stopped.emit()
        self.finished.emit()


class _Job(QRunnable):
    """Runs on a thread of the pool and knows nothing of windows."""

    def __init__(self, task: Task, work: Callable[[Progress], Any]) -> None:
        super().__init__()
        self._task, self._work = task, work

    def run(self) -> None:
        ended = self._task._ended.emit  # noqa: SLF001  the two are halves of one thing
        try:
            value = self._work(self._task.progress)
        except Cancelled:
            ended("stopped", None)
        except BaseException as error:  # noqa: BLE001  told to whoever asked, on the window's thread
            ended("failed", error)
        else:
            ended("done", value)


class Tasks(QObject):
    """Owns all running tasks, so that closing a page or dialog never ends or breaks one.

    `failed_unheard` tells of an exception that nobody asked to hear of.
    """

    failed_unheard = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._running: set[Task] = set()

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], object] | None = None,
        failed: Callable[[BaseException], object] | None = None,
    ) -> Task:
        """Start `work` on another thread. `done` and `failed` are called on the window's thread.

        Pass bound methods of QObjects: Qt drops them when their object goes. Without `failed` an
        exception reaches the crash dialog.
        """
        task = Task(self)
        self._running.add(task)
        if done is not None:
            task.done.connect(done)
        task.failed.connect(failed if failed is not None else self.failed_unheard.emit)
        task.finished.connect(self._forget)
        self._pool.start(_Job(task, work))
        return task

    def active(self) -> int:
        """How many tasks are running."""
        return len(self._running)

    def shut_down(self, milliseconds: int = 5000) -> bool:
        """Ask everything to stop and wait for it; False when something did not stop in time."""
        for task in tuple(self._running):
            task.cancel()
        return self._pool.waitForDone(milliseconds)

    @Slot()
    def _forget(self) -> None:
        task = self.sender()
        if isinstance(task, Task):
            self._running.discard(task)
            task.deleteLater()
