"""Writing single rows of an export that comes back, each under its own id."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain import records, tables

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.imports.drafts.rows import RowDraft
    from learnerplan.services.batches import Batch
    from learnerplan.services.survey_drafts import Place


class RowWriter:
    """`files` says where the files that rows name were put, by the row's id."""

    def __init__(self, batch: Batch, files: Mapping[str, str]) -> None:
        self._batch, self._files = batch, files

    def write(self, draft: RowDraft, _place: Place) -> None:
        """Make a row, or set columns of one."""
        record = tables.by_name()[draft.table]
        for table, row_id in draft.instead_of:
            usual = tables.by_name()[table]
            if self._batch.tx.get(usual, row_id) is not None:
                self._batch.tx.delete(usual, row_id)
        values = dict(draft.values)
        if draft.new:
            if draft.table in tables.with_files() and draft.id in self._files:
                values["path"] = self._files[draft.id]
            self._batch.add(record, draft.id, **{name: value for name, value in values.items() if name != "id"})
        elif values:
            self._batch.change(record, draft.id, **values)
        for field, value in draft.declined:
            self._batch.add(records.DeclinedValue, record_id=draft.id, field=field, value=value)
