"""The log of imports."""

from __future__ import annotations

from pathlib import Path

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
