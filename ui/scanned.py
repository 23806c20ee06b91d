"""Pictures of Qt, looked through for the code of an invitation. Any thread may do it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter


def code_in(image: QImage) -> str:
    """The code that a picture shows. Raises `UserError` where there is none."""
    from learnerplan.services import share_scanning

    gray = _gray(image)
    return share_scanning.code_in_pixels(gray.constBits(), gray.width(), gray.height(), gray.bytesPerLine())


def code_seen(image: QImage) -> str | None:
    """The code that a camera sees now; None while there is none. Raises `UserError` for a code of something else."""
    from learnerplan.services import share_scanning

    gray = _gray(image)
    return share_scanning.code_seen(gray.constBits(), gray.width(), gray.height(), gray.bytesPerLine())


def _gray(image: QImage) -> QImage:
    if image.hasAlphaChannel():
        paper = QImage(image.size(), QImage.Format.Format_RGB32)
        paper.fill(Qt.GlobalColor.white)
        painter = QPainter(paper)
        painter.drawImage(paper.rect(), image)
        painter.end()
        image = paper
    return image.convertToFormat(QImage.Format.Format_Grayscale8)
