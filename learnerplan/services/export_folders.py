"""The folder that an export is written into: what lies there from earlier, and what may be replaced or removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.errors import UserError
from learnerplan.imports.own_export import manifest
from learnerplan.imports.own_export.manifest import ABOUT, NAME

if TYPE_CHECKING:
    from pathlib import Path

    from learnerplan.imports.own_export.manifest import Manifest


def list_of(directory: Path) -> Manifest | None:
    """What earlier exports in a folder wrote; `None` where there is no list. Raises `UserError` for a damaged one."""
    path = directory / NAME
    if not path.is_file():
        return None
    return manifest.parsed(path.read_text(encoding="utf-8", errors="replace"), directory.name)


def refuse_conflicts(directory: Path, before: Manifest | None, written: tuple[str, ...]) -> None:
    """Files that no export of ours wrote are never replaced. Raises `UserError` and names the first."""
    if directory.is_file():
        raise UserError(f"{directory} is a file.", "Name a folder for the export.")
    if before is None and (directory / ABOUT).exists():
        return  # an earlier version wrote no list
    ours = {NAME, *(name for each in before.files.values() for name in each)} if before else set()
    for relative in written:
        if relative not in ours and (directory / relative).exists():
            raise UserError(
                f"The folder {directory} holds a file {relative} that is not from an export, so nothing was written.",
                "Choose an empty folder.",
            )


def take_in(place: Path, directory: Path, written: tuple[str, ...]) -> None:
    """Move what was written in `place` into the folder."""
    if not directory.exists():
        place.replace(directory)
        return
    # The note and the list go first: with them, an export that is cut off can be made again in the same folder.
    for relative in sorted(written, key=lambda path: path not in (ABOUT, NAME)):
        target = directory / relative
        target.parent.mkdir(parents=True, exist_ok=True)
        (place / relative).replace(target)


def tidy(directory: Path, before: Manifest | None, now: Manifest, form: str) -> None:
    """Remove what the earlier export of this form wrote and no export writes any more, and folders that are then empty.

    A file that somebody has changed since is theirs and stays.
    """
    kept = {name for each in now.files.values() for name in each}
    for relative, digest in (before.files.get(form, {}) if before else {}).items():
        path = directory / relative
        if relative in kept or not path.is_file() or not path.resolve().is_relative_to(directory.resolve()):
            continue
        if files.sha256(path) == digest:
            path.unlink()
            _remove_empty(path.parent, directory)


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
