"""Round avatars with the letters of a name. The hue comes from the record's id and means nothing."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme


def hue(record_id: str) -> int:
    """The hue of a record, 0 to 5: the same on every machine and at every start."""
    return zlib.crc32(record_id.encode("utf-8")) % 6


def paint_avatar(painter: QPainter, theme: Theme, rect: QRectF, record_id: str, letters: str) -> None:
    """Draw an avatar that fills the square `rect`."""
    tint = hue(record_id)
    back, ink = theme.avatar(tint)
    paint.stamped(
        painter, theme, rect, ("avatar", tint), lambda own, box: paint.rounded(own, box, box.height() / 2, back)
    )
    font = QFont(theme.font("strong"))
    font.setPixelSize(max(theme.px(12), round(rect.height() * 0.36)))
    painter.setFont(font)
    painter.setPen(QPen(ink))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), letters)


class Avatar(QWidget):
    """The avatar of one record; `letters` are the initials, `size` is in px at 100 %."""

    def __init__(
        self, theme: Theme, record_id: str, letters: str, size: int = 36, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._record_id, self._letters, self._size = theme, record_id, letters, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_record(self, record_id: str, letters: str) -> None:
        """Show another record."""
        self._record_id, self._letters = record_id, letters
        self.update()

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(self._size), self._theme.px(self._size))

    def minimumSizeHint(self) -> QSize:
        """A square that never shrinks."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the avatar."""
        paint_avatar(QPainter(self), self._theme, QRectF(self.rect()), self._record_id, self._letters)
