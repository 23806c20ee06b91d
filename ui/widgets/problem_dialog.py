"""The two dialogs of failure: a problem that the teacher can mend, and a bug."""

from __future__ import annotations

import platform
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication, QDialog, QPlainTextEdit, QWidget

from learnerplan import __version__
from ui.widgets.button import Button
from ui.widgets.ctrl_enter import CtrlEnter
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Paragraph, label

if TYPE_CHECKING:
    from learnerplan.errors import UserError
    from ui.theme.theme import Theme


class ProblemDialog(QDialog):
    """What happened and what to do, for where there is no better place."""

    def __init__(self, theme: Theme, error: UserError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Learnerplan")
        self.setMinimumWidth(theme.px(420))
        close = Button(theme, "Close", "primary", on_click=self.accept)
        edge = theme.px(24)
        items = [label(error.message, "row", wrap=True)]
        if error.hint:
            items.append(Paragraph(error.hint, "small"))
        self.setLayout(column(*items, row(STRETCH, close), gap=theme.px(12), margins=(edge, edge, edge, edge)))
        close.setDefault(True)
        CtrlEnter(self, close)


class CrashDialog(QDialog):
    """Says that there is a bug, shows what may be passed on, and sends nothing."""

    def __init__(self, theme: Theme, report: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._report = f"Learnerplan {__version__}, Python {platform.python_version()}, {platform.system()}\n{report}"
        self.setWindowTitle("Something went wrong")
        self.setMinimumSize(theme.px(560), theme.px(400))
        self._shown = QPlainTextEdit(self._report)
        self._shown.setReadOnly(True)
        self._shown.setAccessibleName("Report")
        self._copy = Button(theme, "Copy report", "primary", "copy", on_click=self._put_on_clipboard)
        buttons = row(STRETCH, Button(theme, "Close", on_click=self.accept), self._copy, gap=theme.px(8))
        words = Paragraph(
            "This is a fault of Learnerplan, not of yours. What you did before is saved. Nothing was sent anywhere.\n"
            "The report below names no students. If you pass it on, please add none.",
            "small",
        )
        edge = theme.px(24)
        head = label("Something went wrong", "card")
        self.setLayout(column(head, words, self._shown, buttons, gap=theme.px(12), margins=(edge,) * 4))
        CtrlEnter(self, self._copy)

    def _put_on_clipboard(self) -> None:
        QApplication.clipboard().setText(self._report)
        self._copy.say("Copied")
