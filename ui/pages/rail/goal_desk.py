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
        self.step = step
        about = joined(WHO[step.who], when(step, today))
        self.box = CheckBox(theme, name=", ".join((step.text, WHO[step.who], when(step, today))).rstrip(", "))
        self.box.setChecked(step.done(today))
        words = column(Elided(step.text, "body"), Elided(about, "caption"), gap=0)
        line = row(self.box, words, gap=theme.px(4))
        line.setStretch(1, 1)
        self.setLayout(line)
        self.box.clicked.connect(lambda done: self.ticked.emit(step.id, done))
        self.box.installEventFilter(self)

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

    def __init__(
        self,
        theme: Theme,
        goal: GoalRow,
        levels: Sequence[Level],
        steps: Sequence[StepRow],
        today: date,
    ) -> None:
        super().__init__(theme, goal, levels)
        self._desk_theme, self._now = theme, False
        self.rating.chosen.connect(lambda _value: self.changed.emit())
        self.value.textEdited.connect(lambda _text: self.changed.emit())
        self.trials.textEdited.connect(lambda _text: self.changed.emit())
        self.choice.chosen.connect(lambda _value: self.changed.emit())
        self.steps = [StepTick(theme, step, today) for step in steps]
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(16))
        grid.setVerticalSpacing(theme.px(4))
        for at, tick in enumerate(self.steps):
            grid.addWidget(tick, at // 2, at % 2)
            tick.ticked.connect(self.ticked)
        if self.steps:
            grid.setColumnStretch(0, 1)
            grid.setColumnStretch(1, 1)
            self.body.addLayout(grid)

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
