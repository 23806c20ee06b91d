"""Tables that say more of users who stand elsewhere: birth dates and roles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from learnerplan.imports.known import Identifier, KnownLearner
from learnerplan.imports.oneroster.folder import on_desk
from learnerplan.imports.persons.entries import Reader
from learnerplan.imports.persons.people import shown_name
from learnerplan.imports.planned.differences import Wanted, compare, sentence
from learnerplan.imports.planned.plan import FilePlan, RowPlan, Verdict
from learnerplan.imports.planned.run import Run, column_order, date_questions
from learnerplan.imports.planned.verdicts import FILE, KEEP, left_out, mine_or_file, refused, unreadable, waits
from learnerplan.imports.planned.working import SKIP, Working
from learnerplan.imports.words import dates
from learnerplan.imports.words.roles import Who, who

Detail = Callable[[str, int, KnownLearner, tuple[str, ...], Reader], RowPlan]


def plan_demographics(blank: FilePlan, run: Run) -> FilePlan:
    """Birth dates. Beside a table of users they came in with it; alone they are added to learners who are here."""
    order = column_order(blank.table, blank.mapping, run.fallback, "birth_date")
    return replace(
        _planned(blank, run, order, lambda *row: _birth_date(run, *row)),
        questions=date_questions(blank, order, "birth_date"),
        date_order=order,
    )


def plan_roles(blank: FilePlan, run: Run) -> FilePlan:
    """Roles say who of the users is a student, and in which grade; they are read together with the users."""
    folder = on_desk(run)

    def told(key: str, line: int, learner: KnownLearner, row: tuple[str, ...], reader: Reader) -> RowPlan:
        role = reader.first(row, "role")
        if who(role) is not Who.STUDENT:
            return left_out(key, line, shown_name(learner), f"Also has the role {role.lower()}. Nothing to keep.")
        if folder is None or not folder.is_user(reader.first(row, "id_sis")):
            reason = "A student who is here. Import users.csv with it to take over what is new."
            return left_out(key, line, shown_name(learner), reason)
        return left_out(key, line, shown_name(learner), "A student: taken together with the row in users.csv.")

    return _planned(blank, run, "", told)


def _planned(blank: FilePlan, run: Run, order: str, detail: Detail) -> FilePlan:
    """Each row about the learner with its number, or why there is none."""
    reader = Reader.of(blank.mapping, order)
    working = run.working
    planned = unreadable(blank.table)
    for index, row in enumerate(blank.table.rows):
        line = blank.table.lines[index]
        number = reader.first(row, "id_sis")
        identifier = Identifier("sis", number)
        key = working.key(blank.table, index, blank.part, number, *map(reader.first, (row, row), ("role", "org")))
        holders = working.learners.holders(identifier) if number else ()
        if len(holders) == 1:
            planned.append(detail(key, line, working.learners.known(holders[0]), row, reader))
        elif identifier in working.waiting:
            planned.append(waits(key, line, number, working.waiting[identifier]))
        elif identifier in working.unkept:
            planned.append(left_out(key, line, number, working.unkept[identifier]))
        elif identifier in working.skipped:
            planned.append(left_out(key, line, number, "Its student was left out."))
        else:
            planned.append(_stranger(key, line, number, reader.first(row, "role")))
    return replace(blank, rows=tuple(sorted(planned, key=lambda each: each.line)))


def _stranger(key: str, line: int, number: str, role: str) -> RowPlan:
    if not number:
        return refused(key, line, "", "This row lacks the number of the user.")
    if who(role) in (Who.STAFF, Who.FAMILY):
        return left_out(key, line, number, f"Has the role {role.lower()}, not student. Nothing to keep.")
    return refused(key, line, number, f"No user has the number {number}, in this import or here.")


def _birth_date(run: Run, key: str, line: int, learner: KnownLearner, row: tuple[str, ...], reader: Reader) -> RowPlan:
    working: Working = run.working
    folder = on_desk(run)
    if folder is not None and folder.is_user(reader.first(row, "id_sis")):
        return left_out(key, line, shown_name(learner), "Taken together with the row in users.csv.")
    cell = reader.first(row, "birth_date")
    day = dates.day_of(cell, reader.date_order) if cell else None
    if day is None:
        unclear = f" Birth date {cell} is not certain and is left out." if cell else ""
        return left_out(key, line, shown_name(learner), f"Nothing new.{unclear}")
    choice, now = working.answer(key)
    if choice == SKIP:
        return left_out(key, line, shown_name(learner))
    difference = compare(learner, Wanted({"birth_date": day.isoformat()}), working)
    if difference.conflicts:
        if choice == FILE:
            difference = difference.with_file()
        elif choice == KEEP:
            difference = difference.with_mine()
        else:
            return mine_or_file(key, line, shown_name(learner), difference)
    decided = choice if now else ""
    if not difference.changes:
        payload = difference.draft if difference.draft.declined else None
        return RowPlan(
            key, line, shown_name(learner), Verdict.UNCHANGED, "Nothing new.", payload=payload, decided=decided,
            learner_ref=learner.id,
        )  # fmt: skip
    return RowPlan(
        key, line, shown_name(learner), Verdict.UPDATED, sentence(difference.changes), difference.changes,
        difference.draft, decided=decided, learner_ref=learner.id,
    )  # fmt: skip
