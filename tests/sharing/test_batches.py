"""Batches: what goes in comes out, and whatever else is handed in ends in one of three faults."""

from __future__ import annotations

import base64
import hashlib
import random as randoms
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.domain.shares import Section
from learnerplan.sharing import batches, frame, keys, seal
from learnerplan.sharing.batches import BatchHeader
from learnerplan.sharing.faults import Damaged, FileFault, Forged, Newer, TooLarge

SOURCE = randoms.Random(5)
DEVICE = keys.new_device(SOURCE.randbytes)
KEY = SOURCE.randbytes(32)
SHARE = "5e" * 16
HEADER = BatchHeader(SHARE, Section.MAIN, 1, f"{DEVICE.id}-0123456789ab", 1, "", DEVICE.id)

# Made once and frozen: these batches must open in every later version.
VECTOR_SECRETS = (bytes(range(32)), bytes(range(32, 64)), bytes(range(64, 96)))


def made(payload: bytes = b"[]", header: BatchHeader = HEADER, key: bytes = KEY) -> bytes:
    return batches.make(header, payload, key, DEVICE, SOURCE.randbytes)


def framed(header: dict[str, object], body: bytes) -> bytes:
    """A file of another maker: well signed, whatever is in it."""
    return frame.closed(frame.front(batches.KIND, header), body, DEVICE.sign_secret)


def with_sum(data: bytes) -> bytes:
    return data[:-32] + hashlib.sha256(data[:-32]).digest()


@pytest.fixture(scope="module")
def small() -> bytes:
    return made(b'[{"table":"goal"}]')


def opened(data: bytes) -> bytes:
    return batches.open_batch(data, KEY, DEVICE.sign_public)


@settings(max_examples=30)
@given(payload=st.binary(max_size=20_000))
def test_what_goes_in_comes_out(payload):
    data = made(payload)
    assert opened(data) == payload
    assert batches.header_of(data) == HEADER
    assert len(data) % seal.BLOCK == len(made()) % seal.BLOCK


def test_a_batch_says_nothing_of_what_is_in_it():
    data = made(b"Layla Haddad " * 100)
    assert b"Layla" not in data
    assert made(b"Layla Haddad " * 100) != data
    assert len(data) == len(made(b"")), "sizes are rounded, so that a short note looks like none"


def test_every_flipped_byte_is_damage(small):
    for place in range(len(small)):
        for flip in (0x01, 0xFF):
            data = bytearray(small)
            data[place] ^= flip
            with pytest.raises(Damaged):
                batches.header_of(bytes(data))


def test_every_truncation_and_every_tail_is_damage(small):
    for length in range(len(small)):
        with pytest.raises(Damaged):
            opened(small[:length])
    for tail in (b"\x00", small):
        with pytest.raises(Damaged):
            opened(small + tail)


def test_a_flip_with_a_mended_check_sum_is_still_found(small):
    """Somebody who can compute a check sum, and has no key."""
    for place in range(len(small) - 32):
        data = bytearray(small)
        data[place] ^= 1
        with pytest.raises(FileFault):
            opened(with_sum(bytes(data)))


@settings(max_examples=300)
@given(data=st.binary(max_size=400), begun=st.booleans(), summed=st.booleans())
def test_any_bytes_end_in_a_fault(data, begun, summed):
    if begun:
        data = frame.MAGIC + batches.KIND + bytes([1]) + data
    if summed and len(data) >= 32:
        data = with_sum(data)
    with pytest.raises((Damaged, Forged, Newer)):
        opened(data)


@settings(max_examples=200)
@given(body=st.binary(max_size=300))
def test_any_body_of_a_member_ends_in_a_fault(body):
    with pytest.raises((Damaged, Forged)):
        opened(framed(HEADER._asdict(), body))


WRONG = [
    ("share", "5E" * 16),
    ("share", "../../etc/passwd"),
    ("share", SHARE + "\n"),
    ("share", "٣" * 32),
    ("section", "private"),
    ("epoch", 0),
    ("epoch", True),
    ("epoch", 1.0),
    ("epoch", 10**8),
    ("session", f"{'0' * 16}-0123456789ab"),
    ("session", DEVICE.id),
    ("seq", -1),
    ("seq", "1"),
    ("seq", 2),
    ("previous", "00" * 32),
    ("previous", None),
    ("device", "0" * 16),
    ("reader", 0),
    ("more", 1),
]


@pytest.mark.parametrize(("name", "value"), WRONG)
def test_a_header_out_of_form_is_damage(name, value):
    header = {**HEADER._asdict(), name: value}
    with pytest.raises(Damaged) as caught:
        batches.header_of(framed(header, b""))
    assert caught.value.reason == "header"


def test_a_header_lacks_nothing_and_is_canonical():
    for text in (b"{}", b"[]", b"null", b'{"a":' * 150, b"[" * 700, b'{"seq":' + b"9" * 600 + b"}", b'"\xff"', b"NaN"):
        front = frame.MAGIC + batches.KIND + bytes([1]) + len(text).to_bytes(4, "big") + text
        with pytest.raises(Damaged):
            batches.header_of(frame.closed(front, b"", DEVICE.sign_secret))
    spaced = frame.canonical(HEADER._asdict()).replace(b",", b", ")
    front = frame.MAGIC + batches.KIND + bytes([1]) + len(spaced).to_bytes(4, "big") + spaced
    with pytest.raises(Damaged):
        batches.header_of(frame.closed(front, b"", DEVICE.sign_secret))


@pytest.mark.parametrize("length", [frame.LARGEST_HEADER + 1, 5000, 2**32 - 1])
def test_a_header_that_claims_too_much_is_damage(small, length):
    data = small[:8] + length.to_bytes(4, "big") + small[12:]
    with pytest.raises(Damaged) as caught:
        batches.header_of(with_sum(data))
    assert caught.value.reason == "header"


def test_makers_keep_to_the_form():
    wrong = [
        HEADER._replace(device="0" * 16),
        HEADER._replace(session=f"{'0' * 16}-0123456789ab"),
        HEADER._replace(seq=2),
        HEADER._replace(previous="00" * 32),
        HEADER._replace(epoch=0),
    ]
    for header in wrong:
        with pytest.raises(ValueError, match="signed by the device"):
            made(header=header)
    second = HEADER._replace(seq=2, previous=batches.digest(made()))
    assert batches.header_of(made(header=second)) == second


def test_who_signed_and_who_may_read():
    other = keys.new_device(SOURCE.randbytes)
    data = made()
    with pytest.raises(Forged) as caught:
        batches.open_batch(data, KEY, other.sign_public)
    assert caught.value.reason == "signature"
    with pytest.raises(Forged) as caught:
        batches.open_batch(data, SOURCE.randbytes(32), DEVICE.sign_public)
    assert caught.value.reason == "key"
    with pytest.raises(Forged):
        batches.open_batch(data, KEY, b"\x00" * 31)


def test_an_author_cannot_be_put_on(small):
    """Another member's device, with its own signature, under the header of somebody else."""
    other = keys.new_device(SOURCE.randbytes)
    front = frame.front(batches.KIND, HEADER._asdict())
    forged = frame.closed(front, seal.sealed(b"[]", KEY, front, SOURCE.randbytes), other.sign_secret)
    with pytest.raises(Forged):
        opened(forged)
    body = frame.opened(small, batches.KIND, batches._SHAPE).body
    with pytest.raises(Forged) as caught:
        opened(framed(HEADER._replace(session=f"{DEVICE.id}-ffffffffffff")._asdict(), body))
    assert caught.value.reason == "key", "a sealed body fits the header alone that it was made for"


def test_later_formats_wait_and_are_not_damage(small):
    later = with_sum(small[:7] + b"\x02" + small[8:])
    for call in (batches.header_of, opened):
        with pytest.raises(Newer) as caught:
            call(later)
        assert caught.value.reason == "format"
    with pytest.raises(Damaged):
        batches.header_of(with_sum(small[:7] + b"\x00" + small[8:]))
    data = made(header=HEADER._replace(reader=2))
    assert batches.header_of(data).reader == 2
    with pytest.raises(Newer) as caught:
        opened(data)
    assert caught.value.reason == "reader"


def test_another_kind_is_no_batch(small):
    header = HEADER._asdict()
    front = frame.front(b"s", header)
    status = frame.closed(front, seal.sealed(b"[]", KEY, front, SOURCE.randbytes), DEVICE.sign_secret)
    for data in (status, with_sum(small[:6] + b"s" + small[7:])):
        with pytest.raises(Damaged) as caught:
            opened(data)
        assert caught.value.reason == "kind"
    with pytest.raises(Forged):
        opened(with_sum(status[:6] + batches.KIND + status[7:]))


def padded_with(packed: bytes, length: int | None = None, pad: bytes | None = None) -> bytes:
    """A batch of a member whose seal is right and whose content is not."""
    from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

    front = frame.front(batches.KIND, HEADER._asdict())
    text = (len(packed) if length is None else length).to_bytes(4, "big") + packed
    text += bytes(-len(text) % seal.BLOCK) if pad is None else pad
    salt = bytes(32)
    body = salt + ChaCha20Poly1305(seal._own_key(KEY, salt, front)).encrypt(bytes(12), text, front)
    return frame.closed(front, body, DEVICE.sign_secret)


def test_bombs_and_broken_packing():
    import zstandard

    pack = zstandard.ZstdCompressor(level=3).compress
    bomb = pack(bytes(seal.UNPACKED + 1))
    silent = zstandard.ZstdCompressor(write_content_size=False).compress(bytes(1 << 20))
    # The size is in bytes 5 to 8 of a frame with one segment.
    lying = bytearray(pack(bytes(1 << 20)))
    lying[5:9] = (64).to_bytes(4, "little")
    cases = {
        "bomb": [padded_with(bomb)],
        "packing": [
            padded_with(silent),
            padded_with(bytes(lying)),
            padded_with(b""),
            padded_with(b"no frame"),
            padded_with(pack(b"[]") + b"tail"),
            padded_with(pack(b"[]") + pack(b"[]")),
            padded_with(pack(b"a text that goes on")[:-3]),
            padded_with(pack(b"[]"), length=5000),
            padded_with(pack(b"[]"), pad=b"\x01" * (seal.BLOCK - len(pack(b"[]")) - 4)),
            padded_with(pack(b"[]"), pad=b""),
        ],
    }
    assert opened(padded_with(pack(b"[]"))) == b"[]"
    for reason, made_so in cases.items():
        for data in made_so:
            with pytest.raises(Damaged) as caught:
                opened(data)
            assert caught.value.reason == reason


def test_sizes_end_at_the_caps():
    whole = bytes(seal.UNPACKED)
    assert opened(made(whole)) == whole
    with pytest.raises(TooLarge):
        made(whole + b"\x00")
    with pytest.raises(TooLarge):
        made(SOURCE.randbytes(frame.LARGEST))
    with pytest.raises(Damaged) as caught:
        opened(bytes(frame.LARGEST + 1))
    assert caught.value.reason == "size"


def test_the_same_random_bytes_twice_seal_no_two_texts_alike():
    """A computer that was put back to an earlier moment draws them again."""
    again = partial(bytes.__mul__, b"\x07")
    first, second = (batches.make(HEADER, text, KEY, DEVICE, again) for text in (b"one", b"two"))
    bodies = [frame.opened(data, batches.KIND, batches._SHAPE).body for data in (first, second)]
    assert bodies[0][:32] != bodies[1][:32]


def test_frozen_batches_open():
    from tests.sharing.vectors import BATCHES

    device = keys.Device("00112233445566aa", *VECTOR_SECRETS[:2])
    for text, payload in BATCHES:
        data = base64.b64decode(text)
        assert batches.header_of(data).device == device.id
        assert batches.open_batch(data, VECTOR_SECRETS[2], device.sign_public) == payload
