"""Changing the words of a private note."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.services import memory_aids
from ui.dialogs.frame import DialogFrame
from ui.widgets.fields import TextBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.memory_aids import MemoryAidRow
    from ui.context import Context


class PrivateNoteDialog(DialogFrame):
    """One box; the note stays where it is, on this laptop."""

    def __init__(self, ctx: Context, note: MemoryAidRow, parent: QWidget) -> None:
        super().__init__(ctx, "Change the private note", "Keep privately", parent, width=560)
        self._note = note
        self.text = TextBox(ctx.theme, "For your own memory", 5, name="Note")
        self.text.setProperty("private", True)
        self.text.show_value(note.text)
        self.form.add("Note", self.text, key="text")
        self.text.setFocus()

    def state(self) -> object:
        """What the box holds."""
        return self.text.value()

    def keep(self) -> None:
        """Write the note."""
        if self.show_errors({} if self.text.value() else {"text": "A note needs words. Remove it instead."}):
            return
        words = self.text.value()
        if self.write(lambda store: memory_aids.change(store, self._note.id, words), "Private note changed"):
            self.accept()
