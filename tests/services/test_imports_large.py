"""Results of a large file: the same as those of a small one, in one transaction that one undo takes back."""

from __future__ import annotations

from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.imports import tables
from learnerplan.imports.drafts import ResultDraft
from learnerplan.imports.planned.plan import LongRows, Verdict
from learnerplan.imports.planning import Options
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import imports
from learnerplan.storage import undo
from tests.room import TODAY
from tests.services.importing import brought_in, dump, number_of, transactions, written

LEARNERS, SITTINGS = 5, 300
ROSTER = "Student ID,First Name,Last Name\n" + "".join(f"{n:04},Given{n},Family{n}\n" for n in range(LEARNERS))


def results(folder: Path, score: int = 200, extra: str = "") -> Path:
    """Results of five learners, one row that is too long, one of a stranger, one that stands twice."""
    lines = ["Student ID,Last Name,First Name,Assessment,Subject,Test Date,Scale Score,Percentile"]
    for number in range(LEARNERS * SITTINGS):
        who, sitting = number % LEARNERS, number // LEARNERS
        day = f"20{10 + sitting // 28}-0{1 + sitting % 9}-{1 + sitting % 28:02}"
        lines.append(f"{who:04},Family{who},Given{who},Check,Reading,{day},{score + number % 50},{number % 99}")
    lines += ["1,2,3,4,5,6,7,8,9", "9999,Nobody,Here,Check,Reading,2020-01-01,200,50", lines[1]]
    return written(folder, "results.csv", "\n".join(lines) + "\n" + extra)


@pytest.fixture
def book(store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    brought_in(store, written(tmp_path, "roster.csv", ROSTER), class_name="Room 12")
    monkeypatch.setattr(tables, "LARGE_BYTES", 10_000)
    monkeypatch.setattr(undo, "_SOME", 400)
    return store


def planned(store, path: Path, progress: Progress | None = None):
    return imports.plan(store, [path], options=Options(kind="assessment"), progress=progress)


def test_a_large_file_plans_as_a_small_one(book, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = results(tmp_path)
    (long,) = planned(book, path).files
    monkeypatch.setattr(tables, "LARGE_BYTES", 10_000_000)
    (small,) = planned(book, path).files
    assert isinstance(long.rows, LongRows)
    assert isinstance(small.rows, tuple)
    assert sorted(long.rows, key=lambda row: row.line) == list(small.rows)
    told = [file.summary() for file in (long, small)]
    assert told[0] == told[1]
    assert told[0]["new"] == LEARNERS * SITTINGS
    assert [each["line"] for each in told[0]["refused"]] == [LEARNERS * SITTINGS + 2]
    assert (long.count(Verdict.UNDECIDED), long.count(Verdict.UNCHANGED)) == (1, 1)


def test_it_is_one_transaction_that_one_undo_takes_back(book, tmp_path: Path):
    before, path = dump(book), results(tmp_path)
    count = transactions(book)
    done = imports.commit(book, planned(book, path), today=TODAY)
    assert (done.new, done.undecided, done.refused) == (LEARNERS * SITTINGS, 1, 1)
    assert transactions(book) == count + 1
    assert number_of(book, "result") == LEARNERS * SITTINGS
    assert number_of(book, "pending_row") == 1
    again = planned(book, path)
    assert again.count(Verdict.UNCHANGED) == LEARNERS * SITTINGS + 1
    assert not imports.commit(book, again, today=TODAY).wrote
    changed = imports.commit(book, planned(book, results(tmp_path, score=201)), today=TODAY)
    assert (changed.new, changed.updated) == (0, LEARNERS * SITTINGS)
    assert book.undo() == "Import results.csv"
    assert book.undo() == "Import results.csv"
    after = dump(book)
    assert {name: after[name] for name in ("result", "pending_row", "learner", "mapping")} == {
        name: before[name] for name in ("result", "pending_row", "learner", "mapping")
    }
    assert book.redo() == "Import results.csv"
    assert number_of(book, "result") == LEARNERS * SITTINGS


@pytest.mark.parametrize("phase", ["Reading", "Finding", "Comparing", "Saving"])
def test_stop_leaves_nothing_behind(book, tmp_path: Path, phase: str):
    path, before, count = results(tmp_path), dump(book), transactions(book)
    seen: list[str] = []

    def step(_done: int, _total: int, label: str) -> None:
        seen.append(label)
        if sum(each.startswith(phase) for each in seen) == 2:
            progress.cancel()

    progress = Progress(step)
    with pytest.raises(Cancelled):
        imports.commit(book, planned(book, path, progress), today=TODAY, progress=progress)
    assert dump(book) == before
    assert transactions(book) == count
    assert imports.commit(book, planned(book, path), today=TODAY).new == LEARNERS * SITTINGS


def test_what_was_shown_is_written_whatever_becomes_of_the_file(book, tmp_path: Path):
    path = results(tmp_path)
    plan = planned(book, path)
    shown = [row.payload.key for row in plan.files[0].select(written=True) if isinstance(row.payload, ResultDraft)]
    path.write_text("Student ID\nsomething else\n", "utf-8")
    imports.commit(book, plan, today=TODAY)
    kept = [row[0] for row in book._reader().execute("SELECT key FROM result")]
    assert sorted(kept) == sorted(shown)


def test_a_plan_is_planned_again_where_the_planbook_moved_on(book, tmp_path: Path):
    path = results(tmp_path)
    plan = planned(book, path)
    brought_in(book, written(tmp_path, "more.csv", "Student ID,First Name,Last Name\n7777,New,Child\n"))
    assert imports.commit(book, plan, today=TODAY).new == LEARNERS * SITTINGS
    plan = planned(book, results(tmp_path, score=202))
    brought_in(book, written(tmp_path, "nobody.csv", "Student ID,First Name,Last Name\n9999,Here,Nobody\n"))
    with pytest.raises(UserError, match="has changed since this preview"):
        imports.commit(book, plan, today=TODAY)
