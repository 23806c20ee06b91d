"""Sheets of goals: a learner, a goal, and whatever else of measure, dates and steps the teacher has kept there."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from learnerplan.domain.goals import GoalArea, GoalKind, MeasureKind
from learnerplan.domain.steps import Who
from learnerplan.imports import dates
from learnerplan.imports.drafts import NEW, GoalDraft, StepDraft
from learnerplan.imports.entries import Reader
from learnerplan.imports.folding import clean, fold
from learnerplan.imports.known import KnownGoal, KnownLearner
from learnerplan.imports.mapping import ColumnMapping
from learnerplan.imports.owners import Owners, key_parts, person_of, settled
from learnerplan.imports.people import shown_name
from learnerplan.imports.plan import Change, Choice, FilePlan, RowPlan, Verdict
from learnerplan.imports.run import Run, column_order, date_questions
from learnerplan.imports.tables import Table
from learnerplan.imports.verdicts import FILE, KEEP, refused, unreadable
from learnerplan.imports.working import Working
from learnerplan.progress import Progress

FIELDS = {
    "statement": "Goal", "words": "In the learner’s words", "kind": "Kind", "area": "Area", "why": "Why it matters",
    "success": "Success criteria", "measure": "Measure", "measure_kind": "Kind of measure", "unit": "Unit",
    "baseline": "Baseline", "target": "Target", "target_words": "Target", "due_on": "Due",
}  # fmt: skip
_TEXTS = {
    "statement": "goal",
    "words": "goal_words",
    "why": "why",
    "success": "success",
    "measure": "measure",
    "unit": "unit",
}
_AREAS = (
    (GoalArea.SOCIAL_EMOTIONAL, re.compile(r"\b(?:social|emotional|sel|feelings?|friend\w*|behaviou?r)\b")),
    (GoalArea.HABITS, re.compile(r"\b(?:habits?|organi[sz]ation|executive|homework|attendance|routine)\b")),
    (GoalArea.FUTURE, re.compile(r"\b(?:future|career|transition|college|dream)\b")),
    (
        GoalArea.ACADEMIC,
        re.compile(r"\b(?:academic\w*|read\w*|math\w*|writ\w*|science|language|ela|literacy|numeracy)\b"),
    ),
)
_PERSONAL = re.compile(r"\b(?:personal|own|individual|mine|self)\b")
_GRADE_LEVEL = re.compile(r"\b(?:grade level|grade|standard|class|everyone|curriculum|core)\b")
_OWNERS = {
    "me": Who.ME, "i": Who.ME, "student": Who.ME, "learner": Who.ME, "child": Who.ME, "pupil": Who.ME,
    "teacher": Who.TEACHER, "school": Who.TEACHER, "home": Who.HOME, "family": Who.HOME, "parent": Who.HOME,
    "parents": Who.HOME, "guardian": Who.HOME, "mum": Who.HOME, "mom": Who.HOME, "dad": Who.HOME,
}  # fmt: skip
_STEP = re.compile(r"^\s*([^\W\d]+)\s*[:：]\s*(.+)$", re.DOTALL)
_NUMBER = re.compile(r"^(-?\d+(?:[.,]\d+)?)\s*(%|[^\W\d](?:[^\W\d]|[ /])*)?$")
_SHARED_BY = 3


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one sheet of goals."""
    order = column_order(blank.table, blank.mapping, run.fallback, "due")
    rows = Goals(blank.table, blank.mapping, run.working).rows(order, run.progress)
    return replace(blank, rows=rows, date_order=order, questions=date_questions(blank, order, "due"))


@dataclass
class Goals:
    """Plans the goals of one sheet."""

    table: Table
    mapping: ColumnMapping
    working: Working
    _owners: Owners = field(init=False)
    _held: dict[tuple[str, str], KnownGoal] = field(default_factory=dict)
    _named: set[tuple[str, str]] = field(default_factory=set)
    _statements: Counter[str] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self._owners = Owners(self.working)

    def rows(self, date_order: str, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        reader = Reader.of(self.mapping, date_order)
        self._held = {(goal.learner_id, fold(goal.statement)): goal for goal in self.working.known.goals}
        self._statements = Counter(fold(_goal_text(row, reader)) for row in self.table.rows)
        planned = unreadable(self.table)
        for index, row in enumerate(self.table.rows):
            if progress is not None:
                progress.step(index, len(self.table.rows), f"Comparing {self.table.name}")
            planned.append(self._row(index, row, reader))
        return tuple(sorted(planned, key=lambda each: each.line))

    def _row(self, index: int, row: tuple[str, ...], reader: Reader) -> RowPlan:
        line = self.table.lines[index]
        person = person_of(row, reader)
        statement = _goal_text(row, reader)
        key = self.working.key(self.table, index, "goal", *key_parts(person), fold(statement))
        if not statement:
            return refused(key, line, person.name, "There is no goal in this row.")
        owner = self._owners.of(key, line, person)
        if owner.learner is None:
            return owner.ends or refused(key, line, person.name, "There is no learner in this row.")
        planned = self._goal(key, line, row, reader, owner.learner, owner.before, owner.which)
        return settled(planned, owner)

    def _goal(
        self, key: str, line: int, row: tuple[str, ...], reader: Reader, learner: KnownLearner, prefix: str, which: str
    ) -> RowPlan:
        values, notes = self._values(row, reader)
        steps = steps_of(_cell(row, reader, "steps"))
        title = shown_name(learner)
        held = self._held.get((learner.id, fold(values["statement"])))
        if held is None:
            values = {"kind": self._usual_kind(values["statement"]), "area": str(GoalArea.ACADEMIC)} | values
            draft = GoalDraft(f"{NEW}goal:{key}", learner.id, _ordered(values), steps)
            self._keep(learner, values, steps, draft.ref)
            reason = f"New goal: {values['statement']}.{_told(notes)}"
            return RowPlan(key, line, title, Verdict.NEW, reason, payload=draft, notes=notes)
        planned = self._known_goal(key, line, title, held, values, steps, prefix, which)
        return planned._replace(reason=f"{planned.reason}{_told(notes)}", notes=notes)

    def _known_goal(
        self,
        key: str,
        line: int,
        title: str,
        held: KnownGoal,
        values: dict[str, str],
        steps: tuple[StepDraft, ...],
        prefix: str,
        which: str,
    ) -> RowPlan:
        note = ""
        if (held.learner_id, fold(held.statement)) in self._named:
            values = {}
            note = " Only its steps are taken: an earlier row has this goal."
        self._named.add((held.learner_id, fold(held.statement)))
        old = dict(held.values) | {"statement": held.statement}
        changes = [
            Change(name, FIELDS[name], old.get(name, ""), new)
            for name, new in values.items()
            if not _equal(name, old.get(name, ""), new) and (name, new) not in held.declined
        ]
        mine = [change for change in changes if change.field in held.own_fields]
        declined: tuple[tuple[str, str], ...] = ()
        if mine and which not in (KEEP, FILE):
            reason = " ".join(f"You wrote “{each.old}”. The file has “{each.new}”." for each in mine)
            choices = (
                Choice(f"{prefix}{KEEP}", "Keep mine", ", ".join(each.old for each in mine)),
                Choice(f"{prefix}{FILE}", "Use file", ", ".join(each.new for each in mine)),
            )
            return RowPlan(key, line, title, Verdict.UNDECIDED, reason, tuple(changes), choices=choices)
        if mine and which == KEEP:
            declined = tuple((each.field, each.new) for each in mine)
            changes = [change for change in changes if change not in mine]
        present = {(who, fold(text)) for who, text in held.steps}
        added = tuple(step for step in steps if (step.who, fold(step.text)) not in present)
        draft = GoalDraft(held.id, held.learner_id, tuple((each.field, each.new) for each in changes), added, declined)
        changes += [Change("step", "Step", "", step.text) for step in added]
        self._held[held.learner_id, fold(held.statement)] = replace(
            held,
            values=tuple((old | dict(draft.values)).items()),
            steps=held.steps + tuple((step.who, step.text) for step in added),
        )
        if not changes:
            payload = draft if declined else None
            return RowPlan(key, line, title, Verdict.UNCHANGED, f"This goal is here already.{note}", payload=payload)
        shown = " ".join(f"{each.label}: {each.old or 'none'}, now {each.new}." for each in changes[:3])
        return RowPlan(key, line, title, Verdict.UPDATED, f"{shown}{note}", tuple(changes), draft)

    def _keep(self, learner: KnownLearner, values: dict[str, str], steps: tuple[StepDraft, ...], ref: str) -> None:
        goal = KnownGoal(
            ref, learner.id, values["statement"], _ordered(values), tuple((step.who, step.text) for step in steps)
        )
        self._held[learner.id, fold(values["statement"])] = goal
        self._named.add((learner.id, fold(values["statement"])))

    def _usual_kind(self, statement: str) -> str:
        """Where the sheet does not say: a goal that several learners share is the grade's, else the child's own."""
        shared = self._statements[fold(statement)] >= _SHARED_BY
        return str(GoalKind.GRADE_LEVEL if shared else GoalKind.PERSONAL)

    def _values(self, row: tuple[str, ...], reader: Reader) -> tuple[dict[str, str], tuple[str, ...]]:
        """The filled fields of a row, and a sentence on each cell that could not be read."""
        values = {name: _cell(row, reader, use) for name, use in _TEXTS.items()}
        values["statement"] = _goal_text(row, reader)
        notes = []
        kind, area, due = (reader.first(row, use) for use in ("goal_kind", "goal_area", "due"))
        values["kind"] = _kind(kind)
        values["area"] = _area(area)
        day = dates.day_of(due, reader.date_order)
        values["due_on"] = day.isoformat() if day else ""
        for label, cell, read in (("Kind", kind, values["kind"]), ("Area", area, values["area"]), ("Due", due, day)):
            if cell and not read:
                notes.append(f"{label} “{cell}” is not understood and is left out.")
        values |= measure_of(_cell(row, reader, "baseline"), _cell(row, reader, "target"), values["unit"])
        return {name: value for name, value in values.items() if value}, tuple(notes)


def steps_of(cell: str) -> tuple[StepDraft, ...]:
    """The steps in a cell, separated by `;` or line breaks: "me: read daily; home: listen to me"."""
    steps = []
    for part in re.split(r"[;\n\r]+", cell):
        text = part.strip(" \t•-*")
        if not text:
            continue
        match = _STEP.match(text)
        who = _OWNERS.get(fold(match[1])) if match else None
        steps.append(StepDraft(str(who or Who.ME), match[2].strip() if match and who else text))
    return tuple(dict.fromkeys(steps))


def measure_of(baseline: str, target: str, unit: str = "") -> dict[str, str]:
    """Baseline, target and how they are measured: numbers where both cells allow it, else words."""
    low, high = _NUMBER.match(baseline.strip()), _NUMBER.match(target.strip())
    if (high or not target) and (low or not baseline) and (low or high):
        found = {"measure_kind": str(MeasureKind.NUMBER)}
        found["baseline"] = _number(low[1]) if low else ""
        found["target"] = _number(high[1]) if high else ""
        found["unit"] = unit or next((match[2].strip() for match in (high, low) if match and match[2]), "")
        return found
    if not target and not baseline:
        return {}
    words = target if not baseline else f"{target} (from {baseline})" if target else f"from {baseline}"
    yes_no = fold(target) in ("yes", "no")
    return {"measure_kind": str(MeasureKind.YES_NO if yes_no else MeasureKind.WORDS), "target_words": words}


def _told(notes: tuple[str, ...]) -> str:
    return "".join(f" {note}" for note in notes)


def _cell(row: tuple[str, ...], reader: Reader, use: str) -> str:
    return clean(reader.whole(row, use)).strip()


def _goal_text(row: tuple[str, ...], reader: Reader) -> str:
    return _cell(row, reader, "goal") or _cell(row, reader, "goal_words")


def _kind(cell: str) -> str:
    key = fold(cell)
    if _PERSONAL.search(key):
        return str(GoalKind.PERSONAL)
    return str(GoalKind.GRADE_LEVEL) if _GRADE_LEVEL.search(key) else ""


def _area(cell: str) -> str:
    key = fold(cell)
    return next((str(area) for area, words in _AREAS if words.search(key)), "")


def _number(text: str) -> str:
    return f"{float(text.replace(',', '.')):g}"


def _equal(name: str, old: str, new: str) -> bool:
    if name in ("baseline", "target") and old:
        return float(old) == float(new)
    return " ".join(old.split()) == " ".join(new.split())


def _ordered(values: dict[str, str]) -> tuple[tuple[str, str], ...]:
    return tuple((name, values[name]) for name in FIELDS if values.get(name))
