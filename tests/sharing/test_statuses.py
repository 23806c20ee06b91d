"""What devices tell of themselves."""

from __future__ import annotations

import random as randoms
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.sharing import frame, keys, seal, statuses
from learnerplan.sharing.faults import Damaged, FileFault, Forged
from learnerplan.sharing.statuses import Status, StatusHeader
from tests.sharing.people_of_a_share import SHARE

SOURCE = randoms.Random(6)
DEVICE, OTHER = (keys.new_device(SOURCE.randbytes) for _ in range(2))
KEY = SOURCE.randbytes(32)
HEADER = StatusHeader(SHARE, DEVICE.id, 3, 1)
STATUS = Status(
    f"{DEVICE.id}-{'b' * 12}",
    {f"main/{DEVICE.id}-{'a' * 12}": 7},
    "1.4.0",
    1,
    "0005",
    ("main/x/8", "blob/ab"),
    "ab" * 32,
    datetime(2026, 11, 22, 8, 0, 1, 500_000, tzinfo=UTC),
)
TOLD = {**STATUS._asdict(), "wants": list(STATUS.wants), "at": STATUS.at.isoformat()}


def made(status: Status = STATUS, header: StatusHeader = HEADER) -> bytes:
    return statuses.make(header, status, KEY, DEVICE, SOURCE.randbytes)


def written(told: object) -> bytes:
    front = frame.front(statuses.KIND, HEADER._asdict())
    return frame.closed(front, seal.sealed(frame.canonical(told), KEY, front, SOURCE.randbytes), DEVICE.sign_secret)


def opened(data: bytes) -> Status:
    return statuses.open_status(data, KEY, DEVICE.sign_public)


def test_a_status_comes_back():
    assert opened(made()) == STATUS
    assert statuses.header_of(made()) == HEADER
    quiet = STATUS._replace(watermarks={}, wants=(), digest="")
    assert opened(made(quiet)) == quiet
    assert b"1.4.0" not in made()


def test_what_a_later_version_tells_besides_is_passed_over():
    assert opened(written({**TOLD, "mood": "fine"})) == STATUS


def test_whose_it_is():
    with pytest.raises(Forged):
        statuses.open_status(made(), KEY, OTHER.sign_public)
    with pytest.raises(Forged):
        statuses.open_status(made(), SOURCE.randbytes(32), DEVICE.sign_public)
    with pytest.raises(ValueError, match="does not look"):
        statuses.make(HEADER, STATUS, KEY, OTHER, SOURCE.randbytes)
    with pytest.raises(ValueError, match="does not look"):
        made(header=HEADER._replace(n=0))


@pytest.mark.parametrize(
    "changed",
    [
        {"watermarks": []},
        {"watermarks": {"main": 1}},
        {"watermarks": {f"main/{DEVICE.id}-{'a' * 12}": -1}},
        {"app": ""},
        {"app": 1},
        {"schema": "x" * 41},
        {"format": 0},
        {"format": True},
        {"wants": "all"},
        {"wants": ["Upper"]},
        {"wants": [1]},
        {"wants": ["a"] * (statuses.MOST_WANTS + 1)},
        {"digest": "ab"},
        {"digest": None},
        {"at": "2026-11-22T08:00:01"},
        {"at": None},
        {"at": "0001-01-01T00:00:00+14:00"},
        {"at": "9999-12-31T23:59:59-14:00"},
    ],
)
def test_statuses_out_of_form_are_damage(changed):
    with pytest.raises(Damaged):
        opened(written({**TOLD, **changed}))


@pytest.mark.parametrize("lacking", TOLD)
def test_nothing_is_lacking(lacking):
    with pytest.raises(Damaged):
        opened(written({name: value for name, value in TOLD.items() if name != lacking}))


@given(
    told=st.none()
    | st.lists(st.integers(), max_size=2)
    | st.text(max_size=3)
    | st.floats(allow_nan=False, allow_infinity=False)
)
def test_contents_that_are_none(told):
    with pytest.raises(Damaged):
        opened(written(told))


def test_every_flipped_byte():
    data = made()
    for place in range(len(data)):
        with pytest.raises(FileFault):
            opened(data[:place] + bytes([data[place] ^ 2]) + data[place + 1 :])


def test_a_text_that_would_fill_the_memory_is_not_parsed():
    with pytest.raises(Damaged) as caught:
        opened(written([[]] * 1_500_000))
    assert caught.value.reason == "size"
