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
    """A part of a school year that a plan is made for; of one class alone where its terms differ."""

    __tablename__ = "term"
    __table_args__ = SHARED

    school_year_id: str = link("school_year.id")
    class_id: str | None = link("class.id", optional=True)
    name: str
    position: int
    starts_on: date = grouped("dates")
    ends_on: date = grouped("dates")


class DayOff(Record, table=True):
    """Days without school: a holiday, or a single day off. Both ends are included."""

    __tablename__ = "day_off"
    __table_args__ = SHARED

    school_year_id: str = link("school_year.id")
    name: str
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
    check_in_every: int = 7


class CheckInDay(Record, table=True):
    """A day of the week (0 is Monday) on which a class has its one-on-ones."""

    __tablename__ = "check_in_day"
    __table_args__ = SHARED

    class_id: str = link("class.id")
    weekday: int


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
