"""The words of supports on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.supports import SupportKind
from ui import days

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.supports import SupportRow

KINDS: dict[SupportKind, str] = {
    SupportKind.PLAN: "Plan",
    SupportKind.ACCOMMODATION: "Accommodation",
    SupportKind.SERVICE: "Service",
    SupportKind.NOTE: "Restricted note",
}
"""What one of each kind is called."""

_BY = {
    SupportKind.PLAN: "with",
    SupportKind.ACCOMMODATION: "given by",
    SupportKind.SERVICE: "given by",
    SupportKind.NOTE: "noted by",
}

HEADINGS: dict[SupportKind, str] = {
    SupportKind.PLAN: "Plans",
    SupportKind.ACCOMMODATION: "Accommodations",
    SupportKind.SERVICE: "Services",
    SupportKind.NOTE: "Restricted notes",
}
"""What stands above those of each kind, in the order of the page."""


def name(row: SupportRow) -> str:
    """What a support is called: by its title, else by its kind."""
    return row.title or KINDS[row.kind]


def span(row: SupportRow, today: date) -> str:
    """From when to when it holds; empty where no day is known."""
    starts = f"since {days.short(row.starts_on, today)}" if row.starts_on else ""
    if row.ends_on is None:
        return starts
    verb = "ended" if row.has_ended(today) else "until"
    return ", ".join(part for part in (starts, f"{verb} {days.short(row.ends_on, today)}") if part)


def review(row: SupportRow, today: date) -> str:
    """When it is to be looked at again; empty where nobody said, or it has ended."""
    if row.review_on is None or row.has_ended(today):
        return ""
    due = "was due" if row.review_on < today else "due"
    return f"Review {due} {days.short(row.review_on, today)}"


def status(row: SupportRow) -> str:
    """The status in the words of the school's system; a code alone says that it is one."""
    return row.status if any(map(str.isalpha, row.status)) else f"Status {row.status}"


def attribution(row: SupportRow) -> tuple[str, ...]:
    """Whose it is to give, and the file and line that it came from; each part that is known."""
    by = f"{_BY[row.kind]} {row.given_by}" if row.given_by else ""
    line = f"line {row.source_line}" if row.source_line else ""
    return tuple(part for part in (by, row.source_file or "written here", line) if part)
