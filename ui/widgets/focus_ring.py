"""The ring outside a focused primary button: it lies beside the button, so that a style sheet cannot clip it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.widgets import paint
from ui.widgets.button import Button

if TYPE_CHECKING:
    from ui.theme.theme import Theme

GAP = 3
_MOVES = {
    *(QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.Hide),
    *(QEvent.Type.EnabledChange, QEvent.Type.LayoutRequest),
}


class FocusRing(QWidget):
    """Follows the focus through a window and rings the buttons that ask for an outer ring."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme = theme
        self._target: Button | None = None
        self._watched: list[QWidget] = []
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow)

    def _follow(self, _old: QWidget | None, new: QWidget | None) -> None:
        for watched in self._watched:
            watched.removeEventFilter(self)
        self._watched.clear()
        self._target = None
        if isinstance(new, Button) and new.window() is self.window() and new.rings_outside() is not None:
            self._target = new
            widget: QWidget | None = new
            while widget is not None and widget is not self.window():  # whoever moves, scrolls or hides
                widget.installEventFilter(self)
                self._watched.append(widget)
                widget = widget.parentWidget()
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep beside the button when it moves, and go when it goes."""
        if event.type() == QEvent.Type.Destroy:
            self._follow(None, None)
        elif event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        target = self._target
        if target is None or not target.isEnabled() or target.visibleRegion().isEmpty():
            self.hide()
            return
        out = self._theme.px(GAP) + self._theme.px(self._theme.tokens.focus_width)
        corner = target.mapTo(self.window(), target.rect().topLeft())
        self.setGeometry(QRect(corner, target.size()).adjusted(-out, -out, out, out))
        self.raise_()
        self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the ring."""
        painter = QPainter(self)
        paint.antialiased(painter)
        paint.ring(painter, self._theme, QRectF(self.rect()), self._theme.px(8 + GAP))
