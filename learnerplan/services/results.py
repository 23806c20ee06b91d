"""Results of assessments."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class ResultRow:
    """One score with its standard error, and the row that it came from."""

    id: str
    assessment: str
    subject: str
    window: str
    school_year: str
    attempt: str
    taken_on: date | None
    score: float | None
    scale: str
    standard_error: float | None
    percentile: float | None
    placement: str
    source_file: str
    source_line: int | None


def of_learner(view: Readable, learner_id: str) -> list[ResultRow]:
    """A learner's results by assessment, oldest first. A result without a day stands before those with one."""
    return view.rows(
        ResultRow,
        """SELECT r.id, a.name, a.subject, r.window, r.school_year, r.attempt, r.taken_on, r.score, r.scale,
        r.standard_error, r.percentile, r.placement, r.source_file, r.source_line
        FROM result r JOIN assessment a ON a.id = r.assessment_id
        WHERE r.learner_id = ? ORDER BY a.name, r.taken_on, r.id""",
        (learner_id,),
    )
