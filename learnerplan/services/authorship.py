"""Who wrote what stands in a row: read from the journal, so that no import replaces what a person typed here."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from learnerplan.storage.rows import Readable

PERSON = "teacher"
# What a co-teacher changed is somebody's word as well; rows that came whole from them may be of an import of theirs.
PERSONS = frozenset({PERSON, "share"})
Name = tuple[str, str]


class Written(NamedTuple):
    """One write to a row: what it was before and after, and the origin of the transaction."""

    row_id: str
    op: str
    before: str | None
    after: str | None
    origin: str


class _Merged(NamedTuple):
    learner_id: str
    given_name: str
    family_name: str


def written(view: Readable, table: str) -> list[Written]:
    """The writes to the rows of a table, oldest first; what was undone since counts for nothing.

    Rows that an import made are left out: nothing in them was typed here, and there are thousands.
    """
    # The plus signs keep SQLite to the range of the few transactions of persons, instead of an index over all rows.
    return view.rows(
        Written,
        """SELECT row_id, op, before, after, origin FROM (
            SELECT c.seq, c.row_id, c.op, c.before, c.after, t.origin
            FROM change c JOIN txn t ON t.id = (
                SELECT id FROM txn WHERE first <= c.seq ORDER BY first DESC LIMIT 1)
            WHERE c.tbl = :table AND c.op = 'U' AND t.kind = 'do' AND t.undone = 0 AND c.seq <= t.last
            UNION ALL
            SELECT c.seq, c.row_id, c.op, c.before, c.after, t.origin
            FROM txn t CROSS JOIN change c ON c.seq BETWEEN t.first AND t.last
            WHERE t.kind = 'do' AND t.undone = 0 AND t.origin = :person AND +c.tbl = :table AND +c.op = 'I')
        ORDER BY seq""",
        {"table": table, "person": PERSON},
    )


def own_fields(
    writes: Iterable[Written], names: Mapping[str, str], now: Mapping[str, object]
) -> dict[str, frozenset[str]]:
    """The fields of each row whose present value a person typed here, or cleared.

    `names`: column -> what the field is called; `now`: row id -> the row. What a person left as it was when they made
    the row is nobody's word: an empty field is filled by the first file that knows better.
    """
    own: defaultdict[str, set[str]] = defaultdict(set)
    for each in writes:
        columns = _filled(now.get(each.row_id), names) if each.op == "I" else json.loads(each.after or "{}")
        fields = {names[column] for column in columns if column in names}
        if each.origin in PERSONS:
            own[each.row_id] |= fields
        else:
            own[each.row_id] -= fields
    return {row_id: frozenset(fields) for row_id, fields in own.items() if fields}


def _filled(row: object, columns: Iterable[str]) -> list[str]:
    """The columns in which more stands than in an empty form; who is new is active without anybody saying so."""
    return [column for column in columns if getattr(row, column, None) not in ("", None, True)]


def former_names(view: Readable, now: Mapping[str, Name], writes: list[Written]) -> dict[str, tuple[Name, ...]]:
    """The (given, family) names that learners had before, and those of learners that were merged into them.

    `now` are the names that they have; `writes` those to the learners' rows.
    """
    then = dict(now)
    former: defaultdict[str, list[Name]] = defaultdict(list)
    for each in reversed(writes):
        before = json.loads(each.before or "{}")
        if each.row_id in then and ("given_name" in before or "family_name" in before):
            given, family = then[each.row_id]
            then[each.row_id] = (before.get("given_name", given), before.get("family_name", family))
            former[each.row_id].append(then[each.row_id])
    for merged in view.rows(
        _Merged,
        """SELECT a.learner_id, json_extract(c.before, '$.given_name'), json_extract(c.before, '$.family_name')
        FROM learner_alias a JOIN change c ON c.row_id = a.old_id AND c.tbl = 'learner' AND c.op = 'D'""",
    ):
        former[merged.learner_id].append((merged.given_name, merged.family_name))
    return {learner_id: tuple(dict.fromkeys(names)) for learner_id, names in former.items()}
