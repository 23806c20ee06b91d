"""Classes in files of their own: each row is a class to make, to update or to leave as it is."""

from __future__ import annotations

from dataclasses import replace

from learnerplan.imports.drafts import NEW, ClassDraft
from learnerplan.imports.identifiers import as_compared
from learnerplan.imports.known import Identifier, KnownClass
from learnerplan.imports.persons.entries import Reader, state_of
from learnerplan.imports.planned.plan import Change, Choice, FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run, column_order
from learnerplan.imports.planned.verdicts import FILE, KEEP, left_out, refused, unreadable
from learnerplan.imports.planned.working import SKIP, Working
from learnerplan.imports.rosters.school_years import year_of
from learnerplan.imports.tables import Table
from learnerplan.imports.words import dates
from learnerplan.imports.words.folding import fold, tidy
from learnerplan.imports.words.grades import grade_of

_FIELDS = {
    "name": "Class",
    "subject": "Subject",
    "period": "Period",
    "grade": "Grade",
    "starts": "Begins",
    "ends": "Ends",
    "active": "Status",
}
_SHOWN = {"yes": "active", "no": "archived"}
_STORED = {shown: stored for stored, shown in _SHOWN.items()}
_GONE = "Deleted there, and not here. Nothing to do."


def plan_classes(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one file of classes. A class is the one with its number, or the only one of its name without any."""
    order = column_order(blank.table, blank.mapping, run.fallback, "starts", "ends")
    reader = Reader.of(blank.mapping, order)
    planned = unreadable(blank.table)
    for index, row in enumerate(blank.table.rows):
        planned.append(_class(blank.table, index, row, reader, run.working))
    return replace(blank, rows=tuple(sorted(planned, key=lambda each: each.line)), date_order=order)


def _values(row: tuple[str, ...], reader: Reader) -> dict[str, str]:
    """What a row says of a class; empty for what it does not say."""
    values = {"name": reader.first(row, "class_name")}
    values |= {use: _listed(reader.first(row, use)) for use in ("subject", "period")}
    grades = (grade_of(part) for part in reader.first(row, "grade").split(",") if part.strip())
    values["grade"] = ", ".join(dict.fromkeys(grades))
    for use in ("starts", "ends"):
        day = dates.day_of(reader.first(row, use), reader.date_order)
        values[use] = day.isoformat() if day else ""
    status = reader.first(row, "status")
    values["active"] = state_of(status) if status else ""
    return values


def _listed(cell: str) -> str:
    return ", ".join(tidy(part) for part in cell.split(",") if part.strip())


def _class(table: Table, index: int, row: tuple[str, ...], reader: Reader, working: Working) -> RowPlan:
    line = table.lines[index]
    number = reader.first(row, "class_id")
    values = _values(row, reader)
    identifier = Identifier("sis", number)
    key = working.key(table, index, "class", number, values["name"])
    choice, now = working.answer(key)
    if choice == SKIP and now:
        return left_out(key, line, values["name"])
    if not values["name"]:
        return refused(key, line, number, "This class has no name.")
    if not number and "class_id" in reader.places:
        return refused(key, line, values["name"], "This class has no number, so no student can be put into it.")
    if number.casefold() in working.unkept_classes:
        return refused(key, line, values["name"], working.unkept_classes[number.casefold()])
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
    if values["active"] == "no":
        working.unkept_classes[number.casefold()] = "Its class is deleted there, and not here. Nothing to do."
        return left_out(key, line, values["name"], _GONE)
    return _new_class(key, line, values, (identifier,) if number else (), working)


def _new_class(key: str, line: int, values: dict[str, str], held: tuple[Identifier, ...], working: Working) -> RowPlan:
    ref = f"{NEW}class:{key}"
    working.classes_seen[ref] = values["name"]
    kept = {name: value for name, value in values.items() if value and name != "active"}
    known = KnownClass(
        ref,
        values["name"],
        held,
        subject=values["subject"],
        period=values["period"],
        grade=values["grade"],
        starts=values["starts"],
        ends=values["ends"],
    )
    working.put_class(known)
    year = year_of(values["starts"], working.years)
    draft = ClassDraft(ref, tuple(kept.items()), held, year_ref=year.id if year else "")
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


def _text(known: KnownClass, name: str) -> str:
    if name == "active":
        return "yes" if known.active else "no"
    return str(getattr(known, name))


def _known_class(
    key: str,
    line: int,
    known: KnownClass,
    values: dict[str, str],
    identifier: Identifier | None,
    working: Working,
    choice: str,
) -> RowPlan:
    changes = tuple(
        Change(name, label, _SHOWN.get(old, old), _SHOWN.get(values[name], values[name]))
        for name, label in _FIELDS.items()
        if values[name]
        and not _equal(name, values[name], old := _text(known, name))
        and (name, values[name]) not in known.declined
    )
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
        declined = tuple((each.field, _kept(each)) for each in mine)
        changes = tuple(change for change in changes if change not in mine)
    held = {as_compared(each) for each in known.identifiers}
    added = (identifier,) if identifier is not None and as_compared(identifier) not in held else ()
    if added:
        working.put_class(replace(known, identifiers=(*known.identifiers, *added)))
    taken = tuple((each.field, _kept(each)) for each in changes)
    changes += tuple(Change("identifier", "Class number", "", each.value) for each in added)
    decided = choice if mine else ""
    draft = ClassDraft(known.id, taken, added, declined)
    if not changes:
        payload = draft if declined else None
        return RowPlan(key, line, known.name, Verdict.UNCHANGED, "Nothing new.", payload=payload, decided=decided)
    reason = " ".join(f"{each.label}: {each.old or 'none'}, now {each.new}." for each in changes)
    return RowPlan(key, line, known.name, Verdict.UPDATED, reason, changes, draft, decided=decided)


def _kept(change: Change) -> str:
    """The value of a change as it is stored."""
    return _STORED.get(change.new, change.new) if change.field == "active" else change.new
