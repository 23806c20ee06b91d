"""`rclone bisync` between two local folders, which stands for the clouds that rclone reaches."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Bisync:
    """Two folders with a record of what each held at the end of the last run."""

    def __init__(self, root: Path) -> None:
        self._sides = (root / "first", root / "second")
        for side in self._sides:
            side.mkdir()
            # An empty folder is refused as "too many deletes": this file stays.
            (side / ".rclone-keep").write_text("", "utf-8")
        self._work = root / "work"
        self._environment = {**os.environ, "RCLONE_CONFIG": str(root / "rclone.conf"), "HOME": str(root)}
        self._run("--resync")

    @property
    def sides(self) -> tuple[Path, Path]:
        return self._sides

    def carry(self) -> None:
        self._run()

    def _run(self, *more: str) -> None:
        # Mutable listings are what bisync goes by, so a run that was interrupted is told apart by its exit code.
        command = ["rclone", "bisync", *map(str, self._sides), "--workdir", str(self._work), "--force", *more]
        done = subprocess.run(command, env=self._environment, capture_output=True, text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr


def missing() -> str | None:
    """Why there can be none here."""
    return None if shutil.which("rclone") else "rclone is not installed (Debian: apt-get install rclone)"
