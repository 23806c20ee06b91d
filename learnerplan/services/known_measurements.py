"""The measurements that the planbook holds, as far as an import of measurements must know them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from learnerplan.imports.known import KnownMeasurement

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


class _Measurement(NamedTuple):
    goal_id: str
    measured_on: str
    value: float | None
    trials: int | None
    words: str


def load(view: Readable) -> tuple[KnownMeasurement, ...]:
    """The measurements of goals of plans that are not closed."""
    sql = """SELECT m.goal_id, m.measured_on, m.value, m.trials, m.words FROM measurement m
    JOIN goal g ON g.id = m.goal_id JOIN plan p ON p.id = g.plan_id WHERE p.state <> 'closed' ORDER BY m.id"""
    return tuple(
        KnownMeasurement(row.goal_id, row.measured_on, _text(row.value), _text(row.trials), row.words)
        for row in view.rows(_Measurement, sql)
    )


def _text(number: float | None) -> str:
    return "" if number is None else f"{number:.12g}"
