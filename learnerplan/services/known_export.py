"""What an export of ours is compared with when it comes back: every row of the shared record, and who wrote it when."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain import tables
from learnerplan.imports.own_export.held import Held, Key
from learnerplan.services.authorship import PERSON
from learnerplan.services.merging import LABEL as MERGED

if TYPE_CHECKING:
    from learnerplan.storage.rows import Readable

_SYSTEM = "system"
_USUAL = ("scale", "scale_level", "school_year", "term")


class _Text(NamedTuple):
    text: str


class _Pair(NamedTuple):
    one: str
    two: str


class _Triple(NamedTuple):
    one: str
    two: str
    three: str


class _Write(NamedTuple):
    table: str
    row_id: str
    op: str
    after: str | None
    origin: str
    at: str
    label: str


_WRITES = """SELECT c.tbl, c.row_id, c.op, c.after, t.origin, t.at, t.label
    FROM txn t JOIN change c ON c.seq BETWEEN t.first AND t.last
    WHERE t.kind = 'do' AND t.undone = 0 AND (c.op <> 'I' OR t.origin IN (?, ?)) ORDER BY c.seq"""


def load(view: Readable) -> Held:
    """The frozen picture of the whole shared record."""
    rows = {table: _rows(view, table) for table in tables.shared()}
    written: defaultdict[Key, dict[str, tuple[str, bool]]] = defaultdict(dict)
    own: set[Key] = set()
    usual: set[Key] = set()
    gone: dict[Key, str] = {}
    joined: set[Key] = set()
    for each in view.rows(_Write, _WRITES, (PERSON, _SYSTEM)):
        key = (each.table, each.row_id)
        if each.op == "I":
            (own if each.origin == PERSON else usual).add(key)
        elif each.op == "D":
            gone[key] = each.at[:10]
            (joined.add if each.label == MERGED else joined.discard)(key)
        else:
            for column in json.loads(each.after or "{}"):
                written[key][column] = (each.at, each.origin == PERSON)
    there = {key for key in gone if key[1] not in rows.get(key[0], {})}
    return Held(
        rows=rows,
        written=written,
        own=frozenset(own),
        gone={key: gone[key] for key in there},
        living={row.one: row.two for row in view.rows(_Pair, "SELECT old_id, learner_id FROM learner_alias")},
        joined=frozenset(joined & there),
        declined=frozenset(view.rows(_Triple, "SELECT record_id, field, value FROM declined_value")),
        spare=_spare(rows, {key for key in usual if key not in written}),
    )


def _rows(view: Readable, table: str) -> dict[str, dict[str, Any]]:
    names = tables.columns(table)
    made = ", ".join(f"""'{name}', "{name}\"""" for name in names)
    found = (json.loads(row.text) for row in view.rows(_Text, f'SELECT json_object({made}) FROM "{table}" ORDER BY id'))
    return {row["id"]: row for row in found}


def _spare(rows: dict[str, dict[str, dict[str, Any]]], untouched: set[Key]) -> frozenset[Key]:
    """The rows that came with the planbook and that nothing but one another points to."""
    spare = {key for key in untouched if key[0] in _USUAL and key[1] in rows[key[0]]}
    used = {
        (link.target, row[link.column])
        for link in tables.links()
        if link.target in _USUAL
        for row_id, row in rows.get(link.table, {}).items()
        if row[link.column] and (link.table, row_id) not in spare
    }
    # A school year with a term in use is in use with all its terms, and so is a scale with a level in use.
    while True:
        inside = [
            ((table, row_id), (link.target, rows[table][row_id][link.column]))
            for table, row_id in spare
            for link in tables.links_of(table)
        ]
        more = {one for pair in inside if used.intersection(pair) for one in pair} - used
        if not more:
            return frozenset(spare - used)
        used |= more
