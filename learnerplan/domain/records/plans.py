"""Plans: one learner, one term; what happened to them, and what was frozen when they closed."""

from datetime import date, datetime

from learnerplan.domain.plans import PlanState
from learnerplan.domain.records.base import SHARED, Record, choice, grouped, link, prose


class Plan(Record, table=True):
    """What learner, teacher and family agreed for a term.

    `frozen` is the plan as it was closed, as JSON: goals, ratings, standards' text and the profile page.
    """

    __tablename__ = "plan"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    term_id: str = link("term.id", owned=False)
    state: PlanState = choice(PlanState.DRAFT)
    vision: str = prose()
    learner_agreed_on: date | None = None
    teacher_agreed_on: date | None = None
    family_agreed_on: date | None = None
    family_agreed_by: str = prose(search=False)
    closed_on: date | None = None
    frozen: str = prose(search=False)


class PlanTurn(Record, table=True):
    """A plan passed into a state: when, by whom, and why where it went back."""

    __tablename__ = "plan_turn"
    __table_args__ = SHARED

    plan_id: str = link("plan.id")
    state: PlanState = choice(...)
    at: datetime
    by: str = prose(search=False)
    reason: str = prose(search=False)


class PlanPaper(Record, table=True):
    """A PDF of a closed plan, kept byte for byte: a reprint returns it. `path` is relative to `artifacts/`."""

    __tablename__ = "plan_paper"
    __table_args__ = SHARED

    plan_id: str = link("plan.id")
    form: str
    language: str
    paper: str
    path: str = prose(..., search=False, group="file")
    sha256: str = prose(..., search=False, group="file")
    size: int = grouped("file")
