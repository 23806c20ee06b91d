"""The log of imports: which file, when, with how many rows, and whether undo would take it back next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable


@dataclass(frozen=True)
class ImportRunRow:
    """One import; `at` is UTC. `name` is its file, or what its `files` were called together.

    `last` tells that nothing was written since, so that undo takes just this import back.
    """

    at: datetime
    name: str
    kind: str
    files: int
    new: int
    updated: int
    unchanged: int
    undecided: int
    refused: int
    last: bool


# The journal tells which transaction wrote a run; the runs of one transaction came in together.
_RUNS = """WITH turn AS (
        SELECT max(id) AS id FROM txn WHERE kind = 'do' AND undoable = 1 AND undone = 0),
    run AS (
        SELECT r.*, (SELECT t.id FROM change_local c JOIN txn t ON c.seq BETWEEN t.first_local AND t.last_local
            WHERE c.row_id = r.id AND c.tbl = 'import_run' AND c.op = 'I' ORDER BY c.seq DESC LIMIT 1) AS txn
        FROM import_run r)
    SELECT max(run.at), CASE WHEN count(*) = 1 THEN max(run.file_name) ELSE max(t.label) END,
        CASE WHEN min(run.kind) = max(run.kind) THEN max(run.kind) ELSE '' END, count(*),
        sum(run.new), sum(run.updated), sum(run.unchanged), sum(run.undecided), sum(run.refused),
        coalesce(run.txn = turn.id, 0)
    FROM run CROSS JOIN turn LEFT JOIN txn t ON t.id = run.txn
    GROUP BY coalesce(run.txn, run.id) ORDER BY 1 DESC LIMIT ?"""


def listed(view: Readable, limit: int = 20) -> list[ImportRunRow]:
    """The newest imports, newest first. What was taken back is not among them."""
    return view.rows(ImportRunRow, _RUNS, (limit,))
