"""The packets of closed plans: the kept file, what was frozen, and plans of which nothing was kept."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest

from learnerplan.domain import records
from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.packets import PacketForm, Paper
from learnerplan.domain.plans import PlanState
from learnerplan.errors import UserError
from learnerplan.services import disclosures, goals, learners, plan_closing, plan_papers, plan_states, plans, terms
from learnerplan.services.plan_papers import Reprint
from learnerplan.storage import integrity
from tests.documents.reading import pages_text

TODAY = date(2026, 11, 18)
LATER = date(2027, 5, 3)


@pytest.fixture
def plan(room):
    made = plans.start(room.store, room.ana, today=TODAY)
    goal = goals.add(room.store, made, kind=GoalKind.PERSONAL, words="Make a comic", measure="Pages", target=12)
    goals.change(room.store, goal, status=GoalStatus.MET)
    plan_states.move(room.store, made, PlanState.ACTIVE)
    return made


@pytest.fixture
def closed(room, plan):
    plan_closing.close(room.store, [plan], today=TODAY)
    return plan


@pytest.fixture
def closed_long_ago(room, plan):
    """A plan as older versions closed it: the state alone."""
    with room.store.transaction("Close as before", origin="system") as tx:
        tx.change(records.Plan, plan, state=PlanState.CLOSED)
    return plan


def text_of(path):
    return "\n".join(pages_text(path.read_bytes()))


def test_the_check_knows_kept_packets_and_sees_that_one_was_changed(room, closed):
    assert integrity.check(room.store).findings == ()
    kept = next(path for path in sorted(room.store.folder.artifacts.rglob("*.pdf")))
    kept.write_bytes(kept.read_bytes() + b"more")
    (found,) = integrity.check(room.store).findings
    assert found.kind == "changed file"


def test_a_reprint_gives_the_same_bytes_whatever_changed_since(room, closed, tmp_path):
    first, second = tmp_path / "first.pdf", tmp_path / "second.pdf"
    assert plan_papers.reprint(room.store, closed, first, today=TODAY) is Reprint.KEPT
    learners.change(room.store, room.ana, given_name="Anna")
    term = terms.listed(room.store, TODAY)[-1]
    plans.start(room.store, room.ana, today=LATER, term_id=term.id)
    assert plan_papers.reprint(room.store, closed, second, today=LATER) is Reprint.KEPT
    assert first.read_bytes() == second.read_bytes()
    assert "Make a comic" in text_of(first)


def test_in_another_language_it_is_laid_out_from_what_was_frozen(room, closed, tmp_path):
    learners.change(room.store, room.ana, given_name="Anna")
    out = tmp_path / "es.pdf"
    made = plan_papers.reprint(room.store, closed, out, today=LATER, form=PacketForm.LONG, language="es")
    assert made is Reprint.FROZEN
    said = text_of(out)
    assert "Ana Lúcia" in said
    assert "Anna" not in said


def test_without_its_files_it_is_laid_out_from_what_was_frozen(room, closed, tmp_path):
    with room.store.transaction("As it came without papers", origin="system") as tx:
        for row in tx.rows(_Id, "SELECT id FROM plan_paper"):
            tx.delete(records.PlanPaper, row.id)
    learners.change(room.store, room.ana, given_name="Anna")
    out = tmp_path / "kept.pdf"
    assert plan_papers.reprint(room.store, closed, out, today=LATER) is Reprint.FROZEN
    assert "Ana Lúcia" in text_of(out)


def test_a_plan_of_which_nothing_was_kept_is_printed_from_the_record(room, closed_long_ago, tmp_path):
    assert not plans.of_learner(room.store, room.ana)[0].kept
    later = terms.listed(room.store, TODAY)[-1]
    newer = plans.start(room.store, room.ana, today=LATER, term_id=later.id)
    goals.add(room.store, newer, kind=GoalKind.PERSONAL, words="Ride my bike")
    out = tmp_path / "term.pdf"
    made = plan_papers.reprint(room.store, closed_long_ago, out, today=LATER, usual_paper=Paper.A4)
    assert made is Reprint.TODAY
    said = text_of(out)
    assert "Make a comic" in said
    assert "Term 2" in said
    assert "Ride my bike" not in said


def test_what_closing_kept_is_told(room, closed):
    assert plans.of_learner(room.store, room.ana)[0].kept


def test_each_packet_that_leaves_is_logged(room, closed, tmp_path):
    plan_papers.reprint(room.store, closed, tmp_path / "kept.pdf", today=TODAY)
    newest = disclosures.listed(room.store, room.ana)[0]
    assert (newest.purpose, newest.file_name) == ("Packet of a closed plan", "kept.pdf")


def test_a_kept_file_that_changed_is_not_printed(room, closed, tmp_path):
    for each in plan_papers.papers(room.store, closed):
        (room.store.folder.artifacts / each.path).write_bytes(b"%PDF other")
    with pytest.raises(UserError, match="changed outside"):
        plan_papers.reprint(room.store, closed, tmp_path / "x.pdf", today=TODAY)
    assert not (tmp_path / "x.pdf").exists()
    assert disclosures.listed(room.store, room.ana) == []


def test_a_place_that_cannot_be_written_is_a_sentence(room, closed, tmp_path):
    with pytest.raises(UserError, match="The packet was not saved"):
        plan_papers.reprint(room.store, closed, tmp_path / "nowhere" / "x.pdf", today=TODAY)


def test_a_plan_that_is_open_has_nothing_to_reprint(room, plan, tmp_path):
    with pytest.raises(UserError, match="not closed"):
        plan_papers.reprint(room.store, plan, tmp_path / "x.pdf", today=TODAY)


@dataclass(frozen=True)
class _Id:
    id: str
