"""Tabs with an underline, as on the learner page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.control import Control
from ui.widgets.layout import STRETCH, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

HEIGHT = 44


class _Tab(Control, QRadioButton):
    def __init__(self, theme: Theme, tab_id: str, text: str, icon: str) -> None:
        super().__init__(text.replace("&", "&&"))
        self._theme, self.tab_id, self._words, self._icon = theme, tab_id, text, icon
        self._count: int | None = None
        self.setAccessibleName(text)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int | None) -> None:
        self._count = count
        self.setAccessibleName(self._words if count is None else f"{self._words}, {count}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._theme
        width = paint.width_of(self._words, theme.font("strong"))
        width += theme.px(20) if self._icon else 0
        if self._count is not None:
            width += paint.width_of(str(self._count), theme.font("caption")) + theme.px(6)
        return QSize(round(width + 0.5), theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        rtl = self.isRightToLeft()
        on = self.isChecked()
        ink = theme.color("accent_ink" if on else "ink" if self.underMouse() else "ink2")
        left = 0.0
        if self._icon:
            size = px(14)
            mark = paint.mirrored(QRectF(0, (box.height() - size) / 2, size, size), box, rtl=rtl)
            icons.paint(painter, self._icon, ink, mark, rtl=rtl)
            left = px(20)
        font = theme.font("strong" if on else "medium")
        width = paint.width_of(self._words, theme.font("strong"))
        place = paint.mirrored(QRectF(left, 0, width + 1, box.height()), box, rtl=rtl)
        paint.words(painter, place, self._words, font, ink, paint.leading(rtl=rtl))
        if self._count is not None:
            x = left + paint.width_of(self._words, font) + px(6)
            place = paint.mirrored(QRectF(x, 0, box.width() - x + 1, box.height()), box, rtl=rtl)
            paint.words(
                painter, place, str(self._count), theme.font("caption"), theme.color("ink3"), paint.leading(rtl=rtl)
            )
        if on:
            line = QRectF(0, box.height() - px(3), box.width(), px(3))
            painter.fillRect(line, theme.color("accent"))
        if self.shows_focus():
            paint.ring(painter, theme, box.adjusted(0, px(6), 0, -px(6)), px(6))


class Tabs(QWidget):
    """`(id, text, icon)` tabs over a line. `chosen` tells the id that a person picked."""

    chosen = Signal(str)

    def __init__(
        self, theme: Theme, tabs: Sequence[tuple[str, str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName(name)
        self._tabs = {tab_id: _Tab(theme, tab_id, text, icon) for tab_id, text, icon in tabs}
        self._group = QButtonGroup(self)
        self.setLayout(row(*self._tabs.values(), STRETCH, gap=theme.px(28)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        for tab_id, tab in self._tabs.items():
            self._group.addButton(tab)
            tab.clicked.connect(lambda _on, at=tab_id: self.chosen.emit(at))
        if tabs:
            self.choose(tabs[0][0])

    def value(self) -> str:
        """The id of the chosen tab."""
        return next((tab_id for tab_id, tab in self._tabs.items() if tab.isChecked()), "")

    def choose(self, tab_id: str) -> None:
        """Choose a tab without announcing it."""
        if tab_id in self._tabs:
            self._tabs[tab_id].setChecked(True)

    def set_count(self, tab_id: str, count: int | None) -> None:
        """Show a number beside a tab's word."""
        self._tabs[tab_id].show_count(count)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the line under the tabs."""
        painter = QPainter(self)
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
