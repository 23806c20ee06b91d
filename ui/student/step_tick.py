"""A step of today to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QCheckBox, QSizePolicy, QWidget

from ui.student.controls import EnterPresses, letters, paint_focus
from ui.widgets import paint
from ui.widgets.checkbox import paint_checkbox

if TYPE_CHECKING:
    from learnerplan.services.student_view import MyStep
    from ui.theme.theme import Theme

_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_CELL = 28


class StepTick(EnterPresses, QCheckBox):
    """The whole row ticks. Its words wrap; when it is for stands above them."""

    def __init__(self, theme: Theme, step: MyStep, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.step = theme, step
        self._font = letters(theme, 17, 400)
        self.setChecked(step.done)
        self.setAccessibleName(step.text)
        self.setAccessibleDescription(step.when)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        """Room for all lines of the words."""
        px = self._theme.px
        room = max(px(80), width - px(78))
        words = QFontMetrics(self._font).boundingRect(QRect(0, 0, room, 4000), _WRAPPED, self.step.text)
        return max(px(62), words.height() + px(38))

    def hasHeightForWidth(self) -> bool:
        """Long words take more lines."""
        return True

    def sizeHint(self) -> QSize:
        """As on a card of usual width."""
        return QSize(self._theme.px(380), self.heightForWidth(self._theme.px(380)))

    def minimumSizeHint(self) -> QSize:
        """It may be narrower."""
        return QSize(self._theme.px(200), self._theme.px(62))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        theme, px, rtl = self._theme, self._theme.px, self.isRightToLeft()
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        paint.rounded(painter, box, px(12), theme.color("line" if self.underMouse() else "sunken"))
        side = px(_CELL)
        cell = paint.mirrored(QRectF(px(18), (box.height() - side) / 2, side, side), box, rtl=rtl)
        paint_checkbox(painter, theme, cell, self.checkState(), enabled=self.isEnabled())
        room = box.width() - px(78)
        when = paint.mirrored(QRectF(px(60), px(9), room, px(18)), box, rtl=rtl)
        paint.words(painter, when, self.step.when, letters(theme, 13), theme.color("ink3"), paint.leading(rtl=rtl))
        place = paint.mirrored(QRectF(px(60), px(27), room, box.height() - px(34)), box, rtl=rtl)
        painter.setFont(self._font)
        painter.setPen(theme.color("ink"))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        align = int(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignAbsolute)
        align |= int(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        painter.drawText(place, align | _WRAPPED, self.step.text)
        if self.shows_focus():
            paint_focus(painter, theme, box, px(12))
