"""A drawer that slides over the page from the side on which reading ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEasingCurve, QEvent, QObject, QPoint, QPropertyAnimation, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from ui.widgets.button import IconButton
from ui.widgets.layout import STRETCH, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtGui import QKeyEvent

    from ui.theme.theme import Theme

SLIDE = 160
"""Milliseconds of the slide."""


class Drawer(QFrame):
    """Shows one widget over `over`. Escape closes it and gives the focus back to whoever opened it."""

    closed = Signal()

    def __init__(self, theme: Theme, title: str, over: QWidget, width: int = 336) -> None:
        super().__init__(over)
        self._theme, self._over = theme, over
        self._width = theme.px(width)
        self._opener: QWidget | None = None
        self.setProperty("card", "drawer")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(title)
        px = theme.px
        close = IconButton(theme, "x", "Close", on_click=self.close_drawer)
        self._place = QVBoxLayout()
        inner = QWidget()
        inner.setProperty("area", "scrolled")
        inner.setLayout(self._place)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inner)
        box = QVBoxLayout(self)
        box.setContentsMargins(px(16), px(12), px(16), px(16))
        box.addLayout(row(label(title, "card"), STRETCH, close))
        box.addWidget(area, 1)
        over.installEventFilter(self)
        self._slide = QPropertyAnimation(self, b"pos", self)
        self._slide.setDuration(SLIDE)
        self._slide.setEasingCurve(QEasingCurve.Type.OutCubic)
        self.hide()

    def hold(self, content: QWidget) -> None:
        """Take a widget in."""
        self._place.addWidget(content)

    def open_drawer(self, opener: QWidget | None = None) -> None:
        """Slide in."""
        self._opener = opener
        end = self._lay()
        self.show()
        self.raise_()
        if self._theme.motion:
            start = self._over.width() if end.x() > 0 else -self._width
            self._slide.setStartValue(QPoint(start, 0))
            self._slide.setEndValue(end)
            self._slide.start()
        first = self.nextInFocusChain()
        if first is not None:
            first.setFocus(Qt.FocusReason.TabFocusReason)

    def close_drawer(self) -> None:
        """Go, and give the focus back."""
        self._slide.stop()
        self.hide()
        if self._opener is not None:
            self._opener.setFocus(Qt.FocusReason.OtherFocusReason)
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes."""
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the edge when the page changes its size."""
        if watched is self._over and event.type() == QEvent.Type.Resize and not self.isHidden():
            self._slide.stop()
            self._lay()
        return super().eventFilter(watched, event)

    def _lay(self) -> QPoint:
        x = 0 if self.isRightToLeft() else self._over.width() - self._width
        self.setGeometry(x, 0, self._width, self._over.height())
        return QPoint(x, 0)
