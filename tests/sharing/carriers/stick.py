"""A USB stick by hand: `cp -r` from one computer to the stick, and from the stick to the other."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class Stick:
    """A folder between two folders. Whoever copies overwrites what has the same name, and deletes nothing."""

    def __init__(self, root: Path) -> None:
        self._sides, self.stick = (root / "first", root / "second"), root / "stick"
        for folder in (*self._sides, self.stick):
            folder.mkdir()

    @property
    def sides(self) -> tuple[Path, Path]:
        return self._sides

    def carry(self) -> None:
        first, second = self._sides
        for source, target in ((first, self.stick), (self.stick, second), (second, self.stick), (self.stick, first)):
            # "/." copies what stands inside, dot files too.
            subprocess.run(["cp", "-r", f"{source}/.", str(target)], check=True, capture_output=True)


def missing() -> str | None:
    """Why there can be none here."""
    return None if shutil.which("cp") else "there is no cp on this system"
