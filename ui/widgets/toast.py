"""A sentence at the foot of the window about what was just done, with Undo beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

from ui.widgets.button import Button
from ui.widgets.clamped import Clamped
from ui.widgets.glyph import Glyph
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import row

if TYPE_CHECKING:
    from PySide6.QtGui import QEnterEvent

    from ui.theme.theme import Theme

STAY = 10_000
"""Milliseconds that a toast stays; the time starts anew when pointer or focus leave it."""
HEIGHT, TOP = 56, 12
"""How high a toast of one line is, and how far below the window's edge one at its head stands, in px at 100 %."""
LINES, WIDEST = 3, 640
"""So many lines a sentence may take, and so many px a toast at the foot: longer lines are hard to read."""


class Toast(QFrame):
    """Lies over `over`, centred near its foot, or at its head over the title, where no button stands.

    `undo_wanted` tells that Undo was pressed.
    """

    undo_wanted = Signal()

    def __init__(self, theme: Theme, over: QWidget) -> None:
        super().__init__(over)
        self._theme, self._over, self._at_top, self._above = theme, over, 0, 0
        self._offers_undo = False
        px = theme.px
        self.setProperty("card", "dark")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._text = Clamped("", LINES, "body", "paper")
        self._undo = Button(theme, "Undo", "outline", small=True, on_click=self._take_back)
        self._keys = KeyCap(theme, "Ctrl Z")
        line = row(Glyph(theme, "circle-check", "paper", 20), self._text, self._undo, self._keys, gap=px(12))
        line.setContentsMargins(px(18), px(12), px(14), px(12))
        line.setStretch(1, 1)
        self.setLayout(line)
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(px(28))
        shadow.setOffset(0, px(6))
        shade = theme.color("shade")
        shade.setAlphaF(0.35)
        shadow.setColor(shade)
        self.setGraphicsEffect(shadow)
        self.timer = QTimer(self)
        self.timer.setSingleShot(True)
        self.timer.setInterval(STAY)
        self.timer.timeout.connect(self.leave)
        over.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self.hide()

    def say(self, text: str, *, undo: bool, at_top: int = 0, above: int = 0) -> None:
        """Show a sentence in place of the one before, where `stand` says."""
        self._text.show_text(text)
        self._undo.setVisible(undo)
        self._offers_undo = undo
        self.setAccessibleName(text)
        self.stand(at_top=at_top, above=above)
        self.show()
        self.raise_()
        self.timer.start()

    def stand(self, *, at_top: int = 0, above: int = 0) -> None:
        """Take its place: at the foot it leaves `above` pixels free below.

        `at_top` is how many pixels of the window's head it may take instead; 0 is the foot.
        """
        self._at_top, self._above = at_top, above
        self._lay()

    def leave(self) -> None:
        """Go. What the toast spoke of can still be undone from the menu."""
        self.timer.stop()
        self.hide()

    def enterEvent(self, event: QEnterEvent) -> None:
        """Stay while the pointer is here."""
        self.timer.stop()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        """Count again from the start."""
        if self.isVisible() and not self._holds_focus():
            self.timer.start()
        super().leaveEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay at the foot when the window changes its size."""
        if watched is self._over and event.type() == QEvent.Type.Resize and self.isVisible():
            self._lay()
        return super().eventFilter(watched, event)

    def _take_back(self) -> None:
        self.leave()
        self.undo_wanted.emit()

    def _on_focus(self, _old: QWidget | None, _new: QWidget | None) -> None:
        if not self.isVisible():
            return
        if self._holds_focus():
            self.timer.stop()
        elif not self.timer.isActive() and not self.underMouse():
            self.timer.start()

    def _holds_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def _lay(self) -> None:
        """As wide as the sentence, as far as there is room; then on more lines, with the keys of Undo left out."""
        px, inner = self._theme.px, self.layout()
        if inner is None:
            return
        room = self._over.width() - px(48)
        most = min(room, max(px(240), self._at_top - px(32))) if self._at_top else min(room, px(WIDEST))
        self._text.ensurePolished()
        self._keys.setVisible(self._offers_undo)
        inner.invalidate()
        if inner.sizeHint().width() > most:
            self._keys.hide()
            inner.invalidate()
        width = min(max(inner.sizeHint().width(), px(320)), most)
        height = max(px(HEIGHT), inner.totalHeightForWidth(width))
        left = (self._over.width() - width) // 2
        if self._at_top:
            left = self._over.width() - width - px(24) if self._over.isRightToLeft() else px(24)
        top = px(TOP) if self._at_top else self._over.height() - height - px(28) - self._above
        self.setGeometry(left, top, width, height)
