"""A planbook is one folder: what lies where in it, and where it may not lie."""

from __future__ import annotations

import os
import re
import secrets
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterator

DATABASE = "planbook.db"
KEY = "planbook.key"
ARTIFACTS = "artifacts"
BACKUPS = "backups"
MAKING = ".making-"

# Folders that a sync service carries: by their name as the services make them, and by the marks they leave inside.
_CARRIER_NAMES = (
    (re.compile(r"^onedrive( - .*)?$", re.IGNORECASE), "OneDrive"),
    (re.compile(r"^dropbox( \(.*\))?$", re.IGNORECASE), "Dropbox"),
    (re.compile(r"^(google ?drive|my drive|drivefs|googledrive-.*)$", re.IGNORECASE), "Google Drive"),
    (re.compile(r"^(icloud ?drive|com~apple~clouddocs|mobile documents)$", re.IGNORECASE), "iCloud"),
    (re.compile(r"^nextcloud\d*$", re.IGNORECASE), "Nextcloud"),
    (re.compile(r"^owncloud$", re.IGNORECASE), "ownCloud"),
    (re.compile(r"^(box|box sync)$", re.IGNORECASE), "Box"),
    (re.compile(r"^pclouddrive$", re.IGNORECASE), "pCloud"),
    (re.compile(r"^seafile$", re.IGNORECASE), "Seafile"),
)
_CARRIER_MARKS = (
    (".stfolder", "Syncthing"),
    (".dropbox", "Dropbox"),
    (".dropbox.cache", "Dropbox"),
    (".nextcloudsync.log", "Nextcloud"),
    (".sync_nextcloud.db", "Nextcloud"),
    (".owncloudsync.log", "ownCloud"),
    (".tmp.drivedownload", "Google Drive"),
)


@dataclass(frozen=True)
class Folder:
    """The files of one planbook."""

    path: Path

    @property
    def database(self) -> Path:
        """The SQLCipher database."""
        return self.path / DATABASE

    @property
    def key_file(self) -> Path:
        """The file that holds the key: in clear until the planbook is protected."""
        return self.path / KEY

    @property
    def artifacts(self) -> Path:
        """The tree of artifact files with readable names."""
        return self.path / ARTIFACTS

    @property
    def backups(self) -> Path:
        """Where the rotated backups lie."""
        return self.path / BACKUPS

    def exists(self) -> bool:
        """Whether a planbook lies here."""
        return self.database.is_file()


def carrier(path: Path) -> str | None:
    """The name of the sync service that carries this place, or `None`."""
    place = path.absolute()
    for folder in (place, *place.parents):
        for pattern, name in _CARRIER_NAMES:
            if pattern.match(folder.name):
                return name
        for mark, name in _CARRIER_MARKS:
            if (folder / mark).exists():
                return name
    return None


def refuse_carrier(path: Path) -> None:
    """Raise a `UserError` when a sync service carries this place: it would copy the database while it is written."""
    name = carrier(path)
    if name is not None:
        raise UserError(
            f"The folder {path} is inside a folder that {name} carries.",
            "A carrier copies the database while it is being written and can damage it. "
            "Choose a folder on this computer; co-teachers are reached by sharing, not by moving the folder.",
        )


def prepare(folder: Folder) -> None:
    """Make the folder and its key for a new planbook. Raises `UserError` where that cannot be."""
    refuse_carrier(folder.path)
    try:
        folder.path.mkdir(parents=True, exist_ok=True)
        folder.artifacts.mkdir(exist_ok=True)
        folder.backups.mkdir(exist_ok=True)
        if not folder.key_file.exists():
            files.write_bytes(folder.key_file, secrets.token_hex(32).encode("ascii") + b"\n")
            keep_to_oneself(folder.key_file)
    except OSError as error:
        raise UserError(
            f"The folder {folder.path} cannot be written to ({error.strerror}).",
            "Choose another folder, or ask for the right to write there. Nothing was changed.",
        ) from error


def read_key(folder: Folder) -> str:
    """The raw key as 64 hexadecimal digits. Raises `UserError` when it is missing or no key."""
    try:
        text = folder.key_file.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise UserError(
            f"The file {KEY} in {folder.path} is missing or cannot be read.",
            f"The database cannot be opened without it. Put {KEY} back from a backup of this folder.",
        ) from error
    if not re.fullmatch(r"[0-9a-f]{64}", text):
        raise UserError(
            f"The file {KEY} in {folder.path} does not hold a key.",
            f"Put {KEY} back from a backup of this folder.",
        )
    return text


@contextmanager
def working(folder: Folder) -> Iterator[Path]:
    """A folder inside the planbook for what is half done; gone afterwards, however the block ends."""
    folder.backups.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=MAKING, dir=folder.backups) as name:
        yield Path(name)


def keep_to_oneself(path: Path) -> None:
    """Let nobody else on this computer read a file, where the system has such rights."""
    # Windows keeps the user's folders to the user already and knows no such modes.
    if os.name != "nt":
        path.chmod(0o600)
