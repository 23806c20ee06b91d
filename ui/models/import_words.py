"""What an import does, in the teacher's nouns: students, classes, answers; never rows of every sort added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.imports.drafts import (
    ClassDraft,
    EnrolmentDraft,
    GoalDraft,
    LearnerDraft,
    RelativeDraft,
    ResponseDraft,
    SchoolYearDraft,
    TermDraft,
)
from learnerplan.imports.drafts.competencies import CompetencyDraft, EdgeDraft, FrameworkDraft, GroupDraft
from learnerplan.imports.drafts.notes import MeasurementDraft, ObservationDraft, SupportDraft
from learnerplan.imports.drafts.results import ResultDraft
from learnerplan.imports.drafts.rows import RowDraft
from learnerplan.imports.planned.plan import Verdict
from ui.models.import_lines import Shown

if TYPE_CHECKING:
    from ui.models.import_index import RowIndex

NOUNS: dict[type, tuple[str, str]] = {
    LearnerDraft: ("student", "students"),
    ClassDraft: ("class", "classes"),
    EnrolmentDraft: ("place in a class", "places in classes"),
    RelativeDraft: ("family contact", "family contacts"),
    SchoolYearDraft: ("school year", "school years"),
    TermDraft: ("term", "terms"),
    ResponseDraft: ("survey answer sheet", "survey answer sheets"),
    ResultDraft: ("result", "results"),
    GoalDraft: ("goal", "goals"),
    MeasurementDraft: ("measurement", "measurements"),
    ObservationDraft: ("note", "notes"),
    SupportDraft: ("support", "supports"),
    FrameworkDraft: ("set of standards", "sets of standards"),
    CompetencyDraft: ("standard", "standards"),
    GroupDraft: ("group of standards", "groups of standards"),
    EdgeDraft: ("link between standards", "links between standards"),
    RowDraft: ("entry of the export", "entries of the export"),
}
"""One and several of what a row can bring, in the order in which they are told."""
_WITH_PLACES = frozenset({LearnerDraft, ClassDraft})
_ROSTER = frozenset({LearnerDraft, ClassDraft, EnrolmentDraft, RelativeDraft, SchoolYearDraft, TermDraft})
"""What a roster brings beside its students belongs to them, and is not counted on the button."""


@dataclass(frozen=True)
class BroughtIn:
    """`heading` says what came in of the leading kind; then what is told below it.

    `lines` are the sentences of the other kinds. `unchanged` rows are here already,
    `left_out` ones the teacher did not want, `aside` ones nobody needs here.
    """

    heading: str
    lines: tuple[str, ...]
    unchanged: int
    left_out: int
    aside: int


def brought_in(index: RowIndex, *, wrote: bool) -> BroughtIn:
    """What a plan brought in; `wrote` is False where it came out that there was nothing to write."""
    kinds = _told(index.new + index.updated) if wrote else []
    told = [_sentence(kinds[0], index.new, index.updated)] if kinds else []
    if not told:
        told = ["Your answers are kept." if wrote and (index.skipped or index.remembers) else "Nothing new"]
    places = index.places
    unchanged = max(0, index.verdicts[Verdict.UNCHANGED] - len(places[Shown.ASIDE]) - index.skipped)
    return BroughtIn(
        " ".join(told),
        tuple(_sentence(kind, index.new, index.updated) for kind in kinds[1:]),
        unchanged,
        index.skipped,
        len(places[Shown.ASIDE]),
    )


def _sentence(kind: type, new: Counter[type], updated: Counter[type]) -> str:
    """Such as "22 students came in. 3 students were updated."."""
    came = f"{noun(kind, new[kind])} came in." if new[kind] else ""
    changed = f"{noun(kind, updated[kind])} {'was' if updated[kind] == 1 else 'were'} updated." if updated[kind] else ""
    return " ".join(part for part in (came, changed) if part)


def listed(counts: Counter[type]) -> str:
    """Such as "22 students, 2 classes and 44 places in classes"; empty for nothing."""
    parts = [noun(kind, counts[kind]) for kind in _told(counts)]
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def summary(index: RowIndex, waiting: int) -> str:
    """What will happen, in one sentence: "22 students and 2 classes come in, 4 students are updated, 2 rows wait."

    `waiting` rows have no answer yet. Empty where nothing will happen at all.
    """
    parts = []
    if index.new:
        parts.append(f"{listed(index.new)} {'comes' if index.new.total() == 1 else 'come'} in")
    if index.updated:
        parts.append(f"{listed(index.updated)} {'is' if index.updated.total() == 1 else 'are'} updated")
    if index.skipped:
        parts.append("1 row is left out" if index.skipped == 1 else f"{index.skipped:,} rows are left out")
    if waiting:
        parts.append("1 row waits" if waiting == 1 else f"{waiting:,} rows wait")
    return f"{', '.join(parts)}." if parts else ""


def on_button(counts: Counter[type], answered: int) -> str:
    """The number for a button: of the students where classes and places come with them, else of all rows."""
    lead = next(iter(_told(counts)), None)
    if lead in _WITH_PLACES and len(counts) > 1 and set(counts) <= _ROSTER:
        return noun(lead, counts[lead])
    return f"{counts.total() + answered:,}"


def only_standards(index: RowIndex) -> bool:
    """Whether an import brought standards and nothing of a learner."""
    kinds = {*index.new, *index.updated}
    return bool(kinds) and kinds <= {FrameworkDraft, CompetencyDraft, GroupDraft, EdgeDraft}


def not_needed(count: int) -> str:
    """What is said of rows of teachers and schools."""
    return f"{count:,} rows of teachers and schools are" if count > 1 else "1 row of a teacher or school is"


def noun(kind: type, count: int) -> str:
    """A number of things of one kind: "1 student", "22 students"; what has no noun here is an entry."""
    one, several = NOUNS.get(kind, ("entry", "entries"))
    return f"1 {one}" if count == 1 else f"{count:,} {several}"


def _told(counts: Counter[type]) -> list[type]:
    """The kinds that there are, in the order in which they are told."""
    others = sorted((kind for kind in counts if kind not in NOUNS), key=lambda kind: kind.__name__)
    return [kind for kind in (*NOUNS, *others) if counts[kind]]
