"""How work comes in: files dropped or chosen, pictures and files from the clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage

from ui.dialogs.artifact_add import Pasted

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True)
class Intake:
    """What can be added, and the names of folders that cannot."""

    sources: tuple[Path | Pasted, ...] = ()
    folders: tuple[str, ...] = ()


def has_work(data: QMimeData) -> bool:
    """Whether there is a file or a picture in what is dragged or copied."""
    return any(url.isLocalFile() for url in data.urls()) or data.hasImage()


def of_paths(paths: Sequence[Path]) -> Intake:
    """Files as they were chosen; folders are told apart."""
    files = tuple(path for path in paths if not path.is_dir())
    return Intake(files, tuple(path.name for path in paths if path.is_dir()))


def of_data(data: QMimeData) -> Intake:
    """The files of a drop or of the clipboard; a picture without a file becomes a PNG."""
    paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    if paths:
        return of_paths(paths)
    image = data.imageData() if data.hasImage() else None
    if isinstance(image, QImage) and not image.isNull():
        return Intake((Pasted(_png(image)),))
    return Intake()


def _png(image: QImage) -> bytes:
    held = QByteArray()
    buffer = QBuffer(held)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    buffer.close()
    return bytes(held.data())
