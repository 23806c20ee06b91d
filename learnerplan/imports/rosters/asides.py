"""Rows of a list that are about the list and not about a learner: headings again, dates of the work, totals.

Google Classroom writes "Date", "Points" and "Overall Average" under its header, Canvas "Points Possible"; reports
print their headings on each page and a total at the end.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import fold, tidy
from learnerplan.imports.words.lexicon import ID_USES

_NAMES = ("family_name", "given_name", "full_name")
_TOLD_APART = (*ID_USES, "email", "birth_date", "grade")
_WORK = frozenset(
    map(
        fold,
        (
            "date", "due date", "points", "points possible", "max points", "maximum points", "overall average",
            "class average", "average", "category", "weight", "fecha", "puntos", "media general", "promedio general",
            "moyenne générale", "moyenne globale", "datum", "punkte", "gesamtdurchschnitt", "durchschnitt", "data",
            "pontos", "média geral", "punti", "media complessiva", "punten", "gemiddelde", "日期", "分数", "总平均分",
            "日付", "点数", "全体の平均", "날짜", "점수", "전체 평균", "التاريخ", "النقاط", "المتوسط العام",
        ),
    )
)  # fmt: skip
_TOTAL = re.compile(
    r"^(?:(?:grand )?total|count|average|class average|mean|number of (?:students|pupils|learners)|student count|"
    r"gesamt|summe|anzahl|promedio|total de alumnos|moyenne|report (?:generated|created|run)|generated (?:on|by)|"
    r"printed (?:on|by)|end of (?:report|list)|page \d+)\b"
)
_ABOVE, _BELOW = 4, 3

HEADINGS = "The headings again. Nothing to keep."
ABOUT_WORK = "It says something of the work, not of a student. Nothing to keep."
TOTAL = "A line at the end of the list, not a student. Nothing to keep."


def found(table: Table, mapping: ColumnMapping) -> dict[int, str]:
    """The rows that are about the list (their index) with the reason why nothing of them is taken."""
    if table.keys:
        return {}
    aside: dict[int, str] = {}
    headings = tuple(map(tidy, table.headers))
    filled = sum(1 for heading in headings if heading)
    for index, row in enumerate(table.rows) if filled > 1 else ():
        # A file behind another brings the mark that it begins with.
        if row[0].strip().removeprefix("\ufeff") == headings[0] and tuple(map(tidy, row)) == headings:
            aside[index] = HEADINGS
    for index in range(min(_ABOVE, len(table.rows))):
        if index not in aside and _only_name(table.rows[index], mapping) not in _WORK:
            break
        aside.setdefault(index, ABOUT_WORK)
    for index in _last(len(table.rows)):
        name = _only_name(table.rows[index], mapping)
        if index in aside or not name or not _TOTAL.match(name) or not _counts(table.rows[index]):
            break
        aside[index] = TOTAL
    return aside


def _last(count: int) -> Collection[int]:
    return range(count - 1, max(count - _BELOW, 1) - 1, -1)


def _only_name(row: tuple[str, ...], mapping: ColumnMapping) -> str:
    """The one word in the columns of names, folded, where nothing else in the row tells a learner from another."""
    names = [cell for column in mapping.having(*_NAMES) if (cell := tidy(row[column.index]))]
    told = any(row[column.index].strip() for column in mapping.having(*_TOLD_APART))
    return fold(names[0]) if len(names) == 1 and not told else ""


def _counts(row: tuple[str, ...]) -> bool:
    """Whether a number stands in the row, or a sentence: a child may be called Total, or Mean."""
    return any(any(char.isdigit() for char in cell) for cell in row) or any(len(cell.split()) > 2 for cell in row)
