"""One window a planbook: a lock that the system lets go of by itself when its program ends, however it ends.

The command line may write beside a window and takes no lock.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.storage.faults import told_of_files

if TYPE_CHECKING:
    from types import TracebackType

    from learnerplan.storage.folder import Folder

NAME = "window.lock"
_HELD = {errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK}


class OpenedTwice(UserError):
    """Another window shows the planbook already."""


class WindowLock:
    """Held by the window that shows a planbook; usable as a context manager."""

    def __init__(self, folder: Folder) -> None:
        self._folder = folder
        self._handle: int | None = None

    def take(self) -> None:
        """Take the lock. Raises `OpenedTwice`, or `UserError` where the folder cannot be written to."""
        with told_of_files("This Learnerplan folder was not opened"):
            handle = os.open(self._folder.path / NAME, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            # Some network drives know no locks; there SQLite's own must be enough.
            if error.errno not in _HELD:
                return
            raise OpenedTwice(
                f"The Learnerplan folder {self._folder.path} is opened twice: another window shows it already.",
                "Go on in that window, or close it first.",
            ) from error
        self._handle = handle

    def release(self) -> None:
        """Let go, if it is held."""
        if self._handle is not None:
            os.close(self._handle)
            self._handle = None

    def __enter__(self) -> WindowLock:
        self.take()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def is_open(folder: Folder) -> bool:
    """Whether a window shows the planbook now."""
    if not (folder.path / NAME).exists():
        return False
    try:
        with WindowLock(folder):
            return False
    except OpenedTwice:
        return True
    except UserError:
        # Where no file may be written, no window of ours can be at work.
        return False


def _lock(handle: int) -> None:
    if sys.platform == "win32":
        import msvcrt

        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    else:
        import fcntl

        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
