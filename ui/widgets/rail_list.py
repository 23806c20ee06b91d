"""The list at the side of the rail: a mark for each learner, and the names only when they are asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QRegion
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from ui import icons
from ui.models.rail import CURRENT, LOOKS, NAMED, SEAT, Mark, RailModel, Seat
from ui.widgets import paint

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ui.theme.theme import Theme

ROW, ICON = 24, 16
_MOVES = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_End)


class _Delegate(QStyledItemDelegate):
    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.wanted = QRegion()
        """What is to be painted: Qt asks for all rows between two that changed."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(self._theme.px(40), self._theme.px(ROW))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        if not self.wanted.intersects(option.rect):
            return
        theme, px = self._theme, self._theme.px
        seat: Seat = index.data(SEAT)
        now, named = index.data(CURRENT), index.data(NAMED)
        box = QRectF(option.rect)
        rtl = option.direction == Qt.LayoutDirection.RightToLeft
        paint.antialiased(painter)
        if now:
            ground = box.adjusted(0, 1, 0, -1) if named else _square(box, px(ROW - 2))
            paint.rounded(painter, ground, px(6), theme.color("accent"))
        if seat.left and index.row() and not index.model().index(index.row() - 1, 0).data(SEAT).left:
            painter.fillRect(QRectF(box.left(), box.top(), box.width(), 1), theme.color("line"))
        icon, tone = LOOKS[seat.mark]
        if now:
            icon, tone = "chevron-right", "on_accent"
        left = px(8) if named else (box.width() - px(ICON)) / 2
        mark = QRectF(box.left() + left, box.top() + (box.height() - px(ICON)) / 2, px(ICON), px(ICON))
        icons.paint(painter, icon, theme.color(tone), paint.mirrored(mark, box, rtl=rtl), rtl=rtl)
        if named:
            self._write(painter, box, seat, now, rtl)
        focused = option.state & QStyle.StateFlag.State_HasFocus
        if focused:
            paint.ring(painter, theme, box.adjusted(1, 1, -1, -1), px(6))

    def _write(self, painter: QPainter, box: QRectF, seat: Seat, now: bool, rtl: bool) -> None:
        theme, px = self._theme, self._theme.px
        waits = seat.mark in (Mark.OPEN, Mark.LATER)
        font = theme.font("small-strong" if waits or now else "small")
        ink = theme.color("on_accent" if now else "ink" if waits else "ink3")
        end = paint.width_of(seat.note, theme.font("caption")) + px(10) if seat.note else px(4)
        place = QRectF(box.left() + px(32), box.top(), box.width() - px(32) - end, box.height())
        paint.words(painter, paint.mirrored(place, box, rtl=rtl), seat.name, font, ink, paint.leading(rtl=rtl))
        if seat.note:
            place = QRectF(box.right() - end, box.top(), end - px(6), box.height())
            ink = theme.color("on_accent" if now else "ink3")
            paint.words(
                painter,
                paint.mirrored(place, box, rtl=rtl),
                seat.note,
                theme.font("caption"),
                ink,
                paint.leading(rtl=not rtl),
            )


def _square(box: QRectF, side: float) -> QRectF:
    return QRectF(box.center().x() - side / 2, box.center().y() - side / 2, side, side)


class RailList(QListView):
    """`chosen` tells the learner that a person went to, by the mouse or with Space. Letters stay with the page."""

    chosen = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.seats = RailModel()
        self.setModel(self.seats)
        self._painter = _Delegate(theme)
        self.setItemDelegate(self._painter)
        self.setAccessibleName("Students of this class")
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setUniformItemSizes(True)
        self.viewport().setAutoFillBackground(False)
        self.setProperty("area", "scrolled")
        self.setStyleSheet("QListView { background: transparent; }")
        self.clicked.connect(self._choose)

    def show_seats(self, held: Sequence[Seat], current: str) -> None:
        """Show these learners and bring whose turn it is into view."""
        self.seats.show_seats(held, current)
        at = self.seats.row_of(current)
        if at >= 0:
            self.setCurrentIndex(self.seats.index(at))
            self.scrollTo(self.seats.index(at))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows that changed."""
        self._painter.wanted = event.region()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move, Space goes there; every other key means something to the page."""
        if event.key() == Qt.Key.Key_Space:
            self._choose(self.currentIndex())
        elif event.key() in _MOVES:
            super().keyPressEvent(event)
        else:
            event.ignore()

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(index.data(SEAT).id)
