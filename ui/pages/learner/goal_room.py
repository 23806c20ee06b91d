"""The room of a goal that is not there yet, as large as its neighbour: both kinds weigh the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from learnerplan.domain.goals import GoalKind
from ui import icons
from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class GoalRoom(Control, QPushButton):
    """A dashed box that adds a goal of one kind, in a teacher's `own_plan` too."""

    def __init__(
        self, theme: Theme, kind: GoalKind, called: str, *, own_plan: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        own = kind is GoalKind.PERSONAL
        self._icon = "heart" if own else "book-open"
        if own_plan:
            self._title = "Add a goal of my own" if own else "Add a goal of our school"
            self._caption = "What do I want to do?" if own else "What our school works towards"
        else:
            self._title = "Add a goal of my own" if own else "Add a goal for everyone"
            self._caption = f"What does {called} want to do?" if own else "What the whole grade works towards"
        self.setAccessibleName(f"{self._title}. {self._caption}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A card's width, and room for the words."""
        return QSize(self._theme.px(280), self._theme.px(160))

    def minimumSizeHint(self) -> QSize:
        """The words may be cut, the box not."""
        return QSize(self._theme.px(180), self._theme.px(140))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the box and what belongs in it."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setBrush(theme.color("sunken") if self.underMouse() else Qt.BrushStyle.NoBrush)
        pen = QPen(theme.color("line_strong"), 1.5)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(box, px(12), px(12))
        middle = box.center().y()
        mark = QRectF(box.center().x() - px(12), middle - px(44), px(24), px(24))
        icons.paint(painter, self._icon, theme.color("accent_ink"), mark)
        centre = Qt.AlignmentFlag.AlignCenter
        upper = QRectF(px(16), middle - px(12), box.width() - px(32), px(22))
        lower = QRectF(px(16), middle + px(10), box.width() - px(32), px(20))
        paint.words(painter, upper, self._title, theme.font("strong"), theme.color("accent_ink"), centre)
        paint.words(painter, lower, self._caption, theme.font("caption"), theme.color("ink2"), centre)
        if self.shows_focus():
            paint.ring(painter, theme, box.adjusted(px(3), px(3), -px(3), -px(3)), px(9))
