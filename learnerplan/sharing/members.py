"""The membership log as this planbook keeps it (`share_entry`): founded, added to by the owner, taken in by all."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

from learnerplan.domain.shares import Section
from learnerplan.sharing import entries, keys
from learnerplan.sharing.batches import digest
from learnerplan.sharing.entries import Entry, EntryKind, Place, make_entry, read_entry
from learnerplan.sharing.faults import Damaged, FileFault
from learnerplan.sharing.keys import Device
from learnerplan.sharing.membership import Membership, Person, Standing, Turn, chain, turns
from learnerplan.sharing.seal import Random

__all__ = [
    "Entry",
    "EntryKind",
    "Membership",
    "Person",
    "Place",
    "Standing",
    "Taken",
    "Turn",
    "add",
    "bodies",
    "change",
    "changed_parts",
    "founding",
    "is_ready",
    "load",
    "make_entry",
    "new_epoch",
    "owner_key",
    "read_entry",
    "sealing_key",
    "take_in",
]


_LONGEST_STEP = 1000


class Taken(NamedTuple):
    """What files of the log came to. `faults` are those of single files, by the digest of the file. `lost` are entries
    that this planbook made and that hold no more, since the log went another way before a backup was restored here.
    """

    news: tuple[Entry, ...]
    forks: tuple[int, ...]
    faults: Mapping[str, FileFault]
    lost: tuple[Entry, ...] = ()


def founding(connection: Any, share: str, device: Device, name: str, random: Random) -> Membership:
    """Make the first entry and the first keys of a share whose row stands in `share` already; `name` is the owner's.

    A key for the supports is made whether they are shared now or not: a section may be opened later.
    """
    title, kind, config, since = connection.execute(
        "SELECT name, kind, config, since FROM share WHERE id = ?", (share,)
    ).fetchone()
    told = json.loads(config)
    for section in Section:
        keys.add(connection, share, section, 1, random(keys.KEY_BYTES))
    scope = {"kind": kind, "class": told.get("class"), "learners": list(told.get("learners", ()))}
    body = {
        **_public(device),
        "name": name,
        "title": title,
        "scope": scope,
        "restricted": bool(told.get("restricted")),
        "at": datetime.fromisoformat(since).isoformat(timespec="seconds"),
    }
    return _append(connection, Place(share, 1, 1, ""), EntryKind.FOUNDED, body, device, random)


def add(
    connection: Any,
    share: str,
    kind: EntryKind,
    told: Mapping[str, Any],
    device: Device,
    random: Random,
    at: datetime,
) -> Membership:
    """Append an entry, as the owner; gives how the share stands then. Raises `ValueError` for one that does not fit.

    The keys that count must be here (`is_ready`).
    """
    now = load(connection, share)
    if now.owner != device.id:
        raise ValueError("the owner alone writes the log")
    place = Place(share, now.n + 1, now.epoch, now.hash)
    after = _append(connection, place, kind, {**told, "at": at.isoformat(timespec="seconds")}, device, random)
    if place.n in after.odd:
        raise ValueError(f"an entry of kind {kind} does not fit here")
    return after


def new_epoch(connection: Any, share: str, device: Device, random: Random, at: datetime) -> Membership:
    """Have new keys hold from now on, for all sections; who shall have them gets them in an envelope."""
    number = _next_epoch(connection, share, random)
    after = add(connection, share, EntryKind.EPOCH, {"number": number}, device, random, at)
    _make_keys(connection, share, number, random)
    return after


def change(
    connection: Any,
    share: str,
    person: Person,
    marks: Mapping[str, int],
    device: Device,
    random: Random,
    at: datetime,
) -> Membership:
    """Have a member's part be as `person` says, as the owner; new keys hold where the supports are given or taken.

    `marks` are the last batches of theirs that stay good where a right to write ends. Raises `ValueError` when they are
    not in the share, or own it.
    """
    now = load(connection, share)
    held = now.people.get(person.device)
    anew = held is not None and held.restricted is not person.restricted
    number = _next_epoch(connection, share, random) if anew else now.epoch
    told = {
        "device": person.device,
        "marks": dict(marks),
        "name": person.name,
        "role": person.role.value,
        "until": person.until.isoformat() if person.until is not None else None,
        "learners": list(person.learner_ids),
        "restricted": person.restricted,
        "epoch": number,
    }
    after = add(connection, share, EntryKind.CHANGED, told, device, random, at)
    if anew:
        _make_keys(connection, share, number, random)
    return after


def load(connection: Any, share: str) -> Membership:
    """How a share stands. An empty `Membership` before the first entry came."""
    return Membership.of(_held(connection, share).values())


def is_ready(connection: Any, share: str) -> bool:
    """Whether the keys that count by the log are here. An owner who was put back to a backup may have the log before
    them, and can add nothing to it until they came."""
    return keys.keys_of(connection, share).get(Section.MAIN, load(connection, share).epoch) is not None


def sealing_key(connection: Any, share: str, section: Section) -> tuple[int, bytes] | None:
    """What new files of a section are sealed with: the newest epoch whose key is here, and the key.

    Once the log is here, one of its epochs: where the log forked, others may never get the keys of the other branch.
    """
    held, ring = _held(connection, share).values(), keys.keys_of(connection, share)
    if not held:
        return ring.newest(section)
    epochs = {entry.place.epoch for entry in held} | {Membership.of(held).epoch}
    newest = max((epoch for epoch in epochs if ring.get(section, epoch) is not None), default=None)
    return None if newest is None else (newest, ring.keys[section, newest])


def bodies(connection: Any, share: str) -> list[tuple[Entry, bytes]]:
    """The entries that are held, in order, each with the bytes of its file."""
    held = _held(connection, share)
    sql = "SELECT hash, body FROM share_entry WHERE share = ? ORDER BY n"
    return [(held[hash_], bytes(body)) for hash_, body in connection.execute(sql, (share,)).fetchall()]


def changed_parts(connection: Any, share: str) -> list[Turn]:
    """The changes of what members may do, in order."""
    return turns(_held(connection, share).values())


def take_in(connection: Any, share: str, owner_public: bytes, files: Iterable[bytes]) -> Taken:
    """Take in files of the log, in any order; what was held counts along, so that all end with the same log.

    Hand in every file of the log that the folder has when one is new: after a fork the branch that is not held is
    there alone.
    """
    ring = keys.keys_of(connection, share)
    held = _held(connection, share)
    bodies: dict[str, bytes] = {}
    found: dict[str, Entry] = dict(held)
    faults: dict[str, FileFault] = {}
    for data in files:
        try:
            entry = read_entry(data, ring, owner_public)
            if entry.place.share != share:
                raise Damaged("content")
        except FileFault as fault:
            faults[digest(data)] = fault
            continue
        bodies[entry.hash] = data
        found[entry.hash] = entry
    holds = chain(found.values())
    lost = []
    for hash_ in sorted(held.keys() - {entry.hash for entry in holds}):
        given = (share, hash_)
        if not connection.execute("SELECT wrote FROM share_entry WHERE share = ? AND hash = ?", given).fetchone()[0]:
            lost.append(held[hash_])
        connection.execute("DELETE FROM share_entry WHERE share = ? AND hash = ?", given)
    news = tuple(entry for entry in holds if entry.hash not in held)
    for entry in news:
        _keep(connection, entry, bodies[entry.hash], wrote=1)
    return Taken(news, Membership.of(found.values()).forks, faults, tuple(lost))


def owner_key(connection: Any, share: str) -> bytes | None:
    """The key by which the owner's signature is known: from the first entry, or from the invitation that was used."""
    founded = next(iter(_held(connection, share).values()), None)
    if founded is not None:
        return bytes.fromhex(founded.told["sign"])
    row = connection.execute(
        "SELECT body FROM share_invitation WHERE share = ? AND state = 'used'", (share,)
    ).fetchone()
    return bytes.fromhex(json.loads(row[0])["sign"]) if row is not None else None


def _held(connection: Any, share: str) -> dict[str, Entry]:
    ring = keys.keys_of(connection, share)
    rows = connection.execute("SELECT body FROM share_entry WHERE share = ? ORDER BY n", (share,)).fetchall()
    held = tuple(sorted((section, epoch, key) for (section, epoch), key in ring.keys.items()))
    read = [_read_again(bytes(body), held) for (body,) in rows]
    return {entry.hash: entry for entry in read}


@lru_cache(maxsize=512)
def _read_again(data: bytes, held: tuple[tuple[Section, int, bytes], ...]) -> Entry:
    """Entries never change, and each round asks for all of them several times."""
    return entries.read_again(data, keys.KeyRing({(section, epoch): key for section, epoch, key in held}))


def _next_epoch(connection: Any, share: str, random: Random) -> int:
    """Beyond every number that is known here, by a step that is drawn: a planbook that was put back to a backup must
    not give its new keys the number of those that it made, and gave to others, before."""
    ring = keys.keys_of(connection, share)
    newest = max((ring.newest(section) or (0, b""))[0] for section in Section)
    return max(load(connection, share).epoch, newest) + 1 + int.from_bytes(random(2), "big") % _LONGEST_STEP


def _make_keys(connection: Any, share: str, number: int, random: Random) -> None:
    for section in Section:
        keys.add(connection, share, section, number, random(keys.KEY_BYTES))


def _append(
    connection: Any, place: Place, kind: EntryKind, told: Mapping[str, Any], device: Device, random: Random
) -> Membership:
    ring = keys.keys_of(connection, place.share)
    data = make_entry(place, kind, told, ring.keys[Section.MAIN, place.epoch], device, random)
    _keep(connection, read_entry(data, ring, device.sign_public), data, wrote=0)
    return load(connection, place.share)


def _keep(connection: Any, entry: Entry, data: bytes, *, wrote: int) -> None:
    connection.execute(
        "INSERT INTO share_entry(share, n, hash, body, wrote) VALUES (?, ?, ?, ?, ?)",
        (entry.place.share, entry.place.n, entry.hash, data, wrote),
    )


def _public(device: Device) -> dict[str, str]:
    return {"device": device.id, "sign": device.sign_public.hex(), "seal": device.seal_public.hex()}
