"""How sharing is, in words that a teacher can act on: who, heard when, what waits, what is wrong, the next step."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import (
    Health,
    JoinRequest,
    Member,
    MemberState,
    Problem,
    Role,
    Share,
    ShareKind,
    ShareState,
)
from learnerplan.services import share_book, share_members, share_troubles, shares

if TYPE_CHECKING:
    from learnerplan.sharing.membership import Person
    from learnerplan.storage.store import Store

QUIET = timedelta(days=7)
"""After this long without a word, a member counts as quiet."""


def health(store: Store, share_id: str) -> Health:
    """All that the sharing page says of a share. Raises `UserError` when it is not there."""
    from learnerplan.sharing import rounds

    share = shares.share_of(store, share_id)
    with store.raw() as connection:
        synced = rounds.synced_at(connection, share_id)
        entries = connection.execute("SELECT count(*) FROM share_scope WHERE share = ?", (share_id,)).fetchone()[0]
        unsent = _unsent(connection, share_id)
        members = _members(connection, share)
    return Health(
        share,
        members,
        problems(store, share_id),
        tuple(requests(store, share)),
        entries,
        unsent,
        None if synced is None else datetime.fromisoformat(synced),
    )


def requests(store: Store, share: Share) -> list[JoinRequest]:
    """Who waits to be let in; only the owner is asked."""
    return share_members.requests(store, share.id) if share.role is Role.OWNER else []


def problems(store: Store, share_id: str) -> tuple[Problem, ...]:
    """What is wrong or unusual now, as sentences, the grave ones first."""
    with store.raw() as connection:
        found = share_troubles.told(connection, share_id, datetime.now(UTC))
    return tuple(sorted(found, key=lambda problem: (not problem.grave, problem.since)))


def seen(store: Store, share_id: str, kind: str) -> None:
    """Note that a kind of problem (`Problem.kind`) was read. What was set apart stays; what comes again is told."""
    from learnerplan.sharing import problems as troubles
    from learnerplan.sharing.clock import SystemClock

    book = share_book.StoreBook(store)
    with book.writing("Note what was seen") as connection:
        if kind == share_troubles.KEPT:
            connection.execute("UPDATE share_notice SET seen = 1 WHERE share = ?", (share_id,))
            return
        for trouble, subject, *_rest in troubles.open_ones(connection, share_id):
            if trouble.value == kind:
                troubles.mended(connection, SystemClock(), share_id, trouble, subject)


def badge(store: Store) -> int:
    """How much of sharing waits for the teacher: open choices, people at the door, what is wrong."""
    with store.raw() as connection:
        if not connection.execute("SELECT 1 FROM share LIMIT 1").fetchone():
            return 0
        choices = connection.execute("SELECT coalesce(sum(choices), 0) FROM share_row WHERE choices > 0").fetchone()[0]
    total = int(choices)
    for share in shares.list_shares(store):
        if share.state is ShareState.ON:
            total += len(requests(store, share)) + sum(problem.grave for problem in problems(store, share.id))
    return total


def _unsent(connection: Any, share: str) -> int:
    waiting = connection.execute("SELECT count(*) FROM share_out WHERE share = ?", (share,)).fetchone()[0]
    sealed = connection.execute(
        "SELECT coalesce(sum(ops), 0) FROM share_batch WHERE share = ? AND wrote = 0", (share,)
    ).fetchone()[0]
    return int(waiting) + int(sealed)


def _members(connection: Any, share: Share) -> tuple[Member, ...]:
    from learnerplan.sharing import members

    row = connection.execute("SELECT value FROM share_meta WHERE name = 'device'").fetchone()
    mine = row[0] if row else ""
    people = members.load(connection, share.id).people.values()
    found = [_member(connection, share, person, mine) for person in people]
    return tuple(sorted(found, key=lambda member: (not member.me, member.state in _GONE, member.name.casefold())))


_GONE = (MemberState.ENDED, MemberState.REVOKED)


def _member(connection: Any, share: Share, person: Person, mine: str) -> Member:
    from learnerplan.sharing.membership import Standing

    me = person.device == mine
    heard, marks = _heard(connection, share.id, person.device)
    waiting = 0 if me else _waiting(connection, share.id, mine, marks, restricted=person.restricted)
    came = connection.execute(
        "SELECT coalesce(sum(ops), 0) FROM share_batch WHERE share = ? AND device = ?", (share.id, person.device)
    ).fetchone()[0]
    if person.standing is not Standing.IN:
        state = MemberState.REVOKED if person.standing is Standing.REVOKED else MemberState.ENDED
    elif me:
        state = MemberState.UP_TO_DATE
    elif heard is None:
        state = MemberState.NEVER_HEARD
    elif datetime.now(UTC) - heard > QUIET:
        state = MemberState.QUIET
    else:
        state = MemberState.WAITING if waiting else MemberState.UP_TO_DATE
    learners = len(person.learner_ids) or (len(share.scope.learner_ids) or None)
    return Member(
        person.device,
        person.name,
        person.role,
        me,
        state,
        None if me else heard,
        waiting,
        int(came),
        person.until,
        learners if share.scope.kind in (ShareKind.CLASS, ShareKind.LEARNERS) else None,
        person.restricted,
    )


def _heard(connection: Any, share: str, device: str) -> tuple[datetime | None, dict[str, int]]:
    told = connection.execute(
        "SELECT at, body FROM share_status WHERE share = ? AND device = ? ORDER BY n", (share, device)
    ).fetchall()
    last = connection.execute(
        "SELECT max(at) FROM share_batch WHERE share = ? AND device = ?", (share, device)
    ).fetchone()[0]
    times = [datetime.fromisoformat(at) for at in (*(at for at, _body in told), last) if at]
    return max(times, default=None), json.loads(told[-1][1])["watermarks"] if told else {}


def _waiting(connection: Any, share: str, mine: str, marks: dict[str, int], *, restricted: bool) -> int:
    """How many of our own entries somebody has not told us to have."""
    rows = connection.execute(
        "SELECT section, session, seq, ops FROM share_batch WHERE share = ? AND device = ?", (share, mine)
    ).fetchall()
    sections = ("main", "restricted") if restricted else ("main",)
    return sum(
        ops for section, session, seq, ops in rows if section in sections and seq > marks.get(f"{section}/{session}", 0)
    )
