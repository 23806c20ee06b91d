"""Files of artifacts and kept packets through a shared folder: what is here goes out, what is missing comes in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.services.share_book import StoreBook
from learnerplan.sharing import blobs, keys, layout, problems
from learnerplan.sharing.clock import SystemClock
from learnerplan.sharing.faults import FileFault, Unreachable
from learnerplan.sharing.problems import Trouble
from learnerplan.storage import arrivals

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from learnerplan.sharing.blobs import Blob
    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.keys import KeyRing
    from learnerplan.storage.store import Store

_WHOLE = "SELECT path, size, mtime FROM share_file WHERE share = ? AND outcome = 'done'"
_REMEMBER = """INSERT INTO share_file(share, path, size, mtime, outcome) VALUES (?, ?, ?, ?, 'done')
    ON CONFLICT (share, path) DO UPDATE SET size = excluded.size, mtime = excluded.mtime, outcome = excluded.outcome"""
BYTES = 64 << 20
"""So much is sent, and so much fetched, in one round: the next edit does not wait for a year of photos."""


@dataclass(frozen=True)
class Exchanged:
    """What one round did: files sent and fetched, how many are still on their way, and what stood in the way.

    `refused` are files (by the path that their row has) that are in the folder but not what their row says.
    """

    sent: int
    came: int
    waiting: int
    refused: tuple[str, ...] = ()
    unsent: int = 0


def exchange(store: Store, files: Files, share_id: str, *, may_write: bool = True, most: int = BYTES) -> Exchanged:
    """One round over the files of a share, after its rows. Raises `Unreachable` when the folder does not answer.

    `may_write` is false for a reader. A file that the folder lost is put there again by anybody who has it.
    """
    return _Round(store, files, share_id, most).run(may_write)


class _Round:
    def __init__(self, store: Store, files: Files, share_id: str, most: int) -> None:
        self._store = store
        self._files = files
        self._share = share_id
        self._most = most
        self._book = StoreBook(store)
        self._refused: list[Blob] = []
        self._whole: list[Entry] = []

    def run(self, may_write: bool) -> Exchanged:
        with self._book.reading() as connection:
            ring = keys.keys_of(connection, self._share)
            new = blobs.to_send(connection, self._share)
            held = blobs.held(connection, self._share)
            wanted = blobs.wanted(connection, self._share)
        lacking = self._lacking(ring, held)
        missing = [blob for blob in (*new, *held, *wanted) if not self._is_here(blob)]
        outgoing = [blob for blob in (*new, *wanted, *lacking) if blob not in missing] if may_write else []
        sent = self._send(ring, outgoing)
        came = self._fetch(ring, missing)
        waiting = [blob for blob in missing if blob not in came]
        done = {blob.sha256: "sent" for blob in sent} | {blob.sha256: "here" for blob in came}
        if not may_write:
            done |= {blob.sha256: "here" for blob in (*new, *wanted) if blob not in missing}
        done |= {blob.sha256: "wanted" for blob in waiting if blob not in wanted}
        self._note(ring, [*new, *held, *wanted], done)
        return Exchanged(
            len(sent), len(came), len(waiting), tuple(blob.path for blob in self._refused), len(outgoing) - len(sent)
        )

    def _send(self, ring: KeyRing, outgoing: list[Blob]) -> list[Blob]:
        sent, room = [], self._most
        for blob in outgoing:
            if room <= 0:
                break
            room -= blob.size
            try:
                path = arrivals.find(self._store.folder, blob.path, blob.sha256)
                blobs.send(self._files, self._share, ring, blob, _parts(path))
            except (FileFault, UserError, OSError):
                # Changed outside Learnerplan, or just taken away: `check` tells of it, and a good copy may come back.
                self._refused.append(blob)
                continue
            sent.append(blob)
        return sent

    def _fetch(self, ring: KeyRing, missing: list[Blob]) -> list[Blob]:
        came, room = [], self._most
        for blob in missing:
            if room <= 0:
                break
            try:
                parts = blobs.fetch(self._files, self._share, ring, blob)
                arrivals.keep(self._store.folder, blob.path, parts, blob.sha256)
            except Unreachable as error:
                if error.reason != "gone":
                    raise
                continue
            except (FileFault, UserError):
                self._refused.append(blob)
                continue
            room -= blob.size
            came.append(blob)
        return came

    def _lacking(self, ring: KeyRing, held: list[Blob]) -> list[Blob]:
        """Files that the folder lost, or that were torn there. What was whole is looked at again when it changed."""
        named = blobs.by_name(self._files.list(layout.folder(self._share, layout.FileKind.BLOB)))
        with self._book.reading() as connection:
            known = set(connection.execute(_WHOLE, (self._share,)).fetchall())
        lacking, room = [], self._most
        for blob in held:
            entries = blobs.there(ring, blob, named)
            if entries is None:
                lacking.append(blob)
                continue
            if room <= 0 or all(tuple(entry) in known for entry in entries):
                continue
            room -= blob.size
            if blobs.is_whole(self._files, self._share, ring, blob):
                self._whole += entries
            else:
                lacking.append(blob)
        return lacking

    def _note(self, ring: KeyRing, every: list[Blob], done: dict[str, str]) -> None:
        before = {blob.sha256: blob for blob in every}
        if not (done or self._whole or self._refused):
            return
        clock = SystemClock()
        with self._book.writing("Exchange files") as connection:
            for sha256, state in sorted(done.items()):
                blobs.note(connection, self._share, ring, before[sha256], state)
                if state != "wanted":
                    problems.mended(connection, clock, self._share, Trouble.DAMAGED, sha256)
            for blob in self._refused:
                problems.note(connection, clock, self._share, Trouble.DAMAGED, blob.sha256, "file")
            connection.executemany(_REMEMBER, [(self._share, *entry) for entry in self._whole])

    def _is_here(self, blob: Blob) -> bool:
        return arrivals.is_here(self._store.folder, blob.path, blob.sha256, blob.size)


def _parts(path: Path) -> Iterator[bytes]:
    with path.open("rb") as handle:
        some = handle.read(blobs.PART)
        yield some
        while some := handle.read(blobs.PART):
            yield some
