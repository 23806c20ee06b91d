"""The plan of an import: what each row of each file would do, and why. The preview shows it, the commit executes it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from learnerplan.errors import UserError
from learnerplan.imports.drafts import ClassDraft, Draft, SurveyDraft
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.planned.chained import Chained
from learnerplan.imports.tables import Table


class Verdict(StrEnum):
    """What happens to a row. `UNDECIDED` waits for a person; `REFUSED` has a reason and writes nothing."""

    NEW = "new"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    UNDECIDED = "undecided"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Change:
    """One field that a row changes: `old` empty when nothing was there. `label` is the field in the teacher's words."""

    field: str
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to answer an undecided row.

    Keys: `learner:<id>` (it is this learner), `new` (make a new learner), `keep` (keep what is here), `file` (use
    the file's value), `no_id` (take the row without its identifier), `skip` (leave the row out).
    """

    key: str
    label: str
    detail: str = ""
    learner_id: str = ""


class RowPlan(NamedTuple):
    """One row of one file. `key` is unique in the plan and the same when the row comes again in another file.

    A commit writes every `payload` that there is. New and updated rows have one, undecided and refused ones have none;
    an unchanged row has one only to remember that the file's value was declined.

    `title` names the row to a person (the learner's or class's name); `line` is the line or row of the file that it
    starts on. An undecided row has `choices`, unless it `waits_for` the decision on another row (its key). `decided`
    is the key of the choice that was made for it. `learner_ref` is whom the row is about, once that is certain.
    """

    key: str
    line: int
    title: str
    verdict: Verdict
    reason: str
    changes: tuple[Change, ...] = ()
    payload: Draft | None = None
    choices: tuple[Choice, ...] = ()
    waits_for: str = ""
    decided: str = ""
    learner_ref: str = ""
    notes: tuple[str, ...] = ()
    """Sentences on cells that the row is taken without, such as a date that is none."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something about a whole file that only a person knows, such as how its dates are written.

    Answer it by planning again with a mapping that says so (`ColumnMapping.with_date_order`); it is then remembered.
    """

    key: str
    text: str
    choices: tuple[Choice, ...]


class LongRows(Sequence[RowPlan]):
    """The rows of a table that is too large for memory: read, a chunk at a time, when they are asked for."""

    @abstractmethod
    def select(
        self,
        verdicts: Collection[Verdict] = tuple(Verdict),
        *,
        written: bool = False,
        decided: bool = False,
        noted: bool = False,
    ) -> Iterator[RowPlan]:
        """As `FilePlan.select`."""

    @abstractmethod
    def tally(self, verdict: Verdict, *, written: bool = False) -> int:
        """How many rows end this way, or of them those that write something."""

    @abstractmethod
    def about(self, keys: Collection[str]) -> Iterator[RowPlan]:
        """The rows with these keys."""


@dataclass(frozen=True, slots=True)
class FilePlan:
    """The plan of one file, or of one sheet of a workbook.

    `kind` is roster, survey or goals; `part` says which part of a roster it is (learners, classes, enrolments,
    teachers, schools). `evidence` are sentences that say why it was taken for that. `classes` are classes that rows
    of this file refer to and that no row of its own makes; `survey` is what the responses belong to.
    """

    path: Path
    sheet: str
    kind: str
    part: str
    rows: Sequence[RowPlan]
    mapping: ColumnMapping
    table: Table = field(repr=False)
    evidence: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    questions: tuple[Question, ...] = ()
    classes: tuple[ClassDraft, ...] = ()
    survey: SurveyDraft | None = None
    date_order: str = ""
    class_name: str = ""
    absent: tuple[str, ...] = ()
    """Ids of learners of these classes whom the file does not name. They stay."""

    def count(self, verdict: Verdict) -> int:
        """How many rows of the file end this way."""
        if isinstance(self.rows, LongRows):
            return self.rows.tally(verdict)
        return sum(1 for row in self.rows if row.verdict is verdict)

    def select(
        self,
        verdicts: Collection[Verdict] = tuple(Verdict),
        *,
        written: bool = False,
        decided: bool = False,
        noted: bool = False,
    ) -> Iterator[RowPlan]:
        """The rows that end in one of these ways; of them only those that write, that were decided, or have notes.

        Of a large file only the chunks with such rows are looked at, so ask for no more than is needed.
        """
        if isinstance(self.rows, LongRows):
            return self.rows.select(verdicts, written=written, decided=decided, noted=noted)
        return (
            row
            for row in self.rows
            if row.verdict in verdicts
            and (row.payload is not None or not written)
            and (row.decided or not decided)
            and (row.notes or not noted)
        )

    def about(self, keys: Collection[str]) -> Iterator[RowPlan]:
        """The rows with these keys."""
        if isinstance(self.rows, LongRows):
            return self.rows.about(keys)
        return (row for row in self.rows if row.key in keys)

    def writes(self) -> int:
        """How many rows have something to write."""
        if isinstance(self.rows, LongRows):
            return sum(self.rows.tally(verdict, written=True) for verdict in Verdict)
        return sum(1 for row in self.rows if row.payload is not None)

    def summary(self) -> dict[str, Any]:
        """The counts as the command line's contract has them; `sheet` only where the file has sheets."""
        refused = [{"line": row.line, "reason": row.reason} for row in self.select((Verdict.REFUSED,))]
        counts = {str(verdict): self.count(verdict) for verdict in Verdict if verdict is not Verdict.REFUSED}
        named = {"path": str(self.path)} | ({"sheet": self.sheet} if self.sheet else {})
        return {**named, "kind": self.kind, **counts, "refused": refused}


@dataclass(frozen=True, slots=True)
class Ignored:
    """A file of a folder or a sheet of a workbook that the import leaves alone, and why."""

    path: Path
    sheet: str
    reason: str


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything that one import would do. Immutable: a decision gives a new plan.

    Rows stand in the order in which they must be written: classes and learners before enrolments.
    """

    files: tuple[FilePlan, ...]
    ignored: tuple[Ignored, ...] = ()
    stamp: str = ""
    decisions: Mapping[str, str] = field(default_factory=dict)
    _again: Callable[[Mapping[str, str]], ImportPlan] | None = field(default=None, repr=False, compare=False)

    def rows(self) -> Sequence[RowPlan]:
        """All rows of all files. They may be a million: who needs some of them asks the files (`FilePlan.select`)."""
        if any(isinstance(file.rows, LongRows) for file in self.files):
            return Chained([file.rows for file in self.files])
        return tuple(row for file in self.files for row in file.rows)

    def row(self, key: str) -> RowPlan:
        """The row with this key. Raises `KeyError` where there is none."""
        for file in self.files:
            for row in file.about((key,)):
                return row
        raise KeyError(key)

    def count(self, verdict: Verdict) -> int:
        """How many rows end this way, over all files."""
        return sum(file.count(verdict) for file in self.files)

    def open_rows(self) -> tuple[RowPlan, ...]:
        """The rows that wait for a decision."""
        return tuple(chain.from_iterable(file.select((Verdict.UNDECIDED,)) for file in self.files))

    def decide(self, row_key: str, choice: str) -> ImportPlan:
        """The plan with this answer given. Raises `UserError` for a choice that the row does not offer."""
        return self.decide_all({row_key: choice})

    def decide_all(self, choices: Mapping[str, str]) -> ImportPlan:
        """The plan with all these answers given (row key -> choice key), planned once."""
        rows = {row.key: row for file in self.files for row in file.about(choices.keys())}
        for key, choice in choices.items():
            if key not in rows or not _offers(rows[key], choice):
                raise UserError(
                    "This row no longer waits for that answer.", "Look at the preview again and choose there."
                )
        if self._again is None:
            raise ValueError("a plan without its sources cannot be planned again")
        return self._again({**self.decisions, **choices})


def _offers(row: RowPlan, choice: str) -> bool:
    """A learner who is not among the candidates may be chosen as well: the teacher knows better."""
    if row.decided:
        return True
    offered = {each.key for each in row.choices}
    return choice in offered or (choice.startswith("learner:") and bool(row.choices))
