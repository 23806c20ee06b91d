"""Looking for the code with the camera: a live picture until the first code is seen. Nothing of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot

from learnerplan.errors import UserError
from ui import scanned
from ui.dialogs.frame import DialogFrame
from ui.widgets.live_picture import LivePicture

if TYPE_CHECKING:
    from PySide6.QtGui import QImage, QShowEvent
    from PySide6.QtWidgets import QWidget

    from ui.camera import Camera
    from ui.context import Context
    from ui.tasks import Task

EVERY = 3
"""Every so many pictures are looked through; the others are only shown."""


class ShareScanDialog(DialogFrame):
    """`found` tells the code; the dialog is shut then, as by Escape, and the camera off."""

    found = Signal(str)

    def __init__(self, ctx: Context, camera: Camera, parent: QWidget) -> None:
        super().__init__(
            ctx, "Scan the code", "Stop", parent,
            subtitle="Hold it before the camera: on the other screen, as a photo on your phone, or on paper. "
            "No picture is kept.",
        )  # fmt: skip
        self.form.hide()
        self.cancel.hide()
        self.view = LivePicture(self.theme, "What the camera sees", "The camera is being switched on…")
        self.body.addWidget(self.view, 1)
        self._camera, self._seen = camera, 0
        self._looking: Task | None = None
        camera.seen.connect(self._see)
        camera.failed.connect(self._failed)

    def keep(self) -> None:
        """Stop: there is nothing to keep."""
        self.reject()

    def showEvent(self, event: QShowEvent) -> None:
        """Switch the camera on."""
        super().showEvent(event)
        if not event.spontaneous():
            self._camera.start()

    def done(self, result: int) -> None:
        """Leave, with the camera off."""
        self._camera.stop()
        self._camera.deleteLater()
        self.view.show_words("")
        super().done(result)

    @Slot(object)
    def _see(self, picture: QImage) -> None:
        self.view.show_picture(picture)
        self._seen += 1
        if self._looking is None and self._seen % EVERY == 1:
            self._looking = self.ctx.tasks.run(
                lambda _progress: scanned.code_seen(picture), done=self._looked, failed=self._refused
            )

    @Slot(object)
    def _looked(self, code: str | None) -> None:
        self._looking = None
        if code is not None and self.isVisible():
            self.accept()
            self.found.emit(code)

    @Slot(object)
    def _refused(self, error: BaseException) -> None:
        self._looking = None
        if isinstance(error, UserError):
            self.show_problem(error)
        else:
            self.ctx.tasks.failed_unheard.emit(error)

    @Slot(object)
    def _failed(self, error: UserError) -> None:
        self.view.show_words("No picture")
        self.primary.say("Close")
        self.show_problem(error)
