"""Options as cards to choose one of, and cards that lead somewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QPushButton, QRadioButton, QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class OptionCard(Control, QRadioButton):
    """One option with a title, a caption and a round mark; put those of one question into an `OptionGroup`."""

    def __init__(self, theme: Theme, value: str, title: str, caption: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self.value, self._title, self._caption = theme, value, title, caption
        self.setAccessibleName(title)
        self.setAccessibleDescription(caption)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """Two lines and the mark."""
        theme, px = self._theme, self._theme.px
        words = max(
            paint.width_of(self._title, theme.font("small-strong")),
            paint.width_of(self._caption, theme.font("caption")),
        )
        return QSize(round(words) + px(58), px(52 if self._caption else 40))

    def minimumSizeHint(self) -> QSize:
        """May be narrower than its words, which end in an ellipsis then."""
        return QSize(self._theme.px(120), self.sizeHint().height())

    def mark_middle(self) -> float:
        """How far below the upper edge the middle of the round mark lies."""
        return self.height() / 2

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        rtl = self.isRightToLeft()
        on = self.isChecked()
        fill = theme.color("surface" if self.isEnabled() and not (self.underMouse() and not on) else "sunken")
        edge = theme.color("accent" if on else "line")
        paint.rounded(painter, box, px(10), fill, edge, px(2) if on else 1)
        if self.shows_focus():
            paint.ring(painter, theme, box.adjusted(px(3), px(3), -px(3), -px(3)), px(8))
        middle = QPointF(px(23), self.mark_middle())
        if rtl:
            middle.setX(box.width() - middle.x())
        mark = QRectF(middle.x() - px(9), middle.y() - px(9), px(18), px(18))
        paint.rounded(painter, mark, px(9), None, theme.color("accent" if on else "line_strong"), px(2) if on else 1.5)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("accent"))
            painter.drawEllipse(middle, px(4.5), px(4.5))
        self._draw_words(painter, box, rtl=rtl)

    def _draw_words(self, painter: QPainter, box: QRectF, *, rtl: bool) -> None:
        theme, px = self._theme, self._theme.px
        align = paint.leading(rtl=rtl)
        place = QRectF(px(42), 0, box.width() - px(54), box.height())
        if self._caption:
            upper = paint.mirrored(QRectF(place.left(), px(8), place.width(), px(18)), box, rtl=rtl)
            lower = paint.mirrored(QRectF(place.left(), px(26), place.width(), px(17)), box, rtl=rtl)
            paint.words(painter, lower, self._caption, theme.font("caption"), theme.color("ink2"), align)
        else:
            upper = paint.mirrored(place, box, rtl=rtl)
        paint.words(painter, upper, self._title, theme.font("small-strong"), theme.color("ink"), align)


class OptionGroup(QButtonGroup):
    """The options of one question. Nothing is chosen at first; `chosen` tells the value that a person picked."""

    chosen = Signal(str)

    def __init__(self, *cards: OptionCard, parent: QWidget) -> None:
        super().__init__(parent)
        for card in cards:
            self.addButton(card)
            card.clicked.connect(lambda _on, value=card.value: self.chosen.emit(value))

    def value(self) -> str:
        """The chosen value; empty while the question is open."""
        card = self.checkedButton()
        return card.value if isinstance(card, OptionCard) else ""


class LinkCard(Control, QPushButton):
    """A large card that leads somewhere: an icon in a square, a title, a caption, an arrow."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        caption: str = "",
        *,
        first: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._icon, self._title, self._caption, self._first = theme, icon, title, caption, first
        self.setAccessibleName(title)
        self.setAccessibleDescription(caption)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """The height of the design's large cards."""
        return QSize(self._theme.px(360), self._theme.px(88))

    def minimumSizeHint(self) -> QSize:
        """May be narrower than its words, which end in an ellipsis then."""
        return QSize(self._theme.px(220), self._theme.px(88))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card; the first of several has the accent's edge and square."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        rtl = self.isRightToLeft()
        fill = theme.color("sunken" if self.underMouse() or self.isDown() else "surface")
        edge = theme.color("accent" if self._first else "line")
        paint.rounded(painter, box, px(12), fill, edge, px(2) if self._first else 1)
        if self.shows_focus():
            paint.ring(painter, theme, box.adjusted(px(4), px(4), -px(4), -px(4)), px(9))
        square = paint.mirrored(QRectF(px(17), px(20), px(48), px(48)), box, rtl=rtl)
        paint.rounded(painter, square, px(10), theme.color("accent" if self._first else "accent_soft"))
        ink = theme.color("on_accent" if self._first else "accent_ink")
        icon = QRectF(square.left() + px(12), square.top() + px(12), px(24), px(24))
        icons.paint(painter, self._icon, ink, icon, rtl=rtl)
        align = paint.leading(rtl=rtl)
        room = box.width() - px(81) - px(48)
        upper = paint.mirrored(QRectF(px(81), px(23), room, px(22)), box, rtl=rtl)
        lower = paint.mirrored(QRectF(px(81), px(45), room, px(20)), box, rtl=rtl)
        paint.words(painter, upper, self._title, theme.font("row"), theme.color("ink"), align)
        paint.words(painter, lower, self._caption, theme.font("small"), theme.color("ink2"), align)
        arrow = paint.mirrored(QRectF(box.width() - px(38), px(36), px(16), px(16)), box, rtl=rtl)
        icons.paint(painter, "arrow-right", theme.color("accent" if self._first else "ink2"), arrow, rtl=rtl)
