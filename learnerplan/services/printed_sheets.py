"""Class sheets as they were printed, so that what is written on one is typed in by the numbers that stand on it."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.class_sheets import ClassSheet, SheetGoal, SheetRow
from learnerplan.services import typing_drafts

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

KEPT = 4
"""So many sheets of a class are remembered."""


def remember(store: Store, class_id: str, sheet: ClassSheet) -> None:
    """Remember a sheet that was printed, on this computer alone; one of the same day takes the place of the other."""
    older = [held for held in _held(store, class_id) if held["made_on"] != sheet.made_on.isoformat()]
    fresh = {**asdict(sheet), "made_on": sheet.made_on.isoformat()}
    with store.transaction("Print class sheet") as tx:
        tx.put(records.Draft, _name(class_id), text=json.dumps([fresh, *older][:KEPT], ensure_ascii=False))


def printed(view: Readable, class_id: str) -> list[ClassSheet]:
    """The sheets of a class as they were printed, newest first. Learners who are gone are left out.

    Goals and steps that are gone keep their places, without an id, so that the numbers are those on the paper.
    """
    there = _There(
        frozenset(row.id for row in view.rows(_Id, "SELECT id FROM learner WHERE active")),
        frozenset(row.id for row in view.rows(_Id, "SELECT id FROM goal")),
        frozenset(row.id for row in view.rows(_Id, "SELECT id FROM step")),
    )
    return [_read(held, there) for held in _held(view, class_id)]


def _held(view: Readable, class_id: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(typing_drafts.read(view, _name(class_id)) or "[]")
    return found


def _read(held: dict[str, Any], there: _There) -> ClassSheet:
    rows = tuple(_row(row, there) for row in held["rows"] if row["learner_id"] in there.learners)
    return ClassSheet(
        **{**held, "made_on": date.fromisoformat(held["made_on"]), "levels": tuple(held["levels"]), "rows": rows}
    )


def _row(held: dict[str, Any], there: _There) -> SheetRow:
    goals = tuple(
        SheetGoal(
            goal["id"] if goal["id"] in there.goals else "",
            goal["title"],
            tuple((step if step in there.steps else "", words) for step, words in goal["steps"]),
            goal.get("counts"),
        )
        for goal in held["goals"]
    )
    return SheetRow(held["learner_id"], held["name"], held["days"], goals)


def _name(class_id: str) -> str:
    return f"class-sheet:{class_id}"


@dataclass(frozen=True)
class _There:
    learners: frozenset[str]
    goals: frozenset[str]
    steps: frozenset[str]


@dataclass(frozen=True)
class _Id:
    id: str
