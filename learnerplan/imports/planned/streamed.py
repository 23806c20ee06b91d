"""Rows of the plan of a very large table: planned once, kept in a private file, read again as they are asked for."""

from __future__ import annotations

import hashlib
import pickle
import tempfile
import threading
import weakref
import zlib
from array import array
from bisect import bisect_right
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import overload

from learnerplan.imports.planned.plan import LongRows, RowPlan, Verdict

_VERDICTS = tuple(Verdict)
_VERDICT, _WRITES, _DECIDED, _NOTED = 0x07, 0x08, 0x10, 0x20


class StreamedRows(LongRows):
    """Rows that come in chunks, of which only a byte and a hash each stay in memory.

    What was planned is what is shown and written, whatever becomes of the file meanwhile. The chunks, packed, are in a
    temporary file without a name, which goes when the plan goes, when the program ends, and when it crashes. Give it
    about a thousand rows at a time; what making a chunk raises (`Cancelled`, for one) comes through.
    """

    def __init__(self, chunks: Iterable[Sequence[RowPlan]]) -> None:
        self._codes = bytearray()
        self._marks = array("Q")
        self._starts = array("I", (0,))
        self._places = array("Q", (0,))
        self._held: tuple[int, Sequence[RowPlan]] = (-1, ())
        self._lock = threading.Lock()
        self._file = tempfile.TemporaryFile(prefix="learnerplan-")  # noqa: SIM115 - lives as long as the plan
        weakref.finalize(self, self._file.close)
        for rows in chunks:
            packed = zlib.compress(pickle.dumps(tuple(rows), pickle.HIGHEST_PROTOCOL), 1)
            self._file.write(packed)
            self._codes.extend(map(_code, rows))
            self._marks.extend(_mark(row.key) for row in rows)
            self._starts.append(len(self._codes))
            self._places.append(self._places[-1] + len(packed))

    def __len__(self) -> int:
        return len(self._codes)

    def __iter__(self) -> Iterator[RowPlan]:
        for number in range(len(self._starts) - 1):
            yield from self._chunk(number)

    @overload
    def __getitem__(self, place: int) -> RowPlan: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[RowPlan]: ...
    def __getitem__(self, place: int | slice) -> RowPlan | Sequence[RowPlan]:
        if isinstance(place, slice):
            return [self[each] for each in range(len(self))[place]]
        at = range(len(self))[place]
        number = bisect_right(self._starts, at) - 1
        return self._chunk(number)[at - self._starts[number]]

    def tally(self, verdict: Verdict, *, written: bool = False) -> int:
        """How many rows end this way, or of them those that write something."""
        return sum(map(self._codes.count, _codes_of((verdict,), _WRITES if written else 0)))

    def places(self, verdicts: Collection[Verdict]) -> array[int]:
        """Where the rows stand that end in one of these ways."""
        wanted = _codes_of(verdicts, 0)
        return array("I", (place for place, code in enumerate(self._codes) if code in wanted))

    def select(
        self,
        verdicts: Collection[Verdict] = _VERDICTS,
        *,
        written: bool = False,
        decided: bool = False,
        noted: bool = False,
    ) -> Iterator[RowPlan]:
        """As `FilePlan.select`."""
        wanted = _codes_of(verdicts, written * _WRITES | decided * _DECIDED | noted * _NOTED)
        for number, (start, stop) in enumerate(zip(self._starts, self._starts[1:], strict=False)):
            codes = self._codes[start:stop]
            if not wanted.isdisjoint(codes):
                rows = self._chunk(number)
                yield from (row for code, row in zip(codes, rows, strict=True) if code in wanted)

    def about(self, keys: Collection[str]) -> Iterator[RowPlan]:
        """The rows with these keys."""
        wanted = set(map(_mark, keys))
        found = (place for place, mark in enumerate(self._marks) if mark in wanted) if wanted else iter(())
        return (row for place in found if (row := self[place]).key in keys)

    def _chunk(self, number: int) -> Sequence[RowPlan]:
        with self._lock:
            held, rows = self._held
            if held == number:
                return rows
            self._file.seek(self._places[number])
            packed = self._file.read(self._places[number + 1] - self._places[number])
        rows = tuple[RowPlan, ...](pickle.loads(zlib.decompress(packed)))
        with self._lock:
            self._held = number, rows
        return rows


def _code(row: RowPlan) -> int:
    flags = (row.payload is not None) * _WRITES | bool(row.decided) * _DECIDED | bool(row.notes) * _NOTED
    return _VERDICTS.index(row.verdict) | flags


def _codes_of(verdicts: Collection[Verdict], flags: int) -> set[int]:
    """All codes of rows with one of these verdicts that have at least these flags."""
    numbers = {_VERDICTS.index(verdict) for verdict in verdicts}
    return {code for code in range(0x40) if code & _VERDICT in numbers and code & flags == flags}


def _mark(key: str) -> int:
    return int.from_bytes(hashlib.blake2b(key.encode("utf-8", "replace"), digest_size=8).digest(), "little")
