"""Several files at once: all of them in one step, or none."""

from __future__ import annotations

from datetime import date

import pytest

from learnerplan.domain.goals import GoalKind
from learnerplan.errors import UserError
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import artifacts, goals, learners, plans, terms

TODAY = date(2026, 11, 18)


@pytest.fixture
def layla(store):
    return learners.add(store, given_name="Layla", family_name="Haddad")


def files_of(store):
    return sorted(path.name for path in store.folder.artifacts.rglob("*") if path.is_file())


def test_several_files_are_one_step_of_undo(store, layla):
    drafts = [artifacts.Draft(b"one", "one.txt"), artifacts.Draft(b"two", "two.txt", why="It was hard.")]
    ids = artifacts.add_all(store, layla, drafts, added_on=TODAY)
    assert [row.title for row in artifacts.of_learner(store, layla)] == ["two", "one"]
    assert len(ids) == 2
    assert store.undo() == "Add 2 artifacts"
    assert artifacts.of_learner(store, layla) == []


def test_when_one_file_cannot_be_read_none_is_kept(store, layla, tmp_path):
    artifacts.add(store, layla, b"before", name="before.txt", added_on=TODAY)
    drafts = [artifacts.Draft(b"one", "one.txt"), artifacts.Draft(tmp_path / "gone.png")]
    with pytest.raises(UserError, match=r"gone\.png"):
        artifacts.add_all(store, layla, drafts, added_on=TODAY)
    assert [row.title for row in artifacts.of_learner(store, layla)] == ["before"]
    assert files_of(store) == ["before.txt"]


def test_stopping_leaves_nothing_behind(store, layla):
    progress = Progress(lambda done, _total, _what: progress.cancel() if done == 0 else None)
    with pytest.raises(Cancelled):
        artifacts.add_all(
            store,
            layla,
            [artifacts.Draft(b"one", "one.txt"), artifacts.Draft(b"two", "two.txt")],
            added_on=TODAY,
            progress=progress,
        )
    assert files_of(store) == []


def test_a_goal_that_is_gone_is_told_and_keeps_the_file_out(store, layla):
    with store.transaction("Start") as tx:
        terms.add_usual_year(tx, TODAY)
    plan = plans.start(store, layla, today=TODAY)
    goal = goals.add(store, plan, kind=GoalKind.PERSONAL, words="Make a comic")
    goals.remove(store, goal)
    with pytest.raises(UserError, match="no longer there"):
        artifacts.add(store, layla, b"one", name="one.txt", added_on=TODAY, goal_ids=[goal])
    assert files_of(store) == []
