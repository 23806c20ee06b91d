"""What is switched off while a child holds the laptop: the main window whole, and every way in from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

NEVER = frozenset(
    {
        *(QEvent.Type.ContextMenu, QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop),
        *(QEvent.Type.Quit, QEvent.Type.FileOpen, QEvent.Type.WhatsThisClicked, QEvent.Type.EnterWhatsThisMode),
    }
)
"""Events that reach nobody: menus of the right mouse button, dragging, files from outside, the system's Quit."""
_HARMLESS = (Qt.WindowType.ToolTip, Qt.WindowType.SplashScreen)


class Guard(QObject):
    """`close` shuts the main window away, `open` brings it back as it was."""

    def __init__(self, inside: QWidget, main: QWidget) -> None:
        super().__init__(inside)
        self._inside, self._main = inside, main
        self._off: list[tuple[QAction | QShortcut, bool]] = []
        self._closed = False

    def close(self) -> None:
        """Nothing of the main window can be seen or pressed from here on."""
        if self._closed:
            return
        self._closed = True
        actions: set[QAction] = {*self._main.actions(), *self._main.findChildren(QAction)}
        shortcuts: list[QShortcut] = self._main.findChildren(QShortcut)
        self._off = [(each, each.isEnabled()) for each in actions]
        self._off += [(each, each.isEnabled()) for each in shortcuts]
        for each, _was in self._off:
            each.setEnabled(False)
            if isinstance(each, QAction):
                # The window freshens some of them after each write.
                each.enabledChanged.connect(self._keep_off)
        self._main.setEnabled(False)
        self._main.hide()
        for window in QApplication.topLevelWidgets():
            self._refuse(window)
        app = QApplication.instance()
        if app is not None:
            app.installEventFilter(self)

    def open(self) -> None:
        """The teacher is back."""
        if not self._closed:
            return
        self._closed = False
        app = QApplication.instance()
        if app is not None:
            app.removeEventFilter(self)
        for each, was in self._off:
            if isinstance(each, QAction):
                each.enabledChanged.disconnect(self._keep_off)
            each.setEnabled(was)
        self._off.clear()
        self._main.setEnabled(True)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stop what would lead out, and send away any window that is not the child's."""
        kind = event.type()
        if kind in NEVER:
            event.ignore()
            return True
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and _pastes(event):
            return True
        if kind == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._refuse(watched)
        return False

    def _refuse(self, window: QWidget) -> None:
        ours = window is self._inside or self._inside.isAncestorOf(window)
        if not ours and window.isVisible() and window.windowType() not in _HARMLESS:
            hide: Callable[[], None] = window.hide
            QTimer.singleShot(0, window, hide)

    def _keep_off(self, on: bool) -> None:
        action = self.sender()
        if on and self._closed and isinstance(action, QAction):
            action.setEnabled(False)


def _pastes(event: QKeyEvent) -> bool:
    return event.matches(QKeySequence.StandardKey.Paste)
