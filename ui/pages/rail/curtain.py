"""A calm, empty page over the rail: one key draws it, any key takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.empty_state import Disc
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class Curtain(QWidget):
    """Covers the whole of `over`. `drawn_back` tells that the page is to be seen again."""

    drawn_back = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._over = theme, over
        self.setAccessibleName("The screen is hidden. Press any key to go on.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = label("Press any key to go on", "small", "ink3")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        disc = row(STRETCH, Disc(theme, "sprout"), STRETCH)
        self.setLayout(column(STRETCH, disc, theme.px(8), words, STRETCH, gap=theme.px(8)))
        over.installEventFilter(self)
        self.hide()

    def draw_over(self) -> None:
        """Hide everything."""
        self.setGeometry(self._over.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is hidden."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Any key takes it away and does nothing else."""
        if event.key() in (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta):
            return
        self._leave()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """So does a click."""
        self._leave()

    def focusNextPrevChild(self, next: bool) -> bool:
        """Tab leads nowhere behind the curtain; it takes it away like any key."""
        self._leave()
        return True

    def paintEvent(self, event: QPaintEvent) -> None:
        """Nothing but paper."""
        QPainter(self).fillRect(self.rect(), self._theme.color("paper"))

    def _leave(self) -> None:
        self.hide()
        self.drawn_back.emit()
