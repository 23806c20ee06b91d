"""One round over one share: read what came, give what is new, tell how far one is, give again what somebody lacks.

A round may stop anywhere; the next one goes on. A folder that is not there, is full or may not be written is a finding,
never an exception: being off-line is the normal state of a laptop.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from learnerplan.domain.shares import ShareState
from learnerplan.sharing import (
    capture,
    condensing,
    ingest,
    joined,
    keys,
    layout,
    problems,
    publish,
    reading,
    reporting,
    rights,
    shares,
)
from learnerplan.sharing.clock import moment_text
from learnerplan.sharing.faults import Unreachable
from learnerplan.sharing.layout import FileKind
from learnerplan.sharing.problems import Trouble

if TYPE_CHECKING:
    from learnerplan.sharing.files import Entry, Files
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shares import Held


@dataclass
class Came:
    """What a round did: batches written, operations that were news, files given again; `ended`: it came to its end."""

    sent: int = 0
    news: int = 0
    again: int = 0
    taken: int = 0
    ended: bool = False
    listing: list[Entry] = field(default_factory=list, repr=False)


def run(ports: Ports, files: Files, share_id: str) -> Came:
    """One round. Raises `KeyError` for a share that this planbook does not take part in."""
    came = Came()
    with ports.planbook.writing("Note what was done here") as connection:
        if held(connection, share_id).state is ShareState.ON:
            capture.capture(connection, ports)
        _after_an_update(connection, ports)
    try:
        if not files.present():
            raise Unreachable("gone")
        _run(ports, files, share_id, came)
    except Unreachable as error:
        with ports.planbook.writing("Note that the folder is away") as connection:
            problems.note(connection, ports.clock, share_id, Trouble.FOLDER, "", error.reason)
        return came
    with ports.planbook.writing("Note the round") as connection:
        problems.mended(connection, ports.clock, share_id, Trouble.FOLDER, "")
        _note_time(connection, ports, share_id)
    came.ended = True
    return came


def held(connection: Any, share_id: str) -> Held:
    """The share as it stands now. Raises `KeyError`."""
    return {share.id: share for share in shares.load(connection)}[share_id]


def _run(ports: Ports, files: Files, share_id: str, came: Came) -> None:
    came.listing = files.list(layout.folder(share_id))
    share = joined.tend(ports, files, share_id, came.listing)
    with ports.planbook.reading() as connection:
        has_key = bool(keys.keys_of(connection, share_id).keys)
    if share.state is ShareState.ON and has_key:
        _exchange(ports, files, share, came)
        return
    joined.give(ports, files, share, came.listing)
    if share.state is ShareState.ASKING and has_key:
        # Who has the keys and not the log says so.
        reporting.tell(ports, files, share, came.listing)


def _exchange(ports: Ports, files: Files, share: Held, came: Came) -> None:
    """Everything but who is in the share: statuses, snapshots, batches, both ways."""
    with ports.planbook.reading() as connection:
        fresh = reading.unseen(connection, share, came.listing)
    told = reading.Read()
    reporting.read_statuses(ports, files, share, _of(fresh, FileKind.STATUS), told)
    first = 0 if _has_any(ports, share) else condensing.take(ports, files, share, came.listing)
    read = reading.read_batches(ports, files, share, _of(fresh, FileKind.BATCH))
    if read.gaps and (more := condensing.take(ports, files, share, came.listing)):
        # What is missing was taken out of the folder, since a snapshot says it as well.
        first += read.news + more
        read = reading.read_batches(ports, files, share, _of(fresh, FileKind.BATCH))
    read.outcomes |= told.outcomes
    read.troubles += told.troubles
    came.news, came.taken = first + read.news, read.taken
    with ports.planbook.writing("Note what was read") as connection:
        reading.note(connection, ports, share, read, came.listing)
        if share.may_write:
            _enter_once(connection, ports, share)
            publish.pack(connection, ports, share)
    joined.give(ports, files, share, came.listing)
    came.again = reporting.give_again(ports, files, share, came.listing)
    came.sent = publish.write_out(ports, files, share)
    reporting.tell(ports, files, share, came.listing)
    if share.may_write:
        condensing.give(ports, files, share, came.listing)
        condensing.clear(ports, files, share, came.listing)


def _after_an_update(connection: Any, ports: Ports) -> None:
    """What waited for a later version is looked at again by the first round of one."""
    row = connection.execute("SELECT value FROM share_meta WHERE name = 'shape'").fetchone()
    if row is None or row[0] != ports.shape.version:
        if row is not None:
            ingest.show_again(connection, ports)
        _set(connection, "shape", ports.shape.version)
    row = connection.execute("SELECT value FROM share_meta WHERE name = 'app'").fetchone()
    if row is None or row[0] != ports.version:
        # What still is of a later version is told again when it is read.
        connection.execute("DELETE FROM share_file WHERE outcome = 'newer'")
        connection.execute("UPDATE share_problem SET gone = ? WHERE kind = 'newer'", (moment_text(ports.clock),))
        _set(connection, "app", ports.version)


def _set(connection: Any, name: str, value: str) -> None:
    connection.execute(
        "INSERT INTO share_meta VALUES (?, ?) ON CONFLICT(name) DO UPDATE SET value = excluded.value", (name, value)
    )


def _has_any(ports: Ports, share: Held) -> bool:
    with ports.planbook.reading() as connection:
        row = connection.execute("SELECT 1 FROM share_chain WHERE share = ? LIMIT 1", (share.id,)).fetchone()
        return row is not None


def _enter_once(connection: Any, ports: Ports, share: Held) -> None:
    """What is here already and belongs to the share goes into it, once all that the folder brought is in."""
    name = rights.ENTERED.format(share=share.id)
    if connection.execute("SELECT 1 FROM share_meta WHERE name = ?", (name,)).fetchone() is None:
        capture.capture(connection, ports)
        capture.enter_all(connection, ports, share)
        connection.execute("INSERT INTO share_meta VALUES (?, ?)", (name, moment_text(ports.clock)))


def _of(entries: list[Entry], kind: FileKind) -> list[Entry]:
    return [entry for entry in entries if (name := layout.parse(entry.path)) is not None and name.kind is kind]


def _note_time(connection: Any, ports: Ports, share_id: str) -> None:
    _set(connection, f"synced {share_id}", moment_text(ports.clock))


def synced_at(connection: Any, share_id: str) -> str | None:
    """When the last round over a share came to its end, or `None`."""
    row = connection.execute("SELECT value FROM share_meta WHERE name = ?", (f"synced {share_id}",)).fetchone()
    return None if row is None else str(row[0])
