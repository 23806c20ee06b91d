"""The second step of an import: what the file is and what its columns mean beside what will happen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from learnerplan.services import classes
from ui.models.import_lines import Shown
from ui.pages.import_file_card import ImportFileCard
from ui.pages.import_rows_card import ImportRowsCard
from ui.theme.breakpoints import Breakpoint
from ui.widgets.layout import row

if TYPE_CHECKING:
    from ui.context import Context
    from ui.pages.import_session import ImportSession
    from ui.pages.import_sources import Part


FileKey = tuple[str, str]


class ImportCheck(QWidget):
    """Shows one `ImportSession` at a time; put `file.button` into the header of `over`."""

    renewed = Signal()
    """The counts may have changed."""

    def __init__(self, ctx: Context, over: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx = ctx
        self._session: ImportSession | None = None
        self._at = -1
        self._chosen: FileKey | None = None
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
        self._session, self._at, self._chosen = None, -1, None
        self.arrange(self._room)

    def renew(self) -> None:
        """Show the plan and the answers of now."""
        if self._session is None or self._session.plan is None:
            return
        keys = list(map(_key, self._session.parts()))
        if self._chosen is not None:
            # The order of the files follows what they are, which may just have been said.
            self._at = keys.index(self._chosen) if self._chosen in keys else -1
        self.file.show_plan(self._at)
        self.file.files.choose(self._at)
        self.rows.show_plan(self._at)
        self.renewed.emit()

    def go_to_next(self) -> None:
        """Show the next question and put the focus on it."""
        self.rows.search.clear()
        asking = self._session.asking() if self._session is not None else []
        if asking:
            # What is said of a whole file may change what its rows ask.
            self._choose(asking[0])
            self.file.go_to_question()
            return
        if not self.rows.model.open_count() and self._at >= 0:
            self.file.files.choose(-1)
            self._choose(-1)
        if self.rows.model.shown not in (Shown.ALL, Shown.NEED):
            self.rows.choose(Shown.NEED)
        self.rows.rows.go_to_next()
        self.rows.rows.setFocus(Qt.FocusReason.TabFocusReason)

    def arrange(self, room: Breakpoint) -> None:
        """Fit the room there is."""
        self._room = room
        session = self._session
        self.file.arrange(room, wanted=session is not None and not (session.pending and len(session.parts()) < 2))

    def _choose(self, at: int) -> None:
        self._at = at
        parts = self._session.parts() if self._session is not None else ()
        self._chosen = _key(parts[at]) if 0 <= at < len(parts) else None
        self.renew()


def _key(part: Part) -> FileKey:
    return (str(part.file.path), part.file.sheet) if part.file is not None else (part.name, "")
