"""One pass over the tables of an import, and what every kind needs of it: dates, who is absent."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.planned.plan import Choice, FilePlan, Question
from learnerplan.imports.planned.working import Working
from learnerplan.imports.tables import Table
from learnerplan.imports.words import dates
from learnerplan.progress import Progress

_MAJORITY = 0.5
_DATES = ("birth_date", "starts", "ends", "due")


@dataclass
class Run:
    """What the planners of all kinds share. `by_class`: a file of enrolments says who is in which class.

    `fallback` is how the school writes dates ("dmy", "mdy" or ""), where a table does not show it. On its desk of
    `desks` a kind keeps what its later tables must know of the earlier ones.
    """

    working: Working
    fallback: str
    progress: Progress | None
    by_class: bool = False
    desks: dict[str, Any] = field(default_factory=dict)

    def absent(self, listed: Mapping[str, set[str]], seen: Collection[str]) -> tuple[str, ...]:
        """Active learners of the listed classes whom no row names."""
        return tuple(
            learner.id
            for learner in self.working.known.learners
            if learner.active and learner.id not in seen and any(ref in listed for ref in learner.classes)
        )

    def guessed_classes(self, seen: Collection[str]) -> dict[str, set[str]]:
        """A list that names no class is about the classes of which it names at least half."""
        members: dict[str, set[str]] = {}
        for learner in self.working.known.learners:
            for ref in learner.classes if learner.active else ():
                members.setdefault(ref, set()).add(learner.id)
        return {
            ref: each.intersection(seen)
            for ref, each in members.items()
            if len(each.intersection(seen)) >= _MAJORITY * len(each)
        }


def column_order(table: Table, mapping: ColumnMapping, fallback: str, *uses: str) -> str:
    """How a table writes its dates: as the teacher said, as the dates themselves show, or as elsewhere."""
    if mapping.date_order:
        return mapping.date_order
    order = dates.order_of(_cells(table, mapping, *uses))
    return order if order in (dates.DMY, dates.MDY) else fallback


def usual_order(tables: Sequence[tuple[Table, ColumnMapping]]) -> str:
    """The order that was said of other dates of the same import, or that they show, where they agree."""
    said = {mapping.date_order for _, mapping in tables if mapping.date_order}
    if len(said) == 1:
        return said.pop()
    found = {dates.order_of(_cells(table, mapping, *_DATES)) for table, mapping in tables}
    settled = found & {dates.DMY, dates.MDY}
    return settled.pop() if len(settled) == 1 else dates.UNKNOWN


def date_questions(file: FilePlan, order: str, use: str) -> tuple[Question, ...]:
    """Where nothing settles which of two numbers is the day, a person must."""
    if order in (dates.DMY, dates.MDY):
        return ()
    cells = dict.fromkeys(cell.strip() for cell in _cells(file.table, file.mapping, use))
    unclear = next((cell for cell in cells if cell and _two_days(cell)), "")
    if not unclear:
        return ()
    choices = tuple(
        Choice(each, label, f"{unclear} is {_long(dates.moment_of(unclear, each))}")
        for each, label in ((dates.DMY, "Day first"), (dates.MDY, "Month first"))
    )
    return (Question("date_order", f"Is it the day or the month that stands first in {unclear}?", choices),)


def _two_days(cell: str) -> bool:
    return dates.moment_of(cell, dates.DMY) != dates.moment_of(cell, dates.MDY)


def _long(moment: datetime | None) -> str:
    return f"{moment.day} {moment:%B %Y}" if moment else "no date"


def _cells(table: Table, mapping: ColumnMapping, *uses: str) -> tuple[str, ...]:
    # A mapping that a person edited may name columns that are put beside the table later.
    own = (column for column in mapping.having(*uses) if column.index < len(table.headers))
    return tuple(cell for column in own for cell in table.cells(column.index))
