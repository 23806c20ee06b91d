"""Publishing: operations on their way out become batches, and batches become files.

A batch is numbered, sealed and kept in one transaction, and written into the folder after it. So a crash at any point
leaves either the operations or the very bytes that will be written, and the same bytes as often as need be.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import Section
from learnerplan.sharing import batches, keys, layout, members, problems
from learnerplan.sharing.batches import BatchHeader
from learnerplan.sharing.clock import moment_text
from learnerplan.sharing.faults import Taken, TooLarge
from learnerplan.sharing.problems import Trouble

if TYPE_CHECKING:
    from learnerplan.sharing.files import Files
    from learnerplan.sharing.keys import Device
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shares import Held

FULL = 600_000
"""Characters of operations that a batch is filled with; sealed and packed it is far below the largest file."""
MOST_COPIES = 99


def pack(connection: Any, ports: Ports, share: Held) -> int:
    """Make batches of all that is on its way out to a share, in the caller's transaction; gives their number."""
    device = keys.own(connection, ports.random)
    made = 0
    for section in Section:
        newest = members.sealing_key(connection, share.id, section)
        while newest is not None and (some := _next_ones(connection, share.id, section)):
            made += _Packing(connection, ports, share, section, newest, device).make(some)
    return made


def _next_ones(connection: Any, share: str, section: Section) -> list[tuple[int, str]]:
    sql = "SELECT n, op FROM share_out WHERE share = ? AND section = ? ORDER BY n"
    some: list[tuple[int, str]] = []
    size = 0
    for n, op in connection.execute(sql, (share, section.value)):
        size += len(op)
        if some and size > FULL:
            break
        some.append((n, op))
    return some


class _Packing:
    def __init__(
        self, connection: Any, ports: Ports, share: Held, section: Section, newest: tuple[int, bytes], device: Device
    ) -> None:
        self.connection = connection
        self.ports = ports
        self.share = share
        self.section = section
        self.epoch, self.key = newest
        self.device = device

    def make(self, some: list[tuple[int, str]]) -> int:
        """A batch of these operations, or of as many of them as it takes; tells how many batches that made."""
        while True:
            try:
                self._keep(*self._sealed(some), [n for n, _op in some])
            except TooLarge:
                if len(some) == 1:
                    self._give_up(some[0])
                    return 0
                some = some[: len(some) // 2]
            else:
                return 1

    def _sealed(self, some: list[tuple[int, str]]) -> tuple[BatchHeader, bytes]:
        row = self.connection.execute(
            "SELECT seq, hash FROM share_chain WHERE share = ? AND section = ? AND session = ?",
            (self.share.id, self.section.value, self.ports.session),
        ).fetchone()
        seq, previous = row or (0, "")
        header = BatchHeader(
            self.share.id, self.section, self.epoch, self.ports.session, seq + 1, previous, self.device.id
        )
        payload = ("[" + ",".join(op for _n, op in some) + "]").encode("utf-8")
        return header, batches.make(header, payload, self.key, self.device, self.ports.random)

    def _keep(self, header: BatchHeader, data: bytes, numbers: list[int]) -> None:
        keep(self.connection, self.ports, header, data, ops=len(numbers), wrote=0)
        self.connection.executemany("DELETE FROM share_out WHERE n = ?", [(n,) for n in numbers])

    def _give_up(self, one: tuple[int, str]) -> None:
        # The planbook has the value; only the others do not get it.
        problems.note(
            self.connection,
            self.ports.clock,
            self.share.id,
            Trouble.TOO_LONG,
            str(one[0]),
            body=one[1].encode("utf-8")[: 1 << 20],
        )
        self.connection.execute("DELETE FROM share_out WHERE n = ?", (one[0],))


def keep(connection: Any, ports: Ports, header: BatchHeader, data: bytes, *, ops: int, wrote: int) -> None:
    """Keep the bytes of a batch and move its chain on, in the caller's transaction."""
    digest = batches.digest(data)
    connection.execute(
        "INSERT INTO share_batch VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, NULL, ?)",
        (
            header.share,
            header.section.value,
            header.session,
            header.seq,
            digest,
            header.device,
            header.epoch,
            ops,
            data,
            wrote,
            moment_text(ports.clock),
            # What came from the folder stood there now: who has not been heard of since does not lack it yet.
            next_turn(connection) if wrote else None,
        ),
    )
    connection.execute(
        """INSERT INTO share_chain(share, section, session, seq, hash) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT DO UPDATE SET seq = excluded.seq, hash = excluded.hash""",
        (header.share, header.section.value, header.session, header.seq, digest),
    )


def write_out(ports: Ports, files: Files, share: Held) -> int:
    """Write the batches that are not in the folder yet; gives their number. Raises `Unreachable`.

    Those of a section in which this planbook may write no longer stay here until it may again.
    """
    with ports.planbook.reading() as connection:
        waiting = connection.execute(
            """SELECT section, session, seq, hash, body FROM share_batch WHERE share = ? AND wrote = 0
            ORDER BY at, session, seq""",
            (share.id,),
        ).fetchall()
    done = []
    try:
        for section, session, seq, digest, body in waiting:
            if not share.may_write_in(Section(section)):
                continue
            put(files, layout.batch(share.id, session, seq, digest), bytes(body))
            done.append((share.id, section, session, seq))
    finally:
        # What was written is written, even where the next one failed.
        if done:
            with ports.planbook.writing("Write shared changes") as connection:
                note_put(connection, ports, done)
    return len(done)


def note_put(connection: Any, ports: Ports, which: list[tuple[str, str, str, int]]) -> None:
    """Note that batches (share, section, session, seq) stand in the folder, in the caller's transaction."""
    connection.executemany(
        """UPDATE share_batch SET wrote = wrote + 1, put_at = ?, put_turn = ?
        WHERE share = ? AND section = ? AND session = ? AND seq = ?""",
        [(moment_text(ports.clock), next_turn(connection), *each) for each in which],
    )


def next_turn(connection: Any) -> int:
    """A number that grows with everything that is written or heard: which was first, whatever the clock says."""
    connection.execute(
        "INSERT INTO share_meta VALUES ('turn', '1') ON CONFLICT(name) DO UPDATE SET value = CAST(value AS INTEGER) + 1"
    )
    return int(connection.execute("SELECT value FROM share_meta WHERE name = 'turn'").fetchone()[0])


def put(files: Files, path: str, data: bytes, copy: int = 0) -> None:
    """Put a file there, under the next free name where a spoilt one stands in its place. Raises `Unreachable`."""
    while True:
        try:
            files.write(layout.again(path, copy) if copy else path, data)
        except Taken:
            if copy >= MOST_COPIES:
                raise
            copy += 1
        else:
            return
