"""The class as the rail needs it, read at one moment: who sits where, in which order, and what their plans lack."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.services import left_plans, plan_closing, planbooks, rail, rota, scales, terms, typing_drafts
from learnerplan.services.rail import DRAFT, ClassPlan
from ui.models.rail import Mark, RailMode, Seat, left, planned, seats

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.plan_closing import Missing
    from learnerplan.services.scales import Level
    from learnerplan.services.terms import TermOver, TermRow
    from learnerplan.storage.store import Store


@dataclass(frozen=True)
class ClassReading:
    """A class in one mode. `order` names whom to see first, `term_id` the term whose plans are agreed or closed.

    `still_open` is another term that is over and has plans to close. Among the `terms` of another year than this one
    stands the term of now, which leads back. In closing, who left the class with a plan of the
    term that is open comes last.
    """

    seats: tuple[Seat, ...] = ()
    order: tuple[str, ...] = ()
    levels: tuple[Level, ...] = ()
    teacher: str = ""
    terms: tuple[TermRow, ...] = ()
    term_id: str = ""
    plans: tuple[ClassPlan, ...] = ()
    missing: tuple[Missing, ...] = ()
    still_open: TermOver | None = None

    def leads_back(self) -> bool:
        """Whether the terms are of another year than this one."""
        return len({term.school_year for term in self.terms}) > 1

    def missing_of(self, learner_id: str) -> list[Missing]:
        """What the plan of one learner lacks."""
        return [one for one in self.missing if one.learner_id == learner_id]

    def ready(self) -> list[str]:
        """The plans that can close."""
        return [one.plan_id for one in self.plans if one.ready]

    def waiting(self) -> list[str]:
        """The plans that are open and cannot close yet."""
        return [one.plan_id for one in self.plans if one.plan_id and not one.ready and not one.closed]


def read(store: Store, class_id: str, mode: RailMode, today: date, term_id: str = "") -> ClassReading:
    """Read a class; an empty `term_id` is the current term, in closing the one that is to close (`terms.to_close`).

    Who is in the middle of something typed comes first.
    """
    with store.read() as view:
        rows = rota.rail(view, class_id, today)
        wait = rota.of_class(view, class_id).wait(today)
        held, order = seats(rows, today, wait), [row.id for row in rota.order(rows)]
        levels, teacher = tuple(scales.progress_levels(view)), planbooks.about(view).teacher
        if mode is RailMode.CHECK_IN:
            drafts = {row.name.removeprefix(DRAFT) for row in typing_drafts.held(view, DRAFT)}
            typed = [seat.id for seat in held if seat.id in drafts and seat.mark in (Mark.OPEN, Mark.DONE)]
            order = [*typed, *(one for one in order if one not in typed)]
            return ClassReading(tuple(held), tuple(order), levels, teacher)
        listed = terms.of_class(view, today, class_id, term_id=term_id)
        running = terms.unclosed(view, today, class_id) if mode is RailMode.CLOSE else []
        opens = terms.to_close(listed, running, today)
        now = next((term for term in listed if term.id == term_id), opens)
        chosen = now.id if now is not None else ""
        plans = rail.class_plans(view, class_id, chosen, today)
        held = planned(held, {one.learner_id: one for one in plans}, mode)
        if mode is RailMode.CLOSE:
            gone = left_plans.of_class(view, class_id, chosen)
            held += left(gone)
            plans += [ClassPlan(one.learner_id, one.plan_id, one.state, one.goals, one.open_goals) for one in gone]
            running = terms.unclosed(view, today, class_id, with_left=True)
        others = (one for one in running if one.term_id != chosen)
        still_open = next((one for one in others if terms.goes_by(view, today, class_id, one.term_id)), None)
        here = terms.current_of(terms.of_class(view, today, class_id), today) if term_id else None
        if here is not None and here not in listed:
            listed.append(here)
        open_ids = [one.plan_id for one in plans if one.plan_id and not one.closed]
        missing = plan_closing.missing(view, open_ids) if mode is RailMode.CLOSE else []
    return ClassReading(
        seats=tuple(held),
        order=tuple(seat.id for seat in held if seat.mark is Mark.OPEN),
        levels=levels,
        teacher=teacher,
        terms=tuple(listed),
        term_id=chosen,
        plans=tuple(plans),
        missing=tuple(missing),
        still_open=still_open,
    )
