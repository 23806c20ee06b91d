"""From records to a table: which row is the header, where the table ends, and which columns are never kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.imports.words.credentials import is_credential
from learnerplan.imports.words.lexicon import meaning

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from learnerplan.imports.files.delimited import Record

_LOOK_AT = 60
_HEADER_WITHIN = 25
_MOST_COLUMNS = 4_000


@dataclass(frozen=True, slots=True)
class Layout:
    """A table that was found among records. `refused` are (line, reason)."""

    headers: tuple[str, ...]
    header_line: int
    rows: Sequence[tuple[str, ...]]
    lines: Sequence[int]
    refused: tuple[tuple[int, str], ...]
    notes: tuple[str, ...]
    dropped: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """How rows are brought to the columns of their table: `width` cells, of which those at `keep` are kept."""

    width: int
    keep: tuple[int, ...]

    def fit(self, cells: tuple[str, ...]) -> tuple[str, ...]:
        """The cells of a row that is not too long (`is_too_long`), filled up, without credentials and NUL."""
        cells = cells[: self.width] if len(cells) > self.width else cells + ("",) * (self.width - len(cells))
        if "\x00" in "".join(cells):
            cells = tuple(cell.replace("\x00", "") for cell in cells)
        return cells if len(self.keep) == self.width else tuple(cells[index] for index in self.keep)


def shape_of(header: tuple[str, ...], filled: int) -> Shape:
    """The columns of a table: up to the last that is named or, without a name, filled in some row.

    `filled` is how many columns the rows fill: notes beside a table are a column of it.
    """
    width = max(named(header), min(filled, len(header)), 1)
    return Shape(width, tuple(index for index in range(width) if not is_credential(header[index])))


def named(cells: tuple[str, ...]) -> int:
    """How many cells there are up to the last that is not blank."""
    width = len(cells)
    while width and not cells[width - 1].strip():
        width -= 1
    return width


def lay_out(records: Iterable[Record], name: str) -> Layout | None:
    """The table in these records, or None where all are blank. Blank rows are left out; nothing else is.

    `name` is the file's, for the `UserError` that is raised for thousands of columns.
    """
    filled = [record for record in records if record.problem or any(cell.strip() for cell in record.cells)]
    head = find_head(filled, name)
    if head is None:
        return None
    body = [record for record in filled if record.line > head.line]
    widths = (named(record.cells) for record in body if len(record.cells) > named(head.cells))
    shape = shape_of(head.cells, max((width for width in widths if width <= len(head.cells)), default=0))
    rows: list[tuple[str, ...]] = []
    lines: list[int] = []
    refused = [(record.line, record.problem) for record in filled if record.problem]
    short = 0
    for record in body:
        if record.problem:
            continue
        if len(record.cells) > shape.width and named(record.cells) > len(head.cells):
            refused.append((record.line, too_long(len(record.cells), len(head.cells))))
        else:
            short += len(record.cells) < shape.width
            rows.append(shape.fit(record.cells))
            lines.append(record.line)
    above = filled[0].line if filled[0].line < head.line else 0
    return laid_out(head, shape, tuple(rows), tuple(lines), tuple(sorted(refused)), notes_of(above, short))


def laid_out(
    head: Record,
    shape: Shape,
    rows: Sequence[tuple[str, ...]],
    lines: Sequence[int],
    refused: tuple[tuple[int, str], ...],
    notes: tuple[str, ...],
) -> Layout:
    """The layout of rows that were brought into shape below a header."""
    headers = tuple(head.cells[index].replace("\x00", "") for index in shape.keep)
    kept = set(shape.keep)
    dropped = tuple(head.cells[index] for index in range(shape.width) if index not in kept)
    return Layout(headers, head.line, rows, lines, refused, notes, dropped)


def find_head(filled: Sequence[Record], name: str) -> Record | None:
    """The record that names the columns, among those that are not blank; None where none can be read.

    Raises `UserError` for a record that is wider than any table.
    """
    readable = [record for record in filled if not record.problem][:_LOOK_AT]
    widest = max(readable, key=lambda record: len(record.cells), default=None)
    if widest is not None and len(widest.cells) > _MOST_COLUMNS:
        raise UserError(
            f"“{name}” is not a table of a school: line {widest.line} has {len(widest.cells):,} cells.",
            "Check that it is the right file, or export it again with fewer columns.",
        )
    return readable[header_index([record.cells for record in readable])] if readable else None


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


def too_long(found: int, width: int) -> str:
    """Why a row with more cells than columns is refused."""
    cells = f"This row has {found} cells, the header has {width}."
    return f"{cells} A comma or quotation mark inside a cell may have split it."


def notes_of(title: int, short: int) -> tuple[str, ...]:
    """What must be said of a table: the line of a title above it (0: there is none), and how many rows are short."""
    notes = []
    if title:
        notes.append(f"The table begins below a title (line {title}).")
    if short:
        rows = "1 row is" if short == 1 else f"{short} rows are"
        notes.append(f"{rows} shorter than the header; the cells that are missing are read as empty.")
    return tuple(notes)
