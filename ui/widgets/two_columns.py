"""A wide column and a narrow one beside it; with less room the narrow one becomes a drawer, then goes below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.button import Button

if TYPE_CHECKING:
    from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent

    from ui.theme.theme import Theme
    from ui.widgets.drawer import Drawer


class TwoColumns(QWidget):
    """Put `drawer_button` into the page's header: it shows itself only where the side column is a drawer.

    Without `drawer_over` (the page over which the drawer opens) the side column goes below instead.
    """

    def __init__(
        self,
        theme: Theme,
        main: QWidget,
        side: QWidget,
        side_title: str,
        *,
        side_width: int = 336,
        drawer_over: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._main, self._side = theme, main, side
        self._side_width = theme.px(side_width)
        self._title = side_title
        self._over = drawer_over
        self._drawer: Drawer | None = None
        self._at: Breakpoint | None = None
        self._drawn = False
        self.drawer_button = Button(theme, side_title, icon="panel-right", on_click=self._open)
        self.drawer_button.hide()
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(theme.px(16))
        self._box.addWidget(main, 1)
        self._column = QWidget()
        inside = QVBoxLayout(self._column)
        inside.setContentsMargins(0, 0, 0, 0)
        self._box.addWidget(self._column)
        self._arrange(Breakpoint.FULL)

    def say(self, side_title: str) -> None:
        """Put another word on the drawer's button, such as "Check-ins, 5"."""
        self.drawer_button.say(side_title)

    def showEvent(self, event: QShowEvent) -> None:
        """The drawer's button comes and goes with the columns."""
        super().showEvent(event)
        self.drawer_button.setVisible(self._drawn)

    def hideEvent(self, event: QHideEvent) -> None:
        """A page with tabs hides the columns; their button must not stay behind."""
        super().hideEvent(event)
        self.drawer_button.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Arrange for the room there is."""
        super().resizeEvent(event)
        self._arrange(breakpoint_of(self.window().width(), self._theme.scale))

    def _arrange(self, room: Breakpoint) -> None:
        if room is Breakpoint.RAIL and self._over is None:
            room = Breakpoint.SINGLE
        if room is self._at:
            return
        self._at = room
        drawn = self._drawn = room is Breakpoint.RAIL
        self.drawer_button.setVisible(drawn and self.isVisible())
        if drawn and self._over is not None:
            if self._drawer is None:
                from ui.widgets.drawer import Drawer

                self._drawer = Drawer(self._theme, self._title, self._over)
            self._column.hide()
            self._drawer.hold(self._side)
            self._side.show()
            return
        if self._drawer is not None:
            self._drawer.hide()
        inside = self._column.layout()
        if inside is not None:
            inside.addWidget(self._side)
        self._column.show()
        single = room is Breakpoint.SINGLE
        self._box.setDirection(QBoxLayout.Direction.TopToBottom if single else QBoxLayout.Direction.LeftToRight)
        self._column.setMinimumWidth(0 if single else self._side_width)
        self._column.setMaximumWidth(16777215 if single else self._side_width)

    def _open(self) -> None:
        if self._drawer is not None:
            self._drawer.open_drawer(self.drawer_button)
