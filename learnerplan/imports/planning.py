"""From tables and what the planbook holds to the plan of an import. The same input always gives the same plan."""

from __future__ import annotations

import gc
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from learnerplan.errors import UserError
from learnerplan.imports import dates, proposals, recognise, sds
from learnerplan.imports.goals import Goals
from learnerplan.imports.known import Known
from learnerplan.imports.mapping import ColumnMapping
from learnerplan.imports.pending import PendingRow, tables_of
from learnerplan.imports.plan import Choice, FilePlan, Ignored, ImportPlan, Question
from learnerplan.imports.recognise import CLASSES, ENROLMENTS, LEARNERS, SCHOOLS, TEACHERS, Recognition
from learnerplan.imports.roster import Roster, drafted_classes
from learnerplan.imports.surveys import Survey
from learnerplan.imports.tables import Table
from learnerplan.imports.working import Working
from learnerplan.progress import Progress

_ORDER = (CLASSES, LEARNERS, ENROLMENTS, TEACHERS, SCHOOLS, "")
_MAJORITY = 0.5


@dataclass(frozen=True, slots=True)
class Options:
    """What the person at the screen said. `mappings` are edited ones by (path, sheet); `decisions` by row key."""

    kind: str = ""
    class_name: str = ""
    mappings: Mapping[tuple[Path, str], ColumnMapping] = field(default_factory=dict)
    decisions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Source:
    """A table with what it was taken for."""

    table: Table
    found: Recognition
    class_name: str = ""


def plan_import(
    tables: Sequence[Table], known: Known, options: Options | None = None, progress: Progress | None = None
) -> ImportPlan:
    """The plan of importing these tables into a planbook that holds `known`.

    Raises `UserError` for a table that is of no kind that can be imported, and `Cancelled` when asked to stop.
    """
    options = options or Options()
    sources, ignored = _recognised(tables, known, options)

    def again(decisions: Mapping[str, str]) -> ImportPlan:
        return plan(decisions, None)

    def plan(decisions: Mapping[str, str], progress: Progress | None) -> ImportPlan:
        with _collector_off():
            files = _files(sources, known, decisions, progress)
        return ImportPlan(files, tuple(ignored), known.stamp, dict(decisions), again)

    return plan(options.decisions, progress)


def plan_pending(rows: Sequence[PendingRow], known: Known, decisions: Mapping[str, str]) -> ImportPlan:
    """The plan of the kept rows that `decisions` (row key -> choice) settle, and of those that wait for them.

    Rows without a decision are not in it: they go on waiting.
    """
    settled = [row for row in rows if row.key in decisions or row.waits_for in decisions]
    sources = []
    for table, mapping, first in tables_of(settled):
        mapping = mapping if mapping.date_order else replace(mapping, date_order=first.date_order)
        sources.append(_Source(table, Recognition(first.kind, first.part, 1.0, (), mapping), first.class_name))

    def again(more: Mapping[str, str]) -> ImportPlan:
        return plan_pending(rows, known, more)

    files = _files(sources, known, decisions, None)
    return ImportPlan(files, (), known.stamp, dict(decisions), again)


@contextmanager
def _collector_off() -> Iterator[None]:
    """A plan is a hundred thousand small values without cycles: looking for cycles among them takes a third longer."""
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()


def _recognised(tables: Sequence[Table], known: Known, options: Options) -> tuple[list[_Source], list[Ignored]]:
    """What each table is. One that is nothing stops the import, unless it only came along with others."""
    sources: list[_Source] = []
    ignored: list[Ignored] = []
    first_error: UserError | None = None
    for table in tables:
        try:
            sources.append(_Source(table, _recognise(table, known, options), options.class_name))
        except UserError as error:
            siblings = sum(1 for each in tables if each.path == table.path)
            if not table.along and siblings == 1:
                raise
            first_error = first_error or error
            ignored.append(Ignored(table.path, table.sheet, error.message))
    if not sources and first_error is not None:
        raise first_error
    rank = {part: position for position, part in enumerate(_ORDER)}
    sources.sort(key=lambda source: rank[source.found.part])
    return sources, ignored


def _recognise(table: Table, known: Known, options: Options) -> Recognition:
    if table.problem:
        raise UserError(table.problem)
    found = recognise.recognise(table, options.kind)
    if not table.rows and not table.refused:
        raise UserError(
            f"“{table.name}” has headings and no rows below them.",
            "Export it again, with the learners or answers in it.",
        )
    edited = options.mappings.get((table.path, table.sheet))
    if edited is not None:
        return replace(found, mapping=proposals.with_samples(table, edited))
    remembered = known.mappings.get(found.mapping.fingerprint)
    if remembered is None:
        return found
    mapping = ColumnMapping.from_json(remembered)
    if (mapping.kind, mapping.part) != (found.kind, found.part):
        return found
    return replace(found, mapping=proposals.recalled(found.mapping, mapping))


def _files(
    sources: Sequence[_Source], known: Known, decisions: Mapping[str, str], progress: Progress | None
) -> tuple[FilePlan, ...]:
    working = Working(known, decisions)
    for source in sources:
        if source.found.part == TEACHERS:
            sds.note_teachers(source.table, working)
    run = _Run(working, _usual_order(sources) or known.date_order, progress)
    run.by_class = any(source.found.part == ENROLMENTS for source in sources)
    return tuple(run.file(source) for source in sources)


@dataclass
class _Run:
    """One pass over the tables of an import. `by_class`: a file of enrolments says who is in which class."""

    working: Working
    fallback: str
    progress: Progress | None
    by_class: bool = False

    def file(self, source: _Source) -> FilePlan:
        """The plan of one table."""
        table, found = source.table, source.found
        self.working.learners.settle()
        blank = FilePlan(
            table.path, table.sheet, found.kind, found.part, (), found.mapping, table, found.evidence, table.notes
        )
        blank = replace(blank, class_name=source.class_name)
        if found.kind == recognise.SURVEY:
            return self._survey(blank)
        if found.kind == recognise.GOALS:
            order = column_order(table, found.mapping, self.fallback, "due")
            rows = Goals(table, found.mapping, self.working).rows(order, self.progress)
            return replace(blank, rows=rows, date_order=order, questions=_questions(blank, order, "due"))
        if found.part == CLASSES:
            order = column_order(table, found.mapping, self.fallback, "starts", "ends")
            return replace(blank, rows=sds.class_rows(table, found.mapping, self.working, order), date_order=order)
        if found.part == ENROLMENTS:
            enrolments = sds.Enrolments(table, found.mapping, self.working)
            rows = enrolments.rows(self.progress)
            return replace(
                blank,
                rows=rows,
                absent=self._absent(enrolments.listed, self.working.said.keys() | self.working.said_later.keys()),
            )
        if found.part == LEARNERS:
            return self._learners(blank)
        return replace(blank, rows=sds.unkept_rows(table, found.part, self.working))

    def _survey(self, blank: FilePlan) -> FilePlan:
        survey = Survey(blank.table, blank.mapping, self.working, self.fallback)
        rows = survey.rows(self.progress)
        questions = _questions(blank, survey.date_order, "timestamp")
        return replace(blank, rows=rows, survey=survey.draft, date_order=survey.date_order, questions=questions)

    def _learners(self, blank: FilePlan) -> FilePlan:
        table, mapping = blank.table, blank.mapping
        order = column_order(table, mapping, self.fallback, "birth_date")
        roster = Roster(table, mapping, self.working, blank.class_name)
        rows = roster.rows(order, self.progress)
        listed = roster.listed
        if not listed and not self.by_class:
            listed = self._guessed_classes(roster.seen)
        return replace(
            blank,
            rows=rows,
            classes=tuple(self.working.new_classes[ref] for ref in drafted_classes(rows, self.working)),
            notes=(*blank.notes, *roster.notes),
            questions=_questions(blank, order, "birth_date"),
            date_order=order,
            absent=self._absent(listed, roster.seen),
        )

    def _absent(self, listed: Mapping[str, set[str]], seen: Collection[str]) -> tuple[str, ...]:
        """Active learners of the listed classes whom no row names."""
        return tuple(
            learner.id
            for learner in self.working.known.learners
            if learner.active and learner.id not in seen and any(ref in listed for ref in learner.classes)
        )

    def _guessed_classes(self, seen: Collection[str]) -> dict[str, set[str]]:
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


def _usual_order(sources: Sequence[_Source]) -> str:
    """The order that other dates of the same import show, where they agree."""
    found = {
        dates.order_of(_cells(source.table, source.found.mapping, "birth_date", "starts", "ends", "due"))
        for source in sources
    }
    settled = found & {dates.DMY, dates.MDY}
    return settled.pop() if len(settled) == 1 else dates.UNKNOWN


def _questions(file: FilePlan, order: str, use: str) -> tuple[Question, ...]:
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
    return tuple(cell for column in mapping.having(*uses) for cell in table.cells(column.index))
