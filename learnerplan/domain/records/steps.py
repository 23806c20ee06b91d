"""Steps and the days on which they were done."""

from datetime import date

from learnerplan.domain.records.base import SHARED, Record, choice, link, prose
from learnerplan.domain.steps import Repeats, Who


class Step(Record, table=True):
    """A small promise towards a goal."""

    __tablename__ = "step"
    __table_args__ = SHARED

    goal_id: str = link("goal.id")
    text: str = prose(...)
    who: Who = choice(Who.ME)
    repeats: Repeats = choice(Repeats.ONCE)
    due_on: date | None = None
    position: int = 0
    check_in_id: str | None = link("check_in.id", owned=False, optional=True)


class StepDone(Record, table=True):
    """A day on which a step was done."""

    __tablename__ = "step_done"
    __table_args__ = SHARED

    step_id: str = link("step.id")
    done_on: date
