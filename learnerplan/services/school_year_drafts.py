"""School years and terms that an import makes."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain import records, terms

if TYPE_CHECKING:
    from learnerplan.imports.drafts import SchoolYearDraft, TermDraft
    from learnerplan.services.batches import Batch
    from learnerplan.services.drafts import Refs


class SchoolYearWriter:
    """Writes school years and their terms into a batch."""

    def __init__(self, batch: Batch, refs: Refs) -> None:
        self._batch, self._refs = batch, refs

    def write_year(self, draft: SchoolYearDraft) -> None:
        """Make a school year. At once, so that a class that only has a day finds it."""
        starts, ends = date.fromisoformat(draft.starts), date.fromisoformat(draft.ends)
        year = self._refs.id_of(draft.ref)
        self._batch.tx.add(records.SchoolYear, id=year, name=draft.name, starts_on=starts, ends_on=ends)
        if not draft.usual_terms:
            return
        usual = terms.usual_terms(terms.school_year_of(starts))
        within = [span for span in usual if span.starts_on <= ends and span.ends_on >= starts]
        for position, span in enumerate(within or [terms.Span(draft.name, starts, ends)], start=1):
            days = max(starts, span.starts_on), min(ends, span.ends_on)
            self._add(year, span.name, position, *days)

    def write_term(self, draft: TermDraft) -> None:
        """Make a term of a school year that is here or comes with this import."""
        days = date.fromisoformat(draft.starts), date.fromisoformat(draft.ends)
        self._add(self._refs.id_of(draft.year_ref), draft.name, draft.position, *days)

    def _add(self, year: str, name: str, position: int, starts: date, ends: date) -> None:
        self._batch.add(records.Term, school_year_id=year, name=name, position=position, starts_on=starts, ends_on=ends)
