"""The plan of a sheet of supports. No reason, title or choice tells what a support says: lists of rows show them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from learnerplan.domain.supports import SupportKind
from learnerplan.imports.drafts import NEW
from learnerplan.imports.drafts.notes import SupportDraft
from learnerplan.imports.known import KnownLearner, KnownSupport
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.people import lower_first, shown_name
from learnerplan.imports.planned.owners import Owner, Owners, key_parts, person_of, settled
from learnerplan.imports.planned.plan import Change, Choice, FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.row_by_row import row_by_row
from learnerplan.imports.planned.run import Run, column_order, date_questions
from learnerplan.imports.planned.verdicts import FILE, KEEP, refused
from learnerplan.imports.planned.working import Working
from learnerplan.imports.supports.rows import DAYS, LABELS, Support, SupportReader, number_key
from learnerplan.imports.tables import Table
from learnerplan.imports.words.parts import SUPPORTS
from learnerplan.progress import Progress

NAMES = {
    SupportKind.PLAN: "plan",
    SupportKind.ACCOMMODATION: "accommodation",
    SupportKind.SERVICE: "service",
    SupportKind.NOTE: "restricted note",
}


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one sheet of supports."""
    order = column_order(blank.table, blank.mapping, run.fallback, *DAYS)
    held = run.desks.setdefault(SUPPORTS, Held.of(run.working.known.supports))
    rows = Supports(blank.table, blank.mapping, run.working, order, held).rows(run.progress)
    asked = (question for use in DAYS for question in date_questions(blank, order, use))
    notes = blank.notes
    if not blank.mapping.having("support_title", "support_text", "support_note", "support_kind", "support_plan"):
        notes += ("No column names the support, so each student gets one that is called after the file.",)
    return replace(blank, rows=rows, date_order=order, questions=tuple(asked)[:1], notes=notes)


@dataclass
class Held:
    """The supports that are here, and those that earlier rows of the import bring."""

    by_key: dict[tuple[str, str], KnownSupport] = field(default_factory=dict)
    owners: dict[str, str] = field(default_factory=dict)
    unplanned: dict[tuple[str, str], list[str]] = field(default_factory=dict)
    named: set[tuple[str, str]] = field(default_factory=set)

    @classmethod
    def of(cls, supports: Iterable[KnownSupport]) -> Held:
        """An index of these supports."""
        held = cls()
        for each in supports:
            held.put(each)
        return held

    def put(self, support: KnownSupport) -> None:
        """Add a support, or what is new about one."""
        self.by_key[support.learner_id, support.key] = support
        self.owners.setdefault(support.key, support.learner_id)
        if support.plan_number and not support.part_of:
            waiting = self.unplanned.setdefault((support.learner_id, support.plan_number), [])
            if support.id not in waiting:
                waiting.append(support.id)

    def plan_of(self, learner_id: str, plan_number: str) -> str:
        """The id or ref of a learner's plan with this number, or an empty text."""
        found = self.by_key.get((learner_id, number_key(SupportKind.PLAN, plan_number))) if plan_number else None
        return found.id if found else ""

    def place_of(self, learner_id: str, support: Support) -> str:
        """The key of a support among those of its name: where the same stands, else the next that no row has taken.

        Empty where an earlier row of the import says the same.
        """
        free, number, named = "", 1, support.key
        while (held := self.by_key.get((learner_id, named))) is not None:
            taken = (learner_id, named) in self.named
            if not _differences(held, support):
                return "" if taken else named
            free = free or ("" if taken else named)
            number += 1
            named = f"{support.key}.{number}"
        return free or named


@dataclass
class Supports:
    """Plans the supports of one sheet."""

    table: Table
    mapping: ColumnMapping
    working: Working
    date_order: str
    held: Held

    def __post_init__(self) -> None:
        self._owners = Owners(self.working, SUPPORTS, careful=True)

    def rows(self, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        reader = Reader.of(self.mapping, self.date_order)
        supports = SupportReader(self.table, reader)
        return row_by_row(self.table, lambda index, row: self._row(index, row, reader, supports), progress)

    def _row(self, index: int, row: tuple[str, ...], reader: Reader, supports: SupportReader) -> RowPlan:
        line, person = self.table.lines[index], person_of(row, reader)
        support = supports.read(row)
        said = (support.number, support.plan_number) if support.number else tuple(support.values.values())
        key = self.working.key(self.table, index, "support", *key_parts(person), str(support.kind), *said)
        if not supports.says_something(row):
            return refused(key, line, person.name, "There is no support in this row.")
        owner = self._owners.of(key, line, person)
        if owner.learner is None:
            return owner.ends or refused(key, line, person.name, "There is no student in this row.")
        planned = self._support(key, line, owner.learner, support, owner)
        return settled(planned._replace(notes=support.notes), owner)

    def _support(self, key: str, line: int, learner: KnownLearner, support: Support, owner: Owner) -> RowPlan:
        title = shown_name(learner)
        if support.number and self.held.owners.get(support.key, learner.id) != learner.id:
            return refused(key, line, title, "A support with its number is another student’s here.")
        named = self.held.place_of(learner.id, support)
        if not named:
            return RowPlan(key, line, title, Verdict.UNCHANGED, "An earlier row says the same.")
        held = self.held.by_key.get((learner.id, named))
        if held is not None:
            return self._known(key, line, title, held, support, owner)
        self.held.named.add((learner.id, named))
        part_of = self.held.plan_of(learner.id, support.plan_number)
        parts = self._parts(learner.id, support)
        values = tuple(support.values.items())
        draft = SupportDraft(
            f"{NEW}support:{key}", learner.id, named, values, part_of, parts, source_row=support.source_row
        )
        self.held.put(
            KnownSupport(draft.ref, learner.id, named, str(support.kind), values, part_of, support.plan_number)
        )
        reason = f"New {NAMES[support.kind]}{', part of a plan' if part_of else ''}."
        return RowPlan(key, line, title, Verdict.NEW, reason, payload=draft)

    def _parts(self, learner_id: str, support: Support) -> tuple[str, ...]:
        """Accommodations that came before the plan to which they belong."""
        if support.kind is not SupportKind.PLAN or not support.number:
            return ()
        return tuple(self.held.unplanned.pop((learner_id, support.number), ()))

    def _known(self, key: str, line: int, title: str, held: KnownSupport, support: Support, owner: Owner) -> RowPlan:
        changes = [change for change in _differences(held, support) if (change.field, change.new) not in held.declined]
        mine = [change for change in changes if change.field in held.own_fields]
        declined: tuple[tuple[str, str], ...] = ()
        if mine and owner.which not in (KEEP, FILE):
            what = ", ".join(lower_first(each.label) for each in mine)
            choices = (
                Choice(f"{owner.before}{KEEP}", "Keep mine", "What you wrote here stays"),
                Choice(f"{owner.before}{FILE}", "Use file", "What the file says takes its place"),
            )
            reason = f"You changed this {NAMES[support.kind]} here, and the file says otherwise: {what}."
            return RowPlan(key, line, title, Verdict.UNDECIDED, reason, tuple(changes), choices=choices)
        if mine and owner.which == KEEP:
            declined = tuple((each.field, each.new) for each in mine)
            changes = [change for change in changes if change not in mine]
        values = tuple((each.field, each.new) for each in changes)
        part_of = "" if held.part_of else self.held.plan_of(held.learner_id, support.plan_number)
        draft = SupportDraft(
            held.id, held.learner_id, held.key, values, part_of, (), support.source_row if values else "", declined
        )
        self.held.named.add((held.learner_id, held.key))
        self.held.put(
            held._replace(values=tuple((dict(held.values) | dict(values)).items()), part_of=held.part_of or part_of)
        )
        if part_of:
            changes.append(Change("part_of", "Plan", "", "Part of a plan that is here"))
        name = NAMES[support.kind]
        if not changes:
            return RowPlan(
                key,
                line,
                title,
                Verdict.UNCHANGED,
                f"This {name} is here already.",
                payload=draft if declined else None,
            )
        what = ", ".join(lower_first(each.label) for each in changes)
        return RowPlan(key, line, title, Verdict.UPDATED, f"Changed {name}: {what}.", tuple(changes), draft)


def _differences(held: KnownSupport, support: Support) -> list[Change]:
    """What the row says otherwise; an empty cell says nothing."""
    old = dict(held.values)
    return [
        Change(name, LABELS[name], old.get(name, ""), new)
        for name, new in support.values.items()
        if " ".join(old.get(name, "").split()) != " ".join(new.split())
    ]
