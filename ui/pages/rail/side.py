"""Beside the screen of one child: what was said the last time, and what is worth asking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.services.rail import MOST_ASKS, AskKind
from ui import days
from ui.models.levels import FEELINGS, look
from ui.widgets.bidi import isolate
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.flow_layout import FlowLayout
from ui.widgets.glyph import Glyph
from ui.widgets.layout import row, rule
from ui.widgets.text import Quote, breakable, label, shortened

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from learnerplan.services.rail import Ask, Desk
    from learnerplan.services.scales import Level
    from ui.models.tones import Look
    from ui.theme.theme import Theme

LONGEST_WORDS, LONGEST_MOVE, LONGEST_GOAL = 280, 140, 60
"""So many letters of long texts stand here."""
_ICONS = {AskKind.PROFILE: "hourglass", AskKind.EVIDENCE: "image", AskKind.MEASURE: "gauge"}


class _Line(QWidget):
    """An icon and a sentence, used again for one learner after another."""

    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._glyph, self._words = Glyph(theme, icon, "ink3", 16), label("", "small", wrap=True)
        line = row(self._glyph, self._words, gap=theme.px(8))
        line.setStretch(1, 1)
        self.setLayout(line)

    def say(self, words: str, icon: str = "") -> None:
        """Say something else, or nothing."""
        if icon:
            self._glyph.show_icon(icon, "ink3")
        self._words.setText(breakable(words))
        self.setVisible(bool(words))


class Before(Card):
    """A quiet card; in it stands nothing that a child may not read of itself. Its parts are used again."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, kind="quiet", padding=20, gap=10, parent=parent)
        self._theme = theme
        self.setAccessibleName("Last time, and worth asking")
        self._none = label("", "small", wrap=True)
        self._day = label("", "small-strong")
        self._chips: list[Chip] = []
        self._flow = FlowLayout(theme.px(8))
        self._flow.addWidget(self._day)
        self._marks = QWidget()
        self._marks.setLayout(self._flow)
        self._words = Quote("", "s")
        self._move = _Line(theme, "arrow-right")
        self._rule, self._title = rule(), label("Worth asking", "row")
        self._asks = [_Line(theme, "circle") for _ in range(MOST_ASKS)]
        parts = (self._none, self._marks, self._words, self._move, self._rule, self._title, *self._asks)
        self.add(label("Last time", "row"), *parts)
        self.body.addStretch(1)

    def show_desk(self, desk: Desk, levels: Sequence[Level], today: date) -> None:
        """Show what was said to another learner."""
        last = desk.last
        said, move = (last.words, last.next_move) if last is not None else ("", "")
        self._none.setText("This is the first check-in." if last is None else "Nothing was written down.")
        self._none.setVisible(not said and not move)
        self._day.setText(days.short(last.held_on, today) if last is not None else "")
        self._marks.setVisible(last is not None)
        self._show_chips(_chips(desk, len(levels)))
        self._words.show_words(shortened(said, LONGEST_WORDS))
        self._words.setVisible(bool(said))
        self._move.say(shortened(move, LONGEST_MOVE))
        asks = desk.asks(today)
        for part in (self._rule, self._title):
            part.setVisible(bool(asks))
        for at, line in enumerate(self._asks):
            line.say(_sentence(asks[at]) if at < len(asks) else "", _ICONS[asks[at].kind] if at < len(asks) else "")

    def _show_chips(self, looks: Sequence[Look]) -> None:
        while len(self._chips) < len(looks):
            self._chips.append(Chip(self._theme, ""))
            self._flow.addWidget(self._chips[-1])
        for at, chip in enumerate(self._chips):
            chip.setVisible(at < len(looks))
            if at < len(looks):
                chip.show_state(*looks[at])


def _chips(desk: Desk, levels: int) -> list[Look]:
    """How far each goal was on the day of the last talk, and how it felt."""
    if desk.last is None:
        return []
    found: list[Look] = [
        (goal.level, *look(goal.level_position, levels))
        for goal in desk.goals
        if goal.level_on == desk.last.held_on and goal.level_position is not None
    ]
    if desk.last.feeling is not None:
        icon, word = FEELINGS[desk.last.feeling]
        found.append((word, icon, "none"))
    return found


def _sentence(ask: Ask) -> str:
    if ask.kind is AskKind.PROFILE:
        if ask.since is None:
            return "Nothing is in the profile in their own words yet"
        return f"Profile last changed in {days.long_month(ask.since)}"
    if ask.kind is AskKind.EVIDENCE:
        return f"No work is kept yet for “{isolate(shortened(ask.goal, LONGEST_GOAL))}”"
    return f"“{isolate(shortened(ask.goal, LONGEST_GOAL))}” was not measured yet"
