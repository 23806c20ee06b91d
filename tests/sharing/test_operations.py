"""Operations as they are written: everything that makes no sense is refused, and by nothing but `Unreadable`."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.sharing.clock import Stamp
from learnerplan.sharing.operations import ROW, WHOLE, Operation, Unreadable, parsed, read, write

ONE = "00000000000000aa-0000000000bb"
TWO = "00000000000000cc-0000000000dd"
GOOD = ["goal", "g1", "title", 5, ONE, "Read", [[4, TWO]]]


def but(**changed) -> list:
    places = ("table", "row", "cell", "hlc", "session", "value", "bases", "covers", "was")
    parts = [*GOOD, None, None]
    for name, value in changed.items():
        parts[places.index(name)] = value
    return parts


@pytest.mark.parametrize(
    "op",
    [
        Operation("goal", "g1", "title", 5, ONE, "Read", (Stamp(4, TWO),)),
        Operation("goal", "g1", "title", 5, ONE, None),
        Operation("goal", "g1", "dates", 5, ONE, {"starts": "1", "ends": None}),
        Operation("goal", "g1", ROW, 5, ONE, {"v": {"title": "Ω\n😀", "done": 1, "weight": 0.5}}),
        Operation("goal", "g1", ROW, 5, ONE, {"x": {}}, (Stamp(4, ONE),), {"title": (Stamp(3, TWO), Stamp(1, ONE))}),
        Operation("goal", "g1", "why", 5, ONE, "a\nb", (), None, "a\nc"),
    ],
)
def test_what_is_written_is_read(op):
    assert read(write(op)) == op


@pytest.mark.parametrize(
    "parts",
    [
        None,
        {},
        [],
        GOOD[:6],
        [*GOOD, None, None, None],
        but(table=3),
        but(table="Goal"),
        but(table="a" * 64),
        but(table='goal" --'),
        but(row=""),
        but(row=7),
        but(row="r" * 101),
        but(row="a\nb"),
        but(row="\ud800"),
        but(cell=None),
        but(cell="no cell"),
        but(hlc=-1),
        but(hlc=1.5),
        but(hlc=True),
        but(hlc=1 << 63),
        but(session="somebody"),
        but(session=None),
        but(value=["list"]),
        but(value={"title": {"deep": 1}}),
        but(value={"No name": 1}),
        but(value=1 << 63),
        but(value=float("nan")),
        but(value=float("inf")),
        but(value="half \udc00 a character"),
        but(cell=ROW, value="alive"),
        but(cell=ROW, value={}),
        but(cell=ROW, value={"v": {}, "x": {}}),
        but(cell=ROW, value={"y": {}}),
        but(cell=ROW, value={"v": 3}),
        but(cell=ROW, value={"v": {"title": []}}),
        but(bases="none"),
        but(bases=[3]),
        but(bases=[[4]]),
        but(bases=[[4, TWO], [4, "x"]]),
        but(bases=[[5, ONE]]),
        but(bases=[[4, TWO], [6, ONE]]),
        but(covers=[]),
        but(covers={"": [[4, TWO]]}),
        but(covers={"title": 4}),
        but(was=5),
        but(was="half \ud800"),
    ],
)
def test_what_makes_no_sense_is_refused(parts):
    with pytest.raises(Unreadable):
        parsed(parts)


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, "1" * 5000, "NaN"])
def test_what_is_no_json_of_an_operation_is_refused(text):
    with pytest.raises(Unreadable):
        read(text)


def test_a_state_is_looked_at_later():
    assert parsed(but(cell=WHOLE, value=["anything"])).value == ["anything"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from([*GOOD, ROW, WHOLE]),
    lambda each: st.lists(each, max_size=9) | st.dictionaries(st.text(max_size=3), each, max_size=3),
    max_leaves=12,
)


@given(st.integers(0, 8), _JSON)
@settings(max_examples=150, deadline=None)
def test_any_json_in_any_place_is_an_operation_or_is_refused(place, value):
    parts = [*GOOD, None, None]
    parts[place] = value
    try:
        op = parsed(parts)
    except Unreadable:
        return
    if op.cell != WHOLE:
        assert write(read(write(op))) == write(op)
        assert json.loads(write(op)) is not None
