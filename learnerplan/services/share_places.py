"""Shared folders as places on this computer: whether one will do, what to watch in it, and carrying it on a stick.

Files of a share never change once they stand under their names, and readers go by content (`learnerplan.sharing`).
So carrying is copying, both ways, whatever the other side lacks: nothing is ever overwritten or taken away.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan import files
from learnerplan.errors import UserError
from learnerplan.sharing.layout import MARKER, TOP
from learnerplan.storage import folder as folders

if TYPE_CHECKING:
    from collections.abc import Iterator

    from learnerplan.progress import Progress
    from learnerplan.storage.store import Store

MOST_WATCHED = 128
"""Directories that are watched of one share; a system gives a program only so many. The half minute finds the rest."""
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,119}")
_LIVELY = ("d", "a", "m", "j", "k")


@dataclass(frozen=True)
class Judged:
    """A folder that will do. `carrier`: who carries it, empty where none is known; `holds`: shares lie there."""

    path: Path
    carrier: str = ""
    holds: bool = False


@dataclass(frozen=True)
class Copied:
    """How many files went out to the stick and how many came back from it."""

    out: int
    back: int


def judge(store: Store, path: Path) -> Judged:
    """Whether a folder can carry a share. Raises `UserError` for one with a planbook in it, and for no folder."""
    place = path.absolute()
    if not place.is_dir():
        raise UserError(f"There is no folder at {place}.", "Choose one that is there, or plug in the stick.")
    own = store.folder.path.absolute()
    if own == place or own in place.parents or place in own.parents or _holds_planbook(place):
        raise UserError(
            "A Learnerplan folder lies there, with its database and its key.",
            "Choose another folder, such as a new one in OneDrive. Only sealed changes go into it, never the database.",
        )
    return Judged(place, folders.carrier(place) or "", (place / MARKER).is_file())


def watched(path: Path, share_id: str) -> list[Path]:
    """The few directories whose changes matter: the folder, and those in which others put something new."""
    root = path / TOP / share_id
    found = [path, root]
    for name in _LIVELY:
        found += [root / name, *_directories(root / name)]
    return [one for one in found[:MOST_WATCHED] if one.is_dir()]


def carry(share_folder: Path, stick: Path, progress: Progress | None = None) -> Copied:
    """Copy between a shared folder and another place whatever either lacks.

    Raises `UserError` where the shared folder is not there, or the stick is full or cannot be written to.
    """
    if not (share_folder / MARKER).is_file():
        raise UserError("The shared folder is not there now.", "Start what carries it, or choose the folder again.")
    target = stick if (stick / MARKER).is_file() else stick / "Learnerplan share"
    here, there = set(_files(share_folder)), set(_files(target))
    out, back = sorted(here - there), sorted(there - here)
    try:
        target.mkdir(exist_ok=True)
        for number, name in enumerate(out + back):
            if progress is not None:
                progress.step(number, len(out) + len(back), "Copying")
            source, goal = (share_folder, target) if number < len(out) else (target, share_folder)
            _copy(source / name, goal / name)
        if not (target / MARKER).is_file():
            _copy(share_folder / MARKER, target / MARKER)
    except OSError as error:
        raise UserError(
            f"Not everything could be copied ({error.strerror}).",
            "Make room on the stick, or take another, and copy again: what is there already is not copied twice.",
        ) from error
    return Copied(len(out), len(back))


def _holds_planbook(place: Path) -> bool:
    return any(folders.Folder(one).exists() for one in (place, *_directories(place), *place.parents))


def _copy(source: Path, goal: Path) -> None:
    goal.parent.mkdir(parents=True, exist_ok=True)
    with files.replacing(goal) as part:
        shutil.copyfile(source, part)


def _files(folder: Path) -> Iterator[str]:
    """The names of share files below a folder, as v1/…: regular files under plain names, never links."""
    waiting = [folder / TOP]
    while waiting:
        place = waiting.pop()
        if place.is_symlink() or not place.is_dir():
            continue
        for entry in place.iterdir():
            if entry.is_symlink() or not _NAME.fullmatch(entry.name) or entry.name.endswith(".part"):
                continue
            if entry.is_dir():
                waiting.append(entry)
            elif entry.is_file():
                yield entry.relative_to(folder).as_posix()


def _directories(place: Path) -> list[Path]:
    if not place.is_dir():
        return []
    return sorted(one for one in place.iterdir() if one.is_dir() and not one.is_symlink())
