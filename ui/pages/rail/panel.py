"""The side of the rail: a mark for each learner, and the switch that shows names when nobody looks on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame

from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.rail_list import RailList
from ui.widgets.switch import Switch
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.models.rail import Seat
    from ui.theme.theme import Theme

WIDE, NARROW = 264, 72


class RailPanel(QFrame):
    """`chosen` tells the learner to go to. Names are off at first: a child looks on; `named_changed` tells of that."""

    chosen = Signal(str)
    named_changed = Signal(bool)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        px = theme.px
        self.setProperty("area", "sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.list = RailList(theme)
        self.list.chosen.connect(self.chosen)
        self.names = Switch(theme, "Show names")
        self.names.setToolTip("Show names and how the class stands. Off while a student looks on.")
        self.names.toggled.connect(self._name)
        self._title = label("Check-in", "row")
        self._words = label("Show names", "small")
        self._word = label("Names", "caption")
        self._word.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        head = row(Glyph(theme, "sprout", "accent", 20), self._title, STRETCH, gap=px(10))
        foot = row(self.names, self._words, STRETCH, gap=px(8))
        self._box = column(head, self.list, column(foot, self._word, gap=0), gap=px(12))
        self._box.setStretch(1, 1)
        self.setLayout(self._box)
        self._head = head
        self._name(False)

    def show_seats(self, held: Sequence[Seat], current: str) -> None:
        """Show these learners and whose turn it is."""
        self.list.show_seats(held, current)

    def named(self) -> bool:
        """Whether names are shown."""
        return self.names.isChecked()

    def _name(self, on: bool) -> None:
        px = self._theme.px
        self._title.setVisible(on)
        self._words.setVisible(on)
        self._word.setVisible(not on)
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if on else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.list.setVerticalScrollBarPolicy(policy)
        edge = px(16) if on else px(12)
        self._box.setContentsMargins(edge, px(24), edge, px(16))
        self._head.setContentsMargins(px(4) if on else px(14), 0, 0, 0)
        self.setFixedWidth(px(WIDE if on else NARROW))
        self.list.seats.name_all(on)
        self.list.scheduleDelayedItemsLayout()
        self.named_changed.emit(on)
