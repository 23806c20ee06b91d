"""Notes about a learner: what was seen or heard, by whom and when."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from ui import days
from ui.widgets.attribution import Attribution
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.kept_parts import KeptParts
from ui.widgets.layout import column, row, rule
from ui.widgets.menu_button import Choice, MenuButton
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from learnerplan.services.observations import ObservationRow
    from ui.theme.theme import Theme

SHOWN = 3
_LONGEST, _FEW_LINES = 220, 4


class NoteBlock(QWidget):
    """One note beside its day. A long one is cut in the card and whole in the list of all."""

    def __init__(
        self, theme: Theme, note: ObservationRow, today: date, remove: Callable[[], object], *, whole: bool
    ) -> None:
        super().__init__()
        stamp = QWidget()
        year = f" {note.seen_on.year}" if note.seen_on.year != today.year else ""
        month = label(f"{days.month(note.seen_on)}{year}", "caption", "ink2")
        stamp.setLayout(column(label(str(note.seen_on.day), "small-strong"), month, gap=0))
        stamp.setMinimumWidth(theme.px(28))
        name = f"Note of {days.short(note.seen_on, today)}: change"
        menu = MenuButton(theme, "ellipsis", name, lambda: [Choice("Remove the note", remove, "trash-2")])
        name_place(menu, f"note:{note.id}")
        about = f"about {note.learners} students" if note.learners > 1 else ""
        parts = tuple(part for part in (note.by, about, note.source_label) if part)
        words = column(Paragraph(note.text if whole else shortened(note.text), "small", "ink"), gap=theme.px(4))
        words.addWidget(Attribution(theme, "teacher", *(parts or ("teacher",))))
        line = row(stamp, words, menu, gap=theme.px(10))
        line.setStretch(1, 1)
        for part in (stamp, menu):
            line.setAlignment(part, Qt.AlignmentFlag.AlignTop)
        self.setLayout(line)


class NoteList(QWidget):
    """Notes with dividers. `remove_wanted` tells the id of one."""

    remove_wanted = Signal(str)

    def __init__(self, theme: Theme, *, whole: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._whole = theme, whole
        self._parts = KeptParts()
        self._content = column(gap=theme.px(10))
        self.setLayout(self._content)

    def show_notes(self, notes: Sequence[ObservationRow], today: date) -> None:
        """Show these notes."""
        with kept_focus(self), self._parts.renewing(self._content):
            for at, note in enumerate(notes):
                if at:
                    self._content.addWidget(self._parts.part(f"rule {at}", None, rule))
                remove = partial(self.remove_wanted.emit, note.id)
                make = partial(NoteBlock, self._theme, note, today, remove, whole=self._whole)
                self._content.addWidget(self._parts.part(note.id, (note, today), make))


class NotesCard(Card):
    """The newest notes, and a button for all of them; hidden while there is none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        self.every = Button(theme, "All", "ghost", small=True)
        name_place(self.every, "notes:all")
        super().__init__(theme, "Notes", padding=20, gap=10, action=self.every, parent=parent)
        self.list = NoteList(theme, whole=False)
        self.add(self.list)

    def show_notes(self, notes: Sequence[ObservationRow], today: date) -> None:
        """Show the newest of these notes."""
        self.every.say(f"All {len(notes)}")
        self.every.setAccessibleName(f"All {len(notes)} notes")
        self.list.show_notes(notes[:SHOWN], today)
        self.setVisible(bool(notes))


def shortened(text: str) -> str:
    """The beginning of a long note."""
    lines = text.splitlines()
    cut = "\n".join(lines[:_FEW_LINES])[:_LONGEST]
    return text if cut == text else f"{cut.rstrip()}…"
