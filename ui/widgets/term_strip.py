"""The terms of a year in a row: closed ones, those that are over, the one of now with its weeks, those to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLayout, QRadioButton, QSizePolicy, QWidget

from ui import icons
from ui.widgets import paint
from ui.widgets.control import Control
from ui.widgets.layout import clear, column, row
from ui.widgets.progress_bar import paint_bar

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

HEIGHT = 62


@dataclass(frozen=True)
class TermTile:
    """One term. `week` of `weeks` is shown as a bar for the term of now; week 5.5 half fills the sixth."""

    id: str
    title: str
    caption: str
    state: Literal["closed", "past", "now", "coming"]
    week: float = 0.0
    weeks: int = 0


class _Tile(Control, QRadioButton):
    def __init__(self, theme: Theme, tile: TermTile) -> None:
        super().__init__()
        self._theme, self.tile = theme, tile
        state = {"closed": "closed", "past": "over", "now": "this term", "coming": "to come"}[tile.state]
        self.setAccessibleName(f"{tile.title}, {state}, {tile.caption}")
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(320 if self.tile.state == "now" else 150), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(200 if self.tile.state == "now" else 96), self._theme.px(HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        rtl = self.isRightToLeft()
        self._draw_edge(painter, box)
        align = paint.leading(rtl=rtl)
        tone = "accent_ink" if self.isChecked() else "ink2" if self.tile.state == "coming" else "ink"
        room = box.width() - px(30) - (px(24) if self.tile.state == "closed" else 0)
        upper = paint.mirrored(QRectF(px(18), px(11), room, px(21)), box, rtl=rtl)
        lower = paint.mirrored(QRectF(px(18), px(31), room, px(18)), box, rtl=rtl)
        paint.words(painter, upper, self.tile.title, theme.font("strong"), theme.color(tone), align)
        paint.words(painter, lower, self.tile.caption, theme.font("caption"), theme.color("ink2"), align)
        if self.tile.state == "closed":
            mark = QRectF(box.width() - px(36), px(14), px(18), px(18))
            icons.paint(painter, "archive", theme.color("ink3"), paint.mirrored(mark, box, rtl=rtl))
        elif self.tile.state == "now" and self.tile.weeks:
            used = max(paint.width_of(text, theme.font("strong")) for text in (self.tile.title, self.tile.caption))
            self._draw_weeks(painter, box, used + px(32), rtl=rtl)
        if self.shows_focus():
            paint.ring(painter, theme, box.adjusted(px(3), px(3), -px(3), -px(3)), px(9))

    def _draw_edge(self, painter: QPainter, box: QRectF) -> None:
        theme, px = self._theme, self._theme.px
        fill = theme.color("sunken" if self.underMouse() and not self.isChecked() else "surface")
        if self.isChecked():
            paint.rounded(painter, box, px(12), fill, theme.color("accent"), px(2))
        elif self.tile.state == "coming":
            painter.setBrush(theme.color("sunken") if self.underMouse() else Qt.BrushStyle.NoBrush)
            pen = QPen(theme.color("line_strong"), 1)
            pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), px(12), px(12))
        else:
            paint.rounded(painter, box, px(12), fill, theme.color("line"))

    def _draw_weeks(self, painter: QPainter, box: QRectF, used: float, *, rtl: bool) -> None:
        theme, px = self._theme, self._theme.px
        count = self.tile.weeks
        room = box.width() - used - px(20)
        if room < px(60):
            return
        step = min(px(19), room / count)
        if step < px(10):  # no room for a box a week: one thin bar
            bar = QRectF(box.width() - px(20) - min(room, px(112)), box.center().y() - px(3), min(room, px(112)), px(6))
            share = self.tile.week / count
            paint_bar(painter, theme, paint.mirrored(bar, box, rtl=rtl), share, "accent_soft")
            return
        left = box.width() - px(22) - step * count + px(4)
        for index in range(count):
            cell = QRectF(left + index * step, box.center().y() - px(6), step - px(4), px(12))
            cell = paint.mirrored(cell, box, rtl=rtl)
            paint.rounded(painter, cell, px(4), theme.color("accent_soft"))
            share = min(max(self.tile.week - index, 0.0), 1.0)
            if share > 0:
                painter.save()
                width = cell.width() * share
                x = cell.right() - width if rtl else cell.left()
                painter.setClipRect(QRectF(x, cell.top(), width, cell.height()))
                paint.rounded(painter, cell, px(4), theme.color("accent"))
                painter.restore()


class TermStrip(QWidget):
    """`chosen` tells the id of the term that a person picked. Terms that have no room side by side stand in lines."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAccessibleName("Terms")
        self._group = QButtonGroup(self)
        self._lines = column(gap=theme.px(8))
        self._lines.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self.setLayout(self._lines)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shown: tuple[TermTile, ...] = ()
        self._count = 0
        self._tiles: dict[str, _Tile] = {}

    def show_terms(self, tiles: Sequence[TermTile], chosen: str = "") -> None:
        """Show these terms, `chosen` among them picked."""
        if tuple(tiles) != self._shown:
            clear(self._lines)
            self._shown = tuple(tiles)
            self._tiles = {tile.id: _Tile(self._theme, tile) for tile in tiles}
            for tile_id, made in self._tiles.items():
                self._group.addButton(made)
                made.clicked.connect(lambda _on, at=tile_id: self.chosen.emit(at))
            self._count = 0
            self._arrange()
        if chosen in self._tiles:
            self._tiles[chosen].setChecked(True)

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        gap = self._theme.px(8)
        widest = sum(tile.sizeHint().width() + gap for tile in self._tiles.values())
        lines = max(self._count, 1)
        return QSize(widest, lines * self._theme.px(HEIGHT) + (lines - 1) * gap)

    def minimumSizeHint(self) -> QSize:
        """One term beside nothing is enough: the others go below."""
        widest = max((tile.minimumSizeHint().width() for tile in self._tiles.values()), default=0)
        return QSize(widest, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Lay the terms out anew where another number of lines fits."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        tiles, gap = list(self._tiles.values()), self._theme.px(8)
        lines = 1
        while lines < len(tiles) and any(
            sum(tile.minimumSizeHint().width() + gap for tile in part) - gap > self.width()
            for part in _parted(tiles, lines)
        ):
            lines += 1
        if lines == self._count or not tiles:
            return
        self._count = lines
        while (item := self._lines.takeAt(0)) is not None:
            inner = item.layout()
            while inner is not None and inner.takeAt(0) is not None:
                pass
        for part in _parted(tiles, lines):
            line = row(gap=gap)
            for tile in part:
                line.addWidget(tile, 32 if tile.tile.state == "now" else 15)
            self._lines.addLayout(line)
        self.updateGeometry()

    def value(self) -> str:
        """The id of the picked term."""
        return next((tile_id for tile_id, tile in self._tiles.items() if tile.isChecked()), "")


def _parted(tiles: Sequence[_Tile], lines: int) -> list[Sequence[_Tile]]:
    """The terms in their order on so many lines, about as many on each."""
    each = -(-len(tiles) // lines)
    return [tiles[at : at + each] for at in range(0, len(tiles), each)]
