"""Rows of a sheet of supports become supports of a learner: restricted, with the row that they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.imports.drafts import is_new
from learnerplan.services.drafts import decline

if TYPE_CHECKING:
    from learnerplan.imports.drafts.notes import SupportDraft
    from learnerplan.services.batches import Batch
    from learnerplan.services.drafts import Refs
    from learnerplan.services.survey_drafts import Place

_DAYS = ("starts_on", "review_on", "ends_on")


class SupportWriter:
    """Writes the supports of a plan into a batch."""

    def __init__(self, batch: Batch, refs: Refs) -> None:
        self._batch = batch
        self._refs = refs

    def write(self, draft: SupportDraft, place: Place) -> None:
        """Make a support, or change one. A part may be written before its plan: links are checked at the end."""
        support_id = self._refs.id_of(draft.ref)
        values: dict[str, Any] = {name: (value or None) if name in _DAYS else value for name, value in draft.values}
        if draft.part_of_ref:
            values["part_of_id"] = self._refs.id_of(draft.part_of_ref)
        if draft.source_row:
            values |= {"source_file": place.file, "source_line": place.line, "source_row": draft.source_row}
        if is_new(draft.ref):
            learner_id = self._refs.id_of(draft.learner_ref)
            self._batch.add(records.Support, support_id, learner_id=learner_id, key=draft.key, **values)
        else:
            self._batch.change(records.Support, support_id, **values)
        for part in draft.parts:
            self._batch.change(records.Support, self._refs.id_of(part), part_of_id=support_id)
        decline(self._batch, support_id, draft.declined)
