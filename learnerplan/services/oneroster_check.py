"""Whether a folder is OneRoster 1.1 as other systems read it: headers, values and references."""

from __future__ import annotations

import csv
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from learnerplan.domain.oneroster import DATES, HEADERS, NAMED_FILES, OWN, REFERENCES, REQUIRED, STATUS, VALUES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_MUST = ("manifest", "orgs", "academicSessions", "courses", "classes", "users", "enrollments")
_LISTS = ("termSourcedIds", "orgSourcedIds", "agentSourcedIds")


class Finding(NamedTuple):
    """Something that another system may refuse: the file, the line (1 is the header), and what is wrong there."""

    file: str
    line: int
    what: str


_Rows = list[tuple[int, dict[str, str]]]


def check(folder: Path) -> list[Finding]:
    """Everything that is wrong with a OneRoster folder, in the order of its files; an empty list for a sound one."""
    findings: list[Finding] = []
    tables: dict[str, _Rows] = {}
    for name, headers in HEADERS.items():
        path = folder / f"{name}.csv"
        if not path.is_file():
            if name in _MUST:
                findings.append(Finding(path.name, 1, "The file is missing."))
            continue
        with path.open(encoding="utf-8", newline="") as handle:
            reader = csv.reader(handle)
            found = tuple(next(reader, ()))
            rows = [(reader.line_num, cells) for cells in reader]
        findings += _headers(path.name, headers, found)
        findings += _widths(path.name, len(found), rows)
        tables[name] = [(line, dict(zip(found, cells, strict=False))) for line, cells in rows]
    findings += _manifest(tables)
    for name, held in tables.items():
        if name != "manifest":
            findings += _values(name, held)
    findings += _references(tables)
    return findings


def _headers(name: str, wanted: tuple[str, ...], found: tuple[str, ...]) -> Iterator[Finding]:
    if found[: len(wanted)] != wanted:
        yield Finding(name, 1, f"The header must begin with {', '.join(wanted)}.")
    for header in found[len(wanted) :]:
        if not header.startswith(OWN):
            yield Finding(name, 1, f"The column {header} is not one of OneRoster; others begin with {OWN}.")


def _widths(name: str, width: int, rows: list[tuple[int, list[str]]]) -> Iterator[Finding]:
    for line, cells in rows:
        if len(cells) != width:
            yield Finding(name, line, f"The row has {len(cells)} cells, the header {width}.")


def _manifest(tables: dict[str, _Rows]) -> Iterator[Finding]:
    said = {row.get("propertyName", ""): row.get("value", "") for _, row in tables.get("manifest", [])}
    if said.get("oneroster.version") != "1.1":
        yield Finding("manifest.csv", 1, "It must say oneroster.version 1.1.")
    for name in NAMED_FILES:
        wanted = "bulk" if name in tables else "absent"
        if said.get(f"file.{name}") != wanted:
            yield Finding("manifest.csv", 1, f"It must say file.{name} {wanted}.")


def _values(name: str, rows: _Rows) -> Iterator[Finding]:
    file = f"{name}.csv"
    seen: set[str] = set()
    for line, row in rows:
        number = row.get("sourcedId", "")
        if not number or number in seen:
            yield Finding(file, line, f"The sourcedId {number} stands here twice." if number else "No sourcedId.")
        seen.add(number)
        for column in REQUIRED[name]:
            if not row.get(column, "").strip():
                yield Finding(file, line, f"{column} is empty.")
        if row.get("status", "") not in STATUS:
            yield Finding(file, line, f"status cannot be {row['status']}.")
        for (owner, column), allowed in VALUES.items():
            if owner == name and row.get(column, "") not in allowed:
                yield Finding(file, line, f"{column} cannot be {row.get(column, '')}.")
        for column in DATES:
            if row.get(column) and not _is_day(row[column]):
                yield Finding(file, line, f"{column} must be a day such as 2026-09-01, not {row[column]}.")


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _references(tables: dict[str, _Rows]) -> Iterator[Finding]:
    numbers = {name: {row.get("sourcedId", "") for _, row in rows} for name, rows in tables.items()}
    for reference in REFERENCES:
        for line, row in tables.get(reference.file, []):
            cell = row.get(reference.column, "")
            for number in cell.split(",") if reference.column in _LISTS else [cell]:
                if number and number not in numbers.get(reference.to, set()):
                    what = f"{reference.column} {number} is not in {reference.to}.csv."
                    yield Finding(f"{reference.file}.csv", line, what)
