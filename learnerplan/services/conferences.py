"""Conferences: the meetings that learners lead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from learnerplan.domain import records

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class ConferenceRow:
    """A meeting, by the clock of the school."""

    id: str
    learner_id: str
    held_at: datetime
    minutes: int
    place: str
    attends: str
    language: str
    interpreter: str


_CONFERENCES = """SELECT id, learner_id, held_at, minutes, place, attends, language, interpreter FROM conference
    WHERE {where} ORDER BY held_at"""


def coming(view: Readable, now: datetime) -> list[ConferenceRow]:
    """All meetings from now on."""
    return view.rows(ConferenceRow, _CONFERENCES.format(where="held_at >= ?"), (now.isoformat(),))


def of_learner(view: Readable, learner_id: str) -> list[ConferenceRow]:
    """A learner's meetings, oldest first."""
    return view.rows(ConferenceRow, _CONFERENCES.format(where="learner_id = ?"), (learner_id,))


def plan(store: Store, learner_id: str, *, held_at: datetime, place: str = "", attends: str = "") -> str:
    """Put a meeting on the calendar."""
    with store.transaction("Plan conference") as tx:
        return tx.add(records.Conference, learner_id=learner_id, held_at=held_at, place=place, attends=attends)
