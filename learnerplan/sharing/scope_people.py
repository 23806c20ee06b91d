"""Which personal rows belong to a share: those that are of its learners, and of nobody else."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from learnerplan.domain.audiences import Audience
from learnerplan.domain.learners import Kind
from learnerplan.domain.shares import Scope, Section, ShareKind
from learnerplan.sharing import scope_tables as kinds

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from datetime import date

# A row that an alias stands for is the learner who was kept when two were merged.
_NAMED = """SELECT coalesce((SELECT a.learner_id FROM learner_alias a WHERE a.old_id = n.value), n.value)
    FROM json_each(?) n"""
_ENROLLED = """SELECT DISTINCT learner_id FROM enrolment
    WHERE class_id = ? AND (ends_on IS NULL OR ends_on >= ?)"""


def learners(connection: Any, scope: Scope, today: date) -> frozenset[str]:
    """The learners of a share: those who are enrolled now (all or the chosen ones), or the educator.

    An enrolment counts up to and with its last day, and before its first.
    """
    if scope.kind is ShareKind.EDUCATOR:
        sql = f"SELECT id FROM learner WHERE id IN ({_NAMED}) AND kind = ?"
        return _ids(connection.execute(sql, (_json(scope.learner_ids[:1]), Kind.EDUCATOR.value)))
    enrolled = _ids(connection.execute(_ENROLLED, (scope.class_id, today.isoformat())))
    if scope.kind is ShareKind.CLASS:
        return enrolled
    return enrolled & _ids(connection.execute(_NAMED, (_json(scope.learner_ids),)))


_ABOUT = """(SELECT json_group_array(x.learner_id) FROM observation_learner x
    WHERE x.observation_id = observation.id)"""


class People:
    """The personal rows of one share, looked at in one moment of the planbook. What was found is remembered."""

    def __init__(self, connection: Any, scope: Scope, restricted: bool, today: date) -> None:
        self._connection = connection
        self._class_id = scope.class_id
        self._restricted = restricted
        self.learners = learners(connection, scope, today)
        self._known: dict[tuple[str, str], Section | None] = {
            (kinds.LEARNER, learner_id): Section.MAIN for learner_id in self.learners
        }

    def sections(self, table: str, ids: Collection[str] | None) -> dict[str, Section]:
        """Which of these rows (all of the table for `None`) belong, each with its section."""
        if table == kinds.LEARNER:
            return {each: Section.MAIN for each in (self.learners if ids is None else self.learners & set(ids))}
        for row_id, *values in self._rows(table, ids):
            self._known[table, row_id] = self._decided(table, values)
        if ids is None:
            return {row_id: found for (name, row_id), found in self._known.items() if name == table and found}
        return {row_id: found for row_id in ids if (found := self._known.get((table, row_id)))}

    def _rows(self, table: str, ids: Collection[str] | None) -> Iterable[tuple[Any, ...]]:
        columns = ["id", *(f'"{link.column}"' for link in kinds.holders(table))]
        if table == kinds.OBSERVATION:
            columns.append(_ABOUT)
        if kinds.has_audience(table):
            columns.append("audience")
        sql = f'SELECT {", ".join(columns)} FROM "{table}"'
        if ids is None:
            found: Iterable[tuple[Any, ...]] = self._connection.execute(sql)
        else:
            found = self._connection.execute(f"{sql} WHERE id IN (SELECT value FROM json_each(?))", (_json(ids),))
        return list(found)

    def _decided(self, table: str, values: Sequence[Any]) -> Section | None:
        """The section of a row from its owners (for an observation, whom it is about) and its audience."""
        if table == kinds.OBSERVATION:
            about = json.loads(values[0])
            owners = [Section.MAIN if each in self.learners else None for each in about]
        else:
            held = zip(kinds.holders(table), values, strict=False)
            owners = [self._section(link.target, row_id) for link, row_id in held if row_id]
        if not owners or None in owners:
            return None
        safeguarding = kinds.has_audience(table) and values[-1] == Audience.SAFEGUARDING
        if not (safeguarding or table in kinds.restricted() or Section.RESTRICTED in owners):
            return Section.MAIN
        return Section.RESTRICTED if self._restricted else None

    def _section(self, table: str, row_id: str) -> Section | None:
        if table == kinds.CLASS:
            return Section.MAIN if row_id == self._class_id else None
        if (table, row_id) not in self._known:
            self._known[table, row_id] = self.sections(table, [row_id]).get(row_id)
        return self._known[table, row_id]


def _ids(found: Iterable[tuple[str]]) -> frozenset[str]:
    return frozenset(row[0] for row in found)


def _json(ids: Iterable[str]) -> str:
    return json.dumps(list(ids))
