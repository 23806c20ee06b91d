"""Supports: plans, accommodations, services and restricted notes. In no list, search or packet until asked for."""

from datetime import date

from learnerplan.domain.records.base import SHARED, Record, choice, grouped, link, prose
from learnerplan.domain.supports import SupportKind


class Support(Record, table=True):
    """One support of a learner, as the school's record has it. `key` is the same whenever its row comes again."""

    __tablename__ = "support"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    part_of_id: str | None = link("support.id", owned=False, optional=True)
    kind: SupportKind = choice(...)
    title: str = prose(search=False)
    area: str = prose(search=False)
    text: str = prose(search=False)
    given_by: str = prose(search=False)
    status: str = prose(search=False)
    starts_on: date | None = grouped("dates", None)
    review_on: date | None = grouped("dates", None)
    ends_on: date | None = grouped("dates", None)
    at_a_glance: bool = False
    key: str = prose(search=False, index=True)
    source_file: str = prose(search=False)
    source_line: int | None = None
    source_row: str = prose(search=False)
