"""The mapping that is proposed for an assessment export: a use for each column, with the reason beside it."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice

from learnerplan.imports.assessments.meanings import Meaning, meaning_of, meanings_of
from learnerplan.imports.assessments.moments import without_moment
from learnerplan.imports.assessments.numbers import is_nothing, number_of
from learnerplan.imports.assessments.private import SENSITIVE, why_left_out
from learnerplan.imports.assessments.uses import KEPT
from learnerplan.imports.files.table import HEAD, Table
from learnerplan.imports.identifiers import names_nobody
from learnerplan.imports.mapped.mapping import LEAVE_OUT, ColumnMapping, ColumnUse, fingerprint
from learnerplan.imports.words.lexicon import ID_USES
from learnerplan.imports.words.parts import ASSESSMENT

_SAMPLES = 3
_LOOK_AT = 50
_MOSTLY = 0.6
"""So many of the filled cells must be numbers where the header names only what was measured."""
_ONE_OF_A_KIND = frozenset(
    ("percentile", "standard_error", "placement", "part_error", "part_percentile", "part_placement", "part_score",
     "window", "subject", "scale", "measure_name", "duration", "test_status", "test_id", "attempt", "grade")
)  # fmt: skip
_SECOND = {"score": "part_score", "percentile": KEPT, "standard_error": KEPT}
_ALSO = "Kept beside the result."
_TWICE = "Another column says it already."
_NAMED = "First and last name have columns of their own."


def propose(table: Table, part: str) -> ColumnMapping:
    """A use for each column. What is sensitive or about other people is left out, all else is kept with the result."""
    rows = list(islice(table.rows, HEAD))
    meanings = meanings_of(table.headers)
    columns = [_column(table, index, meaning, rows) for index, meaning in enumerate(meanings)]
    columns = _one_of_a_kind(columns)
    return ColumnMapping(
        fingerprint=fingerprint(table.headers), kind=ASSESSMENT, part=part, columns=tuple(columns), title=_title(table)
    )


def _column(table: Table, index: int, meaning: Meaning, rows: list[tuple[str, ...]]) -> ColumnUse:
    header = table.headers[index]
    cells = tuple(row[index] for row in rows)
    samples = _samples(cells)
    why = why_left_out(header, meaning.use)
    if why:
        return ColumnUse(index, header, LEAVE_OUT, why, sensitive=why == SENSITIVE, samples=samples)
    if not header.strip() and not samples:
        return ColumnUse(index, header, LEAVE_OUT, "An empty column.")
    use = meaning.use
    if use in ID_USES and cells and names_nobody(cells, [""] * len(cells)):
        return ColumnUse(index, header, KEPT, "It tells nobody apart.", here_only=True, samples=samples)
    unsure = bool(use) and not meaning.sure and not _are_numbers(cells)
    if unsure:
        use = ""
    return ColumnUse(index, header, use or KEPT, "" if use else _ALSO, here_only=unsure, samples=samples)


def _are_numbers(cells: tuple[str, ...]) -> bool:
    filled = [cell for cell in cells if not is_nothing(cell)]
    return sum(1 for cell in filled if number_of(cell)) >= _MOSTLY * len(filled)


def _one_of_a_kind(columns: list[ColumnUse]) -> list[ColumnUse]:
    """Of several columns for one number the leading one gives it; a second score becomes a part of the result."""
    leading: dict[tuple[str, str, str], tuple[int, int]] = {}
    for column in columns:
        meaning = meaning_of(column.header)
        if column.use in (*_ONE_OF_A_KIND, "score"):
            place = (meaning.rank, column.index)
            leading[_place(column, meaning)] = min(place, leading.get(_place(column, meaning), place))
    uses = {column.use for column in columns}
    named = {"given_name", "family_name"} <= uses
    found = []
    for column in columns:
        lead = leading.get(_place(column, meaning_of(column.header)))
        if lead is not None and lead[1] != column.index:
            use = _SECOND.get(column.use, KEPT)
            column = replace(column, use=use, reason=_TWICE if use == KEPT else "")
        elif column.use == "full_name" and named:
            column = replace(column, use=LEAVE_OUT, reason=_NAMED)
        found.append(column)
    return found


def _place(column: ColumnUse, meaning: Meaning) -> tuple[str, str, str]:
    return column.use, meaning.part, meaning.sitting


def _samples(cells: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for cell in cells[:_LOOK_AT]:
        shown = cell.strip()
        if shown and shown not in found:
            found.append(shown[:120])
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def _title(table: Table) -> str:
    """What to call a test of which no column says the name: the file's name, without the moment of its export."""
    plain = re.sub(
        r"\b\d{4}[- .]?\d{2}[- .]?\d{2}\b|\(\d+\)|\bexport(?:ed)?\b", " ", table.path.stem, flags=re.IGNORECASE
    )
    return without_moment(plain) or "Assessment"
