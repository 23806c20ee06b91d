"""Rows that wait: grouped by file, with what tells learners apart, and without the cells of supports."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from learnerplan.imports.mapped.mapping import ColumnMapping, ColumnUse
from learnerplan.imports.planned.pending import PendingRow
from learnerplan.services import imports, learners, pending, waiting
from tests.ui.importing import settled
from ui.models.import_facts import kept_facts
from ui.models.import_lines import Shown
from ui.pages.imports import CHECK, CHOOSE, DONE

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


def test_answers_are_shown_anew_where_they_would_do_something_else_by_now(page, room, tmp_path, qtbot):
    for grade in ("1", "2"):
        learners.add(room.store, given_name="Noor", family_name="Haddad", grade=grade)
    path = tmp_path / "names.csv"
    path.write_text("First Name,Last Name,Grade\nNoor,Haddad,7\n", encoding="utf-8")
    imports.commit(room.store, imports.plan(room.store, [path]), today=room.today)
    page.decide_pending()
    qtbot.waitUntil(lambda: page._stack.currentIndex() == CHECK and settled(page))
    row = page.check.rows.model.line(0).row
    noor = row.choices[0].learner_id
    page.session.answer(row.key, f"learner:{noor}+file")
    qtbot.waitUntil(lambda: settled(page) and page.foot_line.go.text() == "Save 1")
    learners.change(room.store, noor, grade="5")
    page.foot_line.go.click()
    qtbot.waitUntil(lambda: page._problem is not None and page._problem.isVisible() and settled(page))
    assert page._stack.currentIndex() == CHECK
    assert "nothing was saved" in page._problem.accessibleName()
    assert [(each.old, each.new) for each in page.session.plan.rows()[0].changes] == [("5", "7")]
    assert learners.one(room.store, noor).grade == "5"
    page.foot_line.go.click()
    qtbot.waitUntil(lambda: page._stack.currentIndex() == DONE)
    assert learners.one(room.store, noor).grade == "7"


def test_rows_that_were_decided_elsewhere_meanwhile_ask_no_more(page, room, tmp_path, qtbot):
    path = tmp_path / "fall.csv"
    path.write_text(SURVEY, encoding="utf-8")
    imports.commit(room.store, imports.plan(room.store, [path]), today=room.today)
    page.decide_pending()
    qtbot.waitUntil(lambda: page._stack.currentIndex() == CHECK and settled(page))
    (held,) = waiting.listed(room.store)
    page.session.answer(held.key, "skip")
    qtbot.waitUntil(lambda: settled(page) and page.foot_line.go.text() == "Save 1")
    pending.decide(room.store, held.id, f"learner:{room.ana}", today=room.today)
    page.foot_line.go.click()
    qtbot.waitUntil(lambda: page._problem is not None and page._problem.isVisible() and settled(page))
    assert page.foot_line.go.text() == "Close"
    page.foot_line.go.click()
    assert page._stack.currentIndex() == CHOOSE
