"""School Data Sync folders: classes, and who is in them, in files of their own. Teachers and schools are not kept."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from learnerplan.imports import dates
from learnerplan.imports.drafts import NEW, ClassDraft, EnrolmentDraft
from learnerplan.imports.entries import Reader
from learnerplan.imports.folding import fold, tidy
from learnerplan.imports.identifiers import as_compared
from learnerplan.imports.known import Identifier, KnownClass, KnownLearner
from learnerplan.imports.mapping import ColumnMapping
from learnerplan.imports.people import shown_name
from learnerplan.imports.plan import Change, Choice, FilePlan, RowPlan, Verdict
from learnerplan.imports.run import Run, column_order
from learnerplan.imports.tables import Table
from learnerplan.imports.verdicts import FILE, KEEP, left_out, refused, unreadable, waits
from learnerplan.imports.working import SKIP, Working
from learnerplan.progress import Progress

_FIELDS = {"name": "Class", "subject": "Subject", "period": "Period"}
_STEP = 1000


def plan_classes(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one file of classes."""
    order = column_order(blank.table, blank.mapping, run.fallback, "starts", "ends")
    return replace(blank, rows=class_rows(blank.table, blank.mapping, run.working, order), date_order=order)


def plan_enrolments(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one file that pairs classes with learners."""
    enrolments = Enrolments(blank.table, blank.mapping, run.working)
    rows = enrolments.rows(run.progress)
    seen = run.working.said.keys() | run.working.said_later.keys()
    return replace(blank, rows=rows, absent=run.absent(enrolments.listed, seen))


def plan_unkept(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one file of teachers or schools."""
    return replace(blank, rows=unkept_rows(blank.table, blank.part, run.working))


def class_rows(table: Table, mapping: ColumnMapping, working: Working, order: str) -> tuple[RowPlan, ...]:
    """The plan of a file of classes. A class is the one with its number, or the only one of its name without any."""
    reader = Reader.of(mapping, order)
    planned = unreadable(table)
    for index, row in enumerate(table.rows):
        planned.append(_class(table, index, row, reader, working))
    return tuple(sorted(planned, key=lambda each: each.line))


def _class(table: Table, index: int, row: tuple[str, ...], reader: Reader, working: Working) -> RowPlan:
    line = table.lines[index]
    number = reader.first(row, "class_id")
    values = {"name": reader.first(row, "class_name")}
    values |= {use: reader.first(row, use) for use in ("subject", "period")}
    identifier = Identifier("sis", number)
    key = working.key(table, index, "class", number, values["name"])
    choice, now = working.answer(key)
    if choice == SKIP and now:
        return left_out(key, line, values["name"])
    if not values["name"]:
        return refused(key, line, number, "This class has no name.")
    if not number and "class_id" in reader.places:
        return refused(key, line, values["name"], "This class has no number, so no learner can be put into it.")
    known = working.class_numbered(identifier) if number else None
    if known is None:
        known = _by_name(values["name"], bool(number), working)
    if known is not None and known.id in working.classes_seen:
        first = working.classes_seen[known.id]
        other = f" Its name {values['name']} is not taken: {first} is." if values["name"] != first else ""
        return RowPlan(key, line, first, Verdict.UNCHANGED, f"This import has the class already.{other}")
    if known is not None:
        working.classes_seen[known.id] = values["name"]
        return _known_class(key, line, known, values, identifier if number else None, working, choice)
    ref = f"{NEW}class:{key}"
    for use in ("starts", "ends"):
        day = dates.day_of(reader.first(row, use), reader.date_order)
        values[use] = day.isoformat() if day else ""
    held = (identifier,) if number else ()
    working.classes_seen[ref] = values["name"]
    working.put_class(KnownClass(ref, values["name"], held, values["subject"], values["period"]))
    draft = ClassDraft(ref, tuple((name, value) for name, value in values.items() if value), held)
    return RowPlan(key, line, values["name"], Verdict.NEW, "No class here has its number or name.", payload=draft)


def _equal(name: str, new: str, old: str) -> bool:
    """A class that is found by its name keeps it as it is spelt here."""
    return new == old or (name == "name" and fold(new) == fold(old))


def _by_name(name: str, numbered: bool, working: Working) -> KnownClass | None:
    """The class of this name that has no number yet; a row without a number may mean the only one that has."""
    named = working.classes_named(name)
    plain = [each for each in named if not each.identifiers]
    if numbered:
        plain = [each for each in plain if each.id not in working.classes_seen]
    elif not plain:
        plain = named
    return plain[0] if len(plain) == 1 else None


def _known_class(
    key: str,
    line: int,
    known: KnownClass,
    values: dict[str, str],
    identifier: Identifier | None,
    working: Working,
    choice: str,
) -> RowPlan:
    news = {
        name: (str(getattr(known, name)), values[name])
        for name in _FIELDS
        if values[name]
        and not _equal(name, values[name], getattr(known, name))
        and (name, values[name]) not in known.declined
    }
    changes = tuple(Change(name, _FIELDS[name], old, new) for name, (old, new) in news.items())
    mine = tuple(change for change in changes if change.field in known.own_fields)
    declined: tuple[tuple[str, str], ...] = ()
    if mine and choice not in (KEEP, FILE):
        reason = " ".join(f"You wrote “{each.old}”. The file has “{each.new}”." for each in mine)
        choices = (
            Choice(KEEP, "Keep mine", ", ".join(each.old for each in mine)),
            Choice(FILE, "Use file", ", ".join(each.new for each in mine)),
        )
        return RowPlan(key, line, known.name, Verdict.UNDECIDED, reason, changes, choices=choices)
    if choice == KEEP:
        declined = tuple((each.field, each.new) for each in mine)
        changes = tuple(change for change in changes if change not in mine)
    held = {as_compared(each) for each in known.identifiers}
    added = (identifier,) if identifier is not None and as_compared(identifier) not in held else ()
    if added:
        working.put_class(replace(known, identifiers=(*known.identifiers, *added)))
    changes += tuple(Change("identifier", "Class number", "", each.value) for each in added)
    decided = choice if mine else ""
    draft = ClassDraft(
        known.id, tuple((each.field, each.new) for each in changes if each.field in _FIELDS), added, declined
    )
    if not changes:
        payload = draft if declined else None
        return RowPlan(key, line, known.name, Verdict.UNCHANGED, "Nothing new.", payload=payload, decided=decided)
    reason = " ".join(f"{each.label}: {each.old or 'none'}, now {each.new}." for each in changes)
    return RowPlan(key, line, known.name, Verdict.UPDATED, reason, changes, draft, decided=decided)


@dataclass
class Enrolments:
    """Plans a file that pairs classes with learners. `listed` collects who is in which class by this file."""

    table: Table
    mapping: ColumnMapping
    working: Working
    listed: dict[str, set[str]] = field(default_factory=dict)

    def rows(self, progress: Progress | None = None) -> tuple[RowPlan, ...]:
        """The plan of each row, in the order of the file."""
        reader = Reader.of(self.mapping, "")
        planned = unreadable(self.table)
        for index, row in enumerate(self.table.rows):
            if progress is not None and index % _STEP == 0:
                progress.step(index, len(self.table.rows), f"Comparing {self.table.name}")
            planned.append(self._row(index, row, reader))
        return tuple(sorted(planned, key=lambda each: each.line))

    def _row(self, index: int, row: tuple[str, ...], reader: Reader) -> RowPlan:
        line = self.table.lines[index]
        number = reader.first(row, "class_id")
        identifiers = reader.identifiers(row)
        key = self.working.key(self.table, index, "enrolment", number, *(each.value for each in identifiers))
        if not number or not identifiers:
            return refused(key, line, "", "This row lacks the number of the class or of the learner.")
        shown = identifiers[0].value
        known = self.working.class_numbered(Identifier("sis", number))
        if known is None:
            return refused(key, line, shown, f"No class has the number {number}, in this import or here.")
        found = dict.fromkeys(holder for each in identifiers for holder in self.working.learners.holders(each))
        if not found:
            return self._nobody(key, line, shown, identifiers)
        if len(found) > 1:
            return refused(key, line, shown, f"Several learners here have the number {shown}.")
        return self._enrol(key, line, self.working.learners.known(next(iter(found))), known)

    def _nobody(self, key: str, line: int, shown: str, identifiers: tuple[Identifier, ...]) -> RowPlan:
        for each in identifiers:
            if each in self.working.waiting:
                return waits(key, line, shown, self.working.waiting[each])
            if each in self.working.skipped:
                return left_out(key, line, shown, "Its learner was left out.")
            if each in self.working.teachers:
                return left_out(key, line, shown, "A teacher, not a learner. Nothing to keep.")
        return refused(key, line, shown, f"No learner has the number {shown}, in this import or here.")

    def _enrol(self, key: str, line: int, learner: KnownLearner, known: KnownClass) -> RowPlan:
        self.listed.setdefault(known.id, set()).add(learner.id)
        title = shown_name(learner)
        if known.id in learner.classes or (known.id, learner.id) in self.working.joined:
            return RowPlan(key, line, title, Verdict.UNCHANGED, f"Is in {known.name} already.", learner_ref=learner.id)
        self.working.joined.add((known.id, learner.id))
        change = Change("class", "Class", "", known.name)
        draft = EnrolmentDraft(known.id, learner.id)
        return RowPlan(key, line, title, Verdict.NEW, f"Joins {known.name}.", (change,), draft, learner_ref=learner.id)


def unkept_rows(table: Table, part: str, working: Working) -> tuple[RowPlan, ...]:
    """Rows of teachers and schools: read, so that nothing is silently lost, and not kept."""
    reason = "A school. Nothing to keep." if part == "schools" else "A teacher, not a learner. Nothing to keep."
    planned = unreadable(table)
    for index, row in enumerate(table.rows):
        key = working.key(table, index, part, *row)
        title = " ".join(tidy(cell) for cell in row[:4] if cell.strip())[:60]
        planned.append(left_out(key, table.lines[index], title, reason))
    return tuple(sorted(planned, key=lambda each: each.line))


def note_teachers(table: Table, working: Working) -> None:
    """Remember the numbers of teachers, so that an enrolment of one is told from that of an unknown learner."""
    for index, header in enumerate(table.headers):
        if tidy(header).casefold() in ("sis id", "id"):
            working.teachers.update(Identifier("sis", tidy(cell)) for cell in table.cells(index) if cell.strip())
