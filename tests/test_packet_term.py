"""`packet --term`: the kept packet of a closed plan from the command line."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan import cli
from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.services import goals, learners, plan_closing, plan_papers, plans


@pytest.fixture
def run(room, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("LEARNERPLAN_HOME", str(tmp_path / "home"))

    def call(*words: object):
        code = cli.main(["--planbook", str(room.store.folder.path), *map(str, words)])
        said = capsys.readouterr()
        return code, said.out, said.err

    return call


@pytest.fixture
def closed(room):
    plan = plans.start(room.store, room.ana, today=room.today)
    goal = goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic")
    goals.change(room.store, goal, status=GoalStatus.MET)
    plan_closing.close(room.store, [plan], today=date(2026, 12, 18))
    return plan


def test_it_is_the_file_that_was_kept(room, run, closed, tmp_path):
    term = plans.of_learner(room.store, room.ana)[0].term
    learners.change(room.store, room.ana, preferred_name="Lu")
    code, out, err = run("packet", room.ana, "--term", term.upper(), "--out", tmp_path / "kept.pdf")
    assert (code, err) == (0, "")
    assert term.upper() in out
    kept = {(room.store.folder.artifacts / each.path).read_bytes() for each in plan_papers.papers(room.store, closed)}
    assert (tmp_path / "kept.pdf").read_bytes() in kept


def test_without_a_closed_plan_it_says_so(room, run, tmp_path):
    code, _out, err = run("packet", room.minh, "--term", "Term 2", "--out", tmp_path / "kept.pdf")
    assert code == 1
    assert "No closed plan of Term 2" in err
    assert not (tmp_path / "kept.pdf").exists()


def test_several_students_need_a_file_each(room, run, closed, tmp_path):
    assert run("packet", "--all", "--term", "Term 2", "--out", tmp_path / "x.pdf")[0] == 2


def test_a_plan_closed_before_packets_were_kept_says_what_it_is(room, run, tmp_path):
    plan = plans.start(room.store, room.ana, today=room.today)
    with room.store.transaction("Close as before", origin="system") as tx:
        tx.change(records.Plan, plan, state=PlanState.CLOSED)
    code, out, err = run("packet", room.ana, "--term", "Term 2", "--out", tmp_path / "made.pdf")
    assert code == 0
    assert "as it was" not in out
    assert "Nothing was kept when Term 2 closed" in err
    assert (tmp_path / "made.pdf").read_bytes().startswith(b"%PDF-")
