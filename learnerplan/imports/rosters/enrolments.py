"""Files that pair classes with learners: who comes into a class, who leaves it, and from when to when."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import NamedTuple

from learnerplan.imports.drafts import TODAY, EnrolmentDraft
from learnerplan.imports.identifiers import identifier
from learnerplan.imports.known import Identifier, KnownClass, KnownEnrolment, KnownLearner
from learnerplan.imports.mapped.columns import Columns, each_once
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.persons.entries import Reader, state_of
from learnerplan.imports.persons.people import shown_name
from learnerplan.imports.planned.plan import Change, FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run, column_order
from learnerplan.imports.planned.verdicts import left_out, refused, unreadable, waits
from learnerplan.imports.planned.working import Working
from learnerplan.imports.tables import Table
from learnerplan.imports.words import dates
from learnerplan.imports.words.lexicon import ID_USES
from learnerplan.imports.words.roles import is_student
from learnerplan.progress import Progress

_STEP = 1000
_NEVER = KnownEnrolment()
_OWN = frozenset(("made", "ends"))
"""What shows that a person wants a learner in a class."""


def plan_enrolments(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one file that pairs classes with learners."""
    order = column_order(blank.table, blank.mapping, run.fallback, "starts", "ends")
    enrolments = Enrolments(blank.table, blank.mapping, run.working, order)
    rows = enrolments.rows(run.progress)
    seen = run.working.said.keys() | run.working.said_later.keys()
    return replace(blank, rows=rows, absent=run.absent(enrolments.listed, seen), date_order=order)


class _Cells(NamedTuple):
    """What one row says. Dates are ISO; `leaves` is deleted or ended."""

    number: str
    role: str
    starts: str
    ends: str
    deleted: bool
    leaves: bool


@dataclass
class Enrolments:
    """Plans a file that pairs classes with learners. `listed` collects who is in which class by this file."""

    table: Table
    mapping: ColumnMapping
    working: Working
    date_order: str = ""
    listed: dict[str, set[str]] = field(default_factory=dict)
    _staying: set[tuple[str, str]] = field(default_factory=set)
    _held: dict[tuple[Identifier, ...], tuple[str, ...]] = field(default_factory=dict)
    _students: set[str] = field(default_factory=set)
    _classes: dict[str, KnownClass | None] = field(default_factory=dict)

    def rows(self, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        reader = Reader.of(self.mapping, self.date_order)
        people = self._people(reader)
        cells = self._cells()
        if any(each.leaves for each in cells):
            # Who leaves a class by one row and is in it by another is in it.
            stay = (pair for pair in zip(cells, people, strict=True) if not pair[0].leaves)
            self._staying = {(each.number, person.value) for each, persons in stay for person in persons}
        planned = unreadable(self.table)
        for index, row in enumerate(cells):
            if progress is not None and index % _STEP == 0:
                progress.step(index, len(cells), f"Comparing {self.table.name}")
            planned.append(self._row(index, row, people[index]))
        return tuple(sorted(planned, key=lambda each: each.line))

    def _people(self, reader: Reader) -> list[tuple[Identifier, ...]]:
        """The numbers of each row; a learner stands in as many rows as they have classes."""
        uses = [use for use in ID_USES if use in reader.places]
        if len(uses) != 1 or len(reader.places[uses[0]]) != 1:
            return list(map(reader.identifiers, self.table.rows))
        place = reader.places[uses[0]][0]

        def read(cell: str) -> tuple[Identifier, ...]:
            found = identifier(uses[0], cell)
            return (found,) if found else ()

        return each_once([row[place] for row in self.table.rows], read)

    def _holders(self, identifiers: tuple[Identifier, ...]) -> tuple[str, ...]:
        held = self._held.get(identifiers)
        if held is None:
            found = dict.fromkeys(holder for each in identifiers for holder in self.working.learners.holders(each))
            held = self._held[identifiers] = tuple(found)
        return held

    def _class(self, number: str) -> KnownClass | None:
        if number not in self._classes:
            self._classes[number] = self.working.class_numbered(Identifier("sis", number))
        return self._classes[number]

    def _cells(self) -> list[_Cells]:
        columns = Columns(self.table, self.mapping)
        starts, ends = (each_once(columns.cells(use), self._day) for use in ("starts", "ends"))
        deleted = each_once(columns.cells("status"), lambda status: bool(status) and state_of(status) == "no")
        leaves = [gone or self._has_ended(day) for gone, day in zip(deleted, ends, strict=True)]
        rows = zip(columns.cells("class_id"), columns.cells("role"), starts, ends, deleted, leaves, strict=True)
        return list(map(_Cells._make, rows))

    def _has_ended(self, ends: str) -> bool:
        """A class that goes on until the end of the year has its end in the file from the beginning."""
        return bool(ends and self.working.known.today) and ends < self.working.known.today

    def _day(self, cell: str) -> str:
        day = dates.day_of(cell, self.date_order) if cell else None
        return day.isoformat() if day else ""

    def _row(self, index: int, row: _Cells, identifiers: tuple[Identifier, ...]) -> RowPlan:
        line, number = self.table.lines[index], row.number
        key = self.working.key(self.table, index, "enrolment", number, *(each.value for each in identifiers))
        if not number or not identifiers:
            return refused(key, line, "", "This row lacks the number of the class or of the student.")
        shown = identifiers[0].value
        if row.role and row.role not in self._students and not self._is_student(row.role):
            return left_out(key, line, shown, f"The place of a {row.role.lower()}, not of a student. Not kept.")
        unkept = self.working.unkept_classes
        if unkept and number.casefold() in unkept:
            return left_out(key, line, shown, unkept[number.casefold()])
        known = self._class(number)
        if known is None:
            return refused(key, line, shown, f"No class has the number {number}, in this import or here.")
        found = self._holders(identifiers)
        if not found:
            return self._nobody(key, line, shown, identifiers)
        if len(found) > 1:
            return refused(key, line, shown, f"Several students here have the number {shown}.")
        learner = self.working.learners.known(found[0])
        if not row.leaves:
            return self._enrol(key, line, learner, known, row.starts)
        if (number, shown) in self._staying:
            return _same(key, line, learner, f"Another row of the file has them in {known.name}.")
        return self._leave(key, line, learner, known, row)

    def _is_student(self, role: str) -> bool:
        if is_student(role):
            self._students.add(role)
        return role in self._students

    def _nobody(self, key: str, line: int, shown: str, identifiers: tuple[Identifier, ...]) -> RowPlan:
        for each in identifiers:
            if each in self.working.waiting:
                return waits(key, line, shown, self.working.waiting[each])
            if each in self.working.skipped:
                return left_out(key, line, shown, "Its student was left out.")
            if each in self.working.unkept:
                return left_out(key, line, shown, self.working.unkept[each])
        return refused(key, line, shown, f"No student has the number {shown}, in this import or here.")

    def _enrol(self, key: str, line: int, learner: KnownLearner, known: KnownClass, starts: str) -> RowPlan:
        self.listed.setdefault(known.id, set()).add(learner.id)
        pair = (known.id, learner.id)
        held = self.working.known.enrolments.get(pair, _NEVER)
        if pair in self.working.joined:
            return _same(key, line, learner, f"Is in {known.name} already.")
        self.working.joined.add(pair)
        if known.id in learner.classes:
            if not starts or starts == held.starts or pair not in self.working.known.enrolments:
                return _same(key, line, learner, f"Is in {known.name} already.")
            if "starts" in held.own_fields:
                return _same(key, line, learner, f"You wrote when they came into {known.name}, so that stays.")
            change = Change("starts", "In the class since", held.starts, starts)
            draft = EnrolmentDraft(*pair, starts, held=True)
            reason = f"In {known.name} since {held.starts or 'a day not known'}, now {starts}."
            return RowPlan(
                key, line, shown_name(learner), Verdict.UPDATED, reason, (change,), draft, learner_ref=learner.id
            )
        change = Change("class", "Class", "", known.name)
        if pair not in self.working.known.enrolments:
            draft = EnrolmentDraft(*pair, starts)
            reason = f"Joins {known.name}."
            return RowPlan(
                key, line, shown_name(learner), Verdict.NEW, reason, (change,), draft, learner_ref=learner.id
            )
        if "ends" in held.own_fields:
            return _same(key, line, learner, f"You took them out of {known.name}, so they stay out. Add them by hand.")
        draft = EnrolmentDraft(*pair, starts or held.starts, held=True)
        reason = f"Is in {known.name} again."
        return RowPlan(
            key, line, shown_name(learner), Verdict.UPDATED, reason, (change,), draft, learner_ref=learner.id
        )

    def _leave(self, key: str, line: int, learner: KnownLearner, known: KnownClass, row: _Cells) -> RowPlan:
        """Nobody is put out of a class whom a person put into it."""
        title, pair = shown_name(learner), (known.id, learner.id)
        held = self.working.known.enrolments.get(pair)
        if known.id not in learner.classes or pair in self.working.joined:
            if held is not None or row.deleted or pair in self.working.joined:
                return _same(key, line, learner, f"Is not in {known.name}. Nothing to do.")
            self.working.joined.add(pair)
            change = Change("class", "Class", "", f"{known.name}, until {row.ends}")
            draft = EnrolmentDraft(*pair, row.starts, row.ends)
            reason = f"Was in {known.name} until {row.ends}."
            return RowPlan(key, line, title, Verdict.NEW, reason, (change,), draft, learner_ref=learner.id)
        self.working.joined.add(pair)
        if held is None or held.own_fields & _OWN:
            return _same(key, line, learner, f"You put them into {known.name}, so they stay. Take them out by hand.")
        self.working.learners.put(learner._replace(classes=tuple(ref for ref in learner.classes if ref != known.id)))
        change = Change("class", "Class", known.name, "")
        ended = row.ends if self._has_ended(row.ends) else TODAY
        draft = EnrolmentDraft(*pair, row.starts or held.starts, ended, held=True)
        reason = f"Leaves {known.name}: {'deleted there' if row.deleted else f'ended on {row.ends}'}."
        return RowPlan(key, line, title, Verdict.UPDATED, reason, (change,), draft, learner_ref=learner.id)


def _same(key: str, line: int, learner: KnownLearner, reason: str) -> RowPlan:
    return RowPlan(key, line, shown_name(learner), Verdict.UNCHANGED, reason, learner_ref=learner.id)
