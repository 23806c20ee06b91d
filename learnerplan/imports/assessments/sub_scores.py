"""Sub-scores of one sitting, and whether there is a result at all."""

from __future__ import annotations

from collections.abc import Sequence

from learnerplan.imports.assessments.columns import NOWHERE, PartColumns, SittingColumns
from learnerplan.imports.assessments.numbers import is_nothing, number_of
from learnerplan.imports.drafts.results import ResultPartDraft
from learnerplan.imports.words.folding import tidy

_EXTRA = frozenset(
    ("Lexile", "Quantile", "NCE", "Normal curve equivalent", "Stanine", "Grade equivalent", "Theta", "Rasch score")
)
"""Scales into which a score is translated: no result by themselves where a column of the real score is empty."""


def part_in(row: Sequence[str], columns: PartColumns) -> ResultPartDraft | None:
    """The sub-score that a row has in these columns, or None where all of them are empty."""
    values: list[tuple[str, str]] = []
    shown = ""
    for name, place in columns.fields:
        cell = row[place]
        if not cell or is_nothing(cell):
            continue
        number = "" if name == "placement" else number_of(cell)
        if number and (name != "percentile" or 0 <= float(number) <= 100):
            values.append((name, number))
            if name == "score" and columns.scale:
                values.append(("scale", columns.scale))
        # "BR400L" and "PP" are kept as they are written, whether or not there is a number in them.
        if name == "placement" or (name == "score" and any(map(str.isalpha, cell))):
            shown = tidy(cell)
    if shown:
        values.append(("placement", shown))
    if not values:
        return None
    named = tidy(row[columns.named]) if columns.named != NOWHERE else ""
    return ResultPartDraft(named or columns.name, tuple(values))


def is_result(values: dict[str, str], parts: tuple[ResultPartDraft, ...], sitting: SittingColumns) -> bool:
    """Whether a sitting has a result: a score, percentile or level of the whole, or a sub-score in its own right."""
    if values.keys() & {"score", "percentile", "placement"}:
        return True
    whole = any(name != "standard_error" for name, _place in sitting.fields)
    return any(not whole or dict(part.values).get("scale") not in _EXTRA for part in parts)


def told_apart(parts: tuple[ResultPartDraft, ...]) -> tuple[ResultPartDraft, ...]:
    """Two goal areas of one name are told apart by a number."""
    seen: dict[str, int] = {}
    found = []
    for part in parts:
        seen[part.name] = count = seen.get(part.name, 0) + 1
        found.append(part if count == 1 else part._replace(name=f"{part.name} ({count})"))
    return tuple(found)
