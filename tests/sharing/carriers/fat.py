"""A USB stick as the shops sell it: a FAT file system, which knows no case, no exact times and few characters.

It is an image that mtools copies into and out of, so no rights are needed and no kernel module.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_PROGRAMS = ("mkfs.vfat", "mcopy")


class FatStick:
    """An image of FAT between two folders."""

    def __init__(self, root: Path, *, megabytes: int = 64) -> None:
        self._sides, self.image = (root / "first", root / "second"), root / "stick.img"
        for side in self._sides:
            side.mkdir()
        with self.image.open("wb") as handle:
            handle.truncate(megabytes << 20)
        self._run("mkfs.vfat", str(self.image))

    @property
    def sides(self) -> tuple[Path, Path]:
        return self._sides

    def carry(self) -> None:
        first, second = self._sides
        for push, pull in ((first, second), (second, first)):
            inside = [str(path) for path in sorted(push.iterdir())]
            if inside:
                # -s: folders too, -o: overwrite without asking, -Q: end at the first error.
                self._run("mcopy", "-i", str(self.image), "-s", "-o", "-Q", *inside, "::/")
            if self._run("mdir", "-i", str(self.image), "-b", "-a", "::/").strip():
                self._run("mcopy", "-i", str(self.image), "-s", "-o", "-Q", "-n", "::/*", str(pull))

    @staticmethod
    def _run(*command: str) -> str:
        environment = {**os.environ, "PATH": _path(), "MTOOLS_SKIP_CHECK": "1"}
        done = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, (command, done.stderr)
        return done.stdout


def missing() -> str | None:
    """Why there can be none here."""
    absent = [name for name in _PROGRAMS if shutil.which(name, path=_path()) is None]
    return f"{', '.join(absent)} not installed (Debian: apt-get install dosfstools mtools)" if absent else None


def _path() -> str:
    # What makes file systems stands where only the administrator looks.
    return os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])
