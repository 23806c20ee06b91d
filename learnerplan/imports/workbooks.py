"""Workbooks (XLSX, ODS, old XLS) become sheets of text: numbers as a person reads them, dates in ISO form."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from learnerplan.errors import UserError
from learnerplan.imports import archives
from learnerplan.imports.delimited import Record
from learnerplan.imports.signatures import OLE, ZIP

_OPEN_DOCUMENT = b"opendocument.spreadsheet"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MOST_UNPACKED = 400_000_000
_MOST_CELLS = 6_000_000
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
    return any(name.startswith("xl/") for name in names) or (_OPEN_DOCUMENT in data[:200] and "content.xml" in names)


def sheets(data: bytes, name: str) -> tuple[Sheet, ...]:
    """The visible sheets of a workbook. Raises `UserError` for one that is locked, broken or far too large."""
    import python_calamine as calamine

    if data.startswith(OLE) and _ENCRYPTED in data:
        raise _locked(name)
    if data.startswith(ZIP):
        _check_size(data, name)
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(data))
        visible = [
            each.name
            for each in book.sheets_metadata
            if each.visible == calamine.SheetVisibleEnum.Visible and each.typ == calamine.SheetTypeEnum.WorkSheet
        ]
        return tuple(_sheet(book.get_sheet_by_name(each), name) for each in visible)
    except calamine.PasswordError as error:
        raise _locked(name) from error
    except calamine.CalamineError as error:
        raise UserError(
            f"“{name}” is damaged: its sheets cannot be read.",
            "Open it in a spreadsheet program, save it under a new name, and import that file.",
        ) from error


def _check_size(data: bytes, name: str) -> None:
    """Look into the package before anything is unpacked: a small file can hold a huge sheet."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            unpacked = sum(entry.file_size for entry in package.infolist())
    except archives.BROKEN as error:
        raise UserError(
            f"“{name}” is damaged: it breaks off or its parts do not fit together.",
            "Download or export it again, then import the new file.",
        ) from error
    if unpacked > _MOST_UNPACKED:
        raise _too_large(name)


def _sheet(sheet: Any, name: str) -> Sheet:
    if sheet.total_height * sheet.total_width > _MOST_CELLS:
        raise _too_large(name)
    long_numbers: list[int] = []
    records: list[Record] = []
    for number, row in enumerate(sheet.to_python(skip_empty_area=False), start=1):
        if any(type(cell) is float and abs(cell) >= _EXACT for cell in row):
            long_numbers.append(number)
        records.append(Record(number, tuple(map(text_of, row))))
    notes: tuple[str, ...] = ()
    if long_numbers:
        notes = (f"Row {long_numbers[0]} has a number of more than 15 digits. Excel has changed its last digits.",)
    return Sheet(str(sheet.name), tuple(records), notes)


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


def _too_large(name: str) -> UserError:
    return UserError(
        f"“{name}” holds far more cells than a roster or a survey has.",
        "Save the sheet that you need as CSV, or remove what you do not need, and import that.",
    )
