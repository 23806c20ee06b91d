"""What the plan does with its goals and steps: each is one transaction, with a toast where undo may be wanted."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain.audiences import Audience
from learnerplan.domain.goals import GoalKind
from learnerplan.domain.steps import Who
from learnerplan.services import checkins, educators, goal_bank, goals, observations, steps
from ui import operations
from ui.pages.learner.log import toast_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.plans import PlanSheet
    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.pages.learner.goal import LearnerGoal


class GoalActions:
    """Knows the learner and the sheet that are shown; `reload` is called where a write was refused."""

    def __init__(self, ctx: Context, parent: QWidget, reload: Callable[[], object]) -> None:
        self._ctx, self._parent, self._reload = ctx, parent, reload
        self.learner: LearnerRow | None = None
        self.sheet: PlanSheet | None = None

    def follow(self, card: LearnerGoal) -> None:
        """Do what a person wants of this goal."""
        goal = card.goal
        card.ticked.connect(self.tick)
        card.edit_wanted.connect(lambda: self.edit(goal))
        card.measure_wanted.connect(lambda: self.measure(goal))
        card.outcome_wanted.connect(lambda: self.end(goal))
        card.reflect_wanted.connect(lambda: self.reflect(goal))
        card.bank_wanted.connect(lambda: self.bank(goal))
        card.remove_wanted.connect(lambda: self.remove(goal))
        card.step_wanted.connect(lambda text, who, due: self.add_step(goal, text, who, due))
        card.step_edit_wanted.connect(self.edit_step)
        card.step_remove_wanted.connect(self.remove_step)

    def start(self) -> None:
        """Open the dialog that starts the plan with a pair of goals."""
        from ui.dialogs.plan_start import PlanStartDialog

        if self.learner is not None and self.sheet is not None and self.sheet.term is not None:
            PlanStartDialog(self._ctx, self.learner, self.sheet.term, self._parent).open()

    def add(self, kind: GoalKind) -> None:
        """Open the dialog for a new goal."""
        self._open_goal(None, kind)

    def edit(self, goal: GoalRow) -> None:
        """Open the dialog for a goal."""
        self._open_goal(goal, goal.kind)

    def from_bank(self) -> None:
        """Open the goal bank to give this learner goals of it."""
        from ui.dialogs.goal_bank import GoalBankDialog

        if self.learner is not None and self.sheet is not None and self.sheet.term is not None:
            term = self.sheet.term.id
            GoalBankDialog(self._ctx, self._parent, learner_ids=[self.learner.id], term_id=term).open()

    def week(self) -> None:
        """Open the learner's week as a list to tick."""
        from ui.dialogs.week import WeekDialog

        if self.learner is not None:
            WeekDialog(self._ctx, self.learner, self._parent).open()

    def bank(self, goal: GoalRow) -> None:
        """Put a goal into the bank, without what is of this learner alone."""
        self._do(lambda store: goal_bank.keep_goal(store, goal.id), "Put into the goal bank, without the name")

    def measure(self, goal: GoalRow) -> None:
        """Open the dialog for a measurement."""
        from ui.dialogs.measurement_add import MeasurementDialog

        if self.learner is not None:
            MeasurementDialog(self._ctx, self.learner, goal, self._parent).open()

    def end(self, goal: GoalRow) -> None:
        """Open the dialog for the outcome."""
        from ui.dialogs.goal_outcome import GoalOutcomeDialog

        if self.learner is not None:
            GoalOutcomeDialog(self._ctx, self.learner, goal, self._parent).open()

    def remove(self, goal: GoalRow) -> None:
        """Remove a goal; undo brings it back with its steps and measurements."""
        self._do(lambda store: goals.remove(store, goal.id), "Goal removed")

    def tick(self, step_id: str, done: bool) -> None:
        """Say that a step is done today, or take that back."""
        today = date.today()
        self._do(lambda store: steps.tick(store, step_id, today) if done else steps.untick(store, step_id))

    def add_step(self, goal: GoalRow, text: str, who: str, due: date | None) -> None:
        """Add a step at the end of a goal's list."""
        self._do(lambda store: steps.add(store, goal.id, text=text, who=Who(who), due_on=due))

    def edit_step(self, step_id: str) -> None:
        """Open the dialog for a step."""
        from ui.dialogs.step_edit import StepEditDialog

        step = next((one for one in self.sheet.steps if one.id == step_id), None) if self.sheet else None
        if step is not None and self.learner is not None:
            own_plan = educators.is_educator(self._ctx.store, self.learner.id)
            StepEditDialog(self._ctx, step, self._parent, own_plan=own_plan).open()

    def remove_step(self, step_id: str) -> None:
        """Remove a step."""
        self._do(lambda store: steps.remove(store, step_id), "Step removed")

    def send_words(self, check_in_id: str, audience: str) -> None:
        """Decide how far the words of a check-in may travel."""
        chosen = Audience(audience)
        self._do(lambda store: checkins.set_audience(store, check_in_id, chosen), toast_of(chosen))

    def remove_check_in(self, check_in_id: str) -> None:
        """Remove a check-in with its measurements."""
        self._do(lambda store: checkins.remove(store, check_in_id), "Check-in removed")

    def remove_note(self, observation_id: str) -> None:
        """Take a note away from the learner."""
        learner = self.learner
        if learner is not None:
            self._do(lambda store: observations.remove(store, observation_id, learner.id), "Note removed")

    def reflect(self, goal: GoalRow | None = None) -> None:
        """Open the boxes of the reflection on the term, or on one goal."""
        from ui.dialogs.reflection import ReflectionDialog

        if self.learner is not None and self.sheet is not None and self.sheet.plan is not None:
            ReflectionDialog(self._ctx, self.learner, self.sheet.plan, self._parent, goal=goal).open()

    def _open_goal(self, goal: GoalRow | None, kind: GoalKind) -> None:
        from ui.dialogs.goal_edit import GoalEditDialog

        if self.learner is not None and self.sheet is not None and self.sheet.term is not None:
            GoalEditDialog(self._ctx, self.learner, self.sheet.term, self._parent, goal=goal, kind=kind).open()

    def _do(self, work: Callable[[Store], object], toast: str = "") -> None:
        def whole(store: Store) -> bool:
            work(store)
            return True

        if not operations.perform(self._ctx, whole, parent=self._parent, toast=toast):
            self._reload()
