"""Taking in: the operations of others, a batch a transaction, in the order of each session.

A batch is all or nothing, together with the mark of how far its session has been read. An operation in it that makes
no sense is set apart and counted; the others stand. Nothing that is wrong in one session stops another.
"""

from __future__ import annotations

import gc
import json
from collections import defaultdict
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NamedTuple

from learnerplan.domain.shares import Section, ShareKind
from learnerplan.sharing import at_home, capture, materialise, problems, publish, rows, shares
from learnerplan.sharing.batches import BatchHeader
from learnerplan.sharing.claims import Claims
from learnerplan.sharing.clock import HybridClock, moment_text
from learnerplan.sharing.operations import ROW, STAYS, WHOLE, Operation, Unreadable, parsed, write
from learnerplan.sharing.problems import Trouble
from learnerplan.sharing.rows import Key
from learnerplan.sharing.state import RowState

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from learnerplan.sharing.materialise import Outcome
    from learnerplan.sharing.ports import Ports
    from learnerplan.sharing.shape import Shape
    from learnerplan.sharing.shares import Held

KEPT = "kept"
"""A notice: a row stays although somebody deleted it, since somebody else changed it or something belongs to it."""


Said = dict[Key, list[Operation]]
"""What batches say, row by row."""


class Opened(NamedTuple):
    """A batch that was opened, and may be written by its author."""

    header: BatchHeader
    data: bytes
    payload: bytes


def take_in(connection: Any, ports: Ports, share: Held, some: Sequence[Opened]) -> int:
    """Take in batches of one section, each chain in its order; gives how many operations were news.

    In the caller's transaction. What was done here until now is captured first.
    """
    with _without_collecting():
        return _take_in(connection, ports, share, some)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Let Python not look for rings of dead objects: these are many, alive, and in no rings."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def _take_in(connection: Any, ports: Ports, share: Held, some: Sequence[Opened]) -> int:
    capture.capture(connection, ports)
    every: list[Operation] = []
    apart: list[tuple[BatchHeader, Trouble, str]] = []
    read: list[tuple[BatchHeader, list[Operation]]] = []
    for one in some:
        ops, wrong = _operations(one.payload)
        read.append((one.header, ops))
        every += ops
        apart += [(one.header, reason, text) for reason, text in wrong]
        publish.keep(connection, ports, one.header, one.data, ops=len(ops), wrote=1)
    # Only what names this run of the program can claim anything of it.
    doubtful = any(ports.session.encode() in one.payload for one in some)
    taking = _Taking(connection, ports, share, some[0].header.section, doubtful=doubtful)
    news = taking.run(every)
    if taking.apart:
        author = {id(op): header for header, ops in read for op in ops}
        apart += [(author[id(op)], reason, write(op)) for op, reason in taking.apart]
    for header, reason, text in apart:
        _set_apart(connection, ports, share, header, reason, text)
    return news


def take_states(connection: Any, ports: Ports, share: Held, section: Section, states: Iterable[Any]) -> int:
    """Take in the rows of a snapshot (JSON lists, as operations on `WHOLE`), in the caller's transaction.

    Raises `Unreadable`: a snapshot with one wrong row in it is taken for none.
    """
    capture.capture(connection, ports)
    taking = _Taking(connection, ports, share, section)
    with _without_collecting():
        news = taking.run([parsed(each) for each in states])
    if taking.apart:
        raise Unreadable("snapshot")
    return news


def show_again(connection: Any, ports: Ports) -> int:
    """Look again at what waited for a later version of Learnerplan, after an update; gives how many rows moved."""
    found = connection.execute(
        "SELECT tbl, row_id FROM share_row WHERE waits LIKE ?", (f"%{materialise.NEWER}%",)
    ).fetchall()
    capture.capture(connection, ports)
    states = rows.load(connection, [Key(*row) for row in found])
    outcome = materialise.settle(connection, ports.shape, states)
    capture.note_captured(connection)
    return len(outcome)


def _operations(payload: bytes) -> tuple[list[Operation], list[tuple[Trouble, str]]]:
    wrong: list[tuple[Trouble, str]] = []
    try:
        listed = json.loads(payload)
        if not isinstance(listed, list):
            raise Unreadable("not a list")
    except (ValueError, RecursionError):
        return [], [(Trouble.UNREADABLE, payload[:200_000].decode("utf-8", "replace"))]
    ops = []
    for parts in listed:
        try:
            ops.append(parsed(parts))
        except Unreadable:
            # As ASCII: what is wrong with it may be that it holds halves of characters.
            wrong.append((Trouble.UNREADABLE, json.dumps(parts)))
    return ops, wrong


def _set_apart(connection: Any, ports: Ports, share: Held, header: BatchHeader, reason: Trouble, text: str) -> None:
    subject = f"{header.section.value}/{header.session}/{header.seq}"
    problems.note(connection, ports.clock, share.id, reason, subject, body=text.encode("utf-8", "replace"))
    connection.execute(
        "INSERT INTO share_pending(share, section, op, why, at) VALUES (?, ?, ?, ?, ?)",
        (share.id, header.section.value, text, reason.value, moment_text(ports.clock)),
    )


class _Taking:
    def __init__(self, connection: Any, ports: Ports, share: Held, section: Section, *, doubtful: bool = True) -> None:
        self.connection = connection
        self.ports = ports
        self.share = share
        self.section = section
        self.clock = HybridClock(connection, ports.clock)
        self.claims = Claims(connection, ports) if doubtful else None
        self.own: list[tuple[str, Section, Operation]] = []
        self.apart: list[tuple[Operation, Trouble]] = []
        self.fresh: list[Operation] = []
        self.newest = 0

    def run(self, ops: list[Operation]) -> int:
        by_row = _by_row(ops)
        keys = set(by_row)
        inside = shares.holding(self.connection, keys)
        outside = self._outside(by_row, keys, inside)
        states = rows.load(self.connection, keys)
        surviving = _surviving(self.connection, self.ports.shape, states)
        self._meet(by_row, keys - outside, states)
        touched: dict[Key, RowState] = {}
        for key, said in by_row.items():
            if key in outside:
                self.apart += [(op, Trouble.OUTSIDE) for op in said]
                continue
            state = states.get(key) or RowState()
            if self._absorb(key.table, state, said):
                touched[key] = state
        self.clock.heard(self.newest)
        outcome = materialise.settle(self.connection, self.ports.shape, touched)
        self._notice(outcome, surviving)
        shares.enter(self.connection, self.share.id, [(key, self.section) for key in touched])
        self.clock.keep()
        self._pass_on(touched, inside)
        capture.note_captured(self.connection)
        return len(self.fresh)

    def _absorb(self, table: str, state: RowState, said: list[Operation]) -> bool:
        """Take what was said of a row into its state; tells whether any of it made sense."""
        # Of some tables a part stays at home where it was made, whoever sends it.
        guarded = self.share.scope.kind is not ShareKind.DEVICES and bool(self.ports.shape.home(table))
        sound = False
        for op in said:
            if self.claims is not None and self.claims.are_false(op):
                self.apart.append((op, Trouble.FORGED))
                continue
            try:
                seen = at_home.leaving(self.ports.shape, op) if guarded else op
                news = state.absorb(seen)
            except Unreadable:
                self.apart.append((op, Trouble.UNREADABLE))
                continue
            sound = True
            self.newest = max(self.newest, self._newest(op))
            if news:
                self.fresh.append(seen)
        return sound

    def _newest(self, op: Operation) -> int:
        if op.cell == WHOLE:
            return max(
                (self.clock.believed(hlc) for each in op.value["s"].values() for hlc in each.values()), default=0
            )
        return self.clock.believed(op.hlc)

    def _outside(self, by_row: Said, keys: set[Key], inside: dict[Key, Any]) -> set[Key]:
        """Rows that are here and have no business in this share, whoever wants to change them.

        So are the rows of another section, where the share has them in one.
        """
        sections = {key: dict(held).get(self.share.id) for key, held in inside.items()}
        wrong = {key for key, section in sections.items() if section not in (None, self.section)}
        if self.section is Section.MAIN and self.share.scope.kind is not ShareKind.DEVICES:
            wrong |= {key for key in keys if key.table in self.ports.shape.restricted}
        strangers = [key for key in keys if sections.get(key) is None and key.table in self.ports.shape.tables]
        here = rows.present(self.connection, strangers)
        if not here:
            return wrong
        strange = here - self._belonging(here)
        return wrong | (self._strange_even_then(by_row, strange, wrong) if strange else strange)

    def _belonging(self, keys: Iterable[Key]) -> set[Key]:
        """The rows that these would bring into the share, in this section."""
        found = self.ports.entering(self.connection, self.share, [(key.table, key.row) for key in keys])
        return {Key(table, row) for table, row, section in found if section == self.section}

    def _strange_even_then(self, by_row: Said, strange: set[Key], wrong: set[Key]) -> set[Key]:
        """Those that do not belong even when all the rest stands: what leans on a row may come together with it."""
        others = [key for key in by_row if key not in strange and key not in wrong]
        self.connection.execute("SAVEPOINT trial")
        try:
            states = rows.load(self.connection, others)
            for key in others:
                _absorb_sound(states.setdefault(key, RowState()), by_row[key])
            materialise.settle(self.connection, self.ports.shape, states)
            return strange - self._belonging({*strange, *states})
        finally:
            self.connection.execute("ROLLBACK TO trial")
            self.connection.execute("RELEASE trial")

    def _meet(self, by_row: Said, keys: set[Key], states: dict[Key, RowState]) -> None:
        """Rows that are here and in no share yet meet those of the same id: what differs becomes a choice."""
        here = rows.current(self.connection, self.ports.shape, keys - states.keys())
        for key, mine in here.items():
            theirs = RowState()
            _absorb_sound(theirs, by_row[key])
            shown = theirs.shown(self.ports.shape.tables[key.table].cells) or {}
            home = self.ports.shape.home(key.table)
            if any(
                shown.get(column) != value and not (column in home and shown.get(column) == STAYS)
                for column, value in mine.items()
            ):
                born = Operation(*key, ROW, self.clock.tick(), self.ports.session, {"v": mine})
                states[key] = RowState()
                states[key].absorb(born)
                if self.share.may_write_in(self.section):
                    self.own.append((self.share.id, self.section, born))

    def _notice(self, outcome: Outcome, before: set[Key]) -> None:
        now = moment_text(self.ports.clock)
        self.connection.executemany(
            "INSERT INTO share_notice(share, kind, tbl, row_id, detail, at) VALUES (?, ?, ?, ?, '', ?)",
            [(self.share.id, KEPT, *key, now) for key in sorted(outcome.kept - before)],
        )

    def _pass_on(self, touched: dict[Key, RowState], inside: dict[Key, list[tuple[str, Section]]]) -> None:
        """Rows that are in other shares, too: who is in those gets the operations from us."""
        others = {
            share.id: share for share in shares.load(self.connection) if share.id != self.share.id and share.may_write
        }
        out = [
            (share, section, op)
            for op in (self.fresh if others else ())
            for share, section in inside.get(Key(op.table, op.row), ())
            if share in others and others[share].may_write_in(section)
        ]
        shares.send(self.connection, self.ports.shape, [*self.own, *out])
        for other in others.values():
            capture.enter_some(self.connection, self.ports, other, touched)


def _by_row(ops: Iterable[Operation]) -> Said:
    found: defaultdict[tuple[str, str], list[Operation]] = defaultdict(list)
    for op in ops:
        found[op.table, op.row].append(op)
    return {Key(*row): said for row, said in found.items()}


def _absorb_sound(state: RowState, said: Iterable[Operation]) -> None:
    for op in said:
        with suppress(Unreadable):
            state.absorb(op)


def _surviving(connection: Any, shape: Shape, known: dict[Key, RowState]) -> set[Key]:
    """Those of the rows that stood although they were deleted before already; a notice is given once."""
    kept = {key for key, state in known.items() if state.survived()}
    return kept | rows.present(
        connection, [key for key, state in known.items() if key.table in shape.tables and not state.is_alive()]
    )
