"""How a goal ended, and opening it again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.goals import GoalStatus
from learnerplan.services import goals, plans
from ui.dialogs.frame import DialogFrame
from ui.widgets.bidi import isolate
from ui.widgets.fields import TextBox
from ui.widgets.option_card import OptionCard, OptionGroup

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from learnerplan.services.goals import GoalRow
    from learnerplan.services.learners import LearnerRow
    from ui.context import Context

_OPTIONS: dict[GoalStatus, tuple[str, str]] = {
    GoalStatus.MET: ("Met", "The aim is reached."),
    GoalStatus.PARTLY: ("Partly met", "Part of the way is done, and that counts."),
    GoalStatus.CARRIED: ("Carry forward", "It goes on next term, from where it stands now."),
    GoalStatus.DROPPED: ("Set aside", "Something else matters more now."),
    GoalStatus.ACTIVE: ("Still open", "Work goes on this term."),
}


class GoalOutcomeDialog(DialogFrame):
    """Five cards and a note."""

    def __init__(self, ctx: Context, learner: LearnerRow, goal: GoalRow, parent: QWidget) -> None:
        about = f"{isolate(learner.name)}: {isolate(goal.title)}"
        super().__init__(ctx, "How did this goal end?", "Keep", parent, subtitle=about)
        self._goal = goal
        cards = [OptionCard(ctx.theme, status.value, *words) for status, words in _OPTIONS.items()]
        self.options = OptionGroup(*cards, parent=self)
        for card in cards:
            card.setChecked(card.value == goal.status.value)
            self.body.insertWidget(self.body.indexOf(self.form), card)
        self.body.setSpacing(ctx.theme.px(8))
        self.note = TextBox(ctx.theme, "What helped, what got in the way", 2)
        self.note.show_value(goal.outcome_note)
        self.form.add("A note", self.note)
        (self.options.checkedButton() or cards[0]).setFocus()

    def state(self) -> object:
        """What is chosen and written."""
        return self.options.value(), self.note.value()

    def keep(self) -> None:
        """Write the outcome."""
        status = GoalStatus(self.options.value())
        goal_id, note = self._goal.id, self.note.value()
        if status is GoalStatus.CARRIED:
            if self.write(lambda store: plans.carry_goal(store, goal_id, note=note), "It goes on next term"):
                self.accept()
            return
        toast = "The goal is open again" if status is GoalStatus.ACTIVE else "Outcome kept"
        if self.write(lambda store: goals.change(store, goal_id, status=status, outcome_note=note), toast):
            self.accept()
