"""A photo of the work, chosen or pasted: it becomes evidence of the goal at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from ui.pages.learner import intake

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.dialogs.artifact_add import Pasted


def choose(parent: QWidget, take: Callable[[Path | Pasted], object]) -> None:
    """Ask for a file and hand it to `take`."""
    dialog = QFileDialog(parent, "A photo of the work")
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    dialog.fileSelected.connect(lambda name: take(Path(name)))
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()


def paste(take: Callable[[Path | Pasted], object]) -> bool:
    """Hand the file or the picture of the clipboard to `take`; tells whether there was one."""
    found = intake.of_data(QGuiApplication.clipboard().mimeData()).sources
    if found:
        take(found[0])
    return bool(found)
