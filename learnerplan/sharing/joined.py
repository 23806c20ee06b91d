"""This planbook's place in a share, looked at in each round: the owner's log, the keys for us, what ended.

The owner's computer also sees to it that members whose last day is past are let go. Everybody sees to it that the log
and the envelopes with the keys stay in the folder (`keeping`).
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Role, Section, ShareState
from learnerplan.sharing import (
    asking,
    batches,
    envelopes,
    frame,
    keeping,
    keys,
    layout,
    members,
    places,
    problems,
    reading,
    rights,
    shares,
    vouching,
)
from learnerplan.sharing.clock import moment_text
from learnerplan.sharing.entries import EntryKind
from learnerplan.sharing.faults import Damaged, FileFault, Forged, Locked, Newer, Unreachable
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
_HEARD = "heard {share}"
"""Under this name stands in `share_meta` by which log what others wrote was judged last."""
_ANEW = "anew {share}"
"""And under this one that an owner must make new keys."""
_MISNAMED = "misnamed"
"""The outcome of a file of the log, or an envelope, that is whole and stands under the name of another one."""
_WITH_KEYS = (EntryKind.EPOCH, EntryKind.CHANGED)
"""What new keys come with."""
_OVER = (ShareState.LEFT, ShareState.REVOKED)
_TROUBLES: dict[type[FileFault], Trouble] = {
    Newer: Trouble.NEWER,
    Damaged: Trouble.DAMAGED,
    Forged: Trouble.FORGED,
}


def tend(ports: Ports, files: Files, share_id: str, listing: Sequence[Entry]) -> Held:
    """Take in what concerns this planbook's place: the log, keys for us, as the owner those who ask to come in.

    Gives the share as it stands then. Raises `Unreachable`, and `KeyError` for a share that is not there.
    """
    with ports.planbook.reading() as connection:
        share = {each.id: each for each in shares.load(connection)}[share_id]
        owner_public = members.owner_key(connection, share_id)
    if share.state in _OVER or owner_public is None:
        return share
    _take_keys(ports, files, share, owner_public, listing)
    _take_log(ports, files, share, owner_public, listing)
    _note_mended(ports, share, listing)
    _judge_anew(ports, share_id)
    with ports.planbook.reading() as connection:
        share = {each.id: each for each in shares.load(connection)}[share_id]
    if share.role is Role.OWNER:
        asking.take(ports, files, share, listing)
        _make_keys_anew(ports, share_id)
        _end(ports, share)
    return share


def give(ports: Ports, files: Files, share: Held, listing: Sequence[Entry]) -> None:
    """Put there what others need to come in and to stay in, so far as we hold it. Raises `Unreachable`.

    After reading: a folder that is full or may not be written keeps nobody from reading it.
    """
    if share.state not in _OVER:
        asking.give(ports, files, share, listing)
        if share.state is ShareState.ON:
            keeping.keep(ports, files, share, listing)


def _of(listing: Iterable[Entry], kind: FileKind) -> list[Entry]:
    return [entry for entry in listing if (name := layout.parse(entry.path)) is not None and name.kind is kind]


def _read(files: Files, path: str) -> bytes | None:
    """What stands in a file: nothing of use in one that is too large, `None` for one that is gone."""
    try:
        return files.read(path, frame.LARGEST)
    except Damaged:
        return b""
    except Unreachable as error:
        if error.reason == "gone":
            return None
        raise


def _take_keys(ports: Ports, files: Files, share: Held, owner_public: bytes, listing: Sequence[Entry]) -> None:
    with ports.planbook.reading() as connection:
        device = keys.own(connection, ports.random)
        fresh = reading.unseen(connection, share, _of(listing, FileKind.ENVELOPE))
    for entry in fresh:
        data = _read(files, entry.path)
        if data is None:
            continue
        with ports.planbook.writing("Take shared keys") as connection:
            try:
                if envelopes.header_of(data).device == device.id:
                    envelopes.take_in(connection, share.id, device, owner_public, data)
                envelopes.keep(connection, share.id, owner_public, data)
            except FileFault as fault:
                _note_fault(connection, ports, share, entry, fault)
            else:
                _note_whole(connection, share, entry, data)


def _take_log(ports: Ports, files: Files, share: Held, owner_public: bytes, listing: Sequence[Entry]) -> None:
    entries = _of(listing, FileKind.ENTRY)
    with ports.planbook.reading() as connection:
        fresh = reading.unseen(connection, share, entries)
        before = members.load(connection, share.id)
    if not fresh and before.n:
        return
    datas = {entry: data for entry in entries if (data := _read(files, entry.path)) is not None}
    with ports.planbook.writing("Take in who is in the share") as connection:
        taken = members.take_in(connection, share.id, owner_public, datas.values())
        if taken.news:
            _hear(connection, ports, share)
        if any(entry.kind in _WITH_KEYS for entry in taken.lost):
            _set(connection, _ANEW.format(share=share.id), moment_text(ports.clock))
        for n in taken.forks:
            # Both ways of it stay in the folder, and are read whenever the log has news.
            problems.note_once(connection, ports.clock, share.id, Trouble.FORK, f"log {n}")
        for entry in fresh:
            fault = taken.faults.get(batches.digest(datas[entry])) if entry in datas else None
            # What is sealed with a key that has not come is read again.
            if fault is not None and not isinstance(fault, Locked) and fault.reason != "key":
                _note_fault(connection, ports, share, entry, fault)
            elif fault is None and entry in datas:
                _note_whole(connection, share, entry, datas[entry])


def _hear(connection: Any, ports: Ports, share: Held) -> None:
    """What follows from news in the log."""
    membership = members.load(connection, share.id)
    _settle(connection, ports, share, membership)
    rights.follow(connection, ports, share, membership)
    vouching.vouch(connection, ports, share.id, membership)


def _judge_anew(ports: Ports, share: str) -> None:
    """What was refused may be right by what the log says now, whether it came or was written here."""
    name = _HEARD.format(share=share)
    with ports.planbook.reading() as connection:
        now, before = members.load(connection, share).hash, _get(connection, name)
    if now == before:
        return
    with ports.planbook.writing("Look again at what was refused") as connection:
        connection.execute(
            "DELETE FROM share_file WHERE share = ? AND outcome IN ('refused', 'forged', 'closed')", (share,)
        )
        connection.execute(
            "UPDATE share_problem SET gone = ? WHERE share = ? AND kind = ?",
            (moment_text(ports.clock), share, Trouble.NOT_ALLOWED.value),
        )
        _set(connection, name, now)


def _make_keys_anew(ports: Ports, share: str) -> None:
    """As an owner whose own entries gave way to those from before a backup was restored: what was sealed with the keys
    of them can be read by everybody once they come along with newer ones."""
    name = _ANEW.format(share=share)
    with ports.planbook.reading() as connection:
        if _get(connection, name) is None or not members.is_ready(connection, share):
            return
    with ports.planbook.writing("Make new keys") as connection:
        at = datetime.fromisoformat(moment_text(ports.clock))
        members.new_epoch(connection, share, keys.own(connection, ports.random), ports.random, at)
        connection.execute("DELETE FROM share_meta WHERE name = ?", (name,))


def _get(connection: Any, name: str) -> str | None:
    row = connection.execute("SELECT value FROM share_meta WHERE name = ?", (name,)).fetchone()
    return None if row is None else str(row[0])


def _set(connection: Any, name: str, value: str) -> None:
    connection.execute(
        "INSERT INTO share_meta VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", (name, value)
    )


def _note_whole(connection: Any, share: Held, entry: Entry, data: bytes) -> None:
    """Note that a file is whole; what it is, its bytes say, and its name may be that of another."""
    name = layout.parse(entry.path)
    is_named = name is not None and batches.digest(data).startswith(name.hash)
    reading.note_outcomes(connection, share, {entry: keeping.WHOLE if is_named else _MISNAMED})


def _note_fault(connection: Any, ports: Ports, share: Held, entry: Entry, fault: FileFault) -> None:
    """Note what is wrong with a file of the log or an envelope. A damaged one is told where we lack what it was."""
    kind = next(kind for of, kind in _TROUBLES.items() if isinstance(fault, of))
    reading.note_outcomes(connection, share, {entry: kind.value})
    if kind is not Trouble.DAMAGED or _lacks(connection, ports, share.id, entry.path):
        problems.note(connection, ports.clock, share.id, kind, entry.path, fault.reason)


def _lacks(connection: Any, ports: Ports, share: str, path: str) -> bool:
    """Whether this planbook still lacks what a file of this name would bring."""
    name = layout.parse(path)
    if name is not None and name.kind is FileKind.ENTRY:
        return name.n > members.load(connection, share).n
    newest = keys.keys_of(connection, share).newest(Section.MAIN)
    own = keys.own(connection, ports.random).id
    return name is not None and name.owner == own and name.n > (0 if newest is None else newest[0])


def _note_mended(ports: Ports, share: Held, listing: Sequence[Entry]) -> None:
    """A damaged file of the log, or envelope, is no trouble any more when what it held came under another name."""
    with ports.planbook.reading() as connection:
        damaged = [
            path
            for kind, path, *_rest in problems.open_ones(connection, share.id)
            if kind is Trouble.DAMAGED and (name := layout.parse(path)) is not None and name.kind in places.KINDS
        ]
        there = {entry.path for entry in listing}
        mended = [path for path in damaged if path not in there or not _lacks(connection, ports, share.id, path)]
    if mended:
        with ports.planbook.writing("Note what is whole again") as connection:
            for path in mended:
                problems.mended(connection, ports.clock, share.id, Trouble.DAMAGED, path)


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
        over = members.load(connection, share.id).over(now.date()) if members.is_ready(connection, share.id) else []
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
