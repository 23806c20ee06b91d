"""How far the questions are: a star for each that was answered, a number for the one that is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons
from ui.student.controls import letters
from ui.theme.tokens import DRAWINGS
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

_APART, _WIDEST = 60, 440


class Stars(QWidget):
    """`show_progress(now, answered)` with the number of the question from 0 and whether each has an answer."""

    def __init__(self, theme: Theme, count: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._answered, self._now = theme, [False] * count, 0
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    @property
    def filled(self) -> int:
        """How many stars there are."""
        return sum(self._answered)

    def show_progress(self, now: int, answered: list[bool]) -> None:
        """Show another state."""
        self._now, self._answered = now, answered
        self.setAccessibleName(f"Question {now + 1} of {len(answered)}, {sum(answered)} answered")
        self.update()

    def sizeHint(self) -> QSize:
        """One disc a question, closer together where there are many."""
        px = self._theme.px
        return QSize(px(36) + px(self._apart()) * max(0, len(self._answered) - 1), px(40))

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def _apart(self) -> float:
        return min(_APART, _WIDEST / max(1, len(self._answered) - 1))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line and the discs."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        middle, apart = self.height() / 2, px(1) * self._apart() * theme.scale
        painter.setPen(QPen(theme.color("line"), px(4)))
        painter.drawLine(QPointF(px(18), middle), QPointF(self.width() - px(18), middle))
        for at, answered in enumerate(self._answered):
            x = px(18) + apart * at
            if self.isRightToLeft():
                x = self.width() - x
            self._disc(painter, QPointF(x, middle), at, answered)

    def _disc(self, painter: QPainter, middle: QPointF, at: int, answered: bool) -> None:
        theme, px = self._theme, self._theme.px
        now = at == self._now
        reach = min(px(18 if now else 15), px(1) * self._apart() * theme.scale * 0.46)
        place = QRectF(middle.x() - reach, middle.y() - reach, 2 * reach, 2 * reach)
        painter.setPen(Qt.PenStyle.NoPen)
        if now:
            paint.rounded(painter, place, reach, theme.color("accent"))
            font = letters(theme, 16)
            paint.words(painter, place, str(at + 1), font, theme.color("on_accent"), Qt.AlignmentFlag.AlignCenter)
        elif answered:
            paint.rounded(painter, place, reach, QColor(DRAWINGS.gold))
            icons.paint(
                painter, "star", QColor(DRAWINGS.star), place.adjusted(*(reach * k for k in (0.4, 0.4, -0.4, -0.4)))
            )
        else:
            paint.rounded(painter, place, reach, theme.color("surface"), theme.color("line"), px(3))
