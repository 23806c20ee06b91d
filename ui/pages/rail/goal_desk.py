"""A goal on the screen of one child: how far, what was measured, and its open steps to tick."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from learnerplan.domain.goals import MeasureKind
from ui.dialogs.goal_talk import GoalTalk
from ui.dialogs.step_fields import WHO
from ui.pages.learner.step_line import when
from ui.widgets import paint
from ui.widgets.bidi import joined
from ui.widgets.checkbox import CheckBox
from ui.widgets.fields import Select, TextField
from ui.widgets.layout import column, row
from ui.widgets.text import Elided

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.scales import Level
    from learnerplan.services.steps import StepRow
    from ui.theme.theme import Theme

_MOVES = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}


class StepTick(QWidget):
    """One open step: a box, its words, whose it is and by when. `ticked` tells the step and whether it is done."""

    ticked = Signal(str, bool)
    moved = Signal(object, int)

    def __init__(self, theme: Theme, step: StepRow, today: date) -> None:
        super().__init__()
        self.box = CheckBox(theme)
        self._text, self._about = Elided("", "body"), Elided("", "caption")
        line = row(self.box, column(self._text, self._about, gap=0), gap=theme.px(4))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.box.clicked.connect(lambda done: self.ticked.emit(self.step.id, done))
        self.box.installEventFilter(self)
        self.show_step(step, today)

    def show_step(self, step: StepRow, today: date) -> None:
        """Stand for another step."""
        self.step = step
        self._text.setText(step.text)
        self._about.setText(joined(WHO[step.who], when(step, today)))
        self.box.setAccessibleName(", ".join(part for part in (step.text, WHO[step.who], when(step, today)) if part))
        self.box.setChecked(step.done(today))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows go to the steps above and below."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _MOVES:
            self.moved.emit(self, _MOVES[Qt.Key(event.key())])
            return True
        return super().eventFilter(watched, event)


class GoalDesk(GoalTalk):
    """`changed` tells that something was chosen or typed here; `ticked` a step and whether it is done."""

    changed = Signal()
    ticked = Signal(str, bool)

    step_moved = Signal(object, int)

    def __init__(self, theme: Theme, goal: GoalRow, levels: Sequence[Level]) -> None:
        super().__init__(theme, goal, levels)
        self._desk_theme, self._now = theme, False
        self.rating.chosen.connect(lambda _value: self.changed.emit())
        self.value.textEdited.connect(lambda _text: self.changed.emit())
        self.trials.textEdited.connect(lambda _text: self.changed.emit())
        self.choice.chosen.connect(lambda _value: self.changed.emit())
        self._first = 1
        self.steps: list[StepTick] = []
        self._ticks: list[StepTick] = []
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(4))
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, 1)
        self._place = QWidget()
        self._place.setLayout(self._grid)
        self._grid.addWidget(self.measured, 0, 0)
        self.body.insertWidget(2, self._place)

    def show_steps(self, steps: Sequence[StepRow], today: date) -> None:
        """Show the open steps of the goal, after its measure, in two columns.

        Their widgets are used again: making new ones takes longer than a frame.
        """
        first = 0 if self.measured.isHidden() else 1
        for at, step in enumerate(steps):
            if at < len(self._ticks):
                self._ticks[at].show_step(step, today)
            else:
                made = StepTick(self._desk_theme, step, today)
                made.ticked.connect(self.ticked)
                made.moved.connect(self.step_moved)
                self._ticks.append(made)
                self._put(len(self._ticks) - 1)
        if first != self._first:
            self._first = first
            for at in range(len(self._ticks)):
                self._grid.removeWidget(self._ticks[at])
                self._put(at)
        for at, tick in enumerate(self._ticks):
            tick.setVisible(at < len(steps))
        self.steps = self._ticks[: len(steps)]
        self._place.setVisible(bool(steps) or first == 1)

    def _put(self, at: int) -> None:
        self._grid.addWidget(self._ticks[at], (at + self._first) // 2, (at + self._first) % 2)

    def set_current(self, now: bool) -> None:
        """Show that the digits rate this goal."""
        if now != self._now:
            self._now = now
            self.update()

    def measure_field(self) -> TextField | Select | None:
        """Where the measured value is typed or chosen; `None` for a goal without a measure."""
        fields: tuple[TextField | Select, ...] = (self.value, self.choice)
        return next((field for field in fields if not field.isHidden()), None)

    def typed(self) -> dict[str, str]:
        """What is chosen and typed, to be kept as a draft; empty where nothing is."""
        level, value, trials, choice = self.state()
        return {"level": level, "value": value, "trials": trials, "choice": choice} if any(self.state()) else {}

    def restore(self, typed: Mapping[str, str]) -> None:
        """Show what a draft holds."""
        self.rating.choose(typed.get("level", ""))
        self.value.setText(typed.get("value", ""))
        self.trials.setText(typed.get("trials", ""))
        if self.goal.measure_kind in (MeasureKind.LEVEL, MeasureKind.YES_NO):
            self.choice.choose(typed.get("choice", ""))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, with an edge where the digits go."""
        super().paintEvent(event)
        if self._now:
            painter = QPainter(self)
            paint.antialiased(painter)
            theme = self._desk_theme
            paint.rounded(
                painter, QRectF(self.rect()), theme.px(12), edge=theme.color("accent"), width=float(theme.px(2))
            )
