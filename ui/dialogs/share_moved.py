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
    """Only a folder in which this share lies will do; one on its way has to arrive first."""

    def __init__(self, ctx: Context, share: Share, parent: QWidget) -> None:
        super().__init__(
            ctx, f"Where is the folder of {isolate(share.name)}?", "Use this folder", parent,
            subtitle="Nothing is lost meanwhile: what you change waits here, and goes out when the folder is back.",
        )  # fmt: skip
        self._share = share
        self.folder = FolderField(ctx, joining=True)
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
