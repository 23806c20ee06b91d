"""Deciding rows that wait: each answer is one transaction, done as if the row had been answered in the preview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learnerplan.errors import UserError
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.mapped.worded import WHO
from learnerplan.imports.planning import plan_pending
from learnerplan.progress import Progress
from learnerplan.services import aliases, imports, known, waiting

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from learnerplan.imports.planned.pending import PendingRow
    from learnerplan.imports.planned.plan import Choice, ImportPlan
    from learnerplan.services.imports import ImportOutcome
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

_LEARNER = "learner:"
# An empty answer leaves the question open: the row is matched as if its file were read again.
_OPEN = ""


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
    """Answer one row by its id. `choice` is one of its choices, or `learner:<id>` for any learner.

    Raises `UserError` for another answer, or a row that no longer waits.
    """
    asked = next((row for row in waiting.listed(store) if pending_id in (row.id, row.key)), None)
    if asked is None:
        raise UserError(f"No row “{pending_id}” waits for a decision.", "`learnerplan pending` lists those that do.")
    return decide_all(store, {asked.key: choice}, today=today)


def plan(store: Store, rows: Sequence[PendingRow], decisions: Mapping[str, str]) -> ImportPlan:
    """What these answers (row key -> choice) would make of rows that wait. Changes nothing."""
    with store.read() as view:
        decisions = {key: _living(view, choice) for key, choice in decisions.items()}
    return plan_pending(rows, imports.load_known(store, {row.kind for row in rows}), decisions)


def decide_all(
    store: Store,
    decisions: Mapping[str, str],
    *,
    today: date,
    shown: ImportPlan | None = None,
    progress: Progress | None = None,
) -> ImportOutcome:
    """Answer rows (row key -> choice), and with them the rows that wait for these answers, in one transaction.

    A row that then asks a second question (whose value is right?) waits on with that. Raises `UserError` for an
    answer that a row does not offer, a row that no longer waits, and where these answers would do something else now
    than the plan that was `shown`.
    """
    label = "Decide a row of an import" if len(decisions) == 1 else f"Decide {len(decisions)} rows of an import"
    with store.transaction(label, origin="import") as tx:
        held = {row.key: row for row in waiting.listed(tx)}
        decisions = {key: _living(tx, choice) for key, choice in decisions.items()}
        for key, choice in decisions.items():
            if key not in held:
                raise UserError(
                    "A row no longer waits for a decision.", "Look at the rows that wait, and choose again."
                )
            _refuse_unoffered(tx, held[key], choice)
        plan = _planned(tx, held, decisions)
        if shown is not None and not imports.does_the_same(plan, shown):
            raise UserError(
                "The Learnerplan folder has changed since these answers were shown, so nothing was saved.",
                "Look at what they do now, and save again.",
            )
        _write(tx, held, plan, today, progress)
    return imports.outcome(plan, label)


def matching(view: Readable) -> int:
    """How many waiting rows `settle` would write now."""
    rows = [row.row for row in waiting.listed(view)]
    if not rows:
        return 0
    held = known.load(view, {row.kind for row in rows})
    plan = plan_pending(rows, held, dict.fromkeys((row.key for row in rows), _OPEN))
    return sum(row.payload is not None for row in plan.rows())


def settle(store: Store, *, today: date, progress: Progress | None = None) -> ImportOutcome:
    """Match all waiting rows anew and write those that are certain by now, as when the roster came in later."""
    label = "Match rows that waited"
    with store.transaction(label, origin="import") as tx:
        held = {row.key: row for row in waiting.listed(tx)}
        plan = _planned(tx, held, dict.fromkeys(held, _OPEN))
        _write(tx, held, plan, today, progress)
    return imports.outcome(plan, label if any(row.payload is not None for row in plan.rows()) else "")


def _planned(tx: Transaction, held: Mapping[str, waiting.WaitingRow], decisions: Mapping[str, str]) -> ImportPlan:
    rows = [row.row for row in held.values()]
    return plan_pending(rows, known.load(tx, {row.kind for row in rows}), decisions)


def _write(
    tx: Transaction,
    held: Mapping[str, waiting.WaitingRow],
    plan: ImportPlan,
    today: date,
    progress: Progress | None,
) -> None:
    refs = imports.write_rows(tx, plan, today=today, progress=progress or Progress())
    for file in plan.files:
        if file.rows:
            waiting.keep(tx, file, held[file.rows[0].key].import_run_id, refs)


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
        cells=tuple(_cells(held)),
    )


def _living(view: Readable, choice: str) -> str:
    """The answer, with the learner of now where the one who was chosen has been merged into another."""
    first, plus, rest = choice.partition("+")
    if not first.startswith(_LEARNER):
        return choice
    return f"{_LEARNER}{aliases.living(view, first.removeprefix(_LEARNER))}{plus}{rest}"


def _cells(row: PendingRow) -> list[tuple[str, str]]:
    """(header, cell) of a row that waits. Of supports only what says whose the row is: a list shows no more of them."""
    uses = [column.use for column in ColumnMapping.from_json(row.mapping).columns]
    shown = zip(row.headers, row.cells, uses, strict=True)
    return [(header, cell) for header, cell, use in shown if not row.restricted or use in WHO]


def _refuse_unoffered(tx: Transaction, asked: waiting.WaitingRow, choice: str) -> None:
    """The first answer must be one of the row's; what follows a `+` answers the question that it leads to."""
    offered = {each.key for each in asked.row.choices}
    first = choice.partition("+")[0]
    if choice in offered or first in offered:
        return
    named = first.removeprefix(_LEARNER) if first.startswith(_LEARNER) and offered else ""
    if not named or tx.value("SELECT 1 FROM learner WHERE id = ?", (named,)) is None:
        raise UserError(
            f"“{choice}” is no answer for this row.",
            f"It may be: {', '.join(sorted(offered)) or 'nothing, since it waits for another row'}.",
        )
