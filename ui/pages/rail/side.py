"""Beside the screen of one child: what was said the last time, and what is worth asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.services.rail import AskKind
from ui import days
from ui.models.levels import FEELINGS, look
from ui.widgets.bidi import isolate
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.layout import STRETCH, clear, column, row, rule
from ui.widgets.text import Quote, label

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnerplan.services.rail import Ask, Desk
    from learnerplan.services.scales import Level
    from ui.theme.theme import Theme

_ICONS = {AskKind.PROFILE: "hourglass", AskKind.EVIDENCE: "image", AskKind.MEASURE: "gauge"}


class Before(Card):
    """A quiet card; in it stands nothing that a child may not read of itself."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, kind="quiet", padding=20, gap=10, parent=parent)
        self._theme = theme
        self.setAccessibleName("Last time, and worth asking")
        self._content = column(gap=theme.px(10))
        self.body.addLayout(self._content)
        self.body.addStretch(1)

    def show_desk(self, desk: Desk, levels: Sequence[Level], today: date) -> None:
        """Show what was said to another learner."""
        clear(self._content)
        self._show_last(desk, levels, today)
        asks = desk.asks(today)
        if asks:
            self._content.addWidget(rule())
            self._content.addWidget(label("Worth asking", "row"))
            for ask in asks:
                glyph = Glyph(self._theme, _ICONS[ask.kind], "ink3", 16)
                line = row(glyph, label(_sentence(ask), "small", wrap=True), gap=self._theme.px(8))
                line.setStretch(1, 1)
                self._content.addLayout(line)

    def _show_last(self, desk: Desk, levels: Sequence[Level], today: date) -> None:
        self._content.addWidget(label("Last time", "row"))
        last = desk.last
        if last is None:
            self._content.addWidget(label("This is the first check-in.", "small", wrap=True))
            return
        holder = QWidget()
        flow = FlowLayout(self._theme.px(8))
        flow.addWidget(label(days.short(last.held_on, today), "small-strong"))
        for goal in desk.goals:
            if goal.level_on == last.held_on and goal.level_position is not None:
                icon, tone = look(goal.level_position, len(levels))
                flow.addWidget(Chip(self._theme, goal.level, icon, tone))
        if last.feeling is not None:
            icon, word = FEELINGS[last.feeling]
            flow.addWidget(Chip(self._theme, word, icon, "none"))
        holder.setLayout(flow)
        self._content.addWidget(holder)
        if last.words:
            self._content.addWidget(Quote(_cut(last.words, 280), "s"))
        if last.next_move:
            self._content.addLayout(
                row(
                    Glyph(self._theme, "arrow-right", "ink3", 16),
                    label(_cut(last.next_move, 140), "small", wrap=True),
                    STRETCH,
                    gap=self._theme.px(8),
                )
            )
        elif not last.words:
            self._content.addWidget(label("Nothing was written down.", "small"))


def _cut(text: str, most: int) -> str:
    """The beginning of a long text: the rail is read at a glance, the log on the plan holds all of it."""
    return text if len(text) <= most else f"{text[:most].rstrip()}…"


def _sentence(ask: Ask) -> str:
    if ask.kind is AskKind.PROFILE:
        if ask.since is None:
            return "Nothing is in the profile in their own words yet"
        return f"Profile last changed in {days.long_month(ask.since)}"
    if ask.kind is AskKind.EVIDENCE:
        return f"No work is kept yet for “{isolate(_cut(ask.goal, 60))}”"
    return f"“{isolate(_cut(ask.goal, 60))}” was not measured yet"
