"""Who changed what in a share, lately: one line for each batch of changes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from learnerplan.domain.shares import Activity
from learnerplan.services import share_rights

if TYPE_CHECKING:
    from learnerplan.storage.store import Store


def activity(store: Store, share_id: str, days: int = 30) -> list[Activity]:
    """What came and went in the last days, and whose part changed, the newest first.

    Batches of one person within an hour are one line.
    """
    from learnerplan.sharing import members

    start = (datetime.now(UTC) - timedelta(days=days)).isoformat(timespec="seconds")
    with store.raw() as connection:
        people = members.load(connection, share_id).people
        turns = members.changed_parts(connection, share_id)
        owner = members.load(connection, share_id).owner
        row = connection.execute("SELECT value FROM share_meta WHERE name = 'device'").fetchone()
        batches = connection.execute(
            "SELECT device, at, ops FROM share_batch WHERE share = ? AND at >= ? ORDER BY at DESC, seq DESC",
            (share_id, start),
        ).fetchall()
    mine = row[0] if row else ""
    found: list[Activity] = []
    for device, at, ops in batches:
        moment = datetime.fromisoformat(at)
        who = people[device].name if device in people else "Somebody"
        last = found[-1] if found else None
        if last is not None and last.who == who and last.at - moment < timedelta(hours=1):
            total = last.rows + ops
            found[-1] = Activity(share_id, who, last.by_me, last.at, _label(total, mine=last.by_me), total)
        else:
            found.append(Activity(share_id, who, device == mine, moment, _label(ops, mine=device == mine), ops))
    who = people[owner].name if owner in people else "Somebody"
    found += [
        Activity(share_id, who, owner == mine, turn.at, share_rights.told(turn.before, turn.after), 1)
        for turn in turns
        if turn.at.isoformat(timespec="seconds") >= start
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def _label(count: int, *, mine: bool) -> str:
    changes = "1 change" if count == 1 else f"{count:,} changes"
    return f"{changes} {'went out' if mine else 'came in'}"
