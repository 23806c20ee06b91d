"""Users of OneRoster: students are learners, family becomes contacts of their children, nobody else is kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from learnerplan.domain.names import full_name
from learnerplan.imports.known import Identifier
from learnerplan.imports.mapped.columns import Columns, listed
from learnerplan.imports.oneroster.folder import Folder, is_gone, on_desk
from learnerplan.imports.planned.plan import FilePlan, RowPlan
from learnerplan.imports.planned.run import Run, column_order, date_questions
from learnerplan.imports.planned.verdicts import left_out, refused
from learnerplan.imports.rosters.roster import Roster, drafted_classes
from learnerplan.imports.words.roles import Who, who

if TYPE_CHECKING:
    from learnerplan.imports.tables import Table

_GONE = "Deleted there, and not here. Nothing to do."
_NOBODY = (
    "Nothing says whether this is a student: no role here, none in roles.csv, and no place in a class. "
    "Import the whole folder."
)


def plan(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of the users: of students as of any roster's learners, of others why they are no learners."""
    table, mapping = blank.table, blank.mapping
    order = column_order(table, mapping, run.fallback, "birth_date")
    students, others = _parted(blank, run)
    roster = Roster(_part(table, students), mapping, run.working, blank.class_name)
    planned = [*roster.rows(order, run.progress), *others]
    rows = tuple(sorted(planned, key=lambda row: row.line))
    listed_here = roster.listed
    if not listed_here and not run.by_class:
        listed_here = run.guessed_classes(roster.seen)
    return replace(
        blank,
        rows=rows,
        classes=tuple(run.working.new_classes[ref] for ref in drafted_classes(rows, run.working)),
        notes=(*blank.notes, *roster.notes),
        questions=date_questions(blank, order, "birth_date"),
        date_order=order,
        absent=run.absent(listed_here, roster.seen),
    )


def _part(table: Table, indexes: list[int]) -> Table:
    """The rows of the students; rows that could not be read stay with them."""
    if len(indexes) == len(table.rows):
        return table
    return replace(
        table,
        rows=tuple(table.rows[index] for index in indexes),
        lines=tuple(table.lines[index] for index in indexes),
        keys=tuple(table.keys[index] for index in indexes) if table.keys else (),
    )


def _parted(blank: FilePlan, run: Run) -> tuple[list[int], list[RowPlan]]:
    """The indexes of the students' rows, and the plans of all other rows."""
    columns = Columns(blank.table, blank.mapping)
    folder = on_desk(run)
    families = folder.families() if folder else {}
    students: list[int] = []
    others: list[RowPlan] = []
    uses = ("id_sis", "role", "org", "status")
    for index, (number, role, org, status) in enumerate(zip(*map(columns.cells, uses), strict=True)):
        found = who(role)
        gone = is_gone(status)
        reason = ""
        if found is Who.STUDENT:
            reason = elsewhere(org, folder)
            if not reason and not (gone and _is_unknown(number, run)):
                students.append(index)
                continue
        line, name = blank.table.lines[index], _name(columns, index)
        key = run.working.key(blank.table, index, "person", number, name)
        if reason or found is Who.UNKNOWN:
            others.append(refused(key, line, name, reason or _NOBODY))
            aside = reason or "Nothing says whether this is a student."
        else:
            aside = _GONE if found is Who.STUDENT else _told(found, role, families.get(number.casefold(), []), gone)
            others.append(left_out(key, line, name, aside))
        if number:
            run.working.unkept.setdefault(Identifier("sis", number), aside)
    return students, others


def _is_unknown(number: str, run: Run) -> bool:
    """Whether no learner here has the number of a deleted user; a name is not enough to archive anybody."""
    return not number or not run.working.learners.holders(Identifier("sis", number))


def elsewhere(org: str, folder: Folder | None) -> str:
    """Why a row is none of the school's, where none of its schools is in the import; else empty."""
    if folder is None or folder.orgs is None or not org:
        return ""
    schools = listed(org)
    if not schools or any(school.casefold() in folder.orgs for school in schools):
        return ""
    return f"This row is for another school: orgs.csv has none with the number {schools[0]}."


def _told(found: Who, role: str, children: list[str], gone: bool) -> str:
    word = next(iter(listed(role)), role).lower()
    if found is Who.STAFF:
        return f"Has the role {word}, not student. Nothing to keep."
    if gone:
        return f"Has the role {word}, and is deleted there. Contacts that are here stay."
    if not children:
        return f"Has the role {word}, of nobody in this import. Nothing to keep."
    names = children[0] if len(children) == 1 else f"{', '.join(children[:-1])} and {children[-1]}"
    return f"Has the role {word}: a family contact of {names}, not a student."


def _name(columns: Columns, index: int) -> str:
    return full_name(columns.cells("given_name")[index], columns.cells("family_name")[index])
