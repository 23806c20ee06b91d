"""A file of one kind is never taken for one of another, whoever changes its kind: a stranger, or a member who signs."""

from __future__ import annotations

import hashlib
import random as randoms
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from learnerplan.domain.shares import Role, Scope, Section, ShareKind
from learnerplan.sharing import batches, codes, entries, envelopes, frame, invitations, keys, snapshots, statuses
from learnerplan.sharing.batches import BatchHeader
from learnerplan.sharing.entries import EntryKind, Place
from learnerplan.sharing.envelopes import EnvelopeHeader
from learnerplan.sharing.faults import FileFault
from learnerplan.sharing.invitations import Offer, Request
from learnerplan.sharing.keys import KeyRing
from learnerplan.sharing.snapshots import SnapshotHeader
from learnerplan.sharing.statuses import Status, StatusHeader

RANDOM = randoms.Random(2).randbytes
DEVICE = keys.new_device(RANDOM)
CODE = codes.new(RANDOM)
# One key for everything, which never happens: so nothing but the kind tells files apart.
KEY = codes.key_of(CODE)
RING = KeyRing({(Section.MAIN, 1): KEY})
SHARE = "5e" * 16
NOW = datetime(2026, 11, 22, tzinfo=UTC)
SESSION = f"{DEVICE.id}-{'a' * 12}"
PUBLIC = (DEVICE.sign_public, DEVICE.seal_public)
STATUS = {
    "session": SESSION, "watermarks": {}, "app": "1", "format": 1, "schema": "1", "wants": (), "digest": "", "at": NOW,
}  # fmt: skip

FILES: dict[str, bytes] = {
    "batch": batches.make(BatchHeader(SHARE, Section.MAIN, 1, SESSION, 1, "", DEVICE.id), b"[]", KEY, DEVICE, RANDOM),
    "status": statuses.make(
        StatusHeader(SHARE, DEVICE.id, 1, 1),
        Status(**{name: STATUS[name] for name in Status._fields}),
        KEY,
        DEVICE,
        RANDOM,
    ),
    "entry": entries.make_entry(
        Place(SHARE, 1, 1, ""), EntryKind.RENAMED, {"title": "x", "at": NOW.isoformat()}, KEY, DEVICE, RANDOM
    ),
    "envelope": envelopes.make(EnvelopeHeader(SHARE, DEVICE.id, 1), RING, DEVICE.seal_public, DEVICE, restricted=False),
    "snapshot": snapshots.make(SnapshotHeader(SHARE, Section.MAIN, 1, DEVICE.id, 1), b"", KEY, DEVICE, RANDOM)[-1],
    "invitation": invitations.make_invitation(
        Offer(SHARE, "x", Scope(ShareKind.CLASS, "c"), DEVICE.id, "y", *PUBLIC, Role.READER, False, NOW),
        CODE, DEVICE, RANDOM,
    ),
    "request": invitations.make_request(
        Request(SHARE, codes.id_of(CODE), DEVICE.id, "z", *PUBLIC, "00" * 16, NOW), CODE, DEVICE, RANDOM
    ),
}  # fmt: skip
OPENED: dict[str, Callable[[bytes], object]] = {
    "batch": lambda data: batches.open_batch(data, KEY, DEVICE.sign_public),
    "status": lambda data: statuses.open_status(data, KEY, DEVICE.sign_public),
    "entry": lambda data: entries.read_entry(data, RING, DEVICE.sign_public),
    "envelope": lambda data: envelopes.open_envelope(data, DEVICE, DEVICE.sign_public),
    "snapshot": lambda data: snapshots.open_manifest(data, KEY, DEVICE.sign_public),
    "invitation": lambda data: invitations.open_invitation(data, CODE),
    "request": lambda data: invitations.open_request(data, CODE),
}
KINDS = {
    "batch": batches.KIND,
    "status": statuses.KIND,
    "entry": entries.KIND,
    "envelope": envelopes.KIND,
    "snapshot": snapshots.KIND,
    "invitation": invitations.INVITATION,
    "request": invitations.REQUEST,
}
CONFUSED = [(is_, taken) for is_ in FILES for taken in FILES if is_ != taken]
AT = len(frame.MAGIC)


def test_each_opens_as_what_it_is():
    for name, data in FILES.items():
        assert OPENED[name](data) is not None
    assert len(set(KINDS.values())) == len(KINDS)


@pytest.mark.parametrize(("is_", "taken"), CONFUSED)
def test_nothing_opens_as_another_kind(is_, taken):
    data = FILES[is_]
    with pytest.raises(FileFault):
        OPENED[taken](data)
    renamed = data[:AT] + KINDS[taken] + data[AT + 1 : -32]
    with pytest.raises(FileFault):
        OPENED[taken](renamed + hashlib.sha256(renamed).digest())


@pytest.mark.parametrize(("is_", "taken"), CONFUSED)
def test_a_member_cannot_sign_one_body_into_another_kind(is_, taken):
    """The body of one, under the whole front of the other, signed anew by a device that may sign both."""
    bodies, fronts = {}, {}
    for name in (is_, taken):
        data = FILES[name]
        end = AT + 6 + int.from_bytes(data[AT + 2 : AT + 6], "big")
        fronts[name], bodies[name] = data[:end], data[end:-96]
    with pytest.raises(FileFault):
        OPENED[taken](frame.closed(fronts[taken], bodies[is_], DEVICE.sign_secret))
