"""The strip that says that nothing here is real, and leads out at one click."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QWidget

from ui.widgets.button import Button
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.theme.theme import Theme

WORDS = "This is the sample class. Look around; nothing here is real."


class SampleStrip(QFrame):
    """Stands over every page of the sample class."""

    def __init__(self, theme: Theme, on_leave: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        px = theme.px
        self.setProperty("area", "strip")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(WORDS)
        self.leave = Button(theme, "Start with my own class", "ghost", small=True, on_click=on_leave)
        line = row(
            Glyph(theme, "flask-conical", "accent_ink", 16), Elided(WORDS, "small", "accent_ink"), self.leave, gap=px(8)
        )
        line.setContentsMargins(px(32), px(4), px(24), px(4))
        line.setStretch(1, 1)
        self.setLayout(line)
