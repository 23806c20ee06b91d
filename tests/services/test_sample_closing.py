"""The first term of the sample class, closed as the app closes it: what was frozen, kept, said and carried on."""

from __future__ import annotations

import json
import re
import shutil
from dataclasses import dataclass
from datetime import date

import pytest

from learnerplan.domain.goals import GoalStatus
from learnerplan.domain.packets import PacketForm
from learnerplan.domain.plans import PlanState
from learnerplan.domain.profiles import Voice
from learnerplan.files import sha256
from learnerplan.services import (
    goals,
    learners,
    plan_closing,
    plan_papers,
    plan_states,
    plans,
    profiles,
    reflections,
    terms,
)
from learnerplan.services.plan_papers import Reprint
from learnerplan.storage import artifacts, integrity
from learnerplan.storage.store import Store
from tests.documents.reading import pages_text

TODAY = date(2026, 11, 18)
TERM_ENDED = date(2026, 10, 16)


@dataclass(frozen=True)
class Closed:
    id: str
    learner_id: str
    closed_on: date | None
    frozen: str


@pytest.fixture(scope="module")
def room(sample_planbook, tmp_path_factory):
    store = Store.open(shutil.copytree(sample_planbook, tmp_path_factory.mktemp("closed") / "class"))
    yield store
    store.close()


@pytest.fixture(scope="module")
def closed(room):
    """The plans of Term 1."""
    return room.rows(
        Closed,
        """SELECT p.id, p.learner_id, p.closed_on, p.frozen FROM plan p JOIN term t ON t.id = p.term_id
        WHERE t.name = 'Term 1' AND p.state = 'closed'""",
    )


def test_every_plan_closed_on_the_last_day_and_the_next_one_runs(room, closed):
    assert len(closed) == 28
    assert {plan.closed_on for plan in closed} == {TERM_ENDED}
    for plan in closed:
        first, second = plans.of_learner(room, plan.learner_id)
        assert first.kept
        assert (second.state, second.kept) == (PlanState.ACTIVE, False)
        states = [turn.state for turn in plan_states.turns(room, plan.id)]
        assert states == [PlanState.AGREED, PlanState.ACTIVE, PlanState.REFLECTING, PlanState.CLOSED]


def test_nothing_is_missing_and_every_goal_says_how_it_ended(room, closed):
    assert plan_closing.missing(room, [plan.id for plan in closed]) == []
    ended = [goal for plan in closed for goal in goals.of_plan(room, plan.id)]
    assert {goal.status for goal in ended} == set(GoalStatus) - {GoalStatus.ACTIVE}
    for goal in ended:
        assert goal.outcome_note, goal.words
        assert goal.now is not None
        assert goal.level_on is not None
        assert goal.level_on <= TERM_ENDED
    carried = {goal.id for goal in ended if goal.status is GoalStatus.CARRIED}
    running = [goal for plan in closed for goal in goals.of_learner(room, plan.learner_id)]
    assert {goal.carried_from_id for goal in running} - {None} == carried


def test_everybody_looks_back_and_some_families_say_something(room, closed):
    said = [row for plan in closed for row in reflections.of_learner(room, plan.learner_id)]
    assert all(row.reflected_on <= TERM_ENDED for row in said)
    voices = {voice: {row.plan_id for row in said if row.voice is voice} for voice in Voice}
    assert len(voices[Voice.LEARNER]) == len(voices[Voice.TEACHER]) == 28
    assert 8 <= len(voices[Voice.FAMILY]) < 28


def test_what_was_frozen_knows_nothing_of_the_next_term(room, closed):
    for plan in closed:
        days = set(re.findall(r"\b\d{4}-\d\d-\d\d", plan.frozen))
        assert max(days) <= TERM_ENDED.isoformat()
        later = {goal.words for goal in goals.of_plan(room, plans.of_learner(room, plan.learner_id)[1].id)}
        frozen = json.loads(plan.frozen)
        assert frozen["goals"]
        assert not later & {goal["words"] for goal in frozen["goals"]}
        assert not later & {work["goal"] for work in frozen["packet"]["artifacts"]}


def test_a_view_that_changed_later_is_frozen_as_it_was(room, closed):
    layla = learners.find(room, "Layla Haddad")
    frozen = json.loads(next(plan.frozen for plan in closed if plan.learner_id == layla))
    assert "wait for the bell." in {entry["text"] for entry in frozen["profile"]}
    assert "wait for the bell." not in {entry.text for entry in profiles.entries(room, layla)}


def test_the_packets_are_kept_short_and_long(room, closed):
    for plan in closed:
        kept = plan_papers.papers(room, plan.id)
        assert {paper.form for paper in kept} == set(PacketForm)
        for paper in kept:
            path = artifacts.find(room.folder, paper.path)
            assert sha256(path) == paper.sha256
            assert path.name.startswith("Term 1, packet, ")
    assert integrity.check(room).findings == ()


def test_the_packet_of_term_1_is_the_same_to_the_byte_after_term_5(sample_planbook, tmp_path):
    store = Store.open(shutil.copytree(sample_planbook, tmp_path / "class"))
    try:
        layla = learners.find(store, "Layla Haddad")
        first = plans.of_learner(store, layla)[0]
        before = [_reprinted(store, first.id, tmp_path / f"before {form}.pdf", form) for form in PacketForm]
        printed = " ".join(" ".join(pages_text((tmp_path / "before short.pdf").read_bytes())).split())
        assert "Draw our lift with all the floors" in printed
        for term in terms.listed(store, TODAY)[1:]:
            plan = plans.start(store, layla, today=term.starts_on, term_id=term.id)
            for goal in goals.of_plan(store, plan):
                goals.change(store, goal.id, status=GoalStatus.PARTLY, words=f"{goal.words}, more")
            plan_closing.close(store, [plan], today=term.ends_on)
        learners.change(store, layla, given_name="Leyla")
        assert [plan.state for plan in plans.of_learner(store, layla)] == [PlanState.CLOSED] * 5
        assert [_reprinted(store, first.id, tmp_path / f"after {form}.pdf", form) for form in PacketForm] == before
    finally:
        store.close()


def _reprinted(store, plan, out, form):
    assert plan_papers.reprint(store, plan, out, today=TODAY, form=form) is Reprint.KEPT
    return sha256(out)
