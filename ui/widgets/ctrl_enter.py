"""Ctrl+Enter presses the main button of a dialog, wherever in it the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QPlainTextEdit

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog, QWidget

_ENTERS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CtrlEnter(QObject):
    """Listens to a dialog and to those of its parts that keep Enter for themselves: fields and buttons."""

    def __init__(self, dialog: QDialog, main: QAbstractButton) -> None:
        super().__init__(dialog)
        self._main = main
        dialog.installEventFilter(self)
        self.watch(dialog)

    def watch(self, part: QWidget) -> None:
        """Listen to fields and buttons that came later."""
        parts = (*part.findChildren(QPlainTextEdit), *part.findChildren(QLineEdit), *part.findChildren(QAbstractButton))
        for one in parts:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Press the button; where it is disabled nothing else is pressed either."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.key() not in _ENTERS or not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            return super().eventFilter(watched, event)
        if self._main.isEnabled() and not self._main.isHidden():
            self._main.click()
        return True
