"""A small button that opens a menu of things to do with what it stands beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from ui import icons
from ui.widgets.button import IconButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ui.theme.theme import Theme


@dataclass(frozen=True)
class Choice:
    """One line of a menu. `checked` makes it one of a group of which one holds now; `rule` draws a line above it."""

    text: str
    act: Callable[[], object]
    icon: str = ""
    checked: bool | None = None
    rule: bool = False


class MenuButton(IconButton):
    """`choices` is asked each time, so that a menu never offers what is no longer so."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        choices: Callable[[], Sequence[Choice]],
        *,
        small: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, icon, name, small=small, parent=parent)
        self._menu_theme, self._choices = theme, choices
        self.menu_shown: QMenu | None = None
        self.clicked.connect(self.open_menu)

    def open_menu(self) -> None:
        """Open the menu under the button; it also opens for the menu key and the right mouse button."""
        menu = menu_of(self._menu_theme, self._choices(), self)
        self.menu_shown = menu
        menu.aboutToHide.connect(self._forget)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _forget(self) -> None:
        if self.menu_shown is not None:
            self.menu_shown.deleteLater()
            self.menu_shown = None


def menu_of(theme: Theme, choices: Sequence[Choice], parent: QWidget) -> QMenu:
    """A menu with these lines."""
    menu = QMenu(parent)
    group = QActionGroup(menu)
    for choice in choices:
        if choice.rule:
            menu.addSeparator()
        action = QAction(choice.text.replace("&", "&&"), menu)
        if choice.icon:
            rtl = parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
            action.setIcon(icons.icon(choice.icon, theme.color("ink2"), theme.px(16), rtl=rtl))
        if choice.checked is not None:
            action.setCheckable(True)
            action.setChecked(choice.checked)
            group.addAction(action)
        action.triggered.connect(lambda _on=False, act=choice.act: act())
        menu.addAction(action)
    return menu
