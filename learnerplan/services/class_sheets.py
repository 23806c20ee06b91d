"""The class on paper: who is to be talked to, with open steps to tick and room for what is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.class_sheets import ClassSheet, SheetGoal, SheetRow
from learnerplan.domain.goals import MeasureKind
from learnerplan.domain.packets import Paper
from learnerplan.domain.terms import week_of
from learnerplan.errors import UserError
from learnerplan.services import classes, planbooks, printed_sheets, rail, rota, scales

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.steps import StepRow
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

MOST_GOALS = 3
"""So many goals of a learner stand on the paper and in the grid."""
MOST_STEPS = 4
"""So many open steps of a goal do: a learner stays on one page."""


def collect(view: Readable, class_id: str, *, today: date, language: str = "en") -> ClassSheet:
    """What the sheet of a class says on a day, who waits longest first. Raises `UserError` for a class of nobody."""
    rows = rota.rail(view, class_id, today)
    if not rows:
        raise UserError("There is nobody in this class to print a sheet for.", "Choose another class.")
    order = [row.id for row in rota.order(rows)]
    made, term = [], None
    for row in sorted(rows, key=lambda one: order.index(one.id) if one.id in order else len(order)):
        desk = rail.desk(view, row.id, today)
        term = term or desk.term
        goals = desk.open_goals()[:MOST_GOALS]
        made.append(
            SheetRow(
                learner_id=row.id,
                name=row.name,
                days=row.days(today),
                goals=tuple(
                    SheetGoal(
                        goal.id,
                        goal.title,
                        tuple((step.id, step.text) for step in _to_tick(desk, goal.id, today)),
                        _counts(goal),
                    )
                    for goal in goals
                ),
            )
        )
    week = week_of(term.starts_on, term.ends_on, today) if term else None
    room = next((one.name for one in classes.listed(view) if one.id == class_id), "")
    return ClassSheet(
        room=room,
        term=term.name if term else "",
        week=week,
        made_on=today,
        teacher=planbooks.about(view).teacher,
        levels=tuple(level.name for level in scales.progress_levels(view)),
        rows=tuple(made),
        language=language,
    )


def _counts(goal: GoalRow) -> str | None:
    counted = goal.measure_kind is MeasureKind.NUMBER and goal.target is not None
    return goal.unit if counted else None


def _to_tick(desk: rail.Desk, goal_id: str, today: date) -> list[StepRow]:
    return [step for step in desk.open_steps(goal_id, today) if not step.done(today)][:MOST_STEPS]


def write(
    store: Store, class_id: str, out: Path, *, today: date, paper: Paper = Paper.LETTER, language: str = "en"
) -> int:
    """Print the sheet of a class into a file and remember what stands on it; gives the number of pages."""
    from learnerplan.documents.class_sheet import render

    with store.read() as view:
        sheet = collect(view, class_id, today=today, language=language)
    pages = render(sheet, out, paper=paper)
    printed_sheets.remember(store, class_id, sheet)
    return pages
