"""A scrolling page whose bar lies in the page's margin, so that nothing moves aside when it appears."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QScrollBar, QWidget

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent


class PageScroll(QScrollArea):
    """Scrolls up and down only. The bar that is seen follows Qt's own, which stays hidden."""

    def __init__(self, content: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        content.setProperty("area", "scrolled")
        self.setWidget(content)
        self._bar = QScrollBar(Qt.Orientation.Vertical, self)
        self._bar.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        own = self.verticalScrollBar()
        own.rangeChanged.connect(self._take_range)
        own.valueChanged.connect(self._bar.setValue)
        self._bar.valueChanged.connect(own.setValue)
        self._bar.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the bar at the edge at which reading ends."""
        super().resizeEvent(event)
        width = self._bar.sizeHint().width()
        left = 0 if self.isRightToLeft() else self.width() - width
        self._bar.setGeometry(left, 0, width, self.height())

    def _take_range(self, low: int, high: int) -> None:
        own = self.verticalScrollBar()
        self._bar.setRange(low, high)
        self._bar.setPageStep(own.pageStep())
        self._bar.setSingleStep(own.singleStep())
        self._bar.setVisible(high > low)
        self._bar.raise_()
