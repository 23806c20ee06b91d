"""Two kinds of failure: a problem is told beside its cause, a bug goes to the log and to a dialog with Copy."""

from __future__ import annotations

import sys
import threading
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QApplication

from learnerplan.errors import UserError

if TYPE_CHECKING:
    from types import TracebackType

    from PySide6.QtWidgets import QDialog, QWidget

    from ui.theme.theme import Theme


@runtime_checkable
class ProblemPlace(Protocol):
    """A page, form or dialog that can say what went wrong near its cause."""

    def show_problem(self, error: UserError) -> None:
        """Show the sentence until the next attempt."""


def show_error(error: UserError, parent: QWidget | None, theme: Theme) -> None:
    """Say it in the nearest place around `parent` that can, else in a small dialog."""
    widget = parent
    while widget is not None:
        if isinstance(widget, ProblemPlace):
            widget.show_problem(error)
            return
        widget = widget.parentWidget()
    from ui.widgets.problem_dialog import ProblemDialog

    ProblemDialog(theme, error, parent).open()


class CrashGuard(QObject):
    """Catches what nobody else caught, on any thread, and shows it once on the window's thread."""

    _caught = Signal(object)

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._open: QDialog | None = None
        self._caught.connect(self.report)

    def install(self) -> None:
        """Take over the hooks of the interpreter."""
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread

    @Slot(object)
    def report(self, error: BaseException) -> None:
        """Log the error and open the dialog; while one is open, further errors go to the log alone."""
        window = QApplication.activeWindow()
        if isinstance(error, UserError):
            show_error(error, window, self._theme)
            return
        from learnerplan import crashes

        report = crashes.told(error)
        try:
            crashes.note(error)
        except OSError:
            report += "\n(The log could not be written.)"
        if self._open is None:
            from ui.widgets.problem_dialog import CrashDialog

            self._open = CrashDialog(self._theme, report, window)
            self._open.finished.connect(self._closed)
            self._open.open()

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        self._caught.emit(error.with_traceback(trace))

    def _on_thread(self, caught: threading.ExceptHookArgs) -> None:
        if caught.exc_value is not None and caught.exc_type is not SystemExit:
            self._caught.emit(caught.exc_value)

    @Slot()
    def _closed(self) -> None:
        if self._open is not None:
            self._open.deleteLater()
            self._open = None
