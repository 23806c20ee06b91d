"""Merging two learners who are one: side by side, field by field, one step of undo, and both ids stay alive."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from learnerplan.domain import names, records, tables
from learnerplan.domain.learners import Kind
from learnerplan.errors import UserError
from learnerplan.services import absorbing, aliases
from learnerplan.services.merge_fields import BOTH, KEEP, OTHER, Field, fields_of

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

LABEL = "Merge students"


@dataclass(frozen=True)
class Side:
    """One of the two. `counts` are the rows that point to the learner, by table, without tables that hold none."""

    id: str
    name: str
    active: bool
    identifiers: tuple[tuple[str, str], ...]
    classes: tuple[str, ...]
    contacts: tuple[str, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True)
class Comparison:
    """Two learners side by side: the particulars of both, and what hangs on each."""

    keep: Side
    other: Side
    fields: tuple[Field, ...]

    @property
    def differing(self) -> tuple[Field, ...]:
        """The fields that must be chosen between."""
        return tuple(field for field in self.fields if not field.same)


@dataclass(frozen=True)
class Merged:
    """What a merge did: who is kept, and how many rows moved, by table."""

    keep_id: str
    name: str
    moved: Mapping[str, int]


@dataclass(frozen=True)
class _Pair:
    one: str
    two: str


@dataclass(frozen=True)
class _One:
    text: str


def compare(view: Readable, keep_id: str, other_id: str) -> Comparison:
    """Two learners side by side. Raises `UserError` where they cannot be merged: one of them is gone, both are the
    same already, or one is an educator.
    """
    keep, other = _two(view, keep_id, other_id)
    return Comparison(_side(view, keep), _side(view, other), fields_of(view, keep, other))


def merge(store: Store, keep_id: str, other_id: str, choices: Mapping[str, str] | None = None) -> Merged:
    """Make one learner of two, as one step of undo. All that belongs to the other moves to the one who is kept.

    `choices` are field -> "keep" or "other" ("both" where the field offers it); a field that is not named keeps what
    `compare` proposes. Rows that say the same stand there once; the other's id goes on leading to the learner. Files
    of artifacts stay where they lie. Raises `UserError` as `compare` does, and for an answer that no field offers.
    """
    with store.transaction(LABEL) as tx:
        return merge_in(tx, keep_id, other_id, choices)


def merge_in(tx: Transaction, keep_id: str, other_id: str, choices: Mapping[str, str] | None = None) -> Merged:
    """`merge`, as a part of a larger step."""
    choices = choices or {}
    comparison = compare(tx, keep_id, other_id)
    keep, other = comparison.keep.id, comparison.other.id
    _refuse_unoffered(comparison, choices)
    chosen = {field: choices.get(field.name, field.proposed) for field in comparison.fields}
    values = _values(tx, chosen, keep, other)
    _store_once(tx, keep, other)
    moved = absorbing.absorb(tx, "learner", keep, other)
    if tx.value("SELECT 1 FROM artifact WHERE id = ?", (values.get("photo_id"),)) is None:
        values.pop("photo_id", None)  # the kept learner has the same picture
    if values:
        tx.change(records.Learner, keep, **values)
    _say_visions(tx, chosen, keep)
    aliases.keep_alive(tx, other, keep)
    name = _side(tx, tx.get(records.Learner, keep) or {}).name
    return Merged(keep, name, dict(moved))


def _two(view: Readable, keep_id: str, other_id: str) -> tuple[dict[str, Any], dict[str, Any]]:
    keep, other = (_learner(view, aliases.living(view, each)) for each in (keep_id, other_id))
    if keep["id"] == other["id"]:
        raise UserError("These two are one student already.", "Choose another student to merge with.")
    if Kind.EDUCATOR in (keep["kind"], other["kind"]):
        raise UserError("A teacher’s own record cannot be merged with another.", "Choose two students.")
    return keep, other


def _learner(view: Readable, learner_id: str) -> dict[str, Any]:
    columns = [column.name for column in tables.table_of(records.Learner).columns]
    made = ", ".join(f"'{name}', {name}" for name in columns)
    found = view.rows(_One, f"SELECT json_object({made}) FROM learner WHERE id = ?", (learner_id,))
    if not found:
        raise UserError("This student is no longer in the Learnerplan folder.", "Undo brings a removed student back.")
    held: dict[str, Any] = json.loads(found[0].text)
    return held


def _side(view: Readable, learner: dict[str, Any]) -> Side:
    own = (learner["id"],)
    identifiers = view.rows(_Pair, "SELECT source, value FROM identifier WHERE learner_id = ? ORDER BY 1, 2", own)
    classes = view.rows(
        _One,
        'SELECT DISTINCT c.name FROM enrolment e JOIN "class" c ON c.id = e.class_id WHERE e.learner_id = ? '
        "AND e.ends_on IS NULL ORDER BY c.name",
        own,
    )
    people = view.rows(_One, "SELECT name FROM contact WHERE learner_id = ? ORDER BY position, id", own)
    return Side(
        learner["id"],
        names.shown_name(
            learner["given_name"], learner["family_name"], learner["preferred_name"], learner["name_order"]
        ),
        bool(learner["active"]),
        tuple((each.one, each.two) for each in identifiers),
        tuple(each.text for each in classes),
        tuple(each.text for each in people),
        _counts(view, learner["id"]),
    )


def _counts(view: Readable, learner_id: str) -> dict[str, int]:
    counts: Counter[str] = Counter()
    for link in tables.links_to("learner"):
        sql = f'SELECT count(*) FROM "{link.table}" WHERE "{link.column}" = ?'
        counts[link.table] += int(view.value(sql, (learner_id,)))
    return {table: count for table, count in counts.items() if count}


def _refuse_unoffered(comparison: Comparison, choices: Mapping[str, str]) -> None:
    offered = {field.name: field.offers for field in comparison.fields}
    for name, choice in choices.items():
        if choice not in offered.get(name, ()):
            raise UserError(
                "These students have changed since they were compared, so nothing was merged.",
                "Look at them side by side again and choose there.",
            )


def _values(tx: Transaction, chosen: Mapping[Field, str], keep: str, other: str) -> dict[str, Any]:
    """The columns of the kept learner that take the other's value."""
    theirs = tx.get(records.Learner, other) or {}
    taken = {field.name: theirs[field.name] for field, choice in chosen.items() if choice == OTHER and not field.term}
    ours = tx.get(records.Learner, keep) or {}
    return {name: value for name, value in taken.items() if ours[name] != value}


def _say_visions(tx: Transaction, chosen: Mapping[Field, str], keep: str) -> None:
    """Absorbing joined the texts of two plans of one term; where one was chosen, that one stands."""
    for field, choice in chosen.items():
        if field.term and choice != BOTH:
            plan = tx.value("SELECT id FROM plan WHERE learner_id = ? AND term_id = ?", (keep, field.term))
            tx.change(records.Plan, str(plan), vision=field.keep if choice == KEEP else field.other)


@dataclass(frozen=True)
class _File:
    id: str
    path: str


def _store_once(tx: Transaction, keep: str, other: str) -> None:
    """Equal bytes are stored once a learner: the other's rows then name the file that the kept learner has."""
    twins = tx.rows(
        _File,
        """SELECT o.id, min(k.path) FROM artifact o JOIN artifact k ON k.sha256 = o.sha256 AND k.size = o.size
        WHERE o.learner_id = ? AND k.learner_id = ? GROUP BY o.id""",
        (other, keep),
    )
    for each in twins:
        tx.change(records.Artifact, each.id, path=each.path)
