"""Measurements of goals from sheets: one a row with its day, or one column a day.

A value that differs from one of the same day here is a second measurement: nothing tells a correction from a second
try, and what is too much is taken out with one click.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.imports.drafts.notes import MeasurementDraft
from learnerplan.imports.known import KnownGoal, KnownMeasurement
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.people import shown_name
from learnerplan.imports.planned.owners import Owner, Owners, key_parts, person_of, settled
from learnerplan.imports.planned.plan import Choice, FilePlan, Question, RowPlan, Verdict
from learnerplan.imports.planned.row_by_row import row_by_row
from learnerplan.imports.planned.run import Run, column_order, date_questions
from learnerplan.imports.planned.verdicts import LEAVE_OUT, left_out, refused, waits
from learnerplan.imports.planned.working import SKIP, Working
from learnerplan.imports.sheets_of_goals.goals import HeldGoals
from learnerplan.imports.words import dates
from learnerplan.imports.words.amounts import Amount, amount_of
from learnerplan.imports.words.folding import clean, fold, tidy
from learnerplan.imports.words.parts import GOALS, MEASUREMENTS

if TYPE_CHECKING:
    from learnerplan.imports.drafts import Values
    from learnerplan.imports.known import KnownLearner
    from learnerplan.imports.mapped.mapping import ColumnMapping
    from learnerplan.imports.tables import Table
    from learnerplan.progress import Progress

GOAL = "goal:"
_SHOWN = 8


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one sheet of measurements."""
    order = column_order(blank.table, blank.mapping, run.fallback, "measured_on")
    headed = [column.header for column in blank.mapping.having("value_on_day")]
    if headed and not blank.mapping.date_order:
        shown = dates.order_of(headed)
        order = shown if shown in (dates.DMY, dates.MDY) else run.fallback
    desk: HeldGoals | None = run.desks.get(GOALS)
    fresh = tuple(desk.by_place.values()) if desk is not None else ()
    rows = Measurements(blank.table, blank.mapping, run.working, order, fresh).rows(run.progress)
    questions = (*date_questions(blank, order, "measured_on"), *_asked_of_headers(headed, order))[:1]
    return replace(blank, rows=rows, date_order=order, questions=questions)


class _Reading(NamedTuple):
    """A filled cell: its day, whether that is one, what it says, and out of how many."""

    day: str
    written: str
    cell: str
    trials: str


@dataclass
class Measurements:
    """Plans the measurements of one sheet. `fresh` are goals that other sheets of the import bring."""

    table: Table
    mapping: ColumnMapping
    working: Working
    date_order: str
    fresh: tuple[KnownGoal, ...]

    def __post_init__(self) -> None:
        self._owners = Owners(self.working, MEASUREMENTS)
        self._reader = Reader.of(self.mapping, self.date_order)
        self._goals: dict[str, dict[str, KnownGoal]] = {}
        for goal in (*self.working.known.goals, *self.fresh):
            self._goals.setdefault(goal.learner_id, {})[goal.id] = goal
        self._held: dict[str, set[KnownMeasurement]] = {}
        for each in self.working.known.measurements:
            self._held.setdefault(each.goal_id, set()).add(each._replace(words=fold(each.words)))

    def rows(self, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        return row_by_row(self.table, self._row, progress)

    def _row(self, index: int, row: tuple[str, ...]) -> RowPlan:
        line, person = self.table.lines[index], person_of(row, self._reader)
        words = tidy(self._reader.whole(row, "goal")) or tidy(self._reader.whole(row, "goal_words"))
        readings = self._readings(row)
        said = (part for each in readings for part in (each.written, each.cell, each.trials))
        key = self.working.key(self.table, index, "measurement", *key_parts(person), fold(words), *said)
        if not readings:
            return refused(key, line, person.name, "There is no value in this row.")
        owner = self._owners.of(key, line, person)
        if owner.learner is None:
            return owner.ends or refused(key, line, person.name, "There is no student in this row.")
        goal = self._goal(key, line, owner.learner, words, owner)
        if isinstance(goal, RowPlan):
            return goal
        planned = self._measured(key, line, owner.learner, goal, row, readings)
        answer, now = self._told(owner, words)
        return settled(planned, owner._replace(decided=f"{owner.before}{answer}") if now else owner)

    def _readings(self, row: tuple[str, ...]) -> list[_Reading]:
        """The values of a row with their days: one, or one a column that is called after a day."""
        found = []
        for column in self.mapping.having("value_on_day"):
            cell = clean(row[column.index]).strip()
            if cell:
                found.append(_Reading(self._day(column.header), tidy(column.header), cell, ""))
        cell = clean(self._reader.whole(row, "measure_value")).strip()
        right = self._reader.first(row, "measure_right")
        trials = self._reader.first(row, "measure_trials")
        if cell or right:
            written = self._reader.first(row, "measured_on")
            found.append(_Reading(self._day(written), written, right if trials and right else cell or right, trials))
        return found

    def _day(self, cell: str) -> str:
        day = dates.day_of(cell, self.date_order)
        return day.isoformat() if day else ""

    def _goal(self, key: str, line: int, learner: KnownLearner, words: str, owner: Owner) -> KnownGoal | RowPlan:
        """The goal that a row means: of these words, as a person said, or the question which it is."""
        own = self._goals.get(learner.id, {})
        named = fold(words)
        exact = [each for each in own.values() if named and named in _names(each)]
        if len(exact) == 1:
            return exact[0]
        title = shown_name(learner)
        answer, now = self._told(owner, words)
        if answer == SKIP:
            return left_out(key, line, title)
        if answer.removeprefix(GOAL) in own:
            self.working.told.setdefault((GOAL, learner.id, named), (answer, now))
            return own[answer.removeprefix(GOAL)]
        other = self.working.asked.setdefault((GOAL, learner.id, named), key)
        if other != key:
            return waits(key, line, title, other)._replace(reason="Waits until the row with this goal is decided.")
        near = _nearest(named, exact or list(own.values()))
        choices = (*(Choice(f"{owner.before}{GOAL}{each.id}", _shown(each), "This goal") for each in near), LEAVE_OUT)
        reason = (
            f"{len(exact)} goals of {title} are called “{words}”."
            if exact
            else f"No goal of {title} here is “{words}”."
        )
        reason = reason if words else f"The row does not say which goal of {title} it measures."
        return RowPlan(key, line, title, Verdict.UNDECIDED, reason, choices=choices)

    def _told(self, owner: Owner, words: str) -> tuple[str, bool]:
        """Which goal a person said that the row means, or an earlier row with the same words."""
        if owner.which.startswith(GOAL):
            return owner.which, bool(owner.decided)
        learner = owner.learner.id if owner.learner else ""
        return self.working.told.get((GOAL, learner, fold(words)), ("", False))

    def _measured(
        self,
        key: str,
        line: int,
        learner: KnownLearner,
        goal: KnownGoal,
        row: tuple[str, ...],
        readings: list[_Reading],
    ) -> RowPlan:
        title, kind = shown_name(learner), dict(goal.values).get("measure_kind", "")
        by, note = self._reader.first(row, "measure_by"), tidy(self._reader.whole(row, "note_text"))
        held = self._held.setdefault(goal.id, set())
        taken: list[Values] = []
        problems: list[str] = []
        again = 0
        for each in readings:
            amount = amount_of(each.cell, each.trials, kind, self.working.known.levels)
            problem = amount.problem or _no_day(each)
            if problem:
                problems.append(problem)
                continue
            amount = amount if not note else amount._replace(words=f"{amount.words} {note}".strip())
            same_day = any(one.measured_on == each.day for one in held)
            known = KnownMeasurement(goal.id, each.day, amount.value, amount.trials, fold(amount.words))
            if known in held:
                continue
            again += same_day
            held.add(known)
            taken.append(_values(each.day, amount, by))
        if problems and len(problems) == len(readings):
            return refused(key, line, title, " ".join(problems))
        notes = tuple(f"{problem} It is left out." for problem in problems)
        if not taken:
            return RowPlan(key, line, title, Verdict.UNCHANGED, "This measurement is here already.", notes=notes)
        new = "1 new measurement." if len(taken) == 1 else f"{len(taken)} new measurements."
        reason = f"{new} Another one of the same day stays beside it." if again else new
        draft = MeasurementDraft(goal.id, tuple(taken))
        return RowPlan(key, line, title, Verdict.NEW, reason, payload=draft, notes=notes)


def _asked_of_headers(headers: list[str], order: str) -> tuple[Question, ...]:
    """Where columns are called 3/4/2026 and nothing settles which of the two numbers is the day, a person must."""
    unclear = next((header for header in headers if dates.day_of(header, order) is None), "")
    if not unclear:
        return ()
    read = ((each, dates.day_of(unclear, each)) for each in (dates.DMY, dates.MDY))
    labels = {dates.DMY: "Day first", dates.MDY: "Month first"}
    choices = tuple(Choice(each, labels[each], f"{unclear} is {day.day} {day:%B %Y}") for each, day in read if day)
    return (Question("date_order", f"Is it the day or the month that stands first in {unclear}?", choices),)


def _names(goal: KnownGoal) -> set[str]:
    return {fold(each) for each in (goal.statement, dict(goal.values).get("words", "")) if each}


def _shown(goal: KnownGoal) -> str:
    return goal.statement or dict(goal.values).get("words", "")


def _nearest(named: str, goals: list[KnownGoal]) -> list[KnownGoal]:
    """The learner's goals, those whose words are most like the row's first."""
    from rapidfuzz import fuzz

    def unlike(goal: KnownGoal) -> float:
        return -max((fuzz.token_sort_ratio(named, each) for each in _names(goal)), default=0.0)

    return sorted(goals, key=unlike)[:_SHOWN]


def _no_day(reading: _Reading) -> str:
    if reading.day:
        return ""
    return f"Day “{reading.written}” is not understood." if reading.written else "There is no day beside the value."


def _values(day: str, amount: Amount, by: str) -> Values:
    said = {"measured_on": day, "value": amount.value, "trials": amount.trials, "words": amount.words, "by": by}
    return tuple((name, value) for name, value in said.items() if value)
