"""Rows of assessment exports become results with their sub-scores, under an assessment by its name and subject."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain import records
from learnerplan.imports.drafts import is_new
from learnerplan.imports.words.folding import fold

if TYPE_CHECKING:
    from learnerplan.imports.drafts.results import ResultDraft, ResultPartDraft, Values
    from learnerplan.services.batches import Batch
    from learnerplan.services.drafts import Refs
    from learnerplan.services.survey_drafts import Place

_NUMBERS = ("score", "standard_error", "percentile")


class _Assessment(NamedTuple):
    id: str
    name: str
    subject: str


class _Part(NamedTuple):
    id: str
    name: str


class ResultWriter:
    """Writes the results of a plan into a batch."""

    def __init__(self, batch: Batch, refs: Refs) -> None:
        self._batch = batch
        self._refs = refs
        self._assessments: dict[tuple[str, str], str] | None = None

    def write(self, draft: ResultDraft, place: Place) -> None:
        """Make a result, or change one, and see that its sub-scores are those of the draft."""
        # Nothing refers to a new result, so that a million of them need not be remembered.
        fresh = is_new(draft.ref)
        values = {
            **_columns(draft.values),
            "source_file": place.file,
            "source_line": place.line,
            "source_row": draft.source_row,
        }
        if fresh:
            learner_id = self._refs.id_of(draft.learner_ref)
            result_id = self._batch.add(
                records.Result,
                learner_id=learner_id,
                assessment_id=self._assessment(*draft.assessment),
                # It begins with the learner, whom a roster of the same import may have made a moment ago.
                key=f"{learner_id}{draft.key.removeprefix(draft.learner_ref)}",
                **values,
            )
        else:
            result_id = draft.ref
            self._batch.change(records.Result, result_id, **values)
        if draft.parts is not None:
            self._write_parts(result_id, draft.parts, fresh=fresh)

    def _write_parts(self, result_id: str, parts: tuple[ResultPartDraft, ...], *, fresh: bool) -> None:
        sql = "SELECT id, name FROM result_part WHERE result_id = ? ORDER BY position, id"
        held = {} if fresh else {row.name: row.id for row in self._batch.tx.rows(_Part, sql, (result_id,))}
        for position, part in enumerate(parts):
            values = _columns(part.values)
            if part.name in held:
                self._batch.change(records.ResultPart, held[part.name], **values)
            else:
                self._batch.add(records.ResultPart, result_id=result_id, position=position, name=part.name, **values)

    def _assessment(self, name: str, subject: str) -> str:
        """The assessment of this name and subject, however they are spelt; it is made where there is none."""
        if self._assessments is None:
            rows = self._batch.tx.rows(_Assessment, "SELECT id, name, subject FROM assessment ORDER BY id DESC")
            self._assessments = {(fold(row.name), fold(row.subject)): row.id for row in rows}
        known = (fold(name), fold(subject))
        if known not in self._assessments:
            self._assessments[known] = self._batch.add(records.Assessment, name=name, subject=subject)
        return self._assessments[known]


def _columns(values: Values) -> dict[str, Any]:
    """The columns of a record; numbers and the day are text in a draft."""
    plain: dict[str, Any] = dict(values)
    for name in _NUMBERS:
        if name in plain:
            plain[name] = float(plain[name]) if plain[name] else None
    if "taken_on" in plain:
        plain["taken_on"] = plain["taken_on"] or None
    return plain
