"""After joining a share: what one has already and what came are made one, so that nobody stands there twice.

The shared row stays and takes in what hangs on one's own; both ids of a learner go on leading to them. Sure are only
learners with the same number or e-mail address and like names. Others who may be one wait in the list of likely
duplicates for a person. It may be done after every round: what is one already is not touched.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain import tables
from learnerplan.services import absorbing, duplicates, merging, sameness, share_matching
from learnerplan.services.share_book import StoreBook

if TYPE_CHECKING:
    from learnerplan.services.duplicates import Duplicate
    from learnerplan.services.share_matching import Pair
    from learnerplan.storage.rows import Readable
    from learnerplan.storage.store import Store
    from learnerplan.storage.transaction import Transaction

LABEL = "Match with a share"
_ROWS = """SELECT count(*) FROM share_scope WHERE share = ? AND tbl IN
    ('school_year', 'term', 'scale', 'assessment', 'survey', 'framework', 'class', 'learner', 'identifier')"""
SURE = 99.0
"""The score of two likely duplicates with one number and like names (`learnerplan.domain.duplicates`)."""


@dataclass(frozen=True)
class Matched:
    """How many rows became one, by table, and how many learners wait for a decision."""

    made_one: Mapping[str, int]
    unsure: int


class _Twice(NamedTuple):
    one: str
    other: str


# What two planbooks both said of one learner, now that class and term are the same.
_TWICE = {
    "enrolment": """SELECT a.id, b.id FROM enrolment a JOIN enrolment b ON b.class_id = a.class_id
        AND b.learner_id = a.learner_id AND b.ends_on IS a.ends_on AND b.id > a.id
        WHERE a.learner_id IN (SELECT row_id FROM share_scope WHERE share = ? AND tbl = 'learner')
        ORDER BY a.id, b.id""",
    "plan": """SELECT a.id, b.id FROM plan a JOIN plan b ON b.term_id = a.term_id
        AND b.learner_id = a.learner_id AND b.id > a.id
        WHERE a.learner_id IN (SELECT row_id FROM share_scope WHERE share = ? AND tbl = 'learner')
        ORDER BY a.id, b.id""",
}


def match(store: Store, share_id: str) -> Matched:
    """Make one of what is certainly one, as one step of undo."""
    with store.transaction(LABEL) as tx:
        made: Counter[str] = Counter()
        _match_tables(tx, share_id, share_matching.BEFORE, made)
        for pair in _sure(tx, share_id):
            merging.merge_in(tx, *pair)
            made["learner"] += 1
        _match_tables(tx, share_id, share_matching.AFTER, made)
        if made:
            for table, sql in _TWICE.items():
                _once(tx, share_id, table, sql)
        unsure = len(waiting(tx, share_id))
    return Matched(dict(made), unsure)


def match_news(store: Store, share_id: str) -> Matched | None:
    """`match`, where learners, classes, years or standards came into a share since the last time; else `None`.

    What a person took back by undo is so not done again behind their back.
    """
    held = str(store.value(_ROWS, (share_id,)))
    name = f"matched {share_id}"
    if store.value("SELECT value FROM share_meta WHERE name = ?", (name,)) == held:
        return None
    done = match(store, share_id)
    with StoreBook(store).writing("Note what was matched") as connection:
        connection.execute(
            "INSERT INTO share_meta VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", (name, held)
        )
    return done


def waiting(view: Readable, share_id: str) -> list[Duplicate]:
    """Learners of a share who may be somebody that one has already, for a person to decide; the surest first."""
    shared = share_matching.in_share(view, share_id, "learner")
    return [each for each in duplicates.listed(view) if each.keep_id in shared or each.other_id in shared]


def _match_tables(tx: Transaction, share_id: str, names: tuple[str, ...], made: Counter[str]) -> None:
    for table in names:
        for pair in share_matching.pairs(tx, share_id, table):
            absorbing.absorb(tx, table, *pair)
            made[table] += 1


def _sure(view: Readable, share_id: str) -> list[Pair]:
    shared = share_matching.in_share(view, share_id, "learner")
    sure = [each for each in waiting(view, share_id) if each.score >= SURE]
    met = Counter(learner for each in sure for learner in (each.keep_id, each.other_id))
    return [
        share_matching.ordered(view, shared, each.keep_id, each.other_id)
        for each in sure
        if met[each.keep_id] == met[each.other_id] == 1
    ]


def _once(tx: Transaction, share_id: str, table: str, sql: str) -> None:
    record, shared = tables.by_name()[table], share_matching.in_share(tx, share_id, table)
    gone: set[str] = set()
    for twice in tx.rows(_Twice, sql, (share_id,)):
        if gone & set(twice):
            continue
        keep, other = share_matching.ordered(tx, shared, *twice)
        held, row = tx.get(record, keep), tx.get(record, other)
        if held is None or row is None:
            continue
        values = sameness.joined(table, held, row)
        if values:
            tx.change(record, keep, **values)
        absorbing.absorb(tx, table, keep, other)
        gone.add(other)
