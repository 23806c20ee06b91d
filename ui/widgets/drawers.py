"""The drawers of one page: each is made when it is first opened, and all close together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from ui.widgets.drawer import Drawer
from ui.widgets.layout import STRETCH, column

if TYPE_CHECKING:
    from ui.theme.theme import Theme

WIDTH = 400


class Drawers:
    """Lie over `over`. A drawer is known by its title."""

    def __init__(self, theme: Theme, over: QWidget) -> None:
        self._theme, self._over = theme, over
        self._held: dict[str, Drawer] = {}

    def open(self, title: str, content: QWidget, opener: QWidget | None) -> None:
        """Slide in what stands under this title; `content` is taken in the first time."""
        drawer = self._held.get(title)
        if drawer is None:
            drawer = self._held[title] = Drawer(self._theme, title, self._over, WIDTH)
            holder = QWidget()
            holder.setLayout(column(content, STRETCH, gap=0))
            drawer.hold(holder)
        drawer.open_drawer(opener)

    def is_open(self, title: str) -> bool:
        """Whether a drawer lies over the page."""
        drawer = self._held.get(title)
        return drawer is not None and not drawer.isHidden()

    def close(self) -> None:
        """Close all that is open."""
        for drawer in self._held.values():
            if not drawer.isHidden():
                drawer.close_drawer()
