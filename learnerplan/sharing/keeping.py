"""Keeping the log of members and their keys in the folder: everybody who holds them does so, not the owner alone.

Each computer tells in its statuses how far it has the log and the keys. Who still asks to come in has no key to tell
anything with, and gives the request once more: the owner knows whose it is.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.shares import Role
from learnerplan.sharing import batches, envelopes, giving, keys, layout, members, places, publish, reading
from learnerplan.sharing.envelopes import EnvelopeHeader
from learnerplan.sharing.giving import Gift
from learnerplan.sharing.layout import FileKind
from learnerplan.sharing.places import Voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.members import Membership, Person
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shares import Held

WHOLE = "log"
"""The outcome of a file of the log, or an envelope, that was read and is whole."""


class _Asker(NamedTuple):
    """Who asks to come in, by a request in the folder: in which turn a copy of it came last, and all of its copies."""

    device: str
    turn: int
    paths: list[str]


def keep(ports: Ports, files: Files, share: Held, listing: Sequence[Entry]) -> int:
    """Put the log and the newest keys of each member there, and again for who lacks them; gives how many files.

    The owner makes the keys ready; the others give what they saw, also while the owner is away. Raises `Unreachable`.
    """
    _note_askers(ports, share, listing)
    ours = [entry for entry in listing if (name := layout.parse(entry.path)) is not None and name.kind in places.KINDS]
    with ports.planbook.reading() as connection:
        # A file that changed since it was read may be of use to nobody by now.
        changed = {entry.path for entry in reading.unseen(connection, share, ours)}
        sql = "SELECT path FROM share_file WHERE share = ? AND outcome = ?"
        whole = {path for (path,) in connection.execute(sql, (share.id, WHOLE)).fetchall()} - changed
        membership = members.load(connection, share.id)
        voices = [*places.voices(connection, share.id), *_asking(connection, share.id)]
    there = set(giving.copies_of([entry for entry in ours if entry.path in whole]))
    gifts = [*_log(ports, share.id, membership, voices, there), *_envelopes(ports, share, membership, voices, there)]
    return giving.give(ports, files, share.id, ours, gifts)


def keep_log(ports: Ports, files: Files, share: Held) -> None:
    """Put the log of a share that was just founded into its folder. Raises `Unreachable`."""
    with ports.planbook.reading() as connection:
        held = members.bodies(connection, share.id)
    for entry, body in held:
        publish.put(files, layout.entry(share.id, entry.place.n, entry.hash), body)


def _log(ports: Ports, share: str, membership: Membership, voices: list[Voice], there: set[str]) -> list[Gift]:
    with ports.planbook.reading() as connection:
        held = members.bodies(connection, share)
    log = {entry.place.n: entry for entry, _body in held}
    present = {person.device for person in membership.present()}
    gifts = []
    for entry, body in held:
        path = layout.entry(share, entry.place.n, entry.hash)
        # Who is in the share no more reads the log up to there, and no further.
        lacking = [
            voice.turn
            for voice in voices
            if not voice.has(entry, log) and (voice.device in present or entry.place.epoch <= voice.epoch)
        ]
        gifts.append(Gift(path, body, _is_there(path, there), max(lacking, default=0)))
    return gifts


def _envelopes(ports: Ports, share: Held, membership: Membership, voices: list[Voice], there: set[str]) -> list[Gift]:
    gifts = []
    for person in membership.present():
        header = EnvelopeHeader(share.id, person.device, membership.epoch)
        with ports.planbook.reading() as connection:
            data = envelopes.kept(connection, header)
        if data is None and share.role is Role.OWNER:
            data = _made(ports, header, person)
        if data is None:
            continue
        path = layout.envelope(share.id, person.device, header.epoch, batches.digest(data))
        lacking = [voice.turn for voice in voices if voice.device == person.device and voice.epoch < header.epoch]
        gifts.append(Gift(path, data, _is_there(path, there), max(lacking, default=0)))
    return gifts


def _made(ports: Ports, header: EnvelopeHeader, person: Person) -> bytes | None:
    """An envelope with the newest keys, for the owner as well: a restored backup gets its keys back by it.

    `None` while the owner, restored from one, does not have the newest keys either.
    """
    with ports.planbook.writing("Make keys ready") as connection:
        device = keys.own(connection, ports.random)
        if not members.is_ready(connection, header.share):
            return None
        ring = keys.keys_of(connection, header.share)
        data = envelopes.make(header, ring, person.seal_public, device, restricted=person.restricted)
        envelopes.keep(connection, header.share, device.sign_public, data)
    return data


def _is_there(path: str, there: set[str]) -> bool:
    name = layout.parse(path)
    return name is not None and giving.key_of(name) in there


def _asking(connection: Any, share: str) -> list[Voice]:
    """Who asks has no keys. What of the log is lacking is told when they have come."""
    return [Voice(device, turn, places.ALL, "", 0) for device, turn, _paths in _askers(connection, share).values()]


def _note_askers(ports: Ports, share: Held, listing: Sequence[Entry]) -> None:
    """Whose requests came again, as the owner: those who ask still have not got what they were given."""
    place = layout.folder(share.id, FileKind.REQUEST)
    copies = giving.copies_of(entry for entry in listing if entry.path.startswith(place))
    with ports.planbook.reading() as connection:
        before = _askers(connection, share.id)
        rows = connection.execute("SELECT device, body FROM share_request WHERE share = ?", (share.id,)).fetchall()
    named = {f"{FileKind.REQUEST.value}/{json.loads(body).get('file', '')}": device for device, body in rows}
    asked = {key: device for key, device in named.items() if key in copies}
    news = {key for key in asked if key not in before or not copies[key] <= set(before[key].paths)}
    if not news:
        return
    with ports.planbook.writing("Note who asks again") as connection:
        turn = publish.next_turn(connection)
        told = {
            key: _Asker(device, turn if key in news else before[key].turn, sorted(copies[key]))
            for key, device in asked.items()
        }
        connection.execute(
            "INSERT INTO share_meta VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value",
            (f"askers {share.id}", json.dumps(told)),
        )


def _askers(connection: Any, share: str) -> dict[str, _Asker]:
    row = connection.execute("SELECT value FROM share_meta WHERE name = ?", (f"askers {share}",)).fetchone()
    return {} if row is None else {key: _Asker(*each) for key, each in json.loads(row[0]).items()}
