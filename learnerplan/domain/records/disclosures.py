"""The disclosure log: what left the app."""

from datetime import datetime

from learnerplan.domain.disclosures import Way
from learnerplan.domain.records.base import LASTING, Record, choice, link, prose


class Disclosure(Record, table=True):
    """Something that left: when (UTC), how, to whom, why. Written by the app, never undone."""

    __tablename__ = "disclosure"
    __table_args__ = LASTING

    at: datetime
    way: Way = choice(...)
    recipient: str = prose(search=False)
    purpose: str = prose(search=False)
    file_name: str = prose(search=False)
    sha256: str = prose(search=False)


class DisclosureLearner(Record, table=True):
    """Whose data it was. The link is plain text: the log outlives the learner's record."""

    __tablename__ = "disclosure_learner"
    __table_args__ = LASTING

    disclosure_id: str = link("disclosure.id")
    learner_id: str = prose(..., search=False, index=True)


class DisclosureSection(Record, table=True):
    """Which part of the record it was."""

    __tablename__ = "disclosure_section"
    __table_args__ = LASTING

    disclosure_id: str = link("disclosure.id")
    section: str
