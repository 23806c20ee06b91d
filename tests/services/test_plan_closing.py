from __future__ import annotations

import hashlib
import os
from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import PlanState
from learnerplan.domain.reflections import Prompt
from learnerplan.errors import UserError
from learnerplan.progress import Cancelled, Progress
from learnerplan.services import checkins, goals, plan_closing, plan_papers, plan_states, plans, reflections
from learnerplan.services.plan_closing import Lack
from tests.storage.dumps import dump

TODAY = date(2026, 11, 18)
LATER = date(2027, 5, 3)


@pytest.fixture
def plan(room):
    made = plans.start(room.store, room.ana, today=TODAY)
    plan_states.move(room.store, made, PlanState.ACTIVE)
    return made


@pytest.fixture
def goal(room, plan):
    return goals.add(
        room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic", baseline=0, target=12, measure="Pages"
    )


@pytest.fixture
def ready(room, plan, goal):
    """A plan with nothing missing."""
    goals.measure(room.store, goal, measured_on=TODAY, value=12)
    goals.change(room.store, goal, status=GoalStatus.MET)
    reflections.write(room.store, room.ana, plan, {Prompt.PROUD: "My last page"}, on=TODAY)
    return plan


def lacks(room, plan):
    return [each.lack for each in plan_closing.missing(room.store, [plan])]


def test_what_is_missing_is_told_before(room, plan):
    assert lacks(room, plan) == [Lack.GOALS, Lack.REFLECTION]
    goals.add(room.store, plan, kind=GoalKind.PERSONAL, words="Make a comic", baseline=0, target=12)
    assert lacks(room, plan) == [Lack.OUTCOME, Lack.MEASUREMENT, Lack.REFLECTION]


def test_nothing_is_missing_when_all_is_said(room, ready):
    assert lacks(room, ready) == []


def test_a_goal_without_an_outcome_keeps_the_plan_open(room, plan, goal):
    before = dump(room.store)
    with pytest.raises(UserError, match="Make a comic"):
        plan_closing.close(room.store, [plan], today=TODAY)
    assert dump(room.store) == before
    assert not list(room.store.folder.artifacts.rglob("*.pdf"))


def test_a_closed_plan_does_not_change(room, ready, goal):
    plan_closing.close(room.store, [ready], today=TODAY)
    before = dump(room.store)
    for change in (
        lambda: goals.change(room.store, goal, status=GoalStatus.PARTLY),
        lambda: goals.measure(room.store, goal, measured_on=TODAY, value=1),
        lambda: reflections.write(room.store, room.ana, ready, {Prompt.PROUD: ""}, on=TODAY),
        lambda: checkins.add(room.store, room.ana, checkins.Talk(TODAY, levels={goal: None})),
    ):
        with pytest.raises(UserError, match="This plan is closed"):
            change()
    assert dump(room.store) == before


def test_several_plans_close_as_one_step_of_undo(room, ready):
    other = plans.start(room.store, room.minh, today=TODAY)
    before = dump(room.store)
    plan_closing.close(room.store, [ready, other], today=TODAY)
    assert room.store.undo_status().undo == "Close 2 plans"
    room.store.undo()
    assert dump(room.store) == before


def _stopped_at_the_second():
    progress = Progress(lambda done, _total, _label: progress.cancel() if done == 1 else None)
    return progress


def test_a_close_that_is_stopped_leaves_no_packet_and_keeps_those_of_before(room, ready):
    plan_closing.close(room.store, [ready], today=TODAY)
    kept = sorted(room.store.folder.artifacts.rglob("*.pdf"))
    plan_closing.reopen(room.store, ready, "One page was missing")
    other = plans.start(room.store, room.minh, today=TODAY)
    before = dump(room.store)
    for day in (TODAY, LATER):
        with pytest.raises(Cancelled):
            plan_closing.close(room.store, [ready, other], today=day, progress=_stopped_at_the_second())
    assert dump(room.store) == before
    assert sorted(room.store.folder.artifacts.rglob("*.pdf")) == kept


@pytest.mark.skipif(os.name == "nt", reason="limits of file sizes are a POSIX matter")
def test_a_disk_that_is_full_after_the_first_paper_leaves_no_packet(room, ready):
    import resource

    plan_closing.close(room.store, [ready], today=TODAY)
    sizes = sorted(paper.stat().st_size for paper in room.store.folder.artifacts.rglob("*.pdf"))
    assert sizes[0] < sizes[1]
    plan_closing.reopen(room.store, ready, "One page was missing")
    kept = sorted(room.store.folder.artifacts.rglob("*.pdf"))
    before, limits = dump(room.store), resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (sum(sizes) // 2, limits[1]))
    try:
        with pytest.raises(UserError, match="the disk is full"):
            plan_closing.close(room.store, [ready], today=LATER)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert dump(room.store) == before
    assert sorted(room.store.folder.artifacts.rglob("*.pdf")) == kept


def _meanwhile(work):
    """Somebody else writes while the first packet is printed."""
    return Progress(lambda done, _total, _label: work() if done == 0 else None)


@pytest.mark.parametrize("status", [GoalStatus.PARTLY, GoalStatus.ACTIVE])
def test_a_plan_that_is_changed_while_it_is_printed_stays_open(room, ready, goal, status):
    changed = _meanwhile(lambda: goals.change(room.store, goal, status=status))
    with pytest.raises(UserError, match="Ana Lúcia’s plan was changed while it was printed"):
        plan_closing.close(room.store, [ready], today=TODAY, progress=changed)
    assert plan_papers.papers(room.store, ready) == []
    assert not list(room.store.folder.artifacts.rglob("*.pdf"))


def test_what_is_written_elsewhere_meanwhile_keeps_no_plan_open(room, ready):
    plan_closing.close(
        room.store, [ready], today=TODAY, progress=_meanwhile(lambda: plans.start(room.store, room.minh, today=TODAY))
    )
    assert len(plan_papers.papers(room.store, ready)) == 2


def test_what_fails_after_the_plans_are_closed_takes_no_paper_away(room, ready):
    def fails(_changes):
        raise KeyboardInterrupt

    stop = room.store.subscribe(fails)
    with pytest.raises(KeyboardInterrupt):
        plan_closing.close(room.store, [ready], today=TODAY)
    stop()
    papers = plan_papers.papers(room.store, ready)
    assert len(papers) == 2
    assert all((room.store.folder.artifacts / paper.path).is_file() for paper in papers)


def test_opening_again_is_deliberate_and_closing_again_keeps_both_papers(room, ready, goal, tmp_path):
    plan_closing.close(room.store, [ready], today=TODAY)
    with pytest.raises(UserError, match="say why"):
        plan_closing.reopen(room.store, ready, " ")
    plan_closing.reopen(room.store, ready, "One page was missing")
    goals.change(room.store, goal, status=GoalStatus.PARTLY)
    plan_closing.close(room.store, [ready], today=LATER)
    assert len(plan_papers.papers(room.store, ready)) == 4
    assert [turn.state for turn in plan_states.turns(room.store, ready)][-3:] == [
        PlanState.CLOSED, PlanState.REFLECTING, PlanState.CLOSED,
    ]  # fmt: skip
    out = tmp_path / "new.pdf"
    plan_papers.reprint(room.store, ready, out, today=LATER)
    newest = plan_papers.papers(room.store, ready)
    assert hashlib.sha256(out.read_bytes()).hexdigest() in {each.sha256 for each in newest[:2]}


def test_the_standards_text_is_frozen(room, ready, goal):
    with room.store.transaction("Standards") as tx:
        framework = tx.add(records.Framework, title="Ours")
        standard = tx.add(records.Competency, framework_id=framework, code="W.6", statement="Draw and write")
        tx.add(records.GoalCompetency, goal_id=goal, competency_id=standard)
    plan_closing.close(room.store, [ready], today=TODAY)
    with room.store.transaction("Other words") as tx:
        tx.change(records.Competency, standard, statement="Something else")
    assert "Draw and write" in room.store.value("SELECT frozen FROM plan WHERE id = ?", (ready,))
