"""The log of imports."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from learnerplan.errors import UserError
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import import_runs, imports, learners

ROSTER = "Student ID,Name\n1,Ana Silva\n2,Kai Nakamura\n"


def bring_in(room, *paths: Path):
    plan = imports.plan(room.store, paths)
    return imports.commit(room.store, plan, today=room.today)


def test_each_import_is_one_line_and_the_last_one_can_be_undone(room, tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(ROSTER, encoding="utf-8")
    two.write_text(ROSTER.replace("Ana", "Eva").replace("1,", "7,"), encoding="utf-8")
    bring_in(room, one)
    bring_in(room, one, two)
    listed = import_runs.listed(room.store)
    assert [(run.files, run.new, run.last) for run in listed] == [(2, 1, True), (1, 2, False)]
    assert listed[1].name == "one.csv"
    room.store.undo()
    assert [(run.name, run.last) for run in import_runs.listed(room.store)] == [("one.csv", True)]


def test_an_import_is_not_the_last_write_once_something_else_was_written(room, tmp_path):
    path = tmp_path / "one.csv"
    path.write_text(ROSTER, encoding="utf-8")
    bring_in(room, path)
    learners.change(room.store, room.ana, grade="7")
    assert [run.last for run in import_runs.listed(room.store)] == [False]


def test_the_log_holds_each_file_with_its_hash_and_counts(room, tmp_path):
    one, two = tmp_path / "one.csv", tmp_path / "two.csv"
    one.write_text(ROSTER, encoding="utf-8")
    two.write_text(ROSTER.replace("Ana", "Eva").replace("1,", "7,"), encoding="utf-8")
    bring_in(room, one, two)
    (run,) = import_runs.listed(room.store)
    assert sorted(file.name for file in run.held) == ["one.csv", "two.csv"]
    assert {file.sha256 for file in run.held} == {hashlib.sha256(path.read_bytes()).hexdigest() for path in (one, two)}
    assert run.kind == "roster"
    assert room.store.undo_status().undo == "Import one.csv and 1 more file"
    assert import_runs.digests(room.store) == {file.sha256 for file in run.held}


def test_the_same_file_is_known_again_by_its_bytes(room, tmp_path):
    one, copy = tmp_path / "one.csv", tmp_path / "renamed.csv"
    one.write_text(ROSTER, encoding="utf-8")
    copy.write_text(ROSTER, encoding="utf-8")
    bring_in(room, one)
    digest = hashlib.sha256(copy.read_bytes()).hexdigest()
    assert [(run.name, run.new) for run in import_runs.of_file(room.store, digest)] == [("one.csv", 2)]
    assert import_runs.of_file(room.store, hashlib.sha256(b"other").hexdigest()) == []
    assert import_runs.of_file(room.store, "") == []


def test_an_earlier_import_is_taken_back_while_nothing_touched_it(room, tmp_path):
    one = tmp_path / "one.csv"
    one.write_text(ROSTER, encoding="utf-8")
    bring_in(room, one)
    learners.change(room.store, room.ana, grade="7")
    (run,) = import_runs.listed(room.store)
    assert not run.last
    assert run.txn is not None
    assert import_runs.take_back(room.store, run.txn) == "Import one.csv"
    assert import_runs.listed(room.store) == []
    assert {row.given_name for row in learners.all_names(room.store)} == {"Ana Lúcia", "Minh Anh"}
    assert learners.one(room.store, room.ana).grade == "7"
    with pytest.raises(UserError, match="taken back already"):
        import_runs.take_back(room.store, run.txn)


def test_taking_an_import_back_tells_how_far_it_is_and_can_be_stopped(room, tmp_path):
    one = tmp_path / "one.csv"
    one.write_text(ROSTER, encoding="utf-8")
    bring_in(room, one)
    (run,) = import_runs.listed(room.store)
    assert run.txn is not None
    stopped = Progress()
    stopped.cancel()
    with pytest.raises(Cancelled):
        import_runs.take_back(room.store, run.txn, stopped)
    assert import_runs.listed(room.store) == [run]
    steps = []
    import_runs.take_back(room.store, run.txn, Progress(lambda *step: steps.append(step)))
    assert steps
    assert all(done < total and what == "Taking back" for done, total, what in steps)
    assert import_runs.listed(room.store) == []


def test_rows_that_are_only_left_out_are_not_counted_as_unchanged(room, tmp_path):
    (tmp_path / "School.csv").write_text("School SIS ID,Name,School NCES ID\n1,Cedar Grove School,9\n", "utf-8")
    (tmp_path / "Student.csv").write_text("SIS ID,School SIS ID,First Name,Last Name\n7,1,Noor,Haddad\n", "utf-8")
    imports.commit(room.store, imports.plan(room.store, [tmp_path]), today=room.today)
    (run,) = import_runs.listed(room.store)
    assert {file.name: (file.new, file.unchanged) for file in run.held} == {"Student.csv": (1, 0), "School.csv": (0, 0)}


def test_an_import_whose_cells_have_changed_stays_and_says_which(room, tmp_path):
    one = tmp_path / "one.csv"
    one.write_text(ROSTER, encoding="utf-8")
    bring_in(room, one)
    kai = next(row for row in learners.all_names(room.store) if row.given_name == "Kai")
    learners.change(room.store, kai.id, grade="7")
    (run,) = import_runs.listed(room.store)
    assert run.txn is not None
    with pytest.raises(UserError, match="the grade of that student has changed since"):
        import_runs.take_back(room.store, run.txn)
    assert len(import_runs.listed(room.store)) == 1


def test_an_import_that_was_done_again_can_be_taken_back_again(room, tmp_path):
    one = tmp_path / "one.csv"
    one.write_text(ROSTER, encoding="utf-8")
    bring_in(room, one)
    room.store.undo()
    room.store.redo()
    (run,) = import_runs.listed(room.store)
    assert run.last
    assert import_runs.take_back(room.store, run.txn) == "Import one.csv"
    assert import_runs.listed(room.store) == []
