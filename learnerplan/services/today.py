"""Today: what waits for the teacher, in a few numbers and names."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from learnerplan.domain import names
from learnerplan.domain.terms import week_of, weeks
from learnerplan.services import conferences, learners, planbooks, terms

if TYPE_CHECKING:
    from learnerplan.services.learners import RosterRow
    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class Meeting:
    """A conference that comes up, with the learner's name for the screen."""

    learner_id: str
    called: str
    at: datetime


@dataclass(frozen=True)
class Overview:
    """What the first page of a day shows; `week` is (number, of) in the term, `None` between terms."""

    teacher: str
    is_sample: bool
    start: planbooks.Start
    term: terms.TermRow | None
    week: tuple[int, int] | None
    roster: tuple[RosterRow, ...]
    meetings: tuple[Meeting, ...]
    waiting_rows: int


def overview(view: Readable, *, today: date, class_id: str = "") -> Overview:
    """The day of a class, of all classes when none is named."""
    about = planbooks.about(view)
    roster = learners.roster(view, today=today, class_id=class_id)
    called = {row.id: names.called(row.given_name, row.preferred_name) for row in roster}
    term = terms.current(view, today)
    number = week_of(term.starts_on, term.ends_on, today) if term else None
    meetings = [
        Meeting(row.learner_id, called[row.learner_id], row.held_at)
        for row in conferences.coming(view, datetime(today.year, today.month, today.day))
        if row.learner_id in called
    ]
    return Overview(
        teacher=about.teacher,
        is_sample=about.is_sample,
        start=planbooks.start(view),
        term=term,
        week=(number, weeks(term.starts_on, term.ends_on)) if term and number else None,
        roster=tuple(roster),
        meetings=tuple(meetings),
        waiting_rows=int(view.value("SELECT count(*) FROM pending_row")),
    )
