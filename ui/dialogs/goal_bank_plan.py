"""Naming a plan template: goals of the bank that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.services import goal_bank
from ui.dialogs.frame import DialogFrame
from ui.widgets.fields import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from ui.context import Context


class PlanTemplateDialog(DialogFrame):
    """A name, and what a term with these goals is for."""

    def __init__(self, ctx: Context, goal_ids: Sequence[str], parent: QWidget) -> None:
        count = "1 goal" if len(goal_ids) == 1 else f"{len(goal_ids)} goals"
        super().__init__(ctx, "Keep as a plan template", "Keep template", parent, subtitle=count, width=480)
        self._goals = tuple(goal_ids)
        self.title = TextField(ctx.theme, "Such as First term of grade 6")
        self.vision = TextField(ctx.theme, "What the term is for")
        self.form.add("Called", self.title, key="title")
        self.form.add("What it is for", self.vision)
        self.title.setFocus()

    def state(self) -> object:
        """What the fields hold."""
        return self.title.value(), self.vision.value()

    def keep(self) -> None:
        """Write the template."""
        if self.show_errors({} if self.title.value() else {"title": "A plan template needs a name."}):
            return
        title, vision = self.title.value(), self.vision.value()
        done = self.write(
            lambda store: goal_bank.keep_plan(store, title=title, goal_ids=self._goals, vision=vision),
            "Plan template kept",
        )
        if done:
            self.accept()
