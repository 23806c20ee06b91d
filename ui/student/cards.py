"""Answers to choose: a card with a picture, and a wide card with words alone. Both show the key that chooses them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.student.controls import HIT, EnterPresses, draw_tick, letters, paint_focus
from ui.student.drawings import paint_drawing
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

_WRAPPED = int(Qt.TextFlag.TextWordWrap)
_NUMBERED = 9


class AnswerCard(EnterPresses, QPushButton):
    """A card that can be on or off; `number` is the key for it. One that is chosen is filled and bears a tick."""

    def __init__(
        self,
        theme: Theme,
        option_id: str,
        text: str,
        number: int,
        picture: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.option_id, self._text, self._number = theme, option_id, text, number
        self._picture = picture
        self.setCheckable(True)
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._font = letters(theme, 20)
        if picture:
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
            self.setMaximumHeight(theme.px(348))
            return
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Long words take more lines."""
        return not self._picture

    def heightForWidth(self, width: int) -> int:
        """Room for all lines of the words."""
        px = self._theme.px
        return max(px(HIT), self._words_height(width - px(84)) + px(28))

    def sizeHint(self) -> QSize:
        """A picture over its words, or a line of words."""
        px = self._theme.px
        return QSize(px(280), px(348)) if self._picture else QSize(px(560), self.heightForWidth(px(560)))

    def minimumSizeHint(self) -> QSize:
        """Pictures may shrink so far that two rows of them fit on a small screen."""
        px = self._theme.px
        return QSize(px(150), px(150)) if self._picture else QSize(px(240), px(HIT))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box, on = QRectF(self.rect()), self.isChecked()
        radius = px(28 if self._picture else 20)
        edge = theme.color("accent" if on else "line_strong" if self.underMouse() else "line")
        paint.rounded(painter, box, radius, theme.color("accent_soft" if on else "surface"), edge, px(5 if on else 2))
        if self._picture:
            self._draw_picture(painter, box)
        else:
            self._draw_line(painter, box)
        if self.shows_focus():
            paint_focus(painter, theme, box, radius)

    def _draw_picture(self, painter: QPainter, box: QRectF) -> None:
        px = self._theme.px
        edge = px(13)
        room = box.width() - px(90)
        foot = max(px(64), self._words_height(round(room)) + px(22))
        picture = QRectF(box.left() + edge, box.top() + edge, box.width() - 2 * edge, box.height() - edge - foot)
        paint_drawing(painter, self._picture, picture, px(18))
        if self.isChecked():
            side = px(44)
            mark = QRectF(picture.right() - side - px(10), picture.top() + px(10), side, side)
            draw_tick(painter, self._theme, paint.mirrored(mark, box, rtl=self.isRightToLeft()), "accent")
        words = min(room, paint.width_of(self._text, self._font) + 2)
        full = words + px(42)
        left = (box.width() - full) / 2
        line = QRectF(left, picture.bottom(), full, foot)
        self._draw_words(painter, box, line)

    def _draw_line(self, painter: QPainter, box: QRectF) -> None:
        px = self._theme.px
        self._draw_words(painter, box, box.adjusted(px(20), 0, -px(20), 0))

    def _draw_words(self, painter: QPainter, box: QRectF, line: QRectF) -> None:
        theme, px, rtl = self._theme, self._theme.px, self.isRightToLeft()
        side = px(32)
        badge = QRectF(line.left(), line.center().y() - side / 2, side, side)
        self._draw_badge(painter, paint.mirrored(badge, box, rtl=rtl))
        place = QRectF(line.left() + side + px(10), line.top(), line.width() - side - px(10), line.height())
        painter.setFont(self._font)
        painter.setPen(theme.color("accent_ink" if self.isChecked() else "ink"))
        painter.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        align = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignAbsolute)
        align |= int(Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft)
        painter.drawText(paint.mirrored(place, box, rtl=rtl), align | _WRAPPED, self._text)

    def _draw_badge(self, painter: QPainter, place: QRectF) -> None:
        theme, px = self._theme, self._theme.px
        on = self.isChecked()
        paint.rounded(painter, place, place.height() / 2, theme.color("accent" if on else "sunken"))
        ink = theme.color("on_accent" if on else "ink2")
        if on and not self._picture:
            icons.paint(painter, "check", ink, place.adjusted(px(7), px(7), -px(7), -px(7)))
        elif self._number <= _NUMBERED:
            paint.words(painter, place, str(self._number), letters(theme, 16), ink, Qt.AlignmentFlag.AlignCenter)
        else:
            paint.rounded(
                painter, QRectF(place.center() - QPointF(4, 4), QPointF(place.center() + QPointF(4, 4))), 4, ink
            )

    def _words_height(self, width: int) -> int:
        metrics = QFontMetrics(self._font)
        return metrics.boundingRect(QRect(0, 0, max(width, 40), 2000), _WRAPPED, self._text).height()
