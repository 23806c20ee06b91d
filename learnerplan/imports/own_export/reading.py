"""An export of ours as tables: from its folder, or from a zip of it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from learnerplan.domain import tables
from learnerplan.errors import UserError
from learnerplan.imports.files.table import Refusal, Table
from learnerplan.imports.own_export import manifest
from learnerplan.imports.own_export.manifest import ABOUT, CSV, NAME, Manifest
from learnerplan.imports.own_export.place import Opened, Place, place_of
from learnerplan.progress import Progress

_SUFFIX = ".csv"
_STUDENT = "student"
_OURS = "These files were exported from Learnerplan."
# Text columns of children's long answers are longer than the csv module allows by itself.
_LONGEST_CELL = 50_000_000


@dataclass(frozen=True, slots=True)
class ExportTable(Table):
    """A table of an export of ours. `made` is when it was exported; `place` has the files of artifacts.

    `missing` are the paths of files that the export does not hold, `changed` those of files that are not as exported.
    """

    made: str = ""
    place: Place | None = None
    missing: frozenset[str] = frozenset()
    changed: frozenset[str] = frozenset()


def read(path: Path, progress: Progress | None = None) -> tuple[ExportTable, ...] | None:
    """The tables of an export, those first that others point to; `None` for what is none of our CSV exports.

    Raises `UserError` for an export of a newer version, of an early one that carried no list, or without any row, and
    for a single file of one.
    """
    _refuse_single(path)
    place = place_of(path)
    if place is None:
        return None
    with place.opened() as opened:
        text = opened.text(NAME)
        if text is None:
            _refuse_early(opened)
            return None
        listed = manifest.parsed(text, place.name)
        if CSV not in listed.files:
            return None
        manifest.refuse_newer(listed, place.name)
        wanted = [name for name in tables.shared() if name in listed.tables]
        found = tuple(table for name in wanted if (table := _table(opened, listed, name, progress)) is not None)
    if not found:
        raise UserError(f"“{place.name}” is an export without a row in it.", "Export again.")
    return found


def _refuse_single(path: Path) -> None:
    """A single table of an export points to rows of others, and would be read as a list of another program."""
    beside = path.parent / NAME
    if path.suffix.lower() != _SUFFIX or not beside.is_file():
        return
    listed = manifest.parsed(beside.read_text(encoding="utf-8", errors="replace"), path.parent.name)
    if path.name in listed.files.get(CSV, {}):
        raise UserError(
            f"“{path.name}” is one table of an export from Learnerplan.",
            f"Choose its folder “{path.parent.name}”, so that all of it comes together.",
        )


def _refuse_early(opened: Opened) -> None:
    """The first versions wrote no list; without one, nothing tells a column from another that is called the same."""
    about = opened.text(ABOUT)
    if about is not None and about.startswith(_OURS) and opened.data(f"learner{_SUFFIX}") is not None:
        raise UserError(
            f"“{opened.place.name}” was exported by an early version of Learnerplan, without a list of its tables.",
            "Export again with this version, and import that.",
        )


def _table(opened: Opened, listed: Manifest, name: str, progress: Progress | None) -> ExportTable | None:
    """A table with rows; one that cannot be read is given with its problem, so that it is named."""
    if progress is not None:
        progress.step(0, 0, f"Reading {name}{_SUFFIX}")
    where = opened.place.path_of(f"{name}{_SUFFIX}")
    columns = listed.tables.get(name, ())
    data = opened.data(f"{name}{_SUFFIX}")
    if data is None:
        problem = f"“{name}{_SUFFIX}” is not in the export any more."
        return ExportTable(where, columns, (), (), along=True, problem=problem)
    try:
        headers, rows, lines, refused = _parsed(data, columns)
    except (UnicodeDecodeError, csv.Error, ValueError):
        problem = f"“{name}{_SUFFIX}” is not as it was exported: another program has changed it."
        return ExportTable(where, columns, (), (), along=True, problem=problem)
    if not rows and not refused:
        return None
    missing, changed = (
        _files(opened, headers, rows, progress) if name in tables.with_files() else (frozenset(), frozenset())
    )
    return ExportTable(
        path=where,
        headers=headers,
        rows=tuple(rows),
        lines=tuple(lines),
        encoding="UTF-8",
        delimiter=",",
        digest=hashlib.sha256(data).hexdigest(),
        refused=tuple(refused),
        along=True,
        made=listed.made,
        place=opened.place,
        missing=missing,
        changed=changed,
    )


def _parsed(
    data: bytes, columns: tuple[str, ...]
) -> tuple[tuple[str, ...], list[tuple[str, ...]], list[int], list[Refusal]]:
    """Headers, rows and lines, to the letter. Raises `ValueError` where the headers are not those of the list."""
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
    headers = tuple(next(reader, ()))
    if headers not in (columns, (*columns, _STUDENT)):
        raise ValueError(headers)
    rows, lines, refused = [], [], []
    for line, row in _numbered(reader):
        if len(row) == len(headers):
            rows.append(tuple(row))
            lines.append(line)
        elif row:
            refused.append(Refusal(line, f"The row has {len(row)} cells, and there are {len(headers)} columns."))
    return headers, rows, lines, refused


def _numbered(reader: Iterator[list[str]]) -> Iterator[tuple[int, list[str]]]:
    line = 2
    for row in reader:
        yield line, row
        line = reader.line_num + 1  # type: ignore[attr-defined]


def _files(
    opened: Opened, headers: tuple[str, ...], rows: list[tuple[str, ...]], progress: Progress | None
) -> tuple[frozenset[str], frozenset[str]]:
    """Which files of the tree are not in the export, and which are not as they were exported."""
    from learnerplan.imports.own_export.cells import text_of

    missing, changed = set(), set()
    path_at, digest_at = headers.index("path"), headers.index("sha256")
    for done, row in enumerate(rows):
        if progress is not None:
            progress.step(done, len(rows), "Looking at the files")
        path = text_of(row[path_at])
        digest = opened.digest(path)
        if digest is None:
            missing.add(path)
        elif digest != row[digest_at]:
            changed.add(path)
    return frozenset(missing), frozenset(changed)
