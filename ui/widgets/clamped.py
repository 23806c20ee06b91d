"""A sentence on as many lines as it needs, up to a few; what does not fit ends in an ellipsis."""

from __future__ import annotations

from math import ceil

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets.text import Elided


class Clamped(Elided):
    """Like `Elided`, on at most `most` lines; the whole text is its tooltip while it is cut."""

    def __init__(self, text: str, most: int, role: str = "body", tone: str = "", parent: QWidget | None = None) -> None:
        self._most = most
        super().__init__(text, role, tone, parent)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """The narrower, the higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the lines that are shown at a width."""
        laid = self._laid(self.text(), width)
        return min(laid.lineCount(), self._most) * self._high(laid)

    def sizeHint(self) -> QSize:
        """All of it on one line."""
        return QSize(self.fontMetrics().horizontalAdvance(self.text()) + 2, self.fontMetrics().lineSpacing())

    def show_text(self, text: str) -> None:
        """Show another sentence."""
        self.setText(text)
        self._offer_whole()

    def shown(self) -> str:
        """The text as far as there is room for it."""
        text, lines = self.text(), self._broken(self.text(), self.width())
        if len(lines) <= self._most:
            return text
        last = lines[self._most - 1]
        rest = " ".join(text[last:].split())
        room = self.width() - self.fontMetrics().averageCharWidth()
        return text[:last] + self.fontMetrics().elidedText(rest, Qt.TextElideMode.ElideRight, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There may be more room for the text, or less."""
        super().resizeEvent(event)
        self._offer_whole()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the lines, in the middle of the height."""
        laid = self._laid(self.shown(), self.width())
        high = self._high(laid)
        painter = QPainter(self)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        count = min(laid.lineCount(), self._most)
        top = (self.height() - count * high) / 2
        for at in range(count):
            line = laid.lineAt(at)
            line.setPosition(QPointF(0, 0))
            line.draw(painter, QPointF(0, top + at * high))

    def _offer_whole(self) -> None:
        self.setToolTip(self.text() if self.shown() != self.text() else "")

    def _high(self, laid: QTextLayout) -> int:
        """The height of a line: scripts such as Arabic stand higher than the face of the role."""
        lines = (laid.lineAt(at) for at in range(laid.lineCount()))
        return max([self.fontMetrics().lineSpacing(), *(ceil(line.height()) for line in lines)])

    def _broken(self, text: str, width: int) -> list[int]:
        """Where in the text each line begins."""
        laid = self._laid(text, width)
        return [laid.lineAt(at).textStart() for at in range(laid.lineCount())]

    def _laid(self, text: str, width: int) -> QTextLayout:
        laid = QTextLayout(text, self.font())
        option = QTextOption(Qt.AlignmentFlag.AlignAbsolute | self._side())
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        laid.setTextOption(option)
        laid.beginLayout()
        while (line := laid.createLine()).isValid():
            line.setLineWidth(max(width, 1))
        laid.endLayout()
        return laid

    def _side(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignRight if self.isRightToLeft() else Qt.AlignmentFlag.AlignLeft
