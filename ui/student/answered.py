"""A survey that the child has answered already: it is not asked twice."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.student.controls import BigButton
from ui.student.drawings import paint_drawing
from ui.student.seat import Screen, Seat
from ui.widgets import paint
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

THANKS = "You have answered these questions. Thank you!"
CHANGE = "Do you want to change something? Tell your teacher."


class AnsweredScreen(Screen):
    """Only the way back leads on from here."""

    def __init__(self, seat: Seat, title: str) -> None:
        super().__init__(seat, title)
        self.back = BigButton(seat.theme, "Back", "primary", "arrow-left", on_click=self.left.emit)
        thanks, change = label(THANKS, "student-title", wrap=True), label(CHANGE, "student-body", "ink2", wrap=True)
        for each in (thanks, change):
            each.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside = (row(STRETCH, _Picture(seat), STRETCH), thanks, change, row(STRETCH, self.back, STRETCH))
        self.setLayout(column(STRETCH, *inside, STRETCH, gap=seat.theme.px(20)))

    def take_focus(self) -> None:
        """Enter leads back."""
        self.back.setFocus(Qt.FocusReason.OtherFocusReason)


class _Picture(QWidget):
    def __init__(self, seat: Seat) -> None:
        super().__init__()
        self._theme = seat.theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Smaller than a tile."""
        return QSize(self._theme.px(200), self._theme.px(180))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw a glad face."""
        painter = QPainter(self)
        paint.antialiased(painter)
        paint_drawing(painter, "face-3", QRectF(self.rect()), self._theme.px(24))
