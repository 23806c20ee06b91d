"""Adding a goal to a plan and changing one: the learner's words first."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain.goals import GoalArea, GoalKind
from learnerplan.domain.profiles import HopeState
from learnerplan.errors import UserError
from learnerplan.services import aspirations, competencies, educators, goals, plans, scales, steps
from ui import operations
from ui.dialogs.competency_picker import CompetencyPicker
from ui.dialogs.frame import DialogFrame
from ui.dialogs.meanwhile_set import MeanwhileSet
from ui.dialogs.measure_fields import MeasureFields
from ui.dialogs.step_fields import StepFields
from ui.models import work
from ui.widgets.bidi import isolate
from ui.widgets.date_field import DateField
from ui.widgets.fields import Select, TextBox, TextField
from ui.widgets.layout import row
from ui.widgets.segmented import Segmented
from ui.widgets.text import label
from ui.widgets.wording_note import WordingNote

if TYPE_CHECKING:
    from typing import Any

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.terms import TermRow
    from learnerplan.storage.transaction import Transaction
    from ui.context import Context
    from ui.dialogs.step_fields import StepDraft

AREAS: dict[GoalArea, str] = {
    GoalArea.ACADEMIC: "Learning",
    GoalArea.SOCIAL_EMOTIONAL: "Feelings and people",
    GoalArea.HABITS: "Habits",
    GoalArea.FUTURE: "My future",
}
KINDS: dict[GoalKind, str] = {kind: work.kind_chip(kind)[0] for kind in GoalKind}


class GoalEditDialog(DialogFrame):
    """With `goal` it changes that goal, without one it adds a goal of `kind` to the plan of `term`."""

    def __init__(
        self,
        ctx: Context,
        learner: LearnerRow,
        term: TermRow,
        parent: QWidget,
        *,
        goal: GoalRow | None = None,
        kind: GoalKind = GoalKind.PERSONAL,
    ) -> None:
        title = "Change the goal" if goal else "Add a goal"
        who = f"{isolate(learner.name)}, {term.name}"
        super().__init__(ctx, title, "Keep" if goal else "Add goal", parent, subtitle=who, width=640)
        self._learner, self._term, self._goal = learner, term, goal
        theme = ctx.theme
        self._own_plan = educators.is_educator(ctx.store, learner.id)
        kinds = [(kind.value, work.kind_chip(kind, own_plan=self._own_plan)[0]) for kind in GoalKind]
        self.kind = Segmented(theme, kinds, "Kind of goal")
        self.words = TextBox(theme, lines=2, name="Words", voice=True)
        self.statement = TextField(theme, "As it stands in the plan, where that differs")
        self.why = TextField(theme, "Because…")
        self.area = Select(theme, [(value.value, text) for value, text in AREAS.items()], name="Area")
        self.success = TextField(theme, "What it looks like when it is done")
        alive = [one for one in aspirations.of_learner(ctx.store, learner.id) if one.state is not HopeState.LET_GO]
        hopes = [("", "No hope named"), *((one.id, isolate(one.text)) for one in alive)]
        self.hope = Select(theme, hopes, name="Serves the hope")
        self.standards = CompetencyPicker(theme, competencies.listed(ctx.store))
        self.begun_on = DateField(theme, name="From")
        self.due_on = DateField(theme, name="Until")
        self.steps = StepFields(theme, own_plan=self._own_plan)
        self._build()
        self._fill(kind)
        self.kind.chosen.connect(lambda _value: self._show_kind())
        self._show_kind()
        if goal is not None:
            self._follow(goal.id)
        self.words.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        lines = (self.words, self.statement, self.why, self.success)
        dates = (self.begun_on.line.text(), self.due_on.line.text())
        picked = (self.kind.value(), self.area.value(), self.hope.value(), *self.standards.value())
        return (*(line.value() for line in lines), *dates, *picked, *self.measure.state(), *self.steps.state())

    def keep(self) -> None:
        """Write the goal, and with a new one its plan and first steps, in one step of undo."""
        self.clear_problem()
        if self.standards.line.value():
            self.standards.take_first()
        errors = self.measure.errors()
        if not (self.words.value() or self.statement.value()):
            how = "in your own" if self._own_plan else "as the student says it"
            errors = {"words": f"A goal needs words. Write it {how}.", **errors}
        dates: dict[str, date | None] = {}
        for key, field in (("from", self.begun_on), ("until", self.due_on)):
            try:
                dates[key] = field.value()
            except UserError as error:
                errors[key] = str(error)
        begins, ends = dates.get("from"), dates.get("until")
        if begins and ends and ends <= begins:
            errors["until"] = "The goal ends before it begins. Choose a later day."
        if self.show_errors(errors):
            return
        try:
            drafts = self.steps.drafts() if self._goal is None else []
        except UserError as error:
            self.show_problem(error)
            return
        values = {**self._values(), "begun_on": begins, "due_on": ends}
        if self._save(values, drafts):
            self.accept()

    def _save(self, values: dict[str, Any], drafts: list[StepDraft]) -> bool:
        ctx, goal, standards = self.ctx, self._goal, self.standards.value()
        if goal is not None:
            chosen = self._tied.value() if self._tied.changed() else None
            return self.write(
                lambda store: goals.change(store, goal.id, competency_ids=chosen, **values), "Goal changed"
            )

        def add(tx: Transaction) -> str:
            plan = plans.needed(tx, self._learner.id, today=date.today(), term_id=self._term.id)
            goal_id = goals.add_in(tx, plan, competency_ids=standards, **values)
            for draft in drafts:
                steps.add_in(tx, goal_id, text=draft.text, who=draft.who, due_on=draft.due_on)
            return goal_id

        return bool(operations.change(ctx, "Add goal", add, parent=self, toast="Goal added"))

    def _values(self) -> dict[str, Any]:
        return {
            "kind": GoalKind(self.kind.value()),
            "area": GoalArea(self.area.value()),
            "words": self.words.value(),
            "statement": self.statement.value(),
            "why": self.why.value(),
            "success": self.success.value(),
            "aspiration_id": self.hope.value() or None,
            **(self.measure.values() if self._goal is None else self.measure.typed(self)),
        }

    def _build(self) -> None:
        form = self.form
        form.add("Kind of goal", self.kind)
        form.add("In my words" if self._own_plan else f"In {self._learner.called}’s words", self.words, key="words")
        form.add_row(form.make("Why it matters to me", self.why), form.make("Area", self.area))
        form.add("Serves the hope", self.hope).setVisible(self.hope.count() > 1)
        self._standards = form.add("Standards", self.standards)
        form.add("The goal in the plan’s words", self.statement).add_below(WordingNote(self.theme, self.statement))
        form.add("We will know it worked when", self.success).add_below(WordingNote(self.theme, self.success))
        self.measure = MeasureFields(self.theme, form, scales.progress_levels(self.ctx.store))
        self.body.addWidget(label("Measure", "row"))
        self.body.addWidget(self.measure)
        begins = form.make("From", self.begun_on, key="from")
        ends = form.make("Until", self.due_on, key="until")
        self.body.addLayout(row(begins, ends, gap=self.theme.px(12)))
        if self._goal is None:
            self.body.addWidget(label("First steps", "row"))
            self.body.addWidget(self.steps)

    def _fill(self, kind: GoalKind) -> None:
        goal = self._goal
        if goal is None:
            self.kind.choose(kind.value)
            self.begun_on.show_value(max(self._term.starts_on, min(date.today(), self._term.ends_on)))
            self.due_on.show_value(self._term.ends_on)
            return
        self.kind.choose(goal.kind.value)
        self.words.show_value(goal.words)
        self.statement.setText(goal.statement)
        self.why.setText(goal.why)
        self.success.setText(goal.success)
        self.area.choose(goal.area.value)
        served = aspirations.served_by(self.ctx.store, goal.id)
        if served and self.hope.findData(served) < 0:
            resting = {one.id: one.text for one in aspirations.of_learner(self.ctx.store, self._learner.id)}
            self.hope.addItem(isolate(resting.get(served, "")), served)
        self.hope.choose(served)
        self.standards.choose(goals.competency_ids(self.ctx.store, goal.id))
        self.measure.show_goal(goal)
        self.begun_on.show_value(goal.begun_on)
        self.due_on.show_value(goal.due_on)

    def _follow(self, goal_id: str) -> None:
        picker, store = self.standards, self.ctx.store
        self._tied = MeanwhileSet(
            self.ctx,
            "goal_competency",
            lambda: goals.competency_ids(store, goal_id),
            picker.value,
            picker.choose,
            self,
            shows=picker.knows,
        )
        self._tied.arrived.connect(self._show_kind)
        self.hear(self._tied)
        self.measure.follow_in(self, "goal", goal_id)
        self.follow(
            "goal",
            goal_id,
            {
                "kind": self.kind,
                "words": self.words,
                "statement": self.statement,
                "why": self.why,
                "success": self.success,
                "area": self.area,
                "aspiration_id": self.hope,
                "begun_on": self.begun_on,
                "due_on": self.due_on,
            },
        )

    def _show_kind(self) -> None:
        everyone = self.kind.value() == GoalKind.GRADE_LEVEL.value
        known = bool(self.standards.value()) or self.standards.completer.model().rowCount() > 0
        self._standards.setVisible(known and (everyone or bool(self.standards.value())))
