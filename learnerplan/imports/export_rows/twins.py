"""Rows of an export that stand here under another id: the same term, scale, class or standard."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from learnerplan.domain import tables
from learnerplan.imports.own_export.held import Key, Row
from learnerplan.imports.words.folding import fold

# What makes two rows of a table the same thing; one of the `_NEEDED` columns must be filled.
_SAME_BY = {
    "school_year": ("name", "starts_on", "ends_on"),
    "term": ("school_year_id", "name", "starts_on", "ends_on"),
    "scale": ("name", "purpose"),
    "scale_level": ("scale_id", "position", "name"),
    "class": ("school_year_id", "name", "subject", "period"),
    "class_identifier": ("class_id", "source", "value"),
    "assessment": ("name", "subject"),
    "framework": ("identifier",),
    "competency": ("framework_id", "identifier"),
    "survey": ("fingerprint", "title"),
    "question": ("survey_id", "position", "text"),
}
_NEEDED = {"framework": "identifier", "competency": "identifier", "survey": "fingerprint"}


def known_by(table: str, rows: Mapping[str, Row], going: Collection[Key]) -> dict[tuple[Any, ...], str]:
    """What the rows here are known by, but for those that are `going`; empty for tables where only the id tells."""
    found: dict[tuple[Any, ...], str] = {}
    for row_id, row in rows.items() if table in _SAME_BY else ():
        known = mark(table, row)
        if known is not None and (table, row_id) not in going:
            found.setdefault(known, row_id)
    return found


def mark(table: str, row: Row) -> tuple[Any, ...] | None:
    """What a row is known by; `None` where it could be any."""
    columns = _SAME_BY.get(table)
    if columns is None or (table in _NEEDED and not row[_NEEDED[table]]):
        return None
    links = {link.column for link in tables.links_of(table)}
    return tuple(fold(row[name]) if isinstance(row[name], str) and name not in links else row[name] for name in columns)
