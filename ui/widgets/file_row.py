"""One file of several to look at: its name, what it is, how many of its rows need an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QRadioButton, QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.bidi import isolate
from ui.widgets.control import Control

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class FileRow(Control, QRadioButton):
    """One of a group of which one is on. `icon` and `tone` say its state beside the name."""

    def __init__(
        self, theme: Theme, name: str, caption: str, icon: str = "", tone: str = "ink3", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._name, self._caption, self._icon, self._tone = theme, name, caption, icon, tone
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_caption(caption, icon, tone)

    def show_caption(self, caption: str, icon: str = "", tone: str = "ink3") -> None:
        """Say something else of the file."""
        self._caption, self._icon, self._tone = caption, icon, tone
        self.setAccessibleName(f"{self._name}, {caption}")
        self.setToolTip(f"{self._name}\n{caption}")
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines."""
        return QSize(self._theme.px(160), self._theme.px(48))

    def minimumSizeHint(self) -> QSize:
        """May be narrower than its words, which end in an ellipsis then."""
        return QSize(self._theme.px(80), self._theme.px(48))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box, rtl = QRectF(self.rect()), self.isRightToLeft()
        if self.isChecked():
            paint.rounded(painter, box, px(8), theme.color("accent_soft"))
        elif self.underMouse() and self.isEnabled():
            paint.rounded(painter, box, px(8), theme.color("sunken"))
        if self.shows_focus():
            paint.ring(painter, theme, box, px(8))
        side = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        align = side | Qt.AlignmentFlag.AlignVCenter
        end = px(30) if self._icon else px(10)
        room = box.width() - px(10) - end
        upper = paint.mirrored(QRectF(px(10), px(5), room, px(20)), box, rtl=rtl)
        lower = paint.mirrored(QRectF(px(10), px(25), room, px(17)), box, rtl=rtl)
        ink = theme.color("accent_ink" if self.isChecked() else "ink")
        paint.words(painter, upper, isolate(self._name), theme.font("small-strong"), ink, align)
        paint.words(painter, lower, self._caption, theme.font("caption"), theme.color("ink2"), align)
        if self._icon:
            mark = paint.mirrored(QRectF(box.right() - px(24), px(7), px(16), px(16)), box, rtl=rtl)
            icons.paint(painter, self._icon, theme.color(self._tone), mark, rtl=rtl)
