"""What imports remember for the next time: how columns were used, who a row is, how the school writes dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain import records
from learnerplan.imports.drafts import LearnerDraft
from learnerplan.services.known import DATE_ORDER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.imports.plan import FilePlan, RowPlan
    from learnerplan.services.drafts import Refs
    from learnerplan.storage.transaction import Transaction

_LEARNER, _SKIP = "learner:", "skip"


def remember_mapping(tx: Transaction, file: FilePlan) -> None:
    """The next file with these headers is read in the same way."""
    fingerprint, columns = file.mapping.fingerprint, file.mapping.to_json()
    held = tx.value("SELECT id FROM mapping WHERE fingerprint = ?", (fingerprint,))
    if held:
        tx.change(records.Mapping, held, columns=columns)
    else:
        tx.add(records.Mapping, fingerprint=fingerprint, columns=columns)
    if file.mapping.date_order:
        tx.put(records.Setting, DATE_ORDER, value=file.mapping.date_order)


def remember_choices(tx: Transaction, rows: Iterable[RowPlan], refs: Refs) -> None:
    """Who a row is, where a person decided it; the same row is then known when it comes again."""
    for row in rows:
        choice = chosen(row, refs)
        if not choice:
            continue
        held = tx.value("SELECT id FROM row_choice WHERE key = ?", (row.key,))
        if held:
            tx.change(records.RowChoice, held, choice=choice)
        else:
            tx.add(records.RowChoice, key=row.key, choice=choice)


def chosen(row: RowPlan, refs: Refs) -> str:
    """The choice to remember for a row, or an empty text. A learner who was made for it is named by the new id."""
    who = row.decided.partition("+")[0]
    if who == _SKIP:
        return _SKIP
    if who and isinstance(row.payload, LearnerDraft):
        return _LEARNER + refs.id_of(row.payload.ref)
    return _LEARNER + refs.id_of(who.removeprefix(_LEARNER)) if who.startswith(_LEARNER) else ""
