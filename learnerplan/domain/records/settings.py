"""Settings of the planbook, and drafts of what is being typed."""

from learnerplan.domain.records.base import LOCAL, UNJOURNALLED, Record, prose


class Setting(Record, table=True):
    """A preference of this planbook on this computer; `id` is its name."""

    __tablename__ = "setting"
    __table_args__ = LOCAL

    value: str = prose(search=False)


class Draft(Record, table=True):
    """Text that is being typed; `id` names the field. Not journalled: leaving the field commits it once."""

    __tablename__ = "draft"
    __table_args__ = UNJOURNALLED

    text: str = prose(search=False)
