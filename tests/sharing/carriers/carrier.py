"""The word that all carriers answer to, and waiting for what another program does."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# How the carriers that we know name the copy that lost: Syncthing, Dropbox and OneDrive, rclone.
_CONFLICT = re.compile(r"sync-conflict|conflicted copy|\.(path\d|conflict\d*)$|\.\.path\d", re.IGNORECASE)


class Carrier(Protocol):
    """Two folders that become alike."""

    @property
    def sides(self) -> tuple[Path, Path]:
        """The folder on the first computer, and the one on the second."""

    def carry(self) -> None:
        """Bring what is new to the other side, both ways, and return when it is there."""


def wait_until(predicate: Callable[[], object], timeout: float = 30.0, *, every: float = 0.02) -> float:
    """Look until something is true; gives the seconds that it took. Raises `TimeoutError` when it stays false."""
    begun = time.perf_counter()
    while not predicate():
        if time.perf_counter() - begun > timeout:
            raise TimeoutError(f"not within {timeout:g} s: {getattr(predicate, '__name__', predicate)}")
        time.sleep(every)
    return time.perf_counter() - begun


def files_of(folder: Path) -> dict[str, bytes]:
    """What lies in a folder, by relative path, without the carrier's own files."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.relative_to(folder).parts[0].startswith((".st", ".rclone"))
    }


def conflict_copies(folder: Path) -> list[str]:
    """The files that a carrier made because both sides had written the same name."""
    return [path.name for path in folder.rglob("*") if _CONFLICT.search(path.name)]
