"""Text with delimiters becomes records with their lines. Quotes, line breaks inside them and stray quotes are kept."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import _csv
    from collections.abc import Iterable, Iterator

DELIMITERS = (",", ";", "\t", "|")
_SEP_LINE = re.compile(r"\Asep=([^\w\"\r\n ])\s*\Z", re.IGNORECASE)
SAMPLE_LINES = 200
_SAMPLE_RECORDS = 100
_FIELD_LIMIT = 1_000_000
UNCLOSED = "A quotation mark opens on this line and never closes."


@dataclass(frozen=True, slots=True)
class Record:
    """One record: the line it starts on (from 1) and its cells. `problem` is set where it could not be read."""

    line: int
    cells: tuple[str, ...]
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a file separates its cells. `spaced`: a blank after each delimiter belongs to the delimiter."""

    delimiter: str
    spaced: bool = False


def parse(text: str, suffix: str = "") -> tuple[Dialect, Iterator[Record]]:
    """The dialect of a text and its records, in order. Every line is in a record; blank lines give empty records."""
    lines = split(text)
    skip, dialect = dialect_of(lines, suffix)
    return dialect, records(lines, skip, dialect)


def split(text: str) -> list[str]:
    """The lines of a text with their ends, which may be those of any system, or mixed."""
    return list(io.StringIO(text, newline=""))


def dialect_of(lines: list[str], suffix: str = "") -> tuple[int, Dialect]:
    """How many lines stand before the records, and the dialect, which Excel may have declared there."""
    declared = _SEP_LINE.match(lines[0]) if lines else None
    return (1, Dialect(declared.group(1))) if declared else (0, sniff(lines[:SAMPLE_LINES], suffix))


def sniff(lines: list[str], suffix: str = "") -> Dialect:
    """The dialect in which most records have the same number of cells; a lone column counts as commas."""
    best, best_score = Dialect("\t" if suffix == ".tsv" else ","), (0.0, 0)
    for delimiter in DELIMITERS:
        if not any(delimiter in line for line in lines):
            continue
        plain = _evenness(lines, Dialect(delimiter))
        between = any(f"{delimiter} " in line for line in lines)
        spaced = _evenness(lines, Dialect(delimiter, spaced=True)) if between else plain
        score, dialect = (spaced, Dialect(delimiter, spaced=True)) if spaced > plain else (plain, Dialect(delimiter))
        if score > best_score:
            best, best_score = dialect, score
    return best


def _evenness(lines: list[str], dialect: Dialect) -> tuple[float, int]:
    widths: Counter[int] = Counter()
    # A cell without end is refused later, with its line; the records before it show the dialect.
    with suppress(csv.Error):
        for cells in islice(reader_of(lines, dialect), _SAMPLE_RECORDS):
            while cells and not cells[-1].strip():
                cells.pop()
            if cells:
                widths[len(cells)] += 1
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    # Rows end early where their last cells are blank, so a row that is narrower than the widest still speaks for it.
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    near = sum(number for other, number in wide.items() if other != width)
    return round((count + 0.5 * near) / sum(widths.values()), 3), width


def reader_of(lines: Iterable[str], dialect: Dialect) -> _csv.Reader:
    """A reader of the cells. It raises `csv.Error` for a cell of more than a million characters."""
    csv.field_size_limit(_FIELD_LIMIT)
    return csv.reader(lines, delimiter=dialect.delimiter, skipinitialspace=dialect.spaced)


def records(lines: list[str], start: int, dialect: Dialect) -> Iterator[Record]:
    """Read on from `start`; where a quote opens and never closes, that line is refused and reading goes on after it."""
    while start < len(lines):
        reader = reader_of(islice(lines, start, None), dialect)
        begin = start
        try:
            for cells in reader:
                end = start + reader.line_num
                if end == len(lines) and is_open(lines[begin:end], dialect):
                    raise csv.Error("a quotation mark is never closed")
                yield Record(begin + 1, tuple(cells))
                begin = end
            return
        except csv.Error:
            yield Record(begin + 1, (), UNCLOSED)
            start = begin + 1


def is_open(lines: list[str], dialect: Dialect) -> bool:
    """Whether the last cell of these lines began with a quotation mark that has no partner."""
    strict = csv.reader(lines, delimiter=dialect.delimiter, skipinitialspace=dialect.spaced, strict=True)
    try:
        for _ in strict:
            pass
    except csv.Error as error:
        return "end of data" in str(error)
    return False
