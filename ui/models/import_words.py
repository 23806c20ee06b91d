"""What an import does, in the teacher's nouns: students, classes, answers; never rows of every sort added up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.imports.drafts import ClassDraft, EnrolmentDraft, GoalDraft, LearnerDraft, ResponseDraft
from learnerplan.imports.parts import SCHOOLS, TEACHERS
from learnerplan.imports.plan import Verdict
from learnerplan.imports.working import SKIP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.imports.plan import FilePlan, RowPlan

NOUNS: dict[type, tuple[str, str]] = {
    LearnerDraft: ("student", "students"),
    ClassDraft: ("class", "classes"),
    EnrolmentDraft: ("place in a class", "places in classes"),
    ResponseDraft: ("survey answer sheet", "survey answer sheets"),
    GoalDraft: ("goal", "goals"),
}
"""One and several of what a row can bring, in the order in which they are told."""
NOT_NEEDED = frozenset({TEACHERS, SCHOOLS})
"""Parts of a roster that are read only to be left out."""


@dataclass(frozen=True)
class BroughtIn:
    """`heading` says what came in; then the rows that changed nothing.

    `unchanged` ones are here already, `left_out` ones the teacher did not want, `aside` ones nobody needs here.
    """

    heading: str
    unchanged: int
    left_out: int
    aside: int


def brought_in(files: Sequence[FilePlan], *, wrote: bool) -> BroughtIn:
    """What a plan brought in; `wrote` is False where it came out that there was nothing to write."""
    rows = [row for file in files for row in file.rows]
    new, updated = (listed(_counted(rows, verdict)) for verdict in (Verdict.NEW, Verdict.UPDATED))
    told = [words for words in (new and f"{new} came in.", updated and f"{_were(updated, rows)} updated.") if words]
    aside = sum(len(file.rows) for file in files if file.part in NOT_NEEDED)
    unchanged = sum(file.count(Verdict.UNCHANGED) for file in files if file.part not in NOT_NEEDED)
    left_out = sum(1 for row in rows if row.decided == SKIP)
    return BroughtIn(" ".join(told) if told and wrote else "Nothing new", unchanged - left_out, left_out, aside)


def to_write(rows: Iterable[RowPlan]) -> Counter[type]:
    """How many of each kind of draft rows that are new or updated would write."""
    return _counted(rows, Verdict.NEW) + _counted(rows, Verdict.UPDATED)


def listed(counts: Counter[type]) -> str:
    """Such as "22 students, 2 classes and 44 places in classes"; empty for nothing."""
    parts = [_noun(kind, counts[kind]) for kind in NOUNS if counts[kind]]
    return " and ".join([", ".join(parts[:-1]), parts[-1]]) if len(parts) > 1 else "".join(parts)


def on_button(counts: Counter[type], answered: int) -> str:
    """The number for a button: of rows that are alike, else of the students (or what else leads) among them."""
    lead = next((kind for kind in NOUNS if counts[kind]), None)
    if lead is None or len(counts) == 1:
        return f"{counts.total() + answered:,}"
    return _noun(lead, counts[lead])


def not_needed(count: int) -> str:
    """What is said of rows of teachers and schools."""
    return f"{count:,} rows of teachers and schools are" if count > 1 else "1 row of a teacher or school is"


def _counted(rows: Iterable[RowPlan], verdict: Verdict) -> Counter[type]:
    return Counter(type(row.payload) for row in rows if row.payload is not None and row.verdict is verdict)


def _noun(kind: type, count: int) -> str:
    one, several = NOUNS[kind]
    return f"1 {one}" if count == 1 else f"{count:,} {several}"


def _were(told: str, rows: Iterable[RowPlan]) -> str:
    return f"{told} {'was' if _counted(rows, Verdict.UPDATED).total() == 1 else 'were'}"
