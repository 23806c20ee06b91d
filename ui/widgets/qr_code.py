"""A QR code, dark on light in every theme: cameras want it so. The encoder is loaded when one is first shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.theme.tokens import LIGHT
from ui.widgets import paint

if TYPE_CHECKING:
    from ui.theme.theme import Theme

QUIET = 4
"""Modules of light around the code, which readers need (ISO/IEC 18004, 6.3.8)."""


def modules(text: str) -> tuple[tuple[bool, ...], ...]:
    """The dark modules of the code of a text, row by row, with the medium level of correction."""
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(text)
    code.make()
    size = code.getModuleCount()
    return tuple(tuple(bool(code.isDark(line, at)) for at in range(size)) for line in range(size))


class QrCode(QWidget):
    """`name` says to those who cannot see it what it holds."""

    def __init__(self, theme: Theme, text: str, name: str, side: int = 168, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._side = theme, side
        self.modules = modules(text)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """A square."""
        return QSize(self._theme.px(self._side), self._theme.px(self._side))

    def minimumSizeHint(self) -> QSize:
        """Never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw whole pixels a module, so that the edges stay sharp."""
        painter = QPainter(self)
        paint.antialiased(painter)
        paint.rounded(painter, QRectF(self.rect()), self._theme.px(10), QColor(LIGHT.surface))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        count = len(self.modules) + 2 * QUIET
        step = max(1, self.width() // count)
        edge = (self.width() - step * len(self.modules)) // 2
        ink = QColor(LIGHT.ink)
        for line, cells in enumerate(self.modules):
            for at, dark in enumerate(cells):
                if dark:
                    painter.fillRect(edge + at * step, edge + line * step, step, step, ink)
