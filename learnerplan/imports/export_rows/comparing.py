"""A row of an export beside the row of the same id here: what differs, and what a person must be asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from learnerplan.domain import tables
from learnerplan.domain.nouns import plain
from learnerplan.imports.own_export.held import Held
from learnerplan.imports.own_export.values import shown, title_of
from learnerplan.imports.planned.plan import Change

# A file lies where this planbook keeps it.
_OURS = frozenset(("path", "sha256", "size", "media_type"))


@dataclass(frozen=True, slots=True)
class Comparison:
    """`changes` may be taken as they are, those in `asked` differ from what a person wrote here.

    `newer` tells that something was changed here after the export was made, which stays.
    """

    changes: tuple[Change, ...]
    asked: tuple[Change, ...]
    newer: bool


def compare(
    held: Held, table: str, row_id: str, values: Mapping[str, Any], columns: Collection[str], made: str
) -> Comparison:
    """What the export says otherwise. `made` is when it was exported, empty where that is not known any more.

    What changed here after the export was made is newer, and stays. Another value that a person typed here is asked
    about, and so is to whom a row belongs. Values that a person declined before differ no more.
    """
    now = held.rows[table][row_id]
    targets = {link.column: link.target for link in tables.links_of(table)}
    kinds = tables.columns(table)
    changes: list[Change] = []
    asked: list[Change] = []
    newer, ours = False, table in tables.with_files()
    for name in kinds:
        if name not in columns or (ours and name in _OURS) or _equal(now[name], values[name]):
            continue
        if (targets.get(name, ""), values[name]) in held.joined:
            continue  # what it belonged to then is one with what it belongs to now
        change = _change(name, now[name], values[name], kinds[name].kind)
        if target := targets.get(name):
            change = replace(change, old=_whose(held, target, now[name]), new=_whose(held, target, values[name]))
        at, by_person = held.written.get((table, row_id), {}).get(name, ("", (table, row_id) in held.own))
        if made and at > made:
            newer = True
        elif (row_id, name, change.new) not in held.declined:
            (asked if change.old and (by_person or name in targets) else changes).append(change)
    return Comparison(tuple(changes), tuple(asked), newer)


def _whose(held: Held, table: str, row_id: str | None) -> str:
    """What a row of another table is called here; its id where it is not here."""
    row = held.rows.get(table, {}).get(row_id or "")
    return title_of(table, row) if row else row_id or ""


def _change(name: str, old: Any, new: Any, kind: type) -> Change:
    label = plain(name).capitalize()
    return Change(name, label, shown(bool(old) if kind is bool and old is not None else old), shown(new))


def _equal(one: Any, other: Any) -> bool:
    return bool(one == other) or (one is None and other == "") or (other is None and one == "")
