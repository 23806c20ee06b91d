"""The pens beside the paper: a few colours, three thicknesses, and a rubber."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QPushButton, QSizePolicy, QWidget

from ui import icons
from ui.student.canvas import RUBBER
from ui.student.controls import HIT, EnterPresses, paint_focus
from ui.theme.tokens import DRAWINGS
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

WIDTHS = {"Thin": 6, "Middle": 14, "Thick": 40}
"""Thickness of a line by its name, in pixels of the paper."""
_LEAST = 44
_COLUMNS = 2


class PenButton(EnterPresses, QPushButton):
    """A disc: as large as the line will be, or in the colour of the pen."""

    def __init__(self, theme: Theme, name: str, colour: str = "", dot: float = 0.6, icon: str = "") -> None:
        super().__init__()
        self._theme, self._colour, self._dot, self._icon = theme, colour, dot, icon
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)
        self.setMaximumHeight(theme.px(HIT))

    def sizeHint(self) -> QSize:
        """A square to hit."""
        return QSize(self._theme.px(HIT), self._theme.px(HIT))

    def minimumSizeHint(self) -> QSize:
        """Seven of them stand above each other on a small screen."""
        return QSize(self._theme.px(HIT), self._theme.px(_LEAST))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the disc, in a ring where it is chosen."""
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box, on = QRectF(self.rect()), self.isChecked()
        edge = theme.color("accent" if on else "line_strong" if self.underMouse() else "line")
        ground = theme.color("accent_soft" if on else "surface")
        paint.rounded(painter, box, px(16), ground, edge, px(4 if on else 2))
        if self._icon:
            side = px(26)
            place = QRectF(0, 0, side, side)
            place.moveCenter(box.center())
            icons.paint(painter, self._icon, theme.color("ink"), place)
        else:
            reach = min(box.width(), box.height()) * self._dot / 2
            disc = QRectF(box.center() - QPointF(reach, reach), box.center() + QPointF(reach, reach))
            paint.rounded(painter, disc, reach, QColor(self._colour) if self._colour else theme.color("ink"))
        if self.shows_focus():
            paint_focus(painter, theme, box, px(16))


class Pens(QWidget):
    """`taken(pen, width)` tells the place of the pen and the thickness that are used from now on."""

    taken = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        px = theme.px
        self.colours = [PenButton(theme, name, colour, 0.64) for name, colour in DRAWINGS.pens]
        self.rubber = PenButton(theme, "Rubber", icon="eraser")
        dots = {"Thin": 0.14, "Middle": 0.26, "Thick": 0.46}
        self.widths = {name: PenButton(theme, name, dot=dots[name]) for name in WIDTHS}
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(px(8))
        for at, button in enumerate(self.colours):
            button.clicked.connect(lambda _on=False, pen=at: self.take(pen))
            grid.addWidget(button, at // _COLUMNS, at % _COLUMNS)
        rows = len(self.colours) // _COLUMNS
        grid.setRowMinimumHeight(rows, px(6))
        for at, (name, button) in enumerate(self.widths.items()):
            button.clicked.connect(lambda _on=False, wanted=name: self.take_width(wanted))
            grid.addWidget(button, rows + 1 + at // _COLUMNS, at % _COLUMNS)
        grid.addWidget(self.rubber, rows + 2, 1)
        self.rubber.clicked.connect(lambda: self.take(RUBBER))
        self._pen, self._width = 0, "Middle"
        self._tell()

    def take(self, pen: int) -> None:
        """Draw with this pen from now on."""
        self._pen = pen
        self._tell()

    def take_width(self, name: str) -> None:
        """Draw as thick as this from now on."""
        self._width = name
        self._tell()

    def _tell(self) -> None:
        for at, button in enumerate(self.colours):
            button.setChecked(at == self._pen)
        self.rubber.setChecked(self._pen == RUBBER)
        for name, button in self.widths.items():
            button.setChecked(name == self._width)
        width = WIDTHS[self._width]
        self.taken.emit(self._pen, width * 2 if self._pen == RUBBER else width)
