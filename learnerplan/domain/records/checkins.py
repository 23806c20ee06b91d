"""Check-ins and the progress that was agreed in them."""

from datetime import date

from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import AbsenceKind, Feeling, Mode
from learnerplan.domain.records.base import SHARED, Record, choice, link, prose


class CheckIn(Record, table=True):
    """A short talk about the goals, with the learner's words and the next move."""

    __tablename__ = "check_in"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    held_on: date
    mode: Mode = choice(Mode.ONE_ON_ONE)
    by: str = prose(search=False)
    feeling: Feeling | None = choice(None)
    words: str = prose()
    next_move: str = prose()
    audience: Audience = choice(Audience.RECORD)


class Absence(Record, table=True):
    """A learner was away, or put off, on a day of one-on-ones; they come back the next time."""

    __tablename__ = "absence"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    on: date
    why: AbsenceKind = choice(AbsenceKind.AWAY)


class CheckInGoal(Record, table=True):
    """A goal that the check-in spoke of; no level means that progress was not judged that day."""

    __tablename__ = "check_in_goal"
    __table_args__ = SHARED

    check_in_id: str = link("check_in.id")
    goal_id: str = link("goal.id")
    level_id: str | None = link("scale_level.id", owned=False, optional=True)
