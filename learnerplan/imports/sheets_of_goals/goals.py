"""Sheets of goals: a learner, a goal, and whatever else of measure, dates and steps the teacher has kept there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from learnerplan.domain.competencies import aliases_of, normal_code
from learnerplan.domain.goals import GoalArea, GoalKind
from learnerplan.imports.drafts import NEW, GoalDraft, StepDraft
from learnerplan.imports.known import Known, KnownGoal, KnownLearner, KnownTerm
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.people import shown_name
from learnerplan.imports.planned.owners import Owner, Owners, key_parts, person_of, settled
from learnerplan.imports.planned.plan import Change, Choice, FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.row_by_row import row_by_row
from learnerplan.imports.planned.run import Run, column_order, date_questions
from learnerplan.imports.planned.verdicts import FILE, KEEP, refused
from learnerplan.imports.planned.working import Working
from learnerplan.imports.sheets_of_goals.goal_columns import goals_of
from learnerplan.imports.sheets_of_goals.goal_rows import (
    FIELDS,
    cell_of,
    codes_of,
    ordered,
    statement_of,
    steps_of,
    values_of,
)
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import fold
from learnerplan.imports.words.parts import GOALS
from learnerplan.progress import Progress

_SHARED_BY = 3
_Place = tuple[str, str, str]


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one sheet of goals."""
    order = column_order(blank.table, blank.mapping, run.fallback, "due")
    held: HeldGoals = run.desks.setdefault(GOALS, HeldGoals.of(run.working.known))
    readers = tuple(Reader.of(each, order) for each in goals_of(blank.mapping))
    rows = Goals(blank.table, readers, run.working, held).rows(run.progress)
    return replace(blank, rows=rows, date_order=order, questions=date_questions(blank, order, "due"))


@dataclass
class HeldGoals:
    """Goals by (learner, statement, term), and the ids of those that rows have named.

    Where a row names no term, the goal of a term that runs now is meant, else any.
    """

    current: frozenset[str] = frozenset()
    by_place: dict[_Place, KnownGoal] = field(default_factory=dict)
    named: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, known: Known) -> HeldGoals:
        """Those that are here."""
        held = cls(known.plans.current)
        for goal in known.goals:
            held.put(goal)
        return held

    def put(self, goal: KnownGoal) -> None:
        """Add a goal, or what is new about one."""
        whose, statement = goal.learner_id, fold(goal.statement)
        self.by_place[whose, statement, goal.term] = goal
        any_term = self.by_place.setdefault((whose, statement, ""), goal)
        if any_term.id == goal.id or goal.term in self.current:
            self.by_place[whose, statement, ""] = goal

    def find(self, learner_id: str, statement: str, term: str) -> KnownGoal | None:
        """A learner's goal of these words."""
        return self.by_place.get((learner_id, fold(statement), term))


class _Read(NamedTuple):
    """One goal of a row: its fields, steps, standards and term, with sentences on what could not be read."""

    values: dict[str, str]
    steps: tuple[StepDraft, ...]
    competencies: tuple[str, ...]
    term: KnownTerm | None
    notes: tuple[str, ...]


@dataclass
class Goals:
    """Plans the goals of one sheet. A row may hold several, one a reader."""

    table: Table
    readers: tuple[Reader, ...]
    working: Working
    held: HeldGoals

    def __post_init__(self) -> None:
        self._owners = Owners(self.working, GOALS)
        self._statements = Counter(
            fold(statement_of(row, reader)) for row in self.table.rows for reader in self.readers
        )

    def rows(self, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        return row_by_row(self.table, self._row, progress)

    def _row(self, index: int, row: tuple[str, ...]) -> RowPlan:
        line = self.table.lines[index]
        person = person_of(row, self.readers[0])
        filled = [reader for reader in self.readers if statement_of(row, reader)]
        statements = (fold(statement_of(row, reader)) for reader in filled)
        key = self.working.key(self.table, index, "goal", *key_parts(person), *(statements if filled else ("",)))
        if not filled:
            return refused(key, line, person.name, "There is no goal in this row.")
        owner = self._owners.of(key, line, person)
        if owner.learner is None:
            return owner.ends or refused(key, line, person.name, "There is no student in this row.")
        before = (
            HeldGoals(self.held.current, dict(self.held.by_place), set(self.held.named)) if len(filled) > 1 else None
        )
        planned = []
        for number, reader in enumerate(filled):
            read = self._read(row, reader)
            found = self._goal(key, line, number, owner.learner, read, owner)
            if found.verdict is Verdict.UNDECIDED:
                if before is not None:  # nothing of a row that waits is written
                    self.held.by_place, self.held.named = before.by_place, before.named
                return found
            planned.append(found)
        return settled(_together(planned), owner)

    def _read(self, row: tuple[str, ...], reader: Reader) -> _Read:
        values, notes = values_of(row, reader)
        term, unread = self._term(reader.first(row, "goal_term"))
        competencies, unknown = self._competencies(cell_of(row, reader, "goal_codes"))
        steps = steps_of(cell_of(row, reader, "steps"))
        return _Read(values, steps, competencies, term, (*notes, *unread, *unknown))

    def _term(self, cell: str) -> tuple[KnownTerm | None, tuple[str, ...]]:
        """The term of this school year that a cell names: by its name, or by its number."""
        if not cell:
            return None, ()
        known = self.working.known
        years = [each.year for each in known.plans.terms if not known.today or each.starts <= known.today]
        terms = [each for each in known.plans.terms if not years or each.year == years[-1]]
        named = [each for each in terms if fold(each.name) == fold(cell)]
        number = re.search(r"\d+", cell)
        if not named and number and len(number[0]) == 1 and 0 < int(number[0]) <= len(terms):
            named = [terms[int(number[0]) - 1]]
        if named:
            return named[0], ()
        return None, (f"Term “{cell}” is not understood and is left out.",)

    def _competencies(self, cell: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The ids of the standards that a cell names, and a sentence on each that is not certain."""
        found: dict[str, None] = {}
        notes = []
        for code in codes_of(cell):
            forms = (normal_code(code), code, *aliases_of(code))
            ids = next((ids for form in forms if (ids := self.working.known.plans.codes.get(form))), ())
            if len(ids) == 1:
                found[ids[0]] = None
            elif ids:
                notes.append(f"Standard “{code}” stands in {len(ids)} places here and is left out.")
            else:
                notes.append(f"Standard “{code}” is not here yet and is left out.")
        return tuple(found), tuple(notes)

    def _goal(self, key: str, line: int, number: int, learner: KnownLearner, read: _Read, owner: Owner) -> RowPlan:
        title, statement = shown_name(learner), read.values["statement"]
        term = read.term.id if read.term else ""
        closed = self.working.known.plans.closed.get((learner.id, term))
        held = self.held.find(learner.id, statement, term)
        if closed is not None and (read.term is not None or held is None):
            called = read.term.name if read.term is not None else "this term"
            if fold(statement) in map(fold, closed):
                return RowPlan(key, line, title, Verdict.UNCHANGED, f"The plan of {called} is closed.")
            return refused(key, line, title, f"The plan of {called} is closed, so no goal is added to it.")
        if held is not None:
            planned = self._known_goal(key, line, title, held, read, owner)
            return planned._replace(reason=f"{planned.reason}{_told(read.notes)}", notes=read.notes)
        values = {"kind": self._usual_kind(statement), "area": str(GoalArea.ACADEMIC)} | read.values
        ref = f"{NEW}goal:{key}" + (f".{number}" if number else "")
        draft = GoalDraft(ref, learner.id, ordered(values), read.steps, (), read.competencies, term)
        steps = tuple((step.who, step.text) for step in read.steps)
        fresh = KnownGoal(ref, learner.id, statement, draft.values, steps, frozenset(read.competencies), term)
        self.held.put(fresh)
        self.held.named.add(ref)
        reason = f"New goal: {statement}.{_told(read.notes)}"
        return RowPlan(key, line, title, Verdict.NEW, reason, payload=draft, notes=read.notes)

    def _known_goal(self, key: str, line: int, title: str, held: KnownGoal, read: _Read, owner: Owner) -> RowPlan:
        again = held.id in self.held.named
        old = dict(held.values) | {"statement": held.statement}
        changes = [
            Change(name, FIELDS[name], old.get(name, ""), new)
            for name, new in ({} if again else read.values).items()
            if not _equal(name, old.get(name, ""), new) and (name, new) not in held.declined
        ]
        mine = [change for change in changes if change.field in held.own_fields]
        if mine and owner.which not in (KEEP, FILE):
            return _asked(key, line, title, mine, changes, owner.before)
        declined: tuple[tuple[str, str], ...] = ()
        if mine and owner.which == KEEP:
            declined = tuple((each.field, each.new) for each in mine)
            changes = [change for change in changes if change not in mine]
        present = {(who, fold(text)) for who, text in held.steps}
        added = tuple(step for step in read.steps if (step.who, fold(step.text)) not in present)
        ties = tuple(each for each in read.competencies if each not in held.competencies)
        values = tuple((each.field, each.new) for each in changes)
        draft = GoalDraft(held.id, held.learner_id, values, added, declined, ties)
        changes += [Change("step", "Step", "", step.text) for step in added]
        changes += [Change("competency", "Standard", "", "added") for _ in ties]
        self.held.named.add(held.id)
        self.held.put(
            replace(
                held,
                values=tuple((old | dict(values)).items()),
                steps=held.steps + tuple((step.who, step.text) for step in added),
                competencies=held.competencies | set(ties),
            )
        )
        note = " Only its steps are taken: an earlier row has this goal." if again else ""
        if not changes:
            payload = draft if declined else None
            return RowPlan(key, line, title, Verdict.UNCHANGED, f"This goal is here already.{note}", payload=payload)
        shown = " ".join(f"{each.label}: {each.old or 'none'}, now {each.new}." for each in changes[:3])
        return RowPlan(key, line, title, Verdict.UPDATED, f"{shown}{note}", tuple(changes), draft)

    def _usual_kind(self, statement: str) -> str:
        """Where the sheet does not say: a goal that several learners share is the grade's, else the child's own."""
        shared = self._statements[fold(statement)] >= _SHARED_BY
        return str(GoalKind.GRADE_LEVEL if shared else GoalKind.PERSONAL)


def _asked(key: str, line: int, title: str, mine: list[Change], changes: list[Change], before: str) -> RowPlan:
    """The file says otherwise than what somebody wrote here."""
    reason = " ".join(f"You wrote “{each.old}”. The file has “{each.new}”." for each in mine)
    choices = (
        Choice(f"{before}{KEEP}", "Keep mine", ", ".join(each.old for each in mine)),
        Choice(f"{before}{FILE}", "Use file", ", ".join(each.new for each in mine)),
    )
    return RowPlan(key, line, title, Verdict.UNDECIDED, reason, tuple(changes), choices=choices)


def _together(planned: list[RowPlan]) -> RowPlan:
    """The goals of one row as one row: new or updated where any is; refused where none can be taken."""
    if len(planned) == 1:
        return planned[0]
    order = (Verdict.NEW, Verdict.UPDATED, Verdict.UNCHANGED, Verdict.REFUSED)
    verdict = min((each.verdict for each in planned), key=order.index)
    drafts = [each.payload for each in planned if isinstance(each.payload, GoalDraft)]
    payload = replace(drafts[0], more=tuple(drafts[1:])) if drafts else None
    reason = " ".join(dict.fromkeys(each.reason for each in planned))
    changes = tuple(change for each in planned for change in each.changes)
    left = (each.reason for each in planned if each.verdict is Verdict.REFUSED and verdict is not Verdict.REFUSED)
    notes = tuple(note for each in planned for note in each.notes)
    return planned[0]._replace(verdict=verdict, reason=reason, changes=changes, payload=payload, notes=(*notes, *left))


def _told(notes: tuple[str, ...]) -> str:
    return "".join(f" {note}" for note in notes)


def _equal(name: str, old: str, new: str) -> bool:
    if name in ("baseline", "target") and old:
        return float(old) == float(new)
    return " ".join(old.split()) == " ".join(new.split())
