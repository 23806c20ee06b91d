"""Writing down where a goal stands, and looking at what was measured before."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from learnerplan.domain.goals import MeasureKind
from learnerplan.errors import UserError
from learnerplan.services import goals, planbooks, scales
from ui import days
from ui.dialogs.frame import DialogFrame
from ui.dialogs.measure_fields import read_number
from ui.models.measures import measured
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import IconButton
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextField
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import clear, column, row
from ui.widgets.text import Elided, label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHBoxLayout, QWidget

    from learnerplan.services.goals import GoalRow, MeasurementRow
    from learnerplan.services.learners import LearnerRow
    from ui.context import Context

_YES_NO = (("1", "Yes"), ("0", "Not yet"))


class MeasurementDialog(DialogFrame):
    """A value as the goal counts it, with its day; earlier ones stand below and can be taken out."""

    def __init__(self, ctx: Context, learner: LearnerRow, goal: GoalRow, parent: QWidget) -> None:
        title = goal.measure or "Where it stands now"
        about = f"{isolate(learner.name)}: {isolate(goal.title)}"
        super().__init__(ctx, title, "Add", parent, subtitle=about, width=520)
        self._goal, self._kind, self._today = goal, goal.measure_kind, date.today()
        self._levels = scales.progress_levels(ctx.store)
        theme = ctx.theme
        self.value = TextField(theme, name="Now")
        self.trials = TextField(theme, name="Out of")
        levels = [(str(level.position), level.name) for level in self._levels]
        self.choice = Select(theme, _YES_NO if self._kind is MeasureKind.YES_NO else levels, name="Now")
        self.words = TextField(theme, "What it was, in words")
        self.day = DateField(theme, name="On")
        self.day.show_value(self._today)
        self._earlier = column(gap=theme.px(2))
        self._build()

    def state(self) -> object:
        """What the fields hold."""
        return self.value.value(), self.trials.value(), self.words.value()

    def keep(self) -> None:
        """Write the measurement."""
        self.clear_problem()
        errors: dict[str, str] = {}
        value = trials = day = None
        try:
            value, trials = self._read()
        except ValueError:
            errors["value"] = "Write the number in digits, such as 3 or 2.5."
        try:
            day = self.day.value() or self._today
            if day > self._today:
                errors["day"] = "This day is still to come."
        except UserError as error:
            errors["day"] = str(error)
        if self._kind is MeasureKind.TRIALS and value is not None and not trials:
            errors["value"] = "Write both numbers: how many, and out of how many."
        if self.show_errors(errors) or day is None:
            return
        values: dict[str, Any] = {
            "measured_on": day,
            "value": value,
            "trials": int(trials) if trials else None,
            "words": self.words.value(),
            "by": planbooks.about(self.ctx.store).teacher,
        }
        if self.write(lambda store: goals.measure(store, self._goal.id, **values), "Measurement added"):
            self.accept()

    def _read(self) -> tuple[float | None, float | None]:
        if self._kind in (MeasureKind.LEVEL, MeasureKind.YES_NO):
            return float(self.choice.value()), None
        if self._kind is MeasureKind.WORDS:
            return None, None
        return read_number(self.value.value()), read_number(self.trials.value())

    def _build(self) -> None:
        form, kind = self.form, self._kind
        day = form.make("On", self.day, key="day")
        if kind in (MeasureKind.LEVEL, MeasureKind.YES_NO):
            form.add_row(form.make("Now", self.choice, key="value"), day)
            self.choice.setFocus()
        elif kind is MeasureKind.TRIALS:
            form.add_row(form.make("How many", self.value, key="value"), form.make("Out of", self.trials), day)
            self.value.setFocus()
        elif kind is MeasureKind.NUMBER:
            unit = f" ({self._goal.unit})" if self._goal.unit else ""
            form.add_row(form.make(f"Now{unit}", self.value, key="value"), day)
            self.value.setFocus()
        else:
            form.add_row(day)
            self.words.setFocus()
        form.add("In words" if kind is MeasureKind.WORDS else "A note", self.words)
        self._title = label("Measured before", "small-strong")
        self.body.addWidget(self._title)
        self.body.addLayout(self._earlier)
        self._reload()

    def _reload(self) -> None:
        rows = goals.measurements(self.ctx.store, self._goal.id)
        with kept_focus(self):
            clear(self._earlier)
            for held in reversed(rows):
                self._earlier.addLayout(self._line(held))
        self._title.setVisible(bool(rows))

    def _line(self, held: MeasurementRow) -> QHBoxLayout:
        text = measured(held, self._kind, self._levels)
        remove = IconButton(self.theme, "trash-2", f"Take out {text}", small=True)
        remove.setAutoDefault(False)
        remove.clicked.connect(lambda: self._remove(held.id))
        name_place(remove, held.id)
        about = Elided(joined(days.short(held.measured_on, self._today), held.by), "caption")
        line = row(label(text, "strong"), about, remove, gap=self.theme.px(12))
        line.setStretch(1, 1)
        return line

    def _remove(self, measurement_id: str) -> None:
        if self.write(lambda store: goals.unmeasure(store, measurement_id), "Measurement taken out"):
            self._reload()
