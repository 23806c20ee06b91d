"""Frameworks, the competencies in them, and how those belong together."""

from learnerplan.domain.competencies import EdgeKind
from learnerplan.domain.records.base import SHARED, Record, choice, grouped, link, prose


class Framework(Record, table=True):
    """A set of standards or of a school's own competencies. `identifier` is what its publisher calls it."""

    __tablename__ = "framework"
    __table_args__ = SHARED

    title: str
    source: str = prose(search=False)
    identifier: str = prose(search=False, index=True)
    version: str = prose(search=False)
    publisher: str = prose(search=False)
    subject: str = prose(search=False)
    language: str = prose(search=False)
    licence: str = prose(search=False)
    description: str = prose(search=False)
    status: str = prose(search=False)


class Competency(Record, table=True):
    """One thing to learn, in the words of the standard (Markdown as published) and in those of a child.

    `kind` is the publisher's word for what it is (Standard, Cluster, Domain). Headings are competencies too.
    """

    __tablename__ = "competency"
    __table_args__ = SHARED

    framework_id: str = link("framework.id")
    identifier: str = prose(search=False, index=True)
    code: str = prose(index=True)
    statement: str = prose()
    child_statement: str = prose()
    short_statement: str = prose()
    success: str = prose()
    notes: str = prose(search=False)
    kind: str = prose(search=False)
    subject: str = prose(search=False)
    grade: str = prose(search=False)
    position: int = 0


class CompetencyGrade(Record, table=True):
    """A further grade level of a competency that is meant for several; `Competency.grade` is the lowest."""

    __tablename__ = "competency_grade"
    __table_args__ = SHARED

    competency_id: str = link("competency.id")
    grade: str = prose(..., search=False)


class CompetencyAlias(Record, table=True):
    """Another way in which the code of a competency is written."""

    __tablename__ = "competency_alias"
    __table_args__ = SHARED

    competency_id: str = link("competency.id")
    code: str = prose(..., search=False, index=True)


class CompetencyGroup(Record, table=True):
    """A group of associations of a framework, as CASE's CFAssociationGrouping."""

    __tablename__ = "competency_group"
    __table_args__ = SHARED

    framework_id: str = link("framework.id")
    identifier: str = prose(search=False, index=True)
    title: str = prose(search=False)


class CompetencyEdge(Record, table=True):
    """An association. An end that lies outside all frameworks here has a `uri` and a `title` and no id."""

    __tablename__ = "competency_edge"
    __table_args__ = SHARED

    framework_id: str = link("framework.id")
    identifier: str = prose(search=False, index=True)
    kind: EdgeKind = choice(..., group="ends")
    from_id: str | None = link("competency.id", optional=True)
    from_uri: str = prose(search=False, group="ends")
    from_title: str = prose(search=False, group="ends")
    to_id: str | None = link("competency.id", optional=True)
    to_uri: str = prose(search=False, group="ends")
    to_title: str = prose(search=False, group="ends")
    position: int | None = grouped("ends", None)
    group_id: str | None = link("competency_group.id", owned=False, optional=True)
