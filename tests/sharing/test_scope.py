"""Which rows belong to a share: random planbooks, against the plainest telling of the rules."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from learnerplan.domain import tables
from learnerplan.domain.shares import Scope, ShareKind
from learnerplan.sharing import scope_tables
from learnerplan.sharing.scope import entering
from tests.sharing.belonging import NEVER, REFERENCE, Plain
from tests.sharing.books import TODAY, Book, scratch

SHARE = "5" * 32
DAY = date.fromisoformat(TODAY)
SETTINGS = settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
SEEDS = st.integers(0, 2**32)


def scope_of(book):
    room = book.ids["class"][0]
    return book.random.choice(
        [
            Scope(ShareKind.CLASS, room),
            Scope(ShareKind.LEARNERS, room, tuple(book.ids["learner"][:2])),
            Scope(ShareKind.LEARNERS, room, (book.ids["learner"][0], *book.gone())),
            Scope(ShareKind.EDUCATOR, None, (book.ids["learner"][3],)),
        ]
    )


def look(connection, scope, restricted, changed=None):
    return entering(connection, SHARE, scope, restricted, changed, today=DAY)


def enter(connection, found):
    connection.executemany(
        "INSERT INTO share_scope(share, tbl, row_id, section) VALUES (?, ?, ?, ?)", [(SHARE, *each) for each in found]
    )


def held(connection):
    return {(row[0], row[1]): row[2] for row in connection.execute("SELECT tbl, row_id, section FROM share_scope")}


def mark(connection):
    return connection.execute("SELECT coalesce(max(seq), 0) FROM change").fetchone()[0]


def changed_since(connection, seq):
    return connection.execute("SELECT DISTINCT tbl, row_id FROM change WHERE seq > ?", (seq,)).fetchall()


def above(rows, table, row_id):
    """The row and everything that it belongs to, upward."""
    yield table, row_id
    for link in tables.links_of(table):
        target = rows[table, row_id][link.column]
        if link.owned and target:
            yield from above(rows, link.target, target)


def test_every_table_is_of_one_kind():
    kinds = [scope_tables.personal(), scope_tables.reference(), scope_tables.kept()]
    assert frozenset().union(*kinds) == set(tables.shared())
    assert sum(map(len, kinds)) == len(tables.shared())
    assert scope_tables.reference() == REFERENCE, "a new table: is it about a learner, and may it leave?"
    assert scope_tables.kept() == NEVER


@SETTINGS
@example(seed=3028, restricted=False)
@given(seed=SEEDS, restricted=st.booleans())
def test_the_first_look_gives_what_belongs_and_no_other_learner(store, seed, restricted):
    with scratch(store) as connection:
        book = Book(connection, Random(seed))
        book.grow(60)
        scope = scope_of(book)
        found = look(connection, scope, restricted)
        plain = Plain(connection, scope, restricted, TODAY)
        assert {(table, row_id): section for table, row_id, section in found} == plain.sections()
        assert len(found) == len({each[:2] for each in found})
        for table, row_id, _ in found:
            reached = {each for each in above(plain.rows, table, row_id) if each[0] == "learner"}
            assert {row_id for _, row_id in reached} <= plain.learners
        order = {table: place for place, table in enumerate(scope_tables.ordered())}
        assert [order[table] for table, *_ in found] == sorted(order[table] for table, *_ in found)


@SETTINGS
@given(seed=SEEDS, restricted=st.booleans())
def test_after_an_edit_a_look_at_the_edit_is_as_good_as_one_at_everything(store, seed, restricted):
    with scratch(store) as connection:
        book = Book(connection, Random(seed))
        book.grow(40)
        scope = scope_of(book)
        enter(connection, look(connection, scope, restricted))
        for _ in range(6):
            seq = mark(connection)
            book.shake()
            fast = look(connection, scope, restricted, changed_since(connection, seq))
            assert fast == look(connection, scope, restricted)
            before = held(connection)
            plain = Plain(connection, scope, restricted, TODAY, set(before)).sections()
            assert {each[:2]: each[2] for each in fast} == {k: v for k, v in plain.items() if k not in before}
            enter(connection, fast)
            assert look(connection, scope, restricted) == []


@SETTINGS
@given(seed=SEEDS, restricted=st.booleans())
def test_ones_own_devices_share_everything(store, seed, restricted):
    with scratch(store) as connection:
        book = Book(connection, Random(seed))
        book.grow(30)
        scope = Scope(ShareKind.DEVICES)
        found = look(connection, scope, restricted)
        assert {(table, row_id) for table, row_id, _ in found} == set(Plain(connection, scope, True, TODAY).rows)
        assert {each[0] for each in found if each[2] == "restricted"} <= {"support"}
        enter(connection, found)
        seq = mark(connection)
        book.grow(5)
        fast = look(connection, scope, restricted, changed_since(connection, seq))
        assert fast == look(connection, scope, restricted)


@pytest.mark.parametrize("kind", [ShareKind.CLASS, ShareKind.LEARNERS, ShareKind.EDUCATOR])
def test_a_share_of_nothing_is_empty(store, kind):
    with scratch(store) as connection:
        assert look(connection, Scope(kind, "no-such-class", ("nobody",)), True) == []
        assert look(connection, Scope(kind, None, ("nobody",)), True) == []
