"""Scales and their levels."""

from learnerplan.domain.records.base import SHARED, Record, choice, link
from learnerplan.domain.scales import Purpose


class Scale(Record, table=True):
    """A named list of levels; the planbook has one for progress."""

    __tablename__ = "scale"
    __table_args__ = SHARED

    name: str
    purpose: Purpose = choice(Purpose.PROGRESS)


class ScaleLevel(Record, table=True):
    """One level of a scale, lowest first."""

    __tablename__ = "scale_level"
    __table_args__ = SHARED

    scale_id: str = link("scale.id")
    position: int
    name: str
    proficient: bool = False
