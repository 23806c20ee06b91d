"""Joining with a code: which folder, the code as it was read aloud, one's own name; then the words and the wait."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit

from learnerplan.errors import UserError
from learnerplan.services import planbooks
from ui import sharing_words
from ui.dialogs.frame import DialogFrame
from ui.dialogs.share_code import CodeField
from ui.dialogs.share_folder import FolderField
from ui.dropped import paths_in
from ui.operations import LongWork
from ui.widgets.bidi import isolate
from ui.widgets.fields import TextField
from ui.widgets.text import Paragraph
from ui.widgets.words_row import WordsRow

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData
    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.shares import Share
    from learnerplan.progress import Progress
    from ui.context import Context


class ShareJoinDialog(DialogFrame):
    """`joined` tells the share, which waits for its owner."""

    joined = Signal(object)

    def __init__(self, ctx: Context, parent: QWidget) -> None:
        super().__init__(
            ctx, "Join with a code", "Ask to come in", parent,
            subtitle="Somebody shares with you and has read you a code. Students whom you both have become one.",
            width=600,
        )  # fmt: skip
        theme = self.theme
        self.share: Share | None = None
        self.folder = FolderField(ctx, joining=True)
        self.code = CodeField(ctx, self.work_place)
        self.me = TextField(theme, "Tomáš Novák", name="Your name")
        self.me.setText(planbooks.about(ctx.store).teacher)
        self.form.add("Shared folder", self.folder, key="folder")
        self._code_field = self.form.add("Code", self.code, key="code")
        self.form.add("Your name, as the others see it", self.me, key="me")
        self.code.edited.connect(self._code_field.clear_error)
        self.me.setAcceptDrops(False)
        self.setAcceptDrops(True)
        for part in (self, *self.findChildren(QLineEdit)):
            part.installEventFilter(self)

    def state(self) -> object:
        """What was typed, until the request is on its way."""
        return None if self.share is not None else (self.folder.line.value(), self.code.line.value())

    def keep(self) -> None:
        """Check the fields and ask; afterwards close."""
        if self.share is not None:
            self.accept()
            return
        self.clear_problem()
        errors: dict[str, str] = {}
        folder: Path | None = None
        try:
            folder = self.folder.value()
        except UserError as error:
            errors["folder"] = str(error)
        code = ""
        try:
            code = self.code.value()
        except UserError as error:
            errors["code"] = str(error)
        if not self.me.value():
            errors["me"] = "Type your name, so that the others know who asks."
        if self.show_errors(errors) or folder is None:
            return
        self._ask(folder, code, self.me.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A pasted picture goes to the code, wherever in the dialog one is."""
        if isinstance(event, QKeyEvent) and self._pastes(event) and self.code.paste():
            return True
        return super().eventFilter(watched, event)

    def _pastes(self, event: QKeyEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and event.matches(QKeySequence.StandardKey.Paste)
        return pressed and self.share is None

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take pictures of the code."""
        if self.share is None and _may_be_picture(event.mimeData()):
            event.acceptProposedAction()
            self.code.light(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They are held elsewhere."""
        self.code.light(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Look for the code."""
        self.code.light(False)
        if self.code.take(event.mimeData()):
            event.acceptProposedAction()

    def _ask(self, folder: Path, code: str, me: str) -> None:
        store = self.ctx.store

        def work(_progress: Progress) -> Share:
            from learnerplan.services import share_members

            return share_members.join(store, folder, code, me)

        self.primary.disable("The request is being written.")
        LongWork(self.ctx, "Asking to come in", work, host=self.work_place, done=self._done, failed=self._failed)

    def _done(self, share: Share) -> None:
        from learnerplan.services import share_members

        self.share = share
        self.primary.enable()
        self.joined.emit(share)
        self.form.hide()
        name = isolate(sharing_words.owner_of(share)) or "the person who invited you"
        self.heading.setText(f"Read these words to {name}")
        self.say_below(
            "By telephone or face to face. The other screen shows them too, as soon as the request is there."
        )
        self.words = WordsRow(self.theme, share_members.words(self.ctx.store, share.id))
        self.body.addWidget(self.words)
        self.body.addWidget(
            Paragraph("You may close this. The page Sharing shows the words until you are let in.", "small")
        )
        self.cancel.hide()
        self.primary.say("Done")
        QTimer.singleShot(0, self, self.fit)
        self.primary.setFocus()

    def _failed(self, error: UserError) -> None:
        self.primary.enable()
        self.show_problem(error)


def _may_be_picture(data: QMimeData) -> bool:
    return data.hasImage() or any(path.is_file() for path in paths_in(data))
