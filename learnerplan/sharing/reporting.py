"""Who has what: this computer's status for the others, theirs for us, and giving again what somebody lacks.

A carrier loses, tears and forgets; people empty folders. So whoever holds a batch gives it to whoever lacks it: under
its name where that is free, under another name where what stands there did not help. It goes back to its author, too,
who may have restored a backup.
"""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Section, ShareKind
from learnerplan.sharing import at_home, batches, claims, frame, keys, layout, members, places, publish, statuses
from learnerplan.sharing.clock import moment_text
from learnerplan.sharing.entries import chain_name
from learnerplan.sharing.faults import FileFault, Newer, Taken, Unreachable
from learnerplan.sharing.layout import FileKind
from learnerplan.sharing.problems import Trouble
from learnerplan.sharing.statuses import Status, StatusHeader

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.members import Membership
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.reading import Read
    from learnerplan.sharing.shape import Shape
    from learnerplan.sharing.shares import Held

HEARTBEAT = timedelta(hours=12)
"""How old this computer's last status gets before the same is told again."""
GRACE = timedelta(minutes=10)
"""How long a carrier has to bring a file before it is given again; doubled each time."""
_LONGEST = 12
"""Doublings of it at most: in the end a month."""
MOST_AGAIN = 200
OWN = "own"
"""Under this name stands what this computer told last: a planbook from the same backup has the same device."""
_KEPT = 2
_RUNS = 500
_LAST = 99_999_999
_START = datetime(2025, 1, 1, tzinfo=UTC)


def watermarks(connection: Any, share: str) -> dict[str, int]:
    """How far each chain is held."""
    sql = "SELECT section, session, seq FROM share_chain WHERE share = ?"
    return {chain_name(section, session): seq for section, session, seq in connection.execute(sql, (share,)).fetchall()}


def digest(connection: Any, shape: Shape, share: Held) -> str:
    """A hash over the states of all rows of a share: equal on two computers that hold the same of it.

    What stays at home is not looked at where the share is not one of one's own devices.
    """
    own = share.scope.kind is ShareKind.DEVICES
    total = hashlib.sha256()
    for table, row, text in connection.execute(
        """SELECT r.tbl, r.row_id, r.state FROM share_scope s JOIN share_row r ON r.tbl = s.tbl AND r.row_id = s.row_id
        WHERE s.share = ? AND s.section = 'main' ORDER BY r.tbl, r.row_id""",
        (share.id,),
    ):
        told = text if own else at_home.told_text(shape.home(table), text)
        total.update(f"{table}\0{row}\0{told}\n".encode())
    return total.hexdigest()


def read_statuses(ports: Ports, files: Files, share: Held, entries: Iterable[Entry], read: Read) -> None:
    """Keep the newest status of each other device. What is wrong with a file goes to `read`. Raises `Unreachable`."""
    with ports.planbook.reading() as connection:
        membership = members.load(connection, share.id)
        ring = keys.keys_of(connection, share.id)
        sql = "SELECT device, session, n FROM share_status WHERE share = ?"
        held = {(device, session): n for device, session, n in connection.execute(sql, (share.id,)).fetchall()}
        ours = claims.own_sessions(connection)
        own = _told(connection, share)
    found: dict[tuple[str, str], tuple[int, Status]] = {}
    for entry in entries:
        if own is not None and entry.path in own[2]["paths"]:
            continue
        try:
            data = files.read(entry.path, frame.LARGEST)
            header = statuses.header_of(data)
            person = membership.people.get(header.device)
            key = ring.get(Section.MAIN, header.epoch)
            if header.share != share.id or person is None or key is None:
                # Its author or key may come later; statuses are small and few.
                continue
            status = statuses.open_status(data, key, person.sign_public)
        except Unreachable as error:
            if error.reason == "gone":
                continue
            raise
        except Newer:
            read.outcomes[entry] = "newer"
        except FileFault as fault:
            read.outcomes[entry] = "damaged"
            if fault.reason == "signature":
                read.troubles.append((Trouble.FORGED, entry.path, fault.reason, None))
        else:
            read.outcomes[entry] = "done"
            run = (header.device, status.session)
            if status.session not in ours and header.n > max(held.get(run, 0), found.get(run, (0, None))[0]):
                found[run] = (header.n, status)
    if found:
        _keep(ports, share, found)


def _keep(ports: Ports, share: Held, found: dict[tuple[str, str], tuple[int, Status]]) -> None:
    now = moment_text(ports.clock)
    with ports.planbook.writing("Hear of others") as connection:
        for (device, session), (n, status) in found.items():
            body = json.dumps({**status._asdict(), "at": status.at.isoformat()})
            _write(connection, share, (device, session), n, now, body)
        for device in {device for device, _session in found}:
            _drop_outrun(connection, share, device)


def _drop_outrun(connection: Any, share: Held, device: str) -> None:
    """Earlier runs of a device are over when a later one says as much; a twin from one backup says something else."""
    rows = connection.execute(
        "SELECT session, body FROM share_status WHERE share = ? AND device = ? ORDER BY n", (share.id, device)
    ).fetchall()
    told = [(session, json.loads(body)["watermarks"]) for session, body in rows]
    for place, (session, marks) in enumerate(told):
        later = [theirs for _session, theirs in told[place + 1 :]]
        if any(all(theirs.get(chain, 0) >= seq for chain, seq in marks.items()) for theirs in later):
            connection.execute(
                "DELETE FROM share_status WHERE share = ? AND device = ? AND session = ?", (share.id, device, session)
            )


def _write(connection: Any, share: Held, run: tuple[str, str], n: int, now: str, body: str) -> None:
    connection.execute(
        """INSERT INTO share_status VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT(share, device, session) DO UPDATE
        SET n = excluded.n, at = excluded.at, turn = excluded.turn, body = excluded.body""",
        (share.id, *run, n, now, publish.next_turn(connection), body),
    )


def tell(ports: Ports, files: Files, share: Held, listing: Iterable[Entry]) -> bool:
    """Write this computer's status where it changed or grew old; tells whether it did. Raises `Unreachable`."""
    with ports.planbook.reading() as connection:
        device = keys.own(connection, ports.random)
        newest = members.sealing_key(connection, share.id, Section.MAIN)
        if newest is None:
            return False
        told: dict[str, Any] = {
            "session": ports.session,
            "watermarks": watermarks(connection, share.id),
            "app": ports.version or "0",
            "format": frame.FORMAT,
            "schema": ports.shape.version or "0",
            "wants": places.wants(connection, share.id),
        }
        row = _told(connection, share)
    mine = _mine(share, device.id, listing)
    now = datetime.fromisoformat(moment_text(ports.clock))
    text = json.dumps({**told, "epoch": newest[0]})
    is_same = row is not None and row[2]["said"] == text
    if is_same and row is not None and abs(now - datetime.fromisoformat(row[1])) < HEARTBEAT and mine:
        return False
    # Beyond every number of ours that anybody has seen, also in a life before a backup was restored.
    n = min(max([_by_time(now), row[0] + 1 if row is not None else 1, *(each + 1 for each in mine)]), _LAST)
    with ports.planbook.reading() as connection:
        # It looks at every row of the share, so it comes with the heartbeat and not with each edit.
        status = Status(**told, digest=digest(connection, ports.shape, share) if is_same else "", at=now)
    data = statuses.make(StatusHeader(share.id, device.id, n, newest[0]), status, newest[1], device, ports.random)
    path = layout.status(share.id, device.id, n, batches.digest(data))
    publish.put(files, path, data)
    paths = [path, *(row[2]["paths"] if row is not None else ())]
    for each in paths[_KEPT:]:
        files.remove(each)
    with ports.planbook.writing("Tell of ourselves") as connection:
        body = json.dumps({"said": text, "paths": paths[:_KEPT]})
        _write(connection, share, (OWN, ""), n, now.isoformat(), body)
        sessions = list(dict.fromkeys([ports.session, *claims.own_sessions(connection)]))[:_RUNS]
        connection.execute(
            "INSERT INTO share_meta VALUES ('sessions', ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            (json.dumps(sessions),),
        )
    return True


def _by_time(now: datetime) -> int:
    """A number for a status by the time, in tens of seconds; 1 for a clock so far ahead that numbers would run out."""
    number = int((now - _START).total_seconds()) // 10
    return number if 0 < number < _LAST // 2 else 1


def _told(connection: Any, share: Held) -> tuple[int, str, dict[str, Any]] | None:
    """What this computer told last: its number, when, and what."""
    row = connection.execute(
        "SELECT n, at, body FROM share_status WHERE share = ? AND device = ?", (share.id, OWN)
    ).fetchone()
    return None if row is None else (row[0], row[1], json.loads(row[2]))


def _mine(share: Held, device: str, listing: Iterable[Entry]) -> dict[int, list[str]]:
    """This device's statuses in the folder, by number: also those of a life before a backup was restored."""
    mine: dict[int, list[str]] = {}
    for entry in listing:
        name = layout.parse(entry.path)
        if name is not None and name.kind is FileKind.STATUS and name.owner == device and name.n:
            mine.setdefault(name.n, []).append(entry.path)
    return mine


def give_again(ports: Ports, files: Files, share: Held, listing: Iterable[Entry]) -> int:
    """Give others what they lack and the folder does not bring them; gives how many files. Raises `Unreachable`."""
    there = _standing(ports, share, listing)
    with ports.planbook.reading() as connection:
        membership = members.load(connection, share.id)
        lacking = _lacking(connection, share, membership)
        due = [
            (section, session, seq)
            for (section, session, seq), heard in sorted(lacking.items())
            if _is_due(connection, ports, share, (section, session, seq), heard, there)
        ][:MOST_AGAIN]
    done = []
    try:
        for section, session, seq in due:
            with ports.planbook.reading() as connection:
                digest_, body, wrote = connection.execute(
                    """SELECT hash, body, wrote FROM share_batch
                    WHERE share = ? AND section = ? AND session = ? AND seq = ?""",
                    (share.id, section, session, seq),
                ).fetchone()
            path = layout.batch(share.id, session, seq, digest_)
            try:
                publish.put(files, path, bytes(body), wrote if digest_[:32] in there else 0)
            except Taken:
                # Something else stands under all of its names: that keeps nothing else from being given.
                continue
            done.append((share.id, section, session, seq))
    finally:
        if done:
            with ports.planbook.writing("Give again") as connection:
                publish.note_put(connection, ports, done)
    return len(done)


def _standing(ports: Ports, share: Held, listing: Iterable[Entry]) -> set[str]:
    """The beginnings of the hashes of the batches that stand in the folder, as far as their names and we know."""
    with ports.planbook.reading() as connection:
        sql = "SELECT path, size FROM share_file WHERE share = ? AND outcome NOT IN ('done')"
        spoilt = set(connection.execute(sql, (share.id,)).fetchall())
    found = ((entry, layout.parse(entry.path)) for entry in listing)
    return {
        name.hash
        for entry, name in found
        if name is not None and name.kind is FileKind.BATCH and (entry.path, entry.size) not in spoilt
    }


def _lacking(connection: Any, share: Held, membership: Membership) -> dict[tuple[str, str, int], int]:
    """The batches that we hold and somebody else does not, with the turn in which we heard so last."""
    present = {person.device: person for person in membership.present()}
    found: dict[tuple[str, str, int], int] = {}
    for other, turn, body in connection.execute(
        "SELECT device, turn, body FROM share_status WHERE share = ? AND device <> ?", (share.id, OWN)
    ).fetchall():
        person = present.get(other)
        if person is None:
            continue
        marks = json.loads(body)["watermarks"]
        for section, session, seq, author in connection.execute(
            "SELECT section, session, seq, device FROM share_batch WHERE share = ? AND wrote > 0", (share.id,)
        ).fetchall():
            allowed = section == Section.MAIN.value or person.restricted
            # What the log does not let stand is given to nobody.
            allowed &= membership.may_write(author, Section(section), session, seq) is None
            if allowed and seq > marks.get(chain_name(section, session), 0):
                found[section, session, seq] = max(turn, found.get((section, session, seq), 0))
    return found


def _is_due(
    connection: Any,
    ports: Ports,
    share: Held,
    which: tuple[str, str, int],
    heard: int,
    there: set[str],
) -> bool:
    hash_, wrote, put_at, put_turn, at = connection.execute(
        """SELECT hash, wrote, put_at, put_turn, at FROM share_batch
        WHERE share = ? AND section = ? AND session = ? AND seq = ?""",
        (share.id, *which),
    ).fetchone()
    if hash_[:32] not in there:
        return True
    patience = GRACE * (1 << min(wrote, _LONGEST))
    now = datetime.fromisoformat(moment_text(ports.clock))
    # It stands there, and the other has been heard of since without it. A clock that was set counts as time enough.
    waited = abs(now - datetime.fromisoformat(put_at or at)) >= patience
    return wrote < publish.MOST_COPIES and waited and heard > (put_turn or 0)
