"""Planning a table that is too large for memory: of each row only its verdict is kept, the rest is planned again."""

from __future__ import annotations

import hashlib
import threading
from array import array
from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from typing import Protocol, overload

from learnerplan.errors import UserError
from learnerplan.imports.plan import LongRows, RowPlan, Verdict
from learnerplan.imports.table import Table
from learnerplan.progress import Progress

CHUNK = 1000
"""Rows that are planned at once: few enough to show progress and to stop between them."""
_VERDICTS = tuple(Verdict)
_VERDICT, _WRITES, _DECIDED, _NOTED = 0x07, 0x08, 0x10, 0x20


class ChunkPlanner(Protocol):
    """Plans some rows of a table, the same whenever, and in whatever order, it is asked.

    So it must know before what one row means for another: which keys come twice, for example.
    """

    def plan_chunk(self, chunk: Table, first: int) -> Sequence[RowPlan]:
        """One plan for each row of `chunk`, which are the rows of the whole table from place `first` on."""


class StreamedRows(LongRows):
    """The rows of a large table, planned once to count them and again whenever they are looked at.

    `refused` are rows that could not be read; they stand after the others. Raises `Cancelled` when asked to stop.
    """

    def __init__(
        self, table: Table, planner: ChunkPlanner, refused: Sequence[RowPlan] = (), progress: Progress | None = None
    ) -> None:
        self._table, self._planner, self._refused = table, planner, tuple(refused)
        self._codes = bytearray()
        self._marks = array("Q")
        self._held: tuple[int, Sequence[RowPlan]] = (-1, ())
        self._lock = threading.Lock()
        self._planned = len(table.rows)
        for first in range(0, self._planned, CHUNK):
            if progress is not None:
                progress.step(first, self._planned, f"Comparing {table.name}")
            self._note(self._chunk(first // CHUNK))
        self._note(self._refused)

    def __len__(self) -> int:
        return self._planned + len(self._refused)

    def __iter__(self) -> Iterator[RowPlan]:
        chunks = (self._chunk(number) for number in range(-(-self._planned // CHUNK)))
        return chain(chain.from_iterable(chunks), self._refused)

    @overload
    def __getitem__(self, place: int) -> RowPlan: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[RowPlan]: ...
    def __getitem__(self, place: int | slice) -> RowPlan | Sequence[RowPlan]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        at = range(len(self))[place]
        if at >= self._planned:
            return self._refused[at - self._planned]
        return self._chunk(at // CHUNK)[at % CHUNK]

    def tally(self, verdict: Verdict, *, written: bool = False) -> int:
        """How many rows end this way, or of them those that write something."""
        return sum(map(self._codes.count, _codes_of((verdict,), _WRITES if written else 0)))

    def select(
        self,
        verdicts: Collection[Verdict] = _VERDICTS,
        *,
        written: bool = False,
        decided: bool = False,
        noted: bool = False,
    ) -> Iterator[RowPlan]:
        """As `FilePlan.select`. Raises `UserError` for a row that would come out otherwise by now."""
        wanted = _codes_of(verdicts, written * _WRITES | decided * _DECIDED | noted * _NOTED)
        for first in range(0, self._planned, CHUNK):
            codes = self._codes[first : min(first + CHUNK, self._planned)]
            if wanted.isdisjoint(codes):
                continue
            for code, row in zip(codes, self._chunk(first // CHUNK), strict=True):
                if code in wanted:
                    if _code(row) != code:
                        raise _changed(self._table)
                    yield row
        yield from (row for row in self._refused if _code(row) in wanted)

    def about(self, keys: Collection[str]) -> Iterator[RowPlan]:
        """The rows with these keys."""
        wanted = set(map(_mark, keys))
        found = (place for place, mark in enumerate(self._marks) if mark in wanted) if wanted else iter(())
        return (row for place in found if (row := self[place]).key in keys)

    def _chunk(self, number: int) -> Sequence[RowPlan]:
        with self._lock:
            held, rows = self._held
        if held != number:
            first = number * CHUNK
            rows = self._planner.plan_chunk(self._table.part(first, first + CHUNK), first)
            with self._lock:
                self._held = number, rows
        return rows

    def _note(self, rows: Sequence[RowPlan]) -> None:
        self._codes.extend(map(_code, rows))
        self._marks.extend(_mark(row.key) for row in rows)


def _code(row: RowPlan) -> int:
    flags = (row.payload is not None) * _WRITES | bool(row.decided) * _DECIDED | bool(row.notes) * _NOTED
    return _VERDICTS.index(row.verdict) | flags


def _codes_of(verdicts: Collection[Verdict], flags: int) -> set[int]:
    """All codes of rows with one of these verdicts that have at least these flags."""
    numbers = {_VERDICTS.index(verdict) for verdict in verdicts}
    return {code for code in range(0x40) if code & _VERDICT in numbers and code & flags == flags}


def _mark(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def _changed(table: Table) -> UserError:
    return UserError(
        f"What “{table.name}” would do has changed since this preview was made, so nothing was imported.",
        "Look at the new preview and import again.",
    )
