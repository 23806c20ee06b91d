"""Keys on their way to one member."""

from __future__ import annotations

import random as randoms

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.domain.shares import Section
from learnerplan.sharing import envelopes, frame, keys
from learnerplan.sharing.envelopes import EnvelopeHeader
from learnerplan.sharing.faults import Damaged, FileFault, Forged
from learnerplan.sharing.keys import KeyRing
from tests.sharing.people_of_a_share import SHARE, tables

SOURCE = randoms.Random(4)
OWNER, MEMBER, OTHER = (keys.new_device(SOURCE.randbytes) for _ in range(3))
RING = KeyRing({(section, epoch): SOURCE.randbytes(32) for section in Section for epoch in (1, 2, 3)})
HEADER = EnvelopeHeader(SHARE, MEMBER.id, 3)


def made(header: EnvelopeHeader = HEADER, *, restricted: bool = True, owner: keys.Device = OWNER) -> bytes:
    return envelopes.make(header, RING, MEMBER.seal_public, owner, restricted=restricted)


def written(told: object, header: EnvelopeHeader = HEADER) -> bytes:
    """An envelope of the owner's with anything in it."""
    from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PublicKey

    front = frame.front(envelopes.KIND, header._asdict())
    public = X25519PublicKey.from_public_bytes(MEMBER.seal_public)
    text = told if isinstance(told, bytes) else frame.canonical(told)
    return frame.closed(
        front, envelopes._suite().encrypt(text, public, info=envelopes._LABEL + front), OWNER.sign_secret
    )


def opened(data: bytes):
    return envelopes.open_envelope(data, MEMBER, OWNER.sign_public)


def test_a_member_gets_the_keys_that_are_theirs():
    assert opened(made()) == dict(RING.keys)
    assert envelopes.header_of(made()) == HEADER
    assert opened(made(restricted=False)) == {which: key for which, key in RING.keys.items() if which[0] == "main"}
    assert {epoch for _section, epoch in opened(made(HEADER._replace(epoch=2)))} == {1, 2}


def test_nobody_else_opens_it():
    data = made()
    assert not any(key in data or key.hex().encode() in data for key in RING.keys.values())
    with pytest.raises(Forged) as caught:
        envelopes.open_envelope(data, OTHER, OWNER.sign_public)
    assert caught.value.reason == "key"


def test_only_the_owner_gives_keys():
    with pytest.raises(Forged) as caught:
        opened(made(owner=OTHER))
    assert caught.value.reason == "signature"


def test_an_envelope_cannot_be_made_one_of_another_epoch_or_device():
    body = frame.opened(made(), envelopes.KIND, envelopes._SHAPE).body
    for header in (HEADER._replace(epoch=4), HEADER._replace(device=OTHER.id), HEADER._replace(share="0" * 32)):
        front = frame.front(envelopes.KIND, header._asdict())
        with pytest.raises(Forged) as caught:
            opened(frame.closed(front, body, OWNER.sign_secret))
        assert caught.value.reason == "key"


@settings(max_examples=40)
@given(body=st.binary(max_size=120))
def test_any_body_ends_in_a_fault(body):
    front = frame.front(envelopes.KIND, HEADER._asdict())
    with pytest.raises(FileFault):
        opened(frame.closed(front, body, OWNER.sign_secret))


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"no json",
        [],
        {"main": "00" * 32},
        {"main/0": "00" * 32},
        {"main/4": "00" * 32},
        {"other/1": "00" * 32},
        {"main/1": "00"},
        {"main/1": 1},
    ],
)
def test_contents_out_of_form_are_damage(told):
    with pytest.raises(Damaged):
        opened(written(told))


def test_keys_are_taken_in_once():
    connection = tables()
    assert envelopes.take_in(connection, SHARE, MEMBER, OWNER.sign_public, made(HEADER._replace(epoch=1))) == 2
    assert envelopes.take_in(connection, SHARE, MEMBER, OWNER.sign_public, made()) == 4
    assert envelopes.take_in(connection, SHARE, MEMBER, OWNER.sign_public, made()) == 0
    assert dict(keys.keys_of(connection, SHARE).keys) == dict(RING.keys)


def test_no_key_that_is_held_gives_way():
    connection = tables()
    keys.add(connection, SHARE, Section.MAIN, 2, bytes(32))
    with pytest.raises(Forged):
        envelopes.take_in(connection, SHARE, MEMBER, OWNER.sign_public, made())
    assert dict(keys.keys_of(connection, SHARE).keys) == {(Section.MAIN, 2): bytes(32)}


def test_envelopes_for_others_are_passed_over():
    connection = tables()
    for header in (HEADER._replace(device=OTHER.id), HEADER._replace(share="0" * 32)):
        with pytest.raises(Damaged):
            envelopes.take_in(connection, SHARE, MEMBER, OWNER.sign_public, made(header))


def test_some_numbers_are_no_keys():
    assert envelopes.is_key(MEMBER.seal_public)
    for bad in (bytes(32), b"\x01" + bytes(31), bytes(31)):
        assert not envelopes.is_key(bad)


def test_a_frozen_envelope_opens():
    """RFC 9180, base mode: made once; it must open in every later version."""
    import base64

    from tests.sharing.vectors import ENVELOPE

    device = keys.Device("00112233445566aa", bytes(range(32)), bytes(range(32, 64)))
    data = base64.b64decode(ENVELOPE)
    assert envelopes.open_envelope(data, device, device.sign_public) == {(Section.MAIN, 1): bytes(range(64, 96))}
