"""Rows that wait: grouped by file, with what tells learners apart, and without the cells of supports."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from learnerplan.imports.mapped.mapping import ColumnMapping, ColumnUse
from learnerplan.imports.planned.pending import PendingRow
from learnerplan.services import imports, waiting
from tests.ui.importing import settled
from ui.models.import_facts import kept_facts
from ui.models.import_lines import Shown
from ui.pages.imports import CHECK

SURVEY = """Timestamp,First name,Last name,Grade,What are you good at?
2026/09/01 9:05:00 AM GMT,Noor,Haddad,6,Explaining games
"""


@pytest.fixture
def page(import_page):
    return import_page


def test_rows_that_wait_are_grouped_by_the_file_they_came_in(page, room, tmp_path, qtbot):
    for name, child in (("fall.csv", "Noor"), ("spring.csv", "Seun")):
        path = tmp_path / name
        path.write_text(SURVEY.replace("Noor", child), encoding="utf-8")
        imports.commit(room.store, imports.plan(room.store, [path]), today=room.today)
    assert len(waiting.listed(room.store)) == 2
    page.decide_pending()
    qtbot.waitUntil(lambda: page._stack.currentIndex() == CHECK and settled(page))
    files = page.check.file.files
    assert page.check.file.isVisible()
    assert [each.accessibleName() for each in files._rows[1:]] == [
        "fall.csv, Survey, 1 needs you",
        "spring.csv, Survey, 1 needs you",
    ]
    files._rows[2].click()
    model = page.check.rows.model
    assert [model.line(0).row.title, model.rowCount()] == ["Seun Haddad", 1]
    skip = next(at for at, choice in enumerate(model.line(0).row.choices) if choice.key == "skip")
    page.check.rows.rows.go(0)
    qtbot.keyClick(page.check.rows.rows, Qt.Key(Qt.Key.Key_1 + skip))
    qtbot.waitUntil(lambda: settled(page) and model.counts()[Shown.NEED] == 0)
    assert page.foot_line.go.text() == "Answer 1 more"


def kept(kind):
    columns = (ColumnUse(0, "Student", "full_name"), ColumnUse(1, "Grade", "grade"), ColumnUse(2, "Plan", "support"))
    mapping = ColumnMapping("f", kind, columns).to_json()
    headers, cells = ("Student", "Grade", "Plan"), ("Noor Haddad", "6", "More time")
    return PendingRow("k", kind, "", "a.csv", "", 2, "Noor Haddad", "Who?", headers, cells, mapping, "", "")


def test_the_cells_of_a_support_are_not_shown_while_it_waits():
    assert kept_facts(kept("notes")).told == (("Plan", "More time", False),)
    assert kept_facts(kept("supports")).told == ()
    assert kept_facts(kept("supports")).person == (("Grade", "6"),)
