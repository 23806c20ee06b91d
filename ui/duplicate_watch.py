"""How many likely duplicates there are, counted on another thread after the page stands, so that nothing waits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.progress import Progress
    from ui.context import Context

PATIENCE = 1500
"""Milliseconds after the last change: the window is long painted then, and an import long done."""


class DuplicateWatch(QObject):
    """`look_soon` asks for a count; `counted` tells it."""

    counted = Signal(int)

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._ctx, self._busy, self._again = ctx, False, False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PATIENCE)
        self._timer.timeout.connect(self.look)

    def look_soon(self) -> None:
        """Count once things have come to rest."""
        self._timer.start()

    @Slot()
    def look(self) -> None:
        """Count now, on another thread; what changes meanwhile is counted afterwards."""
        if self._busy:
            self._again = True
            return
        self._busy, self._again = True, False
        store = self._ctx.store

        def work(_progress: Progress) -> int:
            from learnerplan.services import duplicates

            return len(duplicates.listed(store))

        self._ctx.tasks.run(work, done=self._done).finished.connect(self._rest)

    @Slot(object)
    def _done(self, count: int) -> None:
        self.counted.emit(count)

    @Slot()
    def _rest(self) -> None:
        """However the look ended, the next one may begin."""
        self._busy = False
        if self._again:
            self.look_soon()
