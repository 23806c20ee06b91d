"""School years, terms, classes and who is in them."""

from datetime import date

from learnerplan.domain.records.base import SHARED, Record, grouped, link, prose


class SchoolYear(Record, table=True):
    """A year of school."""

    __tablename__ = "school_year"
    __table_args__ = SHARED

    name: str
    starts_on: date = grouped("dates")
    ends_on: date = grouped("dates")


class Term(Record, table=True):
    """A part of a school year that a plan is made for."""

    __tablename__ = "term"
    __table_args__ = SHARED

    school_year_id: str = link("school_year.id")
    name: str
    position: int
    starts_on: date = grouped("dates")
    ends_on: date = grouped("dates")


class SchoolClass(Record, table=True):
    """A class: a room or a course of one school year."""

    __tablename__ = "class"
    __table_args__ = SHARED

    school_year_id: str | None = link("school_year.id", owned=False, optional=True)
    name: str
    subject: str = prose(search=False)
    period: str = prose(search=False)
    grade: str = prose(search=False)
    starts_on: date | None = grouped("dates", None)
    ends_on: date | None = grouped("dates", None)
    active: bool = True


class ClassIdentifier(Record, table=True):
    """What some system calls a class."""

    __tablename__ = "class_identifier"
    __table_args__ = SHARED

    class_id: str = link("class.id")
    source: str
    value: str = prose(..., search=False, index=True)


class Enrolment(Record, table=True):
    """A learner in a class. A later file without the learner does not end it."""

    __tablename__ = "enrolment"
    __table_args__ = SHARED

    class_id: str = link("class.id")
    learner_id: str = link("learner.id")
    starts_on: date | None = grouped("dates", None)
    ends_on: date | None = grouped("dates", None)
