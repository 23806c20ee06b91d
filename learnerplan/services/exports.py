"""Exports: the shared record for other programs, as CSV, JSON or SQLite, with the artifact files.

Private and local rows (memory aids, drafts, settings, the import log) are in no table that is read here. Every export
is written into the disclosure log. Supports are restricted: they are left out unless somebody asks for them.
"""

from __future__ import annotations

import csv
import json
import shutil
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from learnerplan import files
from learnerplan.domain import names, tables
from learnerplan.domain.disclosures import Way
from learnerplan.domain.supports import RESTRICTED
from learnerplan.errors import UserError
from learnerplan.imports.own_export import cells
from learnerplan.imports.own_export.manifest import ABOUT, NAME, Manifest
from learnerplan.progress import Progress
from learnerplan.services import disclosures, export_folders
from learnerplan.storage import arrivals, artifacts, plain, schema
from learnerplan.storage.faults import told_of_files
from learnerplan.storage.tables import metadata

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from learnerplan.storage.store import Store

JSON = "learnerplan.json"
SQLITE = "learnerplan.sqlite"
_ARTIFACTS = "artifacts"
# Written by the app for itself; the export that is being made would change them.
_LOG = ("disclosure", "disclosure_learner", "disclosure_section")
_NO_SUPPORTS = "Supports (plans, accommodations, restricted notes) were left out."


class Format(StrEnum):
    """What an export is written as."""

    CSV = "csv"
    JSON = "json"
    SQLITE = "sqlite"


@dataclass(frozen=True)
class Exported:
    """What an export wrote: the folder, the files in it (relative, sorted), and how many rows."""

    folder: Path
    files: tuple[str, ...]
    rows: int


def export(
    store: Store,
    directory: Path,
    form: Format | str,
    progress: Progress | None = None,
    *,
    with_supports: bool = False,
) -> Exported:
    """Write the whole shared record and the artifact files into `directory`, whole or not at all.

    The folder is made when it is missing; earlier exports in it are replaced, other files are never touched.
    `with_supports` takes in what is restricted; the disclosure log then says so.
    Raises `UserError` when files of the same names lie there, or the disk is full or read-only.
    """
    form = Format(form)
    progress = progress or Progress()
    directory = directory.absolute()
    if directory.is_relative_to(store.folder.path.absolute()):
        raise UserError("An export cannot lie inside the Learnerplan folder.", "Choose another folder for it.")
    with told_of_files("The record was not exported"):
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{directory.name}-", dir=directory.parent) as name:
            place = Path(name) / "export"
            place.mkdir()
            begun = datetime.now(UTC)
            tables = plain.shared_tables(with_supports=with_supports)
            rows = _WRITERS[form](store, place, tables, progress)
            _copy_artifacts(store, place, progress)
            (place / ABOUT).write_text(_about(form, with_supports=with_supports), encoding="utf-8")
            before = export_folders.list_of(directory)
            listed = _listed(before, place, form, begun)
            (place / NAME).write_text(listed.to_json(), encoding="utf-8", newline="\n")
            written = tuple(sorted((*listed.files[form], NAME)))
            export_folders.refuse_conflicts(directory, before, written)
            with store.transaction("Export") as tx:
                everybody = [row.id for row in tx.rows(_Id, "SELECT id FROM learner ORDER BY id")]
                disclosures.record(
                    tx,
                    way=Way.EXPORT,
                    learner_ids=everybody,
                    sections=("whole record", "supports") if with_supports else ("whole record",),
                    purpose=f"export as {form.value}",
                    file_name=directory.name,
                )
            export_folders.take_in(place, directory, written)
            export_folders.tidy(directory, before, listed, form)
    return Exported(directory, written, rows)


@dataclass(frozen=True)
class _File:
    path: str
    sha256: str


@dataclass(frozen=True)
class _Id:
    id: str


def _write_csv(store: Store, place: Path, tables: Sequence[str], progress: Progress) -> int:
    count = 0
    with store.raw() as connection:
        called = {
            row[0]: names.shown_name(*row[1:])
            for row in connection.execute("SELECT id, given_name, family_name, preferred_name, name_order FROM learner")
        }
        for number, table in enumerate(tables):
            progress.step(number, len(tables), "Writing the tables")
            columns = list(_columns(table))
            with (place / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as handle:
                writer = csv.writer(handle)
                writer.writerow(columns + ["student"] * ("learner_id" in columns))
                for row in _rows(connection, table):
                    named = [called.get(row["learner_id"], "")] if "learner_id" in row else []
                    writer.writerow([cells.written(value) for value in (*row.values(), *named)])
                    count += 1
    return count


def _write_json(store: Store, place: Path, tables: Sequence[str], progress: Progress) -> int:
    count = 0
    with store.raw() as connection:
        held: dict[str, list[dict[str, Any]]] = {}
        for number, table in enumerate(tables):
            progress.step(number, len(tables), "Reading the tables")
            held[table] = list(_rows(connection, table))
            count += len(held[table])
    log = {table: held.pop(table) for table in _LOG}
    for name, content in ((JSON, held), ("disclosures.json", log)):
        whole = {"format": 1, "schema": schema.HEAD, "tables": content}
        text = json.dumps(whole, ensure_ascii=False, indent=1, sort_keys=True, allow_nan=False)
        (place / name).write_text(text + "\n", encoding="utf-8", newline="\n")
    return count


def _write_sqlite(store: Store, place: Path, tables: Sequence[str], progress: Progress) -> int:
    progress.step(0, 1, "Copying the tables")
    plain.copy(store, place / SQLITE, with_supports=bool(RESTRICTED & set(tables)))
    return sum(int(store.value(f'SELECT count(*) FROM "{table}"')) for table in tables)


_WRITERS = {Format.CSV: _write_csv, Format.JSON: _write_json, Format.SQLITE: _write_sqlite}


@cache
def _columns(table: str) -> dict[str, bool]:
    """The columns of a table, and whether each holds a truth value."""
    return {column.name: column.type.python_type is bool for column in metadata().tables[table].columns}


def _rows(connection: Any, table: str) -> Iterator[dict[str, Any]]:
    columns = _columns(table)
    listed = ", ".join(f'"{name}"' for name in columns)
    for row in connection.execute(f'SELECT {listed} FROM "{table}" ORDER BY id'):
        yield {
            name: bool(value) if truth and value is not None else value
            for (name, truth), value in zip(columns.items(), row, strict=True)
        }


def _listed(before: Manifest | None, place: Path, form: Format, begun: datetime) -> Manifest:
    """What the folder holds after this export: its files, and those of other forms that stay."""
    ours = {
        path.relative_to(place).as_posix(): files.sha256(path) for path in sorted(place.rglob("*")) if path.is_file()
    }
    held = before or Manifest()
    made, columns = held.made, held.tables
    if form is Format.CSV:
        made = begun.isoformat(timespec="milliseconds")
        columns = {
            table: tuple(_columns(table)) for table in plain.shared_tables(with_supports=True) if f"{table}.csv" in ours
        }
    return Manifest(made, schema.HEAD, columns, {**held.files, form.value: ours})


def _copy_artifacts(store: Store, place: Path, progress: Progress) -> None:
    named = " UNION ".join(f'SELECT path, sha256 FROM "{table}"' for table in tables.with_files())
    rows = store.rows(_File, f"{named} ORDER BY path, sha256")
    for number, row in enumerate(rows):
        progress.step(number, len(rows), "Copying the files")
        relative = arrivals.path_here(store.folder, row.path, row.sha256)
        source = artifacts.resolve(store.folder, relative)
        # A missing file is a matter for `check`; the rest of the record still leaves whole.
        if source.is_file():
            target = place / _ARTIFACTS / row.path
            if target.exists():
                target = place / _ARTIFACTS / relative
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)


def _about(form: Format, *, with_supports: bool) -> str:
    supports = "Supports are in here: plans, accommodations and restricted notes." if with_supports else _NO_SUPPORTS
    return (
        "These files were exported from Learnerplan. They hold the records of children and are not protected:\n"
        "keep them where only those may read them who need to, and delete them when they are no longer needed.\n\n"
        f"Format: {form.value}. Texts are UTF-8, days are YYYY-MM-DD. The teacher's reminders are not in here.\n"
        f"{supports}\n"
        + (
            "A text that a spreadsheet would take for a formula begins with an apostrophe (').\n"
            f"Learnerplan imports this folder again, or a zip of it, by the list in {NAME}.\n"
            if form is Format.CSV
            else ""
        )
    )
