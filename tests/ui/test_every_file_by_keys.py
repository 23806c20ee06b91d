"""Every real file through the wizard by keys alone: each of its rows is in the check, and what it says is written."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import Qt

from learnerplan.imports.planned.plan import Verdict
from learnerplan.services import import_runs
from tests.test_every_file import FILES, files_of, rows_of
from tests.ui.importing import Keys
from ui.pages.imports import CHOOSE, DONE

# One row without a score, and a framework that says no more than where its standards are.
NOTHING_IN = ("assessments/star-district/star_math_v2_invalid.csv", "case/EmptyExternalFramework.json")


@pytest.fixture
def checked(window, qtbot, shared_data, monkeypatch):
    """Choose a file or folder; gives the keys, at the check."""
    keys = Keys(window, qtbot)

    def choose(name):
        keys.choose(monkeypatch, *files_of(shared_data / name))
        return keys

    return choose


def writes(store):
    return store.value("SELECT count(*) FROM txn")


@pytest.mark.parametrize("name", [name for name in FILES if name not in NOTHING_IN])
def test_what_the_check_says_is_written(checked, room, shared_data, name):
    keys = checked(name)
    planned = Counter(row.verdict for file in keys.page.session.plan.files for row in file.rows)
    assert planned.total() == sum(map(rows_of, files_of(shared_data / name)))
    foot = keys.page.foot_line
    keys.tab_to(foot.later if foot.later.isVisible() else foot.go)
    keys.press(Qt.Key.Key_Space)
    keys.until(DONE)
    (run,) = import_runs.listed(room.store)
    assert (run.new, run.updated) == (planned[Verdict.NEW], planned[Verdict.UPDATED])
    assert (run.undecided, run.refused) == (planned[Verdict.UNDECIDED], planned[Verdict.REFUSED])


@pytest.mark.parametrize("name", NOTHING_IN)
def test_a_file_with_nothing_to_import_is_closed(checked, room, shared_data, name):
    before = writes(room.store)
    keys = checked(name)
    assert sum(len(file.rows) for file in keys.page.session.plan.files) == rows_of(shared_data / name)
    keys.tab_to(keys.page.foot_line.go)
    keys.press(Qt.Key.Key_Space)
    keys.until(CHOOSE)
    assert writes(room.store) == before
