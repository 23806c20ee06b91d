"""The code of an invitation: typed, read from a picture of it, or looked for with the camera."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog, QWidget

from learnerplan.errors import UserError
from ui import camera, scanned
from ui.dropped import paths_in
from ui.operations import LongWork
from ui.widgets.button import Button
from ui.widgets.fields import TextField
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label, set_tone

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMimeData

    from learnerplan.progress import Progress
    from ui.context import Context

HINT = "As it was read to you. Capitals, spaces and dashes make no difference."
PICTURES = "A picture of it can be dropped here or pasted."
DROP = "Let go, and the code is looked for in this picture."
KINDS = "Pictures (*.png *.jpg *.jpeg *.heic *.heif *.webp *.gif *.bmp *.tif *.tiff *.pdf)"


class CodeField(QWidget):
    """Says at once whether the code is whole; `edited` tells that it is another one now.

    `work_place` is where a long look at a picture shows itself.
    """

    edited = Signal()

    def __init__(self, ctx: Context, work_place: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ctx, self._work_place = ctx, work_place
        theme = ctx.theme
        self.line = TextField(theme, "ABCD-EFGH-JKMN-PQRS-TVWX", name="Code")
        self.line.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # groups that begin with a digit stay in order
        self.line.setAcceptDrops(False)  # what is dropped is a picture, which the dialog takes
        self.scan = Button(theme, "Scan with the camera…", icon="scan-qr-code", small=True, on_click=self._scan)
        self.pick = Button(theme, "From a picture…", icon="image", small=True, on_click=self._choose)
        for button in (self.scan, self.pick):
            button.setAutoDefault(False)
        self.said = label(f"{HINT} {PICTURES}", "caption", "ink2", wrap=True)
        buttons = row(self.scan, self.pick, STRETCH, gap=theme.px(8), margins=(0, theme.px(4), 0, 0))
        self.setLayout(column(self.line, self.said, buttons, gap=theme.px(4)))
        self.scan.setVisible(camera.has_camera())
        self.setFocusProxy(self.line)
        self.line.textChanged.connect(self._edited)

    def value(self) -> str:
        """The code in groups. Raises `UserError` that says what is wrong with it."""
        from learnerplan.services import share_members

        if not self.line.value():
            raise UserError("The code is missing.", "Ask the person who shares for one.")
        return share_members.read_code(self.line.value())

    def light(self, lit: bool) -> None:
        """Say that a picture which is held over would be looked at, or no longer."""
        if lit:
            self._say(DROP, "accent_ink")
        else:
            self._check()

    def take(self, data: QMimeData) -> bool:
        """Look for the code in a picture that was dropped or pasted; tells whether there is one."""
        files = [path for path in paths_in(data) if path.is_file()]
        image = data.imageData() if data.hasImage() and not files else None
        if files:
            self.take_file(files[0])
        elif isinstance(image, QImage) and not image.isNull():
            self._look(lambda: scanned.code_in(image))
        else:
            return False
        return True

    def paste(self) -> bool:
        """The same for the clipboard; words in it are left to whoever pastes words."""
        data = QGuiApplication.clipboard().mimeData()
        return (data.hasUrls() or not data.hasText()) and self.take(data)

    def take_file(self, path: Path) -> None:
        """Look for the code in a photo, a screenshot or a PDF."""

        def look() -> str:
            from learnerplan.services import share_scanning

            return share_scanning.code_in_file(path)

        self._look(look)

    def _look(self, look: Callable[[], str]) -> None:
        def work(_progress: Progress) -> str:
            return look()

        self._say("Looking for the code…")
        LongWork(
            self._ctx, "Looking for the code", work,
            host=self._work_place, done=self._found, failed=self._failed, stopped=self._check,
        )  # fmt: skip

    def _found(self, code: str) -> None:
        self.line.setText(code)
        self._check()
        self.line.setFocus()

    def _failed(self, error: UserError) -> None:
        self._say(str(error), "bad")

    def _choose(self) -> None:
        dialog = QFileDialog(self, "A picture of the code", "", f"{KINDS};;All files (*)")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.take_file(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _scan(self) -> None:
        from ui.dialogs.share_scan import ShareScanDialog

        found = camera.find_camera(self)
        if found is None:
            self._say("The camera is gone. Plug it in again, choose a picture of the code, or type it.", "bad")
            return
        dialog = ShareScanDialog(self._ctx, found, self)
        dialog.found.connect(self._found)
        dialog.open()

    def _edited(self) -> None:
        self.edited.emit()
        self._check()

    def _check(self) -> None:
        """Say at once what is wrong with a code that is long enough, and that a whole one is right."""
        from learnerplan.services.share_members import CODE_LETTERS

        sentence, tone = f"{HINT} {PICTURES}", "ink2"
        typed = sum(one.isalnum() for one in self.line.value())
        if typed >= CODE_LETTERS:
            try:
                self.value()
                sentence, tone = "The code is whole.", "ok"
            except UserError as error:
                sentence, tone = str(error), "bad"
        elif typed:
            sentence = f"{typed} of {CODE_LETTERS} letters. {HINT}"
        self._say(sentence, tone)

    def _say(self, sentence: str, tone: str = "ink2") -> None:
        self.said.setText(sentence)
        self.line.setAccessibleDescription(sentence)
        set_tone(self.said, tone)
