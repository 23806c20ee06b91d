"""SQLite's error codes as sentences: what went wrong on this computer, and what to do."""

from __future__ import annotations

import errno
from contextlib import contextmanager
from typing import TYPE_CHECKING

from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SENTENCES = {
    "SQLITE_BUSY": (
        "Another program is writing to this Learnerplan folder.",
        "Wait a moment and try again; close other Learnerplan windows on the same folder.",
    ),
    "SQLITE_LOCKED": (
        "Another program is writing to this Learnerplan folder.",
        "Wait a moment and try again; close other Learnerplan windows on the same folder.",
    ),
    "SQLITE_READONLY": (
        "This Learnerplan folder cannot be written to.",
        "Nothing was changed. Copy the folder to a place where you may write, and open it there.",
    ),
    "SQLITE_PERM": (
        "This Learnerplan folder cannot be written to.",
        "Nothing was changed. Ask whoever manages this computer for the right to write there.",
    ),
    "SQLITE_FULL": (
        "The disk is full, so nothing was saved.",
        "Make some room on it and do the last thing again.",
    ),
    "SQLITE_IOERR": (
        "The disk reported an error, so nothing was saved.",
        "Check that the drive is still connected, then open the folder again.",
    ),
    "SQLITE_CORRUPT_VTAB": (
        "The search index of this Learnerplan folder is damaged; the records are not.",
        "Check the folder (learnerplan check): that makes the index anew.",
    ),
    "SQLITE_CORRUPT": (
        "The planbook.db in this Learnerplan folder is damaged.",
        "Restore the newest backup; the damaged file stays where it is.",
    ),
    "SQLITE_NOTADB": (
        "The planbook.db in this Learnerplan folder is damaged, or planbook.key is not the key that belongs to it.",
        "Put the right planbook.key beside it, or restore the newest backup.",
    ),
    "SQLITE_CANTOPEN": (
        "The planbook.db in this Learnerplan folder cannot be opened.",
        "Check that the folder is still there and that you may read and write it.",
    ),
}

_FILE_REASONS = (
    ({errno.ENOSPC, errno.EDQUOT, errno.EFBIG}, "the disk is full", "Make some room on it and try again."),
    (
        {errno.EACCES, errno.EPERM, errno.EROFS},
        "that place may not be read or written",
        "Choose another place, or close other programs that hold the file.",
    ),
    ({errno.ENOENT, errno.ENOTDIR}, "a file or folder is no longer there", "Check the drive, then try again."),
    ({errno.ENAMETOOLONG}, "the path is too long for this computer", "Choose a folder with a shorter path."),
)


def sentence(error: BaseException) -> UserError | None:
    """The sentence for an error that the surroundings caused; `None` when it is a bug of ours."""
    # SQLAlchemy wraps the error of the database and keeps it as `orig`.
    name = getattr(getattr(error, "orig", None) or error, "sqlite_errorname", None) or ""
    for code, (message, hint) in _SENTENCES.items():
        if name.startswith(code):
            return UserError(message, hint)
    return None


@contextmanager
def told() -> Iterator[None]:
    """Turn SQLite's errors about disk, lock and damage into a `UserError`; let bugs through as they are."""
    try:
        yield
    except Exception as error:
        known = sentence(error)
        if known is None:
            raise
        raise known from error


@contextmanager
def told_of_files(doing: str) -> Iterator[None]:
    """Turn the system's errors about files into a `UserError`; `doing` is the beginning of its sentence.

    For example "The photo was not kept" gives "The photo was not kept, because the disk is full."
    """
    try:
        yield
    except OSError as error:
        for codes, because, hint in _FILE_REASONS:
            if error.errno in codes:
                raise UserError(f"{doing}, because {because}.", hint) from error
        raise UserError(
            f"{doing} ({error.strerror or 'the system did not say why'}).",
            "Check that the drive is still connected, then try again.",
        ) from error
