"""How a question looks to those whom it asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from learnerplan.domain.surveys import QuestionKind
from ui.widgets import paint
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.layout import clear, column
from ui.widgets.survey_picture import SIDE, paint_picture
from ui.widgets.text import Paragraph, Quote

if TYPE_CHECKING:
    from learnerplan.services.own_surveys import Wording
    from ui.theme.theme import Theme


class OptionTile(QWidget):
    """One answer to choose, with its picture where it has one. It shows and does nothing."""

    def __init__(self, theme: Theme, text: str, picture: str, *, several: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._text, self._picture, self._several = theme, text, picture, several
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        """As large as picture and words."""
        px = self._theme.px
        width = paint.width_of(self._text, self._theme.font("small"))
        if self._picture:
            return QSize(min(max(round(width) + px(20), px(96)), px(180)), px(SIDE + 44))
        return QSize(min(round(width) + px(44), px(300)), px(34))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the tile."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        paint.rounded(painter, box, px(10), theme.color("surface"), theme.color("line_strong"), 1)
        if self._picture:
            place = QRectF((box.width() - px(SIDE)) / 2, px(8), px(SIDE), px(SIDE))
            paint_picture(painter, theme, self._picture, place)
            words = QRectF(px(6), px(SIDE + 12), box.width() - px(12), px(26))
            paint.words(
                painter, words, self._text, theme.font("small"), theme.color("ink"), Qt.AlignmentFlag.AlignCenter
            )
            return
        rtl = self.isRightToLeft()
        side = px(14)
        mark = paint.mirrored(QRectF(px(10), (box.height() - side) / 2, side, side), box, rtl=rtl)
        paint.rounded(painter, mark, px(4) if self._several else side / 2, None, theme.color("line_strong"), 1.5)
        words = paint.mirrored(QRectF(px(32), 0, box.width() - px(38), box.height()), box, rtl=rtl)
        paint.words(painter, words, self._text, theme.font("small"), theme.color("ink"), paint.leading(rtl=rtl))


class QuestionPreview(QWidget):
    """One question with its answers, or the room for words."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._box = column(gap=theme.px(8))
        self.setLayout(self._box)

    def show_wording(self, wording: Wording) -> None:
        """Show a question."""
        theme = self._theme
        clear(self._box)
        self._box.addWidget(Quote(wording.text or "…", "m", marks=False))
        if wording.hint:
            self._box.addWidget(Paragraph(wording.hint, "caption"))
        if wording.kind is QuestionKind.TEXT:
            self._box.addWidget(_Room(theme))
            return
        place = QWidget()
        flow = FlowLayout(theme.px(8))
        for text, picture in wording.options:
            flow.addWidget(OptionTile(theme, text, picture, several=wording.kind is QuestionKind.SEVERAL))
        place.setLayout(flow)
        self._box.addWidget(place)


class _Room(QWidget):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setFixedHeight(theme.px(52))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint.antialiased(painter)
        colour = self._theme.color
        paint.rounded(painter, QRectF(self.rect()), self._theme.px(10), colour("surface"), colour("line_strong"), 1)
