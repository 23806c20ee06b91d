"""What all painted buttons have in common: a ring only for keyboard focus, the whole area to press, no cutting."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Qt

if TYPE_CHECKING:
    from PySide6.QtGui import QFocusEvent
    from PySide6.QtWidgets import QAbstractButton

    Painted = QAbstractButton
else:
    Painted = object

_KEEP = {Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason}
"""The focus comes back from another window or a menu: what was true before still is."""


class Control(Painted):
    """Mixed into a Qt button class that paints itself, before that class in the list of bases."""

    _by_keyboard = False

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Remember whether the keyboard brought the focus: only then a ring is drawn."""
        if event.reason() not in _KEEP:
            self._by_keyboard = event.reason() != Qt.FocusReason.MouseFocusReason
        super().focusInEvent(event)

    def shows_focus(self) -> bool:
        """Whether to draw the focus ring now."""
        return self._by_keyboard and self.hasFocus()

    def hitButton(self, pos: QPoint) -> bool:
        """The whole area can be pressed, words and room around included."""
        return self.rect().contains(pos)

    def minimumSizeHint(self) -> QSize:
        """Controls are never cut."""
        return self.sizeHint()
