"""The terms of a plan's strip: what each tile says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from learnerplan.domain import terms
from learnerplan.domain.plans import PlanState
from ui import days

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.plans import TermTile
    from learnerplan.services.terms import TermRow


def caption(tile: TermTile, today: date) -> str:
    """What became of a plan that is closed or past, the week of this term, the first day of one to come."""
    term, plan = tile.term, tile.plan
    where = state(tile, today)
    if where == "now":
        return (
            f"week {terms.week_of(term.starts_on, term.ends_on, today)} of {terms.weeks(term.starts_on, term.ends_on)}"
        )
    if where == "coming":
        return f"from {days.short(term.starts_on)}"
    if plan is None:
        return "no plan"
    met = f"{plan.met} of {plan.goals} met" if plan.goals else ""
    if where == "past":
        return "not closed yet"
    return f"closed, {met}" if met and today <= term.ends_on else met or "closed"


def state(tile: TermTile, today: date) -> Literal["closed", "past", "now", "coming"]:
    """Where a term lies; a plan that is closed is closed, also while its term goes on."""
    term = tile.term
    if tile.plan is not None and tile.plan.state is PlanState.CLOSED:
        return "closed"
    if today < term.starts_on:
        return "coming"
    return "past" if today > term.ends_on else "now"


def weeks_gone(term: TermRow, today: date) -> float:
    """How many weeks of a term have passed, today counted in full: Friday of week 5 is near 4.7."""
    return max(0.0, ((today - terms.monday(term.starts_on)).days + 1) / 7)
