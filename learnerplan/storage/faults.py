"""SQLite's error codes as sentences: what went wrong on this computer, and what to do."""

from __future__ import annotations

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
