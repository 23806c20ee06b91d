"""Goals behind their own pace: for the page a day begins with. Pace belongs to the goal, not to the child."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import names
from learnerplan.domain.goals import MeasureKind, PaceState, pace
from learnerplan.services.conditions import IN_CLASS

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


class BehindRow(NamedTuple):
    """A goal behind pace: whose, its words, where it stands now and where it aims, as `measure_kind` counts."""

    learner_id: str
    given_name: str
    family_name: str
    preferred_name: str
    name_order: str
    goal_id: str
    title: str
    unit: str
    measure_kind: MeasureKind
    baseline: float
    target: float
    now: float
    begun_on: date | None
    due_on: date | None

    @property
    def name(self) -> str:
        """The name for the screen."""
        return names.shown_name(self.given_name, self.family_name, self.preferred_name, self.name_order)

    @property
    def letters(self) -> str:
        """The letters of the avatar."""
        return names.initials(self.preferred_name or self.given_name, self.family_name, self.name_order)


# The goals of the term that is on, with a way from one number to another and a measurement.
_ROWS = """SELECT l.id, l.given_name, l.family_name, l.preferred_name, l.name_order, g.id,
    coalesce(nullif(g.words, ''), g.statement), g.unit, g.measure_kind, g.baseline, g.target,
    (SELECT CASE WHEN m.trials > 0 THEN 100.0 * m.value / m.trials ELSE m.value END FROM measurement m
        WHERE m.goal_id = g.id AND m.value IS NOT NULL ORDER BY m.measured_on DESC, m.id DESC LIMIT 1) AS now,
    g.begun_on, g.due_on
    FROM goal g JOIN plan p ON p.id = g.plan_id JOIN term t ON t.id = p.term_id JOIN learner l ON l.id = g.learner_id
    WHERE g.status = 'active' AND p.state <> 'closed' AND t.starts_on <= :today AND t.ends_on >= :today
    AND g.baseline IS NOT NULL AND g.target IS NOT NULL
    AND l.active AND l.kind = 'child' {in_class}
    AND EXISTS (SELECT 1 FROM measurement m WHERE m.goal_id = g.id AND m.value IS NOT NULL)
    ORDER BY g.position, g.id"""


def listed(view: Readable, *, today: date, class_id: str = "") -> list[BehindRow]:
    """The goals of a class (of everyone where none is named) that are behind pace on a day, the furthest first."""
    sql = _ROWS.format(in_class=IN_CLASS if class_id else "")
    rows = view.rows(BehindRow, sql, {"today": today.isoformat(), "class": class_id})
    gaps = [(gap, row) for row in rows if (gap := _gap(row, today)) is not None]
    return [row for _gap, row in sorted(gaps, key=lambda one: (-one[0], names.sort_key(*one[1][1:3]), one[1].goal_id))]


def _gap(row: BehindRow, today: date) -> float | None:
    """How far a goal is behind, in parts of its way; `None` for one that keeps its pace."""
    found = pace(baseline=row.baseline, target=row.target, now=row.now, begun=row.begun_on, due=row.due_on, today=today)
    if found.state is not PaceState.BEHIND or found.expected is None or found.reached is None:
        return None
    return found.expected - found.reached
