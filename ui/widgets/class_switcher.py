"""The class that the teacher is looking at, and the menu of the others."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.control import Control

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme


class Choice(NamedTuple):
    """One class to choose; an empty id stands for everyone."""

    id: str
    title: str
    caption: str


class ClassSwitcher(Control, QPushButton):
    """`chosen` tells the id of the class that a person picked."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._compact = False
        self._choices: tuple[Choice, ...] = ()
        self._now = Choice("", "Everyone", "")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.clicked.connect(self._open)
        self._name()

    def offer(self, choices: Sequence[Choice], chosen: str) -> None:
        """Offer these classes, the one with the id `chosen` picked."""
        self._choices = tuple(choices)
        self._now = next((choice for choice in choices if choice.id == chosen), self._now)
        self._name()
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon alone."""
        self._compact = compact
        self._name()
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        """Two lines, or a square on the rail."""
        px = self._theme.px
        return QSize(px(40), px(40)) if self._compact else QSize(px(160), px(51))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the switcher."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect())
        rtl = self.isRightToLeft()
        lit = self.underMouse() or self.isDown()
        size = px(18)
        if self._compact:
            if lit:
                paint.rounded(painter, box, px(8), theme.color("line"))
            mark = QRectF((box.width() - size) / 2, (box.height() - size) / 2, size, size)
        else:
            paint.rounded(painter, box, px(10), theme.color("sunken" if lit else "surface"), theme.color("line"))
            mark = QRectF(box.width() - px(10) - size, (box.height() - size) / 2, size, size)
            room = box.width() - px(13) - px(34)
            align = paint.leading(rtl=rtl)
            upper = paint.mirrored(QRectF(px(13), px(8), room, px(18)), box, rtl=rtl)
            lower = paint.mirrored(QRectF(px(13), px(26), room, px(17)), box, rtl=rtl)
            paint.words(painter, upper, self._now.title, theme.font("small-strong"), theme.color("ink"), align)
            paint.words(painter, lower, self._now.caption, theme.font("caption"), theme.color("ink2"), align)
        mark = paint.mirrored(mark, box, rtl=rtl)
        icons.paint(painter, "chevrons-up-down", theme.color("ink2"), mark)
        if self.shows_focus():
            paint.ring(painter, theme, box, px(10))

    def _name(self) -> None:
        words = ", ".join(part for part in (f"Class: {self._now.title}", self._now.caption) if part)
        self.setAccessibleName(words)
        self.setToolTip(words if self._compact else "Choose a class")

    def _open(self) -> None:
        menu = QMenu(self)
        for choice in self._choices:
            text = f"{choice.title}   {choice.caption}" if choice.caption else choice.title
            action = menu.addAction(text.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(choice.id == self._now.id)
            action.triggered.connect(lambda _on, at=choice.id: self.chosen.emit(at))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.mapToGlobal(QPoint(0, self.height() + 2)))
