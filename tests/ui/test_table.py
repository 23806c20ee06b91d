"""Tables: the model keeps Qt's rules, rows read, sort and sound; the view opens, selects and clears by key."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QSortFilterProxyModel, Qt

from ui.models.table import ROW_ROLE, SORT_ROLE, Column, RowsModel
from ui.widgets.learner_table import LearnerTable


@dataclass(frozen=True)
class Pupil:
    id: str
    name: str
    met: int


PUPILS = [Pupil("1", "Hana Kováčová", 10), Pupil("2", "Ana Ferreira", 9), Pupil("3", "Kai Walsh", 2)]


@pytest.fixture
def model():
    made = RowsModel(
        [
            Column("Learner", lambda pupil: pupil.name),
            Column("Goals met", lambda pupil: f"{pupil.met} met", sort=lambda pupil: pupil.met, right=True),
        ],
        sentence=lambda pupil: f"{pupil.name}, {pupil.met} goals met",
    )
    made.set_rows(PUPILS)
    return made


def test_the_model_keeps_the_rules(model, qtmodeltester):
    qtmodeltester.check(model)


def test_rows_sort_by_value_and_sound_as_sentences(model):
    proxy = QSortFilterProxyModel()
    proxy.setSourceModel(model)
    proxy.setSortRole(SORT_ROLE)
    proxy.sort(1)
    assert [proxy.index(row, 0).data(ROW_ROLE).id for row in range(3)] == ["3", "2", "1"]
    spoken = model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Hana Kováčová, 10 goals met"
    assert model.headerData(1, Qt.Orientation.Horizontal) == "Goals met"


def test_the_view_opens_with_enter_and_clears_with_escape(model, theme, qtbot):
    table = LearnerTable(theme, "Learners", model)
    qtbot.addWidget(table)
    table.set_widths([200, 100])
    with qtbot.waitActive(table):
        table.show()
        table.activateWindow()
    table.setFocus()
    table.setCurrentIndex(model.index(1, 0))
    with qtbot.waitSignal(table.opened) as told:
        qtbot.keyClick(table, Qt.Key.Key_Return)
    assert model.row_at(told.args[0]).id == "2"
    table.selectAll()
    assert len(table.selectionModel().selectedRows()) == 3
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert not table.selectionModel().hasSelection()
    assert table.rowHeight(0) == 52
    table.grab()
