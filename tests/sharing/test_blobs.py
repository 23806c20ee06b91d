"""Files of artifacts through a shared folder: sealed, named so that only members can tell, checked when they come."""

from __future__ import annotations

import hashlib
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from learnerplan.domain.shares import Section
from learnerplan.sharing import blobs, layout
from learnerplan.sharing.blobs import Blob
from learnerplan.sharing.faults import Damaged, FileFault, Forged, Locked, Newer, Taken, Unreachable
from learnerplan.sharing.keys import KeyRing
from tests.sharing.memory_files import MemoryFiles

SHARE = "ab" * 16
KEY, OTHER = bytes(range(32)), bytes(range(1, 33))
RING = KeyRing({(Section.MAIN, 1): KEY})
PICTURE = b"a picture of a bridge " * 400


def blob_of(data, section=Section.MAIN):
    return Blob("Ana/bridge.png", hashlib.sha256(data).hexdigest(), len(data), section)


def parts_of(data):
    return [data[at : at + blobs.PART] for at in range(0, len(data), blobs.PART)] or [b""]


def put(files, data=PICTURE, ring=RING):
    return blobs.send(files, SHARE, ring, blob_of(data), parts_of(data))


def get(files, data=PICTURE, ring=RING):
    return b"".join(blobs.fetch(files, SHARE, ring, blob_of(data)))


@pytest.fixture(params=["memory", "folder"])
def files(request, tmp_path):
    if request.param == "memory":
        return MemoryFiles()
    from learnerplan.sharing.files import RealFiles

    return RealFiles(tmp_path)


@pytest.fixture
def small_parts(monkeypatch):
    monkeypatch.setattr(blobs, "PART", 1000)


def test_what_went_out_comes_in(files):
    assert put(files) == 1
    assert put(files) == 0, "what lies there whole is left alone"
    assert get(files) == PICTURE


@pytest.mark.usefixtures("small_parts")
@pytest.mark.parametrize("size", [0, 1, 999, 1000, 1001, 5000, 5001])
def test_a_large_file_goes_in_parts(size):
    files, data = MemoryFiles(), os.urandom(size)
    assert put(files, data) == blob_of(data).parts == max(1, -(-size // 1000)) == len(files.held)
    assert get(files, data) == data


def test_the_folder_tells_nothing_of_the_file():
    files = MemoryFiles()
    put(files)
    (path, data), digest = next(iter(files.held.items())), hashlib.sha256(PICTURE).hexdigest()
    assert layout.parse(path).kind is layout.FileKind.BLOB
    assert digest not in path
    assert digest.encode() not in data
    assert b"bridge" not in data


def test_a_name_depends_on_the_share_and_not_on_later_keys():
    blob = blob_of(PICTURE)
    later = KeyRing({**RING.keys, (Section.MAIN, 2): OTHER})
    assert blobs.name_of(later, blob, 0) == blobs.name_of(RING, blob, 0)
    assert blobs.name_of(KeyRing({(Section.MAIN, 1): OTHER}), blob, 0) != blobs.name_of(RING, blob, 0)


def test_what_an_old_key_sealed_is_still_read_and_not_sent_again():
    files, later = MemoryFiles(), KeyRing({**RING.keys, (Section.MAIN, 2): OTHER})
    put(files)
    assert get(files, ring=later) == PICTURE
    assert put(files, ring=later) == 0


def test_two_computers_write_the_same_bytes():
    one, two = MemoryFiles(), MemoryFiles()
    put(one)
    put(two)
    assert one.held == two.held


def test_without_the_key_nothing_is_read_or_sent():
    files, none = MemoryFiles(), KeyRing({})
    put(files)
    with pytest.raises(Locked):
        get(files, ring=none)
    with pytest.raises(Locked):
        put(files, ring=none)
    later = KeyRing({**RING.keys, (Section.MAIN, 2): OTHER})
    sealed_later = MemoryFiles()
    put(sealed_later, ring=later)
    with pytest.raises(Locked):
        get(sealed_later)


def test_supports_have_names_and_keys_of_their_own():
    both = KeyRing({**RING.keys, (Section.RESTRICTED, 1): OTHER})
    main, apart = blob_of(PICTURE), blob_of(PICTURE, Section.RESTRICTED)
    assert blobs.name_of(both, main, 0) != blobs.name_of(both, apart, 0)
    with pytest.raises(Locked):
        blobs.name_of(RING, apart, 0)


@given(at=st.integers(0, 10_000), to=st.integers(0, 255))
def test_a_changed_byte_is_found(at, to):
    files = MemoryFiles()
    put(files)
    path = next(iter(files.held))
    data = bytearray(files.held[path])
    at %= len(data)
    same = data[at] == to
    data[at] = to
    files.held[path] = bytes(data)
    if same:
        assert get(files) == PICTURE
    else:
        with pytest.raises(FileFault):
            get(files)


@given(st.integers(0, 10_000))
def test_a_torn_file_is_found_and_a_whole_one_put_beside_it(length):
    files = MemoryFiles()
    put(files)
    path = next(iter(files.held))
    files.held[path] = files.held[path][: length % len(files.held[path])]
    with pytest.raises(Damaged):
        get(files)
    assert put(files) == 1
    assert get(files) == PICTURE


def test_a_file_that_has_not_come_is_told_from_a_spoilt_one():
    with pytest.raises(Unreachable) as told:
        get(MemoryFiles())
    assert told.value.reason == "gone"


def test_other_bytes_than_the_row_names_are_refused():
    files, lie = MemoryFiles(), Blob("a", hashlib.sha256(b"x").hexdigest(), len(PICTURE), Section.MAIN)
    with pytest.raises(Damaged):
        blobs.send(files, SHARE, RING, lie, [PICTURE])
    with pytest.raises(Damaged):
        list(blobs.fetch(files, SHARE, RING, lie))
    shorter = Blob("a", blob_of(PICTURE).sha256, 5, Section.MAIN)
    put(files)
    with pytest.raises(Damaged):
        list(blobs.fetch(files, SHARE, RING, shorter))


@pytest.mark.parametrize(("sha256", "size"), [("../../x", 3), ("", 3), ("a" * 64, -1), ("a" * 64, 1 << 62)])
def test_a_row_that_makes_no_sense_is_refused_at_once(sha256, size):
    blob = Blob("a", sha256, size, Section.MAIN)
    with pytest.raises(Damaged):
        list(blobs.fetch(MemoryFiles(), SHARE, RING, blob))
    assert blobs.there(RING, blob, {}) is None


def test_a_part_of_another_file_or_share_is_refused():
    files, more = MemoryFiles(), b"something else"
    put(files)
    put(files, more)
    mine, theirs = (layout.blob(SHARE, blobs.name_of(RING, blob_of(data), 0)) for data in (PICTURE, more))
    files.held[mine] = files.held[theirs]
    with pytest.raises(Forged):
        get(files)
    elsewhere = "cd" * 16
    files.held[layout.blob(elsewhere, blobs.name_of(RING, blob_of(more), 0))] = files.held[theirs]
    with pytest.raises(Forged):
        list(blobs.fetch(files, elsewhere, RING, blob_of(more)))


def test_a_later_format_waits():
    files = MemoryFiles()
    put(files)
    path = next(iter(files.held))
    data = bytearray(files.held[path][:-32])
    data[7] = 9
    files.held[path] = bytes(data) + hashlib.sha256(data).digest()
    with pytest.raises(Newer):
        get(files)


@pytest.mark.parametrize("data", [b"", b"x" * 100, b"\x93LPSHR" + b"\0" * 100, b"\x93LPSHRx\x01\xff\xff\xff\xff"])
def test_foreign_bytes_are_refused(data):
    files = MemoryFiles()
    put(files)
    path = next(iter(files.held))
    for ending in (b"", hashlib.sha256(data).digest()):
        files.held[path] = data + ending
        with pytest.raises(FileFault):
            get(files)


def test_a_header_that_lies_is_refused():
    from learnerplan.sharing import frame

    files = MemoryFiles()
    put(files)
    path = next(iter(files.held))
    for header in ({"share": SHARE}, [1], {"share": SHARE, "section": "x", "epoch": 1, "name": "a" * 64, "part": 0}):
        whole = frame.front(b"x", header)
        files.held[path] = whole + hashlib.sha256(whole).digest()
        with pytest.raises(Damaged):
            get(files)


def test_a_part_too_large_is_refused(monkeypatch):
    files = MemoryFiles()
    put(files)
    monkeypatch.setattr(blobs, "PART", 100)
    with pytest.raises(FileFault):
        list(blobs.fetch(files, SHARE, RING, Blob("a", blob_of(PICTURE).sha256, 50, Section.MAIN)))


def test_when_every_name_is_taken_it_says_so():
    files = MemoryFiles()
    path = layout.blob(SHARE, blobs.name_of(RING, blob_of(PICTURE), 0))
    files.held[path] = b"spoilt"
    files.held |= {layout.again(path, copy): b"spoilt" for copy in range(1, blobs.MOST_COPIES + 1)}
    with pytest.raises(Taken):
        put(files)
    with pytest.raises(Damaged):
        get(files)


@pytest.mark.parametrize("fault", ["busy", "read_only", "full"])
def test_a_folder_that_does_not_answer_says_why(fault):
    files = MemoryFiles()
    files.fault = fault
    with pytest.raises(Unreachable) as told:
        put(files)
    assert told.value.reason == fault
    if fault == "busy":
        with pytest.raises(Unreachable):
            get(files)


@pytest.mark.usefixtures("small_parts")
def test_a_lost_part_is_missed():
    files, data = MemoryFiles(), os.urandom(3500)
    put(files, data)
    files.held["v1/desktop.ini"] = b""
    assert len(blobs.there(RING, blob_of(data), blobs.by_name(files.list("v1")))) == 4
    assert blobs.is_whole(files, SHARE, RING, blob_of(data))
    del files.held[sorted(files.held)[3]]
    assert blobs.there(RING, blob_of(data), blobs.by_name(files.list("v1"))) is None
    assert not blobs.is_whole(files, SHARE, RING, blob_of(data))
    assert put(files, data) == 1


def test_whether_a_file_is_whole_cannot_be_told_without_the_folder():
    files = MemoryFiles()
    put(files)
    path = min(files.held)
    files.held[path] = files.held[path][:-1]
    assert not blobs.is_whole(files, SHARE, RING, blob_of(PICTURE))
    files.fault = "busy"
    with pytest.raises(Unreachable):
        blobs.is_whole(files, SHARE, RING, blob_of(PICTURE))
