"""A planbook's identity, and the keys of a share."""

from __future__ import annotations

import random as randoms
import sqlite3
from collections.abc import Iterator

import pytest

from learnerplan.domain.shares import Section
from learnerplan.sharing import keys
from learnerplan.storage.sharing_tables import TABLES

SHARE = "5e" * 16


@pytest.fixture
def connection() -> Iterator[sqlite3.Connection]:
    opened = sqlite3.connect(":memory:")
    for statement in TABLES:
        opened.execute(statement)
    yield opened
    opened.close()


def test_a_planbook_has_one_identity(connection):
    device = keys.own(connection, randoms.Random(1).randbytes)
    assert keys.own(connection, randoms.Random(2).randbytes) == device
    assert len(device.id) == 16
    assert int(device.id, 16) >= 0
    assert len({device.sign_secret, device.seal_secret, device.sign_public, device.seal_public}) == 4


def test_secrets_are_in_no_text_of_a_device(connection):
    device = keys.own(connection, randoms.Random(1).randbytes)
    keys.add(connection, SHARE, Section.MAIN, 1, device.sign_secret)
    for shown in (repr(device), repr(keys.keys_of(connection, SHARE))):
        assert device.sign_secret.hex() not in shown
        assert repr(device.sign_secret) not in shown
        assert repr(device.seal_secret) not in shown


def test_the_public_key_is_that_of_the_standard():
    """RFC 8032, test 1 of 7.1."""
    device = keys.Device(
        "0" * 16,
        bytes.fromhex("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60"),
        bytes(32),
    )
    assert device.sign_public.hex() == "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a"


def test_the_newest_key_of_each_section(connection):
    ring = keys.keys_of(connection, SHARE)
    assert ring.newest(Section.MAIN) is None
    assert ring.get(Section.MAIN, 1) is None
    for section, epoch in ((Section.MAIN, 1), (Section.MAIN, 10), (Section.MAIN, 2), (Section.RESTRICTED, 3)):
        keys.add(connection, SHARE, section, epoch, bytes([epoch]) * 32)
    keys.add(connection, "0" * 32, Section.MAIN, 11, bytes(32))
    ring = keys.keys_of(connection, SHARE)
    assert ring.newest(Section.MAIN) == (10, b"\x0a" * 32)
    assert ring.newest(Section.RESTRICTED) == (3, b"\x03" * 32)
    assert ring.get(Section.MAIN, 2) == b"\x02" * 32
    assert ring.get(Section.RESTRICTED, 2) is None


def test_a_key_is_never_replaced(connection):
    keys.add(connection, SHARE, Section.MAIN, 1, b"a" * 32)
    keys.add(connection, SHARE, Section.MAIN, 1, b"a" * 32)
    with pytest.raises(ValueError, match="held already"):
        keys.add(connection, SHARE, Section.MAIN, 1, b"b" * 32)
    with pytest.raises(ValueError, match="32 bytes"):
        keys.add(connection, SHARE, Section.MAIN, 2, b"short")
    assert keys.keys_of(connection, SHARE).newest(Section.MAIN) == (1, b"a" * 32)
