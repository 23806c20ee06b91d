"""Vouching: what was taken in good faith from somebody whose right had ended, as the owner tells afterwards.

The owner's log says up to which batch somebody's work is taken. Who had taken more before hearing of it would hold what
nobody else will ever take. So they give the rows that those batches touched in their own name, whole. Who may not write
is told that they may stand here alone.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Section
from learnerplan.sharing import batches, keys, problems, rows, shares
from learnerplan.sharing.entries import chain_name
from learnerplan.sharing.faults import Damaged
from learnerplan.sharing.operations import WHOLE, Operation, Unreadable, parsed
from learnerplan.sharing.problems import Trouble
from learnerplan.sharing.rows import Key

if TYPE_CHECKING:
    from learnerplan.sharing.membership import Membership, Person
    from learnerplan.sharing.ports import Ports


def vouch(connection: Any, ports: Ports, share_id: str, membership: Membership) -> int:
    """Put the rows on their way that only we took from somebody; gives how many. In the caller's transaction."""
    share = {each.id: each for each in shares.load(connection)}[share_id]
    ring, own = keys.keys_of(connection, share_id), keys.own(connection, ports.random).id
    found: dict[tuple[Section, Key], None] = {}
    alone: Counter[str] = Counter()
    for section, session, seq, device, epoch, ops, body in connection.execute(
        "SELECT section, session, seq, device, epoch, ops, body FROM share_batch WHERE share = ? ORDER BY session, seq",
        (share_id,),
    ).fetchall():
        part = Section(section)
        key = ring.get(part, epoch)
        reason = membership.may_write(device, part, session, seq)
        if reason in (None, "unknown") or key is None or device == own:
            continue
        if not share.may_write_in(part):
            alone[device] += ops
            continue
        if _is_new(connection, share_id, section, session, seq):
            found.update(dict.fromkeys((part, row) for row in _rows(bytes(body), key, membership.people[device])))
    _tell(connection, ports, share_id, alone)
    states = rows.load(connection, {row for _part, row in found})
    out = [
        (share_id, part, Operation(*row, WHOLE, 0, ports.session, json.loads(states[row].dumped())))
        for part, row in found
        if row in states
    ]
    shares.send(connection, ports.shape, out)
    return len(out)


def _tell(connection: Any, ports: Ports, share: str, alone: Counter[str]) -> None:
    """Note whose changes may stand here alone, and how many."""
    for kind, device, *_rest in problems.open_ones(connection, share):
        if kind is Trouble.ALONE and device not in alone:
            problems.mended(connection, ports.clock, share, kind, device)
    for device, count in alone.items():
        problems.note_once(connection, ports.clock, share, Trouble.ALONE, device, str(count))


def _is_new(connection: Any, share: str, section: str, session: str, seq: int) -> bool:
    """Whether this batch has not been vouched for yet; from now on it has."""
    name = f"vouched {share} {chain_name(section, session)}"
    row = connection.execute("SELECT value FROM share_meta WHERE name = ?", (name,)).fetchone()
    if row is not None and int(row[0]) >= seq:
        return False
    connection.execute(
        "INSERT INTO share_meta VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", (name, str(seq))
    )
    return True


def _rows(data: bytes, key: bytes, author: Person) -> list[Key]:
    """The rows that a batch is about; what could not be read when it came is about none."""
    found = []
    try:
        listed = json.loads(batches.open_batch(data, key, author.sign_public))
    except (Damaged, ValueError, RecursionError):
        return []
    for parts in listed if isinstance(listed, list) else ():
        try:
            op = parsed(parts)
        except Unreadable:
            continue
        found.append(Key(op.table, op.row))
    return found
