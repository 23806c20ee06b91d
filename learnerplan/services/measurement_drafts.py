"""Rows of a sheet of measurements become measurements of goals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain import records

if TYPE_CHECKING:
    from learnerplan.imports.drafts.notes import MeasurementDraft
    from learnerplan.services.batches import Batch
    from learnerplan.services.drafts import Refs


class MeasurementWriter:
    """Writes the measurements of a plan into a batch."""

    def __init__(self, batch: Batch, refs: Refs) -> None:
        self._batch = batch
        self._refs = refs

    def write(self, draft: MeasurementDraft) -> None:
        """Make the measurements of one row."""
        goal_id = self._refs.id_of(draft.goal_ref)
        for taken in draft.taken:
            values: dict[str, Any] = dict(taken)
            self._batch.add(records.Measurement, goal_id=goal_id, **values)
