"""The quick note on the page that a day begins with: one line to press, and its keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.keycap import KeyCap

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class NoteCard(Card):
    """Opens the quick note about nobody yet."""

    def __init__(self, ctx: Context, parent: QWidget | None = None) -> None:
        super().__init__(ctx.theme, "Quick note", action=KeyCap(ctx.theme, "Ctrl N"), parent=parent)
        self._ctx = ctx
        self.write = Button(ctx.theme, "What did you see or hear?", icon="pencil", on_click=self._open)
        self.write.setAccessibleName("Write a quick note")
        self.add(self.write)

    def _open(self) -> None:
        from ui.dialogs.quick_note import QuickNoteDialog

        QuickNoteDialog(self._ctx, self).open()
