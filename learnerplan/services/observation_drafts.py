"""Rows of a sheet of notes become observations of the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.audiences import Audience

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.imports.drafts.notes import ObservationDraft
    from learnerplan.services.batches import Batch
    from learnerplan.services.drafts import Refs


class ObservationWriter:
    """Writes the notes of a plan into a batch. None is for the family: an adult releases what may go home."""

    def __init__(self, batch: Batch, refs: Refs, today: date) -> None:
        self._batch = batch
        self._refs = refs
        self._today = today

    def write(self, draft: ObservationDraft) -> None:
        """Make the observations of one row."""
        for noted in draft.noted:
            values: dict[str, Any] = {"seen_on": self._today, **dict(noted.values)}
            observation_id = self._batch.add(records.Observation, key=noted.key, audience=Audience.RECORD, **values)
            for ref in noted.learner_refs:
                learner_id = self._refs.id_of(ref)
                self._batch.add(records.ObservationLearner, observation_id=observation_id, learner_id=learner_id)
