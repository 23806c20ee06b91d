"""Progress: a bar alone, and the line for long work with its count and Stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QProgressBar, QSizePolicy, QWidget

from ui.widgets import paint
from ui.widgets.button import Button
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.theme.theme import Theme


def paint_bar(painter: QPainter, theme: Theme, rect: QRectF, share: float, track: str = "line") -> None:
    """Draw a bar of which `share` (0 to 1) is done; delegates use it too."""
    paint.antialiased(painter)
    radius = rect.height() / 2
    paint.rounded(painter, rect, radius, theme.color(track))
    if share > 0:
        done = QRectF(rect)
        done.setWidth(max(rect.height(), rect.width() * min(share, 1.0)))
        paint.rounded(painter, done, radius, theme.color("accent"))


class ProgressBar(QProgressBar):
    """A thin bar. `name` says what is progressing."""

    def __init__(self, theme: Theme, name: str, height: int = 8, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._height = theme, height
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_share(self, done: int, of: int) -> None:
        """Show that `done` of `of` are done, with the next frame: Qt's own `setValue` would paint at once."""
        self.setUpdatesEnabled(False)
        self.setRange(0, max(1, of))
        self.setValue(done)
        self.setUpdatesEnabled(True)

    def sizeHint(self) -> QSize:
        """Thin, and as wide as there is room."""
        return QSize(self._theme.px(120), self._theme.px(self._height))

    def minimumSizeHint(self) -> QSize:
        """A short bar still says something."""
        return QSize(self._theme.px(40), self._theme.px(self._height))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar from the side on which reading begins."""
        painter = QPainter(self)
        span = self.maximum() - self.minimum()
        share = (self.value() - self.minimum()) / span if span > 0 else 0.0
        if self.isRightToLeft():
            painter.translate(self.width(), 0)
            painter.scale(-1, 1)
        paint_bar(painter, self._theme, QRectF(self.rect()), share)


class WorkBar(QWidget):
    """What is being done, how far it is, and Stop. `stopped` tells that Stop was pressed."""

    stopped = Signal()

    def __init__(self, theme: Theme, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = label(title, "strong")
        self._count = label("", "small")
        self._stop = Button(theme, "Stop", "quiet", small=True, on_click=self._ask)
        self.bar = ProgressBar(theme, title)
        first = row(self._title, STRETCH, self._count, self._stop, gap=theme.px(8))
        self.setLayout(column(first, self.bar, gap=theme.px(4)))
        self.setAccessibleName(title)

    def show_progress(self, done: int, total: int, what: str = "") -> None:
        """Show that `done` of `total` pieces are finished."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(done)
        count = f"{done:,} of {total:,}" if total else ""
        self._count.setText(" · ".join(part for part in (what, count) if part))

    def _ask(self) -> None:
        self._stop.say("Stopping")
        self._stop.disable("It stops after the piece that it is working on.")
        self.stopped.emit()
