"""The arrangement of the page: two equal columns, or one below 860 px, in the order in which things matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QWidget

from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.layout import STRETCH, column

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from ui.theme.theme import Theme


class SharingColumns(QWidget):
    """`people` and `rest` stand in the first column, `choices` and `activity` in the second.

    In one column the choices come right after the people, and the activity last.
    """

    def __init__(
        self,
        theme: Theme,
        people: QWidget,
        choices: QWidget,
        rest: QWidget,
        activity: QWidget,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._choices = theme, choices
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(24))
        self._first = column(people, rest, gap=theme.px(16))
        self._second = column(choices, activity, gap=theme.px(16))
        self._first_box, self._second_box = column(self._first, STRETCH, gap=0), column(self._second, STRETCH, gap=0)
        self._box.addLayout(self._first_box, 1)
        self._box.addLayout(self._second_box, 1)
        self.setLayout(self._box)
        self._single: bool | None = None
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the room there is."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        single = breakpoint_of(self.window().width(), self._theme.scale) is Breakpoint.SINGLE
        if single is self._single:
            return
        self._single = single
        (self._second if single else self._first).removeWidget(self._choices)
        if single:
            self._first.insertWidget(1, self._choices)
        else:
            self._second.insertWidget(0, self._choices)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if single else across)
        self._box.setSpacing(self._theme.px(16 if single else 24))
