"""Plans: one learner, one term."""

from datetime import date

from learnerplan.domain.plans import PlanState
from learnerplan.domain.records.base import SHARED, Record, choice, link, prose


class Plan(Record, table=True):
    """What learner, teacher and family agreed for a term."""

    __tablename__ = "plan"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    term_id: str = link("term.id", owned=False)
    state: PlanState = choice(PlanState.DRAFT)
    vision: str = prose()
    learner_agreed_on: date | None = None
    teacher_agreed_on: date | None = None
    family_agreed_on: date | None = None
