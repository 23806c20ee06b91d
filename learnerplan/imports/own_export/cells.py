"""Cells of our CSV exports: what a value is written as, and which value a cell was written for."""

from __future__ import annotations

import re
from typing import Any

# A spreadsheet would run a text that begins so, as a formula; an apostrophe in front tells it that this is a text.
_FORMULA = "=+\\-@\t\r\n＝＋－＠"
# Where apostrophes stand before such a text already, one more tells them from ours. Other texts keep theirs.
_NEEDS_ONE = re.compile(f"'*[{_FORMULA}]")
_HAS_ONE = re.compile(f"'+[{_FORMULA}]")


def written(value: Any) -> Any:
    """A value as a cell of CSV; texts that a spreadsheet would run are made harmless."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if isinstance(value, str) and _NEEDS_ONE.match(value) else value


def text_of(cell: str) -> str:
    """The text that a cell was written for."""
    return cell[1:] if _HAS_ONE.match(cell) else cell


def value_of(cell: str, kind: type, *, optional: bool) -> Any:
    """The value of a cell in a column of this kind. An empty cell is no value where the column allows none.

    Raises `ValueError` for a cell that holds nothing of the kind. Days and moments stay texts.
    """
    if optional and cell == "":
        return None
    if kind is bool:
        return {"true": True, "false": False}[cell.lower()] if cell.lower() in ("true", "false") else _bad(cell)
    return kind(cell) if kind in (int, float) else text_of(cell)


def _bad(cell: str) -> bool:
    raise ValueError(cell)
