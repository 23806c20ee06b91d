"""A note below a field: somebody else wrote something else there while it was being typed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.theme import Theme

LONG = 300


class MeanwhileNote(QWidget):
    """Both texts are to be seen: the one in the field, which is kept on saving, and theirs, with a button to take it.

    Without `take` the field has taken it already, and the note only says so, and what they `did`. `removed` says that
    there is none of theirs any more.
    """

    def __init__(
        self,
        theme: Theme,
        who: str,
        text: str,
        take: Callable[[], object] | None = None,
        *,
        did: str = "changed",
        removed: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        shown = text if len(text) <= LONG else text[:LONG].rstrip() + " …"
        whose = isolate(who) or "Somebody else"
        if removed:
            words = f"{whose} removed this meanwhile. Keeping the form adds it again."
        elif take is None:
            words = f"{whose} {did} this just now."
        else:
            words = f"{whose} wrote meanwhile: “{isolate(shown)}”" if text else f"{whose} emptied this meanwhile."
        glyph, told = Glyph(theme, "users", "warn", 14), label(words, "caption", "ink2", wrap=True)
        said = row(glyph, told, gap=theme.px(6))
        said.setStretch(1, 1)
        said.setAlignment(glyph, Qt.AlignmentFlag.AlignTop)
        line = row(said, gap=theme.px(6))
        line.setStretch(0, 1)
        line.setAlignment(said, Qt.AlignmentFlag.AlignVCenter)
        if take is not None:
            self.take = Button(theme, "Take theirs", "ghost", small=True, on_click=take)
            self.take.setAutoDefault(False)
            line.addWidget(self.take)
        self.setLayout(line)
        self.setAccessibleName(words)
