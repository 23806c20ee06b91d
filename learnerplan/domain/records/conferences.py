"""Conferences."""

from datetime import datetime

from learnerplan.domain.records.base import SHARED, Record, grouped, link, prose


class Conference(Record, table=True):
    """A meeting that the learner leads. `held_at` is the clock of the school, without a zone."""

    __tablename__ = "conference"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    held_at: datetime = grouped("when")
    minutes: int = grouped("when", 20)
    place: str = prose(search=False)
    attends: str = prose(search=False)
    language: str = prose(search=False)
    interpreter: str = prose(search=False)
