"""Snapshots: all rows of a share as they are, and how far that goes. They spare who joins the whole past, and let old
batches go.

A snapshot is a state and states join, so one of any age can be taken, whatever one holds already. Batches are taken out
of the folder by their own author alone, when a snapshot says what they said, everybody has told to have them, and a
month has passed.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Section, ShareKind
from learnerplan.sharing import at_home, batches, frame, ingest, keys, layout, members, publish, snapshots
from learnerplan.sharing.clock import device_of, moment_text
from learnerplan.sharing.entries import are_marks, chain_name
from learnerplan.sharing.faults import Damaged, FileFault, Unreachable
from learnerplan.sharing.layout import FileKind
from learnerplan.sharing.operations import SESSION, Unreadable, write_whole
from learnerplan.sharing.snapshots import SnapshotHeader

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.members import Membership
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shares import Held

MANY = 5000
"""So many operations since the last snapshot call for another."""
LONG = timedelta(days=31)
"""So does so much time, where anything happened in it; and so long a batch stays in the folder at least."""
_KEPT = 1


def take(ports: Ports, files: Files, share: Held, listing: Sequence[Entry]) -> int:
    """Take the newest snapshot that says more than is here, by somebody who may write; gives how much was news.

    Raises `Unreachable`.
    """
    with ports.planbook.reading() as connection:
        membership = members.load(connection, share.id)
        ring = keys.keys_of(connection, share.id)
        positions = _positions(connection, share.id)
        told = _told_of_themselves(connection, share.id)
    for path in sorted(_manifests(listing), key=_number, reverse=True):
        try:
            found = _opened(files, path, share, membership, ring, listing)
            news = _marks(found, told) if found is not None else {}
            if found is None or not any(seq > positions.get(chain, 0) for chain, (seq, _hash) in news.items()):
                continue
            return _taken(ports, share, found, news)
        except (FileFault, Unreadable, KeyError):
            # A part has not come, or it is spoilt: the batches tell the same.
            continue
    return 0


class _Opened:
    def __init__(self, section: Section, told: dict[str, Any]) -> None:
        self.section = section
        self.told = told


def _manifests(listing: Iterable[Entry]) -> list[str]:
    found = ((entry, layout.parse(entry.path)) for entry in listing)
    return [entry.path for entry, name in found if name is not None and name.kind is FileKind.SNAPSHOT]


def _number(path: str) -> tuple[int, str]:
    name = layout.parse(path)
    return (name.n if name is not None else 0, path)


def _opened(
    files: Files, path: str, share: Held, membership: Membership, ring: keys.KeyRing, listing: Sequence[Entry]
) -> _Opened | None:
    data = _still_there(files, path)
    if data is None:
        return None
    header = snapshots.header_of(data)
    person = membership.people.get(header.device)
    key = ring.get(header.section, header.epoch)
    if header.part != 0 or header.share != share.id or person is None or key is None:
        return None
    if not person.writes(header.section):
        return None
    manifest = snapshots.open_manifest(data, key, person.sign_public)
    wanted = {name[:32]: name for name in manifest.parts}
    parts = {}
    for entry in listing:
        name = layout.parse(entry.path)
        if name is not None and name.kind is FileKind.SNAPSHOT and name.hash in wanted:
            part = _still_there(files, entry.path)
            if part is not None:
                parts[batches.digest(part)] = part
    payload = snapshots.joined(data, parts, key, person.sign_public)
    told = told_by(payload)
    return _Opened(header.section, told)


def _still_there(files: Files, path: str) -> bytes | None:
    """A file of the listing, or `None` where it went since. Raises `Unreachable` where the folder is away."""
    try:
        return files.read(path, frame.LARGEST)
    except Unreachable as error:
        if error.reason == "gone":
            return None
        raise


def told_by(payload: bytes) -> dict[str, Any]:
    """What a snapshot tells: "marks" and "rows". Raises `Damaged`."""
    try:
        told = json.loads(payload)
    except (ValueError, RecursionError) as error:
        raise Damaged("content") from error
    if not isinstance(told, dict) or told.keys() != {"marks", "hashes", "rows"} or not are_marks(told["marks"]):
        raise Damaged("content")
    hashes, listed = told["hashes"], told["rows"]
    if not isinstance(listed, list) or not isinstance(hashes, dict) or hashes.keys() != told["marks"].keys():
        raise Damaged("content")
    if not all(isinstance(each, str) and frame.HEX64.fullmatch(each) for each in hashes.values()):
        raise Damaged("content")
    return told


def _marks(found: _Opened, told: dict[str, int]) -> dict[str, tuple[int, str]]:
    """How far the snapshot goes, as far as the authors themselves have told to have come.

    Else whoever writes a snapshot could have the batches of others count as read.
    """
    return {
        chain: (seq, found.told["hashes"][chain])
        for chain, seq in found.told["marks"].items()
        if chain.startswith(f"{found.section.value}/") and seq <= told.get(chain, 0)
    }


def _told_of_themselves(connection: Any, share: str) -> dict[str, int]:
    """How far the chains of each device go, by its own statuses."""
    found: dict[str, int] = {}
    for device, body in connection.execute(
        "SELECT device, body FROM share_status WHERE share = ? AND device <> 'own'", (share,)
    ).fetchall():
        for chain, seq in json.loads(body)["watermarks"].items():
            if device_of(chain.partition("/")[2]) == device:
                found[chain] = max(seq, found.get(chain, 0))
    return found


def _taken(ports: Ports, share: Held, found: _Opened, marks: dict[str, tuple[int, str]]) -> int:
    with ports.planbook.writing("Take in a share as it is") as connection:
        news = ingest.take_states(connection, ports, share, found.section, found.told["rows"])
        for chain, (seq, hash_) in marks.items():
            section, _slash, session = chain.partition("/")
            if session == ports.session or not SESSION.fullmatch(session):
                continue
            connection.execute(
                """INSERT INTO share_chain(share, section, session, seq, hash) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash WHERE excluded.seq > seq""",
                (share.id, section, session, seq, hash_),
            )
    return news


def _positions(connection: Any, share: str) -> dict[str, int]:
    sql = "SELECT section, session, seq FROM share_chain WHERE share = ?"
    return {chain_name(section, session): seq for section, session, seq in connection.execute(sql, (share,)).fetchall()}


def give(ports: Ports, files: Files, share: Held, listing: Sequence[Entry], *, now: bool = False) -> bool:
    """Write a snapshot of the main section where one is due (or `now`); tells whether it did. Raises `Unreachable`.

    Supports have none: they are few, and their batches stay.
    """
    with ports.planbook.reading() as connection:
        device = keys.own(connection, ports.random)
        newest = members.sealing_key(connection, share.id, Section.MAIN)
        last = _last(connection, share.id)
        ops = connection.execute(
            "SELECT coalesce(sum(ops), 0) FROM share_batch WHERE share = ? AND section = 'main'", (share.id,)
        ).fetchone()[0]
        outgoing = connection.execute("SELECT 1 FROM share_out WHERE share = ? LIMIT 1", (share.id,)).fetchone()
        if newest is None or outgoing or not (now or _is_due(ports, last, ops)):
            return False
        payload = _payload(connection, ports, share)
    mine = {number for path in _manifests(listing) if (number := _owned(path, device.id))}
    n = max(mine, default=0) + 1
    header = SnapshotHeader(share.id, Section.MAIN, newest[0], device.id, n)
    for data in snapshots.make(header, payload, newest[1], device, ports.random):
        publish.put(files, layout.snapshot(share.id, device.id, n, batches.digest(data)), data)
    for path in _manifests(listing):
        if 0 < _owned(path, device.id) <= n - 1 - _KEPT:
            files.remove(path)
    with ports.planbook.writing("Note the snapshot") as connection:
        connection.execute(
            "INSERT INTO share_meta VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            (f"snapshot {share.id}", json.dumps({"ops": ops, "at": moment_text(ports.clock)})),
        )
    return True


def _owned(path: str, device: str) -> int:
    name = layout.parse(path)
    return name.n if name is not None and name.owner == device else 0


def _last(connection: Any, share: str) -> dict[str, Any]:
    row = connection.execute("SELECT value FROM share_meta WHERE name = ?", (f"snapshot {share}",)).fetchone()
    return json.loads(row[0]) if row is not None else {}


def _is_due(ports: Ports, last: dict[str, Any], ops: int) -> bool:
    fresh = ops - last.get("ops", 0)
    if fresh >= MANY:
        return True
    if not last or not fresh:
        return False
    return abs(datetime.fromisoformat(moment_text(ports.clock)) - datetime.fromisoformat(last["at"])) >= LONG


def _payload(connection: Any, ports: Ports, held: Held) -> bytes:
    share = held.id
    order = ports.shape.order
    own = held.scope.kind is ShareKind.DEVICES
    found = connection.execute(
        """SELECT r.tbl, r.row_id, r.state FROM share_scope s JOIN share_row r ON r.tbl = s.tbl AND r.row_id = s.row_id
        WHERE s.share = ? AND s.section = 'main'""",
        (share,),
    ).fetchall()
    # The states are kept as they are written: most go into the snapshot without being read.
    listed = [
        write_whole(table, row, ports.session, text if own else at_home.told_text(ports.shape.home(table), text))
        for table, row, text in sorted(found, key=lambda each: (order.get(each[0], len(order)), each[:2]))
    ]
    chains = connection.execute(
        "SELECT session, seq, hash FROM share_chain WHERE share = ? AND section = 'main'", (share,)
    ).fetchall()
    marks = {chain_name(Section.MAIN, session): seq for session, seq, _hash in chains}
    hashes = {chain_name(Section.MAIN, session): hash_ for session, _seq, hash_ in chains}
    front = json.dumps({"marks": marks, "hashes": hashes})
    return f'{front[:-1]}, "rows": [{",".join(listed)}]}}'.encode()


def clear(ports: Ports, files: Files, share: Held, listing: Sequence[Entry]) -> int:
    """Take our own old batches out of the folder that a snapshot there says as well; gives how many files.

    Everybody in the share must have told to have them. Here they stay. Raises `Unreachable`.
    """
    with ports.planbook.reading() as connection:
        device = keys.own(connection, ports.random)
        membership = members.load(connection, share.id)
        told: dict[str, list[dict[str, int]]] = {}
        for other, body in connection.execute(
            "SELECT device, body FROM share_status WHERE share = ? AND device <> 'own'", (share.id,)
        ).fetchall():
            told.setdefault(other, []).append(json.loads(body)["watermarks"])
        others = [person.device for person in membership.present() if person.device != device.id]
        if not all(other in told for other in others) or not others:
            return 0
        ring = keys.keys_of(connection, share.id)
        mine = connection.execute(
            "SELECT session, seq, hash, at FROM share_batch WHERE share = ? AND section = 'main' AND device = ?",
            (share.id, device.id),
        ).fetchall()
    today = datetime.fromisoformat(moment_text(ports.clock))
    old = {
        hash_[:32]: (chain_name(Section.MAIN, session), seq)
        for session, seq, hash_, at in mine
        if today - datetime.fromisoformat(at) >= LONG
        and all(marks.get(chain_name(Section.MAIN, session), 0) >= seq for other in others for marks in told[other])
    }
    standing = {name.hash for entry in listing if (name := layout.parse(entry.path)) and name.kind is FileKind.BATCH}
    if standing.isdisjoint(old):
        return 0
    covered = _covered(files, share, membership, ring, listing)
    old = {hash_: (chain, seq) for hash_, (chain, seq) in old.items() if seq <= covered.get(chain, 0)}
    gone = 0
    for entry in listing:
        name = layout.parse(entry.path)
        if name is not None and name.kind is FileKind.BATCH and name.hash in old:
            files.remove(entry.path)
            gone += 1
    return gone


def _covered(
    files: Files, share: Held, membership: Membership, ring: keys.KeyRing, listing: Sequence[Entry]
) -> dict[str, int]:
    """How far the newest snapshot goes that can be read, whole, in the folder."""
    for path in sorted(_manifests(listing), key=_number, reverse=True):
        try:
            found = _opened(files, path, share, membership, ring, listing)
        except (FileFault, KeyError):
            continue
        if found is not None:
            return dict(found.told["marks"])
    return {}
