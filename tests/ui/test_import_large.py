"""A results file whose rows stay in the file, through the wizard: listed, searched, written, stopped, taken back."""

from __future__ import annotations

import pytest

from learnerplan.imports import tables
from learnerplan.imports.planned.plan import LongRows
from tests.ui.importing import at, check, commit
from ui import operations
from ui.models.import_lines import Shown
from ui.pages.imports import CHECK, CHOOSE

SITTINGS = 400


@pytest.fixture
def results(write_file, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(tables, "LARGE_BYTES", 5_000)
    lines = ["First Name,Last Name,Assessment,Subject,Test Date,Scale Score"]
    for number in range(SITTINGS):
        day = f"20{10 + number // 28}-0{1 + number % 9}-{1 + number % 28:02}"
        lines += [f"Minh,Nguyễn,Check,Reading,{day},{200 + number}", f"Ana Lúcia,Ferreira,Check,Reading,{day},{210}"]
    return write_file("results.csv", "\n".join([*lines, "Nobody,Here,Check,Reading,2026-01-02,200", ""]))


def test_a_large_file_is_listed_written_and_taken_back(import_page, room, results, qtbot):
    model = check(import_page, qtbot, results)
    (file,) = import_page.session.files()
    assert isinstance(file.rows, LongRows)
    counts = model.counts()
    assert (counts[Shown.ALL], counts[Shown.NEED], counts[Shown.NEW]) == (2 * SITTINGS + 1, 1, 2 * SITTINGS)
    commit(import_page, qtbot)
    assert room.store.value("SELECT count(*) FROM result") == 2 * SITTINGS
    import_page.done.undo.click()
    qtbot.waitUntil(lambda: at(import_page, CHOOSE))
    assert room.store.value("SELECT count(*) FROM result") == 0


def test_stop_while_it_is_written_leaves_nothing(import_page, room, results, qtbot):
    check(import_page, qtbot, results)
    before = room.store.undo_status().undo
    import_page.foot_line.import_wanted.emit()
    import_page.session._work.task.cancel()
    qtbot.waitUntil(lambda: not import_page.session.writing)
    assert at(import_page, CHECK)
    assert room.store.value("SELECT count(*) FROM result") == 0
    assert room.store.undo_status().undo == before


def test_taking_it_back_can_be_stopped_and_begun_again(import_page, room, results, qtbot, monkeypatch):
    check(import_page, qtbot, results)
    commit(import_page, qtbot)
    works = []
    begun = operations.LongWork.__init__
    monkeypatch.setattr(
        operations.LongWork, "__init__", lambda work, *args, **more: (works.append(work), begun(work, *args, **more))[1]
    )
    import_page.done.undo.click()
    works[0].task.cancel()
    qtbot.waitUntil(lambda: not import_page._undoing)
    assert room.store.value("SELECT count(*) FROM result") == 2 * SITTINGS
    import_page.done.undo.click()
    qtbot.waitUntil(lambda: at(import_page, CHOOSE))
    assert room.store.value("SELECT count(*) FROM result") == 0
