"""Supports of a learner: plans with their accommodations, services, restricted notes. Read only where somebody asks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.domain.supports import SupportKind
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store

SOON = timedelta(days=30)
"""A review within a month is worth a word."""


@dataclass(frozen=True)
class SupportRow:
    """One support. `part_of_id` is the plan that an accommodation belongs to."""

    id: str
    part_of_id: str | None
    kind: SupportKind
    title: str
    area: str
    text: str
    given_by: str
    status: str
    starts_on: date | None
    review_on: date | None
    ends_on: date | None
    at_a_glance: bool
    source_file: str
    source_line: int | None

    def has_ended(self, today: date) -> bool:
        """Whether it held only until a day that is past."""
        return self.ends_on is not None and self.ends_on < today

    def review_is_near(self, today: date) -> bool:
        """Whether a support that still holds is to be looked at within a month, or was to be already."""
        return self.review_on is not None and self.review_on <= today + SOON and not self.has_ended(today)


def of_learner(view: Readable, learner_id: str) -> list[SupportRow]:
    """The supports of a learner: the newest first, and those without a day last."""
    return view.rows(
        SupportRow,
        """SELECT id, part_of_id, kind, title, area, text, given_by, status, starts_on, review_on, ends_on,
        at_a_glance, source_file, source_line FROM support WHERE learner_id = ?
        ORDER BY starts_on IS NULL, starts_on DESC, title, id""",
        (learner_id,),
    )


def add(store: Store, learner_id: str, **values: Any) -> str:
    """Write a support by hand. Raises `UserError` for one that says nothing, or ends before it begins."""
    _refuse_hollow(values)
    with store.transaction("Add a support") as tx:
        return tx.add(records.Support, learner_id=learner_id, **values)


def change(store: Store, support_id: str, **values: Any) -> None:
    """Change a support. Raises `UserError` as `add` does."""
    with store.transaction("Change a support") as tx:
        held = tx.get(records.Support, support_id)
        if held is None:
            raise UserError("This support is no longer there.", "Undo brings a removed one back.")
        _refuse_hollow({**held, **values})
        tx.change(records.Support, support_id, **values)


def remove(store: Store, support_id: str) -> None:
    """Remove a support; accommodations of a plan stay, by themselves. Undo brings it back."""
    with store.transaction("Remove a support") as tx:
        tx.delete(records.Support, support_id)


def _refuse_hollow(values: dict[str, Any]) -> None:
    if not any(str(values.get(name) or "").strip() for name in ("title", "text")):
        raise UserError("A support needs a name or a text.", "Type what it is called, or what is given.")
    starts, ends = (_day(values.get(name)) for name in ("starts_on", "ends_on"))
    if starts and ends and ends < starts:
        raise UserError("This support would end before it begins.", "Look at both days again.")


def _day(value: date | str | None) -> str:
    """A day for comparing, whether it comes from a form or from the database."""
    return value.isoformat() if isinstance(value, date) else value or ""
