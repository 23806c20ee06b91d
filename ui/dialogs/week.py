"""A learner's week as a list to tick: the steps of each goal, a box for each time that they come round."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from learnerplan.domain import terms as spans
from learnerplan.domain.steps import Repeats
from learnerplan.services import week
from ui import days
from ui.dialogs import week_printing
from ui.dialogs.frame import DialogFrame
from ui.dialogs.step_fields import whose
from ui.refresh import keep_fresh
from ui.widgets.bidi import isolate, joined
from ui.widgets.button import Button, IconButton
from ui.widgets.checkbox import CheckBox
from ui.widgets.kept_focus import kept_focus, name_place
from ui.widgets.layout import STRETCH, clear, column, row
from ui.widgets.text import Elided, Paragraph, Quote, label

if TYPE_CHECKING:
    from learnerplan.domain.weeks import WeekGoal, WeekList, WeekStep
    from learnerplan.services.learners import LearnerRow
    from ui.context import Context

READS = frozenset({"step", "step_done", "goal", "plan", "term", "day_off"})


class WeekDialog(DialogFrame):
    """Ticks are kept at once. Days that are still to come cannot be ticked."""

    def __init__(self, ctx: Context, learner: LearnerRow, parent: QWidget) -> None:
        title = "My week" if learner.is_educator else f"{isolate(learner.called)}’s week"
        super().__init__(ctx, title, "Done", parent, width=680)
        theme = ctx.theme
        self._learner = learner
        self._whose = whose(own_plan=learner.is_educator)
        self.monday = spans.monday(date.today())
        self.held: WeekList | None = None
        self.cancel.hide()
        self.form.hide()
        self.before = IconButton(theme, "chevron-left", "Week before", on_click=partial(self._turn, -1))
        self.after = IconButton(theme, "chevron-right", "Week after", on_click=partial(self._turn, 1))
        self.print_button = Button(theme, "Print…", icon="printer", on_click=self._print)
        for button in (self.before, self.after, self.print_button):
            button.setAutoDefault(False)
        self.add_foot(self.print_button)
        self._span = label("", "row")
        self._goals = column(gap=theme.px(16))
        self._none = Paragraph("", "small")
        self.boxes: dict[tuple[str, date | None], CheckBox] = {}
        head = row(self.before, self._span, self.after, STRETCH, gap=theme.px(8))
        self.body.addLayout(column(head, self._none, self._goals, gap=theme.px(12)))
        keep_fresh(self, ctx, READS, self.reload)
        self.reload()

    def keep(self) -> None:
        """Everything is kept already."""
        self.accept()

    def reload(self) -> None:
        """Read the week anew."""
        held = self.held = week.of_learner(self.ctx.store, self._learner.id, self._day())
        friday = self.monday + timedelta(days=week.SCHOOL_DAYS - 1)
        number = f"week {held.week}" if held.week else ""
        self._span.setText(joined(f"{days.short(self.monday)} – {days.short(friday)}", held.term, number))
        with kept_focus(self):
            clear(self._goals)
            self.boxes = {}
            for goal in held.goals:
                self._goals.addWidget(self._goal(goal, held.days))
        lines = [] if held.days else ["No school this week."]
        if not held.goals:
            lines.append("No step comes round this week. Steps are added on the plan.")
        self._none.show_text(" ".join(lines))
        self._none.setVisible(bool(lines))
        self.print_button.setEnabled(bool(held.goals))
        if self.isVisible():
            self.resize(self.sizeHint())

    def _goal(self, goal: WeekGoal, shown: tuple[date, ...]) -> QWidget:
        theme = self.theme
        title: QWidget = Quote(goal.title, "s") if goal.in_own_words else Paragraph(isolate(goal.title), "strong")
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.px(4))
        grid.setVerticalSpacing(theme.px(6))
        grid.setColumnStretch(0, 1)
        daily = any(step.each_day for step in goal.steps)
        if daily:
            for at, day in enumerate(shown, start=1):
                grid.addWidget(label(days.weekday(day), "caption"), 0, at, Qt.AlignmentFlag.AlignHCenter)
            if not all(step.each_day for step in goal.steps):
                grid.addWidget(label("Once", "caption"), 0, len(shown) + 1, Qt.AlignmentFlag.AlignHCenter)
        last = len(shown) + 1
        for line, step in enumerate(goal.steps, start=1):
            words = column(Paragraph(isolate(step.text)), Elided(self._caption(step), "caption"), gap=0)
            grid.addLayout(words, line, 0)
            if step.each_day:
                for at, day in enumerate(shown, start=1):
                    name = f"{step.text}, {days.full(day)}"
                    grid.addWidget(self._box(step, day, name), line, at, Qt.AlignmentFlag.AlignHCenter)
            else:
                grid.addWidget(self._box(step, None, step.text), line, last, Qt.AlignmentFlag.AlignHCenter)
        holder = QWidget()
        holder.setLayout(column(title, grid, gap=theme.px(6)))
        return holder

    def _caption(self, step: WeekStep) -> str:
        often = {Repeats.DAILY: "every day", Repeats.WEEKLY: "every week", Repeats.ONCE: ""}[step.repeats]
        return joined(self._whose[step.who], often, days.short(step.due_on) if step.due_on else "")

    def _box(self, step: WeekStep, day: date | None, name: str) -> CheckBox:
        box = CheckBox(self.theme, name=name)
        box.setChecked(day in step.done if day else bool(step.done))
        box.setEnabled((day or self.monday) <= date.today())
        if not box.isEnabled():
            box.setToolTip("This day is still to come.")
        name_place(box, f"week:{step.id}:{day or ''}")
        box.toggled.connect(partial(self._tick, step, day))
        self.boxes[step.id, day] = box
        return box

    def _tick(self, step: WeekStep, day: date | None, done: bool) -> None:
        wanted = [day] if day else [self._day()] if done else sorted(step.done)
        for each in wanted:
            if not self.write(partial(self._set, step.id, each, done), ""):
                self.reload()
                return

    def _set(self, step_id: str, day: date, done: bool, store: object) -> None:
        week.set_done(self.ctx.store, step_id, day, done)

    def _day(self) -> date:
        """The day that a tick of the week stands for: today, in other weeks the last school day."""
        today = date.today()
        if spans.monday(today) == self.monday:
            return today
        if self.held is not None and self.held.monday == self.monday and self.held.days:
            return self.held.days[-1]
        return self.monday + timedelta(days=week.SCHOOL_DAYS - 1)

    def _turn(self, weeks: int) -> None:
        self.monday += timedelta(weeks=weeks)
        self.reload()

    def _print(self) -> None:
        ids = [self._learner.id]
        week_printing.ask(self.ctx, ids, self._day(), self.work_place, name=f"{self._learner.called}, week")
