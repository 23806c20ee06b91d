"""Files become tables: any CSV, XLSX or ODS that a school system writes, read into rows of text with their lines."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from learnerplan.errors import UserError
from learnerplan.imports import delimited, encodings, workbooks
from learnerplan.imports.layout import Layout, lay_out
from learnerplan.progress import Progress

MOST_BYTES = 50_000_000
TABLE_SUFFIXES = frozenset((".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods"))
_DELIMITER_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars"}
# What a file is when it is no table, by its first bytes.
_OTHERS = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or sound"),
    (b"{\\rtf", "a text document"),
    (b"SQLite format 3", "a database"),
    (b"\x1f\x8b", "a packed archive"),
    (b"7z\xbc\xaf", "a packed archive"),
    (b"Rar!", "a packed archive"),
    (b"PK", "a packed archive or a document"),
)


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
    `along` tables came with a folder and were not chosen themselves; `problem` says why one of them cannot be read.
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

    def cells(self, index: int) -> tuple[str, ...]:
        """All cells of one column."""
        return tuple(row[index] for row in self.rows)


def read(path: Path) -> tuple[Table, ...]:
    """The tables of one file: one of a CSV, one of each visible sheet with anything in it of a workbook.

    What the file is shows in its bytes; its ending may lie. Raises `UserError` where there is no table.
    """
    data = _bytes(path)
    digest = hashlib.sha256(data).hexdigest()
    if workbooks.is_workbook(data):
        return _from_workbook(path, data, digest)
    for mark, what in _OTHERS:
        if data.startswith(mark):
            raise _no_table(path, f"it is {what}")
    text, encoding = encodings.decode(data, path.name)
    del data  # a long file is in memory once, not three times
    _refuse_markup(path, text)
    dialect, records = delimited.parse(text, path.suffix.lower())
    del text
    layout = lay_out(records)
    if layout is None:
        raise UserError(f"“{path.name}” is empty.", "Export it again, and check that there are rows in it.")
    return (_table(path, layout, digest, encoding=encoding, delimiter=dialect.delimiter),)


def read_sources(paths: Iterable[Path], progress: Progress | None = None) -> tuple[Table, ...]:
    """The tables of files and folders, in the order given; files of a folder by name. Raises `UserError`."""
    files: dict[Path, bool] = {}
    for path in paths:
        for file in _tables_of(path) if path.is_dir() else [path]:
            files.setdefault(file, path.is_dir())
    if not files:
        raise UserError("No file was chosen.", "Choose a roster or survey file, or a folder with them.")
    tables: list[Table] = []
    for done, (path, along) in enumerate(files.items()):
        if progress is not None:
            progress.step(done, len(files), f"Reading {path.name}")
        tables.extend(_read_along(path) if along else read(path))
    return tuple(tables)


def _read_along(path: Path) -> tuple[Table, ...]:
    """A file of a folder: one that cannot be read does not stop the others."""
    try:
        return tuple(replace(table, along=True) for table in read(path))
    except UserError as error:
        return (Table(path, (), (), (), along=True, problem=error.message),)


def _tables_of(folder: Path) -> list[Path]:
    """The files of a folder that may be tables. Editors' lock files and hidden files are none."""
    found = sorted(
        path
        for path in folder.iterdir()
        if path.suffix.lower() in TABLE_SUFFIXES and path.is_file() and not path.name.startswith((".", "~$"))
    )
    if not found:
        raise UserError(
            f"There is no table in the folder “{folder.name}”.", "Choose a folder that holds CSV or Excel files."
        )
    return found


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise UserError(
                f"“{path.name}” has {size // 1_000_000} MB. Files up to {MOST_BYTES // 1_000_000} MB can be imported.",
                "Export only your own classes, or split the file into smaller ones with the same header.",
            )
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UserError(f"There is no file “{path}”.", "Check the name, or choose the file again.") from error
    except OSError as error:
        raise UserError(
            f"“{path.name}” cannot be read: {error.strerror}.", "Close it in other programs, then choose it again."
        ) from error


def _from_workbook(path: Path, data: bytes, digest: str) -> tuple[Table, ...]:
    tables = []
    sheets = workbooks.sheets(data, path.name)
    for sheet in sheets:
        layout = lay_out(sheet.records)
        if layout is not None:
            tables.append(_table(path, layout, digest, sheet=sheet.name, notes=sheet.notes))
    if not tables:
        raise UserError(f"“{path.name}” is empty: none of its sheets holds a row.", "Check that it is the right file.")
    return tuple(tables)


def _table(
    path: Path,
    layout: Layout,
    digest: str,
    *,
    sheet: str = "",
    encoding: str = "",
    delimiter: str = "",
    notes: tuple[str, ...] = (),
) -> Table:
    return Table(
        path=path,
        headers=layout.headers,
        rows=layout.rows,
        lines=layout.lines,
        sheet=sheet,
        encoding=encoding,
        delimiter=delimiter,
        header_line=layout.header_line,
        digest=digest,
        refused=tuple(Refusal(line, reason) for line, reason in layout.refused),
        notes=notes + layout.notes,
        dropped=layout.dropped,
    )


def _refuse_markup(path: Path, text: str) -> None:
    """Web pages that call themselves .xls, and JSON, are text but no table."""
    start = text[:2000].lstrip("\ufeff \t\r\n").lower()
    if start.startswith(("<!doctype", "<html", "<table", "<?xml", "<div")):
        raise _no_table(path, "it is a web page")
    if start.startswith(("{", "[")) and _is_json(text):
        if "cfitems" in text.lower():
            raise UserError(
                f"“{path.name}” is a set of standards. This version imports rosters, surveys and goals.",
                "Keep the file: a later version reads standards.",
            )
        raise _no_table(path, "it is JSON")


def _is_json(text: str) -> bool:
    try:
        json.loads(text)
    except ValueError:
        return False
    return True


def _no_table(path: Path, what: str) -> UserError:
    return UserError(
        f"“{path.name}” is not a table: {what}.", "Choose a CSV or Excel file, or export this one as CSV first."
    )
