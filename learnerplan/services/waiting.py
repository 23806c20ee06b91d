"""Rows that wait for a decision: kept by their key, so that a row that comes again waits once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learnerplan.domain import records
from learnerplan.imports.planned.pending import PendingRow
from learnerplan.imports.planned.plan import Verdict

if TYPE_CHECKING:
    from learnerplan.imports.planned.plan import FilePlan, ImportPlan
    from learnerplan.services.drafts import Refs
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.transaction import Transaction

_WAITING = (Verdict.UNDECIDED,)
_AT_ONCE = 1000


@dataclass(frozen=True)
class WaitingRow:
    """A row as it is kept: where it stood, why it waits, and the row itself as JSON."""

    id: str
    import_run_id: str
    key: str
    kind: str
    file_name: str
    line: int
    reason: str
    payload: str

    @property
    def row(self) -> PendingRow:
        """The row itself, with the choices that it waits for."""
        return PendingRow.from_json(self.payload)


def listed(view: Readable) -> list[WaitingRow]:
    """All rows that wait, in the order of their files."""
    return view.rows(
        WaitingRow,
        """SELECT p.id, p.import_run_id, p.key, p.kind, p.file_name, p.line, p.reason, p.payload FROM pending_row p
        JOIN import_run r ON r.id = p.import_run_id ORDER BY r.at, p.file_name, p.line, p.id""",
    )


def differs(view: Readable, plan: ImportPlan) -> bool:
    """Whether rows of this plan wait that did not, or no longer wait that did."""
    held = {row.key for row in listed(view)}
    return any(
        any(row.key not in held for row in file.select(_WAITING))
        or any(row.verdict is not Verdict.UNDECIDED for row in file.about(held))
        for file in plan.files
    )


def keep(tx: Transaction, file: FilePlan, import_run_id: str, refs: Refs) -> None:
    """Keep the undecided rows of a file; those of its rows that are decided now wait no longer."""
    held = {row.key: row for row in listed(tx)}
    for row in file.about(held.keys()):
        if row.verdict is not Verdict.UNDECIDED:
            tx.delete(records.PendingRow, held[row.key].id)
    fresh: list[dict[str, Any]] = []
    for row in file.select(_WAITING):
        known = held.get(row.key)
        values = {
            "kind": file.kind,
            "file_name": file.table.name,
            "line": row.line,
            "key": row.key,
            "reason": row.reason,
            "payload": PendingRow.of(file, row).with_ids(refs.made).to_json(),
        }
        if known is None:
            fresh.append({"import_run_id": import_run_id, **values})
            if len(fresh) == _AT_ONCE:
                tx.add_many(records.PendingRow, fresh)
                fresh.clear()
        else:
            tx.change(records.PendingRow, known.id, **values)
    tx.add_many(records.PendingRow, fresh)
