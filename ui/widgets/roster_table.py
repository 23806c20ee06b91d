"""The class list: checkboxes, avatars, found letters marked, chips for what needs the teacher."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetricsF, QPainter
from PySide6.QtWidgets import QHeaderView

from learnerplan.domain import names
from ui.models import learners as model
from ui.models.marks import Mark, seen_mark, worth_knowing
from ui.widgets import paint
from ui.widgets.avatar import paint_avatar
from ui.widgets.checkbox import CELL, paint_checkbox
from ui.widgets.chip import HEIGHT, chip_width, paint_chip
from ui.widgets.learner_table import PAD, LearnerTable, RowDelegate

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from PySide6.QtGui import QKeyEvent, QMouseEvent
    from PySide6.QtWidgets import QStyleOptionViewItem

    from learnerplan.services.learners import RosterRow
    from ui.theme.theme import Theme

Index = QModelIndex | QPersistentModelIndex
AVATAR = 36


def found_at(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """The stretches of `text` that hold the folded words, as (start, end) places in it."""
    folded, places = "", []
    for place, letter in enumerate(text):
        plain = names.folded(letter) or (" " if letter.isspace() else "")
        folded += plain
        places += [place] * len(plain)
    spans = []
    for word in words:
        start = folded.find(word)
        if start >= 0:
            spans.append((places[start], places[start + len(word) - 1] + 1))
    return spans


class RosterDelegate(RowDelegate):
    """Draws one cell of the class list."""

    def __init__(self, theme: Theme, rows: model.RosterModel, today: Callable[[], date]) -> None:
        super().__init__(theme)
        self._rows, self._today = rows, today

    def paint_cell(self, painter: QPainter, rect: QRectF, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a cell by its column."""
        # Asked directly: what an index hands on goes through Qt and back, for each of seventy cells at each letter.
        row, column = self._rows.row_at(index), index.column()
        if column == model.CHECK:
            self._check(painter, rect, index)
        elif column == model.NAME:
            self._name(painter, rect, row)
        elif column == model.SEEN:
            mark = seen_mark(row.last_check_in, self._today())
            if mark is not None:
                self._chips(painter, rect, [mark])
            else:
                self.draw_text(painter, rect, self._rows.text(row, column), "small", "ink2")
        elif column == model.WORTH:
            self._chips(painter, rect, worth_knowing(row, self._today()))
        else:
            self.draw_text(painter, rect, self._rows.text(row, column) or "—", "small", "ink2")

    def _check(self, painter: QPainter, rect: QRectF, index: Index) -> None:
        side = self.theme.px(CELL)
        cell = QRectF(rect.center().x() - side / 2, rect.center().y() - side / 2, side, side)
        on = self.selected(index)
        paint_checkbox(painter, self.theme, cell, Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)

    def _name(self, painter: QPainter, rect: QRectF, row: RosterRow) -> None:
        theme, side = self.theme, self.theme.px(AVATAR)
        rtl = self._rtl()
        disc = QRectF(rect.left() + theme.px(4), rect.center().y() - side / 2, side, side)
        letters = names.initials(row.preferred_name or row.given_name, row.family_name, row.name_order)
        paint_avatar(painter, theme, paint.mirrored(disc, rect, rtl=rtl), row.id, letters)
        font = theme.font("strong")
        place = rect.adjusted(theme.px(4) + side + theme.px(12), 0, -theme.px(PAD), 0)
        if self._rows.words() and not rtl:
            self._found(painter, place, row.name)
        words = paint.leading(rtl=rtl)
        paint.words(painter, paint.mirrored(place, rect, rtl=rtl), row.name, font, theme.color("ink"), words)

    def _found(self, painter: QPainter, place: QRectF, name: str) -> None:
        # Marks are drawn for left-to-right names; a right-to-left name is found and not marked.
        metrics = QFontMetricsF(self.theme.font("strong"))
        for start, end in found_at(name, self._rows.words()):
            left = place.left() + metrics.horizontalAdvance(name[:start])
            width = metrics.horizontalAdvance(name[:end]) - metrics.horizontalAdvance(name[:start])
            box = QRectF(left - 1, place.center().y() - metrics.height() / 2, width + 2, metrics.height())
            if box.right() < place.right():
                paint.antialiased(painter)
                paint.rounded(painter, box, self.theme.px(4), self.theme.color("voice"))
                line = QRectF(box.left() + 1, box.bottom() - 1, width, 2)
                painter.fillRect(line, self.theme.color("voice_ink"))

    def _chips(self, painter: QPainter, rect: QRectF, marks: list[Mark]) -> None:
        theme, height = self.theme, self.theme.px(HEIGHT)
        left, rtl = rect.left(), self._rtl()
        for mark in marks:
            width = chip_width(theme, mark.text, mark.icon)
            if left + width > rect.right() and left > rect.left():
                break
            box = QRectF(left, rect.center().y() - height / 2, min(width, rect.right() - left), height)
            paint_chip(painter, theme, paint.mirrored(box, rect, rtl=rtl), mark.text, mark.icon, mark.tone, rtl=rtl)
            left += width + theme.px(8)

    def _rtl(self) -> bool:
        view = self.parent()
        return isinstance(view, LearnerTable) and view.isRightToLeft()


class _Header(QHeaderView):
    """The headings; the first holds a checkbox for all rows."""

    everyone = Signal()

    def __init__(self, theme: Theme, table: RosterTable) -> None:
        super().__init__(Qt.Orientation.Horizontal, table)
        self._theme, self._table = theme, table
        self.setSectionsClickable(True)
        self.setSortIndicatorShown(True)

    def paintSection(self, painter: QPainter, rect: object, logical: int) -> None:
        """The heading, with the checkbox over the first."""
        painter.save()
        super().paintSection(painter, rect, logical)  # type: ignore[arg-type]
        painter.restore()
        if logical == model.CHECK:
            side = self._theme.px(CELL)
            middle = QPointF(self.sectionSize(0) / 2, self.height() / 2)
            cell = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            paint_checkbox(painter, self._theme, cell, self._table.chosen_state())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose everyone or no one at the checkbox, sort elsewhere."""
        if self.logicalIndexAt(event.position().toPoint()) == model.CHECK:
            self.everyone.emit()
            return
        super().mouseReleaseEvent(event)


class RosterTable(LearnerTable):
    """The class list. A click on a row opens it, one on its checkbox chooses it; Space chooses, Enter opens."""

    def __init__(self, theme: Theme, rows: model.RosterModel, today: Callable[[], date]) -> None:
        self._rows = rows
        super().__init__(theme, "Students", rows, RosterDelegate(theme, rows, today))
        head = _Header(theme, self)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        head.setHighlightSections(False)
        head.setFixedHeight(theme.px(41))
        head.setStretchLastSection(True)
        head.everyone.connect(self.choose_everyone)
        self.setHorizontalHeader(head)
        self.setSelectionMode(LearnerTable.SelectionMode.MultiSelection)
        self.setSortingEnabled(True)
        self.sortByColumn(model.NAME, Qt.SortOrder.AscendingOrder)
        self.doubleClicked.disconnect(self.opened)
        self.selectionModel().selectionChanged.connect(lambda *_: self.renew_check())

    def renew_check(self) -> None:
        """Draw the checkbox of the header anew. (Asking for its viewport would load every class of QtWidgets.)"""
        self.horizontalHeader().headerDataChanged(Qt.Orientation.Horizontal, model.CHECK, model.CHECK)

    def chosen_ids(self) -> list[str]:
        """The ids of the chosen learners, in the order of the list."""
        places = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [self._rows.rows()[place].id for place in places]

    def chosen_state(self) -> Qt.CheckState:
        """Whether nobody, some or everybody in the list is chosen."""
        chosen = len(self.selectionModel().selectedRows())
        if chosen == 0:
            return Qt.CheckState.Unchecked
        return Qt.CheckState.Checked if chosen == len(self._rows.rows()) else Qt.CheckState.PartiallyChecked

    def choose_everyone(self) -> None:
        """Choose all rows, or none when all are chosen."""
        if self.chosen_state() is Qt.CheckState.Checked:
            self.clearSelection()
        else:
            self.selectAll()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose at the checkbox; elsewhere only make the row the current one, until the button is let go."""
        index = self.indexAt(event.position().toPoint())
        if not index.isValid() or index.column() == model.CHECK:
            super().mousePressEvent(event)
            return
        self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the row under the pointer."""
        index = self.indexAt(event.position().toPoint())
        here = index.isValid() and index.row() == self.currentIndex().row() and index.column() != model.CHECK
        if here and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit(index)
            return
        super().mouseReleaseEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Shift with an arrow chooses the rows that it passes."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.ShiftModifier and self.currentIndex().isValid():
            flags = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
            here = self.currentIndex()
            there = here.siblingAtRow(min(max(0, here.row() + step), self._rows.rowCount() - 1))
            self.selectionModel().select(here, flags)
            self.selectionModel().setCurrentIndex(there, flags)
            return
        super().keyPressEvent(event)
