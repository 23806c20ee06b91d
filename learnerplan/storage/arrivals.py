"""Files that come from other computers: kept where their row says, or beside it where another file lies there already.

A row's path is the same on all computers, and two of them may have given it to different files. The later arrival then
carries the start of its hash in its name here, "picture (3f2a91c0).png"; who looks for it goes by path and hash, so
the row needs no change and no computer has to agree with another about names.
"""

from __future__ import annotations

import hashlib
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.errors import UserError
from learnerplan.storage import artifacts, filenames
from learnerplan.storage.faults import told_of_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    from learnerplan.storage.folder import Folder


def beside(relative: str, sha256: str) -> str:
    """Where a file is kept whose path another one has."""
    path = PurePosixPath(relative)
    return path.with_name(f"{path.stem} ({sha256[:8]}){path.suffix}").as_posix() if path.name else relative


def path_here(folder: Folder, relative: str, sha256: str) -> str:
    """The path from `artifacts/` of a row's file on this computer, whether it is there or not.

    Raises `UserError` for a path that leaves the tree.
    """
    apart = beside(relative, sha256)
    return apart if artifacts.resolve(folder, apart).is_file() else relative


def find(folder: Folder, relative: str, sha256: str) -> Path:
    """The file of a row. Raises `UserError` when it is missing."""
    return artifacts.find(folder, path_here(folder, relative, sha256))


def is_here(folder: Folder, relative: str, sha256: str, size: int) -> bool:
    """Whether a row's file is here: one of its size lies at its place. The bytes are looked at by the check of all."""
    try:
        return find(folder, relative, sha256).stat().st_size == size
    except UserError:
        return False


def keep(folder: Folder, relative: str, parts: Iterable[bytes], sha256: str) -> Path:
    """Keep a file that comes in parts, whole or not at all. Where equal bytes lie at its place already, they are it.

    Raises `UserError` for a path that no computer should have to follow, for other bytes than `sha256`, and for a disk
    that is full or read-only.
    """
    name = PurePosixPath(relative)
    target = artifacts.resolve(folder, relative)
    if not all(filenames.is_sound(part) for part in name.parts):
        raise UserError("A file of the share has a name that was not taken.", "Ask who added it to add it again.")
    with told_of_files(f"The file {name.name} was not kept"):
        target.parent.mkdir(parents=True, exist_ok=True)
        if target.exists():
            if target.is_file() and files.sha256(target) == sha256:
                return target
            target = artifacts.resolve(folder, beside(relative, sha256))
        digest = hashlib.sha256()
        with files.replacing(target) as part:
            with part.open("wb") as handle:
                for some in parts:
                    digest.update(some)
                    handle.write(some)
            if digest.hexdigest() != sha256:
                raise UserError(f"The file {name.name} came spoilt.", "It is fetched again at the next look.")
    return target
