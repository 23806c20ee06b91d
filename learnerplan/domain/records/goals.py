"""Goals, what they are tied to, and what was measured."""

from datetime import date

from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalArea, GoalKind, GoalStatus, MeasureKind
from learnerplan.domain.records.base import SHARED, Record, choice, grouped, link, prose


class Goal(Record, table=True):
    """A goal of a plan, the learner's words first."""

    __tablename__ = "goal"
    __table_args__ = SHARED

    plan_id: str = link("plan.id")
    learner_id: str = link("learner.id")
    position: int = 0
    kind: GoalKind = choice(...)
    area: GoalArea = choice(GoalArea.ACADEMIC)
    words: str = prose()
    statement: str = prose()
    why: str = prose()
    success: str = prose()
    aspiration_id: str | None = link("aspiration.id", owned=False, optional=True)
    measure: str = prose(group="measure")
    measure_kind: MeasureKind = choice(MeasureKind.NUMBER, group="measure")
    unit: str = prose(search=False, group="measure")
    baseline: float | None = grouped("measure", None)
    target: float | None = grouped("measure", None)
    target_words: str = prose(group="measure")
    begun_on: date | None = grouped("dates", None)
    due_on: date | None = grouped("dates", None)
    status: GoalStatus = choice(GoalStatus.ACTIVE, group="outcome")
    outcome_note: str = prose(group="outcome")
    carried_from_id: str | None = link("goal.id", owned=False, optional=True)
    audience: Audience = choice(Audience.FAMILY)


class GoalCompetency(Record, table=True):
    """A goal works on a competency."""

    __tablename__ = "goal_competency"
    __table_args__ = SHARED

    goal_id: str = link("goal.id")
    competency_id: str = link("competency.id")


class Measurement(Record, table=True):
    """A dated measurement of a goal: a number, or trials right of trials, or words."""

    __tablename__ = "measurement"
    __table_args__ = SHARED

    goal_id: str = link("goal.id")
    measured_on: date = grouped("value")
    value: float | None = grouped("value", None)
    trials: int | None = grouped("value", None)
    words: str = prose(group="value")
    by: str = prose(search=False)
    artifact_id: str | None = link("artifact.id", owned=False, optional=True)
    check_in_id: str | None = link("check_in.id", optional=True)
