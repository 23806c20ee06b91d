"""Typing in a class sheet: a grid that the keyboard goes through as in a spreadsheet, kept in one step of undo."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemDelegate, QAbstractItemView, QHeaderView, QTableView, QWidget

from learnerplan.documents.words import words
from learnerplan.errors import UserError
from learnerplan.services import check_in_grids, class_sheets, planbooks, printed_sheets, scales, typing_drafts
from ui import days
from ui.dialogs.frame import DialogFrame
from ui.models.check_in_grid import FEELING, MOVE, STEPS, WORDS, GridModel
from ui.widgets.button import Button
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select
from ui.widgets.layout import clear, column
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.context import Context
    from ui.theme.theme import Theme

_WIDTHS = {STEPS: 96, FEELING: 84, WORDS: 260, MOVE: 220}
_GOAL = 128
SETTLE = 1000
"""Milliseconds after the first key that is not kept yet after which the draft is kept."""
_LATELY = 21
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
    """The learners in the order of the paper, by the numbers on it. What is typed is kept until all is kept."""

    def __init__(self, ctx: Context, class_id: str, parent: QWidget) -> None:
        super().__init__(
            ctx,
            "Type in a class sheet",
            "Keep all",
            parent,
            subtitle="Enter goes down, Tab goes on. Rows left empty are nobody’s check-in. What you type is kept here.",
            width=1120,
        )
        theme, today = ctx.theme, date.today()
        self._draft_name = f"check-in-grid:{class_id}"
        with ctx.store.read() as view:
            now = class_sheets.collect(view, class_id, today=today)
            self._sheets = [*printed_sheets.printed(view, class_id), now]
            self._levels = scales.progress_levels(view)
            self._by = planbooks.about(view).teacher
            draft = json.loads(typing_drafts.read(view, self._draft_name) or "{}")
        named = [(str(at), f"Printed on {days.short(one.made_on, today)}") for at, one in enumerate(self._sheets[:-1])]
        last = str(len(self._sheets) - 1)
        self.which = Select(theme, [*named, (last, "As it would print today")], name="Which sheet")
        self.held_on = DateField(theme, name="Held on")
        self.held_on.setFixedWidth(theme.px(200))
        self._hint = label("", "small", wrap=True)
        which = self.form.make("Which sheet", self.which)
        which.setVisible(bool(named))
        self.form.add_row(which, self.form.make("Held on", self.held_on, key="day"))
        self.body.addWidget(self._hint)
        self._place = column(gap=0)
        self.body.addLayout(self._place, 1)
        self.empty = Button(theme, "Empty it", on_click=self._empty)
        self.empty.setAutoDefault(False)
        self.add_foot(self.empty)
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(SETTLE)
        self._settle.timeout.connect(self.keep_draft)
        self._show_sheet(self._held_at(draft))
        self.model.show_cells(draft.get("cells", ()))
        if draft.get("day"):
            self.held_on.show_value(date.fromisoformat(draft["day"]))
        self.empty.setVisible(bool(self.model.cells()))
        self.which.chosen.connect(lambda at: self._choose(int(at)))
        self.held_on.line.textChanged.connect(lambda _text: self._settle.start())
        self.grid.setFocus()

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
            self.model.show_cells(())
            self.accept()

    def keep_draft(self) -> None:
        """Keep what is typed on this computer: for which sheet and day, and the cells."""
        self._settle.stop()
        cells = self.model.cells()
        try:
            day = self.held_on.value()
        except UserError:
            day = None
        draft = {
            "sheet": self.model.sheet.made_on.isoformat(),
            "day": day.isoformat() if day else "",
            "cells": cells,
        }
        text = json.dumps(draft, ensure_ascii=False) if cells else ""
        if text != typing_drafts.read(self.ctx.store, self._draft_name):
            typing_drafts.keep(self.ctx.store, self._draft_name, text)

    def done(self, result: int) -> None:
        """Leaving without keeping leaves a draft."""
        self.grid.setFocus()  # a cell that is being typed in is taken first
        self.keep_draft()
        super().done(result)

    def _held_at(self, draft: dict[str, Any]) -> int:
        """The sheet that a draft was typed from; else the newest that was printed of late, else as it is today."""
        made = [one.made_on for one in self._sheets]
        if draft.get("sheet") and date.fromisoformat(draft["sheet"]) in made:
            return made.index(date.fromisoformat(draft["sheet"]))
        return 0 if (date.today() - made[0]).days <= _LATELY else len(made) - 1

    def _choose(self, at: int) -> None:
        cells = self.model.cells()
        self._show_sheet(at)
        self.model.show_cells(cells)
        self._settle.start()

    def _show_sheet(self, at: int) -> None:
        sheet = self._sheets[at]
        self.which.choose(str(at))
        self.model = GridModel(sheet, self._levels, words(sheet.language).get("class_sheet.feelings"))
        clear(self._place)
        self.grid = Grid(self.ctx.theme, self.model)
        self.grid.setMinimumHeight(self.ctx.theme.px(380))
        self._place.addWidget(self.grid, 1)
        self.model.typed.connect(self._typed)
        self.held_on.show_value(sheet.made_on)
        self.grid.selectionModel().currentChanged.connect(self._show_hint)
        self.grid.setCurrentIndex(self.model.index(0, 0))

    def _typed(self) -> None:
        self.empty.setVisible(bool(self.model.cells()))
        if not self._settle.isActive():
            self._settle.start()

    def _empty(self) -> None:
        self.model.show_cells(())
        self._typed()
        self.grid.setFocus()

    def _show_hint(self, now: QModelIndex, _before: QModelIndex) -> None:
        about = str(self.model.data(now, Qt.ItemDataRole.ToolTipRole)).replace("\n", "   ") if now.isValid() else ""
        self._hint.setText(f"{about}\n{self.model.hint(now)}")
