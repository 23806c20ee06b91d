"""The ids of learners who turned out to be others: both stay alive, and what was remembered of one follows."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from learnerplan.domain import records

if TYPE_CHECKING:
    from learnerplan.imports.planned.plan import Choice
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.transaction import Transaction

LEARNER = "learner:"


@dataclass(frozen=True)
class _Kept:
    id: str
    text: str


@dataclass(frozen=True)
class _Declined:
    id: str
    field: str
    value: str


def living(view: Readable, learner_id: str) -> str:
    """The id under which a learner is kept now; the id itself where nobody was merged."""
    found = view.value("SELECT learner_id FROM learner_alias WHERE old_id = ?", (learner_id,))
    return str(found) if found else learner_id


def keep_alive(tx: Transaction, old_id: str, learner_id: str) -> None:
    """Let `old_id` lead to `learner_id` from now on: what imports remember, what waits, what was declined."""
    tx.add(records.LearnerAlias, learner_id=learner_id, old_id=old_id)
    old, now = f"{LEARNER}{old_id}", f"{LEARNER}{learner_id}"
    # Which goal of theirs is meant may stand behind the learner.
    for held in tx.rows(_Kept, "SELECT id, choice FROM row_choice WHERE instr(choice, ?)", (old,)):
        tx.change(records.RowChoice, held.id, choice=held.text.replace(old, now))
    for row in tx.rows(_Kept, "SELECT id, payload FROM pending_row WHERE instr(payload, ?)", (old_id,)):
        tx.change(records.PendingRow, row.id, payload=_renamed(row.text, old_id, learner_id))
    sql = "SELECT id, field, value FROM declined_value WHERE record_id = ? ORDER BY id"
    present = {(each.field, each.value) for each in tx.rows(_Declined, sql, (learner_id,))}
    for each in tx.rows(_Declined, sql, (old_id,)):
        if (each.field, each.value) in present:
            tx.delete(records.DeclinedValue, each.id)
        else:
            tx.change(records.DeclinedValue, each.id, record_id=learner_id)


def _renamed(payload: str, old_id: str, learner_id: str) -> str:
    """A row that waits, with one candidate for both."""
    from learnerplan.imports.planned.pending import PendingRow

    row = PendingRow.from_json(payload)
    choices: dict[str, Choice] = {}
    for choice in row.choices:
        key = choice.key.replace(f"{LEARNER}{old_id}", f"{LEARNER}{learner_id}")
        living_id = learner_id if choice.learner_id == old_id else choice.learner_id
        choices.setdefault(key, replace(choice, key=key, learner_id=living_id))
    return replace(row, choices=tuple(choices.values())).to_json()
