"""The import log, rows that wait for a decision, and what was decided: all local to this computer."""

from datetime import datetime

from learnerplan.domain.records.base import LOCAL, Record, link, prose


class ImportRun(Record, table=True):
    """One file of one import, with the counts of its rows."""

    __tablename__ = "import_run"
    __table_args__ = LOCAL

    at: datetime
    file_name: str
    kind: str
    sha256: str = prose(search=False)
    new: int = 0
    updated: int = 0
    unchanged: int = 0
    undecided: int = 0
    refused: int = 0


class PendingRow(Record, table=True):
    """A row that nobody has decided yet. `payload` is the row as JSON, to be planned again when it is decided."""

    __tablename__ = "pending_row"
    __table_args__ = LOCAL

    import_run_id: str = link("import_run.id")
    kind: str
    file_name: str
    line: int
    key: str = prose(search=False, index=True)
    reason: str = prose(search=False)
    payload: str = prose(search=False)


class Mapping(Record, table=True):
    """How the columns of files with these headers were used last; `columns` is the mapping as JSON."""

    __tablename__ = "mapping"
    __table_args__ = LOCAL

    fingerprint: str = prose(..., search=False, index=True)
    columns: str = prose(..., search=False)


class RowChoice(Record, table=True):
    """Who a row of a file is, as a person decided once: the same row is not asked about twice."""

    __tablename__ = "row_choice"
    __table_args__ = LOCAL

    key: str = prose(..., search=False, index=True)
    choice: str = prose(..., search=False)


class DeclinedValue(Record, table=True):
    """A value of a file that a person did not take for a field of a record, since theirs is right."""

    __tablename__ = "declined_value"
    __table_args__ = LOCAL

    record_id: str = prose(..., search=False, index=True)
    field: str = prose(..., search=False)
    value: str = prose(..., search=False)
