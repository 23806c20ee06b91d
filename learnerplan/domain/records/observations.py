"""Observations for the record, and memory aids that never leave this computer."""

from datetime import date

from learnerplan.domain.audiences import Audience
from learnerplan.domain.observations import ObservationKind
from learnerplan.domain.records.base import LOCAL, SHARED, Record, choice, link, prose


class Observation(Record, table=True):
    """What a teacher saw or heard, of one learner or several. `key` tells a note that was imported from others."""

    __tablename__ = "observation"
    __table_args__ = SHARED

    text: str = prose(...)
    seen_on: date
    by: str = prose(search=False)
    kind: ObservationKind = choice(ObservationKind.SAW)
    audience: Audience = choice(Audience.RECORD)
    source_label: str = prose(search=False)
    key: str = prose(search=False, index=True)


class ObservationLearner(Record, table=True):
    """An observation is about a learner."""

    __tablename__ = "observation_learner"
    __table_args__ = SHARED

    observation_id: str = link("observation.id")
    learner_id: str = link("learner.id")


class ObservationTag(Record, table=True):
    """A word that somebody hung on an observation."""

    __tablename__ = "observation_tag"
    __table_args__ = SHARED

    observation_id: str = link("observation.id")
    tag: str


class MemoryAid(Record, table=True):
    """The teacher's own reminder: local by construction, found by no search, printed and shared by nothing."""

    __tablename__ = "memory_aid"
    __table_args__ = LOCAL

    learner_id: str = link("learner.id")
    text: str = prose(..., search=False)
    written_on: date
