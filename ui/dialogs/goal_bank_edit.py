"""Adding a goal to the bank and changing one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from learnerplan.domain.goals import GoalArea, GoalKind
from learnerplan.services import competencies, goal_bank, scales
from ui.dialogs.competency_picker import CompetencyPicker
from ui.dialogs.frame import DialogFrame
from ui.dialogs.goal_bank_steps import BankSteps
from ui.dialogs.goal_edit import AREAS, KINDS
from ui.dialogs.meanwhile_lines import MeanwhileLines
from ui.dialogs.meanwhile_set import MeanwhileSet
from ui.dialogs.measure_fields import MeasureFields
from ui.dialogs.step_edit import REPEATS
from ui.dialogs.step_fields import WHO
from ui.theme.breakpoints import Breakpoint, breakpoint_of
from ui.widgets.fields import Select, TextBox, TextField
from ui.widgets.segmented import Segmented
from ui.widgets.text import label

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.goal_bank import BankGoal, BankStep
    from ui.context import Context
    from ui.dialogs.meanwhile import Control

_PLACES = (
    "A word in braces, such as {book}, is filled in when the goal is given. {name}, {grade} and {term} fill themselves."
)


class BankGoalDialog(DialogFrame):
    """With `goal` it changes that one."""

    def __init__(self, ctx: Context, parent: QWidget, *, goal: BankGoal | None = None) -> None:
        title = "Change a goal of the bank" if goal else "Add a goal to the bank"
        super().__init__(ctx, title, "Keep" if goal else "Add to the bank", parent, subtitle=_PLACES, width=660)
        self._goal = goal
        theme, form = ctx.theme, self.form
        self.title = TextField(theme, "What the bank calls it; the words where this stays empty")
        self.kind = Segmented(theme, [(value.value, text) for value, text in KINDS.items()], "Kind of goal")
        self.area = Select(theme, [(value.value, text) for value, text in AREAS.items()], name="Area")
        self.grades = TextField(theme, "Such as 3–5")
        self.words = TextBox(theme, "I read {book} to somebody", 2, name="Words", voice=True)
        self.statement = TextField(theme, "As it stands in the plan, where that differs")
        self.why = TextField(theme, "Because…")
        self.success = TextField(theme, "What it looks like when it is done")
        self.standards = CompetencyPicker(theme, competencies.listed(ctx.store))
        form.add("Kind of goal", self.kind)
        form.add("In a student’s words", self.words, key="words")
        form.add("Called", self.title)
        form.add_row(form.make("Area", self.area), form.make("Grades", self.grades))
        form.add("Why it matters to me", self.why)
        form.add("The goal in the plan’s words", self.statement)
        form.add("We will know it worked when", self.success)
        self._standards = form.add("Standards", self.standards)
        self._standards.setVisible(self.standards.completer.model().rowCount() > 0)
        self.measure = MeasureFields(theme, form, scales.progress_levels(ctx.store))
        self.body.addWidget(label("Measure", "row"))
        self.body.addWidget(self.measure)
        self.body.addWidget(label("Steps", "row"))
        narrow = breakpoint_of(parent.window().width(), theme.scale) is Breakpoint.SINGLE
        self.steps = BankSteps(theme, goal.steps if goal else (), narrow=narrow)
        self.body.addWidget(self.steps)
        if goal is not None:
            self._fill(goal)
            self._follow(goal.id)
        self.words.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        values = {name: value for name, value in self._texts().items() if name != "title"}
        tied = tuple(self.standards.value())
        return tuple(values.values()), self.title.value(), self.measure.state(), tuple(self.steps.value()), tied

    def keep(self) -> None:
        """Write the goal."""
        self.clear_problem()
        errors = self.measure.errors()
        if not (self.words.value() or self.statement.value()):
            errors = {"words": "A goal needs words. Write it as a student would say it.", **errors}
        if self.show_errors(errors):
            return
        held = self._goal.id if self._goal else ""
        measure = self.measure.typed(self) if held else self.measure.values()
        values: dict[str, Any] = {**self._texts(), **measure}
        promised = self.steps.value()
        tied = self._tied.value() if held else self.standards.value()
        done = self.write(
            lambda store: goal_bank.keep(store, goal_id=held, steps=promised, competency_ids=tied, **values),
            "Goal of the bank changed" if held else "Goal added to the bank",
        )
        if done:
            self.accept()

    def _follow(self, goal_id: str) -> None:
        store, picker = self.ctx.store, self.standards

        def promised() -> dict[str, BankStep]:
            return {step.id: step for step in goal_bank.steps_of(store, goal_id)}

        def told(step: BankStep) -> str:
            return f"{step.text} ({WHO[step.who]}, {REPEATS[step.repeats].lower()})"

        self.hear(MeanwhileLines(self.ctx, "goal_template_step", promised, self.steps, told, self))
        self._tied = MeanwhileSet(
            self.ctx,
            "goal_template_competency",
            lambda: goal_bank.competencies_of(store, goal_id),
            picker.value,
            picker.choose,
            self,
            shows=picker.knows,
        )
        self._tied.arrived.connect(lambda: self._standards.setVisible(True))
        self.hear(self._tied)
        self.measure.follow_in(self, "goal_template", goal_id)
        fields: dict[str, Control] = {
            "title": self.title,
            "kind": self.kind,
            "area": self.area,
            "grades": self.grades,
            "words": self.words,
            "statement": self.statement,
            "why": self.why,
            "success": self.success,
        }
        self.follow("goal_template", goal_id, fields)

    def _texts(self) -> dict[str, Any]:
        return {
            "title": self.title.value() or self.words.value() or self.statement.value(),
            "kind": GoalKind(self.kind.value()),
            "area": GoalArea(self.area.value()),
            "grades": self.grades.value(),
            "words": self.words.value(),
            "statement": self.statement.value(),
            "why": self.why.value(),
            "success": self.success.value(),
        }

    def _fill(self, goal: BankGoal) -> None:
        self.kind.choose(goal.kind.value)
        self.area.choose(goal.area.value)
        self.words.show_value(goal.words)
        lines = (self.title, self.grades, self.statement, self.why, self.success)
        texts = (goal.title, goal.grades, goal.statement, goal.why, goal.success)
        for line, text in zip(lines, texts, strict=True):
            line.setText(text)
        self.standards.choose(goal.competency_ids)
        self.measure.show_goal(goal)
