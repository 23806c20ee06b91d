"""Title and subtitle of the check: what is imported, from where, how many rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ui.models.import_kinds import words
from ui.widgets.bidi import joined

if TYPE_CHECKING:
    from ui.pages.import_session import ImportSession


def heading(session: ImportSession) -> tuple[str, str]:
    """(title, subtitle) for what a session shows."""
    files = session.files()
    count = len(session.index().rows)
    rows = "1 row" if count == 1 else f"{count:,} rows"
    if session.pending:
        return "Rows that wait for you", rows
    if len(files) == 1:
        file = files[0]
        return f"Import {words(file.kind).title}", joined(file.path.name, rows, file.table.form)
    folders = {file.path.parent.name for file in files}
    where = folders.pop() if len(folders) == 1 else ""
    kinds = {file.kind for file in files}
    what = words(kinds.pop()).title if len(kinds) == 1 else "several files"
    return f"Import {what}", joined(where, f"{len(files)} tables", rows)
