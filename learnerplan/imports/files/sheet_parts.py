"""A look into a workbook's parts before anything opens it: a small file can hold a sheet that no memory can."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape

from learnerplan.errors import UserError
from learnerplan.imports.files import archives

MOST_UNPACKED = 400_000_000
MOST_CELLS = 2_000_000
"""Cells with something in them."""
MOST_ROOM = 12_000_000
"""Cells of the smallest rectangle that holds all of a sheet, which is what opening it takes in memory."""
_PIECE = 1_000_000
_MOST_OPEN = 100_000_000
"""Bytes of an OpenDocument sheet, all of which stand in one part."""
_CELL = re.compile(rb"\sr=[\"']([A-Z]{1,3})(\d{1,7})[\"'][^>]*(?<!/)>")
_UNCOMPUTED = re.compile(
    rb"\sr=[\"']([A-Z]{1,3}\d{1,7})[\"'][^>]*><(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</"
)
_ERROR = re.compile(rb"\st=[\"']e[\"']")
_OPEN_CELL = re.compile(rb"<table:table-row\b([^>]*)>|<table:(?:covered-)?table-cell\b([^>]*)>|</?table:table\b[ >]")
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated=[\"'](\d{1,9})")
_SHEET = re.compile(r"<(?:\w+:)?sheet\b[^>]*?\bname=\"([^\"]*)\"[^>]*?\b\w+:id=\"([^\"]*)\"")
_RELATION = re.compile(r"<Relationship\b[^>]*>")
_ATTRIBUTE = re.compile(r"\b(Id|Target)=\"([^\"]*)\"")


@dataclass
class Part:
    """One sheet: how far it reaches, and how many cells hold something, an error, a formula that was never computed."""

    rows: int = 0
    columns: int = 0
    cells: int = 0
    errors: int = 0
    uncomputed: int = 0
    first_uncomputed: str = ""


def look(data: bytes, name: str) -> dict[str, Part]:
    """What the sheets of a workbook hold, by their names (none for OpenDocument).

    Raises `UserError` where it is broken, unpacks without end, or has a sheet that is too large to be opened.
    """
    found: dict[str, Part] = {}
    room = MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            if sum(entry.file_size for entry in package.infolist()) > MOST_UNPACKED:
                raise too_large(name)
            for entry in package.infolist():
                if not entry.filename.endswith(".xml"):
                    continue
                part, before = Part(), room
                for piece in _pieces(package, entry, room):
                    room -= len(piece)
                    if room <= 0:
                        raise too_large(name)
                    if entry.filename.startswith("xl/worksheets/"):
                        _note(part, piece)
                    _refuse(part, name)
                if entry.filename == "content.xml":
                    if before - room > _MOST_OPEN:
                        raise too_large(name)
                    _refuse_open(package.read(entry), name)
                found[entry.filename] = part
            return _by_sheet(package, found)
    except archives.BROKEN as error:
        raise UserError(
            f"“{name}” is damaged: it breaks off or its parts do not fit together.",
            "Download or export it again, then import the new file.",
        ) from error


def too_large(name: str) -> UserError:
    """The sentence for a workbook that holds far more than a school's tables do."""
    return UserError(
        f"“{name}” holds far more cells than a roster or a survey has.",
        "Save the sheet that you need as CSV, or remove what you do not need, and import that.",
    )


def _pieces(package: zipfile.ZipFile, entry: zipfile.ZipInfo, room: int) -> Iterator[bytes]:
    """A part in pieces that end between two cells, and all of it, whatever size it says it has."""
    entry.file_size = max(entry.file_size, room + 1)
    rest = b""
    with package.open(entry) as part:
        while piece := part.read(_PIECE):
            piece = rest + piece
            cut = piece.rfind(b"<c")
            if cut > len(rest):
                yield piece[:cut]
                rest = piece[cut:]
            else:
                yield piece
                rest = b""
    yield rest


def _note(part: Part, piece: bytes) -> None:
    cells = _CELL.findall(piece)
    part.cells += len(cells)
    part.rows = max(part.rows, max(map(int, {row for _, row in cells}), default=0))
    part.columns = max(part.columns, max(map(_column, {letters for letters, _ in cells}), default=0))
    part.errors += len(_ERROR.findall(piece))
    if b"f>" in piece or b"<f" in piece:
        found = _UNCOMPUTED.findall(piece)
        part.uncomputed += len(found)
        part.first_uncomputed = part.first_uncomputed or (found[0].decode() if found else "")


def _refuse(part: Part, name: str) -> None:
    if part.cells > MOST_CELLS:
        raise too_large(name)
    if part.rows * part.columns > MOST_ROOM:
        raise UserError(
            f"A sheet of “{name}” reaches down to row {part.rows:,} and {part.columns:,} columns wide, with "
            "hardly anything in it.",
            "Delete the rows and columns far from the table, or save the sheet as CSV, and import that.",
        )


def _refuse_open(content: bytes, name: str) -> None:
    """Cells of an OpenDocument sheet may say that they stand many times."""
    part, row, column, times = Part(), 0, 0, 1
    for found in _OPEN_CELL.finditer(content):
        mark, attributes, cell = found[0], found[1], found[2]
        if mark.startswith(b"<table:table-row"):
            row, column, times = row + times, 0, _times(attributes)
        elif attributes is None and cell is None:
            row, column, times, part = 0, 0, 1, Part()
        else:
            many = _times(cell)
            column += many
            if b"value-type" in cell:
                part.cells += many * times
                part.rows, part.columns = max(part.rows, row + times), max(part.columns, column)
                _refuse(part, name)


def _times(attributes: bytes) -> int:
    found = _REPEATED.search(attributes)
    return int(found[1]) if found else 1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _by_sheet(package: zipfile.ZipFile, parts: dict[str, Part]) -> dict[str, Part]:
    """The parts by the names of their sheets, as the workbook relates them."""
    texts = []
    for path in ("xl/workbook.xml", "xl/_rels/workbook.xml.rels"):
        try:
            texts.append(package.read(path).decode("utf-8", "replace"))
        except KeyError:
            return {}
    targets = {}
    for relation in _RELATION.findall(texts[1]):
        said = dict(_ATTRIBUTE.findall(relation))
        targets[said.get("Id", "")] = said.get("Target", "").removeprefix("/xl/")
    named = {name: f"xl/{targets[relation]}" for name, relation in _SHEET.findall(texts[0]) if relation in targets}
    return {unescape(name): parts[path] for name, path in named.items() if path in parts}
