"""A camera, where the optional `[media]` extra has brought Qt's Multimedia. What it sees is kept nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QCameraPermission, QCoreApplication, QElapsedTimer, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QImage

from learnerplan.errors import UserError
from ui.media import media_module

if TYPE_CHECKING:
    from PySide6.QtCore import QPermission

MODULE = "PySide6.QtMultimedia"
PATIENCE = 8000
"""Milliseconds without a picture after which the camera counts as one that gives none."""
GAP = 60
"""Milliseconds from one picture to the next: turning a frame into a picture costs the window's thread some."""
REFUSED = ("This computer does not let Learnerplan use the camera.", "Allow it in the system's privacy settings.")
SILENT = (
    "The camera gives no picture.",
    "Another program may be using it, or the system's privacy settings may keep it shut.",
)


class Camera(QObject):
    """`seen` tells each picture while it runs; `failed` tells, once, the `UserError` that ended it."""

    seen = Signal(QImage)
    failed = Signal(object)

    def start(self) -> None:
        """Switch it on; the system may ask the person first."""
        raise NotImplementedError

    def stop(self) -> None:
        """Switch it off, and its light."""
        raise NotImplementedError


class QtCamera(Camera):
    """The camera that the system prefers, by Qt."""

    def __init__(self, media: Any, parent: QObject) -> None:
        super().__init__(parent)
        self._media, self._on = media, False
        self._camera: Any = None
        self.sink = media.QVideoSink(self)
        self.sink.videoFrameChanged.connect(self._take)
        self._session = media.QMediaCaptureSession(self)
        self._session.setVideoSink(self.sink)
        self._since = QElapsedTimer()
        self.patience = QTimer(self)
        self.patience.setSingleShot(True)
        self.patience.setInterval(PATIENCE)
        self.patience.timeout.connect(self._silent)

    def start(self) -> None:
        """Switch it on."""
        self._on = True
        app = QCoreApplication.instance()
        if app is None:
            raise RuntimeError("a camera needs an application, which the system asks for leave")
        wanted = QCameraPermission()
        status = app.checkPermission(wanted)
        if status == Qt.PermissionStatus.Undetermined:
            app.requestPermission(wanted, self, self._answered)
        else:
            self._decide(status)

    def stop(self) -> None:
        """Switch it off."""
        self._on = False
        self.patience.stop()
        if self._camera is not None:
            self._camera.stop()
            self._session.setCamera(None)
            self._camera.deleteLater()
            self._camera = None

    def _answered(self, permission: QPermission) -> None:
        if self._on:
            self._decide(permission.status())

    def _decide(self, status: Qt.PermissionStatus) -> None:
        if status != Qt.PermissionStatus.Granted:
            self._fail(REFUSED)
            return
        self._camera = self._media.QCamera(self._media.QMediaDevices.defaultVideoInput(), self)
        self._camera.errorOccurred.connect(self._silent)
        self.patience.start()
        self._session.setCamera(self._camera)
        if self._camera is not None:  # taking it up may have failed already, which let go of it
            self._camera.start()

    def _take(self, frame: Any) -> None:
        if not self._on or (self._since.isValid() and self._since.elapsed() < GAP):
            return
        image = frame.toImage()
        if not image.isNull():
            self._since.start()
            self.patience.start()
            self.seen.emit(image)

    @Slot()
    def _silent(self) -> None:
        self._fail(SILENT)

    def _fail(self, why: tuple[str, str]) -> None:
        if self._on:
            self.stop()
            self.failed.emit(UserError(*why))


def has_camera() -> bool:
    """Whether there is a camera on this computer now that can be looked through."""
    media = media_module(MODULE)
    return media is not None and bool(media.QMediaDevices.videoInputs())


def find_camera(parent: QObject) -> Camera | None:
    """The camera; `None` without the extra or without any camera, and then nothing offers to scan."""
    media = media_module(MODULE)
    return QtCamera(media, parent) if media is not None and has_camera() else None
