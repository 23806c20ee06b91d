"""Taking a plan one step back: deliberate, and with a reason that is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from learnerplan.domain.plans import PlanState
from learnerplan.services import plan_closing, plan_states
from ui.dialogs.frame import DialogFrame
from ui.widgets.bidi import isolate
from ui.widgets.fields import TextBox

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from ui.context import Context

_TITLES = {
    PlanState.REFLECTING: ("Open {whose} again?", "What was printed when it closed stays as it is."),
    PlanState.ACTIVE: ("Back to work on {whose}?", "Its goals can be changed again."),
}


class PlanReopenDialog(DialogFrame):
    """Asks for the reason."""

    def __init__(self, ctx: Context, plan_id: str, to: PlanState, parent: QWidget) -> None:
        title, about = _TITLES[to]
        (held,) = plan_closing.named(ctx.store, [plan_id])
        whose = f"{'my' if held.is_educator else f'{isolate(held.called)}’s'} plan of {held.term}"
        super().__init__(ctx, title.format(whose=whose), "Open again", parent, subtitle=about, width=480)
        self._plan_id, self._to = plan_id, to
        self.reason = TextBox(ctx.theme, "Such as: one goal goes on for another week", 3)
        self.form.add("Why", self.reason, "It is kept with the plan’s history.", key="reason")
        self.reason.setFocus()

    def state(self) -> object:
        """What was written."""
        return self.reason.value()

    def keep(self) -> None:
        """Go back."""
        self.clear_problem()
        reason, plan_id, to = self.reason.value(), self._plan_id, self._to
        if not reason.strip():
            self.show_errors({"reason": "Say why in a few words."})
            return
        if self.write(lambda store: plan_states.move(store, plan_id, to, reason=reason), "The plan is open again"):
            self.accept()
