"""Workbooks with a sheet for each class: the sheet's name is the class, where nothing in the rows says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations

from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import fold, tidy

_UNNAMED = re.compile(
    r"^(?:sheet|tabelle|hoja|feuil|feuille|foglio|blad|planilha|folha|ark|list|arkusz|工作表|シート|시트|лист|ورقه|ورقة)"
    r" ?\d*$"
)
"""What programs call a sheet until somebody names it."""


Listed = tuple[Table, ColumnMapping]
_NAMES = ("full_name", "given_name", "family_name")
_SAME = 0.5


def class_of(sheet: Listed, lists: Sequence[Listed]) -> str:
    """The class of the learners on this sheet of those in `lists`.

    Empty where it is the only one, where rows say their class, and where the sheets hold the same learners: then they
    are lists of one class for several purposes.
    """
    table, mapping = sheet
    beside = [each for each in lists if each[0].path == table.path and each[0].sheet]
    if len(beside) < 2 or not table.sheet or mapping.column("class_name") is not None:
        return ""
    names = [_names(each) for each in beside]
    if any(len(one & other) > _SAME * max(len(one), len(other)) for one, other in combinations(names, 2)):
        return ""
    return "" if _UNNAMED.match(fold(table.sheet)) else tidy(table.sheet)


def _names(sheet: Listed) -> set[tuple[str, ...]]:
    table, mapping = sheet
    places = [column.index for column in mapping.having(*_NAMES)]
    return {tuple(fold(row[place]) for place in places) for row in table.rows}


def note(name: str) -> str:
    """What is said of such a sheet."""
    return f"The workbook has a sheet for each class. These students join {name}."
