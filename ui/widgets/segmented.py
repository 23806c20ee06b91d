"""A segmented choice: one of a few words, all visible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.control import Control
from ui.widgets.layout import row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme


class _Segment(Control, QRadioButton):
    def __init__(self, theme: Theme, text: str, value: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._theme, self._words, self.value = theme, text, value
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        self._words = text
        self.setText(text.replace("&", "&&"))
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = paint.width_of(self._words, self._theme.font("small-strong")) + 2 * self._theme.px(13)
        return QSize(round(width + 0.5), self._theme.px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        paint.antialiased(painter)
        box, radius = QRectF(self.rect()), theme.px(6)
        if self.isChecked():
            paint.rounded(painter, box, radius, theme.color("surface"), theme.color("line"))
        elif self.underMouse() and self.isEnabled():
            paint.rounded(painter, box, radius, theme.color("line"))
        if self.shows_focus():
            paint.ring(painter, theme, box, radius)
        font = theme.font("small-strong" if self.isChecked() else "small-medium")
        ink = theme.color("ink" if self.isChecked() else "ink2")
        if not self.isEnabled():
            ink = theme.color("ink3")
        paint.words(painter, box, self._words, font, ink, Qt.AlignmentFlag.AlignCenter)


class Segmented(QWidget):
    """One of a few `(value, text)` options. Arrow keys move, `chosen` tells the value that a person picked."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, options: Sequence[tuple[str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._segments = [_Segment(theme, text, value) for value, text in options]
        self._group = QButtonGroup(self)
        edge = theme.px(3)
        self.setLayout(row(*self._segments, gap=theme.px(2), margins=(edge, edge, edge, edge)))
        for segment in self._segments:
            self._group.addButton(segment)
            segment.clicked.connect(lambda _on, value=segment.value: self.chosen.emit(value))
        if self._segments:
            self._segments[0].setChecked(True)

    def value(self) -> str:
        """The option that is chosen; empty when there is none."""
        return next((segment.value for segment in self._segments if segment.isChecked()), "")

    def choose(self, value: str) -> None:
        """Choose an option without announcing it; an unknown value changes nothing."""
        for segment in self._segments:
            if segment.value == value:
                segment.setChecked(True)

    def rename(self, value: str, text: str) -> None:
        """Put another word on an option, such as one with a count."""
        for segment in self._segments:
            if segment.value == value:
                segment.say(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the trough behind the segments."""
        painter = QPainter(self)
        paint.antialiased(painter)
        paint.rounded(painter, QRectF(self.rect()), self._theme.px(8), self._theme.color("sunken"))
