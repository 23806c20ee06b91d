"""Sentences about whole columns of a file that something has happened to, with the way out."""

from __future__ import annotations

from learnerplan.imports.identifiers import is_damaged
from learnerplan.imports.mapped.mapping import ColumnMapping
from learnerplan.imports.tables import Table
from learnerplan.imports.words.lexicon import ID_USES


def of(table: Table, mapping: ColumnMapping) -> tuple[str, ...]:
    """What to say of the columns with numbers: those that a spreadsheet has shortened, so that digits are lost."""
    notes = []
    for column in mapping.having(*ID_USES) if not table.keys else ():
        lost = [cell.strip() for cell in table.cells(column.index) if is_damaged(cell.strip())]
        if lost:
            rows = "1 number" if len(lost) == 1 else f"{len(lost)} numbers"
            notes.append(
                f"A spreadsheet has shortened {rows} in “{column.header.strip()}”, such as {lost[0]}. Better than "
                "answering for each: export the file again, and open it nowhere before, or format the column as text."
            )
    return tuple(notes)
