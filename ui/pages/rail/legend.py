"""The foot of the rail: the keys of the mode at hand, and the one primary button."""

from __future__ import annotations

from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from ui.models.rail import RailMode
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.button import Button
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.keycap import KeyCap
from ui.widgets.layout import clear, column, row, rule
from ui.widgets.text import label

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QResizeEvent

    from ui.theme.theme import Theme

_WAYS = (("Enter", "next"), ("Shift Enter", "back"), ("B", "hide"))
_ALL = ("F1", "all keys")


class Keys(Enum):
    """Which keys act on the plan at hand: all, none but those that go on, or the one that starts a plan."""

    OPEN = auto()
    CLOSED = auto()
    NO_PLAN = auto()


_SKIP = (("G", "start a plan"), ("Enter", "skip"), *_WAYS[1:])
KEYS: dict[RailMode, tuple[tuple[str, str], ...]] = {
    RailMode.CHECK_IN: (
        ("0–9", "how far"),
        ("T", "step"),
        ("N", "number"),
        ("S", "said"),
        ("M", "next move"),
        ("F", "feels"),
        ("P", "photo"),
        ("A", "away"),
        ("L", "later"),
        *_WAYS,
    ),
    RailMode.AGREE: (("1–3", "who agrees"), ("G", "add a goal"), *_WAYS),
    RailMode.CLOSE: (("1–4", "how it ended"), ("R", "look back"), *_WAYS),
}
"""(key, what it does) in each mode. Letters and digits act only outside of text fields."""
PRIMARY: dict[RailMode, str] = {
    RailMode.CHECK_IN: "Save and next",
    RailMode.AGREE: "Next",
    RailMode.CLOSE: "Next",
}


class Legend(QWidget):
    """`primary` saves, where there is something to save, and goes on; `beside` stands before it in closing."""

    def __init__(
        self, theme: Theme, on_next: Callable[[], object], beside: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._mode: tuple[RailMode, int, Keys] | None = None
        self._shown: tuple[tuple[RailMode, int, Keys], bool] | None = None
        px = theme.px
        self._keys = FlowLayout(px(8))
        place = QWidget()
        place.setLayout(self._keys)
        self.primary = Button(theme, PRIMARY[RailMode.CHECK_IN], "primary", "corner-down-left", on_click=on_next)
        self._beside = beside
        line = row(place, beside, self.primary, gap=px(8))
        line.setStretch(0, 1)
        line.setAlignment(place, Qt.AlignmentFlag.AlignVCenter)
        for button in (beside, self.primary):  # which stay where they are while the keys take one line or two
            line.setAlignment(button, Qt.AlignmentFlag.AlignBottom)
        self.setLayout(column(rule(), line, gap=px(12), margins=(0, px(4), 0, px(16))))

    def show_mode(self, mode: RailMode, levels: int, acting: Keys = Keys.OPEN) -> None:
        """Show the keys of a mode; `levels` is how many levels the progress scale has."""
        self._mode = (mode, levels, acting)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show fewer keys where there is little room."""
        super().resizeEvent(event)
        self._show()

    def _show(self) -> None:
        few = breakpoint_of(self.window().width(), self._theme.scale) is Breakpoint.SINGLE
        if self._mode is None or (self._mode, few) == self._shown:
            return
        self._shown = (self._mode, few)
        mode, levels, acting = self._mode
        open_ = KEYS[mode] if not few else (KEYS[mode][0], *_WAYS, _ALL)
        keys = {Keys.OPEN: open_, Keys.CLOSED: _WAYS, Keys.NO_PLAN: _SKIP}[acting]
        self._beside.setVisible(mode is RailMode.CLOSE)
        clear(self._keys)
        self.primary.say(PRIMARY[mode] if acting is not Keys.NO_PLAN else "Skip")
        for key, words in keys:
            cap = KeyCap(self._theme, f"0–{max(levels - 1, 0)}" if key == "0–9" else key)
            pair = QWidget()
            pair.setLayout(row(cap, label(words, "small"), gap=self._theme.px(4)))
            self._keys.addWidget(pair)
