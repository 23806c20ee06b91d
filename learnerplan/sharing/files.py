"""The door to a shared folder. Whatever carries it may lose, tear, copy and lock files; nothing here believes it."""

from __future__ import annotations

import errno
import json
import os
import secrets
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import NamedTuple, Protocol

from learnerplan.sharing.faults import Damaged, Taken, Unreachable
from learnerplan.sharing.layout import MARKER, folder

MARK = b'{"format":1,"kind":"learnerplan share","note":"Please keep this file: Learnerplan knows the folder by it."}\n'
"""What stands in the marker: the same bytes in every folder, so that two computers never make two versions of it."""
DEEPEST = 8
"""Folders within folders that are looked into; ours need four."""
_NAME_SURROGATE = 0x2000_0000  # the bit by which Windows marks links and junctions, and not OneDrive's placeholders


def is_marker(data: bytes) -> bool:
    """Whether these bytes are a marker, of this version or of a later one."""
    try:
        found = json.loads(data)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and found.get("kind") == "learnerplan share"


class Entry(NamedTuple):
    """A plain file in the folder: its path from the top of the folder with "/", its size in bytes, when it changed."""

    path: str
    size: int
    mtime_ns: int


class Files(Protocol):
    """A shared folder. Paths are those of `layout`, or came from `list`. Every method but `present` raises
    `Unreachable` when the folder does not do what is asked."""

    def present(self) -> bool:
        """Whether the folder is there: its marker can be read."""

    def mark(self, share_id: str) -> None:
        """Make a folder a shared one, with room for a share; changes nothing where that is so already."""

    def list(self, folder: str) -> list[Entry]:
        """Every plain file at any depth of a folder; none where it does not exist. Links are not followed."""

    def read(self, path: str, cap: int) -> bytes:
        """The bytes of a file. Raises `Damaged` when it is larger than `cap`."""

    def write(self, path: str, data: bytes) -> None:
        """Put a file there, whole or not at all. Raises `Taken` where other bytes stand under this name."""

    def remove(self, path: str) -> None:
        """Take a file away, if it is there."""


class RealFiles:
    """A folder of this computer. Temporary files bear the name of `device`, so that it knows its own again."""

    def __init__(self, root: Path, device: str = "") -> None:
        self._root, self._device = root, device

    def present(self) -> bool:
        """Whether the marker can be read. A torn one is none: the folder is still on its way here."""
        try:
            return is_marker(self.read(MARKER, 4096))
        except (Unreachable, Damaged):
            return False

    def mark(self, share_id: str) -> None:
        """Put the marker, and the folder of the share."""
        with _told(self._root.name, writing=True):
            _open_folder(self._root)
            (self._root / folder(share_id)).mkdir(parents=True, exist_ok=True)
        if not self.present():
            # Its temporary file lies where each round looks for such.
            self._put(MARKER, MARK, self._root / folder(share_id))

    def list(self, folder: str) -> list[Entry]:
        """Plain files in the order of their paths."""
        with _told(folder):
            _open_folder(self._root)
            start = self._place(folder)
            return sorted(_walk(start, folder, DEEPEST)) if start.is_dir() else []

    def read(self, path: str, cap: int) -> bytes:
        """The bytes of a plain file."""
        place = self._place(path)
        # A link is refused, and a pipe that somebody put there does not make us wait.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with _told(path):
            _refuse_strange(os.lstat(place), path)
            with open(place, "rb", opener=lambda name, _: os.open(name, flags)) as handle:
                found = os.fstat(handle.fileno())
                _refuse_strange(found, path)
                data = handle.read(cap + 1) if found.st_size <= cap else b""
        if found.st_size > cap or len(data) > cap:
            raise Damaged("size")
        return data

    def write(self, path: str, data: bytes) -> None:
        """Temporary name, flush, rename, flush of the folder, and a look at what stands there now."""
        self._put(path, data, self._place(path).parent)

    def _put(self, path: str, data: bytes, beside: Path) -> None:
        place = self._place(path)
        if self._holds(path, data):
            return
        with _told(path, writing=True):
            self._refuse_links(place.parent)
            place.parent.mkdir(parents=True, exist_ok=True)
            whose = f".{self._device}" if self._device else ""
            part = beside / f"{whose}.{secrets.token_hex(8)}.part"
            try:
                with part.open("xb") as handle:
                    handle.write(data)
                    handle.flush()
                    os.fsync(handle.fileno())
                part.replace(place)
            except BaseException:
                part.unlink(missing_ok=True)
                raise
            _sync_folder(place.parent)
        if not self._holds(path, data):
            raise Unreachable("busy", path)

    def remove(self, path: str) -> None:
        """Unlink a file."""
        with _told(path, writing=True):
            self._place(path).unlink(missing_ok=True)

    def _holds(self, path: str, data: bytes) -> bool:
        try:
            held = self.read(path, len(data))
        except Damaged as error:
            raise Taken(path) from error
        except Unreachable as error:
            if error.reason == "gone":
                return False
            if _is_strange(self._place(path)):
                raise Taken(path) from error
            raise
        if held != data:
            raise Taken(path)
        return True

    def _place(self, path: str) -> Path:
        pure = PurePosixPath(path)
        if pure.is_absolute() or ".." in pure.parts or "\\" in path or (os.name == "nt" and ":" in path):
            raise ValueError("a path in the shared folder is relative and stays inside")
        return self._root.joinpath(*pure.parts)

    def _refuse_links(self, place: Path) -> None:
        """Somebody could put a link where we are about to make a folder, and have us write outside."""
        _open_folder(self._root)
        for step in (place, *place.parents):
            if step == self._root:
                break
            if os.path.lexists(step) and not _is_plain_folder(os.lstat(step)):
                raise Unreachable("refused", step.name)


def _walk(place: Path, path: str, deeper: int) -> Iterator[Entry]:
    try:
        found = os.scandir(place)
    except FileNotFoundError:
        return
    with found:
        for each in found:
            name = f"{path}/{each.name}" if path else each.name
            # Names that cannot be shown or that mean something else elsewhere are none of ours.
            if not each.name.isprintable() or "\\" in each.name:
                continue
            try:
                status = each.stat(follow_symlinks=False)
            except FileNotFoundError:
                continue
            if stat.S_ISREG(status.st_mode):
                yield Entry(name, status.st_size, status.st_mtime_ns)
            elif _is_plain_folder(status) and deeper > 1:
                yield from _walk(place / each.name, name, deeper - 1)


def _refuse_strange(status: os.stat_result, path: str) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise Unreachable("refused", path)


def _is_strange(place: Path) -> bool:
    return os.path.lexists(place) and not stat.S_ISREG(os.lstat(place).st_mode)


def _is_plain_folder(status: os.stat_result) -> bool:
    return stat.S_ISDIR(status.st_mode) and not getattr(status, "st_reparse_tag", 0) & _NAME_SURROGATE


def _open_folder(root: Path) -> None:
    with os.scandir(root):
        return


def _sync_folder(place: Path) -> None:
    """Have the rename on the disk; network folders and Windows see to it themselves and refuse the call."""
    if os.name == "nt":
        return
    handle = os.open(place, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _NO_SYNC:
            raise
    finally:
        os.close(handle)


_CODES = {
    "full": ("ENOSPC", "EDQUOT", "EFBIG"),
    "read_only": ("EROFS",),
    "busy": ("EBUSY", "EAGAIN", "EINTR", "ETXTBSY", "EDEADLK", "EMFILE", "ENFILE"),
    "refused": ("EACCES", "EPERM", "ELOOP", "EISDIR", "EEXIST", "ENAMETOOLONG"),
}
# Not every system knows every code.
_REASONS = {getattr(errno, code): reason for reason, codes in _CODES.items() for code in codes if hasattr(errno, code)}
# Sharing and lock violation, disk full, write protection: Windows folds some of them into one errno.
_WINDOWS_REASONS = {32: "busy", 33: "busy", 112: "full", 39: "full", 19: "read_only"}
_NO_SYNC = tuple(getattr(errno, code) for code in ("EINVAL", "ENOTSUP", "ENOSYS", "EBADF") if hasattr(errno, code))


def reason_of(error: OSError, *, writing: bool = False) -> str:
    """The reason that `Unreachable` gives for an error of the system. What is unknown counts as a folder gone."""
    known = _WINDOWS_REASONS.get(getattr(error, "winerror", None) or 0)
    reason = known or _REASONS.get(error.errno or 0, "gone")
    return "read_only" if reason == "refused" and writing and error.errno in (errno.EACCES, errno.EPERM) else reason


@contextmanager
def _told(path: str, *, writing: bool = False) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unreachable(reason_of(error, writing=writing), path) from error
