"""Reading the batches of others from the folder: what each file is, and which can be taken in now.

A file is what its bytes say. What is torn, forged, or by somebody who may not write is set aside and told; what waits
for the batch before it, for its author or its key, is read again in the next round.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.shares import Section
from learnerplan.sharing import batches, frame, ingest, keys, layout, members, problems
from learnerplan.sharing.batches import BatchHeader
from learnerplan.sharing.entries import chain_name
from learnerplan.sharing.faults import Damaged, FileFault, Newer, Unreachable
from learnerplan.sharing.ingest import Opened
from learnerplan.sharing.problems import Trouble

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.keys import KeyRing
    from learnerplan.sharing.members import Membership
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shares import Held

AT_ONCE = 32 << 20
"""Bytes of batches that are held in memory at a time."""
TOGETHER = 100
"""Batches that are taken in by one transaction, at most: a row that several of them touch is then written once."""

DONE = "done"
REFUSED = "refused"
CLOSED = "closed"


class _Chain(NamedTuple):
    section: Section
    session: str


@dataclass
class Read:
    """What reading came to: operations that were news, batches taken in, and what was found of the other files."""

    news: int = 0
    taken: int = 0
    outcomes: dict[Entry, str] = field(default_factory=dict)
    troubles: list[tuple[Trouble, str, str, bytes | None]] = field(default_factory=list)
    gaps: set[str] = field(default_factory=set)


def read_batches(ports: Ports, files: Files, share: Held, entries: Iterable[Entry]) -> Read:
    """Take in all of the given files that can be taken in. Raises `Unreachable`."""
    reading = _Reading(ports, files, share)
    for some in reading.some_of(entries):
        reading.take_in(some)
    return reading.read


class _Found(NamedTuple):
    entry: Entry
    header: BatchHeader
    data: bytes


class _Reading:
    def __init__(self, ports: Ports, files: Files, share: Held) -> None:
        self.ports = ports
        self.files = files
        self.share = share
        self.read = Read()
        with ports.planbook.reading() as connection:
            self.membership: Membership = members.load(connection, share.id)
            self.ring: KeyRing = keys.keys_of(connection, share.id)
            self.at = _positions(connection, share.id)
            self.waiting: dict[_Chain, dict[int, _Found]] = {}

    def some_of(self, entries: Iterable[Entry]) -> Iterator[list[_Found]]:
        """The batches among the files, some at a time."""
        some: list[_Found] = []
        size = 0
        for entry in entries:
            found = self._look(entry)
            if found is None:
                continue
            some.append(found)
            size += len(found.data)
            if size > AT_ONCE:
                yield some
                some, size = [], 0
        yield some

    def _look(self, entry: Entry) -> _Found | None:
        try:
            data = self.files.read(entry.path, frame.LARGEST)
            header = batches.header_of(data)
            if header.share != self.share.id:
                raise Damaged("foreign")
        except Unreachable as error:
            if error.reason == "gone":
                return None
            raise
        except Newer as fault:
            self._trouble(entry, "newer", Trouble.NEWER, fault.reason)
            return None
        except FileFault as fault:
            self._trouble(entry, "damaged", Trouble.DAMAGED, fault.reason)
            return None
        if header.section is Section.RESTRICTED and not self.share.restricted:
            # Not for us; it is looked at again when the owner's log says otherwise.
            self.read.outcomes[entry] = CLOSED
            return None
        return self._unless_held(_Found(entry, header, data))

    def _unless_held(self, found: _Found) -> _Found | None:
        header = found.header
        seq, _hash = self.at.get(_Chain(header.section, header.session), (0, ""))
        if header.seq > seq:
            return found
        with self.ports.planbook.reading() as connection:
            row = connection.execute(
                "SELECT hash FROM share_batch WHERE share = ? AND section = ? AND session = ? AND seq = ?",
                (header.share, header.section.value, header.session, header.seq),
            ).fetchone()
        if row is None or row[0] == batches.digest(found.data):
            self.read.outcomes[found.entry] = DONE
        else:
            self._other(found, self._opened(found))
        return None

    def _other(self, found: _Found, opened: Opened | tuple[str, Trouble, str] | None) -> None:
        """A file for a number that another batch has. Nothing is said of an author whose key has not come."""
        name = chain_name(found.header.section, found.header.session)
        if isinstance(opened, Opened):
            self._trouble(found.entry, "fork", Trouble.FORK, name, subject=name)
        elif opened is not None:
            self._refused(found, opened)

    def _refused(self, found: _Found, wrong: tuple[str, Trouble, str]) -> None:
        outcome, kind, detail = wrong
        name = chain_name(found.header.section, found.header.session)
        # Whoever may not write is told of once; a file that is not by whom it says is told of by its own name.
        subject = found.entry.path if kind is Trouble.FORGED else name
        self._trouble(found.entry, outcome, kind, detail, subject=subject, body=found.data)

    def _trouble(
        self, entry: Entry, outcome: str, kind: Trouble, detail: str, *, subject: str = "", body: bytes | None = None
    ) -> None:
        self.read.outcomes[entry] = outcome
        self.read.troubles.append((kind, subject or entry.path, detail, body))

    def take_in(self, some: list[_Found]) -> None:
        """Take in what these files, and those that wait, allow."""
        for found in some:
            chain = self.waiting.setdefault(_Chain(found.header.section, found.header.session), {})
            held = chain.setdefault(found.header.seq, found)
            if held is not found:
                if held.data == found.data:
                    self.read.outcomes[found.entry] = DONE
                else:
                    self._rival(chain, held, found)
        for key in list(self.waiting):
            self._advance(key)

    def _rival(self, chain: dict[int, _Found], held: _Found, found: _Found) -> None:
        """Two files for one number: one that is not by its author must not stand in the way of the other."""
        first, second = self._opened(held), self._opened(found)
        if isinstance(second, Opened) and not isinstance(first, Opened):
            chain[found.header.seq] = found
            self._other(held, first)
        else:
            self._other(found, second)

    def _advance(self, chain: _Chain) -> None:
        waiting = self.waiting[chain]
        while some := self._next_ones(chain, waiting):
            with self.ports.planbook.writing(*self._label(some[0].header)) as connection:
                self.read.news += ingest.take_in(connection, self.ports, self.share, some)
            for one in some:
                self.read.outcomes[waiting.pop(one.header.seq).entry] = DONE
                self.at[chain] = (one.header.seq, batches.digest(one.data))
            self.read.taken += len(some)
        if waiting and min(waiting) > self.at.get(chain, (0, ""))[0] + 1:
            self.read.gaps.add(chain_name(chain.section, chain.session))

    def _label(self, header: BatchHeader) -> tuple[str, str]:
        person = self.membership.people.get(header.device)
        name = person.name if person is not None else ""
        return f"Changes by {name}" if name else "Shared changes", name

    def _next_ones(self, chain: _Chain, waiting: dict[int, _Found]) -> list[Opened]:
        """The next batches of a chain that may be taken in together."""
        some: list[Opened] = []
        seq, previous = self.at.get(chain, (0, ""))
        while len(some) < TOGETHER:
            found = waiting.get(seq + 1)
            if found is None:
                break
            opened = self._opened(found)
            if opened is None:
                break
            if not isinstance(opened, Opened):
                del waiting[seq + 1]
                self._refused(found, opened)
                if opened[0] == REFUSED:
                    self._refuse_after(seq, waiting)
                break
            if found.header.previous != previous:
                del waiting[seq + 1]
                self._other(found, opened)
                break
            some.append(opened)
            seq, previous = seq + 1, batches.digest(found.data)
        return some

    def _refuse_after(self, seq: int, waiting: dict[int, _Found]) -> None:
        """Who may not write one batch may write none after it: what comes later in the chain waits for nothing."""
        for later in [each for each in waiting if each > seq]:
            self.read.outcomes[waiting.pop(later).entry] = REFUSED

    def _opened(self, found: _Found) -> Opened | tuple[str, Trouble, str] | None:
        """The batch opened; or what is wrong with it; or `None` while its author or key has not come."""
        header = found.header
        person = self.membership.people.get(header.device)
        if person is None:
            return None
        reason = self.membership.may_write(header.device, header.section, header.session, header.seq)
        if reason is not None:
            if not batches.is_signed(found.data, person.sign_public):
                # Nobody is told of for what somebody else put there in their name.
                return "forged", Trouble.FORGED, "signature"
            return REFUSED, Trouble.NOT_ALLOWED, f"{reason} {header.device}"
        key = self.ring.get(header.section, header.epoch)
        if key is None:
            return None
        try:
            payload = batches.open_batch(found.data, key, person.sign_public)
        except Newer as fault:
            return "newer", Trouble.NEWER, fault.reason
        except Damaged:
            # Signed like this by its author: what cannot be read is set apart, and the session goes on.
            payload = b""
        except FileFault as fault:
            return "forged", Trouble.FORGED, fault.reason
        return Opened(header, found.data, payload)


def _positions(connection: Any, share: str) -> dict[_Chain, tuple[int, str]]:
    sql = "SELECT section, session, seq, hash FROM share_chain WHERE share = ?"
    return {
        _Chain(Section(section), session): (seq, hash_)
        for section, session, seq, hash_ in connection.execute(sql, (share,)).fetchall()
    }


def note(connection: Any, ports: Ports, share: Held, read: Read, listing: Iterable[Entry]) -> None:
    """Write down what was found, in the caller's transaction, and what is right again."""
    note_outcomes(connection, share, read.outcomes)
    for kind, subject, detail, body in read.troubles:
        problems.note(connection, ports.clock, share.id, kind, subject, detail, body)
    standing = problems.open_ones(connection, share.id)
    _note_mended(connection, ports, share, {(kind, subject) for kind, subject, *_rest in standing}, listing)
    was = {subject for kind, subject, *_rest in standing if kind is Trouble.GAP}
    for chain in read.gaps - was:
        problems.note(connection, ports.clock, share.id, Trouble.GAP, chain)
    for chain in was - read.gaps:
        problems.mended(connection, ports.clock, share.id, Trouble.GAP, chain)


def _note_mended(
    connection: Any, ports: Ports, share: Held, standing: set[tuple[Trouble, str]], listing: Iterable[Entry]
) -> None:
    """A spoilt file is no trouble any more when it is gone or whole, or when what it held came under another name."""
    there = {entry.path for entry in listing}
    for kind, path in standing:
        name = layout.parse(path)
        if name is None:
            continue
        whole = connection.execute(
            """SELECT 1 FROM share_file WHERE share = ?1 AND path = ?2 AND outcome = 'done' UNION ALL
            SELECT 1 FROM share_batch WHERE share = ?1 AND substr(hash, 1, 32) = ?3 AND ?4""",
            (share.id, path, name.hash, kind is Trouble.DAMAGED),
        ).fetchone()
        if path not in there or whole is not None:
            problems.mended(connection, ports.clock, share.id, kind, path)


def note_outcomes(connection: Any, share: Held, outcomes: dict[Entry, str]) -> None:
    """Write down which files need not be looked at again until they change."""
    connection.executemany(
        """INSERT INTO share_file VALUES (?, ?, ?, ?, ?) ON CONFLICT(share, path) DO UPDATE
        SET size = excluded.size, mtime = excluded.mtime, outcome = excluded.outcome""",
        [(share.id, entry.path, entry.size, entry.mtime_ns, outcome) for entry, outcome in outcomes.items()],
    )


def unseen(connection: Any, share: Held, entries: Iterable[Entry]) -> list[Entry]:
    """The files that are new, or are not as they were when they were looked at."""
    sql = "SELECT path, size, mtime FROM share_file WHERE share = ?"
    seen = {path: (size, mtime) for path, size, mtime in connection.execute(sql, (share.id,)).fetchall()}
    return [entry for entry in entries if seen.get(entry.path) != (entry.size, entry.mtime_ns)]
