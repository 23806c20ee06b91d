"""The quick note: an observation of one learner or several, or a private memory aid in a table of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience
from learnerplan.domain.observations import ObservationKind
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class QuickNote:
    """A note about learners. `tags` are words to hang on it; `audience` is the record's unless an adult releases it."""

    text: str
    learner_ids: tuple[str, ...]
    kind: ObservationKind = ObservationKind.SAW
    tags: tuple[str, ...] = ()
    audience: Audience = Audience.RECORD


def observe(store: Store, note: QuickNote, *, seen_on: date, by: str) -> str:
    """Keep an observation for the record. Raises `UserError` without words or without a learner."""
    _refuse_empty(note.text, note.learner_ids)
    with store.transaction("Add note") as tx:
        made = tx.add(
            records.Observation,
            text=note.text.strip(),
            seen_on=seen_on,
            by=by,
            kind=note.kind,
            audience=note.audience,
        )
        for learner_id in dict.fromkeys(note.learner_ids):
            tx.add(records.ObservationLearner, observation_id=made, learner_id=learner_id)
        for tag in dict.fromkeys(tag.strip() for tag in note.tags):
            if tag:
                tx.add(records.ObservationTag, observation_id=made, tag=tag)
    return made


def remember(store: Store, text: str, learner_ids: Sequence[str], *, on: date) -> None:
    """Keep a private memory aid for each learner: it stays on this computer, in no search, packet, export or share."""
    _refuse_empty(text, learner_ids)
    with store.transaction("Add private note") as tx:
        for learner_id in dict.fromkeys(learner_ids):
            tx.add(records.MemoryAid, learner_id=learner_id, text=text.strip(), written_on=on)


def _refuse_empty(text: str, learner_ids: Sequence[str]) -> None:
    if not text.strip():
        raise UserError("A note needs words.", "Type what you saw or heard.")
    if not learner_ids:
        raise UserError("The note is about nobody yet.", "Choose one student or several.")
