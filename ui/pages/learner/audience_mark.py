"""The small sign that says how far a text may travel, and opens the menu to decide it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent

from ui import icons
from ui.models.audiences import MARKS
from ui.widgets import paint
from ui.widgets.menu_button import MenuButton

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from learnerplan.domain.audiences import Audience
    from ui.theme.theme import Theme
    from ui.widgets.menu_button import Choice

SIDE = 32
"""Side of the room to press, px; the sign itself stands in its lower end corner."""


class AudienceMark(MenuButton):
    """Quiet at rest, since most texts have one."""

    def __init__(
        self, theme: Theme, audience: Audience, choices: Callable[[], Sequence[Choice]], icon: str = ""
    ) -> None:
        mark, words = MARKS[audience]
        super().__init__(theme, icon or mark, words, choices)
        self._sign = icon or mark
        self._mark_theme = theme

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the sign, and its ground while the pointer or the menu is on it."""
        theme, px = self._mark_theme, self._mark_theme.px
        painter = QPainter(self)
        paint.antialiased(painter)
        seen, size = px(22), px(14)
        left = 0 if self.isRightToLeft() else self.width() - seen
        box = QRectF(left, self.height() - seen, seen, seen)
        if self.underMouse() or self.menu_shown is not None:
            paint.rounded(painter, box, px(6), theme.color("sunken"))
        if self.shows_focus():
            paint.ring(painter, theme, box, px(6))
        mark = QRectF(box.center().x() - size / 2, box.center().y() - size / 2, size, size)
        icons.paint(painter, self._sign, theme.color("ink3"), mark)
