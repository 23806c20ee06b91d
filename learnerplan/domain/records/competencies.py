"""Frameworks and the competencies in them."""

from learnerplan.domain.records.base import SHARED, Record, link, prose


class Framework(Record, table=True):
    """A set of standards or of a school's own competencies."""

    __tablename__ = "framework"
    __table_args__ = SHARED

    title: str
    source: str = prose(search=False)


class Competency(Record, table=True):
    """One thing to learn, in the words of the standard and in those of a child."""

    __tablename__ = "competency"
    __table_args__ = SHARED

    framework_id: str = link("framework.id")
    code: str = prose(index=True)
    statement: str = prose()
    child_statement: str = prose()
    grade: str = prose(search=False)
    position: int = 0
