"""The goal bank as a file for another school: no learner, no id of ours."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learnerplan.domain.steps import Repeats, Who
from learnerplan.errors import UserError
from learnerplan.services.goal_bank import TEXTS, BankStep, keep_in, listed, plans_listed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.services.goal_bank import BankGoal
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

FORMAT = "learnerplan goal bank 1"


def export(view: Readable) -> str:
    """The bank as JSON for another school: no learner, no id of ours; standards by their codes."""
    codes = {row.id: row.code for row in view.rows(_Code, "SELECT id, code FROM competency")}
    bank = listed(view)
    titles = {goal.id: goal.title for goal in bank}
    held = {
        "format": FORMAT,
        "goals": [_plain(goal, codes) for goal in bank],
        "plans": [
            {"title": plan.title, "vision": plan.vision, "goals": [titles[goal] for goal in plan.goal_ids]}
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
    count = 0
    with store.transaction("Add to goal bank") as tx:
        for entry in held["goals"]:
            values = dict(entry)
            promised = [
                BankStep(each["text"], Who(each["who"]), Repeats(each["repeats"])) for each in values.pop("steps", [])
            ]
            tied = [codes[code] for code in values.pop("standards", []) if code in codes]
            if (values.get("title"), values.get("words"), values.get("statement")) not in known:
                keep_in(tx, "", promised, tied, values)
                count += 1
    return count


@dataclass(frozen=True)
class _Code:
    id: str
    code: str
