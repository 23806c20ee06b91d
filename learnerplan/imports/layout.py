"""From records to a table: which row is the header, where the table ends, and which columns are never kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.imports.credentials import is_credential
from learnerplan.imports.lexicon import meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.imports.delimited import Record

_LOOK_AT = 60
_HEADER_WITHIN = 25


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that was found among records. `refused` are (line, reason)."""

    headers: tuple[str, ...]
    header_line: int
    rows: tuple[tuple[str, ...], ...]
    lines: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    dropped: tuple[str, ...]


def lay_out(records: Iterable[Record]) -> Layout | None:
    """The table in these records, or None where all are blank. Blank rows are left out; nothing else is."""
    filled = [record for record in records if record.problem or any(cell.strip() for cell in record.cells)]
    readable = [record for record in filled if not record.problem]
    if not readable:
        return None
    head = readable[header_index([record.cells for record in readable[:_LOOK_AT]])]
    body = [record for record in filled if record.line > head.line]
    above = [record for record in readable if record.line < head.line]
    width = _width(head.cells, body)
    keep = tuple(index for index in range(width) if not is_credential(head.cells[index]))
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    refused: list[tuple[int, str]] = []
    short = 0
    whole = len(keep) == width
    for record in body:
        cells = record.cells
        if record.problem:
            refused.append((record.line, record.problem))
            continue
        if len(cells) > width:
            extra = [cell.strip() for cell in cells[width:] if cell.strip()]
            if extra:
                refused.append((record.line, _too_long(len(cells), width)))
                continue
            cells = cells[:width]
        elif len(cells) < width:
            short += 1
            cells += ("",) * (width - len(cells))
        if "\x00" in "".join(cells):
            cells = tuple(cell.replace("\x00", "") for cell in cells)
        rows.append(cells if whole else tuple(cells[index] for index in keep))
        lines.append(record.line)
    notes = _notes(len(above), short, filled[0].line if above else 0)
    headers = tuple(head.cells[index] for index in keep)
    dropped = tuple(head.cells[index] for index in range(width) if index not in keep)
    return Layout(headers, head.line, tuple(rows), tuple(lines), tuple(refused), notes, dropped)


def header_index(rows: Sequence[tuple[str, ...]]) -> int:
    """Which of the first rows names the columns: the first that is about as wide as the table, not a title above it.

    A later row wins where the first wide one says nothing and the later one holds at least two known headers.
    """
    counts = [sum(1 for cell in row if cell.strip()) for row in rows]
    usual = sorted(counts)[int(len(counts) * 0.8)] if len(counts) > 1 else counts[0]
    enough = max(1.0, 0.6 * usual)
    wide = [index for index in range(min(len(rows), _HEADER_WITHIN)) if counts[index] >= enough] or [0]
    hits = {index: sum(1 for cell in rows[index] if cell.strip() and meaning(cell)) for index in wide}
    first = wide[0]
    if hits[first] == 0:
        return next((index for index in wide if hits[index] >= 2), first)
    return first


def _width(header: tuple[str, ...], body: Sequence[Record]) -> int:
    """Columns up to the last that is named or, without a name, filled: notes beside a table are a column of it."""
    width = len(header)
    while width > 1 and not header[width - 1].strip():
        last = width - 1
        if any(last < len(record.cells) and record.cells[last].strip() for record in body):
            break
        width = last
    return width


def _too_long(found: int, width: int) -> str:
    cells = f"This row has {found} cells, the header has {width}."
    return f"{cells} A comma or quotation mark inside a cell may have split it."


def _notes(above: int, short: int, first_line: int) -> tuple[str, ...]:
    notes = []
    if above:
        notes.append(f"The table begins below a title (line {first_line}).")
    if short:
        rows = "1 row is" if short == 1 else f"{short} rows are"
        notes.append(f"{rows} shorter than the header; the cells that are missing are read as empty.")
    return tuple(notes)
