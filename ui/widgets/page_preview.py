"""The pages of a real PDF: small ones down the side, the chosen one large."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPixmap, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.widgets import paint
from ui.widgets.layout import row
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QImage

    from ui.theme.theme import Theme

THUMB, GAP = 58, 14
LETTER = 612 / 792
"""Width over height of a Letter page."""
EDGES = (8, 4, -8, -12)
"""Room around the large page, the shadow's below it included."""


class _Thumbs(QWidget):
    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages: list[QPixmap] = []
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Pages")
        self.setProperty("area", "scrolled")
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_pages(self, pages: list[QPixmap]) -> None:
        wide = round(self._theme.px(THUMB) * self.devicePixelRatioF())
        smooth = Qt.TransformationMode.SmoothTransformation
        self._pages = [page.scaledToWidth(wide, smooth) for page in pages]
        self.updateGeometry()
        self.adjustSize()
        self.update()

    def go(self, index: int) -> None:
        self._at = index
        self.setAccessibleDescription(f"Page {index + 1} of {len(self._pages)}")
        self.update()

    def sizeHint(self) -> QSize:
        px = self._theme.px
        height = sum(self._height(page) + px(GAP) for page in self._pages)
        return QSize(px(THUMB + 26), max(round(height), px(40)))

    def place(self, index: int) -> QRectF:
        px = self._theme.px
        top = sum(self._height(page) + px(GAP) for page in self._pages[:index])
        return QRectF(px(2), top + px(2), px(THUMB), self._height(self._pages[index]))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            **{Qt.Key.Key_Down: 1, Qt.Key.Key_PageDown: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageUp: -1},
            **{Qt.Key.Key_Home: -len(self._pages), Qt.Key.Key_End: len(self._pages)},
        }
        step = moves.get(Qt.Key(event.key()))
        if step is None or not self._pages:
            super().keyPressEvent(event)
            return
        self.chosen.emit(min(max(self._at + step, 0), len(self._pages) - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        for index in range(len(self._pages)):
            if self.place(index).contains(event.position()):
                self.chosen.emit(index)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        for index, page in enumerate(self._pages):
            box = self.place(index)
            painter.drawPixmap(box, page, QRectF(page.rect()))
            on = index == self._at
            width = px(2) if on else 1
            edge = theme.color("accent" if on else "line")
            paint.rounded(painter, box.adjusted(-width, -width, width, width), px(3), None, edge, width)
            number = QRectF(box.right() + px(6), box.top(), px(20), px(16))
            tone = theme.color("accent_ink" if on else "ink2")
            paint.words(painter, number, str(index + 1), theme.font("caption-strong"), tone)
        if self.hasFocus():
            paint.ring(painter, theme, QRectF(self.rect()).adjusted(0, 0, -1, -1), px(6))

    def _height(self, page: QPixmap) -> float:
        return self._theme.px(THUMB) * page.height() / max(page.width(), 1)


class _Sheet(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._page: QPixmap | None = None
        self.zoom = 0.0
        self.setAccessibleName("Page")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(theme.px(160), theme.px(200))

    def room(self) -> QRectF:
        return QRectF(self.rect()).adjusted(*EDGES)

    def show_page(self, page: QPixmap | None) -> None:
        self._page = page
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._page is None or self._page.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        ratio = self.devicePixelRatioF()
        width, height = self._page.width() / ratio, self._page.height() / ratio
        room = self.room()
        scale = min(room.width() / width, room.height() / height)
        if 0.99 < scale < 1.01:
            scale = 1.0  # drawn for this very size: its own pixels are the sharpest
        box = QRectF(0, 0, width * scale, height * scale)
        box.moveCenter(room.center())
        box.moveTo(round(box.left()), round(box.top()))
        shade = self._theme.color("shade")
        for spread in range(1, 6):  # a soft shadow below the sheet: paper lies on the page
            shade.setAlphaF(0.03)
            painter.fillRect(box.adjusted(-spread, -spread + 3, spread, spread + 3), shade)
        painter.drawPixmap(box, self._page, QRectF(self._page.rect()))
        painter.setPen(QPen(self._theme.color("line"), 1))


class PagePreview(QFrame):
    """Shows rendered pages. `asked` tells the width in device pixels at which the large page is shown.

    The caller renders the PDF (at that width) and hands the images to `show_pages`.
    """

    asked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._pages: list[QPixmap] = []
        self._at = 0
        self._note = ""
        px = theme.px
        self.setProperty("card", "quiet")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Preview")
        self._thumbs = _Thumbs(theme)
        self._thumbs.chosen.connect(self.go)
        self._area = QScrollArea()
        self._area.setWidget(self._thumbs)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFixedWidth(px(THUMB + 40))
        self._sheet = _Sheet(theme)
        self._words = label("", "caption-medium")
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        side = QVBoxLayout()
        side.addWidget(self._sheet, 1)
        side.addWidget(self._words)
        line = row(self._area, side, gap=px(12), margins=(px(20), px(20), px(20), px(12)))
        line.setStretch(1, 1)
        self.setLayout(line)

    def show_pages(self, pages: Sequence[QImage], note: str = "") -> None:
        """Show these pages and stay on the page of before where there is one. `note` follows the page's number."""
        self._note = note
        self._pages = [QPixmap.fromImage(page) for page in pages]
        self._thumbs.show_pages(self._pages)
        self._area.setVisible(len(self._pages) > 1)
        self.go(min(self._at, max(len(self._pages) - 1, 0)))

    def page(self) -> int:
        """The index of the large page."""
        return self._at

    def go(self, index: int) -> None:
        """Show another page large."""
        self._at = index
        self._thumbs.go(index)
        if index < len(self._pages):
            self._sheet.show_page(self._pages[index])
            place = self._thumbs.place(index)
            self._area.ensureVisible(0, round(place.center().y()), 0, round(place.height()))
            count = f"Page {index + 1} of {len(self._pages)}"
            self._words.setText("  ·  ".join(part for part in (count, self._note) if part))
        else:
            self._sheet.show_page(None)
            self._words.setText("")

    def page_width(self, ratio: float = LETTER) -> int:
        """The width in device pixels at which a page of this shape (width over height) fills the room."""
        room = self._sheet.room()
        return max(1, int(min(room.width(), max(room.height(), 180) * ratio) * self.devicePixelRatioF()))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell that sharper or smaller pages would fit."""
        super().resizeEvent(event)
        self.asked.emit(self.page_width())
