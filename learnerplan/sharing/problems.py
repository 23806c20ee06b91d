"""What is wrong with a share, kept until it is right again: one row for each kind and subject."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Any

from learnerplan.sharing.clock import moment_text

if TYPE_CHECKING:
    from learnerplan.sharing.clock import Clock


class Trouble(StrEnum):
    """What can be wrong; `services/share_health` has the sentence for each."""

    FOLDER = "folder"
    """The folder did not do what was asked; the detail is the reason."""
    DAMAGED = "damaged"
    """A file that is torn or spoilt, and nobody has given it anew yet."""
    FORGED = "forged"
    """A file that is not by whom it says."""
    NOT_ALLOWED = "not_allowed"
    """A file by somebody who may not write."""
    UNREADABLE = "unreadable"
    """Operations that make no sense; they are kept apart."""
    OUTSIDE = "outside"
    """An operation on a row that does not belong to the share."""
    NEWER = "newer"
    """Files or values of a later version of Learnerplan."""
    GAP = "gap"
    """Something of a session is missing in the folder."""
    FORK = "fork"
    """A session went on in two ways: a computer was put back in the middle of its work."""
    TOO_LONG = "too_long"
    """A change too large for a file."""
    RIGHTS = "rights"
    """What this planbook may do in the share was changed by its owner; `rights` says how details tell it."""
    ALONE = "alone"
    """Changes (the detail says how many) that came here, perhaps to nobody else, before their author lost the right."""


def note(
    connection: Any,
    clock: Clock,
    share: str,
    kind: Trouble,
    subject: str,
    detail: str = "",
    body: bytes | None = None,
) -> None:
    """Note something that is wrong. The same again counts; what had gone and is back is wrong since now."""
    connection.execute(
        """INSERT INTO share_problem(share, kind, subject, detail, body, since) VALUES (?, ?, ?, ?, ?, ?)
        ON CONFLICT(share, kind, subject) DO UPDATE SET detail = excluded.detail, body = coalesce(excluded.body, body),
        times = times + 1, since = iif(gone IS NULL, since, excluded.since), gone = NULL""",
        (share, kind.value, subject, detail, body, moment_text(clock)),
    )


def note_once(connection: Any, clock: Clock, share: str, kind: Trouble, subject: str, detail: str = "") -> None:
    """Note something that is wrong, unless just this was noted before, whether it is over or not."""
    row = connection.execute(
        "SELECT detail FROM share_problem WHERE share = ? AND kind = ? AND subject = ?", (share, kind.value, subject)
    ).fetchone()
    if row is None or row[0] != detail:
        note(connection, clock, share, kind, subject, detail)


def mended(connection: Any, clock: Clock, share: str, kind: Trouble, subject: str) -> None:
    """Note that something is right again; what was kept of it stays."""
    connection.execute(
        "UPDATE share_problem SET gone = ? WHERE share = ? AND kind = ? AND subject = ? AND gone IS NULL",
        (moment_text(clock), share, kind.value, subject),
    )


def open_ones(connection: Any, share: str) -> list[tuple[Trouble, str, str, str, int]]:
    """What is wrong now: kind, subject, detail, since, times; the oldest first."""
    sql = """SELECT kind, subject, detail, since, times FROM share_problem
        WHERE share = ? AND gone IS NULL ORDER BY since, kind, subject"""
    return [(Trouble(kind), *rest) for kind, *rest in connection.execute(sql, (share,)).fetchall()]
