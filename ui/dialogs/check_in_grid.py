"""Typing in a class sheet: a grid that the keyboard goes through as in a spreadsheet, kept in one step of undo."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from learnerplan.errors import UserError
from learnerplan.services import check_in_grids, class_sheets, planbooks, scales
from ui.dialogs.frame import DialogFrame
from ui.models.check_in_grid import FEELING, MOVE, STEPS, WORDS, GridModel
from ui.widgets.date_field import DateField
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.context import Context
    from ui.theme.theme import Theme

_WIDTHS = {STEPS: 96, FEELING: 84, WORDS: 260, MOVE: 220}
_GOAL = 128
_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Grid(QTableView):
    """Typing begins a cell, Enter goes down, Tab goes on, Delete empties."""

    def __init__(self, theme: Theme, model: GridModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model, self._entered = model, False
        self.setModel(model)
        self.setAccessibleName("Class sheet")
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.AnyKeyPressed | triggers.EditKeyPressed | triggers.DoubleClicked)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(True)
        self.setShowGrid(True)
        self.setStyleSheet(
            f"QTableView {{ gridline-color: palette(mid); }} QTableView::item {{ padding: 0 {theme.px(6)}px; }}"
        )
        self.verticalHeader().setDefaultSectionSize(theme.px(34))
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.horizontalHeader().setStretchLastSection(True)
        for at, name in enumerate(model.columns):
            self.setColumnWidth(at, theme.px(_WIDTHS.get(name, _GOAL)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes down, Delete empties a cell; Ctrl+Enter belongs to the dialog."""
        if event.key() in _ENTERS and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            if self.state() == QAbstractItemView.State.EditingState:
                self._entered = True  # the cell is kept first, then it goes down
            else:
                self._down()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._model.setData(self.currentIndex(), "")
        else:
            super().keyPressEvent(event)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        """Enter in a cell goes down, as it does beside it."""
        super().closeEditor(editor, hint)
        entered, self._entered = self._entered, False
        if entered:
            self._down()

    def _down(self) -> None:
        now = self.currentIndex()
        if now.isValid() and now.row() + 1 < self._model.rowCount():
            self.setCurrentIndex(self._model.index(now.row() + 1, now.column()))


class CheckInGridDialog(DialogFrame):
    """The learners in the order of the paper."""

    def __init__(self, ctx: Context, class_id: str, parent: QWidget) -> None:
        super().__init__(
            ctx,
            "Type in a class sheet",
            "Keep all",
            parent,
            subtitle="Enter goes down, Tab goes on. Rows left empty are nobody’s check-in.",
            width=1120,
        )
        today = date.today()
        with ctx.store.read() as view:
            sheet = class_sheets.collect(view, class_id, today=today)
            levels = scales.progress_levels(view)
            self._by = planbooks.about(view).teacher
        self.model = GridModel(sheet, levels)
        self.grid = Grid(ctx.theme, self.model)
        self.grid.setMinimumHeight(ctx.theme.px(380))
        self.held_on = DateField(ctx.theme, name="Held on")
        self.held_on.show_value(today)
        self.held_on.setFixedWidth(ctx.theme.px(200))
        self._hint = label("", "small", wrap=True)
        self.form.add("Held on", self.held_on, key="day")
        self.body.addWidget(self._hint)
        self.body.addWidget(self.grid, 1)
        self.grid.selectionModel().currentChanged.connect(self._show_hint)
        self.grid.setCurrentIndex(self.model.index(0, 0))
        self.grid.setFocus()

    def state(self) -> object:
        """What is typed."""
        return tuple(self.model.rows())

    def keep(self) -> None:
        """Write all rows, or none."""
        self.clear_problem()
        self.grid.setFocus()
        try:
            day = self.held_on.value() or date.today()
        except UserError as error:
            self.show_errors({"day": str(error)})
            return
        if day > date.today():
            self.show_errors({"day": "This day is still to come. A check-in is written down when it was held."})
            return
        rows, by = self.model.rows(), self._by
        count = sum(not row.is_empty() for row in rows)
        toast = "1 check-in kept" if count == 1 else f"{count} check-ins kept"
        if self.write(lambda store: check_in_grids.keep(store, rows, held_on=day, by=by), toast):
            self.accept()

    def _show_hint(self, now: QModelIndex, _before: QModelIndex) -> None:
        about = str(self.model.data(now, Qt.ItemDataRole.ToolTipRole)).replace("\n", "   ") if now.isValid() else ""
        self._hint.setText(f"{about}\n{self.model.hint(now)}")
