"""This planbook's place in a share, looked at in each round: the owner's log, the keys for us, what ended.

The owner's computer also sees to it that members whose last day is past are let go, and that everybody finds the log
and an envelope with the keys.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Role, ShareState
from learnerplan.sharing import (
    asking,
    batches,
    envelopes,
    frame,
    keys,
    layout,
    members,
    problems,
    publish,
    rights,
    shares,
    vouching,
)
from learnerplan.sharing.clock import moment_text
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.envelopes import EnvelopeHeader
from learnerplan.sharing.faults import Damaged, FileFault, Newer, Unreachable
from learnerplan.sharing.layout import FileKind
from learnerplan.sharing.membership import Membership, Person, Standing
from learnerplan.sharing.problems import Trouble
from learnerplan.sharing.reporting import watermarks

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shares import Held

_STANDINGS = {
    Standing.IN: ShareState.ON,
    Standing.REVOKED: ShareState.REVOKED,
    Standing.ENDED: ShareState.REVOKED,
}


def tend(ports: Ports, files: Files, share_id: str, listing: Sequence[Entry]) -> Held:
    """Take in what concerns this planbook's place, and as the owner keep the log and the keys in the folder.

    Gives the share as it stands then. Raises `Unreachable`, and `KeyError` for a share that is not there.
    """
    with ports.planbook.reading() as connection:
        share = {each.id: each for each in shares.load(connection)}[share_id]
        owner_public = members.owner_key(connection, share_id)
    if share.state in (ShareState.LEFT, ShareState.REVOKED) or owner_public is None:
        return share
    _take_keys(ports, files, share, owner_public, listing)
    _take_log(ports, files, share, owner_public, listing)
    with ports.planbook.reading() as connection:
        share = {each.id: each for each in shares.load(connection)}[share_id]
    asking.tend(ports, files, share, listing)
    if share.role is Role.OWNER:
        _end(ports, share)
        keep_log(ports, files, share, listing)
        keep_envelopes(ports, files, share, listing)
    return share


def _paths(listing: Iterable[Entry], kind: FileKind, owner: str = "") -> list[str]:
    found = ((entry.path, layout.parse(entry.path)) for entry in listing)
    return [path for path, name in found if name is not None and name.kind is kind and owner in ("", name.owner)]


def _read(files: Files, path: str) -> bytes | None:
    try:
        return files.read(path, frame.LARGEST)
    except Damaged:
        return None
    except Unreachable as error:
        if error.reason == "gone":
            return None
        raise


def _take_keys(ports: Ports, files: Files, share: Held, owner_public: bytes, listing: Sequence[Entry]) -> None:
    with ports.planbook.reading() as connection:
        device = keys.own(connection, ports.random)
        seen = _seen(connection, share.id)
    for path in _paths(listing, FileKind.ENVELOPE, device.id):
        if path in seen:
            continue
        data = _read(files, path)
        if data is None:
            continue
        with ports.planbook.writing("Take shared keys") as connection:
            try:
                envelopes.take_in(connection, share.id, device, owner_public, data)
            except FileFault as fault:
                trouble = Trouble.NEWER if isinstance(fault, Newer) else Trouble.FORGED
                if not isinstance(fault, Damaged):
                    problems.note(connection, ports.clock, share.id, trouble, path, fault.reason)
            else:
                _saw(connection, share.id, path, len(data))


def _take_log(ports: Ports, files: Files, share: Held, owner_public: bytes, listing: Sequence[Entry]) -> None:
    paths = _paths(listing, FileKind.ENTRY)
    with ports.planbook.reading() as connection:
        seen = _seen(connection, share.id)
        before = members.load(connection, share.id)
    if all(path in seen for path in paths) and before.n:
        return
    datas = {path: data for path in paths if (data := _read(files, path)) is not None}
    with ports.planbook.writing("Take in who is in the share") as connection:
        taken = members.take_in(connection, share.id, owner_public, datas.values())
        for path, data in datas.items():
            fault = taken.faults.get(batches.digest(data))
            if fault is None:
                _saw(connection, share.id, path, len(data))
            elif fault.reason == "signature":
                problems.note(connection, ports.clock, share.id, Trouble.FORGED, path, fault.reason)
        for n in taken.forks:
            problems.note(connection, ports.clock, share.id, Trouble.FORK, f"log {n}")
        if taken.news:
            # What was refused may be right by what the log says now.
            connection.execute(
                "DELETE FROM share_file WHERE share = ? AND outcome IN ('refused', 'forged', 'closed')", (share.id,)
            )
            connection.execute(
                "UPDATE share_problem SET gone = ? WHERE share = ? AND kind = ?",
                (moment_text(ports.clock), share.id, Trouble.NOT_ALLOWED.value),
            )
            membership = members.load(connection, share.id)
            _settle(connection, ports, share, membership)
            rights.follow(connection, ports, share, membership)
            vouching.vouch(connection, ports, share.id, membership)


def _seen(connection: Any, share: str) -> set[str]:
    sql = "SELECT path FROM share_file WHERE share = ? AND outcome = 'log'"
    return {row[0] for row in connection.execute(sql, (share,)).fetchall()}


def _saw(connection: Any, share: str, path: str, size: int) -> None:
    connection.execute(
        "INSERT INTO share_file VALUES (?, ?, ?, 0, 'log') ON CONFLICT(share, path) DO UPDATE SET outcome = 'log'",
        (share, path, size),
    )


def _settle(connection: Any, ports: Ports, share: Held, membership: Membership) -> None:
    """The share as this planbook has it, after what the log says of us."""
    me = membership.people.get(keys.own(connection, ports.random).id)
    if me is None or membership.scope is None:
        return
    config = shares.config_of(membership.scope, restricted=me.restricted)
    connection.execute(
        "UPDATE share SET name = ?, kind = ?, role = ?, state = ?, owner = ?, config = ? WHERE id = ?",
        (
            membership.title,
            membership.scope.kind.value,
            me.role.value,
            _STANDINGS[me.standing].value,
            membership.owner,
            config,
            share.id,
        ),
    )


def _end(ports: Ports, share: Held) -> None:
    """Let those go whose last day is past."""
    now = datetime.fromisoformat(moment_text(ports.clock))
    with ports.planbook.reading() as connection:
        over = members.load(connection, share.id).over(now.date())
    if over:
        with ports.planbook.writing("End what was agreed until a day") as connection:
            let_go(connection, ports, share.id, over, EntryKind.ENDED)


def let_go(connection: Any, ports: Ports, share: str, people: Sequence[Person], kind: EntryKind) -> None:
    """Let members go (`REVOKED` or `ENDED`) and have new keys hold from now on, in the caller's transaction.

    What they wrote and is held here stays good. What they were given, they have.
    """
    device = keys.own(connection, ports.random)
    now = datetime.fromisoformat(moment_text(ports.clock))
    held = watermarks(connection, share)
    for person in people:
        marks = {chain: seq for chain, seq in held.items() if chain.partition("/")[2].startswith(f"{person.device}-")}
        told = {"device": person.device, "marks": marks}
        members.add(connection, share, kind, told, device, ports.random, now)
    members.new_epoch(connection, share, device, ports.random, now)


def keep_log(ports: Ports, files: Files, share: Held, listing: Iterable[Entry]) -> int:
    """Put the entries of the log into the folder that are not there; gives how many. Raises `Unreachable`."""
    with ports.planbook.reading() as connection:
        # Only what was found whole counts: a torn entry under its name is of no use to anybody.
        seen = _seen(connection, share.id)
        there = {name.hash for path in _paths(listing, FileKind.ENTRY) if path in seen and (name := layout.parse(path))}
        rows = connection.execute(
            "SELECT n, hash, body FROM share_entry WHERE share = ? ORDER BY n", (share.id,)
        ).fetchall()
    missing = [row for row in rows if row[1][:32] not in there]
    for n, hash_, body in missing:
        publish.put(files, layout.entry(share.id, n, hash_), bytes(body))
    return len(missing)


def keep_envelopes(ports: Ports, files: Files, share: Held, listing: Sequence[Entry]) -> int:
    """Put an envelope with the newest keys there for each member who has none; gives how many. Raises `Unreachable`.

    The owner gets one as well: it brings the keys back to a planbook that was restored from an older backup.
    """
    with ports.planbook.reading() as connection:
        membership = members.load(connection, share.id)
        ring = keys.keys_of(connection, share.id)
        device = keys.own(connection, ports.random)
    made = 0
    for person in membership.present():
        if _has_envelope(ports, files, share.id, _paths(listing, FileKind.ENVELOPE, person.device), membership.epoch):
            continue
        header = EnvelopeHeader(share.id, person.device, membership.epoch)
        data = envelopes.make(header, ring, person.seal_public, device, restricted=person.restricted)
        path = layout.envelope(share.id, person.device, membership.epoch, batches.digest(data))
        publish.put(files, path, data)
        made += 1
    return made


def _has_envelope(ports: Ports, files: Files, share: str, paths: list[str], epoch: int) -> bool:
    """Whether one of these files is an envelope of this epoch, and whole; each is read once."""
    with ports.planbook.reading() as connection:
        seen = _seen(connection, share)
    for path in paths:
        name = layout.parse(path)
        if name is None or name.n != epoch:
            continue
        if path in seen:
            return True
        data = _read(files, path)
        if data is not None and batches.digest(data).startswith(name.hash):
            with ports.planbook.writing("Note an envelope") as connection:
                _saw(connection, share, path, len(data))
            return True
    return False
