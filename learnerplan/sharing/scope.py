"""Which rows of the planbook belong to a share.

Personal rows go by whom they are about: everybody whom a row is about must be in the share. What they lean on
(standards, surveys, scales, terms) comes along, as a whole. No link is ever followed to a learner who is not in the
share. Nothing is written here.

Contacts are part of the record and come along, whoever reads it: that somebody must not receive anything is worth
most to the person who does not know the family. What a learner brought before leaving stays in the share; nothing
new of them enters it.
"""

from __future__ import annotations

import json
from collections import defaultdict
from datetime import date
from typing import TYPE_CHECKING, Any

from learnerplan.domain import tables
from learnerplan.domain.shares import Scope, Section, ShareKind
from learnerplan.sharing import scope_tables as kinds
from learnerplan.sharing.scope_people import People

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

Entering = tuple[str, str, str]


def entering(
    connection: Any,
    share_id: str,
    scope: Scope,
    restricted: bool,
    changed: Iterable[tuple[str, str]] | None,
    *,
    today: date | None = None,
) -> list[Entering]:
    """The rows that belong to a share now and are not yet in `share_scope`: table, id, section; owners come first.

    `changed` are the rows that were written, deleted or taken in since the last look, of any table; `None` looks at
    everything, as the first time and after the scope or `restricted` changed. `today` decides who is enrolled.
    Supports and texts marked as safeguarding come only where `restricted`, in the section of that name.
    """
    rows = None if changed is None else _by_table(changed)
    if scope.kind is ShareKind.DEVICES:
        found = _everything(connection, restricted, rows)
    else:
        found = _Look(connection, share_id, scope, restricted, today or date.today()).found(rows)
    return [
        (table, row_id, found[table][row_id].value)
        for table in kinds.ordered()
        if table in found
        for row_id in sorted(_missing(connection, share_id, table, found[table]))
    ]


class _Look:
    """One look at what belongs to a share: first whom it is about, then what that leans on."""

    def __init__(self, connection: Any, share_id: str, scope: Scope, restricted: bool, today: date) -> None:
        self._connection = connection
        self._share_id = share_id
        self._scope = scope
        self._people = People(connection, scope, restricted, today)
        self._found: dict[str, dict[str, Section]] = defaultdict(dict)
        self._leans: dict[str, set[str]] = defaultdict(set)

    def found(self, changed: dict[str, set[str]] | None) -> dict[str, dict[str, Section]]:
        """What belongs, by table; with `changed`, of that and of what hangs on it."""
        self._look_at_people(None if changed is None else self._with_arrivals(changed))
        if self._scope.class_id is not None:
            self._leans[kinds.CLASS].add(self._scope.class_id)
        again = self._in_scope() if changed is None else changed
        self._look_again({table: ids for table, ids in again.items() if table in kinds.reference()}, changed is None)
        self._bring_along()
        return self._found

    def _look_at_people(self, rows: dict[str, set[str]] | None) -> None:
        for table in kinds.ordered():
            if table not in kinds.personal():
                continue
            ids = None if rows is None else rows.get(table, set())
            belonging = self._people.sections(table, ids) if ids is None or ids else {}
            self._found[table].update(belonging)
            self._lean(table, belonging)
            if rows is not None:
                for child, found in self._children(table, belonging):
                    rows.setdefault(child, set()).update(found)

    def _with_arrivals(self, changed: dict[str, set[str]]) -> dict[str, set[str]]:
        """The rows to start from: what changed, and the learners who may have come with it."""
        rows = {table: set(ids) for table, ids in changed.items()}
        learners = self._outside(kinds.LEARNER, self._people.learners)
        for table in ("enrolment", "learner_alias"):
            sql = f'SELECT learner_id FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
            learners.update(row[0] for row in self._connection.execute(sql, (_json(rows.get(table, ())),)))
        educator = self._scope.kind is ShareKind.EDUCATOR
        rows[kinds.LEARNER] = learners | (rows.get(kinds.LEARNER, set()) if educator else set())
        rows.setdefault(kinds.OBSERVATION, set()).update(self._said_of_others(rows.get(kinds.ABOUT, set())))
        rows[kinds.OBSERVATION].update(self._about(learners))
        return rows

    def _about(self, learners: Collection[str]) -> Iterator[str]:
        sql = "SELECT observation_id FROM observation_learner WHERE learner_id IN (SELECT value FROM json_each(?))"
        yield from (row[0] for row in self._connection.execute(sql, (_json(learners),)))

    def _said_of_others(self, about: Collection[str]) -> Iterator[str]:
        """The observations whose learners changed: one about somebody else too may now be about a share's alone."""
        sql = """SELECT observation_id FROM observation_learner WHERE id IN (SELECT value FROM json_each(?1))
            UNION SELECT before ->> 'observation_id' FROM change WHERE tbl = 'observation_learner'
            AND before IS NOT NULL AND row_id IN (SELECT value FROM json_each(?1))"""
        yield from (row[0] for row in self._connection.execute(sql, (_json(about),)) if row[0])

    def _look_again(self, rows: dict[str, set[str]], whole: bool) -> None:
        """Look at reference rows that are in the share, or now belong to one that is.

        What belongs to a row does not change with that row, so it is looked at in a whole look only.
        """
        for table, ids in rows.items():
            outside = self._outside(table, ids)
            self._lean(table, ids - outside)
            self._leans[table].update(self._owned(table, outside))
            if whole:
                self._lean_children(table, ids)

    def _bring_along(self) -> None:
        """Take in what is leaned on, with what that leans on and what belongs to it, until nothing more comes."""
        while self._leans:
            table, ids = self._leans.popitem()
            fresh = self._present(table, ids - self._found[table].keys())
            self._found[table].update(dict.fromkeys(fresh, Section.MAIN))
            new = self._outside(table, fresh)
            self._lean(table, new)
            self._lean_children(table, new)

    def _lean(self, table: str, ids: Collection[str]) -> None:
        """Note the reference rows that these rows point to."""
        for link in kinds.leans_on(table) if ids else ():
            found = self._column(link.column, table, "id", ids)
            if found:
                self._leans[link.target].update(found)

    def _lean_children(self, table: str, ids: Collection[str]) -> None:
        for child, found in self._children(table, ids):
            if child in kinds.reference() and (owned := self._owned(child, found)):
                self._leans[child].update(owned)

    def _children(self, table: str, ids: Collection[str]) -> Iterator[tuple[str, set[str]]]:
        for link in kinds.held_by(table) if ids else ():
            yield link.table, self._column("id", link.table, link.column, ids)

    def _owned(self, table: str, ids: Collection[str]) -> set[str]:
        """Those of these reference rows whose owners are all in the share."""
        links = kinds.holders(table)
        if not links or not ids:
            return set()
        columns = ", ".join(f'"{link.column}"' for link in links)
        sql = f'SELECT id, {columns} FROM "{table}" WHERE id IN (SELECT value FROM json_each(?))'
        rows = self._connection.execute(sql, (_json(ids),)).fetchall()
        outside: dict[str, set[str]] = defaultdict(set)
        for place, link in enumerate(links, 1):
            outside[link.target] |= self._strange(link.target, {row[place] for row in rows if row[place]})
        return {row[0] for row in rows if _stands(row[1:], links, outside)}

    def _strange(self, table: str, ids: set[str]) -> set[str]:
        """Those of these owners that bring nothing along: other classes, and rows outside the share."""
        if table == kinds.CLASS:
            return {row_id for row_id in ids if row_id != self._scope.class_id}
        return self._outside(table, ids - self._found[table].keys())

    def _in_scope(self) -> dict[str, set[str]]:
        sql = "SELECT tbl, row_id FROM share_scope WHERE share = ?"
        return _by_table(self._connection.execute(sql, (self._share_id,)))

    def _outside(self, table: str, ids: Collection[str]) -> set[str]:
        return _missing(self._connection, self._share_id, table, ids)

    def _present(self, table: str, ids: Collection[str]) -> set[str]:
        return self._column("id", table, "id", ids)

    def _column(self, wanted: str, table: str, column: str, values: Collection[str]) -> set[str]:
        sql = f'SELECT "{wanted}" FROM "{table}" WHERE "{column}" IN (SELECT value FROM json_each(?))'
        return {row[0] for row in self._connection.execute(sql, (_json(values),)) if row[0] is not None}


def _stands(owners: Sequence[str | None], links: Sequence[tables.Link], outside: dict[str, set[str]]) -> bool:
    held = [(link.target, row_id) for link, row_id in zip(links, owners, strict=True) if row_id]
    of_class = [each for each in held if each[0] == kinds.CLASS]
    deciding = of_class or held
    return bool(deciding) and all(row_id not in outside[target] for target, row_id in deciding)


def _everything(
    connection: Any, restricted: bool, changed: dict[str, set[str]] | None
) -> dict[str, dict[str, Section]]:
    """All rows, for one's own devices; supports have keys of their own there too where the owner wants that."""
    found: dict[str, dict[str, Section]] = {}
    for table in tables.shared():
        apart = restricted and table in kinds.restricted()
        every = f'SELECT id FROM "{table}"'
        if changed is None:
            rows = connection.execute(every)
        else:
            ids = _json(changed.get(table, ()))
            rows = connection.execute(f"{every} WHERE id IN (SELECT value FROM json_each(?))", (ids,))
        found[table] = dict.fromkeys((row[0] for row in rows), Section.RESTRICTED if apart else Section.MAIN)
    return found


def _missing(connection: Any, share_id: str, table: str, ids: Collection[str]) -> set[str]:
    """Those of these rows that are not in the share's scope."""
    if not ids:
        return set()
    sql = """SELECT n.value FROM json_each(?) n WHERE NOT EXISTS
        (SELECT 1 FROM share_scope s WHERE s.share = ? AND s.tbl = ? AND s.row_id = n.value)"""
    return {row[0] for row in connection.execute(sql, (_json(ids), share_id, table))}


def _by_table(rows: Iterable[tuple[str, str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for table, row_id in rows:
        found[table].add(row_id)
    return found


def _json(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))
