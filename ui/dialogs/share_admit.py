"""Letting somebody in: both screens show the same words, and the owner says whether they do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.shares import Role
from ui import sharing_words
from ui.dialogs.frame import DialogFrame
from ui.widgets.bidi import isolate
from ui.widgets.button import Button
from ui.widgets.text import Paragraph
from ui.widgets.words_row import WordsRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.shares import JoinRequest
    from learnerplan.storage.store import Store
    from ui.context import Context


class ShareAdmitDialog(DialogFrame):
    """Neither answer is preselected with Enter: the words are to be heard first."""

    def __init__(self, ctx: Context, request: JoinRequest, parent: QWidget) -> None:
        name = isolate(sharing_words.called(request.name))
        super().__init__(
            ctx,
            f"Does {name} read these words?",
            f"Let {name} in",
            parent,
            subtitle="Ask by telephone or face to face, never in a message that somebody else could have written.",
            width=600,
        )
        self._request = request
        self.form.hide()
        self.words = WordsRow(self.theme, request.words)
        self.body.addWidget(self.words)
        what = "read and write" if request.role is not Role.READER else "read, and change nothing"
        told = f"{isolate(request.name)} will {what}. If one word differs, or the order, somebody stands between you."
        self.body.addWidget(Paragraph(told, "small"))
        self.other = Button(self.theme, "It is somebody else", icon="user-round-x", on_click=self._refuse)
        self.other.setAutoDefault(False)
        self.add_foot(self.other)
        self.cancel.say("Later")
        self.primary.setDefault(False)
        self.primary.setAutoDefault(False)
        self.words.setFocus()

    def keep(self) -> None:
        """Let the person in."""
        request = self._request

        def work(store: Store) -> None:
            from learnerplan.services import share_members

            share_members.admit(store, request.share_id, request.device)

        if self.write(work, f"{isolate(request.name)} is in. What you share goes out with the next round"):
            self._left()

    def _refuse(self) -> None:
        request = self._request

        def work(store: Store) -> None:
            from learnerplan.services import share_members

            share_members.refuse(store, request.share_id, request.device)

        if self.write(work, "Nobody was let in. The code is of no use any more; give out a new one"):
            self._left()

    def _left(self) -> None:
        self.ctx.sharing.changed.emit()
        self.ctx.sharing.ask()
        self.accept()
