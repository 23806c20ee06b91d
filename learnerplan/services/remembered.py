"""What imports remember for the next time: how columns were used, who a row is, how the school writes dates."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import records
from learnerplan.domain.records.base import cleaned
from learnerplan.imports.mapped.mapping import ColumnMapping, ColumnUse
from learnerplan.services.drafts import Refs
from learnerplan.services.known import DATE_ORDER

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from learnerplan.imports.planned.plan import FilePlan, RowPlan
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.transaction import Transaction

_LEARNER, _GOAL, _SKIP = "learner:", "goal:", "skip"


@dataclass(frozen=True)
class _Choice:
    key: str
    id: str
    choice: str


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


class _Used(NamedTuple):
    fingerprint: str
    at: datetime


def last_used(view: Readable, fingerprints: Collection[str]) -> dict[str, datetime]:
    """When files with these headers were last read in the way that is remembered; UTC."""
    rows = view.rows(
        _Used,
        """SELECT m.fingerprint, max(t.at) FROM mapping m
        JOIN change_local c ON c.row_id = m.id AND c.tbl = 'mapping'
        JOIN txn t ON c.seq BETWEEN t.first_local AND t.last_local GROUP BY m.fingerprint""",
    )
    return {row.fingerprint: row.at for row in rows if row.fingerprint in fingerprints}


def is_mapped_otherwise(view: Readable, file: FilePlan) -> bool:
    """Whether a file with these headers, of the same kind, was read in another way the last time."""
    held = view.value("SELECT columns FROM mapping WHERE fingerprint = ?", (file.mapping.fingerprint,))
    before = ColumnMapping.from_json(held) if held is not None else file.mapping
    # Enrolments and teachers of School Data Sync have the same headers and nothing else in common.
    same_kind = (before.kind, before.part) == (file.mapping.kind, file.mapping.part)
    return same_kind and _is_other(before, file.mapping)


def _is_other(before: ColumnMapping, now: ColumnMapping) -> bool:
    if (before.date_order, before.voice, len(before.columns)) != (now.date_order, now.voice, len(now.columns)):
        return True
    pairs = zip(before.columns, now.columns, strict=True)
    return any(_use(old) != _use(new) for old, new in pairs if not (old.here_only or new.here_only))


def _use(column: ColumnUse) -> tuple[str, ...]:
    # What is kept has lost its NUL bytes, and its letters and accents are one.
    return (cleaned(column.header), column.use, column.facet)


def remember_choices(tx: Transaction, rows: Iterable[RowPlan], refs: Refs) -> None:
    """Who a row is, where a person decided it; the same row is then known when it comes again."""
    choices = {row.key: choice for row in rows if (choice := chosen(row, refs))}
    held = _held(tx) if choices else {}
    for key, choice in choices.items():
        if key not in held:
            tx.add(records.RowChoice, key=key, choice=choice)
        elif held[key].choice != choice:
            tx.change(records.RowChoice, held[key].id, choice=choice)


def has_new_choices(view: Readable, rows: Iterable[RowPlan]) -> bool:
    """Whether a person decided a row otherwise than is remembered of it."""
    choices = {row.key: chosen(row, Refs()) for row in rows if row.decided}
    held = _held(view) if any(choices.values()) else {}
    return any(choice and (key not in held or held[key].choice != choice) for key, choice in choices.items())


def _held(view: Readable) -> dict[str, _Choice]:
    return {row.key: row for row in view.rows(_Choice, "SELECT key, id, choice FROM row_choice")}


def chosen(row: RowPlan, refs: Refs) -> str:
    """The choice to remember for a row, or an empty text: whose it is, and which goal of theirs it means.

    A learner or a goal that the import makes is named by the new id.
    """
    if row.decided.partition("+")[0] == _SKIP:
        return _SKIP
    if not (row.decided and row.learner_ref):
        return ""
    goals = (part.removeprefix(_GOAL) for part in row.decided.split("+") if part.startswith(_GOAL))
    which = "".join(f"+{_GOAL}{refs.id_of(each)}" for each in goals)
    return f"{_LEARNER}{refs.id_of(row.learner_ref)}{which}"
