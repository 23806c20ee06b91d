"""The way of a goal that was carried on: in which term it began."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class _Began:
    goal_id: str
    term: str


# The bound lets a damaged record, in which goals go round in a ring, end too.
_BEGAN = """WITH RECURSIVE way (goal_id, earlier, place) AS (
        SELECT id, carried_from_id, 0 FROM goal WHERE plan_id = :plan AND carried_from_id IS NOT NULL
        UNION ALL SELECT w.goal_id, g.carried_from_id, w.place + 1 FROM way w JOIN goal g ON g.id = w.earlier
            WHERE g.carried_from_id IS NOT NULL AND w.place < 100),
    last AS (SELECT goal_id, earlier, max(place) FROM way GROUP BY goal_id)
    SELECT l.goal_id, t.name FROM last l JOIN goal g ON g.id = l.earlier JOIN plan p ON p.id = g.plan_id
    JOIN term t ON t.id = p.term_id"""


def began(view: Readable, plan_id: str) -> dict[str, str]:
    """The goals of a plan that were carried on, each with the name of the term in which it began."""
    return {row.goal_id: row.term for row in view.rows(_Began, _BEGAN, {"plan": plan_id})}
