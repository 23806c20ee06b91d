"""The learner's look back at a term: proud of, hard, next."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from learnerplan.domain.profiles import Voice
from learnerplan.domain.reflections import Prompt
from learnerplan.errors import UserError
from learnerplan.services import reflections
from ui.dialogs.frame import DialogFrame
from ui.widgets.date_field import DateField
from ui.widgets.fields import TextBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.learners import LearnerRow
    from learnerplan.services.plans import PlanRow
    from ui.context import Context

PROMPTS: dict[Prompt, tuple[str, str]] = {
    Prompt.PROUD: ("Proud of", "I am proud of…"),
    Prompt.HARD: ("Hard", "It was hard to…"),
    Prompt.NEXT: ("Next", "Next I want to…"),
}
"""(heading, how an answer may begin) of each prompt."""


class ReflectionDialog(DialogFrame):
    """Three boxes for the learner's own words; an emptied one takes its answer away."""

    def __init__(self, ctx: Context, learner: LearnerRow, plan: PlanRow, parent: QWidget) -> None:
        super().__init__(
            ctx,
            "Reflection",
            "Keep",
            parent,
            subtitle=f"{plan.term}, in {learner.called}’s own words. They wait for your OK before they go home.",
        )
        self._learner, self._plan = learner, plan
        held = {
            row.prompt: row
            for row in reversed(reflections.of_learner(ctx.store, learner.id))
            if row.plan_id == plan.id and row.goal_id is None and row.voice is Voice.LEARNER
        }
        self.boxes = {prompt: TextBox(ctx.theme, hint, 3, voice=True) for prompt, (_, hint) in PROMPTS.items()}
        for prompt, box in self.boxes.items():
            if prompt in held:
                box.show_value(held[prompt].text)
            self.form.add(PROMPTS[prompt][0], box)
        self.on = DateField(ctx.theme, name="Date")
        self.on.show_value(max((row.reflected_on for row in held.values()), default=date.today()))
        self.form.add("When", self.on, key="on")
        self.boxes[Prompt.PROUD].setFocus()

    def state(self) -> object:
        """What the boxes hold."""
        return tuple(box.value() for box in self.boxes.values())

    def keep(self) -> None:
        """Write the answers."""
        self.clear_problem()
        try:
            day = self.on.value() or date.today()
        except UserError as error:
            self.show_errors({"on": str(error)})
            return
        answers = {prompt: box.value() for prompt, box in self.boxes.items()}
        ids = (self._learner.id, self._plan.id)
        if self.write(lambda store: reflections.write(store, *ids, answers, on=day), "Reflection kept"):
            self.accept()
