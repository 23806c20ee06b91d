"""The files of an export that comes back: copied into the artifact tree before the rows that name them."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.domain import tables
from learnerplan.errors import UserError
from learnerplan.imports.drafts.rows import RowDraft
from learnerplan.imports.own_export.reading import ExportTable
from learnerplan.storage import artifacts
from learnerplan.storage.faults import told_of_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from learnerplan.imports.own_export.place import Opened
    from learnerplan.imports.planned.plan import FilePlan, ImportPlan
    from learnerplan.progress import Progress
    from learnerplan.storage.store import Store


@contextmanager
def brought(store: Store, plan: ImportPlan, progress: Progress) -> Iterator[dict[str, str]]:
    """Copy the files that new rows of a plan name (work, kept packets) and give their paths in the tree by row.

    A file keeps its path where that is free or holds the same bytes. What was copied is removed when the block raises.
    Raises `UserError` for a file that is not as it was exported, and when the disk is full.
    """
    copied: list[Path] = []
    try:
        found: dict[str, str] = {}
        for file in plan.files:
            if isinstance(file.table, ExportTable) and file.path.stem in tables.with_files():
                with told_of_files("The files of the export were not copied"):
                    found.update(_of(store, file, copied, progress))
        yield found
    except BaseException:
        for path in copied:
            path.unlink(missing_ok=True)
        raise


def _of(store: Store, file: FilePlan, copied: list[Path], progress: Progress) -> dict[str, str]:
    table = file.table
    if not isinstance(table, ExportTable) or table.place is None:
        return {}
    wanted = [row.payload for row in file.rows if isinstance(row.payload, RowDraft) and row.payload.new]
    found: dict[str, str] = {}
    with table.place.opened() as opened:
        for done, draft in enumerate(wanted):
            progress.step(done, len(wanted), "Copying the files")
            values = dict(draft.values)
            if values["path"] not in table.missing:
                found[draft.id] = _put(store, opened, values["path"], values["sha256"], copied)
    return found


def _put(store: Store, opened: Opened, path: str, digest: str, copied: list[Path]) -> str:
    """Where a file lies in the tree: at its path, or beside it where other bytes lie there."""
    target = artifacts.resolve(store.folder, path)
    number, shown = 1, path
    while target.exists() and files.sha256(target) != digest:
        number += 1
        stem, dot, ending = path.rpartition(".")
        shown = f"{stem} ({number}).{ending}" if dot and "/" not in ending else f"{path} ({number})"
        target = artifacts.resolve(store.folder, shown)
    if target.exists():
        return shown
    target.parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(target) as part:
        opened.copy(path, part)
        if files.sha256(part) != digest:
            raise UserError(
                f"The file {path} of the export is not the one that was exported, so nothing was imported.",
                "Export again, and import that.",
            )
    copied.append(target)
    return shown
