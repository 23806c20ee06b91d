"""A calm, empty page over the whole window: one key draws it, any key takes it away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui.widgets.empty_state import Disc
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import label

if TYPE_CHECKING:
    from ui.context import Context


class Curtain(QWidget):
    """Covers the window of `page`, strips too, and keeps its shortcuts still. A toast goes: what comes back shows none.

    `drawn_back` tells that the page is to be seen again.
    """

    drawn_back = Signal()

    def __init__(self, ctx: Context, page: QWidget) -> None:
        super().__init__(page)
        self._theme, self._page, self._shell = ctx.theme, page, ctx.shell
        self._over: QWidget | None = None
        px = ctx.theme.px
        self.setAccessibleName("The screen is hidden. Press any key to go on.")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        words = label("Press any key to go on", "small", "ink3")
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        disc = row(STRETCH, Disc(ctx.theme, "sprout"), STRETCH)
        self.setLayout(column(STRETCH, disc, px(8), words, STRETCH, gap=px(8)))
        ctx.shell.toast_wanted.connect(self._stay_above)
        page.destroyed.connect(self.deleteLater)
        self.hide()

    def draw_over(self) -> None:
        """Hide everything."""
        self._shell.toast_unwanted.emit()
        window = self._page.window()
        if self._over is not window:
            self.setParent(window)
            window.installEventFilter(self)
            self._over = window
        self.setGeometry(window.rect())
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay as large as what is hidden."""
        if watched is self._over and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._over.rect())
        return False

    def event(self, event: QEvent) -> bool:
        """Shortcuts of the window are keys like any other while it is hidden: none opens anything over this."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

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

    @Slot(str, bool)
    def _stay_above(self, _text: str, _undo: bool) -> None:
        if self.isVisible():
            self.raise_()

    def _leave(self) -> None:
        self.hide()
        self.drawn_back.emit()
