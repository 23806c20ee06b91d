"""One table of one file: its headers, and its rows as text with the lines on which they stand."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

_DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
HEAD = 500
"""Rows that are enough to say what a table and its columns are."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that could not be read: the line it starts on and the reason."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of one file. Cells are text, exactly as written; every row is as long as `headers`.

    `path` of a file in a zip is the zip's with the name in it. `lines[i]` is the line (CSV) or row (sheet) on which
    `rows[i]` starts, counted from 1; both are tuples, but for very large files, where they are read as they are asked
    for (`files.large`). `encoding` and `delimiter` are empty for sheets. `dropped` are headers of columns
    with passwords or other credentials, whose cells are not in the table. `keys`, where given, are the row keys of the
    plan, for rows that wait from an earlier import. `along` tables came with a folder or a zip and were not chosen
    themselves; `problem` says why one of them cannot be read.
    """

    path: Path
    headers: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    lines: Sequence[int]
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_line: int = 1
    digest: str = ""
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    along: bool = False
    problem: str = ""

    @property
    def name(self) -> str:
        """What to call the table in a sentence: the file, and the sheet where there is one."""
        return f"{self.path.name} ({self.sheet})" if self.sheet else self.path.name

    @property
    def form(self) -> str:
        """How it was written, for the line under the title: "UTF-8, commas" or the sheet's name."""
        if self.sheet or not self.encoding:
            return self.sheet
        return f"{self.encoding}, {_DELIMITER_NAMES.get(self.delimiter, self.delimiter)}"

    @property
    def large(self) -> bool:
        """Whether its rows stay in the file and are read when they are asked for."""
        return not isinstance(self.rows, tuple)

    def cells(self, index: int) -> tuple[str, ...]:
        """All cells of one column; equal ones of a large table are one text, since there are a great many."""
        if not self.large:
            return tuple(row[index] for row in self.rows)
        same: dict[str, str] = {}
        return tuple(same.setdefault(row[index], row[index]) for row in self.rows)

    def on_line(self, line: int) -> tuple[str, ...]:
        """The row that starts on a line. Raises `ValueError` where none does."""
        # Lines of a large table ascend; kept rows stand in any order.
        place = bisect_left(self.lines, line) if self.large else self.lines.index(line)
        return self.rows[place]

    def part(self, start: int, stop: int) -> Table:
        """The table of some of its rows, in memory."""
        return replace(
            self,
            rows=tuple(self.rows[start:stop]),
            lines=tuple(self.lines[start:stop]),
            keys=self.keys[start:stop],
            refused=(),
        )

    def head(self) -> Table:
        """The first rows of it, for whoever has to say what it is."""
        return self if len(self.rows) <= HEAD else self.part(0, HEAD)
