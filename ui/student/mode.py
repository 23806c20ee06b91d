"""Going into student mode and coming out of it. What begins is on the disk before anything is shown."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal

from learnerplan.errors import UserError
from learnerplan.services import student_pin, student_sessions, student_setups
from ui import operations
from ui.errors import show_error
from ui.student.guard import Guard
from ui.student.window import StudentWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.student_sessions import Session
    from learnerplan.storage.store import Store
    from ui.context import Context

TEACHER, LEARNER = "teacher", "learner"
STAYS = UserError(
    "Learnerplan will open in student mode the next time, because a file could not be removed.",
    "The PIN leads out of it. Look whether the Learnerplan folder can be written to.",
)


@runtime_checkable
class NamesUndo(Protocol):
    """A main window that says what undo would take back."""

    def name_undo(self) -> None:
        """Say it anew."""


class StudentMode(QObject):
    """Belongs to the main window, which is hidden meanwhile. `ended` tells that the teacher is back."""

    ended = Signal()

    def __init__(self, ctx: Context, main: QWidget) -> None:
        super().__init__(main)
        self._ctx, self._main = ctx, main
        self.window: StudentWindow | None = None
        self._guard: Guard | None = None
        main.destroyed.connect(self._drop)

    def begin(self, session: Session) -> None:
        """Give the laptop to a child. Raises `UserError` without a PIN, or where the folder cannot be written to."""
        if not student_pin.is_set(self._ctx.store):
            raise UserError("There is no PIN yet.", "Choose one first: it is the way back.")
        try:
            student_sessions.keep(self._ctx.store.folder, session)
        except OSError as error:
            raise UserError(
                "Student mode cannot begin, because the Learnerplan folder cannot be written to.",
                "Make room on the disk, or ask for the right to write there.",
            ) from error
        self.resume()

    def resume(self) -> bool:
        """Show what stands on the disk, after `begin` or a new start; tells whether there was anything."""
        session = held(self._ctx.store)
        if session is None:
            return False
        if self.window is not None:
            return True
        self._ctx.store.actor = LEARNER
        room = self._main.screen().geometry()
        self.window = StudentWindow(self._ctx, session, room.size())
        self.window.let_out.connect(self._leave)
        self._guard = Guard(self.window, self._main)
        # Where nothing manages windows, full screen is only as large as the window was before.
        self.window.setGeometry(room)
        self.window.showFullScreen()
        self._guard.close()
        self.window.activateWindow()
        return True

    def _leave(self) -> None:
        window, guard = self.window, self._guard
        if window is None or guard is None:
            return
        over = self._forget_session()
        self._ctx.store.actor = TEACHER
        self.window = self._guard = None
        guard.open()
        if isinstance(self._main, NamesUndo):
            self._main.name_undo()  # the child's writes can be taken back now
        self._main.show()
        window.let_go()
        self._main.activateWindow()
        had = window.session.had_turn
        if had:
            note = partial(student_setups.note_turns, learner_ids=had, on=date.today())
            operations.perform(self._ctx, note, parent=self._main)
        if not over:
            show_error(STAYS, self._main, self._ctx.theme)
        self.ended.emit()

    def _forget_session(self) -> bool:
        """Take the file away; tells whether it went. A teacher with the right PIN gets out in any case."""
        try:
            student_sessions.end(self._ctx.store.folder)
        except OSError:
            return False
        return True

    def _drop(self) -> None:
        """The main window is gone, and with it the planbook."""
        if self.window is not None:
            self.window.let_go()
            self.window = None


def held(store: Store) -> Session | None:
    """The session that a child may still sit in. One without a PIN would have no way out, so it counts for none."""
    session = student_sessions.held(store.folder)
    if session is not None and not student_pin.is_set(store):
        student_sessions.end(store.folder)
        return None
    return session
