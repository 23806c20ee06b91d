"""Sharing: many operations merged, a batch's way through a folder, what capture costs, an edit over Syncthing.

What is measured begins with no garbage left over, and after work of its kind has been done: so does its peer.
"""

from __future__ import annotations

import gc
import os
import shutil
import statistics
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlcipher3 import dbapi2

from learnerplan.domain import records
from learnerplan.domain.shares import Section
from learnerplan.services import share_book, share_sync
from learnerplan.sharing import batches, capture, keys, layout, publish, rounds
from learnerplan.sharing.batches import BatchHeader
from learnerplan.sharing.clock import COUNTER_BITS, Stamp
from learnerplan.sharing.files import RealFiles
from learnerplan.sharing.operations import Operation, write
from learnerplan.sharing.rows import Key, load
from tests.bench.figures import Figure
from tests.bench.planbooks import filled
from tests.sharing.carriers import syncthing
from tests.sharing.carriers.carrier import wait_until
from tests.sharing.kill9.pair import Pair, paired

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

OPERATIONS = int(os.environ.get("LEARNERPLAN_BENCH_OPERATIONS", "100000"))
_ROWS, _EDITS = 10_000, 1_000
_CELL = ("profile_entry", "text")


def measure(folder: Path) -> Iterator[Figure]:
    """Two planbooks of 1,250 learners that share their class."""
    shared = folder / "folder"
    shared.mkdir()
    first = filled(folder / "first", 1_250, texts_each=_ROWS // 1_250)
    pair = paired(first, first.value("SELECT id FROM class"), folder / "second", (shared, shared))
    try:
        yield _capturing(pair)
        yield _round(pair)
        yield _merging(pair, shared, folder)
    finally:
        pair.first.close()
        pair.second.close()
    yield _over_syncthing(folder / "carried")


class _Taken(NamedTuple):
    """How long something took, and how much of it this process was at work: others may use the machine."""

    seconds: float
    worked: float


def _timed(work: Callable[[], object]) -> _Taken:
    gc.collect()
    begun, worked = time.perf_counter(), time.process_time()
    work()
    return _Taken(time.perf_counter() - begun, time.process_time() - worked)


def _edit(pair: Pair, text: str, count: int) -> None:
    ids = _ids(pair.first, count)
    with pair.first.transaction("Edit") as tx:
        for row in ids:
            tx.change(records.ProfileEntry, row, text=text)


def _ids(store: Any, count: int) -> list[str]:
    with store.raw() as connection:
        return [row[0] for row in connection.execute("SELECT id FROM profile_entry ORDER BY id LIMIT ?", (count,))]


def _capturing(pair: Pair) -> Figure:
    ports = share_book.ports(pair.first)
    times = []
    for number in range(4):
        _edit(pair, f"What capture costs {number}", _EDITS)
        with ports.planbook.writing("Capture") as connection:
            times.append(_timed(lambda: capture.capture(connection, ports)).seconds / _EDITS)
    taken = statistics.median(times[1:])
    return Figure("Capture of an edit", f"{taken * 1000:.3f} ms", "under 0.1 ms", taken < 0.0001)


def _round(pair: Pair) -> Figure:
    times = []
    for number in range(5):
        _edit(pair, f"Edit {number}", 1)
        begun = time.perf_counter()
        share_sync.sync(pair.first)
        share_sync.sync(pair.second)
        times.append(time.perf_counter() - begun)
        sql = "SELECT text FROM profile_entry ORDER BY id LIMIT 1"
        assert pair.second.value(sql) == f"Edit {number}"
    taken = sorted(times)[2]
    return Figure(
        "An edit from one planbook through a local folder into the other", f"{taken:.2f} s", "0.3 s", taken < 0.3
    )


def _merging(pair: Pair, shared: Path, folder: Path) -> Figure:
    share_sync.sync(pair.first)
    share_sync.sync(pair.second)
    ids = _ids(pair.second, _ROWS)
    _lay_operations(pair, shared, ids)
    ports = share_book.ports(pair.second)
    files = RealFiles(shared)
    taken = _timed(lambda: rounds.run(ports, files, pair.share))
    last = OPERATIONS - 1
    shown = pair.second.value("SELECT text FROM profile_entry WHERE id = ?", (ids[last % len(ids)],))
    assert shown == _said(last)["text"], shown
    plain = _plain(folder / "plain.db", ids)
    return Figure(
        f"{OPERATIONS:,} operations on {len(ids):,} rows merged: one round, from sealed files to tables, journal and "
        "search, and the snapshot that is due after it",
        f"{taken.seconds:.1f} s ({taken.worked:.1f} s of them at work), {taken.seconds / plain.seconds:.1f}x "
        f"executemany of the same cells ({plain.seconds:.2f} s)",
        "2.5 s",
        taken.seconds < 2.5,
    )


def _lay_operations(pair: Pair, shared: Path, ids: list[str]) -> None:
    """Put batches into the folder as the first planbook would have: each text is written over again and again."""
    with pair.first.raw() as connection:
        device = keys.own(connection, os.urandom)
        newest = keys.keys_of(connection, pair.share).newest(Section.MAIN)
        assert newest is not None
        epoch, key = newest
        states = load(connection, [Key(_CELL[0], row) for row in ids])
    session = f"{device.id}-{os.urandom(6).hex()}"
    heads = {key.row: tuple(head.stamp for head in state.heads(_CELL[1], (_CELL[1],))) for key, state in states.items()}
    start = int(datetime.now(UTC).timestamp() * 1000) << COUNTER_BITS
    files, previous, seq, size = RealFiles(shared), "", 0, 0
    some: list[str] = []
    for number in range(OPERATIONS + 1):
        if number == OPERATIONS or size > publish.FULL:
            seq += 1
            header = BatchHeader(pair.share, Section.MAIN, epoch, session, seq, previous, device.id)
            data = batches.make(header, ("[" + ",".join(some) + "]").encode(), key, device, os.urandom)
            previous = batches.digest(data)
            files.write(layout.batch(pair.share, session, seq, previous), data)
            some, size = [], 0
        if number < OPERATIONS:
            row = ids[number % len(ids)]
            stamp = Stamp(start + number, session)
            text = write(Operation(_CELL[0], row, _CELL[1], *stamp, _said(number), heads[row]))
            heads[row] = (stamp,)
            some.append(text)
            size += len(text)


def _said(number: int) -> dict[str, str]:
    """The value of the cell: who says a text travels with it."""
    return {"text": f"Written {number} times over", "voice": "learner", "said_by": ""}


def _plain(path: Path, ids: list[str]) -> _Taken:
    """The peer: the same cells set one after the other, encrypted as well, with nothing kept of how they came."""
    database = dbapi2.connect(str(path), isolation_level=None)
    database.execute(f"PRAGMA key = \"x'{'11' * 32}'\"")
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    database.execute("CREATE TABLE profile_entry (id TEXT PRIMARY KEY, text TEXT, voice TEXT, said_by TEXT)")
    database.executemany("INSERT INTO profile_entry VALUES (?, '', '', '')", [(row,) for row in ids])
    values = [(*_said(number).values(), ids[number % len(ids)]) for number in range(OPERATIONS)]

    def work(some: list[tuple[str, ...]]) -> None:
        database.execute("BEGIN")
        database.executemany("UPDATE profile_entry SET text = ?, voice = ?, said_by = ? WHERE id = ?", some)
        database.execute("COMMIT")

    work(values[:_EDITS])
    taken = _timed(lambda: work(values))
    database.close()
    return taken


def _over_syncthing(folder: Path) -> Figure:
    what, goal = "An edit over Syncthing into the other planbook (its watcher waits 1 s)", "3 s"
    why = syncthing.missing()
    if why:
        return Figure(what, f"not measured: {why}", goal, None)
    folder.mkdir()
    carried = syncthing.Syncthings(folder)
    try:
        first = filled(folder / "first-book", 25)
        pair = paired(first, first.value("SELECT id FROM class"), folder / "second-book", carried.sides, carried.carry)
        carried.carry()
        times = [_seen_after(pair, f"Over Syncthing {number}") for number in range(3)]
        pair.first.close()
        pair.second.close()
    finally:
        carried.close()
        shutil.rmtree(folder, ignore_errors=True)
    taken = sorted(times)[1]
    return Figure(what, f"{taken:.1f} s", goal, taken < 3)


def _seen_after(pair: Pair, text: str) -> float:
    """Seconds from the edit until the other planbook shows it; a round is made there when its folder changes."""
    begun = time.perf_counter()
    _edit(pair, text, 1)
    share_sync.sync(pair.first)

    def seen() -> bool:
        share_sync.sync(pair.second)
        return bool(pair.second.value("SELECT count(*) FROM profile_entry WHERE text = ?", (text,)))

    wait_until(seen, 30, every=0.1)
    return time.perf_counter() - begun
