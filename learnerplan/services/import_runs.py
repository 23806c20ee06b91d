"""The log of imports: which files, when, with how many rows, and what can still be taken back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.progress import Progress
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store


class LoggedFile(NamedTuple):
    """One file of an import: its kind, the SHA-256 of its bytes (empty where it was not known), and its rows."""

    name: str
    kind: str
    sha256: str
    new: int
    updated: int
    unchanged: int
    undecided: int
    refused: int


@dataclass(frozen=True)
class ImportRunRow:
    """One import; `at` is UTC. `name` is its file, or what its `held` files were called together.

    `last` tells that nothing was written since, so that undo takes just this import back. `txn` names it to
    `take_back`; `None` where it cannot be taken back at all. `kind` is empty where its files were of several kinds.
    """

    at: datetime
    name: str
    txn: int | None
    last: bool
    held: tuple[LoggedFile, ...]

    @property
    def files(self) -> int:
        """How many files came in together."""
        return len(self.held)

    @property
    def kind(self) -> str:
        """The kind of all files."""
        kinds = {file.kind for file in self.held}
        return kinds.pop() if len(kinds) == 1 else ""

    @property
    def new(self) -> int:
        """New rows of all files."""
        return sum(file.new for file in self.held)

    @property
    def updated(self) -> int:
        """Updated rows of all files."""
        return sum(file.updated for file in self.held)

    @property
    def unchanged(self) -> int:
        """Unchanged rows of all files."""
        return sum(file.unchanged for file in self.held)

    @property
    def undecided(self) -> int:
        """Rows of all files that waited for a decision."""
        return sum(file.undecided for file in self.held)

    @property
    def refused(self) -> int:
        """Refused rows of all files."""
        return sum(file.refused for file in self.held)


class _Run(NamedTuple):
    at: datetime
    group: str
    txn: int | None
    label: str
    last: bool
    file_name: str
    kind: str
    sha256: str
    new: int
    updated: int
    unchanged: int
    undecided: int
    refused: int


# The journal tells which transaction wrote a run; the runs of one transaction came in together.
_RUNS = """WITH turn AS (
        SELECT max(id) AS id FROM txn WHERE kind = 'do' AND undoable = 1 AND undone = 0),
    run AS (
        SELECT r.*, (SELECT coalesce(t.of_txn, t.id)
            FROM change_local c JOIN txn t ON c.seq BETWEEN t.first_local AND t.last_local
            WHERE c.row_id = r.id AND c.tbl = 'import_run' AND c.op = 'I' ORDER BY c.seq DESC LIMIT 1) AS txn
        FROM import_run r {where}),
    newest AS (
        SELECT coalesce(txn, id) AS name, max(at) AS at FROM run GROUP BY 1 ORDER BY 2 DESC LIMIT :limit)
    SELECT n.at, n.name, CASE WHEN t.kind = 'do' AND t.undoable AND NOT t.undone THEN t.id END, coalesce(t.label, ''),
        coalesce(run.txn = turn.id, 0), run.file_name, run.kind, run.sha256, run.new, run.updated, run.unchanged,
        run.undecided, run.refused
    FROM newest n JOIN run ON coalesce(run.txn, run.id) = n.name CROSS JOIN turn LEFT JOIN txn t ON t.id = run.txn
    ORDER BY n.at DESC, n.name DESC, run.id"""


def listed(view: Readable, limit: int = 20) -> list[ImportRunRow]:
    """The newest imports, newest first. What was taken back is not among them."""
    return _imports(view.rows(_Run, _RUNS.format(where=""), {"limit": limit}))


def of_file(view: Readable, sha256: str, limit: int = 3) -> list[ImportRunRow]:
    """The imports of the very same file, newest first; each holds only that file."""
    if not sha256:
        return []
    where = "WHERE r.sha256 = :sha256"
    return _imports(view.rows(_Run, _RUNS.format(where=where), {"limit": limit, "sha256": sha256}))


def digests(view: Readable) -> frozenset[str]:
    """The SHA-256 of every file that was imported."""
    rows = view.rows(_Digest, "SELECT DISTINCT sha256 FROM import_run WHERE sha256 <> ''")
    return frozenset(row.sha256 for row in rows)


def take_back(store: Store, txn: int, progress: Progress | None = None) -> str:
    """Take one import back, however long ago it was; gives its label. Stopped, it takes nothing back.

    Raises `UserError` where a later edit touched what it wrote, or later work belongs to it.
    """
    return store.take_back(txn, progress)


class _Digest(NamedTuple):
    sha256: str


def _imports(runs: Iterable[_Run]) -> list[ImportRunRow]:
    found = []
    for _group, together in groupby(runs, key=lambda run: run.group):
        rows = list(together)
        first = rows[0]
        held = tuple(LoggedFile(*row[5:]) for row in rows)
        name = held[0].name if len(held) == 1 else first.label or held[0].name
        found.append(ImportRunRow(first.at, name, first.txn, first.last, held))
    return found
