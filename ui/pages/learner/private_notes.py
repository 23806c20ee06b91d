"""Private notes about a learner: closed until the teacher opens them, and closed again when anything else is shown."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.services import memory_aids
from ui import days, operations
from ui.refresh import keep_fresh
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.empty_state import EmptyState
from ui.widgets.glyph import Glyph
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent

    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.memory_aids import MemoryAidRow
    from learnerplan.storage.store import Store
    from ui.context import Context

READS = frozenset({"memory_aid"})


class PrivateNotesTab(QWidget):
    """Nothing is read before `open_private`; `close_private` is for whatever shows the screen to a child."""

    def __init__(self, ctx: Context, page: QWidget) -> None:
        super().__init__()
        self._ctx, self._page = ctx, page
        theme = ctx.theme
        self._learner: LearnerRow | None = None
        self._open = False
        self.show_button = Button(theme, "Show the private notes", icon="lock-open", on_click=self.open_private)
        self._closed = Card(theme, padding=40)
        self._closed.add(
            EmptyState(
                theme,
                "lock",
                "For your eyes alone",
                "They stay on this laptop: in no search, packet, export or share. They close when you go elsewhere.",
                self.show_button,
            )
        )
        self.add_button = Button(theme, "Add a private note", "ghost", "plus", small=True, on_click=self.add)
        self.close_button = Button(theme, "Close", "ghost", "lock", small=True, on_click=self.close_private)
        self.close_button.setAccessibleName("Close the private notes")
        self._none = label("No private note yet.", "small")
        self._parts = KeptParts()
        self._notes = column(gap=theme.px(12))
        words = label("On this laptop alone: in no search, packet, export or share.", "small", wrap=True)
        head = row(Glyph(theme, "lock", "ink2", 16), words, self.add_button, self.close_button, gap=theme.px(8))
        head.setStretch(1, 1)
        self._shown = Card(theme, kind="quiet")
        self._shown.body.addLayout(head)
        self._shown.add(self._none)
        self._shown.body.addLayout(self._notes)
        self._shown.hide()
        self.setLayout(column(self._closed, self._shown, STRETCH, gap=theme.px(16)))
        self._fresh = keep_fresh(self, ctx, READS, self.reload)

    def show_learner(self, learner: LearnerRow) -> None:
        """Show another learner, with the notes closed, or the same one anew."""
        if self._learner is None or self._learner.id != learner.id:
            self._learner = learner
            self.close_private()
        self._learner = learner
        self._fresh.mark()

    def open_private(self) -> None:
        """Read the notes and show them, for this visit."""
        self._open = True
        self.reload()
        self.add_button.setFocus()

    def close_private(self) -> None:
        """Take the notes off the screen and out of the window's memory."""
        self._open = False
        self.reload()

    def is_open(self) -> bool:
        """Whether the notes can be read now."""
        return self._open

    def reload(self) -> None:
        """Show the notes, or that they are closed."""
        learner, today = self._learner, date.today()
        rows = memory_aids.of_learner(self._ctx.store, learner.id) if learner is not None and self._open else []
        with kept_focus(self), self._parts.renewing(self._notes):
            for note in rows:
                self._notes.addWidget(self._parts.part(note.id, (note, today), partial(self._line, note, today)))
        self._none.setVisible(not rows)
        self._closed.setVisible(not self._open)
        self._shown.setVisible(self._open)

    def add(self) -> None:
        """Open the quick note, set to private."""
        from ui.dialogs.quick_note import PRIVATE, QuickNoteDialog

        if self._learner is not None:
            QuickNoteDialog(self._ctx, self._page, about=[self._learner.id], kind=PRIVATE).open()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab, another page or another window: the visit is over."""
        super().hideEvent(event)
        if self._open:
            self.close_private()

    def _line(self, note: MemoryAidRow, today: date) -> QWidget:
        theme = self._ctx.theme
        more = MenuButton(
            theme,
            "ellipsis",
            f"More about the note of {days.short(note.written_on, today)}",
            partial(self._choices, note),
        )
        name_place(more, f"private:{note.id}")
        holder = QWidget()
        first = row(label(days.ago(note.written_on, today), "caption"), STRETCH, more)
        holder.setLayout(column(first, Paragraph(note.text, "body"), gap=theme.px(2)))
        return holder

    def _choices(self, note: MemoryAidRow) -> list[Choice]:
        return [
            Choice("Change the note…", lambda: self._edit(note), "pencil"),
            Choice("Remove the note", lambda: self._remove(note.id), "trash-2"),
        ]

    def _edit(self, note: MemoryAidRow) -> None:
        from ui.dialogs.quick_note_edit import PrivateNoteDialog

        PrivateNoteDialog(self._ctx, note, self._page).open()

    def _remove(self, note_id: str) -> None:
        def work(store: Store) -> bool:
            memory_aids.remove(store, note_id)
            return True

        operations.perform(self._ctx, work, parent=self, toast="Private note removed")
