"""The roster for other systems, as a OneRoster 1.1 folder: bulk files, each checked before any leaves."""

from __future__ import annotations

import csv
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.domain.disclosures import Way
from learnerplan.domain.oneroster import HEADERS, NAMED_FILES, OWN
from learnerplan.errors import UserError
from learnerplan.imports.own_export import cells
from learnerplan.progress import Progress
from learnerplan.services import disclosures, oneroster_check
from learnerplan.services.exports import Exported
from learnerplan.services.oneroster_rows import Roster, Row, collect
from learnerplan.storage.faults import told_of_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.storage.store import Store

_PHONE = re.compile(r"^\+[\d\s().-]+$")
_OURS = "source.systemName,Learnerplan"


def export(store: Store, directory: Path, progress: Progress | None = None) -> Exported:
    """Write the active roster into `directory` and log the disclosure; the folder is made when it is missing.

    An earlier export in it is replaced. Raises `UserError` when the folder holds other files of these names, or the
    disk is full or read-only.
    """
    progress = progress or Progress()
    directory = directory.absolute()
    if directory.is_relative_to(store.folder.path.absolute()):
        raise UserError("An export cannot lie inside the Learnerplan folder.", "Choose another folder for it.")
    with store.read() as view:
        roster = collect(view)
    with told_of_files("The roster was not exported"):
        _refuse_conflicts(directory, roster)
        directory.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=f".{directory.name}-", dir=directory.parent) as name:
            place = Path(name)
            written = _write(place, roster, progress)
            _refuse_unsound(place)
            with store.transaction("Export") as tx:
                disclosures.record(
                    tx,
                    way=Way.EXPORT,
                    learner_ids=roster.learners,
                    sections=("roster", "family contacts"),
                    purpose="export as OneRoster",
                    file_name=directory.name,
                )
            directory.mkdir(exist_ok=True)
            for file in written:
                (place / f"{file}.csv").replace(directory / f"{file}.csv")
            for file in HEADERS.keys() - set(written):
                (directory / f"{file}.csv").unlink(missing_ok=True)
    names = tuple(sorted(f"{file}.csv" for file in written))
    return Exported(directory, names, sum(len(roster.files.get(file, ())) for file in written))


def _write(place: Path, roster: Roster, progress: Progress) -> list[str]:
    """Write the files that have rows, those that a roster must have, and the manifest; gives their names."""
    held = {name: rows for name, rows in roster.files.items() if rows or name != "demographics"}
    said = {"manifest.version": "1.0", "oneroster.version": "1.1"}
    said |= {f"file.{name}": "bulk" if name in held else "absent" for name in NAMED_FILES}
    said |= {"source.systemName": "Learnerplan", "source.systemCode": "learnerplan"}
    held = {"manifest": [{"propertyName": name, "value": value} for name, value in said.items()], **held}
    for number, (name, rows) in enumerate(held.items()):
        progress.step(number, len(held), "Writing the roster")
        own = dict.fromkeys(column for row in rows for column in row if column.startswith(OWN))
        _write_file(place / f"{name}.csv", (*HEADERS[name], *own), rows)
    return list(held)


def _write_file(path: Path, headers: tuple[str, ...], rows: Iterable[Row]) -> None:
    with path.open("w", encoding="utf-8", newline="") as handle:
        writer = csv.writer(handle, lineterminator="\r\n")
        writer.writerow(headers)
        for row in rows:
            writer.writerow([_cell(row.get(header, "")) for header in headers])
    files.sync(path)


def _cell(text: str) -> str:
    """A text that no spreadsheet runs as a formula; a phone number with its country is none, and "-" neither."""
    if text == "-" or _PHONE.match(text):
        return text
    return str(cells.written(text))


def _refuse_conflicts(directory: Path, roster: Roster) -> None:
    if directory.is_file():
        raise UserError(f"{directory} is a file.", "Name a folder for the export.")
    manifest = directory / "manifest.csv"
    if manifest.is_file() and _OURS in manifest.read_text(encoding="utf-8", errors="replace"):
        return
    for name in ("manifest", *roster.files):
        if (directory / f"{name}.csv").exists():
            raise UserError(
                f"The folder {directory} holds a file {name}.csv that is not from an export, so nothing was written.",
                "Choose an empty folder.",
            )


def _refuse_unsound(place: Path) -> None:
    """What the check finds is a fault of the program, or of a planbook without a school year."""
    for finding in oneroster_check.check(place):
        raise UserError(
            f"The roster does not make a sound OneRoster folder: {finding.file}, line {finding.line}: {finding.what}",
            "Add the school year and its terms in the settings, or give the class a name, and export again.",
        )
