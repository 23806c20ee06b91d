"""Large payloads in parts."""

from __future__ import annotations

import hashlib
import random as randoms

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from learnerplan.domain.shares import Section
from learnerplan.sharing import frame, keys, seal, snapshots
from learnerplan.sharing.batches import digest
from learnerplan.sharing.faults import Damaged, FileFault, Forged, Newer, TooLarge
from learnerplan.sharing.snapshots import SnapshotHeader
from tests.sharing.people_of_a_share import SHARE

SOURCE = randoms.Random(7)
DEVICE, OTHER = (keys.new_device(SOURCE.randbytes) for _ in range(2))
KEY = SOURCE.randbytes(32)
HEADER = SnapshotHeader(SHARE, Section.MAIN, 1, DEVICE.id, 1)


def made(payload: bytes, header: SnapshotHeader = HEADER) -> tuple[bytes, dict[str, bytes]]:
    *parts, manifest = snapshots.make(header, payload, KEY, DEVICE, SOURCE.randbytes)
    return manifest, {digest(part): part for part in parts}


def joined(manifest: bytes, parts: dict[str, bytes]) -> bytes:
    return snapshots.joined(manifest, parts, KEY, DEVICE.sign_public)


def sealed(told: object, header: SnapshotHeader = HEADER) -> bytes:
    """A manifest or part of the device's with anything in it."""
    front = frame.front(snapshots.KIND, header._asdict())
    payload = told if isinstance(told, bytes) else frame.canonical(told)
    return frame.closed(front, seal.sealed(payload, KEY, front, SOURCE.randbytes), DEVICE.sign_secret)


@pytest.mark.parametrize("payload", [b"", b"x", b"row\n" * 3_000_000, SOURCE.randbytes(2_500_000)])
def test_payloads_come_back(payload):
    manifest, parts = made(payload)
    assert joined(manifest, parts) == payload
    assert all(len(part) <= frame.LARGEST for part in (*parts.values(), manifest))
    assert [snapshots.header_of(part).part for part in parts.values()] == list(range(1, len(parts) + 1))
    assert snapshots.header_of(manifest) == HEADER


def test_what_does_not_pack_well_is_divided():
    assert len(made(SOURCE.randbytes(2_500_000))[1]) > 2
    assert len(made(bytes(2_500_000))[1]) == 1


def test_a_missing_part_is_named():
    manifest, parts = made(SOURCE.randbytes(1_000_000))
    gone = list(parts)[-1]
    with pytest.raises(KeyError, match=gone):
        joined(manifest, {name: part for name, part in parts.items() if name != gone})


def test_parts_of_another_snapshot_fit_in_no_place():
    manifest, parts = made(b"one")
    (name,) = parts
    for header in (HEADER._replace(n=2), HEADER._replace(section=Section.RESTRICTED), HEADER._replace(part=2)):
        other = sealed(b"one", header if header.part else header._replace(part=1))
        with pytest.raises(Damaged):
            joined(manifest, {name: other})
        told = {"parts": [digest(other)], "size": 3, "sha256": hashlib.sha256(b"one").hexdigest()}
        with pytest.raises(Damaged):
            joined(sealed(told), {digest(other): other})
    with pytest.raises(Damaged):
        joined(parts[name], parts)


@pytest.mark.parametrize("changed", [{"size": 4}, {"size": 2}, {"sha256": "00" * 32}, {"parts": []}])
def test_a_manifest_that_does_not_add_up(changed):
    _manifest, parts = made(b"one")
    told = {"parts": list(parts), "size": 3, "sha256": hashlib.sha256(b"one").hexdigest()}
    assert joined(sealed(told), parts) == b"one"
    with pytest.raises(Damaged):
        joined(sealed({**told, **changed}), parts)


@pytest.mark.parametrize(
    "told",
    [
        [],
        {},
        {"parts": "x", "size": 1, "sha256": ""},
        {"parts": ["../x"], "size": 1, "sha256": ""},
        {"parts": [1], "size": 1, "sha256": ""},
        {"parts": ["00" * 32] * (snapshots.MOST_PARTS + 1), "size": 1, "sha256": ""},
        {"parts": [], "size": True, "sha256": ""},
        {"parts": [], "size": -1, "sha256": ""},
        {"parts": [], "size": snapshots.LARGEST + 1, "sha256": ""},
        {"parts": [], "size": 1, "sha256": 5},
        {"parts": [], "size": 1, "sha256": "", "more": 1},
    ],
)
def test_manifests_out_of_form_are_damage(told):
    with pytest.raises(Damaged):
        snapshots.open_manifest(sealed(told), KEY, DEVICE.sign_public)


def test_whose_it_is():
    manifest, parts = made(b"one")
    with pytest.raises(Forged):
        snapshots.joined(manifest, parts, KEY, OTHER.sign_public)
    with pytest.raises(Forged):
        snapshots.joined(manifest, parts, SOURCE.randbytes(32), DEVICE.sign_public)
    with pytest.raises(ValueError, match="signed by the device"):
        snapshots.make(HEADER, b"", KEY, OTHER, SOURCE.randbytes)
    with pytest.raises(ValueError, match="signed by the device"):
        made(b"", HEADER._replace(n=0))


def test_later_ways_of_reading_wait():
    manifest, parts = made(b"one", HEADER._replace(reader=2))
    with pytest.raises(Newer):
        joined(manifest, parts)


def test_sizes_end(monkeypatch):
    monkeypatch.setattr(snapshots, "LARGEST", 10)
    with pytest.raises(TooLarge):
        made(bytes(11))
    monkeypatch.setattr(snapshots, "LARGEST", 100)
    monkeypatch.setattr(snapshots, "_PIECE", 1)
    monkeypatch.setattr(snapshots, "MOST_PARTS", 3)
    with pytest.raises(TooLarge):
        made(bytes(4))


@settings(max_examples=40)
@given(place=st.integers(min_value=0), flip=st.integers(1, 255), which=st.booleans())
def test_every_flipped_byte(place, flip, which):
    manifest, parts = made(b"a payload")
    (name,) = parts
    target = manifest if which else parts[name]
    place %= len(target)
    broken = target[:place] + bytes([target[place] ^ flip]) + target[place + 1 :]
    with pytest.raises(FileFault):
        joined(broken if which else manifest, parts if which else {name: broken})
