"""Naming a plan template, goals of the bank that belong together, and changing one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from learnerplan.services import goal_bank
from ui.dialogs.frame import DialogFrame
from ui.dialogs.meanwhile_set import MeanwhileSet
from ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from learnerplan.services.goal_bank import BankPlan
    from ui.context import Context


class PlanTemplateDialog(DialogFrame):
    """A name, and what a term with these goals is for. With `plan` it changes that template."""

    def __init__(self, ctx: Context, goal_ids: Sequence[str], parent: QWidget, *, plan: BankPlan | None = None) -> None:
        title = "Change the plan template" if plan else "Keep as a plan template"
        super().__init__(ctx, title, "Keep template", parent, subtitle=_counted(goal_ids), width=480)
        self._goals, self._plan = tuple(goal_ids), plan.id if plan else ""
        self.title = TextField(ctx.theme, "Such as First term of grade 6")
        self.vision = TextField(ctx.theme, "What the term is for")
        self.form.add("Called", self.title, key="title")
        self.form.add("What it is for", self.vision)
        if plan is not None:
            self.title.setText(plan.title)
            self.vision.setText(plan.vision)
            self._follow(plan.id)
        self.title.setFocus()

    def _follow(self, plan_id: str) -> None:
        def take(goal_ids: Sequence[str]) -> None:
            self._goals = tuple(goal_ids)
            self.say_below(_counted(goal_ids))

        read = partial(goal_bank.goals_of_plan, self.ctx.store, plan_id)
        self.hear(MeanwhileSet(self.ctx, "plan_template_goal", read, lambda: self._goals, take, self))
        self.follow("plan_template", plan_id, {"title": self.title, "vision": self.vision})

    def state(self) -> object:
        """What the fields hold."""
        return self.title.value(), self.vision.value()

    def keep(self) -> None:
        """Write the template."""
        if self.show_errors({} if self.title.value() else {"title": "A plan template needs a name."}):
            return
        title, vision, plan = self.title.value(), self.vision.value(), self._plan
        done = self.write(
            lambda store: goal_bank.keep_plan(store, title=title, goal_ids=self._goals, vision=vision, plan_id=plan),
            "Plan template changed" if plan else "Plan template kept",
        )
        if done:
            self.accept()


def _counted(goal_ids: Sequence[str]) -> str:
    return "1 goal" if len(goal_ids) == 1 else f"{len(goal_ids)} goals"
