"""Who is in a share and what they may write: the fold of the owner's log, the same on every computer.

A right that ends, whole or in part, carries the watermarks that the owner held then. What was written up to there stays
good for everybody, also for who hears of it later; what came after is refused by everybody. So all end with the same
record. Who is given the right again is believed for what they wrote meanwhile, too, since they could write it again.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from typing import Any, NamedTuple

from learnerplan.domain.shares import Role, Scope, Section, ShareKind
from learnerplan.sharing.entries import Entry, EntryKind, chain_name


class Standing(StrEnum):
    """Whether somebody is in the share, or was let go, or their day had come."""

    IN = "in"
    REVOKED = "revoked"
    ENDED = "ended"


class Person(NamedTuple):
    """A member's device. `marks` are the last batches, by chain, that are taken where the right to write has ended.

    `learner_ids` tells whom this member works with; it is not a wall, since all hold the same keys. What somebody must
    not read belongs into another share.
    """

    device: str
    name: str
    role: Role
    sign_public: bytes
    seal_public: bytes
    since: datetime
    until: date | None = None
    learner_ids: tuple[str, ...] = ()
    restricted: bool = False
    standing: Standing = Standing.IN
    marks: Mapping[str, int] = {}

    def writes(self, section: Section) -> bool:
        """Whether what this member changes now is taken."""
        allowed = section is Section.MAIN or self.restricted
        return self.standing is Standing.IN and self.role is not Role.READER and allowed


class Membership(NamedTuple):
    """How a share stands after its log. `n` and `hash` are those of the last entry, 0 and "" before the first.

    `forks` are numbers for which the owner signed more than one entry (a planbook that was restored from a backup does
    so); `odd` are entries that make no sense where they stand and were passed over.
    """

    people: Mapping[str, Person] = {}
    title: str = ""
    scope: Scope | None = None
    owner: str = ""
    restricted: bool = False
    epoch: int = 1
    n: int = 0
    hash: str = ""
    forks: tuple[int, ...] = ()
    odd: tuple[int, ...] = ()

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> Membership:
        """Fold entries, in any order, that `read_entry` gave. What comes after a gap is not looked at yet.

        Where the log forks, the branch that goes on longest holds, then the one with the smaller hash: everybody who
        has the same entries chooses the same one.
        """
        below = _below(entries)
        share = cls()
        for entry in _longest(below):
            n = entry.place.n
            rivals = sum(other.place.n == n for other in below[entry.place.previous].values()) > 1
            share = _after(share, entry)
            share = share._replace(n=n, hash=entry.hash, forks=(*share.forks, n) if rivals else share.forks)
        return share

    def may_write(self, device: str, section: Section, session: str, seq: int) -> str | None:
        """`None`, or why a batch is not taken: "unknown", "session", "reader", "section", "revoked" or "ended"."""
        person = self.people.get(device)
        if person is None:
            return "unknown"
        if not session.startswith(f"{device}-"):
            return "session"
        if person.writes(section) or seq <= person.marks.get(chain_name(section, session), 0):
            return None
        if person.standing is not Standing.IN:
            return person.standing.value
        return "reader" if person.role is Role.READER else "section"

    def present(self) -> list[Person]:
        """Who is in the share now."""
        return [person for person in self.people.values() if person.standing is Standing.IN]

    def over(self, today: date) -> list[Person]:
        """Members whose last day is past."""
        return [person for person in self.present() if person.until is not None and person.until < today]


def chain(entries: Iterable[Entry]) -> list[Entry]:
    """The entries that hold, in order: those that `Membership.of` folds."""
    return _longest(_below(entries))


class Turn(NamedTuple):
    """A change of somebody's part: when the owner made it, and what held before and after."""

    at: datetime
    before: Person
    after: Person


def turns(entries: Iterable[Entry]) -> list[Turn]:
    """The changes of parts that hold, in order."""
    share, found = Membership(), []
    for entry in chain(entries):
        then = _after(share, entry)
        if entry.kind is EntryKind.CHANGED and entry.place.n not in then.odd:
            device = entry.told["device"]
            found.append(Turn(entry.at, share.people[device], then.people[device]))
        share = then
    return found


def _below(entries: Iterable[Entry]) -> dict[str, dict[str, Entry]]:
    below: dict[str, dict[str, Entry]] = {}
    for entry in entries:
        below.setdefault(entry.place.previous, {})[entry.hash] = entry
    return below


def _longest(below: Mapping[str, Mapping[str, Entry]]) -> list[Entry]:
    """The chain that holds, from the first entry on. Without recursion: a log may be long."""
    levels: list[dict[str, Entry]] = [_founders(below)]
    while levels[-1]:
        n = len(levels) + 1
        levels.append({e.hash: e for parent in levels[-1] for e in below.get(parent, {}).values() if e.place.n == n})
    chain: list[Entry] = []
    if len(levels) > 1:
        last = levels[-2]
        chain.append(last[min(last)])
    for level in reversed(levels[:-2]):
        chain.append(level[chain[-1].place.previous])
    return chain[::-1]


def _founders(below: Mapping[str, Mapping[str, Entry]]) -> dict[str, Entry]:
    first = below.get("", {})
    return {entry.hash: entry for entry in first.values() if entry.place.n == 1 and entry.kind is EntryKind.FOUNDED}


def _after(share: Membership, entry: Entry) -> Membership:
    told = entry.told
    if entry.kind is EntryKind.FOUNDED and not share.people:
        return _founded(entry)
    if entry.kind is EntryKind.ADDED and _may_come(share, told["device"], told["sign"], told["seal"]):
        return _with(share, _arrived(share, entry))
    if entry.kind is EntryKind.EPOCH and told["number"] > share.epoch:
        return share._replace(epoch=told["number"])
    if entry.kind is EntryKind.RENAMED:
        return share._replace(title=told["title"])
    held = share.people.get(told.get("device", ""))
    if held is not None and held.device != share.owner:
        if entry.kind in _ENDS:
            return _with(share, held._replace(standing=_ENDS[entry.kind], marks=_marks(held, entry)))
        if entry.kind is EntryKind.CHANGED and _may_change(share, held, told):
            return _with(share._replace(epoch=told["epoch"]), _changed(held, entry))
    return share._replace(odd=(*share.odd, entry.place.n))


_ENDS = {
    EntryKind.REVOKED: Standing.REVOKED,
    EntryKind.ENDED: Standing.ENDED,
}


def _founded(entry: Entry) -> Membership:
    told = entry.told
    scope = told["scope"]
    owner = Person(
        told["device"], told["name"], Role.OWNER, bytes.fromhex(told["sign"]), bytes.fromhex(told["seal"]), entry.at,
        restricted=told["restricted"],
    )  # fmt: skip
    return Membership(
        {owner.device: owner},
        told["title"],
        Scope(ShareKind(scope["kind"]), scope["class"], tuple(scope["learners"])),
        owner.device,
        told["restricted"],
    )


def _may_come(share: Membership, device: str, sign: str, seal: str) -> bool:
    """A device keeps its keys: nobody takes the place of another by its name."""
    held = share.people.get(device)
    if held is None:
        return True
    return device != share.owner and (held.sign_public.hex(), held.seal_public.hex()) == (sign, seal)


def _arrived(share: Membership, entry: Entry) -> Person:
    told = entry.told
    held = share.people.get(told["device"])
    return Person(
        told["device"],
        told["name"],
        Role(told["role"]),
        bytes.fromhex(told["sign"]),
        bytes.fromhex(told["seal"]),
        entry.at,
        _day(told["until"]),
        tuple(told["learners"]),
        told["restricted"],
        marks=held.marks if held is not None else {},
    )


def _may_change(share: Membership, held: Person, told: Mapping[str, Any]) -> bool:
    """Whose part changes is in the share. Who gets the supports, or has them no longer, does so with new keys."""
    if held.standing is not Standing.IN:
        return False
    if told["restricted"] is held.restricted:
        return bool(told["epoch"] >= share.epoch)
    return bool(told["epoch"] > share.epoch)


def _changed(held: Person, entry: Entry) -> Person:
    told = entry.told
    return held._replace(
        name=told["name"],
        role=Role(told["role"]),
        until=_day(told["until"]),
        learner_ids=tuple(told["learners"]),
        restricted=told["restricted"],
        marks=_marks(held, entry),
    )


def _marks(held: Person, entry: Entry) -> dict[str, int]:
    """The marks of before, risen where the entry says so."""
    told = entry.told["marks"]
    return {**held.marks, **{chain: max(seq, held.marks.get(chain, 0)) for chain, seq in told.items()}}


def _with(share: Membership, person: Person) -> Membership:
    return share._replace(people={**share.people, person.device: person})


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text is not None else None
