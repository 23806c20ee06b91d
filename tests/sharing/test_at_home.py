"""Values that stay at home: which operations leave without them, and how they meet when they come again."""

import itertools
import json

import pytest

from learnerplan.sharing import at_home
from learnerplan.sharing.operations import ROW, STAYS, WHOLE, Operation, Unreadable, read, write
from learnerplan.sharing.shape import of_records
from learnerplan.sharing.state import RowState

SHAPE = of_records("")
ME, YOU = f"{'a' * 16}-{'1' * 12}", f"{'b' * 16}-{'2' * 12}"
BORN = Operation("result", "r", ROW, 10, ME, {"v": {"score": 1.0, "source_row": "line"}})
EDIT = Operation("result", "r", "source_row", 20, YOU, "another")
SCORE = Operation("result", "r", "score", 30, ME, {"score": 2.0})
DEATH = Operation("result", "r", ROW, 40, ME, {"x": {"score": 2.0, "source_row": "line"}})


def state(*ops: Operation):
    made = RowState()
    for op in ops:
        made.absorb(op)
    return made


def whole(*ops: Operation):
    return Operation("result", "r", WHOLE, 0, ME, json.loads(state(*ops).dumped()))


def test_births_deaths_and_edits_leave_without_it():
    assert at_home.leaving(SHAPE, BORN).value == {"v": {"score": 1.0, "source_row": STAYS}}
    assert at_home.leaving(SHAPE, DEATH).value == {"x": {"score": 2.0, "source_row": STAYS}}
    assert at_home.leaving(SHAPE, EDIT).value == STAYS
    assert at_home.leaving(SHAPE, EDIT._replace(was="line")).was is None
    assert at_home.leaving(SHAPE, SCORE) is SCORE


def test_a_whole_row_leaves_without_it():
    left = at_home.leaving(SHAPE, whole(BORN, EDIT, SCORE))
    assert "line" not in write(left)
    assert "another" not in write(left)
    assert read(write(left)) == left
    assert left.value == whole(*(at_home.leaving(SHAPE, op) for op in (BORN, EDIT, SCORE))).value
    with pytest.raises(Unreadable):
        at_home.leaving(SHAPE, left._replace(value={"l": []}))


def test_a_state_as_it_is_kept_is_told_without_it():
    text = state(BORN, EDIT, SCORE).dumped()
    assert (
        json.loads(at_home.told_text(SHAPE.home("result"), text))
        == at_home.leaving(SHAPE, whole(BORN, EDIT, SCORE)).value
    )
    assert at_home.told_text({}, text) is text


def test_other_tables_leave_as_they_are():
    for table in ("goal", "of_later"):
        op = BORN._replace(table=table)
        assert at_home.leaving(SHAPE, op) is op


def test_a_copy_of_a_plan_stays_where_it_holds_what_is_marked():
    op = Operation("plan", "p", "frozen", 10, ME, '{"goals": [{"audience": "family"}]}')
    assert at_home.leaving(SHAPE, op) is op
    for text in ('{"goals": [{"audience": "safeguarding"}]}', '{"goals":[{"audience":"safeguarding"}]}', "", None):
        assert at_home.leaving(SHAPE, op._replace(value=text)).value == STAYS
    said = json.dumps({"goals": [{"words": 'He said "safeguarding"', "audience": "family"}]})
    assert at_home.leaving(SHAPE, op._replace(value=said)).value == said


def test_what_came_without_it_takes_it_whenever_it_comes():
    ops = [BORN, EDIT, SCORE]
    bare = [at_home.leaving(SHAPE, op) for op in ops]
    full = state(*ops).dumped()
    for order in itertools.permutations([*ops, *bare]):
        assert state(*order).dumped() == full
    both = state(*bare)
    assert both.join(state(*ops))
    assert both.dumped() == full
    assert not both.join(state(*bare))
    assert both.dumped() == full
    assert state(BORN).absorb(bare[0]) is False
    assert state(bare[0]).absorb(BORN) is True


def test_what_stands_is_never_another_value_of_the_same_stamp():
    mine = state(BORN)
    assert not mine.absorb(BORN._replace(value={"v": {"score": 9.0, "source_row": "forged"}}))
    assert mine.dumped() == state(BORN).dumped()
