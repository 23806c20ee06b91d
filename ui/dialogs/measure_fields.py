"""The part of a goal's form that says how it is measured."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QWidget

from learnerplan.domain.goals import MeasureKind
from ui.models.measures import KINDS, number
from ui.widgets.fields import Select, TextField
from ui.widgets.layout import column, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from learnerplan.services.goal_bank import BankGoal
    from learnerplan.services.goals import GoalRow
    from learnerplan.services.scales import Level
    from ui.dialogs.frame import DialogFrame
    from ui.dialogs.meanwhile import Control
    from ui.theme.theme import Theme
    from ui.widgets.form import Form

_NUMERIC = (MeasureKind.NUMBER, MeasureKind.TRIALS)


def read_number(text: str) -> float | None:
    """The number that a person typed, with a comma or a point; `None` for nothing. Raises `ValueError`."""
    plain = text.strip().removesuffix("%").replace(",", ".").strip()
    value = float(plain) if plain else None
    if value is not None and abs(value) > 1e9:
        raise ValueError(text)
    return value


class MeasureFields(QWidget):
    """What is counted and how, where it begins and what it aims for; shows the fields that the kind needs."""

    def __init__(self, theme: Theme, form: Form, levels: Sequence[Level], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        places = [(str(level.position), level.name) for level in levels]
        self.measure = TextField(theme, "For example: pages with feedback from a reader")
        self.kind = Select(theme, [(kind.value, text) for kind, text in KINDS.items()], name="How")
        self.baseline = TextField(theme, "Where it begins")
        self.target = TextField(theme, "The aim")
        self.unit = TextField(theme, "pages, of 6, minutes")
        self.from_level = Select(theme, places, name="Begins at")
        self.to_level = Select(theme, places, name="Aim")
        self.target_words = TextField(theme, "How we will see it")
        self._measure = form.make("What we count", self.measure)
        self._kind = form.make("How", self.kind)
        self._baseline = form.make("Begins at", self.baseline, key="baseline")
        self._target = form.make("Aim", self.target, key="target")
        self._unit = form.make("Counted in", self.unit)
        self._from = form.make("Begins at", self.from_level, key="from level")
        self._to = form.make("Aim", self.to_level, key="to level")
        self._words = form.make("Aim", self.target_words, key="target words")
        gap = theme.px(12)
        first = row(self._measure, self._kind, gap=gap)
        first.setStretch(0, 3)
        first.setStretch(1, 2)
        second = row(self._baseline, self._target, self._unit, self._from, self._to, self._words, gap=gap)
        self.setLayout(column(first, second, gap=gap))
        if levels:
            self.to_level.choose(str(levels[-1].position))
        self.kind.chosen.connect(lambda _value: self._show_kind())
        self._show_kind()

    def show_goal(self, goal: GoalRow | BankGoal) -> None:
        """Show how a goal is measured."""
        self.measure.setText(goal.measure)
        self.kind.choose(goal.measure_kind.value)
        self.baseline.setText("" if goal.baseline is None else number(goal.baseline))
        self.target.setText("" if goal.target is None else number(goal.target))
        self.unit.setText(goal.unit)
        if goal.measure_kind is MeasureKind.LEVEL:
            self.from_level.choose(number(goal.baseline or 0))
            self.to_level.choose(number(goal.target or 0))
        self.target_words.setText(goal.target_words)
        self._show_kind()

    def follow_in(self, form: DialogFrame, table: str, row_id: str) -> None:
        """Let the fields hear of what others change in the measure of a goal, on the plan or in the bank.

        Levels are kept as their places, in the columns of the numbers, so two fields show each of these.
        """
        lines: dict[str, Control] = {
            "measure_kind": self.kind,
            "baseline": self.baseline,
            "target": self.target,
            "measure": self.measure,
            "unit": self.unit,
            "target_words": self.target_words,
        }
        form.follow(table, row_id, lines).arrived.connect(self._show_kind)
        form.follow(table, row_id, {"baseline": self.from_level, "target": self.to_level})

    def state(self) -> tuple[str, ...]:
        """What the fields hold."""
        lines = (self.measure, self.baseline, self.target, self.unit, self.target_words)
        return (*(line.value() for line in lines), self.kind.value(), self.from_level.value(), self.to_level.value())

    def errors(self) -> dict[str, str]:
        """A sentence for each field that cannot be read."""
        kind = MeasureKind(self.kind.value())
        if kind not in _NUMERIC:
            return {}
        found: dict[str, str] = {}
        read: dict[str, float | None] = {}
        for key, line in (("baseline", self.baseline), ("target", self.target)):
            try:
                read[key] = read_number(line.value())
            except ValueError:
                found[key] = f"“{line.value()}” is no number. Write digits, such as 6 or 2.5."
        if found:
            return found
        begins, aim = read["baseline"], read["target"]
        if begins is not None and begins == aim:
            found["target"] = "The aim is where it begins. Choose an aim that is some way off."
        elif aim is None and begins is not None:
            found["target"] = "With a number to begin at, the goal needs a number to aim for."
        elif kind is MeasureKind.TRIALS and not all(0 <= value <= 100 for value in read.values() if value is not None):
            found["target"] = "These are parts of 100: write 80 for 8 of 10."
        return found

    def values(self) -> dict[str, Any]:
        """The columns of the goal, after `errors` found none."""
        kind = MeasureKind(self.kind.value())
        baseline = target = None
        if kind in _NUMERIC:
            baseline, target = read_number(self.baseline.value()), read_number(self.target.value())
            if baseline is None and target is not None:
                baseline = 0.0
        elif kind is MeasureKind.LEVEL:
            baseline, target = float(self.from_level.value() or 0), float(self.to_level.value() or 0)
        elif kind is MeasureKind.YES_NO:
            baseline, target = 0.0, 1.0
        return {
            "measure": self.measure.value(),
            "measure_kind": kind,
            "unit": self.unit.value() if kind is MeasureKind.NUMBER else "",
            "baseline": baseline,
            "target": target,
            "target_words": self.target_words.value() if kind is MeasureKind.WORDS else "",
        }

    def typed(self, form: DialogFrame) -> dict[str, Any]:
        """`values`, where any of the fields that `form` follows was changed here; else none of them."""
        values = self.values()
        return values if values.keys() & form.touched() else {}

    def _show_kind(self) -> None:
        kind = MeasureKind(self.kind.value())
        for field in (self._baseline, self._target):
            field.setVisible(kind in _NUMERIC)
        self._unit.setVisible(kind is MeasureKind.NUMBER)
        for field in (self._from, self._to):
            field.setVisible(kind is MeasureKind.LEVEL)
        self._words.setVisible(kind is MeasureKind.WORDS)
        percent = kind is MeasureKind.TRIALS
        self.baseline.setPlaceholderText("In 100, such as 40" if percent else "Where it begins")
        self.target.setPlaceholderText("In 100, such as 80" if percent else "The aim")
