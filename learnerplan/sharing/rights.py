"""What a member may do, when it changes: told by the owner's log, and followed by the member's own planbook.

Who may write no longer keeps what had not gone out, as one of the values that stand side by side. It goes out when they
may write again, as if they had been off-line meanwhile.
"""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Role, Section, ShareState
from learnerplan.sharing import keys, members, problems, rows, shares
from learnerplan.sharing.clock import moment_text
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.membership import Standing
from learnerplan.sharing.operations import WHOLE, Operation
from learnerplan.sharing.problems import Trouble
from learnerplan.sharing.reporting import watermarks
from learnerplan.sharing.rows import Key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from learnerplan.sharing.membership import Membership, Person
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shares import Held

ENTERED = "entered {share}"
"""Under this name stands in `share_meta` that what belongs to a share was looked for here."""
ROLE, SUPPORTS, NO_SUPPORTS = "role", "supports", "none"
"""Subjects of `Trouble.RIGHTS`. The detail says what holds now (the role; or one of the last two), and how many changes
of ours the owner had not got: they stay here.
"""


def admit(connection: Any, ports: Ports, share: str, told: Mapping[str, Any]) -> Membership:
    """Let somebody in, as the owner and in the caller's transaction; `told` is what an entry that adds them says.

    Who is in already asks again when their planbook was put back to a backup: their part is changed to these terms.
    Raises `ValueError` for who cannot be let in.
    """
    person = members.load(connection, share).people.get(told["device"])
    if person is None or person.standing is not Standing.IN:
        own = keys.own(connection, ports.random)
        at = datetime.fromisoformat(moment_text(ports.clock))
        return members.add(connection, share, EntryKind.ADDED, told, own, ports.random, at)
    if (person.sign_public.hex(), person.seal_public.hex()) != (told["sign"], told["seal"]):
        raise ValueError("a device keeps its keys")
    wanted = person._replace(
        name=told["name"],
        role=Role(told["role"]),
        until=None if told["until"] is None else date.fromisoformat(told["until"]),
        learner_ids=tuple(told["learners"]),
        restricted=told["restricted"],
    )
    return change(connection, ports, share, wanted)


def change(connection: Any, ports: Ports, share: str, person: Person) -> Membership:
    """Have a member's part be as `person` says, as the owner and in the caller's transaction.

    What they wrote and is held here stays good. Raises `ValueError` when they are not in the share, or own it.
    """
    held = members.load(connection, share).people.get(person.device)
    ends = held is not None and any(held.writes(section) and not person.writes(section) for section in Section)
    marks = {
        chain: seq
        for chain, seq in watermarks(connection, share).items()
        if ends and chain.partition("/")[2].startswith(f"{person.device}-")
    }
    own = keys.own(connection, ports.random)
    at = datetime.fromisoformat(moment_text(ports.clock))
    return members.change(connection, share, person, marks, own, ports.random, at)


def follow(connection: Any, ports: Ports, before: Held, membership: Membership) -> None:
    """Follow what the log says of us now, in the caller's transaction; `before` is how the share stood until then."""
    now = {share.id: share for share in shares.load(connection)}[before.id]
    gained = [section for section in Section if now.may_write_in(section) and not before.may_write_in(section)]
    lost = [section for section in Section if before.may_write_in(section) and not now.may_write_in(section)]
    if gained:
        _give_own(connection, ports, now, gained)
    if now.state is not ShareState.ON:
        return
    stays = sum(_keep_back(connection, ports, now, section, membership) for section in lost)
    if before.state is ShareState.ON:
        _note(connection, ports, before, now, stays)


def _give_own(connection: Any, ports: Ports, share: Held, sections: list[Section]) -> None:
    """Put on its way what was written here while it went to nobody: every row with a word of ours in it, whole."""
    device = keys.own(connection, ports.random).id
    sql = """SELECT s.section, s.tbl, s.row_id FROM share_scope s JOIN share_row r USING (tbl, row_id)
        WHERE s.share = ? AND instr(r.state, ?) ORDER BY s.tbl, s.row_id"""
    found = {
        Key(table, row): Section(section)
        for section, table, row in connection.execute(sql, (share.id, f'"{device}-')).fetchall()
        if section in sections
    }
    states = rows.load(connection, found)
    out = [
        (share.id, section, Operation(*key, WHOLE, 0, ports.session, json.loads(states[key].dumped())))
        for key, section in found.items()
    ]
    shares.send(connection, ports.shape, out)
    # What came to belong to the share meanwhile enters it in this round.
    connection.execute("DELETE FROM share_meta WHERE name = ?", (ENTERED.format(share=share.id),))


def _keep_back(connection: Any, ports: Ports, share: Held, section: Section, membership: Membership) -> int:
    """Let nothing go out any more in a section; gives how many changes the owner had not got."""
    device = keys.own(connection, ports.random).id
    given = (share.id, section.value)
    gone = connection.execute("DELETE FROM share_out WHERE share = ? AND section = ?", given).rowcount
    sealed = connection.execute(
        "SELECT session, seq, ops FROM share_batch WHERE share = ? AND section = ? AND device = ?", (*given, device)
    ).fetchall()
    late: list[int] = [
        ops for session, seq, ops in sealed if membership.may_write(device, section, session, seq) is not None
    ]
    return int(gone) + sum(late)


def _note(connection: Any, ports: Ports, before: Held, now: Held, stays: int) -> None:
    if now.role is not before.role:
        problems.note(connection, ports.clock, before.id, Trouble.RIGHTS, ROLE, f"{now.role.value} {stays}")
    if now.restricted is not before.restricted:
        told = SUPPORTS if now.restricted else NO_SUPPORTS
        problems.note(connection, ports.clock, before.id, Trouble.RIGHTS, SUPPORTS, f"{told} {stays}")
