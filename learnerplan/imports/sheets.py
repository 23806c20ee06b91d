"""Workbooks with a sheet for each class: the sheet's name is the class, where nothing in the rows says it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from learnerplan.imports.folding import fold, tidy
from learnerplan.imports.mapping import ColumnMapping
from learnerplan.imports.tables import Table

_UNNAMED = re.compile(
    r"^(?:sheet|tabelle|hoja|feuil|feuille|foglio|blad|planilha|folha|ark|list|arkusz|工作表|シート|시트|лист|ورقه|ورقة)"
    r" ?\d*$"
)
"""What programs call a sheet until somebody names it."""


def class_of(table: Table, mapping: ColumnMapping, lists: Sequence[Table]) -> str:
    """The class of the learners on this sheet; empty where it is the only one of `lists`, or rows say their class."""
    beside = sum(1 for each in lists if each.path == table.path and each.sheet)
    if beside < 2 or not table.sheet or mapping.column("class_name") is not None:
        return ""
    return "" if _UNNAMED.match(fold(table.sheet)) else tidy(table.sheet)


def note(name: str) -> str:
    """What is said of such a sheet."""
    return f"The workbook has a sheet for each class. These learners join {name}."
