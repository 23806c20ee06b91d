"""The shell of a goal: the same parts in the same order for goals for everyone and for one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.layout import STRETCH, clear, row, rule
from ui.widgets.pace_track import PaceTrack, PaceWords
from ui.widgets.text import Elided, Paragraph, Quote, label

if TYPE_CHECKING:
    from ui.models.tones import Look
    from ui.theme.theme import Theme
    from ui.widgets.chip import Tone
    from ui.widgets.step_row import StepRow


class GoalCard(Card):
    """Chips, the learner's words, what it is about, the measure with its track, steps, and a foot."""

    def __init__(
        self, theme: Theme, *, kind: Look, words: str, about: str = "", why: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, padding=20, gap=8, parent=parent)
        self._theme = theme
        self._state = Chip(theme, "", "circle-dashed", "none")
        self._state.hide()
        self.quote = Quote(words, "l")
        self._about = Elided(about, "small")
        self._about.setVisible(bool(about))
        self._why = Paragraph(why, "small")
        self._why.setVisible(bool(why))
        self._measure = label("", "small-strong", wrap=True)
        self.track = PaceTrack(theme)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(theme.px(6))
        self.below_steps = QVBoxLayout()
        self.foot = QVBoxLayout()
        self.foot.setSpacing(theme.px(8))
        self.body.addLayout(row(Chip(theme, *kind), STRETCH, self._state))
        for widget in (self.quote, self._about, self._why, self._measure, self.track, rule()):
            self.body.addWidget(widget)
        self.body.addLayout(self._steps)
        self.body.addLayout(self.below_steps)
        self.body.addStretch(1)
        self.body.addLayout(self.foot)
        self._measure.hide()
        self.track.hide()
        self.setAccessibleName(words)

    def show_state(self, text: str, icon: str, tone: Tone) -> None:
        """Show how the goal stands: its pace, its outcome, or the progress agreed last."""
        self._state.show_state(text, icon, tone)
        self._state.show()

    def show_measure(self, measure: str, pace: PaceWords | None) -> None:
        """Show what is counted, and the track where there are numbers."""
        self._measure.setText(measure)
        self._measure.setVisible(bool(measure))
        self.track.setVisible(pace is not None)
        if pace is not None:
            self.track.show_pace(pace)

    def show_steps(self, steps: list[StepRow]) -> None:
        """Show these steps in place of those before."""
        clear(self._steps)
        for step in steps:
            self._steps.addWidget(step)
