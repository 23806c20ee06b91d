"""The carriers themselves do what the other tests rely on."""

from __future__ import annotations

import errno
import os

import pytest

from tests.sharing.carriers.carrier import conflict_copies, files_of, wait_until


def put(folder, name, data):
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def test_both_sides_get_what_the_other_wrote(carrier):
    first, second = carrier.sides
    put(first, ".learnerplan-share", b"{}")
    put(first, "v1/aa/d/one/00000001-00ff.b", b"from the first")
    put(second, "v1/aa/d/two/00000001-00ff.b", b"from the second")
    carrier.carry()
    put(second, "v1/aa/d/two/00000002-00ff.b", b"later")
    carrier.carry()
    assert files_of(first) == files_of(second)
    assert {len(parts) for parts in map(bytes, files_of(first).values())} == {2, 5, 14, 15}
    assert conflict_copies(first) == conflict_copies(second) == []


def test_two_who_write_the_same_name_make_a_conflict_copy_and_we_would_notice(syncthings):
    first, second = syncthings.sides
    put(first, "log.txt", b"base")
    syncthings.carry()
    syncthings.second.stop()
    put(first, "log.txt", b"written by the first")
    put(second, "log.txt", b"by the second, meanwhile")
    syncthings.first.ask("db/scan?folder=share", post=True)
    syncthings.second.start()
    syncthings.wait_for_each_other()
    wait_until(lambda: conflict_copies(first) or conflict_copies(second))
    (copy,) = {*conflict_copies(first), *conflict_copies(second)}
    assert copy.startswith("log")


def test_a_small_disk_is_full_and_read_only_when_told(small):
    taken = small.fill()
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        (small.folder / "more").write_bytes(b"x" * 8192)
    taken.unlink()
    small.read_only(True)
    with pytest.raises(OSError, match=os.strerror(errno.EROFS)):
        (small.folder / "other").write_bytes(b"x")
    small.read_only(False)
    (small.folder / "again").write_bytes(b"x")
