"""One goal in a check-in: how far it is on the planbook's scale, and what was measured now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from learnerplan.domain.goals import MeasureKind
from learnerplan.services.checkins import Measure
from ui.dialogs.measure_fields import read_number
from ui.models import work
from ui.models.measures import amount
from ui.widgets.card import Card
from ui.widgets.chip import Chip
from ui.widgets.fields import Select, TextField
from ui.widgets.layout import column, row
from ui.widgets.rating import NOT_TODAY, Rating
from ui.widgets.text import Elided, Quote, label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.scales import Level
    from ui.theme.theme import Theme

NOT_MEASURED = ""


class GoalTalk(Card):
    """The goal in the learner's words, its levels, and a field for what is counted."""

    def __init__(
        self,
        theme: Theme,
        goal: GoalRow,
        levels: Sequence[Level],
        *,
        own_plan: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, padding=18, gap=10, parent=parent)
        self._levels, self._own_plan = tuple(levels), own_plan
        self._chip = Chip(theme, "")
        self._quote = Quote("", "m")
        first = row(self._chip, self._quote, gap=theme.px(12))
        first.setStretch(1, 1)
        self.rating = Rating(theme, [(level.id, level.name) for level in levels], "How far")
        self.body.addLayout(first)
        self.body.addWidget(self.rating)
        self._error = label("", "caption", "bad", wrap=True)
        self._error.hide()
        self.value = TextField(theme, "Now", small=True)
        self.trials = TextField(theme, "of", small=True)
        self.choice = Select(theme, small=True)
        self._what, self._caption, self._of = Elided("", "body"), Elided("", "caption"), label("of", "small")
        for field in (self.value, self.trials):
            field.setFixedWidth(theme.px(72))
        self.choice.setFixedWidth(theme.px(160))
        words = column(self._what, self._caption, gap=0)
        line = row(words, self.value, self._of, self.trials, self.choice, gap=theme.px(8))
        line.setStretch(0, 1)
        self.measured = QWidget()
        self.measured.setLayout(line)
        self.add(self.measured, self._error)
        self.show_goal(goal)

    def show_goal(self, goal: GoalRow) -> None:
        """Talk of another goal: nothing is chosen and nothing measured yet."""
        self.goal = goal
        self._kind = goal.measure_kind
        self._chip.show_state(*work.kind_chip(goal.kind, own_plan=self._own_plan))
        self._quote.show_words(goal.title, marks=bool(goal.words))
        self.rating.setAccessibleName(f"How far: {goal.title}")
        self.rating.choose(NOT_TODAY)
        self._error.hide()
        name = goal.measure or "Measured"
        for field, words in ((self.value, f"{name} now"), (self.trials, f"{name}, out of how many")):
            field.clear()
            field.setAccessibleName(words)
        self._offer(name)
        self._show_measure(goal)

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

    def _offer(self, name: str) -> None:
        self.choice.setAccessibleName(f"{name} now")
        options = [(NOT_MEASURED, "Not today")]
        if self._kind is MeasureKind.YES_NO:
            options += [("1", "Yes"), ("0", "Not yet")]
        elif self._kind is MeasureKind.LEVEL:
            options += [(str(level.position), level.name) for level in self._levels]
        self.choice.offer(options)
        self.choice.choose(NOT_MEASURED)

    def _show_measure(self, goal: GoalRow) -> None:
        kind = self._kind
        counted = kind is not MeasureKind.WORDS and bool(goal.measure or goal.target is not None)
        self.measured.setVisible(counted)
        self.value.setVisible(counted and kind in (MeasureKind.NUMBER, MeasureKind.TRIALS))
        for part in (self.trials, self._of):
            part.setVisible(counted and kind is MeasureKind.TRIALS)
        self.choice.setVisible(counted and kind in (MeasureKind.LEVEL, MeasureKind.YES_NO))
        past = f"was {amount(goal.now, kind, self._levels)}" if goal.now is not None else ""
        aim = f"aim {amount(goal.target, kind, self._levels)} {goal.unit}".strip() if goal.target is not None else ""
        self._what.setText(goal.measure or "Measured now")
        self._caption.setText(", ".join(part for part in (past, aim) if part))

    def _refuse(self, sentence: str) -> bool:
        self._error.setText(sentence)
        self._error.show()
        self.value.setFocus()
        return False
