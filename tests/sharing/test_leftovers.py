"""What a write leaves that was cut off goes when it is a day old, and nothing else goes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from learnerplan.sharing import layout, leftovers
from learnerplan.sharing.clock import SystemClock
from learnerplan.sharing.faults import Unreachable
from learnerplan.sharing.files import Files, RealFiles
from tests.sharing.memory_files import MemoryFiles

SHARE = "5e" * 16
OURS, THEIRS = "0123456789abcdef", "fedcba9876543210"
PLACE = f"{layout.folder(SHARE)}/m"
LEFT = f"{PLACE}/.{OURS}.{'ab' * 8}.part"
STAY = (
    f"{PLACE}/.{THEIRS}.{'ab' * 8}.part",
    f"{PLACE}/.{'ab' * 8}.part",
    f"{PLACE}/{OURS}.{'ab' * 8}.part",
    f"{PLACE}/.{OURS}.{'ab' * 8}.part~",
    f"{PLACE}/.syncthing.{OURS}.tmp",
    layout.entry(SHARE, 1, "ab" * 32),
    layout.batch(SHARE, f"{OURS}-00112233aabb", 1, "cd" * 32),
)


@pytest.fixture(params=["real", "memory"])
def files(request, tmp_path: Path) -> Files:
    return RealFiles(tmp_path, OURS) if request.param == "real" else MemoryFiles()


def swept(files: Files, hours: float) -> int:
    """So many hours after the newest of the files was written."""
    listing = files.list(layout.folder(SHARE))
    newest = max(entry.mtime_ns for entry in listing) // 1_000_000
    return leftovers.sweep(files, listing, OURS, newest + int(hours * 3_600_000))


def test_only_our_own_go_and_only_when_they_are_old(files):
    for path in (LEFT, *STAY):
        files.write(path, b"half")
    assert swept(files, 23) == 0
    assert len(files.list(layout.TOP)) == len(STAY) + 1
    assert swept(files, -100) == 0, "a clock that was put back says nothing of age"
    assert swept(files, 25) == 1
    assert {entry.path for entry in files.list(layout.TOP)} == set(STAY)


def test_one_that_went_meanwhile_is_no_trouble(files):
    files.write(LEFT, b"half")
    listing = files.list(layout.folder(SHARE))
    files.remove(LEFT)
    assert leftovers.sweep(files, listing, OURS, SystemClock().now_ms() + 3 * leftovers.DAY_MS) == 1
    assert files.list(layout.TOP) == []


def test_a_folder_that_may_not_be_written_in_says_so():
    files = MemoryFiles()
    files.write(LEFT, b"half")
    files.fault = "full"
    with pytest.raises(Unreachable):
        swept(files, 25)


CUT_OFF = """
import os, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from learnerplan.sharing.files import RealFiles
os.fsync = lambda _handle: os._exit(1)
RealFiles(Path(sys.argv[1]), sys.argv[3]).write(sys.argv[4], b"whole")
"""


def test_a_write_that_was_cut_off_leaves_a_name_that_we_know(tmp_path):
    path = layout.entry(SHARE, 1, "ab" * 32)
    words = [sys.executable, "-c", CUT_OFF, str(tmp_path), str(Path(__file__).parents[2]), OURS, path]
    assert subprocess.run(words, check=False).returncode == 1
    files = RealFiles(tmp_path, OURS)
    (left,) = files.list(layout.TOP)
    assert left.path != path
    assert swept(files, 25) == 1
    files.write(path, b"whole")
    assert [entry.path for entry in files.list(layout.TOP)] == [path]
