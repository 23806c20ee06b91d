"""Assessments and results."""

from datetime import date

from learnerplan.domain.records.base import SHARED, Record, grouped, link, prose


class Assessment(Record, table=True):
    """An instrument in a subject."""

    __tablename__ = "assessment"
    __table_args__ = SHARED

    name: str
    subject: str = prose(search=False)


class Result(Record, table=True):
    """One score of one learner, with what is known of its sureness and the row that it came from."""

    __tablename__ = "result"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    assessment_id: str = link("assessment.id")
    window: str = prose(search=False)
    taken_on: date
    score: float | None = grouped("score", None)
    scale: str = prose(search=False, group="score")
    standard_error: float | None = grouped("score", None)
    percentile: float | None = grouped("score", None)
    placement: str = prose(search=False, group="score")
    source_file: str = prose(search=False)
    source_line: int | None = None
