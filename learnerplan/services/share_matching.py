"""Which rows of two planbooks are one and the same, though each made its own: years, terms, classes, standards.

Only what is certain is paired: two rows that say the same about themselves where no third one does.
"""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.names import folded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnerplan.storage.rows import Readable

_QUERIES = {
    "school_year": "SELECT json_array(id, name, starts_on, ends_on) FROM school_year",
    "term": "SELECT json_array(id, school_year_id, coalesce(class_id, ''), name) FROM term",
    "scale": """SELECT json_array(s.id, s.name, s.purpose, (SELECT json_group_array(l.name ORDER BY l.position, l.id)
        FROM scale_level l WHERE l.scale_id = s.id)) FROM scale s""",
    "assessment": "SELECT json_array(id, name, subject) FROM assessment",
    "survey": """SELECT json_array(s.id, s.title, s.respondent, s.fingerprint, s.language,
        (SELECT json_group_array(q.text ORDER BY q.position, q.id) FROM question q WHERE q.survey_id = s.id))
        FROM survey s""",
    "framework": "SELECT json_array(id, identifier, title, publisher, version) FROM framework",
    "class": """SELECT json_array(c.id, coalesce(c.school_year_id, ''), c.name, c.subject, c.period,
        (SELECT json_group_array(i.source || char(31) || i.value) FROM class_identifier i WHERE i.class_id = c.id))
        FROM class c""",
}
BEFORE = ("school_year", "scale", "assessment", "survey", "framework", "term")
AFTER = ("class", "term")
"""The tables in the order in which they are matched, before and after learners are: classes go by who is in them."""
_TOGETHER = """SELECT count(DISTINCT a.learner_id) FROM enrolment a JOIN enrolment b ON b.learner_id = a.learner_id
    WHERE a.class_id = ? AND b.class_id = ?"""
_IN_CLASS = "SELECT count(DISTINCT learner_id) FROM enrolment WHERE class_id = ?"


@dataclass(frozen=True)
class _Row:
    values: str


@dataclass(frozen=True)
class _Id:
    id: str


class Pair(NamedTuple):
    """Two rows that are one. `keep` is in the share; where both are, it is the older, as every computer decides."""

    keep: str
    other: str


def pairs(view: Readable, share_id: str, table: str) -> list[Pair]:
    """The certain pairs of a table of which a share holds at least one."""
    shared = in_share(view, share_id, table)
    by_key: defaultdict[tuple[Any, ...], set[str]] = defaultdict(set)
    for row in view.rows(_Row, _QUERIES[table]):
        row_id, *values = json.loads(row.values)
        for key in _keys(table, values):
            by_key[key].add(row_id)
    found = {
        ordered(view, shared, *ids)
        for key, ids in by_key.items()
        if len(ids) == 2 and ids & shared and (table != "class" or key[0] == "identifier" or _one_class(view, *ids))
    }
    taken: set[str] = set()
    certain = []
    for pair in sorted(found):
        if not taken & set(pair):
            certain.append(pair)
            taken |= set(pair)
    return certain


def ordered(view: Readable, shared: frozenset[str], one: str, other: str) -> Pair:
    """Which of two stays: the one in the share; the older where both are in this or another share."""
    if (one in shared) != (other in shared):
        inside, outside = (one, other) if one in shared else (other, one)
        if not view.value("SELECT 1 FROM share_scope WHERE row_id = ? LIMIT 1", (outside,)):
            return Pair(inside, outside)
    return Pair(min(one, other), max(one, other))


def in_share(view: Readable, share_id: str, table: str) -> frozenset[str]:
    """The rows of a table that are in a share."""
    sql = "SELECT row_id FROM share_scope WHERE share = ? AND tbl = ?"
    return frozenset(row.id for row in view.rows(_Id, sql, (share_id, table)))


def _one_class(view: Readable, one: str, other: str) -> bool:
    """Half of the smaller class is in the other too: two rooms of one name in two schools are two rooms."""
    smaller = min(view.value(_IN_CLASS, (each,)) for each in (one, other))
    return bool(smaller) and 2 * view.value(_TOGETHER, (one, other)) >= smaller


def _keys(table: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
    """By what a row is known, one or several ways; each way is a kind of its own."""
    if table == "school_year":
        name, starts, ends = values
        yield "days", starts, ends
        yield "name", folded(name), starts[:4]
    elif table == "framework":
        identifier, *words = values
        if identifier:
            yield "identifier", identifier
        else:
            yield "words", *map(folded, words)
    elif table == "survey":
        title, respondent, fingerprint, language, questions = values
        if fingerprint:
            yield "fingerprint", fingerprint, respondent
        yield "words", folded(title), respondent, language, tuple(map(folded, questions))
    elif table == "class":
        year, name, subject, period, identifiers = values
        for identifier in identifiers:
            yield "identifier", identifier.casefold()
        yield "name", year, folded(name), folded(subject), folded(period)
    elif table == "term":
        year, class_id, name = values
        yield "name", year, class_id, folded(name)
    elif table == "scale":
        name, purpose, levels = values
        yield "levels", folded(name), purpose, tuple(map(folded, levels))
    else:
        yield "name", *map(folded, values)
