"""A card beside the main content that scrolls by itself, and becomes a drawer where there is room for one column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from ui.theme.breakpoints import Breakpoint
from ui.widgets.button import Button
from ui.widgets.card import Card
from ui.widgets.drawer import Drawer
from ui.widgets.scrolled import scrolled

if TYPE_CHECKING:
    from ui.theme.theme import Theme


class SideCard(Card):
    """Lay `content` out, and put `button` into the page's header: it shows itself where the card is a drawer."""

    def __init__(
        self,
        theme: Theme,
        name: str,
        over: QWidget,
        *,
        width: int = 288,
        narrow: int = 256,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent=parent)
        self._over, self._name = over, name
        self._wide, self._narrow = theme.px(width), theme.px(narrow)
        self._theme = theme
        self._drawer: Drawer | None = None
        self.setAccessibleName(name)
        self.content = QWidget()
        self._area = scrolled(self.content)
        self.body.setContentsMargins(1, theme.px(2), 1, theme.px(2))
        self.body.addWidget(self._area)
        self.button = Button(theme, name, icon="panel-right", on_click=self._open)
        self.button.hide()

    def to_top(self) -> None:
        """Show the content from its beginning."""
        self._area.verticalScrollBar().setValue(0)

    def reveal(self, widget: QWidget) -> None:
        """Bring a part of the content into view, the drawer too where the card is one."""
        if self._area.widget() is None:
            self._open()
        else:
            self._area.ensureWidgetVisible(widget)

    def arrange(self, room: Breakpoint, *, wanted: bool = True) -> None:
        """Fit the room there is; a card that is not `wanted` shows neither itself nor its button."""
        single = room is Breakpoint.SINGLE
        self.setFixedWidth(self._wide if room is Breakpoint.FULL else self._narrow)
        self.button.setVisible(single and wanted)
        self.setVisible(wanted and not single)
        if single and self._area.widget() is not None:
            if self._drawer is None:
                self._drawer = Drawer(self._theme, self._name, self._over, self._wide)
            self._area.takeWidget()
            self._drawer.hold(self.content)
        elif not single and self._area.widget() is None:
            if self._drawer is not None:
                self._drawer.hide()
            self._area.setWidget(self.content)
            self.content.setAutoFillBackground(False)
        self.content.show()

    def settle(self) -> None:
        """Let the scroll area measure again: parts that were filled while hidden have their height only then."""
        QTimer.singleShot(0, self.content, self._measure)

    def _measure(self) -> None:
        QApplication.postEvent(self.content, QEvent(QEvent.Type.LayoutRequest))

    def _open(self) -> None:
        if self._drawer is not None:
            self._drawer.open_drawer(self.button)
