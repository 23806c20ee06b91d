"""Files become tables: any CSV, XLSX, ODS or zip that a school system writes, read into rows of text with lines."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from learnerplan.errors import UserError
from learnerplan.imports.case import packages
from learnerplan.imports.files import archives, delimited, encodings, large, signatures, workbooks
from learnerplan.imports.files.layout import Layout, lay_out
from learnerplan.imports.files.table import Refusal, Table
from learnerplan.imports.own_export import reading as own_export
from learnerplan.progress import Progress

__all__ = ["MOST_BYTES", "TABLE_SUFFIXES", "Refusal", "Table", "read", "read_sources"]

MOST_BYTES = 50_000_000
LARGE_BYTES = 8_000_000
"""Text that is longer stays in its file; its rows are read when they are asked for."""
MOST_TEXT_BYTES = 2_000_000_000
TABLE_SUFFIXES = frozenset((".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xlsm", ".xls", ".ods", ".json"))


def read(path: Path, progress: Progress | None = None) -> tuple[Table, ...]:
    """The tables of one file: one of a CSV, one of each visible sheet with anything in it of a workbook.

    A zip gives the tables of all files in it, as a folder does. What the file is shows in its bytes; its ending may
    lie. Raises `UserError` where there is no table.
    """
    if _is_large_text(path):
        return (large.open_table(path, progress),)
    data = _bytes(path)
    if not workbooks.is_workbook(data) and archives.names_in(data) is not None:
        return _of_zip(path, data, progress)
    return tables_of(path, data)


def tables_of(path: Path, data: bytes) -> tuple[Table, ...]:
    """The tables in the bytes of a file that is no zip. Raises `UserError` where there is none."""
    digest = hashlib.sha256(data).hexdigest()
    if workbooks.is_workbook(data):
        return _from_workbook(path, data, digest)
    signatures.refuse_others(path.name, data)
    text, encoding = encodings.decode(data, path.name)
    del data  # a long file is in memory once, not three times
    if standards := packages.tables_of(path, text, digest):
        return standards
    signatures.refuse_markup(path.name, text)
    dialect, records = delimited.parse(text, path.suffix.lower())
    del text
    layout = lay_out(records, path.name)
    if layout is None:
        raise UserError(f"“{path.name}” is empty.", "Export it again, and check that there are rows in it.")
    return (_table(path, layout, digest, encoding=encoding, delimiter=dialect.delimiter),)


def read_sources(paths: Iterable[Path], progress: Progress | None = None) -> tuple[Table, ...]:
    """The tables of files, zips and folders, in the order given; files of a folder by name. Raises `UserError`."""
    files: dict[Path, bool] = {}
    tables: list[Table] = []
    for path in paths:
        exported = own_export.read(path, progress)
        tables.extend(exported or ())
        for file in () if exported else _tables_in(path) if path.is_dir() else [path]:
            files.setdefault(file, path.is_dir())
    if not files and not tables:
        raise UserError("No file was chosen.", "Choose a roster or survey file, or a folder with them.")
    for done, (path, along) in enumerate(files.items()):
        if progress is not None:
            progress.step(done, len(files), f"Reading {path.name}")
        tables.extend(_read_along(path, progress) if along else read(path, progress))
    return tuple(tables)


def is_table_name(name: str) -> bool:
    """Whether a file of a folder or zip may be a table. Editors' lock files and hidden files are none."""
    return Path(name).suffix.lower() in TABLE_SUFFIXES and not name.startswith((".", "~$"))


def _read_along(path: Path, progress: Progress | None) -> tuple[Table, ...]:
    """A file of a folder: one that cannot be read does not stop the others."""
    try:
        return tuple(replace(table, along=True) for table in read(path, progress))
    except UserError as error:
        return (_unread(path, error),)


def _unread(path: Path, error: UserError) -> Table:
    return Table(path, (), (), (), along=True, problem=error.message)


def _tables_in(folder: Path) -> list[Path]:
    """The files of a folder that may be tables."""
    found = sorted(path for path in folder.iterdir() if is_table_name(path.name) and path.is_file())
    if not found:
        raise UserError(
            f"There is no table in the folder “{folder.name}”.", "Choose a folder that holds CSV or Excel files."
        )
    return found


def _of_zip(path: Path, data: bytes, progress: Progress | None) -> tuple[Table, ...]:
    """The tables of a zip. A file in it that cannot be read, another zip among them, does not stop the others."""
    tables: list[Table] = []

    def wanted(name: str) -> bool:
        return is_table_name(name) or Path(name).suffix.lower() == ".zip"

    for done, member in enumerate(archives.members(data, path.name, wanted, MOST_BYTES)):
        if progress is not None:
            progress.step(done, 0, f"Reading {member.written}")
        place = path / member.name
        try:
            found = _of_member(place, member.data())
        except UserError as error:
            found = (_unread(place, error),)
        notes = (member.note,) if member.note else ()
        tables.extend(replace(table, along=True, notes=(*table.notes, *notes)) for table in found)
    if not tables:
        raise UserError(f"There is no table in “{path.name}”.", "Choose a zip that holds CSV or Excel files.")
    return tuple(tables)


def _of_member(place: Path, data: bytes) -> tuple[Table, ...]:
    if not workbooks.is_workbook(data) and archives.names_in(data) is not None:
        raise UserError(f"“{place.name}” is a zip inside the zip. Unpack it, and import it by itself.")
    return tables_of(place, data)


def _is_large_text(path: Path) -> bool:
    """Whether a file is too long to be taken whole, and is text with delimiters by its beginning."""
    with _told(path):
        size = path.stat().st_size
        if size <= LARGE_BYTES:
            return False
        with path.open("rb") as file:
            start = file.read(2000)
    if start.startswith((signatures.ZIP, signatures.OLE)) or start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(
        (b"{", b"[")
    ):
        return False
    if size > MOST_TEXT_BYTES:
        raise _too_large(path, size, MOST_TEXT_BYTES)
    signatures.refuse_others(path.name, start)
    signatures.refuse_markup(path.name, start.decode("latin-1"))
    return True


def _bytes(path: Path) -> bytes:
    with _told(path):
        size = path.stat().st_size
        if size > MOST_BYTES:
            raise _too_large(path, size, MOST_BYTES)
        return path.read_bytes()


@contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system says of a file as a sentence."""
    try:
        yield
    except FileNotFoundError as error:
        raise UserError(f"There is no file “{path}”.", "Check the name, or choose the file again.") from error
    except OSError as error:
        raise UserError(
            f"“{path.name}” cannot be read: {error.strerror}.", "Close it in other programs, then choose it again."
        ) from error


def _too_large(path: Path, size: int, most: int) -> UserError:
    return UserError(
        f"“{path.name}” has {size // 1_000_000} MB. Such files can have up to {most // 1_000_000} MB.",
        "Export only your own classes, or split the file into smaller ones with the same header.",
    )


def _from_workbook(path: Path, data: bytes, digest: str) -> tuple[Table, ...]:
    tables = []
    sheets, hidden = workbooks.sheets(data, path.name)
    aside = _left_aside(hidden)
    for sheet in sheets:
        layout = lay_out(sheet.records, path.name)
        if layout is not None:
            tables.append(_table(path, layout, digest, sheet=sheet.name, notes=(*sheet.notes, *aside)))
            aside = ()
    if not tables and hidden:
        raise UserError(
            f"All that “{path.name}” holds is in hidden sheets.", "Unhide the sheet that you need, and save the file."
        )
    if not tables:
        raise UserError(f"“{path.name}” is empty: none of its sheets holds a row.", "Check that it is the right file.")
    return tuple(tables)


def _left_aside(hidden: tuple[str, ...]) -> tuple[str, ...]:
    """What must be said of sheets that are not shown."""
    if not hidden:
        return ()
    names = ", ".join(f"“{name}”" for name in hidden)
    return (
        f"The sheet {names} is hidden and left aside." if len(hidden) == 1 else f"Hidden sheets stay aside: {names}.",
    )


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
