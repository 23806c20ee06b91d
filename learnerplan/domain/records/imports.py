"""The import log, rows that wait for a decision, and remembered mappings: all local to this computer."""

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
    """What a column with this header means in files with this fingerprint, as the teacher last left it."""

    __tablename__ = "mapping"
    __table_args__ = LOCAL

    fingerprint: str = prose(..., search=False, index=True)
    header: str
    target: str
    position: int = 0
