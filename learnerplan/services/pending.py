"""Deciding rows that wait: each answer is one transaction, done as if the row had been answered in the preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learnerplan.errors import UserError
from learnerplan.imports.planning import plan_pending
from learnerplan.progress import Progress
from learnerplan.services import imports, known, waiting

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from learnerplan.imports.plan import Choice
    from learnerplan.services.imports import ImportOutcome
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

_LEARNER = "learner:"


@dataclass(frozen=True)
class PendingDecision:
    """A row that waits, with the answers that it offers. `waits_for` is the id of the row that decides it too."""

    id: str
    file_name: str
    line: int
    kind: str
    title: str
    reason: str
    choices: tuple[Choice, ...]
    waits_for: str
    cells: tuple[tuple[str, str], ...]

    def as_json(self) -> dict[str, Any]:
        """The row as `learnerplan pending --json` prints it."""
        return {
            "id": self.id,
            "file": self.file_name,
            "line": self.line,
            "kind": self.kind,
            "title": self.title,
            "reason": self.reason,
            "choices": [{"key": each.key, "label": each.label, "detail": each.detail} for each in self.choices],
            "waits_for": self.waits_for or None,
            "row": dict(self.cells),
        }


def listed(view: Readable) -> list[PendingDecision]:
    """All rows that wait, in the order of their files."""
    rows = waiting.listed(view)
    ids = {each.key: each.id for each in rows}
    return [_shown(each, ids) for each in rows]


def decide(store: Store, pending_id: str, choice: str, *, today: date) -> ImportOutcome:
    """Answer one row, and the rows that wait for the same answer, in one transaction.

    `choice` is one of the row's choices, or `learner:<id>` for any learner. Raises `UserError` for another answer or a
    row that no longer waits. A row that asks a second question (whose value is right?) waits on with that.
    """
    label = "Decide a row of an import"
    with store.transaction(label, origin="import") as tx:
        rows = waiting.listed(tx)
        asked = next((row for row in rows if pending_id in (row.id, row.key)), None)
        if asked is None:
            raise UserError("This row no longer waits for a decision.", "`learnerplan pending` lists those that do.")
        _refuse_unoffered(tx, asked, choice)
        plan = plan_pending([row.row for row in rows], known.load(tx), {asked.key: choice})
        refs = imports.write_rows(tx, plan, today=today, progress=Progress())
        for file in plan.files:
            waiting.keep(tx, file, asked.import_run_id, refs)
    return imports.outcome(plan, label)


def settle(store: Store, *, today: date) -> ImportOutcome:
    """Match all waiting rows anew and write those that are certain by now, as after a roster came in later."""
    label = "Match rows that waited"
    with store.transaction(label, origin="import") as tx:
        rows = waiting.listed(tx)
        # An empty answer leaves the question open: the row is matched as if its file were read again.
        plan = plan_pending([row.row for row in rows], known.load(tx), {row.key: "" for row in rows})
        refs = imports.write_rows(tx, plan, today=today, progress=Progress())
        runs = {row.key: row.import_run_id for row in rows}
        for file in plan.files:
            waiting.keep(tx, file, runs[file.rows[0].key], refs)
    return imports.outcome(plan, label)


def _shown(row: waiting.WaitingRow, ids: Mapping[str, str]) -> PendingDecision:
    held = row.row
    return PendingDecision(
        id=row.id,
        file_name=row.file_name,
        line=row.line,
        kind=row.kind,
        title=held.title,
        reason=row.reason,
        choices=held.choices,
        waits_for=ids.get(held.waits_for, ""),
        cells=tuple(zip(held.headers, held.cells, strict=True)),
    )


def _refuse_unoffered(tx: Transaction, asked: waiting.WaitingRow, choice: str) -> None:
    offered = {each.key for each in asked.row.choices}
    if choice in offered:
        return
    named = choice.removeprefix(_LEARNER) if choice.startswith(_LEARNER) and offered else ""
    if not named or tx.value("SELECT 1 FROM learner WHERE id = ?", (named,)) is None:
        raise UserError(
            f"“{choice}” is no answer for this row.",
            f"It may be: {', '.join(sorted(offered)) or 'nothing, since it waits for another row'}.",
        )
