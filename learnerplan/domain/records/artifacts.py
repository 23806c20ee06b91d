"""Artifacts: the work itself, a file with the child's reason for choosing it."""

from datetime import date

from learnerplan.domain.artifacts import ArtifactKind
from learnerplan.domain.audiences import Audience
from learnerplan.domain.profiles import Made, Voice
from learnerplan.domain.records.base import SHARED, Record, choice, grouped, link, prose


class Artifact(Record, table=True):
    """A file in the planbook's tree; `path` is relative to `artifacts/` with forward slashes."""

    __tablename__ = "artifact"
    __table_args__ = SHARED

    learner_id: str = link("learner.id")
    title: str = prose()
    kind: ArtifactKind = choice(ArtifactKind.FILE)
    path: str = prose(..., search=False, group="file")
    sha256: str = prose(..., search=False, group="file")
    size: int = grouped("file")
    media_type: str = prose(search=False, group="file")
    made_on: date | None = None
    added_on: date
    added_by: str = prose(search=False)
    voice: Voice = choice(Voice.TEACHER)
    made: Made = choice(Made.WROTE)
    why: str = prose()
    text: str = prose()
    audience: Audience = choice(Audience.RECORD)


class ArtifactGoal(Record, table=True):
    """An artifact shows something of a goal."""

    __tablename__ = "artifact_goal"
    __table_args__ = SHARED

    artifact_id: str = link("artifact.id")
    goal_id: str = link("goal.id")


class ArtifactCompetency(Record, table=True):
    """An artifact shows something of a competency."""

    __tablename__ = "artifact_competency"
    __table_args__ = SHARED

    artifact_id: str = link("artifact.id")
    competency_id: str = link("competency.id")


class ArtifactTag(Record, table=True):
    """A word that somebody hung on an artifact."""

    __tablename__ = "artifact_tag"
    __table_args__ = SHARED

    artifact_id: str = link("artifact.id")
    tag: str
