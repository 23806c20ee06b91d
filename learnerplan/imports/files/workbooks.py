"""Workbooks (XLSX, ODS, old XLS) become sheets of text: numbers as a person reads them, dates in ISO form."""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from learnerplan.errors import UserError
from learnerplan.imports.files import archives, sheet_parts
from learnerplan.imports.files.delimited import Record
from learnerplan.imports.files.sheet_parts import Part
from learnerplan.imports.files.signatures import OLE, ZIP

_OPEN_DOCUMENT = b"opendocument.spreadsheet"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
# Excel keeps 15 digits of a number; longer ones have lost their end before we see them.
_EXACT = 10**15


@dataclass(frozen=True, slots=True)
class Sheet:
    """One visible sheet: its records with their row numbers, and what must be said about it."""

    name: str
    records: tuple[Record, ...]
    notes: tuple[str, ...] = ()


def is_workbook(data: bytes) -> bool:
    """Whether the bytes are a workbook, whatever the file is called. A broken one is one by what is left of it."""
    if data.startswith(OLE):
        return True
    if not data.startswith(ZIP):
        return False
    names = archives.names_in(data)
    if names is None:
        return b"xl/" in data or _OPEN_DOCUMENT in data[:200]
    if "content.xml" in names and "mimetype" in names:
        return _OPEN_DOCUMENT in archives.first_bytes(data, "mimetype", 100)
    return any(name.startswith("xl/") for name in names)


def sheets(data: bytes, name: str) -> tuple[tuple[Sheet, ...], tuple[str, ...]]:
    """The visible sheets of a workbook, and the names of those that are hidden.

    Formulas count as what they came to last. Raises `UserError` for a workbook that is locked, broken or too large.
    """
    import python_calamine as calamine

    if data.startswith(OLE) and _ENCRYPTED in data:
        raise _locked(name)
    parts = sheet_parts.look(data, name) if data.startswith(ZIP) else {}
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        tables = [each for each in book.sheets_metadata if each.typ == calamine.SheetTypeEnum.WorkSheet]
        visible = [each.name for each in tables if each.visible == calamine.SheetVisibleEnum.Visible]
        hidden = tuple(each.name for each in tables if each.visible != calamine.SheetVisibleEnum.Visible)
        return tuple(_sheet(book.get_sheet_by_name(each), parts.get(each, Part())) for each in visible), hidden
    except calamine.PasswordError as error:
        raise _locked(name) from error
    except calamine.CalamineError as error:
        raise UserError(
            f"“{name}” is damaged: its sheets cannot be read.",
            "Open it in a spreadsheet program, save it under a new name, and import that file.",
        ) from error


def _sheet(sheet: Any, part: Part) -> Sheet:
    long_numbers: list[int] = []
    records: list[Record] = []
    first = sheet.start[1] if sheet.start else 0
    for number, row in enumerate(sheet.iter_rows(), start=1):
        if row.count("") == len(row):
            continue
        if any(type(cell) is float and abs(cell) >= _EXACT for cell in row):
            long_numbers.append(number)
        records.append(Record(number, tuple(map(text_of, [""] * first + row))))
    return Sheet(str(sheet.name), tuple(records), _notes(part, long_numbers))


def _notes(part: Part, long_numbers: list[int]) -> tuple[str, ...]:
    notes = []
    if long_numbers:
        notes.append(f"Row {long_numbers[0]} has a number of more than 15 digits. Excel has changed its last digits.")
    if part.errors:
        cells = (
            "1 cell holds an error such as #N/A and counts"
            if part.errors == 1
            else f"{part.errors} cells hold errors such as #N/A and count"
        )
        notes.append(f"{cells} as empty.")
    if part.uncomputed:
        cells = "1 formula was" if part.uncomputed == 1 else f"{part.uncomputed} formulas were"
        notes.append(
            f"{cells} never computed (the first in cell {part.first_uncomputed}), so nothing is read there. "
            "Open the file in a spreadsheet program, save it, and import it again."
        )
    return tuple(notes)


def text_of(cell: Any) -> str:
    """A cell as text: 42.0 is "42", a date "2026-09-01", a moment "2026-09-01 08:30:00"."""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ")
    if isinstance(cell, date | time):
        return cell.isoformat()
    if isinstance(cell, timedelta):
        return str(cell)
    return str(cell)


def _locked(name: str) -> UserError:
    return UserError(
        f"“{name}” is protected with a password, so nothing in it can be read.",
        "Open it in Excel, save a copy without a password, and import that copy.",
    )
