"""Files become tables: any CSV, XLSX or ODS that a school system writes, read into rows of text with their lines."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path  # noqa: TC003  a field type


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that could not be read: the line it starts on and the reason."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Table:
    """One table of one file. Cells are text, exactly as written; every row is as long as `headers`.

    `lines[i]` is the line (CSV) or row (sheet) on which `rows[i]` starts, counted from 1. `encoding` and `delimiter`
    are empty for sheets. `dropped` are headers of columns with passwords or other credentials, whose cells are not
    in the table. `keys`, where given, are the row keys of the plan, for rows that wait from an earlier import.
    """

    path: Path
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    sheet: str = ""
    encoding: str = ""
    delimiter: str = ""
    header_line: int = 1
    digest: str = ""
    refused: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """What to call the table in a sentence: the file, and the sheet where there is one."""
        return f"{self.path.name} ({self.sheet})" if self.sheet else self.path.name

    def cells(self, index: int) -> tuple[str, ...]:
        """All cells of one column."""
        return tuple(row[index] for row in self.rows)
