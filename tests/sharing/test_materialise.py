"""From states to tables: what cannot stand waits and is shown as soon as it can; nothing of it is lost."""

from typing import Any

from learnerplan.sharing import materialise, rows
from learnerplan.sharing.clock import Stamp
from learnerplan.sharing.operations import ROW, WHOLE, Operation
from learnerplan.sharing.rows import Key
from learnerplan.sharing.state import RowState
from tests.sharing.simulator import book as books
from tests.sharing.simulator.book import Book

SESSION = "00000000000000aa-0000000000bb"
LEARNER = {"nick": "Nick", "given": "Ana", "family": "Bo"}
NOTE = {"learner_id": "l", "text": "calm", "mood": None}
GOAL = {"learner_id": "l", "words": "read", "about_id": "n", "start": "1", "end": "2"}


class Table:
    """A planbook into which operations are taken one by one."""

    def __init__(self, version: str = books.NEW) -> None:
        self.book = Book(books.template(version), version, lambda: 0)
        self.hlc = 0

    def take(self, *ops: Operation) -> materialise.Outcome:
        shape = books.shape(self.book.version)
        with self.book.writing("Take") as connection:
            keys = [Key(op.table, op.row) for op in ops]
            states = {**{key: RowState() for key in keys}, **rows.load(connection, keys)}
            for key, op in zip(keys, ops, strict=True):
                states[key].absorb(op)
            return materialise.settle(connection, shape, states)

    def op(self, table: str, row: str, cell: str, value: Any, *bases: Operation, **more: Any) -> Operation:
        self.hlc += 1
        stamps = tuple(Stamp(base.hlc, base.session) for base in bases)
        return Operation(table, row, cell, self.hlc, SESSION, value, stamps, **more)

    def born(self, table: str, row: str, body: dict[str, Any], *bases: Operation) -> Operation:
        return self.op(table, row, ROW, {"v": body}, *bases)

    def died(self, birth: Operation, *covered: Operation) -> Operation:
        covers = {each.cell: (Stamp(each.hlc, each.session),) for each in covered}
        return self.op(birth.table, birth.row, ROW, {"x": birth.value["v"]}, birth, covers=covers or None)

    def row(self, table: str, row: str) -> dict[str, Any] | None:
        found = rows.current(self.book.connection, books.shape(self.book.version), [Key(table, row)])
        return found.get(Key(table, row))

    def waits(self, table: str, row: str) -> str | None:
        sql = "SELECT waits FROM share_row WHERE tbl = ? AND row_id = ?"
        return self.book.connection.execute(sql, (table, row)).fetchone()[0]


def test_a_row_waits_for_what_it_belongs_to():
    table = Table()
    outcome = table.take(table.born("note", "n", NOTE))
    assert table.row("note", "n") is None
    assert outcome.waiting == {Key("note", "n")}
    outcome = table.take(table.born("learner", "l", LEARNER))
    assert table.row("note", "n") == NOTE
    assert outcome.came == {Key("note", "n"), Key("learner", "l")}
    assert len(outcome) == 2
    assert table.waits("note", "n") is None


def test_what_waits_for_one_that_waits_comes_with_it():
    table = Table()
    table.take(table.born("goal", "g", GOAL), table.born("note", "n", NOTE))
    assert table.row("goal", "g") is None
    table.take(table.born("learner", "l", LEARNER))
    assert table.row("goal", "g") == GOAL


def test_a_link_is_empty_until_what_it_points_to_comes():
    table = Table()
    table.take(table.born("learner", "l", LEARNER), table.born("goal", "g", GOAL))
    assert table.row("goal", "g") == {**GOAL, "about_id": None}
    table.take(table.born("note", "n", NOTE))
    assert table.row("goal", "g") == GOAL


def test_a_link_to_what_is_deleted_is_emptied_and_filled_when_it_is_brought_back():
    table = Table()
    birth = table.born("note", "n", NOTE)
    table.take(table.born("learner", "l", LEARNER), birth, table.born("goal", "g", GOAL))
    death = table.died(birth)
    table.take(death)
    assert table.row("note", "n") is None
    assert table.row("goal", "g") == {**GOAL, "about_id": None}
    table.take(table.born("note", "n", NOTE, death))
    assert table.row("goal", "g") == GOAL


def test_a_link_is_emptied_with_its_target_in_one_go():
    table = Table()
    birth = table.born("note", "n", NOTE)
    goal = table.born("goal", "g", GOAL)
    table.take(table.born("learner", "l", LEARNER), birth, goal)
    table.take(table.died(birth), table.op("goal", "g", "words", "write", goal))
    assert table.row("goal", "g") == {**GOAL, "about_id": None, "words": "write"}


def test_a_deleted_row_stays_while_something_belongs_to_it_and_goes_after_it():
    table = Table()
    learner, note = table.born("learner", "l", LEARNER), table.born("note", "n", NOTE)
    table.take(learner, note)
    outcome = table.take(table.died(learner))
    assert table.row("learner", "l") == LEARNER
    assert outcome.kept == {Key("learner", "l")}
    outcome = table.take(table.died(note))
    assert outcome.went == {Key("learner", "l"), Key("note", "n")}
    assert table.row("learner", "l") is None


def test_a_deleted_row_goes_when_what_belonged_to_it_points_elsewhere():
    table = Table()
    learner, note = table.born("learner", "l", LEARNER), table.born("note", "n", NOTE)
    table.take(learner, table.born("learner", "m", LEARNER), note)
    table.take(table.died(learner))
    table.take(table.op("note", "n", "learner_id", "m", note))
    assert table.row("learner", "l") is None
    assert table.row("note", "n") == {**NOTE, "learner_id": "m"}


def test_a_row_and_what_belongs_to_it_go_together_in_either_order():
    for turn in (1, -1):
        table = Table()
        learner, note = table.born("learner", "l", LEARNER), table.born("note", "n", NOTE)
        table.take(learner, note)
        outcome = table.take(*(table.died(learner), table.died(note))[::turn])
        assert len(outcome.went) == 2
        assert outcome.kept == set()


def test_a_row_moves_away_from_one_that_goes_in_the_same_step():
    table = Table()
    learner, note = table.born("learner", "l", LEARNER), table.born("note", "n", NOTE)
    table.take(learner, note)
    new = table.born("learner", "m", LEARNER)
    outcome = table.take(table.died(learner), new, table.op("note", "n", "learner_id", "m", note))
    assert outcome.went == {Key("learner", "l")}
    assert table.row("note", "n") == {**NOTE, "learner_id": "m"}


def test_a_private_row_keeps_what_it_belongs_to():
    table = Table()
    learner = table.born("learner", "l", LEARNER)
    table.take(learner)
    with table.book.editing("Write") as connection:
        connection.execute("INSERT INTO aid VALUES ('a', 'l', 'mine')")
    table.take(table.died(learner))
    assert table.row("learner", "l") == LEARNER


def test_a_deleted_row_comes_back_for_one_that_the_deletion_had_not_seen():
    table = Table()
    learner = table.born("learner", "l", LEARNER)
    table.take(learner)
    table.take(table.died(learner))
    assert table.row("learner", "l") is None
    outcome = table.take(table.born("note", "n", NOTE))
    assert table.row("learner", "l") == LEARNER
    assert table.row("note", "n") == NOTE
    assert Key("learner", "l") in outcome.kept


def test_a_row_that_comes_deleted_stands_for_one_that_waited_for_it():
    table = Table()
    note = table.born("note", "n", NOTE)
    table.take(note)
    assert table.row("note", "n") is None
    learner = table.born("learner", "l", LEARNER)
    outcome = table.take(learner, table.died(learner))
    assert outcome.came == {Key("learner", "l"), Key("note", "n")}
    assert table.row("learner", "l") == LEARNER
    assert table.row("note", "n") == NOTE
    assert table.waits("note", "n") is None


def test_a_chain_of_deleted_rows_comes_back():
    table = Table()
    learner, note = table.born("learner", "l", LEARNER), table.born("note", "n", NOTE)
    table.take(learner, note)
    table.take(table.died(learner), table.died(note))
    edit = table.op("note", "n", "text", "still needed")
    table.take(edit)
    assert table.row("note", "n") == {**NOTE, "text": "still needed"}
    assert table.row("learner", "l") == LEARNER


def test_a_row_of_which_a_cell_alone_has_come_waits_for_its_birth():
    table = Table()
    birth = table.born("learner", "l", LEARNER)
    outcome = table.take(table.op("learner", "l", "nick", "Late", birth))
    assert table.row("learner", "l") is None
    assert outcome.waiting == {Key("learner", "l")}
    table.take(birth)
    assert table.row("learner", "l") == {**LEARNER, "nick": "Late"}


def test_a_death_alone_shows_nothing_and_a_birth_after_it_neither():
    table = Table()
    birth = table.born("learner", "l", LEARNER)
    assert len(table.take(table.died(birth))) == 0
    assert len(table.take(birth)) == 0
    assert table.row("learner", "l") is None


def test_what_belongs_to_a_row_that_is_known_in_part_waits_too():
    table = Table()
    birth = table.born("learner", "l", LEARNER)
    edit = table.op("learner", "l", "nick", "x", birth)
    gone = table.op("learner", "l", ROW, {"x": {}}, birth, covers={"nick": (Stamp(edit.hlc, SESSION),)})
    table.take(edit)
    table.take(table.born("note", "n", NOTE))
    assert table.row("note", "n") is None
    table.take(birth)
    assert table.row("note", "n") == NOTE
    assert table.row("learner", "l") == {**LEARNER, "nick": "x"}
    table.take(gone)
    assert table.row("learner", "l") is not None


def test_a_group_of_columns_comes_as_one():
    table = Table()
    birth = table.born("learner", "l", LEARNER)
    outcome = table.take(birth)
    table.take(table.op("learner", "l", "name", {"given": "Noor", "family": "Said"}, birth))
    assert table.row("learner", "l") == {"nick": "Nick", "given": "Noor", "family": "Said"}
    assert len(outcome) == 1


def test_a_table_of_a_later_version_waits_and_comes_with_the_update():
    table = Table(books.OLD)
    table.take(table.born("learner", "l", LEARNER))
    outcome = table.take(table.born("note", "n", NOTE), table.born("goal", "g", GOAL))
    assert table.row("note", "n") == {"learner_id": "l", "text": "calm"}
    assert outcome.waiting == {Key("note", "n"), Key("goal", "g")}
    outcome = table.take(table.op("goal", "g", "words", "write"))
    assert outcome.came == set()
    table.book.update()
    shown_again(table)
    assert table.row("goal", "g") == {**GOAL, "words": "write"}
    assert table.row("note", "n") == NOTE


def shown_again(table: Table) -> None:
    shape = books.shape(table.book.version)
    with table.book.writing("Update") as connection:
        found = connection.execute("SELECT tbl, row_id FROM share_row WHERE waits LIKE '%newer%'").fetchall()
        materialise.settle(connection, shape, rows.load(connection, [Key(*row) for row in found]))


def test_a_value_of_a_later_version_leaves_what_stood_there():
    table = Table()
    learner = table.born("learner", "l", LEARNER)
    note = table.born("note", "n", {**NOTE, "mood": "calm"})
    table.take(learner, note)
    table.take(table.op("note", "n", "mood", 5, note), table.op("note", "n", "text", "good", note))
    assert table.row("note", "n") == {**NOTE, "text": "good", "mood": "calm"}
    assert table.waits("note", "n") == "newer mood"


def test_a_new_row_with_a_value_of_a_later_version_has_what_is_usual_there():
    table = Table()
    table.take(table.born("learner", "l", LEARNER), table.born("note", "n", {**NOTE, "mood": 5}))
    assert table.row("note", "n") == NOTE
    assert table.waits("note", "n") == "newer mood"


def test_a_row_that_cannot_do_without_the_value_waits_and_takes_its_own_with_it():
    table = Table()
    birth = table.born("learner", "l", {**LEARNER, "nick": 5})
    outcome = table.take(birth, table.born("note", "n", NOTE), table.born("goal", "g", GOAL))
    assert outcome.came == set()
    assert table.waits("note", "n") == "for learner l"
    table.take(table.op("learner", "l", "nick", "Nick", birth))
    assert table.row("note", "n") == NOTE
    assert table.row("goal", "g") == GOAL


def test_a_link_to_a_row_that_does_not_fit_is_empty_until_it_does():
    table = Table()
    birth = table.born("note", "n", {**NOTE, "text": 5})
    table.take(table.born("learner", "l", LEARNER), birth, table.born("goal", "g", GOAL))
    assert table.row("goal", "g") == {**GOAL, "about_id": None}
    table.take(table.op("note", "n", "text", "fits", birth))
    assert table.row("goal", "g") == GOAL


def test_a_row_that_stands_keeps_what_it_has_where_nothing_of_it_fits():
    table = Table()
    birth = table.born("learner", "l", LEARNER)
    table.take(birth)
    table.take(
        table.op("learner", "l", "nick", 1, birth),
        table.op("learner", "l", "name", {"given": 2, "family": 3}, birth),
        table.born("note", "n", NOTE),
    )
    assert table.row("learner", "l") == LEARNER
    assert table.row("note", "n") == NOTE
    assert table.waits("learner", "l") == "newer nick\nnewer given\nnewer family"


def test_what_a_kept_row_shows_is_what_its_state_says_whichever_came_first():
    found: list[dict[str, Any] | None] = []
    for first in (True, False):
        table = Table()
        birth = table.born("learner", "l", LEARNER)
        edit = table.op("learner", "l", "nick", "newest", birth)
        death = table.op(
            "learner", "l", ROW, {"x": {**LEARNER, "nick": "newest"}}, birth, covers={"nick": (edit[3:5],)}
        )
        note = table.born("note", "n", NOTE)
        for op in (birth, note, edit, death) if first else (birth, note, death, edit):
            table.take(op)
        found.append(table.row("learner", "l"))
    assert found == [{**LEARNER, "nick": "newest"}] * 2


def test_a_row_that_does_not_fit_takes_nothing_of_others_with_it():
    table = Table()
    table.take(
        table.born("learner", "l", LEARNER),
        table.born("learner", "m", {**LEARNER, "nick": 5}),
        table.born("note", "n", NOTE),
        table.born("goal", "g", GOAL),
    )
    assert table.row("learner", "m") is None
    assert table.row("goal", "g") == GOAL


def test_a_row_of_which_nothing_is_told_stays_for_those_that_belong_to_it():
    table = Table()
    with table.book.editing("Write") as connection:
        connection.execute("INSERT INTO learner VALUES ('l', 'Nick', 'Ana', 'Bo')")
        connection.execute("INSERT INTO note VALUES ('n', 'l', 'calm', NULL)")
    outcome = table.take(table.op("learner", "l", WHOLE, {"l": [], "c": {}, "s": {}}))
    assert table.row("learner", "l") == LEARNER
    assert outcome.waiting == {Key("learner", "l")}


def test_nothing_moves_where_nothing_changed():
    table = Table()
    birth = table.born("learner", "l", LEARNER)
    table.take(birth)
    assert len(table.take(birth)) == 0
