"""Reflections at the end of a goal or a term."""

from datetime import date

from learnerplan.domain.audiences import Audience
from learnerplan.domain.checkins import Feeling
from learnerplan.domain.profiles import Made, Voice
from learnerplan.domain.records.base import SHARED, Record, choice, link, prose
from learnerplan.domain.reflections import Prompt


class Reflection(Record, table=True):
    """An answer to one prompt: proud, hard, next."""

    __tablename__ = "reflection"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    plan_id: str | None = link("plan.id", optional=True)
    goal_id: str | None = link("goal.id", optional=True)
    prompt: Prompt = choice(...)
    text: str = prose(...)
    voice: Voice = choice(Voice.LEARNER)
    made: Made = choice(Made.WROTE)
    feeling: Feeling | None = choice(None)
    reflected_on: date
    audience: Audience = choice(Audience.RECORD)
