"""The folder: what is read and written, what is refused, and that the one in memory is no other."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest

from learnerplan.sharing import files as folders
from learnerplan.sharing import layout
from learnerplan.sharing.faults import Damaged, Taken, Unreachable
from learnerplan.sharing.files import Files, RealFiles
from tests.sharing.memory_files import MemoryFiles

SHARE = "5e" * 16
PATH = layout.entry(SHARE, 1, "ab" * 32)
OTHER = layout.batch(SHARE, "0123456789abcdef-00112233aabb", 1, "cd" * 32)
posix = pytest.mark.skipif(os.name == "nt", reason="rights, links and pipes of POSIX")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = tmp_path / "Shared folder é"
    made.mkdir()
    return made


@pytest.fixture
def real(root: Path) -> RealFiles:
    return RealFiles(root)


@pytest.fixture(params=["real", "memory"])
def files(request, root: Path) -> Files:
    return RealFiles(root) if request.param == "real" else MemoryFiles()


def reason(call) -> str:
    with pytest.raises(Unreachable) as caught:
        call()
    return caught.value.reason


def test_a_folder_is_there_when_its_marker_is(files):
    assert not files.present()
    files.mark(SHARE)
    assert files.present()
    before = files.read(layout.MARKER, 4096)
    files.mark("0" * 32)
    assert files.read(layout.MARKER, 4096) == before
    assert b"5e5e" not in before
    files.remove(layout.MARKER)
    assert not files.present()


def test_files_come_back(files):
    assert files.list("v1") == []
    files.write(PATH, b"one")
    files.write(OTHER, b"")
    files.write(PATH, b"one")
    assert [(entry.path, entry.size) for entry in files.list("v1")] == sorted([(PATH, 3), (OTHER, 0)])
    assert files.list(layout.folder(SHARE, layout.FileKind.ENTRY))[0].path == PATH
    assert files.read(PATH, 3) == b"one"
    with pytest.raises(Damaged):
        files.read(PATH, 2)
    files.remove(PATH)
    files.remove(PATH)
    assert reason(lambda: files.read(PATH, 3)) == "gone"


@pytest.mark.parametrize("held", [b"two", b"", b"one and more"])
def test_other_bytes_are_never_overwritten(files, held):
    files.write(PATH, held)
    with pytest.raises(Taken):
        files.write(PATH, b"one")
    assert files.read(PATH, 100) == held
    files.write(layout.again(PATH, 1), b"one")
    assert files.read(layout.again(PATH, 1), 100) == b"one"


@pytest.mark.parametrize("torn", [b"", folders.MARK[:20], b"[]", b'{"kind":"x"}', b"[" * 4000, bytes(5000)])
def test_a_torn_marker_is_no_marker(real, root, torn):
    (root / layout.MARKER).write_bytes(torn)
    assert not real.present()
    with pytest.raises(Taken):
        real.mark(SHARE)
    assert (root / layout.MARKER).read_bytes() == torn


def test_a_marker_of_a_later_version_is_one(real, root):
    (root / layout.MARKER).write_bytes(b'{"kind": "learnerplan share", "format": 2}\r\n')
    assert real.present()


def test_nothing_is_left_beside_what_was_written(real, root):
    real.write(PATH, b"one")
    assert [path.name for path in root.rglob("*") if path.is_file()] == [PATH.rpartition("/")[2]]


def test_a_folder_that_is_gone(tmp_path):
    files = RealFiles(tmp_path / "stick")
    assert not files.present()
    calls = [
        lambda: files.list("v1"),
        lambda: files.read(PATH, 10),
        lambda: files.write(PATH, b"one"),
        lambda: files.mark(SHARE),
    ]
    assert {reason(call) for call in calls} == {"gone"}
    assert not (tmp_path / "stick").exists(), "a folder that is not there is not made"
    (tmp_path / "stick").write_bytes(b"a file")
    assert {reason(call) for call in calls} == {"gone"}


def test_paths_stay_inside(real):
    for path in ("../x", "v1/../../x", "/etc/passwd", "v1\\x"):
        for call in (lambda p=path: real.read(p, 1), lambda p=path: real.write(p, b""), lambda p=path: real.list(p)):
            with pytest.raises(ValueError, match="relative"):
                call()


@posix
def test_links_are_not_followed(real, root, tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "secret.m").write_bytes(b"secret")
    place = root / layout.folder(SHARE, layout.FileKind.ENTRY)
    place.mkdir(parents=True)
    (place / "link.m").symlink_to(outside / "secret.m")
    (place / "round").symlink_to(root)
    (root / "v1" / SHARE / "d").symlink_to(outside)
    assert real.list("v1") == []
    folder = layout.folder(SHARE, layout.FileKind.ENTRY)
    assert reason(lambda: real.read(f"{folder}/link.m", 100)) == "refused"
    assert reason(lambda: real.write(OTHER, b"one")) == "refused"
    assert [path.name for path in outside.iterdir()] == ["secret.m"]
    for target in (outside / "secret.m", outside / "nothing"):
        (root / PATH).unlink(missing_ok=True)
        (root / PATH).symlink_to(target)
        with pytest.raises(Taken):
            real.write(PATH, b"one")
    assert (outside / "secret.m").read_bytes() == b"secret"


@posix
def test_a_marker_that_is_a_link_is_none(real, root, tmp_path):
    (tmp_path / "marker").write_bytes(folders.MARK)
    (root / layout.MARKER).symlink_to(tmp_path / "marker")
    assert not real.present()


@posix
def test_pipes_folders_and_odd_names_are_passed_over(real, root):
    place = root / layout.folder(SHARE, layout.FileKind.ENTRY)
    (place / "folder.m").mkdir(parents=True)
    os.mkfifo(place / "pipe.m")
    for name in ("back\\slash.m", "line\nfeed.m", os.fsdecode(b"\xff.m")):
        (place / name).write_bytes(b"x")
    (place / "Kopie é (1).m").write_bytes(b"x")
    deep = place.joinpath(*["deep"] * 20)
    deep.mkdir(parents=True)
    (deep / "x.m").write_bytes(b"x")
    folder = layout.folder(SHARE, layout.FileKind.ENTRY)
    assert [entry.path for entry in real.list("v1")] == [f"{folder}/Kopie é (1).m"]
    for name in ("pipe.m", "folder.m"):
        assert reason(lambda name=name: real.read(f"{folder}/{name}", 10)) == "refused"
        with pytest.raises(Taken):
            real.write(f"{folder}/{name}", b"one")


def test_the_top_of_a_folder_can_be_listed(real):
    real.mark(SHARE)
    assert [entry.path for entry in real.list("")] == [layout.MARKER]


AS_NOBODY = """
import os, sys
sys.path.insert(0, sys.argv[2])
from pathlib import Path
from learnerplan.sharing.files import RealFiles
from learnerplan.sharing.faults import Unreachable
os.chdir(sys.argv[1]), os.setgid(65534), os.setuid(65534)
files, path = RealFiles(Path(".")), sys.argv[3]
for call in (lambda: files.list("v1"), lambda: files.read(path, 10), lambda: files.write(path + "x", b"1")):
    try:
        call()
        print("done")
    except Unreachable as error:
        print(error.reason)
"""


def as_somebody_without_rights(root: Path) -> list[str]:
    """What list, read and write say to a user to whom the folder does not belong."""
    script = [sys.executable, "-c", AS_NOBODY, str(root), str(Path(__file__).parents[2]), PATH]
    return subprocess.run(script, capture_output=True, text=True, check=True).stdout.split()


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="needs to become another user")
def test_rights_that_are_missing(real, root):
    real.write(PATH, b"one")
    assert as_somebody_without_rights(root) == ["done", "done", "read_only"]
    (root / PATH).chmod(0)
    assert as_somebody_without_rights(root) == ["done", "refused", "read_only"]
    (root / "v1").chmod(0o700)
    assert as_somebody_without_rights(root) == ["refused", "refused", "refused"]


def test_errors_of_the_system_have_reasons():
    for code, expected in [
        (errno.ENOSPC, "full"),
        (errno.EROFS, "read_only"),
        (errno.EBUSY, "busy"),
        (errno.ENOENT, "gone"),
        (errno.EIO, "gone"),
        (errno.EACCES, "refused"),
    ]:
        assert folders.reason_of(OSError(code, "")) == expected
    assert folders.reason_of(OSError(errno.EACCES, ""), writing=True) == "read_only"
    assert folders.reason_of(OSError(errno.ELOOP, ""), writing=True) == "refused"
    locked = OSError(errno.EACCES, "")
    locked.winerror = 32
    assert folders.reason_of(locked, writing=True) == "busy"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs a device that is always full")
def test_a_full_disk_is_told():
    with (
        pytest.raises(Unreachable) as caught,
        folders._told("x", writing=True),
        Path("/dev/full").open("wb", 0) as full,
    ):
        full.write(b"x")
    assert caught.value.reason == "full"


@pytest.mark.parametrize("fault", ["gone", "refused", "busy"])
def test_a_fault_in_memory_meets_every_call(fault):
    files = MemoryFiles()
    files.mark(SHARE)
    files.fault = fault
    assert not files.present()
    assert reason(lambda: files.list("v1")) == reason(lambda: files.write(PATH, b"")) == fault


def test_a_folder_in_memory_that_takes_nothing():
    files = MemoryFiles()
    files.mark(SHARE)
    files.write(PATH, b"one")
    files.fault = "full"
    assert files.present()
    assert files.read(PATH, 3) == b"one"
    assert reason(lambda: files.write(OTHER, b"")) == "full"
    files.fault = None
    first = files.list("v1")[0].mtime_ns
    files.held[PATH] = b"two"
    assert files.list("v1")[0].mtime_ns > first


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="limits and folders of Linux")
def test_a_write_that_breaks_off_leaves_nothing(real, root):
    """No file may grow beyond ten bytes, as on a disk that is full."""
    import resource

    real.write(OTHER, b"x")
    was = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (10, was[1]))
    try:
        with pytest.raises(Unreachable) as caught:
            real.write(PATH, bytes(10_000))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, was)
    assert caught.value.reason == "full"
    assert [entry.path for entry in real.list("")] == [OTHER]
    real.write(PATH, b"one")
    assert real.read(PATH, 3) == b"one"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a folder that no flush reaches")
def test_a_folder_that_cannot_be_flushed_is_no_fault():
    handle = os.open("/proc", os.O_RDONLY)
    try:
        with pytest.raises(OSError, match="Invalid"):
            os.fsync(handle)
    finally:
        os.close(handle)
    assert folders._sync_folder(Path("/proc")) is None


def test_a_folder_that_goes_while_it_is_looked_through(root):
    assert list(folders._walk(root / "gone", "gone", 3)) == []
