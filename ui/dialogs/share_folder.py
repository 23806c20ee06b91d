"""Choosing the folder that carries a share: what will do, who carries it, and why a planbook's own folder will not."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from learnerplan.errors import UserError
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.layout import column, row
from ui.widgets.text import label, set_tone

if TYPE_CHECKING:
    from ui.context import Context

ABOUT = "One that OneDrive, Google Drive, Dropbox, Nextcloud or Syncthing carries, a school drive, or a USB stick."
NO_CARRIER = "Nothing seems to carry this folder by itself. A school drive or a USB stick is fine."
EMPTY = "There is no share in this folder yet. Wait until it has arrived here, or choose another."


class FolderField(QWidget):
    """A folder, typed or picked, judged at once. With `joining`, one that holds shares already.

    `changed` tells that it is another one now.
    """

    changed = Signal()

    def __init__(self, ctx: Context, *, joining: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._joining = ctx, joining
        theme = ctx.theme
        self.line = TextField(theme, "No folder chosen", name="Folder")
        self.pick = Button(theme, "Choose…", icon="folder-open", on_click=self._choose)
        self.pick.setAutoDefault(False)
        self._said = label(ABOUT, "caption", "ink2", wrap=True)
        line = row(self.line, self.pick, gap=theme.px(8))
        line.setStretch(0, 1)
        self.setLayout(column(line, self._said, gap=theme.px(4)))
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self.judge)

    def value(self) -> Path:
        """The folder. Raises `UserError` for none, and for one that will not do."""
        from learnerplan.services import share_places

        text = self.line.value()
        if not text:
            raise UserError("No folder is chosen.", "Choose the one that carries the share.")
        judged = share_places.judge(self._ctx.store, Path(text).expanduser())
        if self._joining and not judged.holds:
            raise UserError("There is no share in this folder.", "Wait until it has arrived here, or choose another.")
        return judged.path

    def show_value(self, path: Path) -> None:
        """Show a folder and what there is to say of it."""
        self.line.setText(str(path))
        self.judge()

    def judge(self) -> None:
        """Say at once whether the folder will do, and what carries it."""
        from learnerplan.services import share_places

        text = self.line.value()
        if not text:
            self._say(ABOUT)
            return
        try:
            judged = share_places.judge(self._ctx.store, Path(text).expanduser())
        except UserError as error:
            self._say(str(error), "bad")
        else:
            if self._joining and not judged.holds:
                self._say(EMPTY, "warn")
            elif judged.carrier:
                self._say(
                    f"{isolate(judged.carrier)} carries this folder. Let it be kept on this computer always.", "ok"
                )
            else:
                self._say(NO_CARRIER)
        self.changed.emit()

    def _say(self, sentence: str, tone: str = "ink2") -> None:
        self._said.setText(sentence)
        set_tone(self._said, tone)

    def _choose(self) -> None:
        start = self.line.value() or str(Path.home())
        chosen = QFileDialog.getExistingDirectory(self, "The folder that carries the share", start)
        if chosen:
            self.show_value(Path(chosen))
