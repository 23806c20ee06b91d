"""A tile for one piece of evidence: the picture, its title, what it is and when, and its goal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPixmap
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.chip import HEIGHT, chip_width, paint_chip
from ui.widgets.control import Control
from ui.widgets.picture import paint_picture

if TYPE_CHECKING:
    from ui.theme.theme import Theme

PICTURE, WORDS = 152, 90


class EvidenceTile(Control, QPushButton):
    """Can be chosen. Without a picture it shows the icon of its kind; without a goal its edge is dashed."""

    def __init__(
        self,
        theme: Theme,
        record_id: str,
        title: str,
        caption: str,
        chip: tuple[str, str, str] | None = None,
        *,
        icon: str = "file",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self.record_id = theme, record_id
        self._title, self._caption, self._chip, self._icon = title, caption, chip, icon
        self._picture: QPixmap | None = None
        self._page = False
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(part for part in (title, caption, chip[0] if chip else "") if part))

    def show_picture(self, picture: QPixmap, *, page: bool = False) -> None:
        """Show the picture, cut to the tile's shape around its middle, or as a page of paper."""
        self._picture, self._page = picture, page
        self.update()

    def sizeHint(self) -> QSize:
        """The tile of the design."""
        return QSize(self._theme.px(214), self._theme.px(PICTURE + WORDS))

    def minimumSizeHint(self) -> QSize:
        """May be a little narrower in a tight grid."""
        return QSize(self._theme.px(168), self._theme.px(PICTURE + WORDS))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        rtl = self.isRightToLeft()
        fill = theme.color("sunken" if self.underMouse() and not self.isChecked() else "surface")
        on = self.isChecked()
        paint.rounded(painter, box, px(12), fill, theme.color("accent" if on else "line"), px(2) if on else 1)
        self._draw_picture(painter, box)
        align = paint.leading(rtl=rtl)
        room = box.width() - px(32)
        upper = QRectF(px(16), px(PICTURE + 10), room, px(20))
        lower = QRectF(px(16), px(PICTURE + 30), room, px(18))
        paint.words(painter, upper, self._title, theme.font("strong"), theme.color("ink"), align)
        paint.words(painter, lower, self._caption, theme.font("caption"), theme.color("ink3"), align)
        if self._chip is not None:
            text, icon, tone = self._chip
            width = min(chip_width(theme, text, icon), room)
            place = QRectF(px(16), px(PICTURE + 54), width, px(HEIGHT))
            paint_chip(painter, theme, paint.mirrored(place, box, rtl=rtl), text, icon, tone, rtl=rtl)
        if self.shows_focus():
            paint.ring(painter, theme, box.adjusted(px(3), px(3), -px(3), -px(3)), px(9))

    def _draw_picture(self, painter: QPainter, box: QRectF) -> None:
        px = self._theme.px
        inset = px(2)
        frame = QRectF(inset, inset, box.width() - 2 * inset, px(PICTURE) - inset)
        path = QPainterPath()
        path.addRoundedRect(frame.adjusted(0, 0, 0, px(12)), px(10), px(10))
        painter.save()
        painter.setClipPath(path)
        painter.setClipRect(frame, Qt.ClipOperation.IntersectClip)
        paint_picture(painter, self._theme, frame, self._picture, self._icon, px(40), page=self._page)
        painter.restore()
