"""The second step of an import: what the file is and what its columns mean beside what will happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from learnerplan.services import classes
from ui.models.import_rows import Shown
from ui.pages.import_file_card import ImportFileCard
from ui.pages.import_rows_card import ImportRowsCard
from ui.pages.import_sources import FilesSource, PendingSource
from ui.theme.breakpoints import Breakpoint
from ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.imports.plan import FilePlan
    from ui.context import Context
    from ui.pages.import_session import ImportSession


class ImportCheck(QWidget):
    """Shows one `ImportSession` at a time; put `file.button` into the header of `over`."""

    renewed = Signal()
    """The counts may have changed."""

    def __init__(self, ctx: Context, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._session: ImportSession | None = None
        self._at = -1
        self._room = Breakpoint.FULL
        self.file = ImportFileCard(ctx.theme, over)
        self.rows = ImportRowsCard(ctx)
        line = row(self.file, self.rows, gap=ctx.theme.px(16))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.file.file_chosen.connect(self._choose)

    def show_session(self, session: ImportSession) -> None:
        """Show another import from its beginning."""
        self.forget()
        self._session = session
        rooms = [held.name for held in classes.listed(self._ctx.store) if held.active]
        self.file.show_session(session, rooms)
        self.rows.show_session(session)
        session.changed.connect(self.renew)
        self.arrange(self._room)
        self.renew()

    def forget(self) -> None:
        """Let go of the import that was shown."""
        if self._session is not None:
            self._session.changed.disconnect(self.renew)
        self._session, self._at = None, -1
        self.arrange(self._room)

    def renew(self) -> None:
        """Show the plan and the answers of now."""
        if self._session is None or self._session.plan is None:
            return
        files = self._session.files()
        shown = self._shown(files)
        self.file.show_plan(files, shown)
        self.rows.show_plan(shown)
        self.renewed.emit()

    def open_count(self) -> int:
        """How many rows of all files nobody has answered yet."""
        session = self._session
        if session is None:
            return 0
        offered = (row for row in session.asked.values() if row.choices)
        return sum(1 for row in offered if session.answers.get(row.key) not in {each.key for each in row.choices})

    def go_to_next(self) -> None:
        """Show the next question and put the focus on it."""
        if not self.rows.model.open_count() and self._at >= 0:
            self._choose(-1)
        if self.rows.model.shown not in (Shown.ALL, Shown.NEED):
            self.rows.choose(Shown.NEED)
        self.rows.rows.go_to_next()
        self.rows.rows.setFocus(Qt.FocusReason.TabFocusReason)

    def arrange(self, room: Breakpoint) -> None:
        """Fit the room there is."""
        self._room = room
        shown = self._session is not None and isinstance(self._session.source, FilesSource)
        self.file.arrange(room, wanted=shown)

    def _shown(self, files: Sequence[FilePlan]) -> FilePlan | None:
        """The file to keep to, if any. The plan of rows that waited holds only those that are answered: show all."""
        if self._session is not None and isinstance(self._session.source, PendingSource):
            return None
        if len(files) == 1:
            return files[0]
        return files[self._at] if 0 <= self._at < len(files) else None

    def _choose(self, at: int) -> None:
        self._at = at
        self.renew()
