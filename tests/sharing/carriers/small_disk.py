"""A disk of a few kilobytes that can be full or read-only: a tmpfs, which only root may mount."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class SmallDisk:
    """A mounted disk. `close` takes it away again."""

    def __init__(self, place: Path, *, kilobytes: int = 1024) -> None:
        self.folder = place
        place.mkdir()
        self._mount(f"size={kilobytes}k")

    def fill(self) -> Path:
        """Leave no room; gives the file that takes it, for deleting."""
        filler = self.folder / "filler"
        with filler.open("wb", buffering=0) as handle:
            try:
                while handle.write(b"\0" * 4096):
                    continue
            except OSError:
                return filler
        raise AssertionError("the disk took everything")

    def read_only(self, wanted: bool) -> None:
        """Have every write refused, or allowed again."""
        self._mount("remount,ro" if wanted else "remount,rw")

    def close(self) -> None:
        subprocess.run(["umount", "-l", str(self.folder)], check=True, capture_output=True)

    def _mount(self, options: str) -> None:
        command = ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self.folder)]
        subprocess.run(command, check=True, capture_output=True)


def missing(place: Path) -> str | None:
    """Why there can be none here: not Linux, not root, or a container that may not mount."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        return "only root on Linux may mount a small disk"
    try:
        disk = SmallDisk(place / "probe", kilobytes=8)
    except subprocess.CalledProcessError:
        return "this container may not mount a disk"
    disk.close()
    return None
