"""One goal in a check-in: how far it is on the planbook's scale, and what was measured now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain.goals import GoalKind, MeasureKind
from learnerplan.services.checkins import Measure
from ui.dialogs.measure_fields import read_number
from ui.models import work
from ui.models.measures import amount
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.fields import Select, TextField
from ui.widgets.layout import row
from ui.widgets.rating import Rating
from ui.widgets.text import Elided, Quote, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.scales import Level
    from ui.theme.theme import Theme

NOT_MEASURED = ""


class GoalTalk(Card):
    """The goal in the learner's words, its levels, and a field for what is counted."""

    def __init__(self, theme: Theme, goal: GoalRow, levels: Sequence[Level], parent: QWidget | None = None) -> None:
        super().__init__(theme, padding=18, gap=10, parent=parent)
        self.goal = goal
        self._kind = goal.measure_kind
        chip = Chip(theme, *(work.OWN if goal.kind is GoalKind.PERSONAL else work.EVERYONE))
        quote = Quote(goal.title, "m", marks=bool(goal.words))
        first = row(chip, quote, gap=theme.px(12))
        first.setStretch(1, 1)
        self.rating = Rating(theme, [(level.id, level.name) for level in levels], f"How far: {goal.title}")
        self.body.addLayout(first)
        self.body.addWidget(self.rating)
        self._error = label("", "caption", "bad", wrap=True)
        self._error.hide()
        self.value = TextField(theme, "Now", small=True, name=f"{goal.measure or 'Measured'} now")
        self.trials = TextField(theme, "of", small=True, name=f"{goal.measure or 'Measured'}, out of how many")
        options = [(NOT_MEASURED, "Not today")]
        if self._kind is MeasureKind.YES_NO:
            options += [("1", "Yes"), ("0", "Not yet")]
        else:
            options += [(str(level.position), level.name) for level in levels]
        self.choice = Select(theme, options, name=f"{goal.measure or 'Measured'} now", small=True)
        self._build(theme, levels)

    def state(self) -> tuple[str, ...]:
        """What the fields hold."""
        return self.rating.value(), self.value.value(), self.trials.value(), self.choice.value()

    def spoken_of(self) -> bool:
        """Whether anything was chosen or measured for this goal."""
        return any(self.state())

    def check(self) -> bool:
        """Whether the measured value can be read; says below it what is wrong otherwise."""
        try:
            value, trials = read_number(self.value.value()), read_number(self.trials.value())
        except ValueError:
            return self._refuse("Write the number in digits, such as 3 or 2.5.")
        if self._kind is MeasureKind.TRIALS and (value is None) != (trials is None):
            return self._refuse("Write both numbers: how many, and out of how many.")
        if value is not None and trials is not None and (value > trials or trials < 1 or trials != int(trials)):
            return self._refuse("The first number is how many of the second.")
        return True

    def clear_error(self) -> None:
        """Take the sentence away."""
        self._error.hide()

    def measure(self) -> Measure | None:
        """What was measured, after `check`."""
        if self._kind in (MeasureKind.LEVEL, MeasureKind.YES_NO):
            return Measure(float(self.choice.value())) if self.choice.value() else None
        value, trials = read_number(self.value.value()), read_number(self.trials.value())
        if value is None:
            return None
        return Measure(value, int(trials) if trials is not None else None)

    def _build(self, theme: Theme, levels: Sequence[Level]) -> None:
        goal, kind = self.goal, self._kind
        for field in (self.value, self.trials):
            field.setFixedWidth(theme.px(72))
        self.choice.setFixedWidth(theme.px(160))
        self.value.setVisible(kind in (MeasureKind.NUMBER, MeasureKind.TRIALS))
        self.trials.setVisible(kind is MeasureKind.TRIALS)
        self.choice.setVisible(kind in (MeasureKind.LEVEL, MeasureKind.YES_NO))
        if kind is MeasureKind.WORDS or not (goal.measure or goal.target is not None):
            self.value.hide()
            self.trials.hide()
            self.choice.hide()
            return
        past = f"was {amount(goal.now, kind, levels)}" if goal.now is not None else ""
        aim = f"aim {amount(goal.target, kind, levels)} {goal.unit}".strip() if goal.target is not None else ""
        caption = ", ".join(part for part in (past, aim) if part)
        what = Elided(goal.measure or "Measured now", "small")
        of = label("of", "small")
        of.setVisible(kind is MeasureKind.TRIALS)
        line = row(what, label(caption, "caption"), self.value, of, self.trials, self.choice, gap=theme.px(8))
        line.setStretch(0, 1)
        self.body.addLayout(line)
        self.body.addWidget(self._error)

    def _refuse(self, sentence: str) -> bool:
        self._error.setText(sentence)
        self._error.show()
        self.value.setFocus()
        return False
