"""The shared folder lies somewhere else now: another stick, another drive letter, another carrier."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from learnerplan.errors import UserError
from ui.dialogs.frame import DialogFrame
from ui.dialogs.share_folder import FolderField
from ui.widgets.bidi import isolate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.domain.shares import Share
    from learnerplan.storage.store import Store
    from ui.context import Context


class ShareMovedDialog(DialogFrame):
    """An empty folder will do as well: what is missing there is written again."""

    def __init__(self, ctx: Context, share: Share, parent: QWidget) -> None:
        super().__init__(
            ctx, f"Where is the folder of {isolate(share.name)}?", "Use this folder", parent,
            subtitle="Nothing is lost: what a new folder lacks is written there again by those who have it.",
        )  # fmt: skip
        self._share = share
        self.folder = FolderField(ctx)
        self.form.add("Folder", self.folder, key="folder")
        if Path(share.folder).is_dir():
            self.folder.show_value(Path(share.folder))
        else:
            self.folder.line.setText(share.folder)

    def state(self) -> object:
        """What was typed or picked."""
        return self.folder.line.value()

    def keep(self) -> None:
        """Keep the new place and look there at once."""
        self.clear_problem()
        try:
            folder = self.folder.value()
        except UserError as error:
            self.show_errors({"folder": str(error)})
            return

        def work(store: Store) -> None:
            from learnerplan.services import shares

            shares.move_folder(store, self._share.id, folder)

        if self.write(work, "The folder is known now"):
            self.ctx.sharing.changed.emit()
            self.ctx.sharing.ask()
            self.accept()
