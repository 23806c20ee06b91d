"""What agreeing and closing do to the plan of whose turn it is, and the dialogs that they open."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain.goals import GoalKind, GoalStatus
from learnerplan.domain.plans import Agreer
from learnerplan.services import contacts, goals, learners, plan_states, plans
from ui import operations

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from learnerplan.storage.store import Store
    from ui.context import Context
    from ui.pages.rail.screen import RailScreen
    from ui.pages.rail.walk import Walk

GOALS_FIRST = (GoalKind.GRADE_LEVEL, GoalKind.PERSONAL)


class PlanDeeds:
    """Writes for the page `parent`, and calls `reload` where something was refused: the screen shows what is true."""

    def __init__(self, ctx: Context, parent: QWidget, walk: Walk, reload: Callable[[], object]) -> None:
        self._ctx, self._parent, self._walk, self._reload = ctx, parent, walk, reload

    def follow(self, screen: RailScreen) -> None:
        """Do what is wanted on the screens of agreeing and closing."""
        screen.agree.agreed.connect(self.agree)
        screen.agree.goal_wanted.connect(self.add_goal)
        screen.agree.edit_wanted.connect(self.edit_goal)
        screen.close_.ended.connect(self.end_goal)
        screen.close_.reflect_wanted.connect(self.reflect)
        screen.close_.start_wanted.connect(self.add_goal)
        screen.close_wanted.connect(self.close)

    def agree(self, who: str, agreed: bool) -> None:
        """Write down that somebody agrees, or take it back. For the family the dialog asks who it was."""
        plan_id, today = self._walk.plan_id(), date.today()
        if not plan_id:
            return
        if agreed and who == Agreer.FAMILY:
            self._ask_family(plan_id)
        elif agreed:
            self._do(lambda store: plan_states.agree(store, plan_id, Agreer(who), today))
        else:
            self._do(lambda store: plan_states.take_back(store, plan_id, Agreer(who)))

    def end_goal(self, goal_id: str, status: str, note: str) -> None:
        """Write down how a goal ended; one that goes on is carried into the next term."""
        ended = GoalStatus(status)
        if ended is GoalStatus.CARRIED:
            self._do(lambda store: plans.carry_goal(store, goal_id, note=note))
        else:
            self._do(lambda store: goals.change(store, goal_id, status=ended, outcome_note=note))

    def add_goal(self, kind: str = "") -> None:
        """Open the dialog for a new goal; where there is no plan yet, it starts one."""
        from ui.dialogs.goal_edit import GoalEditDialog
        from ui.dialogs.plan_start import PlanStartDialog

        desk = self._walk.desk
        if desk is None or desk.term is None:
            return
        there = {goal.kind for goal in desk.goals}
        wanted = next((one for one in GOALS_FIRST if one not in there), GoalKind.PERSONAL)
        learner = learners.one(self._ctx.store, desk.learner_id)
        if desk.plan is None:
            PlanStartDialog(self._ctx, learner, desk.term, self._parent).open()
        else:
            chosen = GoalKind(kind) if kind else wanted
            GoalEditDialog(self._ctx, learner, desk.term, self._parent, kind=chosen).open()

    def edit_goal(self, goal_id: str) -> None:
        """Open the dialog for a goal."""
        from ui.dialogs.goal_edit import GoalEditDialog

        desk = self._walk.desk
        goal = next((one for one in desk.goals if one.id == goal_id), None) if desk is not None else None
        if desk is not None and desk.term is not None and goal is not None:
            learner = learners.one(self._ctx.store, desk.learner_id)
            GoalEditDialog(self._ctx, learner, desk.term, self._parent, goal=goal, kind=goal.kind).open()

    def reflect(self) -> None:
        """Open the child's look back at the term."""
        from ui.dialogs.reflection import ReflectionDialog

        desk = self._walk.desk
        if desk is not None and desk.plan is not None:
            ReflectionDialog(self._ctx, learners.one(self._ctx.store, desk.learner_id), desk.plan, self._parent).open()

    def close(self, everyone: bool) -> None:
        """Open the dialog that closes the plan at hand, or every plan that can close: then it says which cannot yet.

        A child that looks on is told of no other plan.
        """
        from ui.dialogs.plan_close import PlanCloseDialog

        held = self._walk.held
        ready = [one for one in held.ready() if everyone or one == self._walk.plan_id()]
        if ready:
            waiting = held.waiting() if everyone else []
            PlanCloseDialog(self._ctx, ready, self._parent, waiting=waiting).open()

    def _ask_family(self, plan_id: str) -> None:
        from ui.dialogs.family_agrees import FamilyAgreesDialog

        desk = self._walk.desk
        held = contacts.of_learner(self._ctx.store, desk.learner_id) if desk is not None else []
        dialog = FamilyAgreesDialog(self._ctx, plan_id, [each.name for each in held], self._parent)
        dialog.rejected.connect(self._reload)
        dialog.open()

    def _do(self, work: Callable[[Store], object]) -> None:
        def whole(store: Store) -> bool:
            work(store)
            return True

        if not operations.perform(self._ctx, whole, parent=self._parent):
            self._reload()
