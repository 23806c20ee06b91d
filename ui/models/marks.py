"""What a teacher should know of a learner at a glance, as chips."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain.checkins import Staleness, staleness
from ui import days

if TYPE_CHECKING:
    from datetime import date

    from learnerplan.services.learners import RosterRow

CONFERENCE_DAYS = 14
OLD_PROFILE_WEEKS = 26


class Mark(NamedTuple):
    """A chip of a row: words, icon, and the tone of its colours."""

    text: str
    icon: str
    tone: str


def seen_mark(last_check_in: date | None, today: date) -> Mark | None:
    """The chip of a check-in that is due; `None` while it is fresh enough to be plain text."""
    state, since = staleness(last_check_in, today)
    if state is Staleness.FRESH:
        return None
    if since is None:
        return Mark("Not yet", "circle-dashed", "none")
    return Mark(days.count(since), "clock", "bad" if state is Staleness.OVERDUE else "warn")


def worth_knowing(row: RosterRow, today: date) -> list[Mark]:
    """What a teacher should know at a glance; nothing of supports or of home."""
    marks = []
    meeting = conference_day(row)
    if meeting is not None and (meeting - today).days <= CONFERENCE_DAYS:
        marks.append(Mark(f"Conference {days.due(meeting, today)}", "presentation", "info"))
    if row.goal_needs_look:
        marks.append(Mark("Goal needs a look", "flag", "warn"))
    if row.open_goals == 0:
        marks.append(Mark("No goals yet", "target", "none"))
    if row.newest_words is not None and (today - row.newest_words).days >= OLD_PROFILE_WEEKS * 7:
        marks.append(Mark(f"Profile is {days.long_ago(row.newest_words, today)}", "hourglass", "none"))
    return marks


def conference_day(row: RosterRow) -> date | None:
    """The day of the next conference."""
    return datetime.fromisoformat(row.next_conference).date() if row.next_conference else None
