"""The goal bank as a file for another school: no learner, no id of ours."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learnerplan.domain.goals import GoalArea, GoalKind, MeasureKind
from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services.goal_bank import TEXTS, BankStep, keep_in, keep_plan_in, listed, plans_listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.services.goal_bank import BankGoal
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

FORMAT = "learnerplan goal bank 1"


def export(view: Readable) -> str:
    """The bank as JSON for another school: no learner, no id of ours; standards by their codes.

    A plan template names its goals by their places in the list, from 0: two goals may have one title.
    """
    codes = {row.id: row.code for row in view.rows(_Code, "SELECT id, code FROM competency")}
    bank = listed(view)
    places = {goal.id: at for at, goal in enumerate(bank)}
    held = {
        "format": FORMAT,
        "goals": [_plain(goal, codes) for goal in bank],
        "plans": [
            {"title": plan.title, "vision": plan.vision, "goals": [places[goal] for goal in plan.goal_ids]}
            for plan in plans_listed(view)
        ],
    }
    return json.dumps(held, ensure_ascii=False, indent=2)


def _plain(goal: BankGoal, codes: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {
        name: getattr(goal, name)
        for name in ("title", "kind", "area", "grades", *TEXTS, "measure_kind", "unit", "baseline", "target")
    }
    values["steps"] = [{"text": step.text, "who": step.who, "repeats": step.repeats} for step in goal.steps]
    values["standards"] = [codes[each] for each in goal.competency_ids if codes.get(each)]
    return values


def take_in(store: Store, text: str) -> int:
    """Add the goals of an exported bank; those that are here already, to the word, are not doubled. Gives how many.

    Raises `UserError` for a text that is no goal bank.
    """
    try:
        held = json.loads(text)
    except ValueError as error:
        raise UserError("This file is no goal bank.", "Choose a file that a goal bank was exported to.") from error
    if not isinstance(held, dict) or held.get("format") != FORMAT or not isinstance(held.get("goals"), list):
        raise UserError("This file is no goal bank.", "Choose a file that a goal bank was exported to.")
    known = {(goal.title, goal.words, goal.statement) for goal in listed(store)}
    codes = {row.code: row.id for row in store.rows(_Code, "SELECT id, code FROM competency WHERE code <> ''")}
    try:
        goals = [_read(entry) for entry in held["goals"]]
        wanted = [
            (str(plan["title"]), str(plan.get("vision") or ""), [_said(goals[place][0]) for place in plan["goals"]])
            for plan in held.get("plans", [])
        ]
    except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
        raise UserError("This file is no goal bank.", "Choose a file that a goal bank was exported to.") from error
    count = 0
    with store.transaction("Add to goal bank") as tx:
        for values, promised, standards in goals:
            if _said(values) not in known:
                keep_in(tx, "", promised, [codes[code] for code in standards if code in codes], values)
                known.add(_said(values))
                count += 1
        _take_plans(tx, wanted)
    return count


_Said = tuple[str, str, str]
"""What a goal is known by: its title, its words and its statement."""


def _said(values: Mapping[str, Any]) -> _Said:
    return values["title"], values["words"], values["statement"]


def _take_plans(tx: Transaction, wanted: list[tuple[str, str, list[_Said]]]) -> None:
    """Plan templates of goals that are here now; one that is here by its title is not doubled."""
    known = {plan.title for plan in plans_listed(tx)}
    held = {(goal.title, goal.words, goal.statement): goal.id for goal in listed(tx)}
    for title, vision, said in wanted:
        goal_ids = [held[each] for each in said if each in held]
        if title.strip() and title not in known and goal_ids:
            keep_plan_in(tx, "", title, goal_ids, vision)


def _read(entry: dict[str, Any]) -> tuple[dict[str, Any], list[BankStep], list[str]]:
    """One goal of a file. Raises what Python raises for a shape that no export has."""
    values: dict[str, Any] = {name: str(entry.get(name) or "") for name in ("title", "grades", "unit", *TEXTS)}
    values["kind"], values["area"] = GoalKind(entry["kind"]), GoalArea(entry["area"])
    values["measure_kind"] = MeasureKind(entry.get("measure_kind") or MeasureKind.NUMBER)
    for name in ("baseline", "target"):
        values[name] = None if entry.get(name) is None else float(entry[name])
    if not (values["words"].strip() or values["statement"].strip()):
        raise ValueError(entry)
    values["title"] = values["title"] or values["words"] or values["statement"]
    promised = [
        BankStep(str(each["text"]), Who(each["who"]), Repeats(each["repeats"])) for each in entry.get("steps", [])
    ]
    return values, promised, [str(code) for code in entry.get("standards", [])]


@dataclass(frozen=True)
class _Code:
    id: str
    code: str
