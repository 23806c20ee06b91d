"""A code in large groups of letters, to be read aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.flow_layout import FlowLayout

if TYPE_CHECKING:
    from ui.theme.theme import Theme

SIZE, HIGH = 24, 48


class _Group(QWidget):
    def __init__(self, theme: Theme, letters: str) -> None:
        super().__init__()
        self._theme, self._letters = theme, letters
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def _font(self) -> QFont:
        font = QFont(self._theme.font("card"))
        font.setPixelSize(self._theme.px(SIZE))
        font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 108)
        return font

    def sizeHint(self) -> QSize:
        theme = self._theme
        return QSize(round(paint.width_of(self._letters, self._font())) + theme.px(28), theme.px(HIGH))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        paint.rounded(painter, box, theme.px(10), theme.color("accent_soft"))
        ink = theme.color("accent_ink")
        paint.words(painter, box, self._letters, self._font(), ink, Qt.AlignmentFlag.AlignCenter)


class CodeGroups(QWidget):
    """Runs from left to right whatever the interface does: it is letters of a code."""

    def __init__(self, theme: Theme, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        flow = FlowLayout(theme.px(8))
        groups = code.replace(" ", "-").split("-")
        for group in groups:
            flow.addWidget(_Group(theme, group))
        self.setLayout(flow)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName("The code: " + ", ".join(" ".join(group) for group in groups))
