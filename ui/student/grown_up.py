"""The way out: the teacher's PIN. Wrong tries make it slower, also over a restart; it never says how many are left."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QRegularExpression, Qt, QTimer, Signal
from PySide6.QtGui import QRegularExpressionValidator
from PySide6.QtWidgets import QLineEdit, QWidget

from learnerplan.services import student_pin
from ui.student.controls import BigButton
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.context import Context

WRONG = "That is not the PIN."


class GrownUp(QWidget):
    """`let_out` tells that the PIN was right, `back` that the child goes on."""

    let_out = Signal()
    back = Signal()

    def __init__(self, ctx: Context) -> None:
        super().__init__()
        self._ctx = ctx
        theme, px = ctx.theme, ctx.theme.px
        self.setAccessibleName("Grown-up")
        self.field = pin_field("PIN", px(220), px(64))
        self.field.setStyleSheet(f"QLineEdit {{ min-height: {px(54)}px; font-size: {px(28)}px; }}")
        self.field.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.check)
        self.words = label("", "student-body", "bad", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMinimumHeight(px(30))
        self.leave_button = BigButton(theme, "Leave student mode", "primary", "lock-open", on_click=self.check)
        self.back_button = BigButton(theme, "Back", "plain", "arrow-left", on_click=self.back.emit)
        title = label("For a grown-up", "student-title")
        title.setAlignment(Qt.AlignmentFlag.AlignCenter)
        ask = label("Type the PIN to leave student mode.", "student-body", "ink2")
        ask.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setLayout(
            column(
                STRETCH,
                title,
                ask,
                row(STRETCH, self.field, STRETCH),
                self.words,
                row(STRETCH, self.back_button, self.leave_button, STRETCH, gap=px(16)),
                STRETCH,
                gap=px(16),
            )
        )
        self._clock = QTimer(self)
        self._clock.setInterval(1000)
        self._clock.timeout.connect(self._count)
        self._typed()
        self._count()

    def check(self) -> None:
        """Look at what was typed."""
        if not self.leave_button.isEnabled():
            return
        answer = student_pin.check(self._ctx.store, self.field.text(), time.time())
        self.field.clear()
        if answer.right:
            self.let_out.emit()
            return
        self.words.setText(WRONG)
        if answer.wait:
            self._count()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the child's screen."""
        if event.key() == Qt.Key.Key_Escape:
            self.back.emit()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        ready = len(self.field.text()) >= student_pin.SHORTEST
        self.leave_button.setEnabled(ready and self.field.isEnabled())

    def _count(self) -> None:
        left = student_pin.waits(self._ctx.store, time.time())
        self.field.setEnabled(not left)
        self._typed()
        if left:
            self._clock.start()
            self.words.setText(f"{WRONG} Wait {left} seconds, then try again.")
        elif self._clock.isActive():
            self._clock.stop()
            self.words.setText("")
            self.field.setFocus()


def pin_field(name: str, width: int, height: int) -> QLineEdit:
    """A field for 4 to 8 digits that shows dots, takes no paste and has no menu."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setEchoMode(QLineEdit.EchoMode.Password)
    field.setMaxLength(student_pin.LONGEST)
    field.setValidator(QRegularExpressionValidator(QRegularExpression("[0-9]*"), field))
    field.setInputMethodHints(Qt.InputMethodHint.ImhDigitsOnly | Qt.InputMethodHint.ImhSensitiveData)
    field.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
    field.setAcceptDrops(False)
    field.setFixedSize(width, height)
    return field
