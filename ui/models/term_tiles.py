"""The terms of a plan's strip: what each tile says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from learnerplan.domain import terms
from ui import days

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.plans import TermTile
    from learnerplan.services.terms import TermRow


def caption(tile: TermTile, today: date) -> str:
    """Met goals of a past term, the week of this one, the first day of one to come."""
    term, plan = tile.term, tile.plan
    week = terms.week_of(term.starts_on, term.ends_on, today)
    if week is not None:
        return f"week {week} of {terms.weeks(term.starts_on, term.ends_on)}"
    if today < term.starts_on:
        return f"from {days.short(term.starts_on)}"
    return f"{plan.met} of {plan.goals} met" if plan is not None and plan.goals else "no plan"


def state(term: TermRow, today: date) -> Literal["closed", "now", "coming"]:
    """Where a term lies."""
    if today < term.starts_on:
        return "coming"
    return "closed" if today > term.ends_on else "now"


def weeks_gone(term: TermRow, today: date) -> float:
    """How many weeks of a term have passed, today counted in full: Friday of week 5 is near 4.7."""
    return max(0.0, ((today - terms.monday(term.starts_on)).days + 1) / 7)
