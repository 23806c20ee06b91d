"""What is said of an import that was done: its kind, what came of it, and that the same file was here before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui import days
from ui.models.import_kinds import words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnerplan.services.import_runs import ImportRunRow, LoggedFile


def counts(run: ImportRunRow | LoggedFile) -> str:
    """What came of a file, such as "12 new, 3 updated"; nothing is said of what did not happen."""
    parts = (
        (run.new, "new"),
        (run.updated, "updated"),
        (run.unchanged, "unchanged"),
        (run.undecided, "waiting"),
        (run.refused, "refused"),
    )
    return ", ".join(f"{number:,} {word}" for number, word in parts if number) or "Nothing to keep"


def kind_of(run: ImportRunRow) -> str:
    """The kind of an import, and of how many files it was."""
    kind = words(run.kind).noun if run.kind else "several kinds"
    kind = f"{kind[0].upper()}{kind[1:]}"
    return f"{kind}, {run.files} files" if run.files > 1 else kind


def seen_before(runs: Sequence[ImportRunRow], today: date) -> str:
    """Such as "You imported this file on 3 September: 22 new."; empty where nobody did."""
    if not runs:
        return ""
    day = runs[0].at.astimezone().date()
    year = f" {day.year}" if day.year != today.year else ""
    when = "today" if day == today else f"on {day.day} {days.long_month(day)}{year}"
    return f"You imported this file {when}: {counts(runs[0])}."
