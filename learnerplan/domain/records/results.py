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
    """One sitting of one learner, with what is known of its sureness and the row that it came from.

    `key` names the sitting (learner, assessment, day or window, test, attempt) and is the same whenever its row comes
    again. `source_row` is that row as a JSON object, heading to cell, without what is sensitive.
    """

    __tablename__ = "result"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    assessment_id: str = link("assessment.id")
    window: str = prose(search=False)
    school_year: str = prose(search=False)
    attempt: str = prose(search=False)
    taken_on: date | None = None
    score: float | None = grouped("score", None)
    scale: str = prose(search=False, group="score")
    standard_error: float | None = grouped("score", None)
    percentile: float | None = grouped("score", None)
    placement: str = prose(search=False, group="score")
    key: str = prose(search=False, index=True)
    source_file: str = prose(search=False)
    source_line: int | None = None
    source_row: str = prose(search=False)


class ResultPart(Record, table=True):
    """A sub-score of a result: a goal area, a strand, a measure of its own."""

    __tablename__ = "result_part"
    __table_args__ = SHARED

    result_id: str = link("result.id")
    position: int = 0
    name: str
    score: float | None = grouped("score", None)
    scale: str = prose(search=False, group="score")
    standard_error: float | None = grouped("score", None)
    percentile: float | None = grouped("score", None)
    placement: str = prose(search=False, group="score")
