"""The kinds of files that can be imported: how each is found, what its columns may mean, and how its rows are planned.

A new kind is a module (or package) with a finder, a proposer and a planner, and its lines here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from learnerplan.imports import standards, supports, surveys
from learnerplan.imports.assessments.finder import assessment_found, assessment_said
from learnerplan.imports.assessments.planner import plan as plan_results
from learnerplan.imports.assessments.proposal import propose as propose_results
from learnerplan.imports.assessments.uses import uses_of as result_uses
from learnerplan.imports.export_rows import finder as own_export
from learnerplan.imports.export_rows.planner import plan as plan_export
from learnerplan.imports.finders import (
    roster_found,
    roster_said,
    survey_by_questions,
    survey_by_time,
    survey_said,
)
from learnerplan.imports.found import Finder, Found, Headers
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.mapped.proposals import propose, uses_of
from learnerplan.imports.noted import note_columns, notes
from learnerplan.imports.oneroster import finding, planners
from learnerplan.imports.oneroster.headers import PARTS as ONEROSTER
from learnerplan.imports.planned.plan import FilePlan
from learnerplan.imports.planned.run import Run
from learnerplan.imports.rosters import classes, enrolments, roster, sds
from learnerplan.imports.sheets_of_goals import goal_columns, goals, measurement_columns, measurements
from learnerplan.imports.tables import Table
from learnerplan.imports.words.parts import (
    ASSESSMENT,
    CLASSES,
    ENROLMENTS,
    EXPORT,
    GOALS,
    LEARNERS,
    MEASUREMENTS,
    NOTES,
    ROSTER,
    SCHOOLS,
    STANDARDS,
    SUPPORTS,
    SURVEY,
    TEACHERS,
)


@dataclass(frozen=True, slots=True)
class Kind:
    """How files of one kind are read. `part` is the part of it that a table holds, empty where there are none.

    `said` finds the part of a table of which the teacher says that it is of this kind (None: it cannot be); `uses`
    gives the meanings that a column of a part may have, `propose` the mapping of a table, `plan` the rows. A kind that
    `streams` plans the rows of a large table chunk by chunk (`learnerplan.imports.planned.streamed`).
    """

    said: Finder
    uses: Callable[[str], tuple[str, ...]]
    propose: Callable[[Table, str], ColumnMapping]
    plan: Callable[[FilePlan, Run], FilePlan]
    streams: bool = False


def _kind(name: str, said: Finder, plan: Callable[[FilePlan, Run], FilePlan]) -> Kind:
    def proposed(table: Table, part: str) -> ColumnMapping:
        return propose(table, name, part)

    return Kind(said, partial(uses_of, name), proposed, plan)


def _plan_roster(blank: FilePlan, run: Run) -> FilePlan:
    return _ROSTER_PARTS.get(blank.part, sds.plan_unkept)(blank, run)


_ROSTER_PARTS = {
    LEARNERS: roster.plan_learners,
    CLASSES: classes.plan_classes,
    ENROLMENTS: enrolments.plan_enrolments,
    **planners.PLANNERS,
}


def _said_roster(table: Table, headers: Headers) -> Found | None:
    return finding.found(table, headers) or roster_said(table, headers)


def _roster_uses(part: str) -> tuple[str, ...]:
    return finding.uses_of(part) if part in ONEROSTER else uses_of(ROSTER, part)


def _propose_roster(table: Table, part: str) -> ColumnMapping:
    return finding.propose(table, part) if part in ONEROSTER else propose(table, ROSTER, part)


KINDS: dict[str, Kind] = {
    EXPORT: Kind(own_export.export_said, own_export.uses, own_export.propose, plan_export),
    ROSTER: Kind(_said_roster, _roster_uses, _propose_roster, _plan_roster),
    SURVEY: _kind(SURVEY, survey_said, surveys.plan),
    GOALS: Kind(goal_columns.goals_said, goal_columns.uses, goal_columns.propose, goals.plan),
    ASSESSMENT: Kind(assessment_said, result_uses, propose_results, plan_results, streams=True),
    SUPPORTS: Kind(supports.supports_said, supports.uses, supports.propose, supports.plan),
    STANDARDS: Kind(standards.standards_said, standards.uses_of, standards.propose, standards.plan),
    NOTES: Kind(note_columns.notes_said, note_columns.uses, note_columns.propose, notes.plan),
    MEASUREMENTS: Kind(
        measurement_columns.measurements_said, measurement_columns.uses, measurement_columns.propose, measurements.plan
    ),
}

FINDERS: tuple[Finder, ...] = (
    own_export.export_found,
    survey_by_time,
    assessment_found,
    finding.found,
    standards.standards_found,
    supports.supports_found,
    measurement_columns.measurements_found,
    note_columns.notes_found,
    goal_columns.goals_found,
    roster_found,
    survey_by_questions,
)
"""Asked in this order; the first that finds its kind wins, so the surest stand first."""

ORDER = (
    *standards.PARTS,
    *planners.BEFORE,
    CLASSES,
    LEARNERS,
    *planners.AFTER,
    ENROLMENTS,
    TEACHERS,
    SCHOOLS,
    *planners.LAST,
    "",
    MEASUREMENTS,
)
"""The order in which the parts of an import are planned and written: what is referred to comes first."""
