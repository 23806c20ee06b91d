"""Which columns hold the names of the people in a table: apart, together, or both."""

from __future__ import annotations

import re
from dataclasses import replace

from learnerplan.imports.mapped.mapping import LEAVE_OUT, ColumnUse
from learnerplan.imports.tables import Table
from learnerplan.imports.words.folding import tidy
from learnerplan.imports.words.lexicon import header_key

_LOOK_AT = 200
_MOST = 0.8
_LAST_FIRST = re.compile(r"[^\W\d_][^\d,;:?!]{0,40}, ?[^\W\d_][^\d,;:?!]{0,40}$")
_EITHER = frozenset(("nombre", "nom", "nome", "名", "имя"))
"""Words for a name that stand for the whole of it as well as for a part."""

_APART = "First and last name have columns of their own."
_BOTH = "First and last name stand in it together."


def settled(table: Table, columns: tuple[ColumnUse, ...]) -> tuple[ColumnUse, ...]:
    """The columns of names as they stand beside each other.

    A column with both names adds nothing where each has its own; one alone that says "Nombre" or "Nom" has both, where
    most of its cells have several words.
    """
    uses = {column.use for column in columns}
    if {"given_name", "family_name"} <= uses:
        return tuple(
            replace(column, use=LEAVE_OUT, reason=_APART) if column.use == "full_name" else column for column in columns
        )
    if "full_name" in uses:
        return columns
    if are_names_alone(table):
        return tuple(replace(column, use="full_name", reason=_BOTH) for column in columns)
    return tuple(
        replace(column, use="full_name", reason=_BOTH)
        if header_key(column.header) in _EITHER and _are_whole(table, column.index)
        else column
        for column in columns
    )


def are_names_alone(table: Table) -> bool:
    """Whether a table is one column of names such as "Diaz, Ana" under a title that says nothing of them.

    Where a name stands in the place of the header nobody can tell, and the first learner would be lost.
    """
    named = [index for index, header in enumerate(table.headers) if header.strip()]
    if len(table.headers) != 1 or not named or _LAST_FIRST.match(tidy(table.headers[0])):
        return False
    cells = [tidy(row[0]) for row in table.rows[:_LOOK_AT]]
    return len(cells) > 1 and sum(bool(_LAST_FIRST.match(cell)) for cell in cells) >= _MOST * len(cells)


def _are_whole(table: Table, index: int) -> bool:
    filled = [cell for row in table.rows[:_LOOK_AT] if (cell := tidy(row[index]))]
    return bool(filled) and sum(len(cell.split()) > 1 for cell in filled) * 2 > len(filled)
