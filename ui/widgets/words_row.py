"""The words that two people compare: numbered, large, in the same order on both screens."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

HIGH = 44


class _Word(QWidget):
    def __init__(self, theme: Theme, number: int, word: str) -> None:
        super().__init__()
        self._theme, self._number, self._word = theme, str(number), word
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        theme = self._theme
        width = paint.width_of(self._word, theme.font("card")) + theme.px(50)
        return QSize(round(width), theme.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        paint.rounded(painter, box, px(10), theme.color("sunken"))
        rtl = self.isRightToLeft()
        number = paint.mirrored(QRectF(px(12), 0, px(20), box.height()), box, rtl=rtl)
        word = paint.mirrored(QRectF(px(32), 0, box.width() - px(38), box.height()), box, rtl=rtl)
        align = paint.leading(rtl=rtl)
        paint.words(painter, number, self._number, theme.font("caption-strong"), theme.color("ink3"), align)
        paint.words(painter, word, self._word, theme.font("card"), theme.color("ink"), align)


class WordsRow(QWidget):
    """The words in lines; people who listen hear them in one go."""

    def __init__(self, theme: Theme, words: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        flow = FlowLayout(theme.px(8))
        for number, word in enumerate(words, 1):
            flow.addWidget(_Word(theme, number, word))
        self.setLayout(flow)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("The words to compare: " + ", ".join(words))
