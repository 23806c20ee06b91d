from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from learnerplan.domain import records
from learnerplan.services import history

START = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
DAY = date(2026, 9, 1)


def act(store, label, minutes, work, origin="teacher"):
    with (
        time_machine.travel(START + timedelta(minutes=minutes), tick=False),
        store.transaction(label, origin=origin) as tx,
    ):
        return work(tx)


@pytest.fixture
def told(room):
    """An entry that was written, changed twice and deleted, an hour apart."""
    entry = act(
        room.store,
        "Add entry",
        0,
        lambda tx: tx.add(
            records.ProfileEntry, learner_id=room.ana, facet="hope", voice="learner", text="fly", said_on=DAY
        ),
    )
    act(room.store, "Change entry", 60, lambda tx: tx.change(records.ProfileEntry, entry, text="fly a kite"))
    act(room.store, "Release", 120, lambda tx: tx.change(records.ProfileEntry, entry, audience="family", current=False))
    act(room.store, "Delete entry", 180, lambda tx: tx.delete(records.ProfileEntry, entry))
    return entry


def test_every_change_is_told_in_order_with_before_and_after(room, told):
    rows = [row for row in history.of_learner(room.store, room.ana) if row.row_id == told]
    texts = [(row.label, row.before, row.after) for row in rows if row.column == "text"]
    assert texts == [
        ("Add entry", None, "fly"),
        ("Change entry", "fly", "fly a kite"),
        ("Delete entry", "fly a kite", None),
    ]
    released = {(row.column, row.before, row.after) for row in rows if row.label == "Release"}
    assert released == {("audience", "record", "family"), ("current", True, False)}
    assert rows[0].at == START
    assert {row.actor for row in rows} == {"teacher"}


@pytest.mark.parametrize(
    ("minutes", "text"), [(-1, None), (0, "fly"), (59, "fly"), (60, "fly a kite"), (179, "fly a kite"), (180, None)]
)
def test_a_row_as_it_stood_at_any_moment(room, told, minutes, text):
    then = history.as_of(room.store, "profile_entry", told, START + timedelta(minutes=minutes))
    assert (then and then["text"]) == text


def test_undo_and_redo_are_part_of_the_history(room, told):
    room.store.undo()
    room.store.redo()
    kinds = [row.kind for row in history.of_row(room.store, "profile_entry", told) if row.column == "text"]
    assert kinds == ["do", "do", "do", "undo", "redo"]


def test_what_hangs_deeper_belongs_to_the_learner_too(room):
    def plan(tx):
        term = tx.value("SELECT id FROM term LIMIT 1")
        made = tx.add(records.Plan, learner_id=room.ana, term_id=term)
        goal = tx.add(records.Goal, plan_id=made, learner_id=room.ana, kind="personal", words="kite")
        tx.add(records.Step, goal_id=goal, text="paper", who="me")
        seen = tx.add(records.Observation, text="runs", seen_on=DAY)
        tx.add(records.ObservationLearner, observation_id=seen, learner_id=room.ana)
        tx.add(records.MemoryAid, learner_id=room.ana, text="secret", written_on=DAY)
        return made, seen

    made, seen = act(room.store, "Plan", 0, plan)

    def remove(tx):
        tx.delete(records.Plan, made)
        tx.delete(records.Observation, seen)

    act(room.store, "Remove", 1, remove)
    rows = history.of_learner(room.store, room.ana)
    assert {"plan", "goal", "step", "observation", "observation_learner", "learner"} <= {row.table for row in rows}
    assert not [row for row in rows if "secret" in (row.before, row.after)]
    assert not [row for row in history.of_learner(room.store, room.minh) if row.label == "Plan"]


def test_a_deleted_learner_has_a_history(room):
    act(room.store, "Remove", 0, lambda tx: tx.delete(records.Learner, room.minh))
    rows = history.of_learner(room.store, room.minh)
    assert [row.before for row in rows if row.column == "given_name" and row.label == "Remove"] == ["Minh Anh"]


def test_imports_are_told_apart_from_the_teacher(room):
    act(room.store, "Import", 0, lambda tx: tx.change(records.Learner, room.ana, grade="7"), origin="import")
    act(room.store, "Change", 1, lambda tx: tx.change(records.Learner, room.ana, grade="8"))
    origins = [row.origin for row in history.of_row(room.store, "learner", room.ana) if row.column == "grade"]
    assert origins[-2:] == ["import", "teacher"]


def test_what_stands_now_is_told_though_the_clock_was_set_back(room):
    before = datetime.now(UTC) - timedelta(days=4)
    assert history.as_of(room.store, "learner", room.ana, before) is None
    now = history.present(room.store, "learner", room.ana)
    assert now["given_name"] == room.store.value("SELECT given_name FROM learner WHERE id = ?", (room.ana,))
    assert history.present(room.store, "learner", "nobody") is None
