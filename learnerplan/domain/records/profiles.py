"""Profile entries, translations that a person made, and aspirations."""

from datetime import date

from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Facet, HopeState, Horizon, Made, Source, Voice
from learnerplan.domain.records.base import SHARED, Record, choice, link, prose


class ProfileEntry(Record, table=True):
    """One thing that somebody said of a learner, with who, when and from where."""

    __tablename__ = "profile_entry"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    facet: Facet = choice(...)
    text: str = prose(..., group="text")
    voice: Voice = choice(..., group="text")
    said_by: str = prose(search=False, group="text")
    made: Made = choice(Made.WROTE)
    source: Source = choice(Source.TYPED)
    source_label: str = prose(search=False)
    answer_id: str | None = link("answer.id", owned=False, optional=True)
    said_on: date
    audience: Audience = choice(Audience.RECORD)
    current: bool = True
    supersedes_id: str | None = link("profile_entry.id", owned=False, optional=True)


class Translation(Record, table=True):
    """A human translation that stands beside the original; exactly one of the links is set."""

    __tablename__ = "translation"
    __table_args__ = SHARED

    profile_entry_id: str | None = link("profile_entry.id", optional=True)
    goal_id: str | None = link("goal.id", optional=True)
    language: str
    text: str = prose(..., group="text")
    translator: str = prose(search=False, group="text")


class Aspiration(Record, table=True):
    """A hope over terms, in the learner's words; term goals serve it."""

    __tablename__ = "aspiration"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    text: str = prose(...)
    horizon: Horizon = choice(Horizon.THIS_YEAR)
    state: HopeState = choice(HopeState.ALIVE)
    said_on: date
    audience: Audience = choice(Audience.RECORD)
