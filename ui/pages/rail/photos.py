"""A photo of the work, chosen or pasted: it becomes evidence of the goal at hand."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from ui.models.rail import RailMode
from ui.pages.learner import intake

if TYPE_CHECKING:
    from ui.dialogs.artifact_add import Pasted
    from ui.pages.rail.page import RailPage


class Photos:
    """Takes work in for the learner whose turn it is."""

    def __init__(self, page: RailPage) -> None:
        self._page = page

    def choose(self) -> None:
        """Ask for a file."""
        dialog = QFileDialog(self._page, "A photo of the work")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def paste(self) -> bool:
        """Take a file or a picture from the clipboard; tells whether there was one and somebody to take it for."""
        found = intake.of_data(QGuiApplication.clipboard().mimeData()).sources
        if self._page.mode is not RailMode.CHECK_IN or self._page.desk is None or not found:
            return False
        self.take(found[0])
        return True

    def take(self, source: Path | Pasted) -> None:
        """Keep a file or a pasted picture as evidence of the goal at hand."""
        page = self._page
        if page.desk is not None:
            page.deeds.add_photo(page.desk.learner_id, page.screen_.check_in.current_goal(), source)
