"""The head of the child's window: who it is, what this is, how far, and the grown-up's way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui.student.controls import BigButton
from ui.student.passing import Portrait
from ui.widgets.bidi import isolate
from ui.widgets.layout import STRETCH, column, row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from ui.student.seat import Screen
    from ui.theme.theme import Theme


class Head(QWidget):
    """Made anew for each screen. Without a screen only the way out stands there."""

    def __init__(self, theme: Theme, screen: Screen | None, photo: Path | None, grown_up: Callable[[], object]) -> None:
        super().__init__()
        px = theme.px
        self.grown_up = BigButton(theme, "Grown-up", "quiet", "lock", small=True, on_click=grown_up)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(px(14))
        if screen is None:
            line.addStretch(1)
            line.addWidget(self.grown_up)
            return
        portrait = Portrait(theme, screen.seat.me, 48 if screen.middle is not None else 56, photo)
        title = Elided(isolate(screen.title), "student-body")
        size = px(20 if screen.middle is not None else 28)
        title.setStyleSheet(f"font-size: {size}px; font-weight: 600;")
        words = column(title, gap=0)
        if screen.subtitle:
            words.addWidget(Elided(screen.subtitle, "body", "ink2"))
        words.insertStretch(0)
        words.addStretch()
        begins = row(portrait, words, gap=px(14))
        begins.setStretch(1, 1)
        line.addLayout(begins, 1)
        if screen.middle is not None:
            line.addWidget(screen.middle)
        ends = row(STRETCH, *screen.ends, self.grown_up, gap=px(14))
        line.addLayout(ends, 1 if screen.middle is not None else 0)
