"""What really leaves of the sample class for a share of six of its learners: each batch opened, each text seen."""

import json
import shutil

import pytest

from learnerplan.domain import tables
from learnerplan.domain.shares import Scope, Section, ShareKind
from learnerplan.services import share_sync, shares
from learnerplan.sharing import scope_tables
from learnerplan.storage.store import Store
from tests.services.opened_batches import payloads

LONG = 12
"""Shorter texts ("yes", "Reading", a day) are said of many, so that they say nothing of where they came from."""


class Left:
    """The sample class, what left of it for the six, and what did not belong."""

    def __init__(self, store: Store, share: str, folder, six: list[str]) -> None:
        self.store, self.six = store, six
        texts = payloads(store, share, folder)
        self.main = [op for text in payloads(store, share, folder, Section.MAIN) for op in json.loads(text)]
        self.ops = [op for text in texts for op in json.loads(text)]
        self.texts = sorted(set(strings(self.ops)), key=len)
        self.all = "\n".join(self.texts)


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, each in value.items():
            yield name
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


@pytest.fixture(scope="module")
def left(sample_planbook, tmp_path_factory):
    store = Store.open(shutil.copytree(sample_planbook, tmp_path_factory.mktemp("sample") / "class"))
    children = column(store, "SELECT id FROM learner WHERE kind = 'child' ORDER BY id")
    assert len(children) == 28
    six, other = children[:6], children[6]
    plan = store.value("SELECT id FROM plan WHERE learner_id = ?", (six[0],))
    with store.raw(read_only=False) as connection, connection:
        mark = "UPDATE profile_entry SET audience = 'safeguarding', text = 'Bruises again' WHERE id = ?"
        entry = connection.execute("SELECT id FROM profile_entry WHERE learner_id = ?", (six[0],)).fetchone()
        connection.execute(mark, entry)
        goal = connection.execute("SELECT id FROM goal WHERE plan_id = ?", (plan,)).fetchone()
        connection.execute("UPDATE goal SET audience = 'safeguarding', words = 'Stay with an aunt' WHERE id = ?", goal)
        frozen = json.dumps({"goals": [{"words": "Stay with an aunt", "audience": "safeguarding"}]})
        connection.execute("UPDATE plan SET frozen = ? WHERE id = ?", (frozen, plan))
        connection.execute('UPDATE result SET source_row = \'{"Homeless status": "Y"}\'')
        marks = ", ".join("?" * len(six))
        both = connection.execute(
            f"SELECT observation_id FROM observation_learner WHERE learner_id IN ({marks})", six
        ).fetchone()
        assert both is not None
        connection.execute("UPDATE observation SET text = 'Quarrelled with another child' WHERE id = ?", both)
        connection.execute("INSERT INTO observation_learner VALUES ('both', ?, ?)", (*both, other))
    folder = tmp_path_factory.mktemp("folder")
    room = store.value("SELECT id FROM class")
    scope = Scope(ShareKind.LEARNERS, room, tuple(six))
    share = shares.create(store, folder, scope=scope, name="Six", me="Amara")
    share_sync.sync(store, share.id)
    yield Left(store, share.id, folder, six)
    store.close()


def column(store, sql, *values: str):
    with store.raw() as connection:
        return [row[0] for row in connection.execute(sql, values).fetchall()]


def test_only_tables_that_may_leave_do(left):
    kept = set(scope_tables.kept()) | set(scope_tables.restricted()) | (set(tables.by_name()) - set(tables.shared()))
    said = {op[0] for op in left.ops}
    assert {"learner", "goal", "plan", "result", "contact_point", "answer"} <= said
    assert not said & kept


def test_no_name_number_or_address_of_others_leaves(left):
    marks = ", ".join("?" * len(left.six))
    outside = f"SELECT id FROM learner WHERE kind = 'child' AND id NOT IN ({marks})"
    for learner in column(left.store, outside, *left.six):
        assert learner not in left.all
    for table, name in (("learner", "family_name"), ("identifier", "value"), ("contact_point", "value")):
        said, inside = of(left, table, name)
        strange = {text for text in said - inside if len(text) >= 4}
        assert strange, (table, name)
        assert {text for text in strange if text in left.all} == set(), (table, name)


def test_no_text_of_a_row_that_stays_leaves(left):
    """Each column of each table that may leave; what a row in the share says too, as a day or a grade, is no secret."""
    looked = set()
    for table in tables.shared():
        for name, told in tables.columns(table).items():
            if told.kind is str and name != "id":
                said, inside = of(left, table, name)
                strange = {text for text in said - inside if text and len(text) >= LONG and " " in text}
                looked.update([table] if strange else [])
                assert not strange & set(left.texts), (table, name)
    assert {"goal", "profile_entry", "observation", "step", "reflection", "check_in", "contact"} <= looked


def of(left, table, name):
    """The texts of a column, of those who are not in the share, and of all rows that left."""
    rows = set(column(left.store, "SELECT row_id FROM share_scope WHERE tbl = ?", table))
    with left.store.raw() as connection:
        found = connection.execute(f'SELECT id, "{name}" FROM "{table}"').fetchall()
    return {text for row, text in found if row not in rows}, {text for row, text in found if row in rows}


def test_no_row_leaves_that_is_not_in_the_scope(left):
    with left.store.raw() as connection:
        inside = {tuple(row) for row in connection.execute("SELECT tbl, row_id FROM share_scope").fetchall()}
    assert {(op[0], op[1]) for op in left.ops} == inside


def test_nothing_marked_or_kept_back_leaves(left):
    for text in ("Bruises", "Stay with an aunt", "Homeless", "Quarrelled", "safeguarding"):
        assert text not in left.all, text


def test_what_stays_on_this_computer_does_not_leave(left):
    """Reminders, drafts, settings, imports, the bank of goals and the log of what went to whom."""
    looked = set()
    for table in set(tables.by_name()) - set(tables.shared()) | set(scope_tables.kept()):
        for name, told in tables.columns(table).items():
            for text in column(left.store, f'SELECT "{name}" FROM "{table}"') if told.kind is str else ():
                if text and len(text) >= LONG and " " in text:
                    looked.add(table)
                    assert text not in left.texts, (table, name)
    assert {"memory_aid", "goal_template"} <= looked
