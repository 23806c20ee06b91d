"""Recognising our own export: by the list that it carries, never by its headers alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from learnerplan.imports.found import Found
from learnerplan.imports.mapped.mapping import LEAVE_OUT, ColumnMapping, ColumnUse, fingerprint
from learnerplan.imports.own_export.manifest import NAME
from learnerplan.imports.own_export.reading import ExportTable
from learnerplan.imports.words.parts import EXPORT

if TYPE_CHECKING:
    from learnerplan.imports.files.table import Table
    from learnerplan.imports.found import Headers

KEPT = "kept"
_STUDENT = "student"


def export_found(table: Table, _headers: Headers) -> Found | None:
    """A table that was read by the list of an export."""
    if not isinstance(table, ExportTable):
        return None
    evidence = (f"{NAME} lists it, exported on {table.made[:10]}.", "Each row has its own id.")
    return Found(EXPORT, "", 1.0, evidence)


def export_said(table: Table, headers: Headers) -> Found:
    """What a teacher calls an export must carry its list. Raises `UserError` for what does not."""
    found = export_found(table, headers)
    if found is None:
        raise UserError(
            f"“{table.name}” is no export of Learnerplan: no {NAME} lists it.",
            "Choose the folder of the export, or say what else this file is.",
        )
    return found


def uses(_part: str) -> tuple[str, ...]:
    """Nothing can be chosen: each column is what it was."""
    return ()


def propose(table: Table, _part: str) -> ColumnMapping:
    """Every column as it was exported; the name of the student beside it is only for the eye."""
    name = table.path.stem
    columns = tuple(
        ColumnUse(index, header, LEAVE_OUT if header == _STUDENT else KEPT, "")
        for index, header in enumerate(table.headers)
    )
    return ColumnMapping(fingerprint((f"{EXPORT} {name}", *table.headers)), EXPORT, columns, title=name)
