"""Observations: what somebody saw or heard of a learner, kept for the record."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import records

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class ObservationRow:
    """One note. `learners` is how many it is about."""

    id: str
    text: str
    seen_on: date
    by: str
    source_label: str
    learners: int


@dataclass(frozen=True)
class _Tie:
    id: str
    learner_id: str


def of_learner(view: Readable, learner_id: str) -> list[ObservationRow]:
    """The notes about a learner, newest first."""
    return view.rows(
        ObservationRow,
        """SELECT o.id, o.text, o.seen_on, o."by", o.source_label,
        (SELECT count(*) FROM observation_learner a WHERE a.observation_id = o.id)
        FROM observation o JOIN observation_learner x ON x.observation_id = o.id
        WHERE x.learner_id = ? ORDER BY o.seen_on DESC, o.id DESC""",
        (learner_id,),
    )


def remove(store: Store, observation_id: str, learner_id: str) -> None:
    """Take a note away from a learner; one that is about others as well stays with them. Undo brings it back."""
    with store.transaction("Remove note") as tx:
        ties = tx.rows(
            _Tie, "SELECT id, learner_id FROM observation_learner WHERE observation_id = ?", (observation_id,)
        )
        if any(tie.learner_id != learner_id for tie in ties):
            for tie in ties:
                if tie.learner_id == learner_id:
                    tx.delete(records.ObservationLearner, tie.id)
        else:
            tx.delete(records.Observation, observation_id)
