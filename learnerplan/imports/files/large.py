"""Tables of very large files: their rows stay in the file, and are read in blocks when they are asked for."""

from __future__ import annotations

import csv
import hashlib
import threading
from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import overload

from learnerplan.errors import UserError
from learnerplan.imports.files import delimited
from learnerplan.imports.files.delimited import Dialect, Record
from learnerplan.imports.files.layout import Shape, find_head, named, notes_of, shape_of, too_long
from learnerplan.imports.files.sources import Source
from learnerplan.imports.files.table import Refusal, Table
from learnerplan.progress import Progress

BLOCK = 1000
"""Rows that are read at once."""
_HEAD_RECORDS = 400
_MOST_REFUSED = 10_000
_STEP = 2000

Row = tuple[str, ...]


@dataclass
class _Index:
    """Where the rows of a file stand: `places[n]` is the byte at which block `n` begins, `lines` its rows' lines.

    A block ends where the next one begins; the last place is the end of the file. `seals` are digests of the blocks.
    """

    lines: array[int] = field(default_factory=lambda: array("I"))
    places: array[int] = field(default_factory=lambda: array("Q"))
    seals: list[bytes] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    lengths: Counter[int] = field(default_factory=Counter)
    filled: int = 0


class LargeRows(Sequence[Row]):
    """The rows of a large file. Raises `UserError` at the first block that has changed since the file was read."""

    def __init__(self, source: Source, index: _Index, shape: Shape, dialect: Dialect) -> None:
        self._source, self._index, self._shape, self._dialect = source, index, shape, dialect
        self._held: tuple[int, tuple[Row, ...]] = (-1, ())
        self._lock = threading.Lock()

    @property
    def size(self) -> int:
        """Bytes of the file."""
        return self._source.size

    def __len__(self) -> int:
        return len(self._index.lines)

    def __iter__(self) -> Iterator[Row]:
        for number in range(len(self._index.seals)):
            yield from self._block(number)

    @overload
    def __getitem__(self, place: int) -> Row: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Row]: ...
    def __getitem__(self, place: int | slice) -> Row | Sequence[Row]:
        if isinstance(place, slice):
            return self._slice(range(len(self))[place])
        at = range(len(self))[place]
        return self._block(at // BLOCK)[at % BLOCK]

    def _slice(self, places: range) -> tuple[Row, ...]:
        if places.step != 1:
            return tuple(self[place] for place in places)
        found: list[Row] = []
        for number in range(places.start // BLOCK, -(-places.stop // BLOCK)):
            first = number * BLOCK
            found += self._block(number)[max(0, places.start - first) : max(0, places.stop - first)]
        return tuple(found)

    def _block(self, number: int) -> tuple[Row, ...]:
        with self._lock:
            held, rows = self._held
        if held == number:
            return rows
        start, end = self._index.places[number], self._index.places[number + 1]
        data = self._source.read(start, end - start)
        if _seal(data) != self._index.seals[number]:
            raise UserError(
                f"“{self._source.path.name}” has changed since it was read, so nothing was imported.",
                "Choose the file again, and look at the new preview.",
            )
        lines = delimited.split(data.decode("utf-8"))
        found = delimited.records(lines, 0, self._dialect)
        rows = tuple(self._shape.fit(each.cells) for each in found if _is_row(each, self._shape.width))
        with self._lock:
            self._held = number, rows
        return rows


def open_table(path: Path, progress: Progress | None = None) -> Table:
    """The table of a large text file with delimiters, looked through once. Raises `UserError` where there is none."""
    source = Source(path, progress)
    lines = list(islice(source.lines(source.start), _HEAD_RECORDS))
    skip, dialect = delimited.dialect_of(lines, path.suffix.lower())
    filled = [each for each in delimited.records(lines, skip, dialect) if each.problem or named(each.cells)]
    head = find_head(filled, path.name)
    if head is None:
        raise UserError(f"“{path.name}” is not a table: its first {len(lines)} lines are blank or unreadable.")
    start = source.start + sum(len(line.encode()) for line in lines[:skip])
    index = _indexed(source, start, skip + 1, head, dialect, progress)
    shape = shape_of(head.cells, index.filled)
    short = sum(count for length, count in index.lengths.items() if length < shape.width)
    title = filled[0].line if filled[0].line < head.line else 0
    return Table(
        path=path,
        headers=tuple(head.cells[each].replace("\x00", "") for each in shape.keep),
        rows=LargeRows(source, index, shape, dialect),
        lines=index.lines,
        encoding=source.encoding,
        delimiter=dialect.delimiter,
        header_line=head.line,
        digest=source.digest,
        refused=tuple(index.refused),
        notes=notes_of(title, short),
        dropped=tuple(head.cells[each] for each in range(shape.width) if each not in shape.keep),
    )


def whole(table: Table, most_bytes: int) -> Table:
    """A table with all its rows in memory. Raises `UserError` for a file of more than so many bytes."""
    if not isinstance(table.rows, LargeRows):
        return table
    if table.rows.size > most_bytes:
        raise UserError(
            f"“{table.path.name}” has {table.rows.size // 1_000_000} MB. Files of this kind can have up to "
            f"{most_bytes // 1_000_000} MB.",
            "Export only your own classes, or split the file into smaller ones with the same header.",
        )
    return replace(table, rows=tuple(table.rows), lines=tuple(table.lines))


def _indexed(
    source: Source, start: int, line: int, head: Record, dialect: Dialect, progress: Progress | None
) -> _Index:
    """Go through all records once, and note where each block of rows begins."""
    index = _Index()
    widest = len(head.cells)
    end = source.end
    for done, (record, place) in enumerate(_records(source, start, line, dialect)):
        if progress is not None and done % _STEP == 0:
            progress.step(2 * place + 2 * end, 4 * end, f"Reading {source.path.name}")
        width = named(record.cells)
        if record.problem or (record.line > head.line and width > widest):
            index.refused.append(Refusal(record.line, record.problem or too_long(len(record.cells), widest)))
            if len(index.refused) > _MOST_REFUSED:
                first = index.refused[0]
                raise UserError(
                    f"More than {_MOST_REFUSED:,} rows of “{source.path.name}” cannot be read. The first is on line "
                    f"{first.line}: {first.reason}"
                )
        elif record.line > head.line and width:
            if len(index.lines) % BLOCK == 0:
                index.places.append(place)
            index.lines.append(record.line)
            index.lengths[len(record.cells)] += 1
            index.filled = max(index.filled, width)
    index.places.append(end)
    for begin, after in zip(index.places, index.places[1:], strict=False):
        index.seals.append(_seal(source.read(begin, after - begin)))
    return index


def _records(source: Source, start: int, line: int, dialect: Dialect) -> Iterator[tuple[Record, int]]:
    """The records from a place on, each with the place at which it begins; as `delimited.records` gives them."""
    while True:
        lines = _Lines(source.lines(start))
        place = start
        try:
            for cells in delimited.reader_of(lines, dialect):
                if lines.following is None and delimited.is_open(lines.held, dialect):
                    raise csv.Error("a quotation mark is never closed")
                yield Record(line, tuple(cells)), place
                place = start + lines.bytes
                line += len(lines.held)
                lines.held.clear()
            return
        except csv.Error:
            yield Record(line, (), delimited.UNCLOSED), place
            start = place + len(lines.held[0].encode())
            line += 1


class _Lines:
    """Lines on their way into a csv reader: those of the record that is being read, and the one that follows."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self.following = next(lines, None)
        self.held: list[str] = []
        self.bytes = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = self.following
        if line is None:
            raise StopIteration
        self.following = next(self._lines, None)
        self.bytes += len(line) if line.isascii() else len(line.encode())
        self.held.append(line)
        return line


def _is_row(record: Record, width: int) -> bool:
    return not record.problem and 0 < named(record.cells) <= width


def _seal(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=12).digest()
