"""What Learnerplan is, which version this is, and whose work it stands on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget

from learnerplan import __version__
from ui.widgets.button import Button
from ui.widgets.ctrl_enter import CtrlEnter
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from ui.theme.theme import Theme

WORDS = (
    "Learner profiles, personalised learning plans and conference packets, kept by the teacher.",
    "Everything is kept on this laptop. Nothing leaves it unless you print, export or share.",
    "Type: Inter, Literata, Lexend, Noto and others under the SIL Open Font License. Icons: Lucide, ISC License. "
    "Window: Qt for Python, LGPL. Database: SQLCipher. Paper: ReportLab and HarfBuzz.",
)


class AboutDialog(QDialog):
    """Version, promise and thanks."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("About Learnerplan")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setMinimumWidth(theme.px(440))
        close = Button(theme, "Close", "primary", on_click=self.accept)
        close.setDefault(True)
        CtrlEnter(self, close)
        head = label(f"Learnerplan {__version__}", "card")
        items = [Paragraph(text, "small") for text in WORDS]
        edge = theme.px(24)
        self.setLayout(column(head, *items, row(STRETCH, close), gap=theme.px(12), margins=(edge,) * 4))
