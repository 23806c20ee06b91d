"""A row of an export beside the row of the same id here: what differs, and what a person must be asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from learnerplan.domain import tables
from learnerplan.imports.own_export.held import Held
from learnerplan.imports.own_export.values import shown
from learnerplan.imports.plan import Change

# The file of a piece of work lies where this planbook keeps it.
_OURS = {"artifact": frozenset(("path", "sha256", "size", "media_type"))}


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changes` may be taken as they are; those in `asked` differ from what was written here."""

    changes: tuple[Change, ...]
    asked: tuple[Change, ...]


def compare(
    held: Held, table: str, row_id: str, values: Mapping[str, Any], columns: Collection[str], made: str
) -> Comparison:
    """What the export says otherwise. `made` is when it was exported, empty where that is not known any more.

    A value that a person typed here, or that changed here after the export was made, is asked about; so is one that
    the export has not. Values that a person declined before differ no more.
    """
    now = held.rows[table][row_id]
    targets = {link.column: link.target for link in tables.links_of(table)}
    kinds = tables.columns(table)
    changes, asked = [], []
    for name in kinds:
        if name not in columns or name in _OURS.get(table, ()) or _equal(now[name], values[name]):
            continue
        if (targets.get(name, ""), values[name]) in held.joined:
            continue  # what it belonged to then is one with what it belongs to now
        as_shown = bool if kinds[name].kind is bool else lambda value: value
        old = shown(as_shown(now[name]) if now[name] is not None else None)
        change = Change(name, name.removesuffix("_id").replace("_", " ").capitalize(), old, shown(values[name]))
        if (row_id, name, change.new) in held.declined:
            continue
        (asked if _is_ours(held, table, row_id, name, made) and old else changes).append(change)
    return Comparison(tuple(changes), tuple(asked))


def _is_ours(held: Held, table: str, row_id: str, column: str, made: str) -> bool:
    at, by_person = held.written.get((table, row_id), {}).get(column, ("", (table, row_id) in held.own))
    return by_person or bool(made and at > made)


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other) or (one is None and other == "") or (other is None and one == "")
