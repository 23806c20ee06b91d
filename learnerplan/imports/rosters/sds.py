"""School Data Sync 1 folders: classes, and who is in them, in files of their own. Teachers and schools are not kept."""

from __future__ import annotations

from dataclasses import replace

from learnerplan.imports.known import Identifier
from learnerplan.imports.planned.plan import FilePlan, RowPlan
from learnerplan.imports.planned.run import Run
from learnerplan.imports.planned.verdicts import left_out, unreadable
from learnerplan.imports.planned.working import Working
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import tidy
from learnerplan.imports.words.parts import ASIDE, COURSES, FLAGS, GRADEBOOK, ORGS, SCHOOLS, TEACHERS

_TEACHER = "A teacher, not a student. Nothing to keep."
_REASONS = {
    SCHOOLS: "A school. Nothing to keep.",
    TEACHERS: _TEACHER,
    ORGS: "A school or district. Nothing to keep.",
    COURSES: "A course. Its classes get their subject from it.",
    FLAGS: "Sensitive, and not needed here: left out.",
    GRADEBOOK: "A part of a gradebook. Not imported from OneRoster.",
    ASIDE: "Nothing in it is needed here.",
}


def plan_unkept(blank: FilePlan, run: Run) -> FilePlan:
    """The plan of one file of which nothing is kept: teachers, schools, flags and the like."""
    return replace(blank, rows=unkept_rows(blank.table, blank.part, run.working))


def unkept_rows(table: Table, part: str, working: Working) -> tuple[RowPlan, ...]:
    """Rows that are read, so that nothing is silently lost, and not kept."""
    planned = unreadable(table)
    shown = 4 if part in (SCHOOLS, TEACHERS) else 1
    for index, row in enumerate(table.rows):
        key = working.key(table, index, part, *row)
        title = " ".join(tidy(cell) for cell in row[:shown] if cell.strip())[:60]
        planned.append(left_out(key, table.lines[index], title, _REASONS[part]))
    return tuple(sorted(planned, key=lambda each: each.line))


def note_teachers(table: Table, working: Working) -> None:
    """Remember the numbers of teachers, so that an enrolment of one is told from that of an unknown learner."""
    for index, header in enumerate(table.headers):
        if tidy(header).casefold() in ("sis id", "id"):
            numbers = (tidy(cell) for cell in table.cells(index) if cell.strip())
            working.unkept.update(dict.fromkeys((Identifier("sis", number) for number in numbers), _TEACHER))
