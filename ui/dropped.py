"""The files of a drop or of the clipboard."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtCore import QMimeData


def paths_in(data: QMimeData) -> list[Path]:
    """The files and folders of a drop or of the clipboard."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()] if data.hasUrls() else []


def named(paths: Sequence[Path]) -> str:
    """What is held: the name of one file, or how many there are."""
    return paths[0].name if len(paths) == 1 else f"{len(paths):,} files"
